"""The office sets an epidemic regime (/capdo); people concerned are told, nothing is postponed."""

from datetime import date
from typing import Any

from congress.dates import DateError, parse_range
from congress.documents import BasisError, read_basis
from congress.epidemic import PROPOSE_POSTPONEMENT, GuidancePush, Regime, RegimeChange
from congress.events import DATED_STATES, CongressState
from congress.folding import fold
from congress.guiding import choose_guidance
from congress.roles import DECIDERS, Role
from congress.units import Unit, UnitKind
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.lookup import find_unit
from handlers.postponement import propose_postponement
from handlers.registry import Command, Flow
from profiles.reader import read_guidance
from storage import epidemic

_ON_MESSAGE = 3


async def set_regime(ctx: Context, args: str) -> None:
    """Answer /capdo AREA REGIME [FROM-TO]; without arguments tell what is in force."""
    if not args.strip():
        change = ctx.directory.regime_at(ctx.today, unit=ctx.member.unit)
        ctx.say("regime/now", change=change)
        return
    area, regime, days = split_line(ctx, args)
    since, until = _read_days(ctx, days)
    data: dict[str, Any] = {
        "area": area.code if area else None,
        "regime": regime.value,
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
    }
    ctx.expect("regime.basis", **data)
    ctx.say("regime/ask_basis", area=area, regime=regime, since=since, until=until)


def split_line(ctx: Context, args: str) -> tuple[Unit | None, Regime, str]:
    """Find area, regime and the words about days in a line; the area None is the whole tree."""
    words = args.split()
    for place in range(len(words)):
        for count in (2, 1):
            regime = read_regime(" ".join(words[place : place + count]))
            if regime is not None:
                area = _find_area(ctx, " ".join(words[:place]))
                return area, regime, " ".join(words[place + count :])
    raise Answer("regime/unknown_regime", text=args[:60])


def read_regime(text: str) -> Regime | None:
    """Read "CT16", "chỉ thị 16", "cấp 3", "cấp độ 3" or "NONE"."""
    name = fold(text).replace(" ", "").replace("_", "").replace("-", "")
    name = name.replace("chithi", "ct").replace("capdo", "cap")
    known = {fold(regime.value).replace("_", ""): regime for regime in Regime}
    return known.get(name)


def _find_area(ctx: Context, text: str) -> Unit | None:
    roots = [unit for unit in ctx.directory.units.values() if unit.kind is UnitKind.COMMITTEE]
    whole = {"", "huyen", "toan huyen", "tat ca", "tinh", "thi xa", "toan tinh"}
    if fold(text) in whole | {fold(root.code) for root in roots}:
        return None
    return find_unit(ctx, text)


def _read_days(ctx: Context, text: str) -> tuple[date, date | None]:
    words = text.strip()
    if not words:
        return ctx.today, None
    try:
        since, until = parse_range(words, today=ctx.today)
    except DateError as exc:
        raise Answer("regime/bad_days", text=words[:60], why=exc.key) from exc
    if until < ctx.today:
        raise Answer("regime/past", until=until)
    single = since == until
    return since, None if single else until


async def read_regime_basis(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take the document's number and date, and read the whole back."""
    try:
        basis = read_basis(text, today=ctx.today)
    except BasisError as exc:
        ctx.say("regime/bad_basis", why=exc.key)
        return
    change = _make_change(ctx, data | {"basis": basis.text, "basis_on": basis.on.isoformat()})
    choices = draft(
        ctx,
        "regime.confirm",
        confirm="apply",
        **{name: data[name] for name in ("area", "regime", "since", "until")},
        basis=basis.text,
        basis_on=basis.on.isoformat(),
    )
    ctx.say("regime/read_back", choices=choices, change=change, units=concerned(ctx, change))


def concerned(ctx: Context, change: RegimeChange) -> list[Unit]:
    """List the units in the area that have not held their congress."""
    below = set(ctx.directory.subtree(change.area)) if change.area else None
    return [
        unit
        for unit in ctx.directory.reporting_units
        if (below is None or unit.code in below) and not ctx.directory.is_held(unit.code)
    ]


async def apply_regime(ctx: Context, data: dict[str, Any]) -> None:
    """Record the regime, send guidance once to each person concerned, propose postponement."""
    change = _make_change(ctx, data)
    epidemic.add_change(ctx.work, change)
    ctx.record(
        "regime.set",
        of=f"unit {change.area or ''}".strip(),
        new=f"{change.regime} {change.since}..{change.until or ''} {change.basis}",
    )
    units = concerned(ctx, change)
    _send_guidance(ctx, change, units)
    touched = sorted(
        (unit for unit in units if _falls_inside(ctx, unit, change)),
        key=lambda unit: ctx.directory.congress(unit.code).opens_on or change.since,
    )
    if change.regime in PROPOSE_POSTPONEMENT and touched:
        propose_postponement(ctx, change, touched)
    waiting = [ctx.button("not_received", f"/chuanhan {change.id}")]
    proposed = change.regime in PROPOSE_POSTPONEMENT
    ctx.say("regime/applied", links=waiting, change=change, touched=touched, proposed=proposed)


def _send_guidance(ctx: Context, change: RegimeChange, units: list[Unit]) -> None:
    chosen = choose_guidance(read_guidance(), regime=change.regime, day=change.since)
    for unit in units:
        for person in ctx.directory.people(Role.UNIT_REPORTER, unit=unit.code):
            epidemic.add_push(
                ctx.work,
                GuidancePush(change=change.id, unit=unit.code, member=person.id, at=ctx.now),
            )
            ctx.tell(
                person,
                "regime/guidance",
                links=[
                    ctx.button("received", f"/danhan {change.id} {unit.code}"),
                    ctx.button("all_guidance", "/huongdan"),
                ],
                change=change,
                unit=unit,
                guidance=chosen[:_ON_MESSAGE],
                left=len(chosen[_ON_MESSAGE:]),
            )


def _falls_inside(ctx: Context, unit: Unit, change: RegimeChange) -> bool:
    congress = ctx.directory.congress(unit.code)
    dated = congress.state in DATED_STATES | {CongressState.PROPOSED}
    if not dated or congress.opens_on is None:
        return False
    last = congress.closes_on or congress.opens_on
    return last >= change.since and (change.until is None or congress.opens_on <= change.until)


def _make_change(ctx: Context, data: dict[str, Any]) -> RegimeChange:
    return RegimeChange(
        id=ctx.work.new_id(),
        area=data["area"],
        regime=Regime(data["regime"]),
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]) if data["until"] else None,
        basis=data["basis"],
        basis_on=date.fromisoformat(data["basis_on"]),
        member=ctx.member.id,
        at=ctx.now,
    )


async def ask_again(ctx: Context, data: dict[str, Any]) -> None:
    """Go back to the start of /capdo."""
    del data
    ctx.say("regime/how")


FLOWS = {
    "regime.basis": Flow("regime.basis", apply_regime, ask_again, read=read_regime_basis),
    "regime.confirm": Flow("regime.confirm", apply_regime, ask_again),
}
COMMANDS = (Command("capdo", set_regime, DECIDERS | {Role.OFFICE}),)
