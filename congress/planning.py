"""A unit's plan, counted back from its congress day by a template (DOMAIN 3, 8.2-8.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from congress.dates import WorkingDay, add_working_days
from congress.plans import DayKind, PlanItem, TemplateItem
from congress.units import LOCAL, Unit, UnitKind

#: An item already past when the plan is made is due this many days after today (DOMAIN 8.3).
GRACE_DAYS = 3
FRIDAY = 4


class Template(StrEnum):
    """The two plan templates."""

    #: Đảng bộ cơ sở.
    COMMITTEE_UNIT = "x"
    #: Chi bộ.
    CELL = "c"


class Condition(StrEnum):
    """When an item applies."""

    PILOT = "pilot"
    REGIME = "regime"
    WORKS = "works"
    MERGED = "merged"
    #: Xã, phường, thị trấn.
    LOCAL = "local"


@dataclass(frozen=True)
class Days:
    """The congress's opening and closing day."""

    opens: date
    closes: date


def choose_template(unit: Unit) -> Template:
    """Give the template of a unit's kind."""
    return Template.CELL if unit.kind is UnitKind.PARTY_CELL else Template.COMMITTEE_UNIT


def applies(item: TemplateItem, unit: Unit, *, conditions: frozenset[str] = frozenset()) -> bool:
    """Tell whether an item is asked of a unit; `conditions` are those not read off the unit."""
    if item.applies_when is None:
        return True
    own = {
        Condition.PILOT: unit.is_pilot,
        Condition.MERGED: unit.is_merged,
        Condition.LOCAL: unit.block in LOCAL,
    }
    return own.get(Condition(item.applies_when), item.applies_when in conditions)


def due_date(item: TemplateItem, days: Days, *, works: WorkingDay) -> date:
    """Count an item's due date: back from the opening day, or from the closing day on."""
    start = days.opens if item.offset > 0 else days.closes
    if item.day_kind is DayKind.WORKING:
        return add_working_days(start, -item.offset, works)
    return start - timedelta(days=item.offset)


def next_friday(today: date, days: Days, *, last: int) -> date:
    """Give the next due Friday of a weekly item, the last one being `last` days before D."""
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return min(friday, days.opens - timedelta(days=last))


def plan_for(
    unit: Unit,
    template: Iterable[TemplateItem],
    days: Days,
    *,
    today: date,
    works: WorkingDay,
    conditions: frozenset[str] = frozenset(),
    grace: bool = False,
) -> list[PlanItem]:
    """Make a unit's plan; with `grace`, what is already past falls due GRACE_DAYS from today."""
    plan = []
    for position, item in enumerate(template):
        if not applies(item, unit, conditions=conditions):
            continue
        planned = due_date(item, days, works=works)
        due = next_friday(today, days, last=item.offset) if item.weekly else planned
        if grace and due < today and item.offset > 0:
            due = today + timedelta(days=GRACE_DAYS)
        plan.append(
            PlanItem(
                unit=unit.code,
                code=item.code,
                title=item.title,
                short=item.short,
                stream=item.stream,
                gate=item.gate,
                decided=item.decided,
                weekly=item.weekly,
                baseline_due=planned,
                due=due,
                due_time=item.due_time,
                position=position,
            ),
        )
    return plan


