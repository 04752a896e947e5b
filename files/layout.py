"""The sheets and columns of the office's workbook, and every word written in it.

The words stand in texts/vi/: workbook.toml, and common.toml for kinds, blocks and roles.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

GENERAL, UNIT, GROUP, PERSON = "general", "unit", "group", "person"
#: How many rows below the header get drop-down lists and formats.
PREPARED_ROWS = 5000


@dataclass(frozen=True)
class Column:
    """One column; `choices` names the list its cells are chosen from, `width` is in characters.

    An `optional` column may be missing, as in workbooks handed out before it was there.
    """

    key: str
    width: int
    required: bool = False
    optional: bool = False
    choices: str | None = None


SHEETS: Mapping[str, tuple[Column, ...]] = {
    GENERAL: (Column("name", 30, required=True), Column("value", 24)),
    UNIT: (
        Column("code", 12, required=True),
        Column("name", 44, required=True),
        Column("kind", 12, required=True, choices="unit_kind"),
        Column("block", 20, choices="block"),
        Column("parent", 16),
        Column("old_names", 28),
        Column("is_pilot", 8, choices="flag"),
        Column("is_merged", 10, choices="flag"),
        Column("group", 10),
        Column("planned_on", 20),
        Column("contents", 12, optional=True),
    ),
    GROUP: (Column("code", 12, required=True), Column("name", 30, required=True)),
    PERSON: (
        Column("title", 44, required=True),
        Column("role", 30, required=True, choices="role"),
        Column("unit", 12),
        Column("group", 10),
        Column("is_head", 18, choices="flag"),
    ),
}

#: Rows of the general sheet, and the switch of the profile that each sets.
SWITCHES: Mapping[str, str] = {
    "general_term": "term",
    "general_deadline_committee": "deadline.party_committee_unit",
    "general_deadline_cell": "deadline.party_cell",
    "general_deadline_upper": "deadline.committee",
}


@cache
def words() -> Mapping[str, str]:
    """Read the words of the workbook by key."""
    found: Mapping[str, str] = _read("workbook")["workbook"]
    return found


@cache
def choices(name: str) -> Mapping[str, str]:
    """Map the codes of a list ("unit_kind", "block", "role", "flag") to how people see them."""
    if name == "flag":
        return {"yes": words()["yes"], "no": words()["no"]}
    found: Mapping[str, str] = _read("common")[name]
    return {code: words().get(f"{name}_{code}", label) for code, label in found.items()}


@cache
def spellings(name: str) -> Mapping[str, frozenset[str]]:
    """Map the codes of a list to every way its cells may be written: as seen, said, and coded."""
    said: Mapping[str, str] = {} if name == "flag" else _read("common")[name]
    more: Mapping[str, list[str]] = _read("workbook").get("spellings", {}).get(name, {})
    return {
        code: frozenset({label, code, said.get(code, label), *more.get(code, ())})
        for code, label in choices(name).items()
    }


def sheet_name(sheet: str) -> str:
    """Give a sheet's name as people see it."""
    return words()[f"sheet_{sheet}"]


def column_name(sheet: str, column: Column) -> str:
    """Give a column's header as people see it."""
    return words()[f"{sheet}_{column.key}"]


def _read(name: str) -> Mapping[str, Any]:
    text = files("texts").joinpath("vi", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
