"""Lessons that a sample has in words already: /baihoc mẫu writes them down once a pilot was held.

The sample begins before its pilots; what they taught stands in its lessons.toml (BT-3).
"""

from collections.abc import Iterable

from congress.authority import REVIEWERS
from congress.folding import fold
from congress.lessons import Lesson
from handlers.context import Answer, Context
from handlers.lookup import own_units
from storage import lessons


def find_unwritten(ctx: Context, known: Iterable[Lesson]) -> list[Lesson]:
    """List those not in the register in the same words; they have no number and writer yet."""
    written = ctx.assistant.lessons.get(ctx.directory.profile.get("name", ""))
    there = {(one.kind, one.area, fold(one.text)) for one in known}
    return [
        Lesson(number=0, unit=told.unit, kind=told.kind, area=told.area, text=text, at=ctx.now)
        for told in (written.lesson if written else ())
        for text in told.texts
        if (told.kind, told.area, fold(text)) not in there
    ]


def is_taught(ctx: Context) -> bool:
    """Tell whether a pilot that the person sees was held."""
    return any(unit.is_pilot and ctx.directory.is_held(unit.code) for unit in own_units(ctx))


async def record(ctx: Context) -> None:
    """Answer /baihoc mẫu: keep what is left, unsent like any other lesson."""
    ctx.require(REVIEWERS, command="baihoc")
    left = find_unwritten(ctx, await lessons.listed(ctx.work))
    if not left or not is_taught(ctx):
        raise Answer("lessons/no_samples", left=left)
    first = await lessons.next_number(ctx.work)
    made = [
        one.model_copy(update={"number": number, "member": ctx.member.id})
        for number, one in enumerate(left, first)
    ]
    for one in made:
        lessons.add(ctx.work, one)
        ctx.record("add_lesson", f"lesson {one.code}", new=f"{one.kind} {one.area}")
    ctx.say(
        "lessons/samples_recorded",
        made=made,
        at=ctx.now,
        links=[
            ctx.button("lessons", "/baihoc"),
            ctx.button("send_lessons", "/baihoc gui", count=len(made)),
        ],
    )
