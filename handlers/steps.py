"""Take a step after a congress, or say where the congress stands and what comes first.

The one way in for the first meeting, submission, ratification and the file: the event, and the
plan's item that stands for it.
"""

from datetime import date

from congress.basis import Basis
from congress.events import Congress, CongressEvent, EventKind
from congress.ratification import STEP_ITEMS
from congress.transitions import TransitionError, chain_of, follow_up, is_held
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.decided_items import decide_item, report_item
from handlers.events import keep_event
from handlers.personnel_rights import require_election
from handlers.step_commands import COMMANDS_OF, next_links, what_next


def try_step(ctx: Context, unit: Unit, kind: EventKind) -> Congress:
    """Give the congress after a step; Answers why it cannot be taken, and what can."""
    congress = ctx.directory.congress(unit.code)
    try:
        return follow_up(congress, kind, unit, contents=ctx.directory.contents_of(unit))
    except TransitionError as error:
        raise _refuse(ctx, unit, kind) from error


async def keep_step(
    ctx: Context, unit: Unit, kind: EventKind, *, day: date, basis: Basis | None = None
) -> CongressEvent:
    """Keep a step: its event, and its item done; refuse before, never after."""
    after = try_step(ctx, unit, kind)
    before = ctx.directory.congress(unit.code)
    event = keep_event(ctx, before, after, kind, day=day, basis=basis)
    if kind is EventKind.RATIFIED:
        await decide_item(ctx, unit, *STEP_ITEMS[kind], basis=basis)
    else:
        await report_item(ctx, unit, *STEP_ITEMS[kind])
    return event


def check_day(ctx: Context, unit: Unit, day: date) -> str | None:
    """Give the key of what is wrong with the day of a step: before the congress, or to come."""
    held_on = ctx.directory.congress(unit.code).held_on
    if day > ctx.today:
        return "future"
    return "before" if held_on and day < held_on else None


def _refuse(ctx: Context, unit: Unit, kind: EventKind) -> Answer:
    if kind is not EventKind.FILED:
        require_election(ctx, unit)
    congress = ctx.directory.congress(unit.code)
    chain = chain_of(unit, contents=ctx.directory.contents_of(unit))
    comes, _ = what_next(ctx, unit)
    if kind not in chain:
        why = "no_step"
    elif not is_held(congress):
        why = "not_held"
    elif comes is None or list(chain).index(comes) > list(chain).index(kind):
        why = "taken"
    else:
        why = "first"
    links = next_links(ctx, unit)
    history = ctx.button("see_history", f"/nhatky {unit.code}")
    return Answer(
        "aftermath/not_now",
        buttons=[history] if why == "taken" else links,
        may=bool(links),
        why=why,
        unit=unit,
        congress=congress,
        kind=kind,
        comes=comes,
        command=COMMANDS_OF.get(comes) if comes else None,
    )
