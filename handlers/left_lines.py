"""The lines of a reminder that a person has not answered yet, offered after each answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chat.message import Button
from congress.nudges import NudgeKey
from congress.roles import REPORTERS, Role
from handlers.context import Context
from storage import nudges
from storage.duties import load_duties_beside
from storage.nudges import Unanswered

#: A reminder of 07:30 is answered at night, as its menu is.
_AGE = timedelta(hours=24)
_MOST_LEFT = 8


async def find_unanswered(ctx: Context) -> dict[Unanswered, str]:
    """Map what of a reminder is still open to the commands that answer it."""
    told = await nudges.unanswered(ctx.work, member=ctx.member.id, since=ctx.now - _AGE)
    answers = {
        one: f"/xl {one.key.unit} {one.key.item}"
        for one in told
        # Those above are told of items that are late, and do not answer for them.
        if ctx.member.role in REPORTERS and (one.key.unit, one.key.item) in ctx.directory.items
    }
    if len(answers) < len(told):
        beside = await load_duties_beside(ctx.work, directory=ctx.directory)
        opens = {(duty.unit, duty.code): duty.opens for duty in beside}
        found = {
            one: opens.get((one.key.unit, one.key.item)) for one in told if one not in answers
        }
        answers |= {one: line for one, line in found.items() if line}
    return answers


async def say_left(ctx: Context, template: str, **values: Any) -> None:
    """Answer, and offer what is left of the reminder."""
    left = await find_unanswered(ctx)
    choices = [
        Button(label=_label(ctx, one.key, single=_is_single(one.key, list(left))), command=line)
        for one, line in list(left.items())[:_MOST_LEFT]
    ]
    ctx.say(template, choices=choices, left=len(left), **values)


def _label(ctx: Context, key: NudgeKey, *, single: bool) -> str:
    if ctx.member.role is Role.UNIT_REPORTER:
        item = ctx.directory.items.get((key.unit, key.item))
        return f"{key.item} {item.short}" if item else key.item
    name = ctx.texts.short_name(ctx.directory.units[key.unit].name)
    return name if single else f"{name} {key.item}"


def _is_single(key: NudgeKey, left: Sequence[Unanswered]) -> bool:
    return sum(other.key.unit == key.unit for other in left) == 1
