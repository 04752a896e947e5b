"""Report how far an item is: in one line, or step by step with buttons; and "nothing new".

A line that is complete is kept at once. What it leaves out is asked for: unit, item, status,
note; then it is read back. Each step is a longer command, so typing and pressing are one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chat.message import Button
from congress.derive import DUE_SOON, find_left, is_asked
from congress.plans import ItemStatus, PlanItem
from congress.reporting import Settled
from congress.reports import ReportKind, StatusReport
from congress.roles import DECIDERS, REPORTERS, Role
from congress.units import Unit
from handlers.choices import is_assent
from handlers.claims import Claim, make_claim
from handlers.climate import offer_climate
from handlers.context import Answer, Context
from handlers.drafts import ask_status, confirm_draft, drafted_item, read_back
from handlers.filing import check_status, file_claim
from handlers.lookup import (
    find_item,
    find_unit,
    item_buttons,
    own_units,
    read_number,
    unit_buttons,
)
from handlers.old_names import old_names_in
from handlers.registry import Command, Flow
from handlers.report_lines import (
    read_line,
    read_status,
    split_unit,
    unknown_status,
)
from storage import plans, reports

FLOW = "report"
#: Those who may write reports, and those above who may only reopen (DOMAIN 8.6).
ROLES = REPORTERS | DECIDERS | {Role.ORGANISATION_DEPT, Role.OFFICE}

_FIRST_ITEMS = 3
_PAGE = 6
_PAGE_OF_UNITS = 8
#: What is typed or sent by [Bỏ qua] where a note is not wanted.
NO_NOTE = "_"


async def report(ctx: Context, args: str) -> None:
    """Answer /baocao: keep a complete line, or ask for what it leaves out."""
    line = read_line(ctx, args, command="/baocao")
    if line.unit is None:
        _ask_unit(ctx, "/baocao")
    elif line.item is None:
        await _ask_item(ctx, line.unit)
    elif line.status is None:
        await check_status(ctx, line.unit, line.item, *ItemStatus)
        ask_status(ctx, line.unit, line.item)
    else:
        claim = make_claim(ctx, line.unit, line.item, line.status, line.note)
        statuses = await plans.statuses_of(ctx.work, unit=line.unit.code)
        old = statuses.get(line.item.code, ItemStatus.NOT_STARTED)
        settled = await file_claim(ctx, claim, old)
        say_recorded(ctx, claim, settled, statuses)


async def choose_status(ctx: Context, args: str) -> None:
    """Answer /bcmuc UNIT ITEM STATUS [note]: ask for the note, or read back; "+" lists more."""
    ctx.forget()
    unit, item, rest = read_step(ctx, args)
    if rest == "+":
        ask_status(ctx, unit, item, others=True)
        return
    status, words = read_status(ctx.texts, rest)
    if status is None:
        raise unknown_status(ctx, unit, item, rest)
    await ask_or_read_back(ctx, FLOW, unit, item, status, words)


async def ask_or_read_back(
    ctx: Context,
    flow: str,
    unit: Unit,
    item: PlanItem,
    status: ItemStatus,
    words: str,
    *,
    corrects: int | None = None,
    skip: str = "/bcmuc",
) -> None:
    """Ask for the note of a status; with words (or NO_NOTE) read the report back."""
    if words:
        words = "" if words == NO_NOTE else words
        claim = make_claim(ctx, unit, item, status, words, corrects=corrects)
        await read_back(ctx, flow, claim, words=words)
        return
    await check_status(ctx, unit, item, status, corrects=corrects is not None)
    ctx.expect(
        flow, unit=unit.code, item=item.code, status=status.value, words="", corrects=corrects
    )
    line = " ".join([skip, *([] if corrects else [unit.code, item.code]), status, NO_NOTE])
    ctx.say("report/ask_note", links=[ctx.button("skip", line)], item=item, status=status)


async def list_items(ctx: Context, args: str) -> None:
    """Answer /bcthem UNIT PAGE: the items of a unit, a page at a time."""
    ctx.forget()
    code, _, page = args.partition(" ")
    unit = find_unit(ctx, code)
    found = _in_order(ctx, unit, await plans.statuses_of(ctx.work, unit=unit.code))
    start = ((read_number(page) or 1) - 1) * _PAGE
    shown = found[start : start + _PAGE]
    more = found[start + _PAGE :]
    links = [ctx.button("more", f"/bcthem {unit.code} {start // _PAGE + 2}")] if more else []
    choices = item_buttons(shown, f"/baocao {unit.code} {{code}}")
    ctx.say("report/ask_item", choices=choices, links=links, unit=unit, first=False)


async def report_nothing_new(ctx: Context, args: str) -> None:
    """Answer /khongphatsinh: a sign of life that changes no status."""
    unit, rest = split_unit(ctx, args, command="/khongphatsinh")
    if rest:  # words that are no unit of the person's: nobody's silence ends by a slip
        unit = find_unit(ctx, rest, complete="/khongphatsinh {code}")
    if unit is None:
        _ask_unit(ctx, "/khongphatsinh")
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


async def take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take a note, or better words for a draft."""
    unit, item = drafted_item(ctx, data)
    status = ItemStatus(data["status"])
    words = NO_NOTE if is_assent(ctx.texts, text) else text  # "gửi đi" asks for no note
    await ask_or_read_back(
        ctx, ctx.dialog.name or FLOW, unit, item, status, words, corrects=data.get("corrects")
    )


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


def read_step(ctx: Context, args: str) -> tuple[Unit, PlanItem, str]:
    """Read the UNIT ITEM a step's command begins with, and the rest."""
    code, _, rest = args.strip().partition(" ")
    unit = find_unit(ctx, code)
    code, _, rest = rest.strip().partition(" ")
    return unit, find_item(ctx, unit, code), rest.strip()


def _ask_unit(ctx: Context, command: str) -> None:
    units = own_units(ctx)
    if not units:
        raise Answer("report/no_units")
    shown = units[:_PAGE_OF_UNITS]
    ctx.say(
        "report/ask_unit",
        choices=unit_buttons(shown, f"{command} {{code}}"),
        more=len(units) - len(shown),
        example=units[-1],
        command=command,
    )


async def _ask_item(ctx: Context, unit: Unit) -> None:
    statuses = await plans.statuses_of(ctx.work, unit=unit.code)
    found = _in_order(ctx, unit, statuses)
    congress = ctx.directory.congress(unit.code)
    asked = [
        item
        for item in found[:_FIRST_ITEMS]
        if is_asked(item, statuses.get(item.code, ItemStatus.NOT_STARTED), congress)
    ]
    choices = item_buttons(asked or found[:_FIRST_ITEMS], f"/baocao {unit.code} {{code}}")
    other = [ctx.button("other_item", f"/bcthem {unit.code} 1")] if found[_FIRST_ITEMS:] else []
    ctx.say("report/ask_item", choices=[*choices, *other], unit=unit, first=True)


def _in_order(ctx: Context, unit: Unit, statuses: Mapping[str, ItemStatus]) -> Sequence[PlanItem]:
    """Put what is asked for first, by due date; finished and handed-in items come last."""
    congress = ctx.directory.congress(unit.code)

    def rank(item: PlanItem) -> tuple[bool, date, int]:
        asked = is_asked(item, statuses.get(item.code, ItemStatus.NOT_STARTED), congress)
        return not asked, item.due, item.position

    return sorted(ctx.directory.items_by_unit.get(unit.code, ()), key=rank)


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
    FLOW: Flow(FLOW, confirm_report, amend_report, read=take_words, command="baocao", roles=ROLES)
}
