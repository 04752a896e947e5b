"""Which days a congress may have: against brute force, and at the edges (DH-4)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.events import Congress, CongressState
from congress.units import UnitKind
from congress.windows import (
    LONGEST,
    DayFault,
    TierDays,
    Window,
    find_fault,
    find_tier_days,
    is_outside,
    suggest_days,
)
from profiles.reader import read_template

NOTICE = date(2020, 3, 5)
WINDOW = Window(first=date(2020, 4, 15), last=date(2020, 5, 20))
#: Duyên Hải: the window of the notice of 05/3/2020, 36 days, known 41 days ahead.
DUYEN_HAI = {"window.party_committee_unit": "2020-04-15..2020-05-20"}
BASE = UnitKind.PARTY_COMMITTEE_UNIT

NEAR = st.dates(min_value=date(2020, 4, 1), max_value=date(2020, 6, 30))
TIERS = st.builds(
    TierDays,
    window=st.none()
    | st.tuples(NEAR, NEAR).map(lambda days: Window(first=min(days), last=max(days))),
    deadline=st.none() | NEAR,
    longest=st.sampled_from([Fraction(1, 2), *map(Fraction, range(1, 6))]),
)


def every_day(opens: date, closes: date) -> list[date]:
    return [opens + timedelta(days=n) for n in range((closes - opens).days + 1)]


def is_allowed(tier: TierDays, opens: date, closes: date, today: date) -> bool:
    """Look at each day of a congress, one by one."""
    days = every_day(opens, closes)
    within = tier.window is None or all(
        day in every_day(tier.window.first, tier.window.last) for day in days
    )
    in_time = tier.deadline is None or not any(day > tier.deadline for day in days)
    return within and in_time and len(days) <= tier.most_days and all(d >= today for d in days)


@pytest.mark.row("DH-4")
@given(tier=TIERS, days=st.tuples(NEAR, NEAR), today=NEAR)
def test_days_are_refused_exactly_when_one_of_them_may_not_be(
    tier: TierDays, days: tuple[date, date], today: date
) -> None:
    opens, closes = min(days), max(days)
    fault = find_fault(tier, opens=opens, closes=closes, today=today)
    assert (fault is None) is is_allowed(tier, opens, closes, today)


@given(tier=TIERS, today=NEAR)
def test_days_given_as_an_example_would_do_wherever_any_would(tier: TierDays, today: date) -> None:
    opens, closes = suggest_days(tier, today=today)
    lasts = [day for day in (tier.deadline, tier.window and tier.window.last) if day]
    ahead = max(today + timedelta(days=14), tier.window.first if tier.window else today)
    if all(day >= ahead for day in lasts):
        assert find_fault(tier, opens=opens, closes=closes, today=today) is None


@pytest.mark.parametrize(
    ("opens", "closes", "fault"),
    [
        (date(2020, 4, 15), date(2020, 4, 16), None),
        (date(2020, 5, 19), date(2020, 5, 20), None),
        (date(2020, 4, 14), date(2020, 4, 15), DayFault.OUTSIDE_WINDOW),
        (date(2020, 5, 20), date(2020, 5, 21), DayFault.OUTSIDE_WINDOW),
        (date(2020, 4, 20), date(2020, 4, 21), None),
        (date(2020, 4, 20), date(2020, 4, 22), DayFault.TOO_LONG),
        (date(2020, 3, 4), date(2020, 3, 5), DayFault.PAST),
    ],
)
def test_window_of_duyen_hai_counts_both_ends(
    opens: date, closes: date, fault: DayFault | None
) -> None:
    tier = find_tier_days(BASE, profile=DUYEN_HAI)
    assert tier.window == WINDOW
    assert find_fault(tier, opens=opens, closes=closes, today=NOTICE) is fault


def test_tier_without_switches_has_neither_window_nor_last_day() -> None:
    assert find_tier_days(BASE, profile={}) == TierDays(None, None, Fraction(2))


def test_window_of_one_tier_is_not_anothers() -> None:
    assert find_tier_days(UnitKind.COMMITTEE, profile=DUYEN_HAI).window is None


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (UnitKind.PARTY_COMMITTEE_UNIT, date(2020, 5, 30)),
        (UnitKind.PARTY_CELL, date(2020, 5, 15)),
        (UnitKind.COMMITTEE, date(2020, 7, 31)),
    ],
)
def test_deadline_of_the_base_holds_for_grassroots_tiers(kind: UnitKind, last: date) -> None:
    profile = {
        "base_deadline": "2020-05-30",
        "deadline.party_committee_unit": "2020-06-30",
        "deadline.party_cell": "2020-05-15",
        "deadline.committee": "2020-07-31",
    }
    tier = find_tier_days(kind, profile=profile)
    assert tier.deadline == last
    day = timedelta(days=1)
    today = date(2020, 5, 1)
    assert find_fault(tier, opens=last, closes=last, today=today) is None
    after = find_fault(tier, opens=last + day, closes=last + day, today=today)
    assert after is DayFault.AFTER_DEADLINE


@pytest.mark.parametrize(
    ("kind", "switches", "most"),
    [
        (UnitKind.COMMITTEE, {}, 3),
        (UnitKind.COMMITTEE, {"days.committee": "2"}, 2),
        (UnitKind.PARTY_COMMITTEE_UNIT, {}, 2),
        (UnitKind.PARTY_CELL, {}, 1),
        (UnitKind.PARTY_CELL, {"days.party_cell": "2"}, 2),
    ],
)
def test_tier_has_as_many_days_as_it_may_last(
    kind: UnitKind, switches: dict[str, str], most: int
) -> None:
    tier = find_tier_days(kind, profile=switches)
    opens, today = date(2025, 5, 5), date(2025, 4, 1)
    closes = opens + timedelta(days=most - 1)
    assert find_fault(tier, opens=opens, closes=closes, today=today) is None
    later = find_fault(tier, opens=opens, closes=closes + timedelta(days=1), today=today)
    assert later is DayFault.TOO_LONG


def test_plans_name_the_length_that_days_are_held_against() -> None:
    base, cell = LONGEST[BASE], LONGEST[UnitKind.PARTY_CELL]
    titles = [
        (item.title, item.upper.title if item.upper else None)
        for template in ("x", "c")
        for item in read_template(template)
        if item.offset == 0 and item.short == "Đại hội"
    ]
    assert titles == [
        (
            f"Đại hội (không quá {base} ngày, phiên trù bị không quá 1/2 ngày)",
            "Đại hội (phiên trù bị không quá 1/2 ngày)",
        ),
        (f"Đại hội chi bộ (không quá {cell} ngày)", None),
    ]


@given(st.tuples(NEAR, NEAR))
def test_window_is_kept_as_it_is_written(days: tuple[date, date]) -> None:
    window = Window(first=min(days), last=max(days))
    profile = {"window.party_cell": str(window)}
    assert find_tier_days(UnitKind.PARTY_CELL, profile=profile).window == window


@pytest.mark.parametrize(
    ("state", "opens", "outside"),
    [
        (CongressState.PROPOSED, date(2020, 4, 14), True),
        (CongressState.READY, date(2020, 5, 21), True),
        (CongressState.APPROVED, date(2020, 5, 20), False),
        (CongressState.HELD, date(2020, 4, 14), False),
        (CongressState.POSTPONED, date(2020, 4, 14), False),
    ],
)
def test_only_days_to_come_can_be_outside_a_window(
    state: CongressState, opens: date, outside: bool
) -> None:
    congress = Congress(unit="K12", state=state, opens_on=opens, closes_on=opens)
    assert is_outside(congress, WINDOW) is outside


def test_undated_congress_is_not_outside_a_window() -> None:
    assert is_outside(Congress(unit="K12"), WINDOW) is False
