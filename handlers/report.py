"""Report how far an item is: in one line, or step by step with buttons; and "nothing new".

A line that is complete is kept at once. What it leaves out is asked for: unit, item, status,
note (handlers/report_steps.py); then it is read back.
"""

from collections.abc import Mapping
from typing import Any

from chat.message import Button
from congress.derive import DUE_SOON, find_left
from congress.notes import squeeze
from congress.plans import ItemStatus, PlanItem
from congress.reporting import Settled
from congress.reports import ReportKind, StatusReport
from congress.roles import DECIDERS, REPORTERS, Role
from handlers.claims import Claim, make_claim
from handlers.climate import offer_climate
from handlers.context import Context
from handlers.drafts import confirm_draft, drafted_item
from handlers.filing import check_status, file_claim
from handlers.lookup import find_unit
from handlers.old_names import old_names_in
from handlers.registry import Command, Flow
from handlers.report_lines import (
    STATUS,
    ReportLine,
    begins_with_status,
    read_line,
    read_rest,
    split_unit,
)
from handlers.report_steps import (
    FLOW,
    ITEM,
    ask_item,
    ask_status,
    ask_unit,
    choose_status,
    hear_status,
    list_items,
    names_item,
    take_words,
)
from handlers.unit_words import drafted_unit
from storage import plans, reports

#: Those who may write reports, and those above who may only reopen (DOMAIN 8.6).
ROLES = REPORTERS | DECIDERS | {Role.ORGANISATION_DEPT, Role.OFFICE}


async def report(ctx: Context, args: str) -> None:
    """Answer /baocao: keep a complete line, or ask for what it leaves out."""
    await _take(ctx, read_line(ctx, args, command="/baocao"))


async def hear_item(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take an item that was typed, with or without all that is reported of it."""
    await _take(ctx, read_rest(ctx, drafted_unit(ctx, data), squeeze(text), command="/baocao"))


async def _take(ctx: Context, line: ReportLine) -> None:
    if line.unit is None:
        ask_unit(ctx, "/baocao")
    elif line.item is None:
        await ask_item(ctx, line.unit)
    elif line.status is None:
        await check_status(ctx, line.unit, line.item, *ItemStatus)
        ask_status(ctx, line.unit, line.item)
    else:
        claim = make_claim(ctx, line.unit, line.item, line.status, line.note)
        statuses = await plans.statuses_of(ctx.work, unit=line.unit.code)
        old = statuses.get(line.item.code, ItemStatus.NOT_STARTED)
        settled = await file_claim(ctx, claim, old)
        ctx.leave_flow()  # the question which item is answered: other words are not for this unit
        say_recorded(ctx, claim, settled, statuses)


async def report_nothing_new(ctx: Context, args: str) -> None:
    """Answer /khongphatsinh: a sign of life that changes no status."""
    unit, rest = split_unit(ctx, args, command="/khongphatsinh")
    if rest:  # words that are no unit of the person's: nobody's silence ends by a slip
        unit = find_unit(ctx, rest, complete="/khongphatsinh {code}")
    if unit is None:
        ask_unit(ctx, "/khongphatsinh")
        return
    reports.add(
        ctx.work,
        StatusReport(
            id=ctx.work.new_id(),
            unit=unit.code,
            kind=ReportKind.NOTHING_NEW,
            member=ctx.member.id,
            at=ctx.now,
            key=ctx.incoming.key,
        ),
    )
    ctx.record("report_nothing_new", f"unit {unit.code}")
    ctx.say("report/nothing_new", links=[ctx.button("my_items", "/viec")], unit=unit, at=ctx.now)


async def confirm_report(ctx: Context, data: dict[str, Any]) -> None:
    """Keep what was read back."""
    if kept := await confirm_draft(ctx, FLOW, data):
        claim, settled = kept
        climate = _climate(ctx, claim, settled)
        ctx.say(
            "report/confirmed",
            links=[*climate, _correct(ctx)],
            asks_climate=bool(climate),
            claim=claim,
            settled=settled,
            old=old_names_in(ctx, claim.note.text),
            group=ctx.directory.groups.get(claim.unit.group or ""),
            member=ctx.member,
            at=ctx.now,
        )


async def amend_report(ctx: Context, data: dict[str, Any]) -> None:
    """Go back to the status."""
    ask_status(ctx, *drafted_item(ctx, data))


def say_recorded(
    ctx: Context, claim: Claim, settled: Settled, statuses: Mapping[str, ItemStatus]
) -> None:
    """Echo a report that was kept, and what is left until a week ahead.

    `statuses` are those of the unit's items before it.
    """
    ctx.say(
        "report/recorded",
        links=[
            *_climate(ctx, claim, settled),
            ctx.button("report_next", f"/baocao {claim.unit.code}"),
            ctx.button("my_items", "/viec"),
            _correct(ctx),
        ],
        claim=claim,
        settled=settled,
        old=old_names_in(ctx, claim.note.text),
        at=ctx.now,
        until=ctx.today + DUE_SOON,
        left=_left(ctx, claim, settled, statuses),
    )


def _left(
    ctx: Context, claim: Claim, settled: Settled, statuses: Mapping[str, ItemStatus]
) -> list[PlanItem]:
    unit = claim.unit.code
    return find_left(
        ctx.directory.items_by_unit[unit],
        statuses={**statuses, claim.item.code: settled.status},
        congress=ctx.directory.congress(unit),
        now=ctx.now,
    )


def _climate(ctx: Context, claim: Claim, settled: Settled) -> list[Button]:
    done = settled.status is ItemStatus.DONE
    return offer_climate(ctx, claim.unit, claim.item.code) if done else []


def _correct(ctx: Context) -> Button:
    return ctx.button("correct", "/dinhchinh")


COMMANDS = (
    Command("baocao", report, ROLES, aliases=("bc", "bao")),
    Command("khongphatsinh", report_nothing_new, REPORTERS, aliases=("khongcogimoi",)),
    Command("bcmuc", choose_status, ROLES, hidden=True),
    Command("bcthem", list_items, ROLES, hidden=True),
)
FLOWS = {
    FLOW: Flow(FLOW, confirm_report, amend_report, read=take_words, command="baocao", roles=ROLES),
    ITEM: Flow(ITEM, read=hear_item, heed=names_item, command="baocao", roles=ROLES),
    STATUS: Flow(STATUS, read=hear_status, heed=begins_with_status, command="baocao", roles=ROLES),
}
