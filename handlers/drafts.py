"""A report read back before it counts, and asked again if somebody else was faster."""

from collections.abc import Mapping
from typing import Any

from congress.members import sees_detail
from congress.plans import ItemStatus, PlanItem
from congress.reporting import Settled
from congress.units import Unit
from handlers.claims import Claim, make_claim
from handlers.context import Answer, Context
from handlers.filing import file_claim, settle_claim
from handlers.flows import draft
from handlers.report_lines import MAIN_STATUSES, OTHER_STATUSES, status_buttons
from handlers.unit_words import drafted_unit
from storage import plans


async def read_back(
    ctx: Context,
    flow: str,
    claim: Claim,
    *,
    words: str,
    template: str = "report/read_back",
    confirm: str = "send",
    **values: Any,
) -> None:
    """Show what was understood; the draft remembers the newest report it was made after."""
    known = await plans.progress_of_item(ctx.work, unit=claim.unit.code, item=claim.item.code)
    settled = settle_claim(ctx, claim, known.status)
    buttons = draft(
        ctx,
        flow,
        confirm=confirm,
        unit=claim.unit.code,
        item=claim.item.code,
        status=claim.status.value,
        words=words,
        corrects=claim.corrects,
        seen=known.report,
    )
    own = ctx.member.unit == claim.unit.code
    ctx.say(template, choices=buttons, claim=claim, settled=settled, own=own, **values)


async def confirm_draft(
    ctx: Context, flow: str, data: Mapping[str, Any]
) -> tuple[Claim, Settled] | None:
    """Keep a draft; None when another report came first: it is shown and the draft asked anew."""
    claim = _drafted_claim(ctx, data)
    known = await plans.progress_of_item(ctx.work, unit=claim.unit.code, item=claim.item.code)
    if known.report != data["seen"]:
        other = ctx.directory.members.get(known.reported_by or 0)
        if not sees_detail(ctx.member, of=claim.unit):
            known = known.model_copy(update={"note": ""})
        await read_back(
            ctx, flow, claim, words=data["words"], template="report/moved", known=known, by=other
        )
        return None
    return claim, await file_claim(ctx, claim, known.status)


def _drafted_claim(ctx: Context, data: Mapping[str, Any]) -> Claim:
    """Make the claim of a draft again, by today's rules."""
    unit, item = drafted_item(ctx, data)
    return make_claim(
        ctx, unit, item, ItemStatus(data["status"]), data["words"], corrects=data.get("corrects")
    )


def drafted_item(ctx: Context, data: Mapping[str, Any]) -> tuple[Unit, PlanItem]:
    """Give the unit and item a draft is about, if they are the person's by now."""
    unit = drafted_unit(ctx, data)
    item = ctx.directory.items.get((unit.code, data["item"]))
    if item is None:
        raise Answer("flow/outdated")
    return unit, item


def ask_status(ctx: Context, unit: Unit, item: PlanItem, *, others: bool = False) -> None:
    """Ask how far an item is, with the four main statuses or the `others`.

    Who reports for several units is told which one it is.
    """
    more = ctx.button("other_status", f"/bcmuc {unit.code} {item.code} +")
    ctx.say(
        "report/ask_status",
        choices=status_buttons(ctx, unit, item, OTHER_STATUSES if others else MAIN_STATUSES),
        links=[] if others else [more],
        unit=unit,
        item=item,
        own=ctx.member.unit == unit.code,
    )
