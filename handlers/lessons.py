"""The register of lessons from pilots: /baihoc shows them and writes them down (BT-3).

Sending them stands in lesson_sending, what is rehearsed in rehearsal.
"""

import re
from typing import Any

from chat.message import Button
from congress.authority import REVIEWERS
from congress.folding import fold
from congress.lessons import Lesson, LessonArea, LessonKind
from congress.roles import OVERSEERS, VIEWERS
from handlers import lesson_samples, lesson_sending, rehearsal
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.lesson_links import next_steps
from handlers.lesson_words import Act, read_texts, take_act, take_heading, take_pilot
from handlers.lookup import read_number
from handlers.pages import cut_page
from handlers.registry import Command, Flow
from storage import lessons

FLOW = "lesson"
_CODE = re.compile(r"(?:bh\s*)?0*(\d{1,6})", re.IGNORECASE)


async def lesson(ctx: Context, args: str) -> None:
    """Answer /baihoc [what is to be done, or what is asked for]."""
    act, rest = take_act(ctx, args)
    if act is Act.ADD:
        await _add(ctx, rest)
    elif act is Act.SEND:
        await lesson_sending.offer(ctx)
    elif act is Act.DROP:
        await _drop(ctx, rest)
    elif act is Act.SAMPLES:
        await lesson_samples.record(ctx)
    elif act is Act.NOT_RECEIVED:
        await lesson_sending.show_unacknowledged(ctx)
    elif act is Act.REHEARSAL:
        await rehearsal.show_rehearsal(ctx, rest)
    elif act is Act.DEBRIEF:
        await lesson_sending.record_debrief(ctx, rest)
    else:
        await _show(ctx, args)


async def _show(ctx: Context, text: str) -> None:
    """Show the lessons of a kind or an area; those not sent yet are for those above."""
    kind, area, rest = take_heading(ctx, text)
    number = read_number(rest) if rest else 1
    if number is None:
        raise Answer("lessons/unknown", text=rest[:60], buttons=_area_buttons(ctx))
    wide = ctx.member.role in OVERSEERS
    known = [one for one in await lessons.listed(ctx.work) if wide or one.sent]
    found = [
        one
        for one in known
        if (kind is None or one.kind is kind) and (area is None or one.area is area)
    ]
    page = cut_page(found, number)
    asked = " ".join(code for code in (kind, area) if code)
    links = [ctx.button("more", f"/baihoc {asked} {number + 1}")] if page.after else []
    ctx.say(
        "lessons/list",
        kind=kind,
        area=area,
        page=page,
        pilots=ctx.directory.units,
        links=[*links, *next_steps(ctx, known)],
    )


def _area_buttons(ctx: Context) -> list[Button]:
    return [ctx.choice(f"lesson_area.{area}", f"/baihoc {area}") for area in LessonArea]


async def _add(ctx: Context, text: str) -> None:
    """Keep a complete line, or ask for kind, area and words in turn."""
    ctx.require(REVIEWERS, command="baihoc")
    kind, area, rest = take_heading(ctx, text)
    if kind is None:
        if rest:
            raise Answer("lessons/no_kind", buttons=_kind_buttons(ctx, area))
        ctx.say("lessons/ask_kind", choices=_kind_buttons(ctx, area))
    elif area is None:
        if rest:
            raise Answer("lessons/no_area", kind=kind, buttons=_headings(ctx, kind))
        ctx.say("lessons/ask_area", kind=kind, choices=_headings(ctx, kind))
    elif not rest:
        _ask(ctx, {"kind": kind.value, "area": area.value})
    else:
        await _keep(ctx, kind, area, rest)


def _kind_buttons(ctx: Context, area: LessonArea | None) -> list[Button]:
    return [
        ctx.choice(f"lesson_kind.{kind}", f"/baihoc them {kind} {area or ''}".strip())
        for kind in LessonKind
    ]


def _headings(ctx: Context, kind: LessonKind) -> list[Button]:
    return [
        ctx.choice(f"lesson_area.{area}", f"/baihoc them {kind} {area}") for area in LessonArea
    ]


def _ask(ctx: Context, data: dict[str, Any]) -> None:
    ctx.expect(FLOW, kind=data["kind"], area=data["area"])
    ctx.say("lessons/ask_text", kind=data["kind"], area=data["area"])


async def _take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    pilot, rest = take_pilot(ctx, text)
    found = read_texts(ctx, rest)
    choices = draft(ctx, FLOW, kind=data["kind"], area=data["area"], said=text)
    ctx.say(
        "lessons/read_back",
        kind=data["kind"],
        area=data["area"],
        found=found,
        pilot=pilot,
        choices=choices,
    )


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    if not data.get("said"):
        raise Answer("flow/outdated")
    await _keep(ctx, LessonKind(data["kind"]), LessonArea(data["area"]), data["said"])


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    _ask(ctx, data)


async def _keep(ctx: Context, kind: LessonKind, area: LessonArea, text: str) -> None:
    pilot, rest = take_pilot(ctx, text)
    found, known = await _sort_out(ctx, kind, area, read_texts(ctx, rest))
    if not found:
        raise Answer("lessons/known", known=known)
    first = await lessons.next_number(ctx.work)
    made = [
        Lesson(
            number=number,
            unit=pilot.code if pilot else None,
            kind=kind,
            area=area,
            text=words,
            member=ctx.member.id,
            at=ctx.now,
        )
        for number, words in enumerate(found, first)
    ]
    for one in made:
        lessons.add(ctx.work, one)
        ctx.record("add_lesson", f"lesson {one.code}", new=f"{kind} {area}")
    ctx.say(
        "lessons/recorded",
        made=made,
        known=known,
        pilot=pilot,
        at=ctx.now,
        links=[
            ctx.button("add_lesson", "/baihoc them"),
            ctx.button("lessons", "/baihoc"),
        ],
    )


async def _sort_out(
    ctx: Context, kind: LessonKind, area: LessonArea, texts: list[str]
) -> tuple[list[str], list[Lesson]]:
    """Tell texts that are new from lessons that the register has in the same words."""
    there = {
        fold(one.text): one
        for one in await lessons.listed(ctx.work)
        if (one.kind, one.area) == (kind, area)
    }
    new = {fold(text): text for text in texts if fold(text) not in there}
    known = {fold(text): there[fold(text)] for text in texts if fold(text) in there}
    return list(new.values()), list(known.values())


async def _drop(ctx: Context, text: str) -> None:
    """Answer /baihoc bỏ BH03: take back a lesson that was not sent yet."""
    ctx.require(REVIEWERS, command="baihoc")
    match = _CODE.fullmatch(text.strip())
    listed = await lessons.listed(ctx.work)
    found = next((one for one in listed if match and one.number == int(match[1])), None)
    if found is None or found.sent:
        raise Answer(
            "lessons/not_dropped",
            text=text[:60],
            found=found,
            buttons=lesson_sending.drop_buttons(ctx, [one for one in listed if not one.sent]),
        )
    lessons.drop_unsent(ctx.work, number=found.number)
    ctx.record("drop_lesson", f"lesson {found.code}", old=f"{found.kind} {found.area}")
    left = [one for one in listed if one is not found]
    ctx.say("lessons/dropped", one=found, at=ctx.now, links=next_steps(ctx, left))


COMMANDS = (Command("baihoc", lesson, VIEWERS),)
FLOWS = {
    FLOW: Flow(FLOW, _confirm, _amend, read=_take_words, command="baihoc", roles=REVIEWERS),
    **lesson_sending.FLOWS,
}
