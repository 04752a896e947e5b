"""An office's way of organising, read from a named profile or from the office's own workbook.

A roster is complete and consistent in itself; storing it is bot/loading.py's work.
"""

from collections.abc import Mapping
from datetime import date, datetime

from chat.message import Value
from congress.directives import Directive
from congress.history import History
from congress.roles import Role
from congress.units import Group, Unit, UnitKind

#: The plan template (profiles/templates/) of each kind of unit that holds congresses.
TEMPLATES: Mapping[UnitKind, str] = {
    UnitKind.COMMITTEE: "x",
    UnitKind.PARTY_COMMITTEE_UNIT: "x",
    UnitKind.PARTY_CELL: "c",
}


class Person(Value):
    """One person to be: known again by role, unit, group and title together."""

    title: str
    role: Role
    unit: str | None = None
    group: str | None = None
    is_head: bool = False


class Roster(Value):
    """Units (parents before children), groups and people, and the profile's switches.

    `directives` are the register it begins with. `plans_from` is the day plans are made as of,
    None the day of loading; `history` is the illustrative past of a sample, and `demo_at` the
    local time at which a demo of it begins.
    """

    profile: dict[str, str]
    units: tuple[Unit, ...]
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    directives: tuple[Directive, ...] = ()
    plans_from: date | None = None
    demo_at: datetime | None = None
    history: History | None = None
