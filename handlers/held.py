"""What a report on the congress itself does to the congress: held, or held by mistake."""

from datetime import date

from congress.events import Congress, CongressState, EventKind
from congress.plans import ItemStatus, Progress
from congress.readiness import find_missing
from congress.reporting import CONGRESS_ITEMS
from congress.transitions import hold, is_held, withdraw_held
from handlers.claims import Claim
from handlers.context import Answer, Context
from handlers.events import keep_event
from storage import congresses
from storage.dossier import load_dossier


async def follow_congress(
    ctx: Context,
    claim: Claim,
    status: ItemStatus,
    *,
    known: Progress,
) -> bool:
    """Hold a congress that is reported held; withdraw it where that was a mistake.

    What came after a held congress (first meeting, ratification) must be withdrawn before it.
    Tell whether it was held before it was ready.
    """
    if claim.item.code not in CONGRESS_ITEMS:
        return False
    congress = ctx.directory.congress(claim.unit.code)
    if is_held(congress) and known.status is ItemStatus.DONE:
        if status is ItemStatus.DONE and claim.held_on == congress.held_on:
            return False
        if status is ItemStatus.DONE and claim.corrects is None:
            raise Answer("report/held_already", unit=claim.unit, day=congress.held_on)
        congress = await _withdraw(ctx, congress)
    if status is not ItemStatus.DONE or claim.held_on is None:
        return False
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=claim.unit, now=ctx.now)
    unready = bool(find_missing(dossier))
    _hold(ctx, congress, claim.held_on, unready=unready)
    return unready


async def _withdraw(ctx: Context, congress: Congress) -> Congress:
    if congress.state is not CongressState.HELD:
        raise Answer("report/held_further", state=congress.state)
    before = withdraw_held(congress.unit, await congresses.events(ctx.work, unit=congress.unit))
    keep_event(ctx, congress, before, EventKind.HELD_WITHDRAWN, action="withdraw_held")
    return before


def _hold(ctx: Context, congress: Congress, day: date, *, unready: bool) -> None:
    reason = ctx.texts.label("report.unready") if unready else ""
    held = hold(congress, closed_on=day)
    keep_event(ctx, congress, held, EventKind.HELD, day=day, reason=reason, action="hold")
