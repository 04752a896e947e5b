"""Take values out of the cells of a row: text, codes, choices, flags and days."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.datetime import from_excel

from congress.dates import DateError, parse_range
from congress.folding import fold
from files.layout import SHEETS, choices, column_name, sheet_name, spellings
from files.mistakes import Mistake
from files.opening import UNCALCULATED, Row

#: Invisible characters that copying from web pages and chats leaves behind.
_INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\ufeff")
_CODE = re.compile(r"[A-Z0-9-]{1,12}")
#: A unit called like an item would make "/baocao X01" mean two things.
_ITEM_CODE = re.compile(r"[XC]\d\d")
_CONTENTS = re.compile(r"[1-4]{1,4}")
_YEAR = re.compile(r"\d{4}")
#: Whole numbers that are days when a cell has lost its date format: 2000 to 2099.
_DAY_NUMBERS = range(36526, 73051)
_DATE_MISTAKES = {
    "date/unreadable": "bad_date",
    "date/no_such_day": "no_such_day",
    "date/backwards": "backwards",
}


class Taker:
    """Takes values from one sheet's rows and keeps the mistakes met on the way.

    What cannot be taken is None and one mistake, so that all are found in one reading.
    """

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.mistakes: list[Mistake] = []
        self._columns = {column.key: column for column in SHEETS[sheet]}

    def text(self, row: Row, key: str) -> str | None:
        """Take text without stray spaces, composed (NFC); numbers as they are typed."""
        value = row.cells[key][1]
        if value is UNCALCULATED:
            self.miss(row, key, "no_formula_value")
            return None
        text = _write(value)
        if text in ERROR_CODES:
            self.miss(row, key, "formula_error", value=text)
            return None
        if not text and self._columns[key].required:
            name = column_name(self.sheet, self._columns[key])
            self.miss(row, key, "missing_value", column=name)
        return text or None

    def code(self, row: Row, key: str) -> str | None:
        """Take a code of a unit or group, in capitals."""
        code = self.text(row, key)
        return code.upper() if code else None

    def new_code(self, row: Row, taken: Mapping[str, int]) -> str | None:
        """Take the code that names this row; `taken` maps codes to rows above."""
        code = self.code(row, "code")
        if code is None:
            return None
        if not _CODE.fullmatch(code):
            self.miss(row, "code", "bad_code", value=code)
        elif _ITEM_CODE.fullmatch(code):
            self.miss(row, "code", "item_code", value=code)
        elif code in taken:
            self.miss(row, "code", "duplicate_code", value=code, first=str(taken[code]))
        return code

    def choice(self, row: Row, key: str) -> str | None:
        """Take the code of a choice, written as in the list or as the code itself."""
        written = self.text(row, key)
        if written is None:
            return None
        name = self._columns[key].choices or key
        for code, ways in spellings(name).items():
            if fold(written) in {fold(way) for way in ways}:
                return code
        known = choices(name)
        self.miss(row, key, "unknown_choice", value=written, choices=", ".join(known.values()))
        return None

    def flag(self, row: Row, key: str) -> bool:
        """Take a yes or no; an empty cell is no, "x" and "1" are yes."""
        written = self.text(row, key)
        if written is None or fold(written) in {"x", "1", "true"}:
            return written is not None
        return fold(written) not in {"0", "false"} and self.choice(row, key) == "yes"

    def contents(self, row: Row, key: str) -> str:
        """Take the numbers of a congress's contents ("12", "1, 2, 4"); empty where not said."""
        written = self.text(row, key) if key in row.cells else None
        if written is None:
            return ""
        numbers = re.sub(r"[\s,;.+-]+", "", written)
        if not _CONTENTS.fullmatch(numbers) or len(set(numbers)) < len(numbers):
            self.miss(row, key, "bad_contents", value=written)
            return ""
        return "".join(sorted(numbers))

    def day(self, row: Row, key: str) -> date | None:
        """Take the (first) day of a date cell, or of text such as "29 và 30/4/2020"."""
        value = row.cells[key][1]
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, int | float) and value in _DAY_NUMBERS:
            value = from_excel(value)
            return value.date() if isinstance(value, datetime) else None
        written = self.text(row, key)
        if written is None:
            return None
        if not _YEAR.search(written):
            self.miss(row, key, "no_year", value=written)
            return None
        try:
            return parse_range(written, today=date.min)[0]
        except DateError as exc:
            self.miss(row, key, _DATE_MISTAKES[exc.key], value=written)
            return None

    def miss(self, row: Row, key: str, mistake: str, **values: str) -> None:
        """Keep a mistake at a cell."""
        self.mistakes.append(
            Mistake(
                key=mistake,
                sheet=sheet_name(self.sheet),
                row=row.number,
                column=row.cells[key][0],
                values=values,
            ),
        )


def _write(value: Any) -> str:
    text = "" if value is None else str(value)
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())
