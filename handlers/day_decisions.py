"""What was decided about a proposed day: /dongy and /tralai, with the basis (DIALOGUES e).

A decision is recorded once: who comes second is told what was recorded, and nothing changes.
"""

import re
from typing import Any

from congress.authority import may_decide
from congress.basis import Basis, split_basis
from congress.decided import DAY, DAY_PROPOSAL
from congress.events import CongressEvent, CongressState, EventKind
from congress.notes import squeeze
from congress.plans import ItemStatus
from congress.proposals import appraise
from congress.pushes import NoticeKind
from congress.readiness import find_missing
from congress.roles import DECIDERS
from congress.transitions import approve, give_back
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.days import committee_of
from handlers.decided_items import decide_item
from handlers.decisions import Data, Decision
from handlers.events import keep_event
from handlers.free_text import NAMES_PERSON, check_words
from handlers.lookup import split_unit_words
from handlers.notices import open_notice, tell_unit
from handlers.proposal_file import Proposal, days_of, find_named, find_of_unit, waiting_buttons
from handlers.registry import Command, Flow
from handlers.unit_words import drafted_unit
from storage.dossier import load_dossier

REASON = "return_reason"
LONGEST_REASON = 300

_NUMBERED = re.compile(
    r"^\s*((?:DX[\s.-]?)?\d+)(?:\s+|\s*[,;:]\s*|$)(.*)$", re.IGNORECASE | re.DOTALL
)


async def agree(ctx: Context, args: str) -> None:
    """Answer /dongy DX12 [basis]."""
    found, rest = await _open(ctx, args, command="dongy")
    if found is None:
        return
    await _check_approvable(ctx, found)
    await APPROVE.begin(ctx, _data(found), said=rest)


async def return_proposal(ctx: Context, args: str) -> None:
    """Answer /tralai DX12 [reason [basis]]; the reason is asked for first."""
    found, rest = await _open(ctx, args, command="tralai")
    if found is None:
        return
    reason, basis = split_basis(rest, today=ctx.today)
    if not reason:
        ctx.expect(REASON, **_data(found), basis=basis)
        ctx.say("day/ask_reason", unit=found.unit, event=found.event)
        return
    await RETURN.begin(ctx, _data(found) | {"reason": _check_reason(ctx, reason)}, said=basis)


async def _take_reason(ctx: Context, data: Data, text: str) -> None:
    found = await _still(ctx, data)
    if found is None:
        return
    reason, basis = split_basis(text, today=ctx.today)
    kept = _data(found) | {"reason": _check_reason(ctx, reason)}
    await RETURN.begin(ctx, kept, said=basis or data.get("basis", ""))


def _check_reason(ctx: Context, text: str) -> str:
    reason = squeeze(text).strip(" ,;:.")
    if not reason:
        raise Answer("day/no_reason")
    check_words(ctx, reason, most=LONGEST_REASON, answer=NAMES_PERSON)
    return reason


async def _open(ctx: Context, args: str, *, command: str) -> tuple[Proposal | None, str]:
    """Find the proposal a line begins with, if it still waits for the speaker, and the rest."""
    if not args.strip():
        raise Answer("day/which_proposal", command=command, buttons=waiting_buttons(ctx))
    numbered = _NUMBERED.match(args)
    named, rest = numbered.groups() if numbered else split_unit_words(ctx, args)
    found = await find_named(ctx, named or args)
    return await _check_waiting(ctx, found), rest.strip()


async def _check_waiting(ctx: Context, found: Proposal) -> Proposal | None:
    """Give a proposal that waits for the speaker; None when it was said what became of it."""
    if not may_decide(ctx.directory, ctx.member, found.unit):
        raise Answer("day/not_above", unit=found.unit)
    congress = ctx.directory.congress(found.unit.code)
    if found.outcome is None and congress.state is CongressState.PROPOSED:
        return found
    ctx.say(
        "day/decided",
        unit=found.unit,
        event=found.event,
        outcome=found.outcome,
        congress=congress,
        today=ctx.today,
        links=[ctx.button("see_history", f"/nhatky {found.unit.code}")],
    )
    return None


async def _check_approvable(ctx: Context, found: Proposal) -> None:
    """Refuse to agree to days that may not be, or before a second review (CL-10)."""
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=found.unit, now=ctx.now)
    opens, closes = days_of(found.event)
    appraisal = appraise(dossier, opens=opens, closes=closes)
    if not appraisal.may_be_approved:
        raise Answer(
            "day/not_approvable",
            buttons=[ctx.button("give_back", f"/tralai {found.event.code or found.unit.code}")],
            unit=found.unit,
            event=found.event,
            appraisal=appraisal,
        )


def _data(found: Proposal) -> dict[str, Any]:
    return {"unit": found.unit.code, "proposal": found.event.id}


async def _still(ctx: Context, data: Data) -> Proposal | None:
    """Find the proposal of a dialogue again; None when it was said what became of it meanwhile."""
    found = await find_of_unit(ctx, drafted_unit(ctx, data))
    if found.event.id != data["proposal"]:
        old = next((event for event in found.events if event.id == data["proposal"]), None)
        if old is None:
            raise Answer("flow/outdated")
        ctx.say("day/replaced", unit=found.unit, event=old, newer=found.event)
        return None
    return await _check_waiting(ctx, found)


def _ask_basis(ctx: Context, _data: Data) -> None:
    ctx.say("day/ask_basis")


async def _read_back_approval(ctx: Context, data: Data, basis: Basis, buttons: list[Any]) -> None:
    await _read_back(ctx, data, "day/approve", basis, buttons)


async def _read_back(
    ctx: Context,
    data: Data,
    template: str,
    basis: Basis,
    buttons: list[Any],
    **values: Any,
) -> None:
    found = await _still(ctx, data)
    if found is None:
        ctx.leave_flow()
        return
    ctx.say(
        template,
        choices=buttons,
        unit=found.unit,
        event=found.event,
        basis=basis,
        committee=committee_of(ctx),
        **values,
    )


async def _approve(ctx: Context, data: Data, basis: Basis) -> None:
    found = await _still(ctx, data)
    if found is None:
        return
    await _check_approvable(ctx, found)
    unit, before = found.unit, ctx.directory.congress(found.unit.code)
    event = keep_event(
        ctx, before, approve(before), EventKind.APPROVED, basis=basis, action="approve_day"
    )
    await decide_item(ctx, unit, *DAY, basis=basis)
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    missing = find_missing(dossier)
    reached = _tell_decided(ctx, unit, "day/approved_notice", event, missing=missing, plan=True)
    ctx.say("day/approved", at=ctx.now, missing=missing, unit=unit, reached=reached)


def _tell_decided(
    ctx: Context, unit: Unit, template: str, event: CongressEvent, *, plan: bool, **values: Any
) -> bool:
    see_plan = ctx.button("see_plan", f"/thoihan {unit.code}")
    propose = ctx.button("propose_day", f"/ngay {unit.code}")
    return tell_unit(
        ctx,
        open_notice(ctx, NoticeKind.DAY, [unit], basis=event.basis or ""),
        unit,
        template,
        links=[see_plan] if plan else (),
        to_do=() if plan else [propose],
        event=event,
        committee=committee_of(ctx),
        **values,
    )


def _ask_basis_again(ctx: Context, data: Data) -> None:
    ctx.say("day/ask_return_basis", reason=data["reason"])


async def _read_back_return(ctx: Context, data: Data, basis: Basis, buttons: list[Any]) -> None:
    await _read_back(ctx, data, "day/return", basis, buttons, reason=data["reason"])


async def _return(ctx: Context, data: Data, basis: Basis) -> None:
    found = await _still(ctx, data)
    if found is None:
        return
    unit, before = found.unit, ctx.directory.congress(found.unit.code)
    event = keep_event(
        ctx,
        before,
        give_back(before),
        EventKind.RETURNED,
        basis=basis,
        reason=data["reason"],
        action="return_day",
    )
    for codes in (DAY, DAY_PROPOSAL):
        await decide_item(ctx, unit, *codes, status=ItemStatus.RETURNED, basis=basis)
    reached = _tell_decided(
        ctx, unit, "day/returned_notice", event, plan=False, proposal=found.event
    )
    ctx.say("day/returned", at=ctx.now, unit=unit, event=found.event, reached=reached)


APPROVE = Decision("approve_day", ask=_ask_basis, read_back=_read_back_approval, record=_approve)
RETURN = Decision(
    "return_day",
    ask=_ask_basis,
    ask_again=_ask_basis_again,
    read_back=_read_back_return,
    record=_return,
)
COMMANDS = (
    Command("dongy", agree, DECIDERS),
    Command("tralai", return_proposal, DECIDERS),
)
FLOWS = {
    **APPROVE.flows,
    **RETURN.flows,
    REASON: Flow(REASON, read=_take_reason),
}
