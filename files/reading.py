"""Make a roster of the rows of a workbook, or find everything that is wrong in them."""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from congress.folding import fold
from congress.roles import GROUPS, Role
from congress.roster import Person, Roster
from congress.units import Group, Unit, UnitKind
from files.layout import GENERAL, GROUP, PERSON, SWITCHES, UNIT, choices, sheet_name, words
from files.mistakes import Mistake
from files.opening import Row
from files.taking import Taker

Draft = dict[str, Any]


def make_roster(sheets: Mapping[str, Sequence[Row]]) -> Roster | list[Mistake]:
    """Give the roster, or every mistake in the order of the sheets; never both."""
    general, units, groups, people = (Taker(name) for name in (GENERAL, UNIT, GROUP, PERSON))
    switches = dict(_take_switches(general, sheets.get(GENERAL, ())))
    group_rows = _take_groups(groups, sheets[GROUP])
    unit_rows = _take_units(units, sheets[UNIT])
    _check_groups(groups, group_rows, unit_rows)
    _check_units(units, unit_rows, group_rows)
    root = next((code for code, (_, one) in unit_rows.items() if _is_top(one)), None)
    people_rows = list(_take_people(people, sheets[PERSON], root))
    _check_people(people, people_rows, unit_rows, group_rows)
    empty = [
        Mistake(key="empty_sheet", sheet=sheet_name(name))
        for name in (UNIT, PERSON)
        if not sheets[name]
    ]
    found = [
        *empty,
        *(one for taker in (general, units, groups, people) for one in taker.mistakes),
    ]
    if found:
        return found
    return Roster(
        profile=switches,
        units=tuple(_order({code: one for code, (_, one) in unit_rows.items()}, root)),
        groups=tuple(Group(**one) for _, one in group_rows.values()),
        people=tuple(Person(**one) for _, one in people_rows),
    )


def _take_switches(taker: Taker, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    known = {fold(words()[key]): switch for key, switch in SWITCHES.items()}
    for row in rows:
        name = taker.text(row, "name")
        if name is None:
            continue
        switch = known.get(fold(name))
        if switch is None:
            names = ", ".join(words()[key] for key in SWITCHES)
            taker.miss(row, "name", "unknown_choice", value=name, choices=names)
            continue
        value = (
            taker.day(row, "value") if switch.startswith("deadline.") else taker.text(row, "value")
        )
        if value is not None:
            yield switch, value.isoformat() if isinstance(value, date) else value


def _take_groups(taker: Taker, rows: Sequence[Row]) -> dict[str, tuple[Row, Draft]]:
    found: dict[str, tuple[Row, Draft]] = {}
    for row in rows:
        code = taker.new_code(row, {known: above.number for known, (above, _) in found.items()})
        draft = {"code": code, "name": taker.text(row, "name"), "position": row.number}
        if code:
            found.setdefault(code, (row, draft))
    return found


def _take_units(taker: Taker, rows: Sequence[Row]) -> dict[str, tuple[Row, Draft]]:
    found: dict[str, tuple[Row, Draft]] = {}
    numbers: dict[str, int] = {}
    for row in rows:
        code = taker.new_code(row, numbers)
        old_names = taker.text(row, "old_names") or ""
        draft = {
            "code": code,
            "name": taker.text(row, "name"),
            "kind": taker.choice(row, "kind"),
            "block": taker.choice(row, "block"),
            "parent": taker.code(row, "parent"),
            "group": taker.code(row, "group"),
            "old_names": tuple(name.strip() for name in old_names.split(";") if name.strip()),
            "is_pilot": taker.flag(row, "is_pilot"),
            "is_merged": taker.flag(row, "is_merged"),
            "planned_on": taker.day(row, "planned_on"),
            "contents": taker.contents(row, "contents"),
            "position": row.number,
        }
        if code and code not in found:
            found[code], numbers[code] = (row, draft), row.number
    return found


def _check_groups(
    taker: Taker, groups: Mapping[str, tuple[Row, Draft]], units: Mapping[str, tuple[Row, Draft]]
) -> None:
    for code, (row, _) in groups.items():
        if code in units:
            taker.miss(row, "code", "code_of_unit", value=code)


def _check_units(
    taker: Taker, units: Mapping[str, tuple[Row, Draft]], groups: Mapping[str, tuple[Row, Draft]]
) -> None:
    top: Row | None = None
    for row, unit in units.values():
        if _is_top(unit) and top:
            taker.miss(row, "parent", "two_committees", first=str(top.number))
        elif _is_top(unit):
            top = row
        if unit["kind"] not in {None, UnitKind.COMMITTEE} and unit["block"] is None:
            _miss_block(taker, row)
        if unit["parent"] and unit["parent"] not in units:
            taker.miss(row, "parent", "missing_parent", value=unit["parent"])
        if unit["group"] and unit["group"] not in groups:
            taker.miss(row, "group", "unknown_group", value=unit["group"])
    for loop in _find_loops({code: unit["parent"] for code, (_, unit) in units.items()}):
        taker.miss(units[loop[0]][0], "parent", "loop", value=" → ".join([*loop, loop[0]]))
    if units and top is None:
        kind = choices("unit_kind")[UnitKind.COMMITTEE]
        missing = Mistake(key="no_committee", sheet=sheet_name(UNIT), values={"kind": kind})
        taker.mistakes.append(missing)


def _miss_block(taker: Taker, row: Row) -> None:
    written = row.cells["block"][1]
    if written is None:  # else its own mistake has been told
        taker.miss(row, "block", "missing_value", column=words()["unit_block"])


def _is_top(unit: Draft) -> bool:
    return unit["kind"] == UnitKind.COMMITTEE and unit["parent"] is None


def _find_loops(parents: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Give each circle of units once."""
    cleared: set[str] = set()
    for start in parents:
        line = _climb(start, parents, until=cleared)
        above = parents[line[-1]] if line else None
        if above in line:
            yield line[line.index(above) :]
        cleared.update(line)


def _climb(start: str, parents: Mapping[str, str | None], *, until: Container[str]) -> list[str]:
    """List a unit and those above it, up to what is known in `until` or would come again."""
    line: list[str] = []
    code: str | None = start
    while code is not None and code in parents and code not in until and code not in line:
        line.append(code)
        code = parents[code]
    return line


def _take_people(
    taker: Taker, rows: Sequence[Row], root: str | None
) -> Iterator[tuple[Row, Draft]]:
    for row in rows:
        role = taker.choice(row, "role")
        unit, group = taker.code(row, "unit"), taker.code(row, "group")
        if role == Role.UNIT_REPORTER and unit is None:
            taker.miss(row, "unit", "needs_unit")
        if role in GROUPS and group is None:
            taker.miss(row, "group", "needs_group")
        yield (
            row,
            {
                "title": taker.text(row, "title"),
                "role": role,
                "unit": unit if unit or role in GROUPS else root,
                "group": group,
                "is_head": taker.flag(row, "is_head"),
            },
        )


def _check_people(
    taker: Taker,
    people: Sequence[tuple[Row, Draft]],
    units: Mapping[str, object],
    groups: Mapping[str, object],
) -> None:
    seen: dict[tuple[str | None, ...], int] = {}
    for row, person in people:
        if person["unit"] and person["unit"] not in units:
            taker.miss(row, "unit", "unknown_unit", value=person["unit"])
        if person["group"] and person["group"] not in groups:
            taker.miss(row, "group", "unknown_group", value=person["group"])
        known = tuple(person[part] for part in ("role", "unit", "group", "title"))
        if person["title"] and person["role"] and known in seen:
            taker.miss(row, "title", "duplicate_person", first=str(seen[known]))
        seen.setdefault(known, row.number)


def _order(units: Mapping[str, Draft], root: str | None) -> list[Unit]:
    """Make units, each after its parent; one without a parent is right below the root."""
    parents = {
        code: draft["parent"] or (root if code != root else None) for code, draft in units.items()
    }
    ordered: dict[str, Unit] = {}
    for start in units:
        for code in reversed(_climb(start, parents, until=ordered)):
            ordered[code] = Unit(**(units[code] | {"parent": parents[code]}))
    return list(ordered.values())
