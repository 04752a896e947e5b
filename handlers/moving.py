"""Moving a day that was agreed to, or holding the congress earlier: /doingay, with the basis.

The plan's due dates move with it, and reminders of the old ones are void (handlers.events).
"""

from datetime import date
from typing import Any

from chat.message import Button
from congress.authority import may_decide
from congress.basis import Basis
from congress.events import Congress, EventKind
from congress.pushes import NoticeKind
from congress.roles import DECIDERS
from congress.transitions import may, move
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.days import (
    check_days,
    committee_of,
    ends_with_days,
    example_days,
    read_days,
    starts_with_days,
)
from handlers.decisions import Data, Decision
from handlers.events import keep_event
from handlers.lookup import find_unit, own_units, split_unit_words, unit_buttons
from handlers.notices import open_notice, tell_unit
from handlers.registry import Command, Flow
from handlers.unit_words import drafted_unit, take_named_unit

FLOW = "move_day_days"
_MOST_UNITS = 8


async def move_day(ctx: Context, args: str) -> None:
    """Answer /doingay [unit [days [basis]]]."""
    if not split_unit_words(ctx, args)[0]:
        _ask_unit(ctx, args)
        return
    unit, rest = take_named_unit(ctx, args, command="/doingay")
    congress = _check_movable(ctx, unit)
    if not rest:
        ctx.expect(FLOW, unit=unit.code)
        days = example_days(ctx, unit)
        ctx.say("day/ask_new_days", unit=unit, congress=congress, example=days)
        return
    await _begin(ctx, unit, congress, rest)


async def _take_days(ctx: Context, data: Data, text: str) -> None:
    unit = drafted_unit(ctx, data)
    await _begin(ctx, unit, _check_movable(ctx, unit), text)


def _ask_unit(ctx: Context, text: str) -> None:
    if named := ends_with_days(ctx, text)[0]:
        find_unit(ctx, named, complete="/doingay {code}")
    dated = [
        unit
        for unit in own_units(ctx)
        if may(ctx.directory.congress(unit.code), EventKind.MOVED)
        and may_decide(ctx.directory, ctx.member, unit)
    ]
    dated.sort(key=lambda unit: ctx.directory.congress(unit.code).opens_on or ctx.today)
    shown = dated[:_MOST_UNITS]
    ctx.say(
        "day/which_to_move",
        choices=unit_buttons(shown, "/doingay {code}"),
        units=shown,
        more=len(dated) - len(shown),
        example=_example(ctx, (shown or own_units(ctx))[0]),
    )


def _check_movable(ctx: Context, unit: Unit) -> Congress:
    if not may_decide(ctx.directory, ctx.member, unit):
        raise Answer("day/not_above", unit=unit)
    congress = ctx.directory.congress(unit.code)
    if not may(congress, EventKind.MOVED):
        raise Answer("day/may_not_move", unit=unit, congress=congress)
    return congress


async def _begin(ctx: Context, unit: Unit, congress: Congress, text: str) -> None:
    said, rest = starts_with_days(ctx, text)
    example = _example(ctx, unit)
    opens, closes = read_days(ctx, said or rest, example=example)
    check_days(ctx, unit, (opens, closes), example=example)
    if (opens, closes) == (congress.opens_on, congress.closes_on):
        raise Answer("day/same_days", unit=unit, congress=congress)
    data = {
        "unit": unit.code,
        "opens": opens.isoformat(),
        "closes": closes.isoformat(),
        "old": [str(congress.opens_on), str(congress.closes_on)],
    }
    await MOVE.begin(ctx, data, said=rest if said else "")


def _example(ctx: Context, unit: Unit) -> str:
    days = example_days(ctx, unit)
    return ctx.texts.label("day.example_move", unit=unit.code, days=days)


def _ask_basis(ctx: Context, _data: Data) -> None:
    ctx.say("day/ask_basis")


async def _read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
    unit, before, after, kind = _moved(ctx, data)
    ctx.say(
        "day/move",
        choices=buttons,
        unit=unit,
        before=before,
        after=after,
        kind=kind,
        basis=basis,
        committee=committee_of(ctx),
    )


async def _record(ctx: Context, data: Data, basis: Basis) -> None:
    unit, before, after, kind = _moved(ctx, data)
    keep_event(ctx, before, after, kind, basis=basis, action="move_day")
    reached = tell_unit(
        ctx,
        open_notice(ctx, NoticeKind.DAY, [unit], basis=basis.text),
        unit,
        "day/moved_notice",
        links=[ctx.button("see_plan", f"/thoihan {unit.code}")],
        before=before,
        after=after,
        kind=kind,
        basis=basis,
        committee=committee_of(ctx),
    )
    ctx.say("day/moved", at=ctx.now, unit=unit, after=after, reached=reached)


def _moved(ctx: Context, data: Data) -> tuple[Unit, Congress, Congress, EventKind]:
    """Take the step that was read back, if the congress still stands where it stood then."""
    unit = drafted_unit(ctx, data)
    before = _check_movable(ctx, unit)
    if [str(before.opens_on), str(before.closes_on)] != data["old"]:
        raise Answer("day/moved_meanwhile", unit=unit, congress=before)
    opens, closes = date.fromisoformat(data["opens"]), date.fromisoformat(data["closes"])
    check_days(ctx, unit, (opens, closes), example=_example(ctx, unit))
    kind, after = move(before, opens=opens, closes=closes)
    return unit, before, after, kind


MOVE = Decision("move_day", ask=_ask_basis, read_back=_read_back, record=_record)
COMMANDS = (Command("doingay", move_day, DECIDERS),)
FLOWS: dict[str, Any] = {**MOVE.flows, FLOW: Flow(FLOW, read=_take_days)}
