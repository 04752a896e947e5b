"""What a report does to the congress: held, held by mistake, a step after it by mistake.

The steps after a congress are told by commands of their own (handlers.steps), which keep their
items done; a report that one of them is not done after all takes the step back.
"""

from datetime import date

from congress.authority import may_decide
from congress.events import Congress, CongressState, EventKind
from congress.plans import ItemStatus
from congress.ratification import step_of
from congress.readiness import find_missing
from congress.reporting import CONGRESS_ITEMS
from congress.transitions import (
    TransitionError,
    has_taken,
    hold,
    is_held,
    take_back,
    withdraw_held,
)
from handlers.claims import Claim
from handlers.context import Answer, Context
from handlers.events import keep_event
from handlers.step_commands import COMMANDS_OF, next_links
from storage import congresses
from storage.dossier import load_dossier


async def follow_congress(
    ctx: Context,
    claim: Claim,
    status: ItemStatus,
    *,
    old: ItemStatus,
) -> bool:
    """Hold a congress that is reported held; withdraw it where that was a mistake.

    What came after a held congress (first meeting, ratification) must be withdrawn before it.
    Tell whether it was held before it was ready.
    """
    if claim.item.code not in CONGRESS_ITEMS:
        _follow_step(ctx, claim, status, old=old)
        return False
    congress = ctx.directory.congress(claim.unit.code)
    if is_held(congress) and old is ItemStatus.DONE:
        if status is ItemStatus.DONE and claim.held_on == congress.held_on:
            return False
        if status is ItemStatus.DONE and claim.corrects is None:
            raise Answer("report/held_already", unit=claim.unit, day=congress.held_on)
        congress = await _withdraw(ctx, congress)
    if status is not ItemStatus.DONE or claim.held_on is None:
        return False
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=claim.unit, now=ctx.now)
    unready = bool(find_missing(dossier))
    _hold(ctx, congress, claim, claim.held_on, unready=unready)
    return unready


def _follow_step(ctx: Context, claim: Claim, status: ItemStatus, *, old: ItemStatus) -> None:
    """Send who reports a step after the congress to its command; take it back where it was wrong.

    Only the last step can be taken back.
    """
    kind = step_of(claim.item)
    if kind is None or old is status:
        return
    if status is ItemStatus.DONE:
        raise Answer(
            "aftermath/by_command",
            buttons=next_links(ctx, claim.unit),
            unit=claim.unit,
            item=claim.item,
            command=COMMANDS_OF[kind],
        )
    unit, congress = claim.unit, ctx.directory.congress(claim.unit.code)
    contents = ctx.directory.contents_of(unit)
    if not has_taken(congress, kind, unit, contents=contents):
        return
    if kind is EventKind.RATIFIED and not may_decide(ctx.directory, ctx.member, unit):
        raise Answer("aftermath/not_above", unit=unit)
    try:
        before = take_back(congress, kind, unit, contents=contents)
    except TransitionError as error:
        raise Answer("report/held_further", state=congress.state) from error
    keep_event(ctx, congress, before, EventKind.STEP_WITHDRAWN, reason=claim.item.short)


async def _withdraw(ctx: Context, congress: Congress) -> Congress:
    if congress.state is not CongressState.HELD:
        raise Answer("report/held_further", state=congress.state)
    before = withdraw_held(congress.unit, await congresses.events(ctx.work, unit=congress.unit))
    keep_event(ctx, congress, before, EventKind.HELD_WITHDRAWN, action="withdraw_held")
    return before


def _hold(ctx: Context, congress: Congress, claim: Claim, day: date, *, unready: bool) -> None:
    reason = ctx.texts.label("report.unready") if unready else ""
    held = hold(congress, closed_on=day, opened_on=claim.opened_on)
    keep_event(ctx, congress, held, EventKind.HELD, day=day, reason=reason, action="hold")
