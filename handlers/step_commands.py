"""Which command tells each step after a congress, and the button of the one that comes next."""

from dataclasses import dataclass
from typing import Any

from chat.message import Button
from congress.events import CongressState, EventKind
from congress.facts import FactKind, Facts
from congress.first_meeting import FIRST_MEETING, FirstMeeting
from congress.first_meeting import of_fact as meeting_of
from congress.plans import PlanItem
from congress.ratification import item_of, next_step
from congress.results import Result
from congress.results import of_fact as result_of
from congress.roles import DECIDERS, REPORTERS, VIEWERS
from congress.transitions import is_held
from congress.units import Unit
from handlers.context import Context
from storage import facts

COMMANDS_OF = {
    EventKind.FIRST_MEETING: "hopbch",
    EventKind.SUBMITTED: "totrinh",
    EventKind.RATIFIED: "chuany",
    EventKind.FILED: "nophoso",
}


def _who_takes(kind: EventKind) -> frozenset[str]:
    """Give the roles that may tell a step: ratification is decided, the others are reported."""
    return DECIDERS if kind is EventKind.RATIFIED else REPORTERS


def what_next(ctx: Context, unit: Unit) -> tuple[EventKind | None, PlanItem | None]:
    """Give the step that comes next and its item in the plan."""
    comes = next_step(ctx.directory, unit)
    return comes, item_of(ctx.directory, unit, comes) if comes else None


def next_links(ctx: Context, unit: Unit) -> list[Button]:
    """Make the button of the step that comes next, where the person may take it."""
    comes, _ = what_next(ctx, unit)
    if comes is None or ctx.member.role not in _who_takes(comes):
        return []
    return [ctx.button(f"step_{comes}", f"/{COMMANDS_OF[comes]} {unit.code}")]


def say_next(ctx: Context, unit: Unit, template: str, **values: Any) -> None:
    """Answer what was kept after a congress, with the step that comes next."""
    comes, item = what_next(ctx, unit)
    ctx.say(
        template,
        unit=unit,
        comes=comes,
        item=item,
        at=ctx.now,
        links=next_links(ctx, unit),
        **values,
    )


@dataclass(frozen=True)
class After:
    """What came of a congress so far, and what comes next."""

    result: Result | None = None
    meeting: FirstMeeting | None = None
    comes: EventKind | None = None
    item: PlanItem | None = None


async def look_after(ctx: Context, unit: Unit) -> After:
    """Read what came of a unit's congress; what was told before a withdrawal does not count."""
    congress = ctx.directory.congress(unit.code)
    if not is_held(congress) or ctx.member.role not in VIEWERS:
        return After()
    told = Facts(await facts.newest(ctx.work, unit=unit.code))
    met = congress.state is not CongressState.HELD
    comes, item = what_next(ctx, unit)
    return After(
        result=result_of(told.get(FactKind.RESULT)),
        meeting=meeting_of(told.get(FactKind.RESULT, FIRST_MEETING)) if met else None,
        comes=comes,
        item=item,
    )
