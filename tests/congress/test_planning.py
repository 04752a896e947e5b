from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.office_calendar import make_calendar
from congress.events import Congress, CongressState
from congress.planning import (
    GRACE_DAYS,
    DayD,
    add_items,
    due_date,
    end_before,
    find_day_d,
    move_plan,
    next_week,
    plan_for,
    thaw,
)
from congress.plans import DayKind, PlanItem, Stream, TemplateItem
from congress.units import Block, Unit, UnitKind
from profiles.reader import read_template

WORKS = make_calendar()
X, C = read_template("x"), read_template("c")
KIM_DONG = DayD(date(2020, 6, 10), date(2020, 6, 11))
LONG_BEFORE = date(2019, 11, 21)
PROFILE = {
    "deadline.party_committee_unit": "2020-06-30",
    "deadline.party_cell": "2020-06-15",
}
DAYS = st.dates(min_value=date(2019, 6, 1), max_value=date(2026, 6, 1))


def unit(
    *,
    kind: UnitKind = UnitKind.PARTY_COMMITTEE_UNIT,
    block: Block = Block.COMMUNE,
    planned_on: date | None = None,
    is_pilot: bool = False,
    is_merged: bool = False,
) -> Unit:
    return Unit(
        code="K12",
        name="Đảng bộ xã Kim Đông",
        kind=kind,
        block=block,
        planned_on=planned_on,
        is_pilot=is_pilot,
        is_merged=is_merged,
    )


def plan(
    day_d: DayD = KIM_DONG, *, today: date = LONG_BEFORE, one: Unit | None = None
) -> dict[str, PlanItem]:
    items = plan_for(one or unit(), X, day_d, today=today, works=WORKS)
    return {item.code: item for item in items}


def move(before: dict[str, PlanItem], day_d: DayD, *, today: date) -> dict[str, PlanItem]:
    moved = move_plan(before.values(), X, day_d, today=today, works=WORKS)
    return {item.code: item for item in moved}


def template_item(offset: int, kind: DayKind = DayKind.CALENDAR) -> TemplateItem:
    return TemplateItem(
        code="X99",
        title="Mục việc",
        short="Mục",
        stream=Stream.COMMON,
        offset=offset,
        day_kind=kind,
    )


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("X01", date(2019, 12, 13)),  # 180 days before the opening day
        ("X15", date(2020, 5, 1)),  # stays on a holiday; the reminder comes before
        ("X19", date(2020, 5, 21)),
        ("X21", date(2020, 5, 27)),  # 10 working days before
        ("X25", date(2020, 5, 26)),
        ("X34", date(2020, 6, 11)),  # done when it closes
        ("X35", date(2020, 6, 11)),
        ("X36", date(2020, 6, 12)),  # a day after the closing day
        ("X37", date(2020, 6, 18)),  # 5 working days after
        ("X40", date(2020, 9, 9)),
    ],
)
def test_item_is_due_by_its_offset_from_day_d(code: str, due: date) -> None:
    item = plan()[code]
    assert (item.baseline_due, item.due, item.due_version) == (due, due, 1)


def test_quick_report_is_due_at_six_in_the_evening() -> None:
    assert plan()["X35"].due_time == time(18)


@given(DAYS, st.integers(0, 3), st.integers(-90, 180))
def test_offsets_count_from_the_opening_or_the_closing_day(
    opens: date, more: int, offset: int
) -> None:
    day_d = DayD(opens, opens + timedelta(days=more))
    due = due_date(template_item(offset), day_d, works=WORKS)
    start = day_d.opens if offset > 0 else day_d.closes
    assert (start - due).days == offset


@given(DAYS, st.integers(1, 20))
def test_working_offsets_give_working_days_further_off(opens: date, offset: int) -> None:
    day_d = DayD(opens, opens)
    before = due_date(template_item(offset, DayKind.WORKING), day_d, works=WORKS)
    after = due_date(template_item(-offset, DayKind.WORKING), day_d, works=WORKS)
    assert (WORKS(before), WORKS(after)) == (True, True)
    assert (opens - before).days >= offset
    assert (after - opens).days >= offset


@pytest.mark.parametrize(
    ("one", "there", "missing"),
    [
        (unit(), {"X13"}, {"X29", "X31", "X39", "X41", "X42"}),
        (unit(block=Block.TOWN), {"X13"}, {"X39"}),
        (unit(block=Block.ARMED_FORCES), {"X12", "X14"}, {"X13"}),
        (unit(is_pilot=True), {"X39"}, {"X41"}),
        (unit(is_merged=True), {"X41", "X42"}, {"X39"}),
    ],
)
def test_plan_holds_what_applies_to_the_unit(
    one: Unit, there: set[str], missing: set[str]
) -> None:
    codes = set(plan(one=one))
    assert there <= codes
    assert not missing & codes


def test_items_of_an_occasion_come_with_its_condition() -> None:
    occasion = frozenset({"regime", "works"})
    made = plan_for(unit(), X, KIM_DONG, today=LONG_BEFORE, works=WORKS, conditions=occasion)
    assert {"X29", "X31"} <= {item.code for item in made}


def test_extra_items_of_merged_units_are_documents_only() -> None:
    extra = [item for item in X if item.applies_when == "merged"]
    assert {item.stream for item in extra} == {Stream.DOCUMENTS}


def test_plan_made_late_gives_days_of_grace_and_nobody_is_overdue_on_the_first_day() -> None:
    today = date(2020, 5, 15)
    made = plan(today=today)
    assert all(item.due >= today for item in made.values())
    assert made["X15"].due == today + timedelta(days=GRACE_DAYS)
    assert made["X15"].baseline_due == date(2020, 5, 1)
    assert made["X19"].due == date(2020, 5, 21)


def test_grace_does_not_reach_beyond_the_opening_day() -> None:
    today = date(2020, 6, 9)
    assert plan(today=today)["X25"].due == date(2020, 6, 10)


@given(DAYS, st.integers(-120, 250), st.integers(0, 2))
def test_no_plan_is_overdue_on_the_day_it_is_made(today: date, ahead: int, more: int) -> None:
    opens = today + timedelta(days=ahead)
    made = plan(DayD(opens, opens + timedelta(days=more)), today=today)
    assert all(item.due >= today for item in made.values())


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2020, 5, 15), date(2020, 5, 15)),  # a Friday
        (date(2020, 5, 16), date(2020, 5, 22)),
        (date(2020, 6, 6), date(2020, 6, 8)),  # no Friday left: two days before
    ],
)
def test_weekly_item_is_due_on_the_next_friday_but_not_after_two_days_before(
    today: date, due: date
) -> None:
    assert plan(today=today)["X33"].due == due


def test_weekly_item_moves_to_the_next_friday_until_the_last_one() -> None:
    last = date(2020, 6, 8)
    item = plan(today=date(2020, 5, 25))["X33"]
    weeks = []
    following: PlanItem | None = item
    while following:
        weeks.append((following.due, following.due_version))
        following = next_week(following, done_on=following.due, last=last)
    assert weeks == [(date(2020, 5, 29), 1), (date(2020, 6, 5), 2), (last, 3)]


def test_weekly_item_done_late_skips_the_weeks_that_passed() -> None:
    item = plan(today=date(2020, 5, 8))["X33"]
    following = next_week(item, done_on=date(2020, 5, 18), last=date(2020, 6, 8))
    assert following is not None
    assert following.due == date(2020, 5, 22)


def test_ordinary_item_has_no_next_week() -> None:
    assert next_week(plan()["X25"], done_on=LONG_BEFORE, last=KIM_DONG.opens) is None


def test_later_day_d_moves_what_is_due_and_keeps_the_baseline() -> None:
    today = date(2020, 5, 15)
    before = plan(today=LONG_BEFORE)
    later = DayD(date(2020, 6, 24), date(2020, 6, 25))
    moved = move(before, later, today=today)
    assert moved["X25"] == before["X25"].model_copy(
        update={"due": date(2020, 6, 9), "due_version": 2}
    )
    assert moved["X15"].due == date(2020, 5, 15)


def test_item_that_the_template_no_longer_has_is_not_moved() -> None:
    before = plan()
    lost = before["X25"].model_copy(update={"code": "X99"})
    later = DayD(date(2020, 6, 24), date(2020, 6, 25))
    assert move({"X99": lost}, later, today=LONG_BEFORE) == {}


def test_earlier_day_d_gives_grace_to_what_is_late_by_it() -> None:
    today = date(2020, 5, 15)
    earlier = DayD(date(2020, 5, 21), date(2020, 5, 22))
    before = plan(today=LONG_BEFORE)
    moved = move(before, earlier, today=today)
    assert moved["X25"].due == today + timedelta(days=GRACE_DAYS)
    # What was overdue before stays so.
    assert (before["X17"].due, "X17" in moved) == (date(2020, 5, 4), False)


@given(st.integers(-60, 60), st.integers(0, 250), st.integers(0, 40))
def test_moving_a_plan_twice_moves_nothing_more(shift: int, made: int, later: int) -> None:
    today = KIM_DONG.opens - timedelta(days=made)
    day_d = DayD(*(day + timedelta(days=shift) for day in (KIM_DONG.opens, KIM_DONG.closes)))
    before = plan(today=today)
    after = before | move(before, day_d, today=today)
    ordinary = [item for item in after.values() if not item.weekly]
    again = today + timedelta(days=later)
    assert move_plan(ordinary, X, day_d, today=again, works=WORKS) == []
    assert [item.baseline_due for item in after.values()] == [
        item.baseline_due for item in before.values()
    ]


def test_day_d_is_decided_or_proposed_before_it_is_planned() -> None:
    planned = unit(planned_on=date(2020, 6, 17))
    proposed = Congress(
        unit="K12",
        state=CongressState.PROPOSED,
        opens_on=KIM_DONG.opens,
        closes_on=KIM_DONG.closes,
    )
    undated = Congress(unit="K12")
    only = date(2020, 6, 17)
    assert find_day_d(planned, proposed, profile=PROFILE) == KIM_DONG
    assert find_day_d(planned, undated, profile=PROFILE) == DayD(only, only)
    assert find_day_d(planned, None, profile={}) == DayD(only, only)


def test_day_d_without_a_plan_is_the_deadline_of_the_tier() -> None:
    cell = unit(kind=UnitKind.PARTY_CELL)
    days = [find_day_d(one, None, profile=PROFILE) for one in (unit(), cell)]
    assert days == [
        DayD(date(2020, 6, 30), date(2020, 6, 30)),
        DayD(date(2020, 6, 15), date(2020, 6, 15)),
    ]
    assert find_day_d(cell, None, profile={}) is None


def test_plan_keeps_the_order_of_its_template() -> None:
    made = plan_for(unit(kind=UnitKind.PARTY_CELL), C, KIM_DONG, today=LONG_BEFORE, works=WORKS)
    always = [item.code for item in C if item.applies_when is None]
    assert [item.code for item in made] == always
    assert [item.position for item in made] == list(range(17))


def test_day_thought_of_and_gone_by_gives_way_to_the_deadline() -> None:
    planned = unit(planned_on=date(2020, 3, 30))
    deadline = DayD(date(2020, 6, 30), date(2020, 6, 30))

    def find(today: date) -> DayD | None:
        return find_day_d(planned, None, profile=PROFILE, today=today)

    assert find(date(2020, 3, 30)) == DayD(date(2020, 3, 30), date(2020, 3, 30))
    assert find(date(2020, 3, 31)) == find(date(2020, 6, 30)) == deadline
    assert find(date(2020, 7, 1)) is None
    proposed = Congress(unit="K12", opens_on=date(2020, 3, 1), closes_on=date(2020, 3, 2))
    assert find_day_d(planned, proposed, profile=PROFILE, today=date(2020, 7, 1)) == DayD(
        date(2020, 3, 1), date(2020, 3, 2)
    )


def test_what_a_postponement_froze_gets_grace_when_it_ends() -> None:
    postponed = Congress(
        unit="K12",
        state=CongressState.POSTPONED,
        opens_on=KIM_DONG.opens,
        closes_on=KIM_DONG.closes,
    )
    before, today = plan(), date(2020, 6, 5)

    thawed = {item.code: item for item in thaw(before.values(), postponed, today=today)}

    grace = today + timedelta(days=GRACE_DAYS)
    assert {item.due for item in thawed.values()} == {grace}
    assert {item.due_version for item in thawed.values()} == {2}
    # Documents and personnel went on, and what is still to come stays as it is.
    assert {"X23", "X25", "X26", "X28"} <= thawed.keys()
    assert not {"X06", "X11", "X15", "X30", "X36"} & thawed.keys()


def test_items_of_a_condition_enter_with_grace_and_alone() -> None:
    today = date(2020, 6, 8)

    def codes(condition: str) -> list[tuple[str, date]]:
        made = add_items(unit(), X, condition, KIM_DONG, today=today, works=WORKS)
        return [(item.code, item.due) for item in made]

    # Due seven days before D, which is past: three days of grace, but not beyond the opening.
    assert codes("regime") == [("X31", KIM_DONG.opens)]
    assert codes("works") == [("X29", KIM_DONG.opens)]
    assert codes("pilot") == [("X39", date(2020, 6, 18))]


def test_what_comes_before_a_congress_held_sooner_is_due_before_it() -> None:
    made = plan()
    sooner = DayD(date(2020, 5, 14), date(2020, 5, 14))

    ended = end_before(made.values(), X, sooner)

    dues = {code: item.due for code, item in made.items()}
    dues |= {item.code: item.due for item in ended}
    before = {rule.code for rule in X if rule.offset > 0} & made.keys()
    assert {item.due for item in ended} == {date(2020, 5, 13)}
    assert {item.code for item in ended} <= before
    assert max(dues[code] for code in before) < sooner.opens
    assert end_before(ended, X, sooner) == []


@pytest.mark.row("BT-1")
def test_the_upper_tier_is_asked_for_the_congresses_of_its_grassroots() -> None:
    upper = unit().model_copy(update={"kind": UnitKind.COMMITTEE, "parent": "T00"})
    below, above = plan(), plan(one=upper)
    assert {
        code: item.short for code, item in above.items() if item.title != below[code].title
    } == {
        "X03": "Đại hội cơ sở trực thuộc",
        "X07": "Lấy góp ý dự thảo",
        "X22": "Bầu đại biểu ở cơ sở",
        "X34": "Đại hội",
    }
    assert not [item.title for item in above.values() if "chi bộ" in item.title]
