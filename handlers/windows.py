"""The window in which a tier holds its congresses: /khung shows it, or sets it (DH-4).

It is set with its basis. Days that were agreed to before stay: those outside are named, and
people decide what to do.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chat.message import Button
from congress.authority import RECORDERS
from congress.basis import Basis
from congress.folding import fold
from congress.pushes import Notice, NoticeKind
from congress.roles import VIEWERS
from congress.transitions import is_held
from congress.units import Unit, UnitKind
from congress.windows import BASE, Window, find_tier_days, is_outside, window_key
from handlers.audience import leaders_of
from handlers.context import Answer, Context
from handlers.days import committee_of, read_days, starts_with_days
from handlers.decisions import Data, Decision
from handlers.notices import announce, open_notice, see_unacknowledged, tell_unit
from handlers.registry import Command, Flow
from storage import units as stored_units
from texts.render import write_days

FLOW = "window_days"
_LONGEST_TIER = 8
#: How far ahead, and how long, a window is in an example.
_NOTICE = timedelta(days=35)


async def show_or_set(ctx: Context, args: str) -> None:
    """Answer /khung [tier [days [basis]]]."""
    kinds, rest = _read_tier(ctx, args)
    if not kinds:
        _show(ctx, args)
        return
    ctx.require(RECORDERS, command="khung")
    _require_top(ctx)
    if not rest:
        ctx.expect(FLOW, kinds=[kind.value for kind in kinds])
        ctx.say("window/ask_days", kinds=kinds, example=_example_days(ctx, kinds))
        return
    await _begin(ctx, kinds, rest)


def _require_top(ctx: Context) -> None:
    """Refuse people of a level below the top: a window is for all there are."""
    if ctx.member.unit not in {None, ctx.directory.root.code}:
        raise Answer("window/only_top", root=ctx.directory.root)


def _show(ctx: Context, text: str) -> None:
    there = {unit.kind for unit in ctx.directory.reporting_units}
    kinds = [kind for kind in UnitKind if kind in there]
    tiers = {kind: find_tier_days(kind, profile=ctx.directory.profile) for kind in kinds}
    sets = ctx.member.role in RECORDERS
    ctx.say(
        "window/show", tiers=tiers, unknown=text[:40], example=example_window(ctx) if sets else ""
    )


def _read_tier(ctx: Context, text: str) -> tuple[list[UnitKind], str]:
    """Read the tier a line begins with, in its longest spelling; "cơ sở" is all of the base."""
    words = text.split()
    spelled = {
        fold(way): key for key, ways in ctx.texts.words("tier").items() for way in (key, *ways)
    }
    for count in range(min(_LONGEST_TIER, len(words)), 0, -1):
        if key := spelled.get(fold(" ".join(words[:count])).strip(":,")):
            kinds = list(BASE) if key == "base" else [UnitKind(key)]
            return kinds, " ".join(words[count:])
    return [], text


async def _take_days(ctx: Context, data: Data, text: str) -> None:
    await _begin(ctx, [UnitKind(kind) for kind in data["kinds"]], text)


async def _begin(ctx: Context, kinds: Sequence[UnitKind], text: str) -> None:
    said, rest = starts_with_days(ctx, text)
    example = example_window(ctx)
    first, last = read_days(ctx, said or rest, example=example)
    if last < ctx.today:
        raise Answer("window/past", last=last, example=example)
    data = {
        "kinds": [kind.value for kind in kinds],
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
    await SET_WINDOW.begin(ctx, data, said=rest if said else "")


def example_window(ctx: Context) -> str:
    """Give a line that sets a window of the bases, or above them once their last day is over."""
    upper = [unit for unit in ctx.directory.reporting_units if unit.is_upper]
    over = all(end < ctx.today for end in _last_days(ctx, BASE) or [ctx.today])
    tier, kinds = ("committee", [UnitKind.COMMITTEE]) if upper and over else ("base", BASE)
    name = ctx.texts.words("tier")[tier][0]
    return ctx.texts.label("day.example_window", tier=name, days=_example_days(ctx, kinds))


def _example_days(ctx: Context, kinds: Sequence[UnitKind]) -> str:
    """Write days that could be a window of some tiers, by their last day if that is near."""
    ends = [end for end in _last_days(ctx, kinds) if end >= ctx.today]
    last = min([ctx.today + 2 * _NOTICE, *ends])
    return write_days(max(ctx.today, last - _NOTICE), last)


def _last_days(ctx: Context, kinds: Sequence[UnitKind]) -> list[date]:
    tiers = [find_tier_days(kind, profile=ctx.directory.profile) for kind in kinds]
    return [tier.deadline for tier in tiers if tier.deadline]


def _ask_basis(ctx: Context, _data: Data) -> None:
    ctx.say("day/ask_basis")


async def _read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
    kinds, window = _of(data)
    ctx.say(
        "window/read_back",
        choices=buttons,
        kinds=kinds,
        window=window,
        basis=basis,
        committee=committee_of(ctx),
        outside=_find_outside(ctx, kinds, window),
    )


async def _record(ctx: Context, data: Data, basis: Basis) -> None:
    _require_top(ctx)
    kinds, window = _of(data)
    concerned = [
        unit
        for unit in ctx.directory.reporting_units
        if unit.kind in kinds and not is_held(ctx.directory.congress(unit.code))
    ]
    for kind in kinds:
        key = window_key(kind)
        old = ctx.directory.profile.get(key)
        stored_units.set_profile(ctx.work, key, str(window))
        ctx.record("set_window", f"profile {key}", old=old, new=str(window))
    notice = open_notice(ctx, NoticeKind.WINDOW, concerned, basis=basis.text)
    told = _tell(
        ctx,
        notice,
        concerned,
        kinds=kinds,
        window=window,
        basis=basis,
        committee=committee_of(ctx),
    )
    ctx.say(
        "window/recorded",
        at=ctx.now,
        told=told,
        outside=_find_outside(ctx, kinds, window),
        links=[see_unacknowledged(ctx, notice)] if told else [],
    )


def _tell(ctx: Context, notice: Notice, units: Sequence[Unit], **values: Any) -> int:
    """Tell each unit's people, and each leader of a group once; count the units reached."""
    reached = [
        unit
        for unit in units
        if tell_unit(
            ctx,
            notice,
            unit,
            "window/notice",
            leaders=False,
            links=[ctx.button("deadlines", f"/thoihan {unit.code}")],
            **values,
        )
    ]
    for leader, theirs in leaders_of(ctx, units):
        announce(ctx, notice, leader, theirs[0], "window/notice", **values)
    return len(reached)


def _find_outside(ctx: Context, kinds: Sequence[UnitKind], window: Window) -> list[Unit]:
    """List the units whose proposed or agreed days are not within a window."""
    return [
        unit
        for unit in ctx.directory.reporting_units
        if unit.kind in kinds and is_outside(ctx.directory.congress(unit.code), window)
    ]


def _of(data: Data) -> tuple[list[UnitKind], Window]:
    first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
    return [UnitKind(kind) for kind in data["kinds"]], Window(first=first, last=last)


SET_WINDOW = Decision(
    "window",
    ask=_ask_basis,
    read_back=_read_back,
    record=_record,
    command="khung",
    roles=RECORDERS,
)
COMMANDS = (Command("khung", show_or_set, VIEWERS, writers=RECORDERS),)
FLOWS = {
    **SET_WINDOW.flows,
    FLOW: Flow(FLOW, read=_take_days, command="khung", roles=RECORDERS),
}
