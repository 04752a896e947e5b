from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.office_calendar import make_calendar
from congress.dates import instant
from congress.derive import (
    day_of,
    find_due,
    find_left,
    find_overdue,
    find_stale,
    is_asked,
    is_silent,
    status_of,
)
from congress.events import Congress, CongressState, undated
from congress.plans import FINISHED, ItemStatus, PlanItem, Progress, Stream
from congress.tally import count_by_kind
from congress.units import Unit, UnitKind

WORKS = make_calendar()
TODAY = date(2020, 5, 15)
NOW = instant(TODAY, time(7))
UNITS = tuple(
    Unit(
        code=f"K{number:02}",
        name=f"Đơn vị {number}",
        kind=UnitKind.PARTY_CELL if number % 3 else UnitKind.PARTY_COMMITTEE_UNIT,
        planned_on=date(2020, 6, 10),
        position=number,
    )
    for number in range(1, 13)
)
UNIT = UNITS[0]


def item(
    due: date = TODAY,
    *,
    code: str = "X17",
    stream: Stream = Stream.COMMON,
    due_time: time | None = None,
    weekly: bool = False,
    unit: str = UNIT.code,
) -> PlanItem:
    return PlanItem(
        unit=unit,
        code=code,
        title="Mục việc",
        short="Mục",
        stream=stream,
        weekly=weekly,
        baseline_due=due,
        due=due,
        due_time=due_time,
    )


def progress(
    status: ItemStatus, *, code: str = "X17", at: datetime = NOW
) -> dict[tuple[str, str], Progress]:
    known = Progress(unit=UNIT.code, item=code, status=status, reported_at=at)
    return {(UNIT.code, code): known}


def congress(
    state: CongressState, *, opens: date | None = date(2020, 5, 20)
) -> dict[str, Congress]:
    return {UNIT.code: Congress(unit=UNIT.code, state=state, opens_on=opens, closes_on=opens)}


def overdue(
    *items: PlanItem,
    known: dict[tuple[str, str], Progress] | None = None,
    congresses: dict[str, Congress] | None = None,
    now: datetime = NOW,
) -> list[str]:
    found = find_overdue(items, progress=known or {}, congresses=congresses or {}, now=now)
    return [one.code for one in found]


def test_item_is_overdue_from_the_day_after_its_due_day() -> None:
    late, today = item(TODAY - timedelta(days=1), code="X16"), item(TODAY)
    assert overdue(today, late) == ["X16"]


def test_item_with_an_hour_is_overdue_after_that_hour() -> None:
    timed = item(due_time=time(18))
    at_six = instant(TODAY, time(18))
    assert overdue(timed, now=at_six) == []
    assert overdue(timed, now=at_six + timedelta(seconds=1)) == ["X17"]


def test_overdue_items_come_longest_overdue_first() -> None:
    items = [item(TODAY - timedelta(days=days), code=f"X0{days}") for days in (1, 3, 2)]
    assert overdue(*items) == ["X03", "X02", "X01"]


@pytest.mark.parametrize("status", list(ItemStatus))
def test_item_is_overdue_while_its_unit_owes_it(status: ItemStatus) -> None:
    owed = status not in FINISHED | {ItemStatus.SUBMITTED}
    late = item(TODAY - timedelta(days=1))
    assert overdue(late, known=progress(status)) == (["X17"] if owed else [])


@pytest.mark.parametrize(
    ("stream", "due", "asked"),
    [
        (Stream.DOCUMENTS, date(2020, 5, 14), True),
        (Stream.PERSONNEL, date(2020, 5, 14), True),
        (Stream.LOGISTICS, date(2020, 5, 14), False),
        (Stream.PROPAGANDA, date(2020, 5, 14), False),
        (Stream.PERSONNEL, date(2020, 5, 21), False),  # after a congress that is put off
    ],
)
def test_postponed_congress_goes_on_with_documents_and_personnel(
    stream: Stream, due: date, *, asked: bool
) -> None:
    postponed = congress(CongressState.POSTPONED)[UNIT.code]
    assert is_asked(item(due, stream=stream), ItemStatus.NOT_STARTED, postponed) is asked


def test_held_congress_leaves_what_comes_after_it_to_be_asked() -> None:
    held = congress(CongressState.HELD, opens=date(2020, 5, 12))
    before, on, after = (item(date(2020, 5, day), code=f"X{day}") for day in (11, 12, 13))
    assert overdue(before, on, after, congresses=held) == ["X12", "X13"]


def test_items_of_the_next_seven_days_are_due_soon() -> None:
    items = [item(TODAY + timedelta(days=days), code=f"X0{days}") for days in (8, 7, 0)]
    late = item(TODAY - timedelta(days=1), code="X10")
    found = find_due([*items, late], progress={}, congresses={}, now=NOW)
    assert [one.code for one in found] == ["X00", "X07"]


@pytest.mark.parametrize(("weeks", "listed"), [(0, True), (1, False)])
def test_weekly_item_is_due_soon_in_its_own_week_only(weeks: int, *, listed: bool) -> None:
    friday = TODAY + timedelta(days=7 * weeks)
    weekly = item(friday, code="X33", weekly=True)
    for days in range(5):  # Monday to Friday of the same week as TODAY
        now = NOW - timedelta(days=days)
        found = find_due([weekly], progress={}, congresses={}, now=now)
        left = find_left([weekly], statuses={}, congress=undated(UNIT.code), now=now)
        assert (found, left) == (([weekly],) * 2 if listed else ([], []))


@given(
    st.lists(st.integers(-30, 30), max_size=12),
    st.sampled_from(list(ItemStatus)),
    st.sampled_from([None, *CongressState]),
)
def test_no_item_is_both_overdue_and_due_soon_and_none_that_is_asked_is_lost(
    days: list[int], status: ItemStatus, state: CongressState | None
) -> None:
    items = [item(TODAY + timedelta(days=n), code=f"X{i:02}") for i, n in enumerate(days)]
    known = {(one.unit, one.code): progress(status)[UNIT.code, "X17"] for one in items}
    congresses = congress(state) if state else {}
    late = find_overdue(items, progress=known, congresses=congresses, now=NOW)
    month = timedelta(days=30)
    soon = find_due(items, progress=known, congresses=congresses, now=NOW, within=month)
    own = congresses.get(UNIT.code) or Congress(unit=UNIT.code)
    asked = {one.code for one in items if is_asked(one, status, own)}
    assert sorted(one.code for one in [*late, *soon]) == sorted(asked)


def test_item_in_progress_is_stale_after_fourteen_days_without_a_word() -> None:
    items = [item()]
    fortnight = NOW - timedelta(days=14)
    cases = {
        (ItemStatus.IN_PROGRESS, fortnight): 1,
        (ItemStatus.IN_PROGRESS, fortnight + timedelta(seconds=1)): 0,
        (ItemStatus.BLOCKED, fortnight): 0,
        (ItemStatus.DONE, fortnight): 0,
    }
    found = {
        (status, at): len(find_stale(items, progress=progress(status, at=at), now=NOW))
        for status, at in cases
    }
    assert found == cases
    assert find_stale(items, progress={}, now=NOW) == []


def test_status_of_an_item_nobody_spoke_of_is_not_started() -> None:
    assert status_of(item(), {}) is ItemStatus.NOT_STARTED


def silent(
    heard: date | None,
    *,
    opens: date | None = date(2020, 6, 10),
    state: CongressState = CongressState.APPROVED,
    today: date = TODAY,
) -> bool:
    return is_silent(
        UNIT,
        Congress(unit=UNIT.code, state=state, opens_on=opens),
        heard_at=instant(heard, time(16)) if heard else None,
        now=instant(today, time(7)),
        works=WORKS,
    )


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        (date(2020, 5, 14), False),
        (date(2020, 5, 9), False),
        (date(2020, 5, 8), True),
        (None, True),
    ],
)
def test_unit_is_silent_after_seven_days(heard: date | None, *, expected: bool) -> None:
    assert silent(heard) is expected


@pytest.mark.parametrize(
    ("heard", "opens", "expected"),
    [
        (date(2020, 5, 13), date(2020, 5, 25), True),  # 14/5 passed without a word
        (date(2020, 5, 14), date(2020, 5, 25), False),  # today is still running
        (date(2020, 5, 13), date(2020, 5, 26), False),  # eleven days before
        (date(2020, 5, 13), date(2020, 5, 15), True),  # the day itself
    ],
)
def test_unit_is_silent_after_one_working_day_in_the_last_ten_days(
    heard: date, opens: date, *, expected: bool
) -> None:
    assert silent(heard, opens=opens) is expected


def test_weekend_in_the_last_ten_days_is_no_silence() -> None:
    monday = date(2020, 5, 18)
    assert silent(date(2020, 5, 15), opens=date(2020, 5, 25), today=monday) is False


def test_postponed_congress_has_no_last_days() -> None:
    near = date(2020, 5, 20)
    assert silent(date(2020, 5, 13), opens=near, state=CongressState.POSTPONED) is False
    assert silent(date(2020, 5, 8), opens=near, state=CongressState.POSTPONED) is True


def test_unit_that_has_held_its_congress_is_never_silent() -> None:
    assert silent(None, state=CongressState.HELD) is False


@given(st.dates(date(2020, 4, 1), TODAY), st.integers(0, 20), st.integers(0, 40))
def test_silence_ends_only_by_a_word(heard: date, ahead: int, later: int) -> None:
    opens = TODAY + timedelta(days=ahead)
    day = min(TODAY + timedelta(days=later), opens)
    assert silent(heard, opens=opens, today=day) >= silent(heard, opens=opens)


def test_day_d_is_the_congress_day_or_the_day_thought_of() -> None:
    dated = congress(CongressState.PROPOSED)[UNIT.code]
    assert day_of(UNIT, dated) == date(2020, 5, 20)
    assert day_of(UNIT, Congress(unit=UNIT.code)) == date(2020, 6, 10)


@given(st.sets(st.sampled_from(UNITS)))
def test_totals_by_kind_equal_the_lists_they_count(held: set[Unit]) -> None:
    lines = count_by_kind(UNITS, held=held)
    assert {one for line in lines for one in line.units} == set(UNITS)
    assert {one for line in lines for one in line.held} == held
    assert sum(len(line.units) for line in lines) == len(UNITS)
    assert all(one.kind is line.kind for line in lines for one in (*line.units, *line.held))
