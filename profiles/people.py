"""Make the people of a way of organising, by role title, from the rules in its profile.toml.

[[people]] sit at the root; [[upper]] at each upper unit, whose {committee} stands in units.csv;
[titles] makes the leader and member of each group and the reporter of each unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from congress.roles import Role
from congress.roster import Person
from congress.units import Group, Unit, UnitKind


def make_people(
    profile: Mapping[str, Any],
    rows: Sequence[Mapping[str, str]],
    *,
    units: Sequence[Unit],
    groups: Sequence[Group],
    root: str,
) -> tuple[Person, ...]:
    """Give everybody, those at the root first."""
    committees = {row["code"]: row.get("committee") or row["name"] for row in rows}
    titles = profile["titles"]
    return (
        *(Person(**person, unit=root) for person in profile["people"]),
        *_make_upper(profile.get("upper", ()), units, committees),
        *_make_groups(titles, groups),
        *_make_reporters(titles, units),
    )


def _make_upper(
    rules: Sequence[Mapping[str, str]], units: Sequence[Unit], committees: Mapping[str, str]
) -> Iterator[Person]:
    for unit in units:
        if unit.kind is UnitKind.COMMITTEE:
            for rule in rules:
                title = rule["title"].format(committee=committees[unit.code])
                yield Person(title=title, role=Role(rule["role"]), unit=unit.code)


def _make_groups(titles: Mapping[str, Any], groups: Sequence[Group]) -> Iterator[Person]:
    for group in groups:
        for role in (Role.GROUP_LEADER, Role.GROUP_MEMBER):
            yield Person(title=titles[role].format(group=group.name), role=role, group=group.code)


def _make_reporters(titles: Mapping[str, Any], units: Sequence[Unit]) -> Iterator[Person]:
    for unit in units:
        short = unit.name
        for beginning in titles["dropped"]:
            short = short.removeprefix(beginning)
        title = titles[Role.UNIT_REPORTER].format(unit=short)
        yield Person(title=title, role=Role.UNIT_REPORTER, unit=unit.code, is_head=True)
