"""What the assistant suggests under a regime: to postpone the congresses inside it (DIALOGUES d).

Nothing changes by itself: each person who decides is asked about the units below that level.
"""

from collections.abc import Sequence
from typing import Any

from chat.message import Button
from congress.authority import RECORDERS
from congress.epidemic import RegimeChange
from congress.postponement import find_still_affected
from congress.roles import DECIDERS, Role
from congress.units import Unit
from handlers.audience import people_above
from handlers.context import Answer, Context
from handlers.postponement import POSTPONE
from handlers.registry import Command


def suggest(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    """Put the congresses inside a regime before those who decide about them, one message each."""
    for person, theirs in people_above(ctx, units, *DECIDERS):
        values: dict[str, Any] = {
            "choices": _buttons(ctx, change, len(theirs)),
            "role": person.role,
            "change": change,
            "units": theirs,
            "congresses": ctx.directory.congresses,
            "area": ctx.directory.units.get(change.area or ""),
        }
        if person.id == ctx.member.id:
            ctx.say("postponement/suggestion", **values)
        else:
            ctx.tell(person, "postponement/suggestion", **values)


def _buttons(ctx: Context, change: RegimeChange, count: int) -> list[Button]:
    line = f"/dxhoan {change.id}"
    if count == 1:
        return [ctx.button("postpone", f"{line} all"), ctx.button("not_now", f"{line} no")]
    return [
        ctx.button("postpone_all", f"{line} all", count=count),
        ctx.button("postpone_some", f"{line} pick"),
        ctx.button("not_now", f"{line} no"),
    ]


async def answer_suggestion(ctx: Context, args: str) -> None:
    """Take the answer to a suggestion: all, pick, no, or one unit's code."""
    number, _, answer = args.partition(" ")
    change = next((one for one in ctx.directory.regimes if str(one.id) == number), None)
    if change is None:
        raise Answer("flow/outdated")
    units = _find_suggested(ctx, change)
    chosen = [unit for unit in units if answer in {"all", unit.code}]
    if answer == "no" and units:
        _leave(ctx, change, units)
    elif answer == "pick" and units:
        _offer_each(ctx, change, units)
    elif chosen:
        await POSTPONE.begin(ctx, {"units": [unit.code for unit in chosen], "area": change.area})
    else:
        raise Answer("postponement/nothing_left", unit=ctx.directory.units.get(answer))


def _find_suggested(ctx: Context, change: RegimeChange) -> list[Unit]:
    """List what is still to be decided of a suggestion by who answers.

    That is what was put before him; who only records, or sits higher up, has all below him.
    """
    left = [
        unit
        for unit in find_still_affected(ctx.directory, change)
        if ctx.directory.is_above(ctx.member, unit.code)
    ]
    asked = {person.id: units for person, units in people_above(ctx, left, *DECIDERS)}
    return asked.get(ctx.member.id, left)


def _leave(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    ctx.record("not_postponed", f"regime {change.id}", new=",".join(unit.code for unit in units))
    ctx.say("postponement/left", units=units, at=ctx.now)
    for person, theirs in people_above(ctx, units, Role.OFFICE):
        ctx.tell(person, "postponement/left_notice", units=theirs, by=ctx.member)


def _offer_each(ctx: Context, change: RegimeChange, units: Sequence[Unit]) -> None:
    buttons = [
        Button(label=ctx.texts.short_name(unit.name), command=f"/dxhoan {change.id} {unit.code}")
        for unit in units
    ]
    ctx.say("postponement/pick", units=units, congresses=ctx.directory.congresses, choices=buttons)


COMMANDS = (Command("dxhoan", answer_suggestion, RECORDERS, hidden=True),)
