"""Write the workbook that an office fills in: instructions, examples, lists to choose from."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from congress.roles import Role
from congress.units import Block, UnitKind
from files.layout import (
    GENERAL,
    GROUP,
    PERSON,
    PREPARED_ROWS,
    SHEETS,
    SWITCHES,
    UNIT,
    Column,
    choices,
    column_name,
    sheet_name,
    words,
)

_LISTS = ("unit_kind", "block", "role", "flag")
_HEADER = PatternFill("solid", fgColor="FFD9E1F2")
_EXAMPLE = Font(italic=True, color="FF808080")
_TEXT_FORMAT = "@"
_GUIDE_WIDTH = 110


def write_template(path: Path) -> None:
    """Write an empty workbook with examples; an existing file is replaced. Raises OSError."""
    book = Workbook()
    _write_guide(book.worksheets[0])
    for name in SHEETS:
        _write_sheet(book.create_sheet(sheet_name(name)), name)
    _write_lists(book.create_sheet(sheet_name("choices")))
    written = BytesIO()  # whole before the disk sees any of it
    book.save(written)
    try:
        path.write_bytes(written.getvalue())
    except OSError:
        path.unlink(missing_ok=True)  # half a workbook would only be in the way
        raise


def _write_guide(page: Worksheet) -> None:
    page.title = sheet_name("guide")
    page.column_dimensions["A"].width = _GUIDE_WIDTH
    lines = [text for key, text in words().items() if key.startswith("guide_")]
    for number, line in enumerate(lines, 1):
        page.cell(number, 1, f"{number}. {line}").alignment = Alignment(wrap_text=True)


def _write_sheet(page: Worksheet, name: str) -> None:
    page.freeze_panes = "A2"
    for place, column in enumerate(SHEETS[name], 1):
        header = page.cell(1, place, column_name(name, column))
        header.font, header.fill = Font(bold=True), _HEADER
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = _TEXT_FORMAT
        if column.choices:
            page.add_data_validation(_offer(column, letter))
    if name == GENERAL:
        _write_general(page)
    for row in _examples(name):
        page.append(row)
        for cell in page[page.max_row]:
            cell.font, cell.number_format = _EXAMPLE, _TEXT_FORMAT


def _offer(column: Column, letter: str) -> DataValidation:
    name = column.choices or ""
    listed = get_column_letter(_LISTS.index(name) + 1)
    lists = f"'{sheet_name('choices')}'!${listed}$1:${listed}${len(choices(name))}"
    validation = DataValidation(type="list", formula1=lists, allow_blank=not column.required)
    validation.add(f"{letter}2:{letter}{PREPARED_ROWS + 1}")
    return validation


def _write_lists(page: Worksheet) -> None:
    page.sheet_state = "hidden"
    for place, name in enumerate(_LISTS, 1):
        for number, label in enumerate(choices(name).values(), 1):
            page.cell(number, place, label)


def _write_general(page: Worksheet) -> None:
    for key in SWITCHES:
        page.append([words()[key]])


def _examples(name: str) -> Iterable[list[str | None]]:
    say, kind, block, role = words(), choices("unit_kind"), choices("block"), choices("role")
    mark, yes = f"{say['example']}: ", say["yes"]
    if name == UNIT:
        yield [f"{mark}HU", say["example_unit_committee"], kind[UnitKind.COMMITTEE]]
        yield [
            f"{mark}K01",
            say["example_unit_commune"],
            kind[UnitKind.PARTY_COMMITTEE_UNIT],
            block[Block.COMMUNE],
            "HU",
            say["example_old_names"],
            yes,
            yes,
            "T01",
            say["example_days"],
        ]
        cell = kind[UnitKind.PARTY_CELL]
        yield [f"{mark}K02", say["example_unit_cell"], cell, block[Block.AGENCY], "HU"]
    elif name == GROUP:
        yield [f"{mark}T01", say["example_group"]]
    elif name == PERSON:
        yield [f"{mark}{say['example_title_secretary']}", role[Role.SECRETARY]]
        yield [f"{mark}{say['example_title_office']}", role[Role.OFFICE]]
        yield [f"{mark}{say['example_title_leader']}", role[Role.GROUP_LEADER], None, "T01"]
        reporter = role[Role.UNIT_REPORTER]
        yield [f"{mark}{say['example_title_reporter']}", reporter, "K01", None, yes]
    else:
        yield [f"{mark}{say['general_term']}", say["example_term"]]
