"""Postpone congresses as one act: proposed by the assistant, decided by people (MX-4).

Which units, on what basis, read back, confirmed; then everyone below is told once.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from congress.documents import Basis, BasisError, read_basis
from congress.epidemic import RegimeChange
from congress.events import HELD_STATES, CongressEvent, CongressState, EventKind
from congress.roles import DECIDERS, GROUPS, REPORTERS, Role
from congress.units import Group, Unit
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.guidance import find_change
from handlers.lookup import find_unit
from handlers.registry import Command, Flow
from storage import congresses

_UNTOUCHABLE = HELD_STATES | {CongressState.POSTPONED}
_WHO_RECORDS = DECIDERS | {Role.OFFICE}


def propose_postponement(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    """Lay the congresses inside a regime before those who may decide; nothing changes yet."""
    line = f"/dexuathoan {change.id}"
    for person in ctx.directory.people(Role.STANDING_BOARD):
        ctx.tell(
            person,
            "postponement/proposal",
            choices=[
                ctx.button("postpone_all", f"{line} tatca", count=len(units)),
                ctx.button("choose_units", line),
                ctx.button("not_now", f"{line} chua"),
            ],
            change=change,
            congresses=[(unit, ctx.directory.congress(unit.code)) for unit in units],
        )


async def answer_proposal(ctx: Context, args: str) -> None:
    """Answer /dexuathoan CHANGE [tatca|chua|UNIT]: all of them, none for now, or one."""
    number, _, rest = args.partition(" ")
    change = find_change(ctx.directory, number)
    if change is None:
        raise Answer("regime/unknown_change")
    units = _inside(ctx, change)
    chosen = rest.strip()
    if chosen == "chua":
        ctx.record("postponement.not_now", of=f"regime {change.id}")
        ctx.say("postponement/not_now")
    elif not units:
        ctx.say("postponement/nothing_left")
    elif chosen == "tatca":
        _ask_basis(ctx, units)
    elif picked := [unit for unit in units if unit.code == chosen.upper()]:
        _ask_basis(ctx, picked)
    else:
        ctx.say(
            "postponement/choose",
            choices=[
                ctx.button("unit", f"/dexuathoan {change.id} {unit.code}", name=unit.name)
                for unit in units
            ],
        )


def _inside(ctx: Context, change: RegimeChange) -> list[Unit]:
    return [
        unit
        for unit in ctx.directory.units_of(ctx.member)
        if (congress := ctx.directory.congress(unit.code)).state not in _UNTOUCHABLE
        and congress.opens_on is not None
        and (congress.closes_on or congress.opens_on) >= change.since
        and (change.until is None or congress.opens_on <= change.until)
        and (change.area is None or unit.code in set(ctx.directory.subtree(change.area)))
    ]


def _ask_basis(ctx: Context, units: Sequence[Unit]) -> None:
    ctx.expect("postpone.basis", units=[unit.code for unit in units])
    ctx.say("postponement/ask_basis")


async def read_postponement_basis(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take the basis and read the whole decision back."""
    try:
        basis = read_basis(text, today=ctx.today)
    except BasisError as exc:
        ctx.say("regime/bad_basis", why=exc.key)
        return
    choices = draft(
        ctx,
        "postpone.confirm",
        confirm="really",
        units=data["units"],
        basis=basis.text,
        basis_on=basis.on.isoformat(),
    )
    held = sum(ctx.directory.is_held(unit.code) for unit in ctx.directory.units_of(ctx.member))
    ctx.say("postponement/read_back", choices=choices, count=len(data["units"]), held=held)


async def confirm_postponement(ctx: Context, data: dict[str, Any]) -> None:
    """Record the decision for the units read back that still may be postponed."""
    basis = Basis(data["basis"], date.fromisoformat(data["basis_on"]))
    units = [ctx.directory.units[code] for code in data["units"]]
    done = postpone(ctx, units, basis=basis)
    if not done:
        ctx.say("postponement/nothing_left")
        return
    ctx.say("postponement/done", units=done, groups=_groups_of(ctx, done), now=ctx.now)


def postpone(ctx: Context, units: Sequence[Unit], *, basis: Basis, reason: str = "") -> list[Unit]:
    """Postpone congresses until further notice and tell everyone below once; give which ones.

    Those held or postponed already are left as they are.
    """
    done = []
    for unit in units:
        congress = ctx.directory.congress(unit.code)
        if congress.state in _UNTOUCHABLE:
            continue
        congresses.save(
            ctx.work,
            congress.model_copy(update={"state": CongressState.POSTPONED}),
        )
        congresses.add_event(
            ctx.work,
            CongressEvent(
                id=ctx.work.new_id(),
                unit=unit.code,
                kind=EventKind.POSTPONED,
                opens_on=congress.opens_on,
                closes_on=congress.closes_on,
                happened_on=ctx.today,
                basis=basis.text,
                basis_on=basis.on,
                reason=reason,
                member=ctx.member.id,
                at=ctx.now,
                key=ctx.incoming.key,
            ),
        )
        ctx.record(
            "congress.postponed",
            of=f"unit {unit.code}",
            old=congress.state,
            new=basis.text,
        )
        _tell_unit(ctx, unit, basis)
        done.append(unit)
    _tell_others(ctx, done, basis)
    return done


def _tell_unit(ctx: Context, unit: Unit, basis: Basis) -> None:
    for person in ctx.directory.people(Role.UNIT_REPORTER, unit=unit.code):
        ctx.tell(
            person,
            "postponement/unit_notice",
            links=[ctx.button("received", f"/danhanhoan {unit.code}")],
            congress=ctx.directory.congress(unit.code),
            basis=basis,
            urgent=True,
        )


def _tell_others(ctx: Context, units: Sequence[Unit], basis: Basis) -> None:
    for group in _groups_of(ctx, units):
        own = [unit for unit in units if unit.group == group.code]
        for person in ctx.directory.people(*GROUPS, group=group.code):
            ctx.tell(person, "postponement/notice", units=own, basis=basis)
    for person in ctx.directory.people(Role.OFFICE) if units else ():
        ctx.tell(person, "postponement/notice", units=units, basis=basis)


def _groups_of(ctx: Context, units: Sequence[Unit]) -> list[Group]:
    codes = {unit.group for unit in units}
    return [group for group in ctx.directory.groups.values() if group.code in codes]


async def acknowledge_postponement(ctx: Context, args: str) -> None:
    """Answer /danhanhoan UNIT: the unit has taken note of its postponement."""
    unit = find_unit(ctx, args)
    ctx.record("postponement.acknowledged", of=f"unit {unit.code}")
    ctx.say("guidance/received")


async def ask_again(ctx: Context, data: dict[str, Any]) -> None:
    """Ask for the basis once more."""
    ctx.expect("postpone.basis", units=data["units"])
    ctx.say("postponement/ask_basis")


FLOWS = {
    "postpone.basis": Flow(
        "postpone.basis",
        confirm_postponement,
        ask_again,
        read=read_postponement_basis,
    ),
    "postpone.confirm": Flow("postpone.confirm", confirm_postponement, ask_again),
}
COMMANDS = (
    Command("dexuathoan", answer_proposal, _WHO_RECORDS, hidden=True),
    Command("danhanhoan", acknowledge_postponement, REPORTERS, hidden=True),
)
