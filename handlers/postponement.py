"""Postponing congresses: what a regime proposes, decided by people with a basis (DOMAIN 8.6).

`postpone` does the deed for any list of units; here it is reached from a regime's proposal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chat.message import Button
from congress.basis import Basis
from congress.epidemic import RegimeChange
from congress.events import CongressEvent, EventKind
from congress.postponement import can_postpone, find_still_affected, put_off
from congress.roles import DECIDERS, REPORTERS, Role
from congress.units import Unit
from handlers.basis import take_basis
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.registry import Command, Flow
from storage import congresses, epidemic

#: Who may record a postponement (DOMAIN 8.6).
RECORDERS = DECIDERS | {Role.OFFICE}


@dataclass(frozen=True)
class Postponed:
    """What came of it: who was postponed, who was left alone, and who could be told."""

    units: Sequence[Unit]
    untouched: Sequence[Unit]
    unreached: Sequence[Unit]


def propose(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    """Put the congresses inside a regime before those who decide; nothing changes by itself."""
    values: dict[str, Any] = {
        "choices": _proposal_buttons(ctx, change, len(units)),
        "change": change,
        "units": units,
        "congresses": ctx.directory.congresses,
        "area": ctx.directory.units.get(change.area or ""),
    }
    for person in ctx.directory.people(*DECIDERS):
        ctx.tell(person, "postponement/proposal", role=person.role, **values)
    if ctx.member.role in DECIDERS:
        ctx.say("postponement/proposal", role=ctx.member.role, **values)


def _proposal_buttons(ctx: Context, change: RegimeChange, count: int) -> list[Button]:
    line = f"/dxhoan {change.id}"
    if count == 1:
        return [ctx.button("postpone", f"{line} all"), ctx.button("not_now", f"{line} no")]
    return [
        ctx.button("postpone_all", f"{line} all", count=count),
        ctx.button("postpone_some", f"{line} pick"),
        ctx.button("not_now", f"{line} no"),
    ]


async def answer_proposal(ctx: Context, args: str) -> None:
    """Take the answer to a proposal: all, pick, no, or one unit's code."""
    number, _, answer = args.partition(" ")
    change = next((one for one in ctx.directory.regimes if str(one.id) == number), None)
    if change is None:
        raise Answer("flow/outdated")
    units = find_still_affected(ctx.directory, change)
    chosen = [unit for unit in units if answer in {"all", unit.code}]
    if answer == "no" and units:
        _leave(ctx, change, units)
    elif answer == "pick" and units:
        _offer_each(ctx, change, units)
    elif chosen:
        _ask_basis(ctx, chosen)
    else:
        raise Answer("postponement/nothing_left", unit=ctx.directory.units.get(answer))


def _leave(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    ctx.record("not_postponed", f"regime {change.id}", new=",".join(unit.code for unit in units))
    ctx.say("postponement/left", units=units, at=ctx.now)
    for person in ctx.directory.people(Role.OFFICE):
        ctx.tell(person, "postponement/left_notice", units=units, by=ctx.member)


def _offer_each(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    buttons = [
        Button(label=ctx.texts.short_name(unit.name), command=f"/dxhoan {change.id} {unit.code}")
        for unit in units
    ]
    ctx.say("postponement/pick", units=units, congresses=ctx.directory.congresses, choices=buttons)


def _ask_basis(ctx: Context, units: Sequence[Unit]) -> None:
    ctx.expect("postpone_basis", units=[unit.code for unit in units])
    ctx.say("postponement/ask_basis", units=units)


async def read_decision(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take the document or meeting, and read the whole back."""
    basis = take_basis(ctx, "postpone_basis", data, text, meetings=True)
    if basis is None:
        return
    units = _units_of(ctx, data)
    buttons = draft(
        ctx,
        "postpone",
        confirm="ratify",
        units=data["units"],
        basis=basis.text,
        basis_on=basis.on.isoformat(),
    )
    held = [one for one in ctx.directory.reporting_units if ctx.directory.is_held(one.code)]
    ctx.say("postponement/read_back", units=units, basis=basis, held=held, choices=buttons)


async def confirm_postponement(ctx: Context, data: dict[str, Any]) -> None:
    """Record the decision that was read back."""
    basis = Basis(text=data["basis"], on=date.fromisoformat(data["basis_on"]))
    done = postpone(ctx, _units_of(ctx, data), basis=basis)
    if not done.units:
        raise Answer("postponement/nothing_left", unit=None)
    codes = {unit.group for unit in done.units}
    groups = [group for code, group in ctx.directory.groups.items() if code in codes]
    ctx.say("postponement/recorded", done=done, groups=groups, by=ctx.member, at=ctx.now)


async def amend_postponement(ctx: Context, data: dict[str, Any]) -> None:
    """Ask for the basis again."""
    _ask_basis(ctx, _units_of(ctx, data))


def postpone(ctx: Context, units: Sequence[Unit], *, basis: Basis, reason: str = "") -> Postponed:
    """Postpone congresses until the level above allows them, and tell whom it concerns.

    Held, already postponed and undated ones are left as they are.
    """
    chosen = [unit for unit in units if can_postpone(ctx.directory.congress(unit.code))]
    reached = [unit for unit in chosen if _postpone_one(ctx, unit, basis, reason)]
    for person in ctx.directory.people(Role.OFFICE) if chosen else ():
        ctx.tell(person, "postponement/office_notice", units=chosen, basis=basis, urgent=True)
    return Postponed(
        units=chosen,
        untouched=[unit for unit in units if unit not in chosen],
        unreached=[unit for unit in chosen if unit not in reached],
    )


def _postpone_one(ctx: Context, unit: Unit, basis: Basis, reason: str) -> bool:
    """Postpone one congress; tell whether its own people could be told."""
    before = ctx.directory.congress(unit.code)
    after = put_off(before)
    event = CongressEvent(
        id=ctx.work.new_id(),
        unit=unit.code,
        kind=EventKind.POSTPONED,
        opens_on=before.opens_on,
        closes_on=before.closes_on,
        happened_on=ctx.today,
        basis=basis.text,
        basis_on=basis.on,
        reason=reason,
        member=ctx.member.id,
        at=ctx.now,
        key=ctx.incoming.key,
    )
    congresses.add_event(ctx.work, event)
    congresses.save(ctx.work, after)
    ctx.record("postpone", f"unit {unit.code}", old=before.state, new=after.state)
    return _tell_of(ctx, unit, event, basis)


def _tell_of(ctx: Context, unit: Unit, event: CongressEvent, basis: Basis) -> bool:
    people = ctx.directory.people(Role.UNIT_REPORTER, unit=unit.code)
    leaders = ctx.directory.people(Role.GROUP_LEADER, group=unit.group) if unit.group else []
    told = [
        ctx.tell(
            person,
            "postponement/notice",
            links=[ctx.button("received", f"/danhan {event.id} {unit.code}")],
            urgent=True,
            unit=unit,
            own=person.unit == unit.code,
            event=event,
            basis=basis,
        )
        for person in (*people, *leaders)
    ]
    return any(told[: len(people)])


async def acknowledge(ctx: Context, args: str) -> None:
    """Take [Đã nhận]: of guidance sent because of a regime, or of a decision about a congress."""
    number, _, code = args.partition(" ")
    unit = ctx.directory.units.get(code.strip())
    if unit is None or unit not in ctx.directory.units_of(ctx.member):
        raise Answer("flow/outdated")
    guided = any(str(one.id) == number for one in ctx.directory.regimes)
    events = await congresses.events(ctx.work, unit=unit.code)
    if not guided and number not in {str(event.id) for event in events}:
        raise Answer("flow/outdated")
    first = not guided or await epidemic.acknowledge(
        ctx.work, change=int(number), unit=unit.code, member=ctx.member.id, at=ctx.now
    )
    if first:
        ctx.record("received", f"unit {unit.code}", new=number)
    ctx.say("postponement/received", unit=unit, at=ctx.now, first=first)


def _units_of(ctx: Context, data: dict[str, Any]) -> list[Unit]:
    return [ctx.directory.units[code] for code in data["units"] if code in ctx.directory.units]


COMMANDS = (
    Command("dxhoan", answer_proposal, RECORDERS, hidden=True),
    Command("danhan", acknowledge, REPORTERS, hidden=True),
)
FLOWS = {
    "postpone_basis": Flow(
        "postpone_basis",
        confirm=amend_postponement,
        amend=amend_postponement,
        read=read_decision,
    ),
    "postpone": Flow("postpone", confirm=confirm_postponement, amend=amend_postponement),
}
