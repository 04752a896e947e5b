"""The lines of a reminder that a person has not answered yet, offered after each answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chat.message import Button
from congress.nudges import NudgeKey
from congress.roles import REPORTERS, Role
from handlers.context import Context
from storage import nudges

#: A reminder of 07:30 is answered at night, as its menu is.
AGE = timedelta(hours=24)
_MOST_LEFT = 8


async def say_left(ctx: Context, template: str, **values: Any) -> None:
    """Answer, and offer what is left of the reminder."""
    left: Sequence[nudges.Unanswered] = ()
    if ctx.member.role in REPORTERS:  # those above are told of what is late, and do not answer
        left = await nudges.unanswered(ctx.work, member=ctx.member.id, since=ctx.now - AGE)
    choices = [
        Button(
            label=_label(ctx, one.key, single=_is_single(one.key, left)),
            command=f"/xl {one.key.unit} {one.key.item}",
        )
        for one in left[:_MOST_LEFT]
    ]
    ctx.say(template, choices=choices, left=len(left), **values)


def _label(ctx: Context, key: NudgeKey, *, single: bool) -> str:
    if ctx.member.role is Role.UNIT_REPORTER:
        return f"{key.item} {ctx.directory.items[key.unit, key.item].short}"
    name = ctx.texts.short_name(ctx.directory.units[key.unit].name)
    return name if single else f"{name} {key.item}"


def _is_single(key: NudgeKey, left: Sequence[nudges.Unanswered]) -> bool:
    return sum(other.key.unit == key.unit for other in left) == 1
