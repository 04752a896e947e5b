"""Postponing congresses: what a regime proposes, decided by people with a basis (DOMAIN 8.6).

`postpone` does the deed for any list of units; here it is reached from a regime's proposal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chat.message import Button
from congress.authority import RECORDERS
from congress.basis import Basis
from congress.epidemic import RegimeChange
from congress.events import CongressEvent, EventKind
from congress.postponement import find_still_affected
from congress.roles import DECIDERS, Role
from congress.transitions import may
from congress.transitions import postpone as put_off
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.decisions import Data, Decision
from handlers.events import keep_event
from handlers.notices import announce
from handlers.registry import Command


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
    for person in ctx.directory.overseers_of(change.area, *DECIDERS):
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
        await POSTPONE.begin(ctx, {"units": [unit.code for unit in chosen]})
    else:
        raise Answer("postponement/nothing_left", unit=ctx.directory.units.get(answer))


def _leave(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    ctx.record("not_postponed", f"regime {change.id}", new=",".join(unit.code for unit in units))
    ctx.say("postponement/left", units=units, at=ctx.now)
    for person in ctx.directory.overseers_of(units[0].code, Role.OFFICE):
        ctx.tell(person, "postponement/left_notice", units=units, by=ctx.member)


def _offer_each(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    buttons = [
        Button(label=ctx.texts.short_name(unit.name), command=f"/dxhoan {change.id} {unit.code}")
        for unit in units
    ]
    ctx.say("postponement/pick", units=units, congresses=ctx.directory.congresses, choices=buttons)


def _ask_basis(ctx: Context, data: Data) -> None:
    ctx.say("postponement/ask_basis", units=_units_of(ctx, data))


async def _read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
    held = [one for one in ctx.directory.reporting_units if ctx.directory.is_held(one.code)]
    units = _units_of(ctx, data)
    ctx.say("postponement/read_back", units=units, basis=basis, held=held, choices=buttons)


async def _record(ctx: Context, data: Data, basis: Basis) -> None:
    done = postpone(ctx, _units_of(ctx, data), basis=basis)
    if not done.units:
        raise Answer("postponement/nothing_left", unit=None)
    codes = {unit.group for unit in done.units}
    groups = [group for code, group in ctx.directory.groups.items() if code in codes]
    ctx.say("postponement/recorded", done=done, groups=groups, by=ctx.member, at=ctx.now)


POSTPONE = Decision("postpone", ask=_ask_basis, read_back=_read_back, record=_record)


def postpone(ctx: Context, units: Sequence[Unit], *, basis: Basis, reason: str = "") -> Postponed:
    """Postpone congresses until the level above allows them, and tell whom it concerns.

    Held, already postponed and undated ones are left as they are.
    """
    chosen = [
        unit for unit in units if may(ctx.directory.congress(unit.code), EventKind.POSTPONED)
    ]
    reached = [unit for unit in chosen if _postpone_one(ctx, unit, basis, reason)]
    for person in ctx.directory.overseers_of(units[0].code, Role.OFFICE) if chosen else ():
        ctx.tell(person, "postponement/office_notice", units=chosen, basis=basis, urgent=True)
    return Postponed(
        units=chosen,
        untouched=[unit for unit in units if unit not in chosen],
        unreached=[unit for unit in chosen if unit not in reached],
    )


def _postpone_one(ctx: Context, unit: Unit, basis: Basis, reason: str) -> bool:
    """Postpone one congress; tell whether its own people could be told."""
    before = ctx.directory.congress(unit.code)
    event = keep_event(
        ctx,
        before,
        put_off(before),
        EventKind.POSTPONED,
        basis=basis,
        reason=reason,
        action="postpone",
    )
    return _tell_of(ctx, unit, event, basis)


def _tell_of(ctx: Context, unit: Unit, event: CongressEvent, basis: Basis) -> bool:
    people = ctx.directory.people(Role.UNIT_REPORTER, unit=unit.code)
    leaders = ctx.directory.people(Role.GROUP_LEADER, group=unit.group) if unit.group else []
    told = [
        announce(
            ctx,
            person,
            unit,
            "postponement/notice",
            about=event.id,
            urgent=True,
            noted=unit,
            own=person.unit == unit.code,
            event=event,
            basis=basis,
        )
        for person in (*people, *leaders)
    ]
    return any(told[: len(people)])


def _units_of(ctx: Context, data: Data) -> list[Unit]:
    return [ctx.directory.units[code] for code in data["units"] if code in ctx.directory.units]


COMMANDS = (Command("dxhoan", answer_proposal, RECORDERS, hidden=True),)
FLOWS = POSTPONE.flows
