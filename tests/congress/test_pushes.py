"""Who has acknowledged what was told to units."""

from datetime import UTC, datetime

import pytest

from congress.directory import Directory
from congress.events import Congress, CongressState
from congress.members import Member
from congress.pushes import (
    Acknowledgement,
    Notice,
    NoticeKind,
    Push,
    find_unconfirmed,
    read_acknowledgements,
)
from congress.roles import Role
from congress.units import Unit, UnitKind

AT = datetime(2020, 5, 15, tzinfo=UTC)
UNITS = tuple(
    Unit(code=code, name=code, kind=UnitKind.PARTY_CELL, parent="HU", group="T01")
    for code in ("K01", "K02", "K03")
)
FIRST, SECOND, THIRD = UNITS
LEADER = Member(id=9, title="Tổ trưởng", role=Role.GROUP_LEADER, group="T01")
PEOPLE = [
    Member(id=number, title="x", role=Role.UNIT_REPORTER, unit=unit)
    for number, unit in ((1, "K01"), (2, "K01"), (3, "K02"))
]


def directory(**states: CongressState) -> Directory:
    return Directory(
        units={unit.code: unit for unit in UNITS},
        members={one.id: one for one in (*PEOPLE, LEADER)},
        congresses={unit: Congress(unit=unit, state=state) for unit, state in states.items()},
    )


def notice(number: int, *units: Unit, kind: NoticeKind = NoticeKind.LESSONS) -> Notice:
    return Notice(id=number, kind=kind, units=tuple(unit.code for unit in units), at=AT)


def push(member: int, unit: str, *, about: int = 1, read: bool = False) -> Push:
    return Push(about=about, unit=unit, member=member, at=AT, acknowledged_at=AT if read else None)


def test_one_of_a_units_people_speaks_for_it_and_its_leader_does_not() -> None:
    told = notice(1, *UNITS)
    sent = [push(1, "K01"), push(2, "K01", read=True), push(3, "K02"), push(9, "K02", read=True)]
    assert read_acknowledgements(directory(), [told], sent, units=UNITS) == [
        Acknowledgement(told, read=(FIRST,), silent=(SECOND,), unreached=(THIRD,))
    ]


def test_others_units_are_left_out() -> None:
    told = notice(1, FIRST, SECOND)
    (found,) = read_acknowledgements(directory(), [told], [], units=[SECOND, THIRD])
    assert found.waiting == (SECOND,)


@pytest.mark.parametrize(
    ("kind", "state", "waiting"),
    [
        (NoticeKind.LESSONS, CongressState.HELD, ()),
        (NoticeKind.RATIFICATION, CongressState.RATIFIED, (FIRST,)),
        (NoticeKind.POSTPONEMENT, CongressState.POSTPONED, (FIRST,)),
        (NoticeKind.POSTPONEMENT, CongressState.UNDATED, ()),
        (NoticeKind.RESUMPTION, CongressState.UNDATED, (FIRST,)),
    ],
)
def test_nobody_waits_for_what_is_over(
    kind: NoticeKind, state: CongressState, waiting: tuple[Unit, ...]
) -> None:
    told = notice(1, FIRST, kind=kind)
    (found,) = read_acknowledgements(directory(K01=state), [told], [push(1, "K01")], units=UNITS)
    assert found.waiting == waiting


def test_newest_notice_to_a_unit_counts() -> None:
    notices = [notice(2, FIRST, SECOND), notice(1, *UNITS)]
    sent = [push(1, "K01", about=1, read=True), push(3, "K02", about=2, read=True)]
    known = read_acknowledgements(directory(), notices, sent, units=UNITS)
    assert find_unconfirmed(known) == [FIRST, THIRD]
