"""Proposing the days of a congress: /ngay, and the card that lies before those who decide (CL-3).

A proposed day is never taken as fixed: its file is handlers/proposal_file.py's, and what comes of
it handlers/day_decisions.py's.
"""

from datetime import date
from typing import Any

from congress.authority import deciders
from congress.decided import DAY, DAY_PROPOSAL
from congress.events import Congress, CongressEvent, CongressState, EventKind
from congress.members import Member
from congress.plans import ItemStatus
from congress.proposals import Appraisal, appraise
from congress.roles import GROUPS, REPORTERS
from congress.transitions import may, propose
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.days import check_days, ends_with_days, example_days, read_days
from handlers.decided_items import report_item
from handlers.events import keep_event
from handlers.flows import draft
from handlers.lookup import find_unit, own_units, split_unit_words, unit_buttons
from handlers.proposal_file import days_of, decision_buttons, see_file
from handlers.registry import Command, Flow
from handlers.unit_words import drafted_unit
from storage import congresses
from storage.dossier import load_dossier

FLOW = "propose_day"
_PAGE_OF_UNITS = 8


async def propose_day(ctx: Context, args: str) -> None:
    """Answer /ngay [unit] [days]: a complete line is kept at once."""
    named, said = _split(ctx, args)
    unit = _find_unit(ctx, named, said)
    if unit is None:
        return
    _check_state(ctx, unit)
    if not said:
        _ask_days(ctx, unit)
        return
    days = _read(ctx, unit, said)
    await _keep(ctx, unit, days)


async def _take_days(ctx: Context, data: dict[str, Any], text: str) -> None:
    unit = _still(ctx, data)
    opens, closes = _read(ctx, unit, text)
    buttons = draft(
        ctx,
        FLOW,
        confirm="send",
        unit=unit.code,
        opens=opens.isoformat(),
        closes=closes.isoformat(),
    )
    ctx.say("day/read_back", choices=buttons, unit=unit, opens=opens, closes=closes)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    if "opens" not in data:
        raise Answer("flow/outdated")
    unit = _still(ctx, data)
    days = date.fromisoformat(data["opens"]), date.fromisoformat(data["closes"])
    check_days(ctx, unit, days, example=_example(ctx, unit))
    await _keep(ctx, unit, days)


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    _ask_days(ctx, _still(ctx, data))


def _ask_days(ctx: Context, unit: Unit) -> None:
    ctx.expect(FLOW, unit=unit.code)
    days = example_days(ctx, unit)
    ctx.say("day/ask_days", unit=unit, congress=_congress(ctx, unit), example=days)


def _split(ctx: Context, text: str) -> tuple[str, str]:
    """Split a line into what names the unit and what tells the days."""
    named, said = ends_with_days(ctx, text)
    if said:
        return named, said
    return split_unit_words(ctx, text)


def _find_unit(ctx: Context, named: str, said: str) -> Unit | None:
    """Find the unit; None when it had to be asked for."""
    if named:
        return find_unit(ctx, named, complete=f"/ngay {{code}} {said}".strip())
    own = own_units(ctx)
    if not own:
        raise Answer("report/no_units")
    if len(own) == 1:
        return own[0]
    open_to = [unit for unit in own if may(_congress(ctx, unit), EventKind.PROPOSED)]
    shown = open_to[:_PAGE_OF_UNITS]
    ctx.say(
        "day/ask_unit",
        choices=unit_buttons(shown, f"/ngay {{code}} {said}".strip()),
        units=shown,
        more=len(open_to) - len(shown),
        example=_example(ctx, own[0]),
    )
    return None


def _read(ctx: Context, unit: Unit, said: str) -> tuple[date, date]:
    example = _example(ctx, unit)
    days = read_days(ctx, said, example=example)
    check_days(ctx, unit, days, example=example)
    return days


def _example(ctx: Context, unit: Unit) -> str:
    days = example_days(ctx, unit)
    return ctx.texts.label("day.example_propose", unit=unit.code, days=days)


def _still(ctx: Context, data: dict[str, Any]) -> Unit:
    """Give the unit of a dialogue, if it may still be proposed for."""
    unit = drafted_unit(ctx, data)
    _check_state(ctx, unit)
    return unit


def _check_state(ctx: Context, unit: Unit) -> None:
    congress = _congress(ctx, unit)
    if not may(congress, EventKind.PROPOSED):
        raise Answer("day/may_not_propose", unit=unit, congress=congress)


async def _keep(ctx: Context, unit: Unit, days: tuple[date, date]) -> None:
    opens, closes = days
    before = _congress(ctx, unit)
    if before.state is CongressState.PROPOSED and (before.opens_on, before.closes_on) == days:
        raise Answer("day/proposed_already", unit=unit, congress=before)
    number = await congresses.next_proposal(ctx.work)
    after = propose(before, opens=opens, closes=closes)
    event = keep_event(
        ctx, before, after, EventKind.PROPOSED, proposal=number, action="propose_day"
    )
    await report_item(ctx, unit, *DAY, status=ItemStatus.SUBMITTED)
    await report_item(ctx, unit, *DAY_PROPOSAL)
    reached = await _put_before_deciders(ctx, unit, event)
    _tell_others(ctx, unit, event)
    ctx.say(
        "day/proposed",
        unit=unit,
        event=event,
        at=ctx.now,
        replaced=before if before.state is CongressState.PROPOSED else None,
        reached=reached,
        links=[see_file(ctx, event.code)],
    )


async def _put_before_deciders(ctx: Context, unit: Unit, event: CongressEvent) -> list[Member]:
    """Show a proposal to those who decide; give who could be told."""
    appraisal = await _appraise(ctx, unit, event)
    return [
        person
        for person in deciders(ctx.directory, unit)
        if ctx.tell(
            person,
            "day/card",
            choices=decision_buttons(ctx, event.code),
            role=person.role,
            unit=unit,
            event=event,
            appraisal=appraisal,
        )
    ]


def _tell_others(ctx: Context, unit: Unit, event: CongressEvent) -> None:
    """Let the unit know what its group proposed, and the group's leaders what the unit did."""
    own = ctx.directory.reporters_of(unit) if ctx.member.role in GROUPS else []
    for person in (*own, *ctx.directory.leaders_of(unit)):
        ctx.tell(
            person,
            "day/proposed_notice",
            unit=unit,
            event=event,
            by=ctx.member,
            links=[see_file(ctx, event.code)],
        )


async def _appraise(ctx: Context, unit: Unit, event: CongressEvent) -> Appraisal:
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    opens, closes = days_of(event)
    return appraise(dossier, opens=opens, closes=closes)


def _congress(ctx: Context, unit: Unit) -> Congress:
    return ctx.directory.congress(unit.code)


COMMANDS = (Command("ngay", propose_day, REPORTERS),)
FLOWS = {FLOW: Flow(FLOW, _confirm, _amend, read=_take_days, command="ngay", roles=REPORTERS)}
