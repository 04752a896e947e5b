"""Correct one's own last report: a new report that points at it; the earlier row stays."""

from typing import Any

from chat.message import Button
from congress.members import sees_detail
from congress.plans import ItemStatus, PlanItem
from congress.reporting import CONGRESS_ITEMS
from congress.reports import StatusReport
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.drafts import confirm_draft, drafted_item
from handlers.lookup import own_units
from handlers.registry import Command, Flow
from handlers.report import ROLES, say_recorded
from handlers.report_lines import (
    MAIN_STATUSES,
    OTHER_STATUSES,
    begins_with_status,
    read_status,
)
from handlers.report_steps import ask_or_read_back, take_words
from storage import plans, reports

FLOW, STATUS = "correction", "correction_status"


async def correct(ctx: Context, args: str) -> None:
    """Answer /dinhchinh [STATUS [note]]: show the last report, or read its correction back."""
    last, unit, item = await _find_last(ctx)
    if not args:
        _show(ctx, last, unit, item)
        return
    status, words = read_status(ctx.texts, args)
    if status is None:
        ctx.expect(STATUS)
        raise Answer(
            "report/unknown_status",
            buttons=_statuses(ctx),
            text=args[:60],
            unit=unit,
            item=item,
        )
    await ask_or_read_back(
        ctx, FLOW, unit, item, status, words, corrects=last.id, skip="/dinhchinh"
    )


async def hear_status(ctx: Context, _data: dict[str, Any], text: str) -> None:
    """Take a status that was typed, with or without a note."""
    await correct(ctx, text)


async def confirm_correction(ctx: Context, data: dict[str, Any]) -> None:
    """Keep a correction."""
    if kept := await confirm_draft(ctx, FLOW, data):
        claim, settled = kept
        statuses = await plans.statuses_of(ctx.work, unit=claim.unit.code)
        say_recorded(ctx, claim, settled, statuses)


async def amend_correction(ctx: Context, data: dict[str, Any]) -> None:
    """Go back to the statuses."""
    unit, item = drafted_item(ctx, data)
    last = await reports.get(ctx.work, id=data["corrects"])
    if last is None:
        raise Answer("flow/outdated")
    _show(ctx, last, unit, item)


async def _find_last(ctx: Context) -> tuple[StatusReport, Unit, PlanItem]:
    last = await reports.last_status_by_member(ctx.work, member=ctx.member.id)
    unit = ctx.directory.units.get(last.unit) if last else None
    item = ctx.directory.items.get((last.unit, last.item or "")) if last else None
    if last is None or unit is None or item is None or unit not in own_units(ctx):
        raise Answer("report/nothing_to_correct", buttons=[ctx.button("my_items", "/viec")])
    known = await plans.progress_of_item(ctx.work, unit=unit.code, item=item.code)
    if known.report != last.id:
        by = ctx.directory.members.get(known.reported_by or 0)
        if not sees_detail(ctx.member, of=unit):
            known = known.model_copy(update={"note": ""})
        raise Answer("report/reported_since", known=known, by=by, unit=unit, item=item)
    return last, unit, item


def _show(ctx: Context, last: StatusReport, unit: Unit, item: PlanItem) -> None:
    held = last.status is ItemStatus.DONE and item.code in CONGRESS_ITEMS
    ctx.expect(STATUS)
    ctx.say(
        "report/correct",
        choices=_statuses(ctx),
        last=last,
        unit=unit,
        item=item,
        held_on=ctx.directory.congress(unit.code).held_on if held else None,
    )


def _statuses(ctx: Context) -> list[Button]:
    return [
        ctx.choice(f"status.{status}", f"/dinhchinh {status}")
        for status in (*MAIN_STATUSES, *OTHER_STATUSES)
    ]


COMMANDS = (Command("dinhchinh", correct, ROLES),)
FLOWS = {
    FLOW: Flow(
        FLOW,
        confirm_correction,
        amend_correction,
        read=take_words,
        command="dinhchinh",
        roles=ROLES,
    ),
    STATUS: Flow(
        STATUS, read=hear_status, heed=begins_with_status, command="dinhchinh", roles=ROLES
    ),
}
