"""Open an Excel file and give its sheets as rows of cells; the cells' meaning is taking.py's."""

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import starmap, zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from congress.folding import fold
from files.layout import GENERAL, SHEETS, Column, column_name, sheet_name, words
from files.mistakes import Mistake, MistakesError

#: Five thousand rows take well under 1 MB; what is larger holds pictures, or is no roster.
MAX_BYTES = 20_000_000

#: How a password-protected file, or one of Excel before 2007, begins.
_OLD_OR_PROTECTED = bytes.fromhex("D0CF11E0")
#: What stands in for a formula that was never calculated.
UNCALCULATED = object()

_FORMULA = re.compile(rb"<f[ />]")
_Line = tuple[Any, ...]


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
        tables = _read_tables(data)
    except Exception as exc:  # a damaged file makes zip, XML and openpyxl raise whatever they like
        raise MistakesError([Mistake(key="not_xlsx")]) from exc
    sheets, mistakes = {}, []
    for sheet in SHEETS:
        try:
            sheets[sheet] = list(_read_rows(sheet, tables.get(fold(sheet_name(sheet)))))
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


def _read_tables(data: bytes) -> dict[str, list[_Line]]:
    """Read our sheets by their folded names; an uncalculated formula is UNCALCULATED."""
    values = _load(data, data_only=True)
    if not _has_formulas(data):
        return values
    formulas = _load(data, data_only=False)
    return {
        name: [
            tuple(starmap(_pick, zip_longest(line, written)))
            for line, written in zip_longest(lines, formulas[name], fillvalue=())
        ]
        for name, lines in values.items()
    }


def _load(data: bytes, *, data_only: bool) -> dict[str, list[_Line]]:
    wanted = {fold(sheet_name(sheet)) for sheet in SHEETS}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of the file that are not read here
        book = load_workbook(BytesIO(data), read_only=True, data_only=data_only)
        return {
            fold(sheet.title): list(sheet.iter_rows(values_only=True))
            for sheet in book.worksheets
            if fold(sheet.title) in wanted
        }


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return any(_FORMULA.search(parts.read(name)) for name in sheets)


def _pick(value: Any, written: Any) -> Any:
    return UNCALCULATED if value is None and written is not None else value


def _read_rows(sheet: str, table: Sequence[_Line] | None) -> Iterator[Row]:
    if table is None:
        if sheet == GENERAL:
            return
        raise MistakesError([Mistake(key="missing_sheet", sheet=sheet_name(sheet))])
    columns = _find_columns(sheet, table[0] if table else ())
    for number, line in enumerate(table[1:], start=2):
        cells = {
            key: (get_column_letter(place + 1), line[place] if place < len(line) else None)
            for key, place in columns.items()
        }
        if not _is_blank(cells) and not _is_example(line):
            yield Row(number, cells)


def _find_columns(sheet: str, header: _Line) -> dict[str, int]:
    headers = [fold(str(cell)) if cell is not None else "" for cell in header]
    found, mistakes = {}, []
    for column in SHEETS[sheet]:
        written = column_name(sheet, column)
        times = headers.count(fold(written))
        if times == 1:
            found[column.key] = headers.index(fold(written))
        elif times or not column.optional:
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


def _is_blank(cells: Mapping[str, tuple[str, Any]]) -> bool:
    return all(value is None or not str(value).strip() for _, value in cells.values())


def _is_example(line: _Line) -> bool:
    mark = fold(words()["example"])
    return any(isinstance(cell, str) and fold(cell).startswith(mark) for cell in line)
