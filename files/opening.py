"""Open an Excel file and give its sheets as rows of cells; the cells' meaning is taking.py's."""

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from congress.folding import fold
from files.layout import GENERAL, SHEETS, Column, column_name, sheet_name, words
from files.mistakes import Mistake, MistakesError

#: Five thousand rows take well under 1 MB; what is larger holds pictures, or is no roster.
MAX_BYTES = 20_000_000

#: How a password-protected file, or one of Excel before 2007, begins.
_OLD_OR_PROTECTED = bytes.fromhex("D0CF11E0")
#: What stands in for a formula that was never calculated.
UNCALCULATED = object()


@dataclass(frozen=True)
class Row:
    """One filled-in row: its number, and its cells' letters and values by column."""

    number: int
    cells: Mapping[str, tuple[str, Any]]


def open_sheets(path: Path) -> dict[str, list[Row]]:
    """Read the sheets' rows, but for examples and empty ones; raise MistakesError.

    Formulas give their last calculated values. The general sheet may be missing.
    """
    data = _read_bytes(path)
    try:
        values = _load(data, data_only=True)
        formulas = _load(data, data_only=False) if _has_formulas(data) else None
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as exc:
        # SyntaxError is what broken XML raises.
        raise MistakesError([Mistake(key="not_xlsx")]) from exc
    sheets, mistakes = {}, []
    for sheet in SHEETS:
        try:
            sheets[sheet] = list(_read_sheet(sheet, values, formulas))
        except MistakesError as exc:
            mistakes += exc.mistakes
    if mistakes:
        raise MistakesError(mistakes)
    return sheets


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            limit = str(MAX_BYTES // 1_000_000)
            raise MistakesError([Mistake(key="too_large", values={"limit": limit})])
        data = path.read_bytes()
    except OSError as exc:
        raise MistakesError([Mistake(key="unreadable")]) from exc
    if data.startswith(_OLD_OR_PROTECTED):
        raise MistakesError([Mistake(key="protected")])
    return data


def _load(data: bytes, *, data_only: bool) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of the file that are not read here
        return load_workbook(BytesIO(data), read_only=True, data_only=data_only)


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in parts.read(name).replace(b"<formula", b"") for name in sheets)


def _read_sheet(sheet: str, values: Workbook, formulas: Workbook | None) -> Iterator[Row]:
    name = sheet_name(sheet)
    table = _read_table(values, name)
    if table is None:
        if sheet == GENERAL:
            return
        raise MistakesError([Mistake(key="missing_sheet", sheet=name)])
    written = _read_table(formulas, name) if formulas else None
    columns = _find_columns(sheet, table[0] if table else ())
    for number, row in enumerate(table[1:], start=2):
        cells = {
            key: (get_column_letter(place + 1), _pick(row, written, number, place))
            for key, place in columns.items()
        }
        if not _is_blank(cells) and not _is_example(row):
            yield Row(number, cells)


def _read_table(book: Workbook, name: str) -> list[tuple[Any, ...]] | None:
    for title in book.sheetnames:
        if fold(title) == fold(name):
            return list(book[title].iter_rows(values_only=True))
    return None


def _find_columns(sheet: str, header: tuple[Any, ...]) -> dict[str, int]:
    headers = [fold(str(cell)) if cell is not None else "" for cell in header]
    found, mistakes = {}, []
    for column in SHEETS[sheet]:
        written = column_name(sheet, column)
        times = headers.count(fold(written))
        if times == 1:
            found[column.key] = headers.index(fold(written))
        else:
            mistakes.append(_miss_column(sheet, column, times))
    if mistakes:
        raise MistakesError(mistakes)
    return found


def _miss_column(sheet: str, column: Column, times: int) -> Mistake:
    return Mistake(
        key="repeated_column" if times else "missing_column",
        sheet=sheet_name(sheet),
        row=1,
        values={"column": column_name(sheet, column)},
    )


def _pick(
    row: tuple[Any, ...], written: list[tuple[Any, ...]] | None, number: int, place: int
) -> Any:
    value = row[place] if place < len(row) else None
    if value is not None or written is None:
        return value
    line = written[number - 1]
    has_formula = place < len(line) and line[place] is not None
    return UNCALCULATED if has_formula else None


def _is_blank(cells: Mapping[str, tuple[str, Any]]) -> bool:
    return all(value is None or not str(value).strip() for _, value in cells.values())


def _is_example(row: tuple[Any, ...]) -> bool:
    first = next((str(cell) for cell in row if cell is not None), "")
    return fold(first).startswith(fold(words()["example"]))
