"""Plans made from templates: which items a unit has, when each is due, what a new day D moves.

A plan counts from day D, the opening and closing days of the congress (DOMAIN 3, 8.2-8.4). How
far items are is not known here and never changes here.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from congress.dates import WorkingDay, add_working_days
from congress.derive import is_asked
from congress.events import Congress
from congress.plans import DayKind, ItemStatus, PlanItem, TemplateItem
from congress.units import ALL_CONTENTS, LOCAL, Unit, UnitKind

#: Days given to what was already late when the plan was made (DOMAIN 8.3).
GRACE_DAYS = 3

#: Conditions that come to hold by something that happens, not by what the unit is.
_OCCASIONS = frozenset({"regime", "works"})

_FRIDAY = 4
_WEEK = 7
#: What an item of a plan takes from its template as it is.
_KEPT = {"code", "stream", "gate", "decided", "weekly", "due_time"}


@dataclass(frozen=True)
class DayD:
    """The days that a plan counts from."""

    opens: date
    closes: date


def find_day_d(
    unit: Unit,
    congress: Congress | None,
    *,
    profile: Mapping[str, str],
    today: date | None = None,
) -> DayD | None:
    """Find the decided, proposed or planned days, else the tier's deadline (DOMAIN 8.2).

    The deadline is the profile's switch "deadline.<kind of unit>"; None where there is none.
    `today` passes over days that are only thought of and already gone by, as after a long
    postponement: nothing can be planned from them any more.
    """
    if congress and congress.opens_on:
        return DayD(congress.opens_on, congress.closes_on or congress.opens_on)
    for day in (unit.planned_on, find_deadline(unit.kind, profile=profile)):
        if day and (today is None or day >= today):
            return DayD(day, day)
    return None


def find_deadline(kind: UnitKind, *, profile: Mapping[str, str]) -> date | None:
    """Give the last day for congresses of a tier."""
    written = profile.get(f"deadline.{kind}")
    return date.fromisoformat(written) if written else None


def conditions_of(unit: Unit) -> frozenset[str]:
    """Name what holds for a unit itself, as templates call it in `applies_when`."""
    holds = {"pilot": unit.is_pilot, "merged": unit.is_merged, "local": unit.block in LOCAL}
    return frozenset(name for name, true in holds.items() if true)


def due_date(item: TemplateItem, day_d: DayD, *, works: WorkingDay) -> date:
    """Count an item's offset: before the opening day, or after the closing day if negative.

    Offset 0 is the closing day, from which a congress counts as held. A date on a day off stays:
    the reminder comes earlier (DOMAIN 8.3).
    """
    start = day_d.opens if item.offset > 0 else day_d.closes
    if item.day_kind is DayKind.WORKING:
        return add_working_days(start, -item.offset, works)
    return start - timedelta(days=item.offset)


def plan_for(
    unit: Unit,
    template: Sequence[TemplateItem],
    day_d: DayD,
    *,
    today: date,
    works: WorkingDay,
    conditions: AbstractSet[str] = frozenset(),
    contents: str = ALL_CONTENTS,
) -> list[PlanItem]:
    """Make a unit's plan as of `today`; `conditions` add to the unit's own ("regime", "works").

    What belongs to a content that its congress does not have is left out: without an election
    there is no personnel plan and nothing to ratify.

    What is late already gets GRACE_DAYS, so that nobody is overdue on the first day; its baseline
    stays the template's date.
    """
    holds = conditions_of(unit) | conditions
    return [
        _make_item(unit, item, position, day_d, today=today, works=works)
        for position, item in enumerate(template)
        if (item.applies_when is None or item.applies_when in holds) and item.content in contents
    ]


def move_plan(
    items: Iterable[PlanItem],
    template: Sequence[TemplateItem],
    day_d: DayD,
    *,
    today: date,
    works: WorkingDay,
) -> list[PlanItem]:
    """Give the items whose due date a new day D moves, with the next version; baselines stay.

    A new date that is past gives GRACE_DAYS from today, unless the item was due sooner anyway.
    Doing it twice moves nothing more.
    """
    rules = {item.code: item for item in template}
    moved = []
    for item in items:
        if item.code in rules:
            due = _move_due(item, rules[item.code], day_d, today=today, works=works)
            if due != item.due:
                moved.append(put_off(item, due))
    return moved


def find_hurried(
    plan: Iterable[PlanItem],
    template: Sequence[TemplateItem],
    day_d: DayD,
    *,
    works: WorkingDay,
) -> list[PlanItem]:
    """List the items that got less time than the template gives: "thời gian gấp" (DOMAIN 3).

    Those are due after the template's day, by the grace they were given. What comes into plans by
    an occasion, such as a regime, is as late as its occasion and says nothing.
    """
    rules = {item.code: item for item in template if item.applies_when not in _OCCASIONS}
    return [
        item
        for item in plan
        if item.code in rules
        and not item.weekly
        and item.due > due_date(rules[item.code], day_d, works=works)
    ]


def thaw(items: Iterable[PlanItem], congress: Congress, *, today: date) -> list[PlanItem]:
    """Give the items a postponement froze that fell due meanwhile, with GRACE_DAYS from today.

    `congress` is as it stood while postponed.
    """
    return [
        put_off(item, today + timedelta(days=GRACE_DAYS))
        for item in items
        if item.due < today and not is_asked(item, ItemStatus.NOT_STARTED, congress)
    ]


def add_items(
    unit: Unit,
    template: Sequence[TemplateItem],
    condition: str,
    day_d: DayD,
    *,
    today: date,
    works: WorkingDay,
) -> list[PlanItem]:
    """Make the items that come with one condition ("regime", "works") that holds from today on."""
    wanted = {item.code for item in template if item.applies_when == condition}
    made = plan_for(
        unit, template, day_d, today=today, works=works, conditions=frozenset({condition})
    )
    return [item for item in made if item.code in wanted]


def end_before(
    items: Iterable[PlanItem], template: Sequence[TemplateItem], day_d: DayD
) -> list[PlanItem]:
    """Give what was to be done before a congress that came sooner, as due before its opening.

    What is due from the opening day on is asked for after it, too (congress.derive.is_asked).
    """
    before = {rule.code for rule in template if rule.offset > 0}
    last = day_d.opens - timedelta(days=1)
    return [put_off(item, last) for item in items if item.code in before and item.due > last]


def next_week(item: PlanItem, *, done_on: date, last: date) -> PlanItem | None:
    """Give a weekly item with its next Friday, once it was done; None after the last one.

    `last` is the day of the template's offset (D-2 for X33). The new week is not started.
    """
    if not item.weekly or item.due >= last:
        return None
    after = max(item.due, done_on) + timedelta(days=1)
    return put_off(item, min(friday_from(after), last))


def put_off(item: PlanItem, due: date) -> PlanItem:
    """Give an item another due date; the next version makes reminders of the old one void."""
    return item.model_copy(update={"due": due, "due_version": item.due_version + 1})


def friday_from(day: date) -> date:
    """Give the first Friday on or after a day."""
    return day + timedelta(days=(_FRIDAY - day.weekday()) % _WEEK)


def _make_item(
    unit: Unit,
    item: TemplateItem,
    position: int,
    day_d: DayD,
    *,
    today: date,
    works: WorkingDay,
) -> PlanItem:
    due = due_date(item, day_d, works=works)
    if item.weekly:
        due = min(friday_from(today), due)
    name = item.upper if unit.is_upper and item.upper else item
    return PlanItem(
        **item.model_dump(include=_KEPT),
        title=name.title,
        short=name.short,
        unit=unit.code,
        baseline_due=due,
        due=due if due >= today else _add_grace(due, day_d, today=today),
        position=position,
    )


def _move_due(
    item: PlanItem, rule: TemplateItem, day_d: DayD, *, today: date, works: WorkingDay
) -> date:
    due = due_date(rule, day_d, works=works)
    if item.weekly:
        return min(max(item.due, friday_from(today)), max(due, today))
    if due >= today:
        return due
    return max(due, min(item.due, _add_grace(due, day_d, today=today)))


def _add_grace(due: date, day_d: DayD, *, today: date) -> date:
    """Give the days of grace, but not beyond the opening day that the item is meant for."""
    later = today + timedelta(days=GRACE_DAYS)
    return min(later, day_d.opens) if due <= day_d.opens and today <= day_d.opens else later
