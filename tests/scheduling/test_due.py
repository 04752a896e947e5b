from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.directory import Directory
from congress.events import Congress, CongressState
from congress.members import Member
from congress.nudges import NudgeKey, NudgeKind
from congress.plans import Gate, ItemStatus, PlanItem, Stream
from congress.roles import Role
from congress.units import Unit, UnitKind
from scheduling.due import find_nudges, find_rung_ahead
from scheduling.escalation import Silence
from tests.scheduling.situations import (
    BOARD,
    GROUP_MEMBER,
    LEADER,
    OFFICE,
    OFFICE_CLERK,
    ORGANISER,
    REPORTER,
    at,
    directory,
    item,
    progress,
)

WHO_ACTS = {REPORTER.id, GROUP_MEMBER.id}
HOLIDAYS = [date(2020, 4, 30), date(2020, 5, 1), date(2020, 5, 2), date(2020, 5, 3)]
DAYS_OF_2020 = st.dates(min_value=date(2020, 1, 10), max_value=date(2020, 12, 20))


def said(
    known: Directory,
    day: date,
    *,
    clock: time = time(7, 30),
    status: ItemStatus = ItemStatus.IN_PROGRESS,
    silences: Sequence[Silence] = (),
) -> dict[int, list[str]]:
    """Give each person's rungs, as "kind rung": what would be said at that time."""
    nudges = find_nudges(
        known,
        progress=progress(status),
        silences=silences,
        now=at(day, clock),
        office=OFFICE,
    )
    return {
        who: [f"{one.key.kind} {one.key.rung}" for one in told] for who, told in nudges.items()
    }


@pytest.mark.row("MX-3")
@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (date(2020, 5, 13), None),
        (date(2020, 5, 14), "7"),
        (date(2020, 5, 15), "7"),  # a rung missed yesterday still counts
        (date(2020, 5, 18), "3"),
        (date(2020, 5, 20), "1"),
        (date(2020, 5, 21), "0"),
    ],
)
def test_upcoming_item_tells_those_who_act_by_calendar_days(
    today: date,
    rung: str | None,
) -> None:
    expected = {who: [f"upcoming {rung}"] for who in WHO_ACTS if rung}
    assert said(directory(item(date(2020, 5, 21))), today) == expected


def test_rung_on_a_day_off_comes_on_the_working_day_before() -> None:
    wednesday, monday = date(2020, 4, 29), date(2020, 5, 4)  # 30/4 and 1/5 are public holidays
    found = {
        (due, today): find_rung_ahead(due, today=today, works=OFFICE.works)
        for due in (monday, date(2020, 5, 2))
        for today in (wednesday, monday)
        if today <= due
    }
    assert found == {
        (monday, wednesday): 1,
        (monday, monday): 0,
        (date(2020, 5, 2), wednesday): 0,
    }


def test_weekly_item_is_announced_only_shortly_before() -> None:
    due = date(2020, 5, 15)
    days = [date(2020, 5, day) for day in (11, 12, 13, 14, 15)]
    found = [find_rung_ahead(due, weekly=True, today=day, works=OFFICE.works) for day in days]
    assert found == [None, None, None, 1, 0]


@pytest.mark.parametrize("day", HOLIDAYS)
def test_nothing_is_said_on_days_off(day: date) -> None:
    assert said(directory(item(date(2020, 4, 20), gate=Gate.HARD)), day) == {}


@pytest.mark.parametrize(
    ("clock", "open_"), [((7, 29), 0), ((7, 30), 1), ((19, 59), 1), ((20, 0), 0)]
)
def test_reminders_are_said_from_half_past_seven_to_eight_in_the_evening(
    clock: tuple[int, int],
    open_: int,
) -> None:
    told = said(directory(item(date(2020, 5, 15))), date(2020, 5, 15), clock=time(*clock))
    assert bool(told) == bool(open_)


@pytest.mark.row("MX-3")
@pytest.mark.parametrize(
    ("working_days", "today", "who"),
    [
        (1, date(2020, 5, 12), WHO_ACTS),
        (2, date(2020, 5, 13), WHO_ACTS),
        (3, date(2020, 5, 14), WHO_ACTS | {LEADER.id}),
        (5, date(2020, 5, 18), WHO_ACTS | {LEADER.id, OFFICE_CLERK.id, ORGANISER.id}),
        (7, date(2020, 5, 20), WHO_ACTS | {LEADER.id, OFFICE_CLERK.id, ORGANISER.id, BOARD.id}),
    ],
)
def test_overdue_item_climbs_by_working_days(
    working_days: int,
    today: date,
    who: set[int],
) -> None:
    told = said(directory(item(date(2020, 5, 11))), today)
    assert set(told) == who
    assert told[REPORTER.id] == [f"overdue +{working_days}"]


def test_overdue_gate_is_told_to_every_level_on_the_first_day() -> None:
    told = said(directory(item(date(2020, 5, 14), gate=Gate.HARD)), date(2020, 5, 15))
    assert told == {
        REPORTER.id: ["overdue +1"],
        GROUP_MEMBER.id: ["overdue +1"],
        LEADER.id: ["overdue +1"],
        OFFICE_CLERK.id: ["overdue +5"],
        ORGANISER.id: ["overdue +5"],
        BOARD.id: ["overdue +7"],
    }


@pytest.mark.row("KS-9")
def test_silent_unit_climbs_the_same_ladder() -> None:
    levels = {
        1: WHO_ACTS,
        3: WHO_ACTS | {LEADER.id},
        5: WHO_ACTS | {LEADER.id, OFFICE_CLERK.id, ORGANISER.id},
        7: WHO_ACTS | {LEADER.id, OFFICE_CLERK.id, ORGANISER.id, BOARD.id},
    }
    assert {
        days: set(
            said(directory(), date(2020, 5, 15), silences=[Silence("K12", date(2020, 5, 4), days)])
        )
        for days in levels
    } == levels


@pytest.mark.row("MX-4")
@pytest.mark.parametrize(
    "status",
    [ItemStatus.DONE, ItemStatus.NOT_APPLICABLE, ItemStatus.SUBMITTED],
)
def test_nothing_is_said_of_what_is_finished_or_handed_in(status: ItemStatus) -> None:
    known = directory(item(date(2020, 5, 11), gate=Gate.HARD))
    assert said(known, date(2020, 5, 15), status=status) == {}


@pytest.mark.parametrize("status", [ItemStatus.RETURNED, ItemStatus.BLOCKED])
def test_returned_and_blocked_items_are_still_asked_about(status: ItemStatus) -> None:
    assert said(directory(item(date(2020, 5, 14))), date(2020, 5, 15), status=status) == {
        REPORTER.id: ["overdue +1"],
        GROUP_MEMBER.id: ["overdue +1"],
    }


@pytest.mark.row("MX-4")
@pytest.mark.parametrize(
    ("stream", "code", "due", "asked"),
    [
        (Stream.DOCUMENTS, "X07", date(2020, 4, 13), True),
        (Stream.PERSONNEL, "X13", date(2020, 4, 13), True),
        (Stream.LOGISTICS, "X25", date(2020, 4, 13), False),
        (Stream.COMMON, "X16", date(2020, 4, 13), False),  # a day is proposed after a resumption
        (Stream.COMMON, "X17", date(2020, 4, 13), True),
        (Stream.PERSONNEL, "X13", date(2020, 4, 14), False),  # the old day itself, and after
    ],
)
def test_postponed_congress_asks_only_for_what_goes_on(
    stream: Stream,
    code: str,
    due: date,
    asked: bool,
) -> None:
    congress = Congress(
        unit="K12",
        state=CongressState.POSTPONED,
        opens_on=date(2020, 4, 14),
        closes_on=date(2020, 4, 15),
    )
    known = directory(item(due, code=code, stream=stream), congress=congress)
    assert bool(said(known, date(2020, 4, 14))) == asked


def run_days(
    items: list[PlanItem],
    days: list[date],
    *,
    done_on: date | None = None,
) -> list[tuple[date, set[NudgeKey]]]:
    """Run on each of some days, claiming what is said, as the program does."""
    claimed: set[NudgeKey] = set()
    heard = []
    for day, plan_item in zip(days, items, strict=True):
        done = done_on is not None and day >= done_on
        nudges = find_nudges(
            directory(plan_item),
            progress=progress(ItemStatus.DONE if done else ItemStatus.NOT_STARTED),
            silences=(),
            now=at(day),
            office=OFFICE,
        )
        fresh = {one.key for told in nudges.values() for one in told} - claimed
        claimed |= fresh
        heard.append((day, fresh))
    return heard


@given(
    due=DAYS_OF_2020,
    starts=st.integers(-20, 5),
    up=st.lists(st.booleans(), min_size=1, max_size=40),
)
def test_each_rung_is_said_at_most_once_whichever_days_the_program_ran(
    due: date,
    starts: int,
    up: list[bool],
) -> None:
    days = [due + timedelta(days=starts + n) for n, runs in enumerate(up) if runs]
    heard = run_days([item(due)] * len(days), days)
    for day, keys in heard:
        assert not keys or OFFICE.works(day)
        assert len({key.member for key in keys}) == len(keys), "one line an item for each person"
    ahead = [key.rung for _, keys in heard for key in keys if key.kind is NudgeKind.UPCOMING]
    assert all(ahead.count(rung) <= len(WHO_ACTS) for rung in ahead)
    rungs = [int(rung) for rung in ahead if rung]
    assert rungs == sorted(rungs, reverse=True), "never an older rung after a newer one"


@pytest.mark.row("MX-4")
@given(due=DAYS_OF_2020, done_after=st.integers(-10, 15))
def test_nothing_is_said_once_an_item_is_done(due: date, done_after: int) -> None:
    days = [due + timedelta(days=n) for n in range(-10, 20)]
    done_on = due + timedelta(days=done_after)
    heard = run_days([item(due)] * len(days), days, done_on=done_on)
    assert [day for day, keys in heard if keys and day >= done_on] == []


@given(due=DAYS_OF_2020, moved_by=st.integers(1, 30))
def test_moved_due_date_begins_a_new_ladder(due: date, moved_by: int) -> None:
    later = item(due + timedelta(days=moved_by), due_version=2)
    days = [due + timedelta(days=n) for n in range(-10, moved_by + 1)]
    plans = [item(due) if day < due else later for day in days]
    heard = run_days(plans, days)
    versions = {key.due_version for day, keys in heard if day >= due for key in keys}
    assert versions <= {2}
    assert not any(key.kind is NudgeKind.OVERDUE for _, keys in heard for key in keys)


@given(due=DAYS_OF_2020)
def test_every_due_date_is_announced_before_it_passes(due: date) -> None:
    days = [due + timedelta(days=n) for n in range(-12, 1)]
    heard = run_days([item(due)] * len(days), days)
    rungs = [key.rung for _, keys in heard for key in keys if key.member == REPORTER.id]
    assert rungs, "even before a long holiday"
    assert len(rungs) == len(set(rungs))


@pytest.mark.row("BT-8")
def test_meeting_after_a_pilot_is_reminded_of_and_told_upwards_when_late() -> None:
    """The pilot closed on 30/4: seven calendar days for the meeting to learn from it (X39)."""
    held = Congress(
        unit="K12",
        state=CongressState.HELD,
        opens_on=date(2020, 4, 29),
        closes_on=date(2020, 4, 30),
        held_on=date(2020, 4, 30),
    )
    known = directory(item(date(2020, 5, 7), code="X39"), congress=held)
    upwards = {OFFICE_CLERK.id, ORGANISER.id}

    assert said(known, date(2020, 5, 6)) == {who: ["upcoming 1"] for who in WHO_ACTS}
    assert said(known, date(2020, 5, 8)) == {who: ["overdue +1"] for who in WHO_ACTS}
    late = said(known, date(2020, 5, 14))
    assert {who: late[who] for who in upwards} == {who: ["overdue +5"] for who in upwards}


def province(*items: PlanItem, seats: Sequence[tuple[Role, str]]) -> Directory:
    """Put a province over the district HU of the other tests, with people of some roles."""
    known = directory(*items)
    province = Unit(code="TU", name="Đảng bộ tỉnh", kind=UnitKind.COMMITTEE)
    district = known.units["HU"].model_copy(update={"parent": "TU"})
    people = [
        Member(id=100 + number, title=f"{role} {unit}", role=role, unit=unit)
        for number, (role, unit) in enumerate(seats)
    ]
    return replace(
        known,
        units={"TU": province, **known.units, "HU": district},
        members={one.id: one for one in people},
    )


@pytest.mark.row("MX-3")
def test_province_is_not_told_of_the_bases_of_a_district_that_has_people_of_its_own() -> None:
    late = item(date(2020, 5, 1), gate=Gate.HARD)
    roles = (Role.OFFICE, Role.ORGANISATION_DEPT, Role.STANDING_BOARD)
    seats = [(role, unit) for unit in ("TU", "HU") for role in roles]
    told = said(province(late, seats=seats), date(2020, 5, 15))
    assert set(told) == {103, 104, 105}
    board_missing = [seat for seat in seats if seat != (Role.STANDING_BOARD, "HU")]
    told = said(province(late, seats=board_missing), date(2020, 5, 15))
    assert set(told) == {102, 103, 104}, "the next level that has such a role"


def test_province_is_told_of_what_the_district_itself_owes() -> None:
    own = item(date(2020, 5, 1), gate=Gate.HARD).model_copy(update={"unit": "HU"})
    seats = [(Role.OFFICE, "TU"), (Role.OFFICE, "HU"), (Role.UNIT_REPORTER, "HU")]
    told = said(province(own, seats=seats), date(2020, 5, 15), status=ItemStatus.NOT_STARTED)
    assert set(told) == {100, 102}
