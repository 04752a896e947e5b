"""Lessons sent to those who have not held their congress; the meeting to learn them."""

from collections.abc import Sequence
from typing import Any

from chat.message import Button
from congress.authority import REVIEWERS, may_review
from congress.lessons import DEBRIEF, Lesson, LessonKind, rehearses
from congress.plans import FINISHED
from congress.pushes import NoticeKind
from congress.units import Unit
from handlers.acknowledgement import show_waiting
from handlers.context import Answer, Context
from handlers.decided_items import decide_item
from handlers.flows import draft
from handlers.lesson_links import next_steps
from handlers.lookup import find_unit, own_units
from handlers.notices import open_notice, see_unacknowledged, tell_unit
from handlers.registry import Flow
from storage import lessons, plans

FLOW = "lessons_sent"
_MOST_BUTTONS = 8


async def offer(ctx: Context) -> None:
    """Answer /baihoc gửi: read back what would be sent, and to how many."""
    ctx.require(REVIEWERS, command="baihoc")
    unsent, units = await _find_unsent(ctx)
    choices = draft(ctx, FLOW, confirm="send", numbers=[one.number for one in unsent])
    ctx.say("lessons/offer", unsent=unsent, units=units, choices=choices)


async def _find_unsent(ctx: Context) -> tuple[list[Lesson], list[Unit]]:
    unsent = [one for one in await lessons.listed(ctx.work) if not one.sent and _sends(ctx, one)]
    units = _find_receivers(ctx)
    if not unsent or not units:
        raise Answer("lessons/nothing_to_send", unsent=unsent)
    return unsent, units


def _sends(ctx: Context, lesson: Lesson) -> bool:
    """Tell whether a lesson is the person's to send: the level above its pilot, else the top."""
    directory, own = ctx.directory, ctx.member.unit
    if lesson.unit:
        return directory.is_above(ctx.member, lesson.unit)
    return own in {None, directory.root.code}


def _find_receivers(ctx: Context) -> list[Unit]:
    return [
        unit
        for unit in own_units(ctx)
        if not ctx.directory.is_held(unit.code) and may_review(ctx.directory, ctx.member, unit)
    ]


async def _send(ctx: Context, data: dict[str, Any]) -> None:
    unsent, units = await _find_unsent(ctx)
    chosen = [one for one in unsent if one.number in data["numbers"]]
    if not chosen:
        raise Answer("lessons/nothing_to_send", unsent=[])
    notice = open_notice(ctx, NoticeKind.LESSONS, units)
    for one in chosen:
        lessons.mark_sent(ctx.work, number=one.number, sent=notice.id)
        ctx.record("send_lesson", f"lesson {one.code}", new=str(len(units)))
    see, rehearse = ctx.button("lessons", "/baihoc"), ctx.button("rehearsal", "/baihoc tapduot")
    unreached = [
        unit
        for unit in units
        if not tell_unit(
            ctx,
            notice,
            unit,
            "lessons/notice",
            leaders=False,
            links=[see, rehearse] if rehearses(unit, ctx.directory.reporting_units) else [see],
            chosen=chosen,
            pilots=ctx.directory.units,
        )
    ]
    ctx.say(
        "lessons/sent",
        sent=chosen,
        rehearsed=[one for one in chosen if one.kind is LessonKind.LIMIT]
        if any(rehearses(unit, ctx.directory.reporting_units) for unit in units)
        else [],
        units=units,
        unreached=unreached,
        at=ctx.now,
        links=[see_unacknowledged(ctx, notice)],
    )


async def _amend(ctx: Context, _data: dict[str, Any]) -> None:
    """Let lessons be taken out of what is to be sent, or added."""
    unsent, _ = await _find_unsent(ctx)
    links = [
        ctx.button("add_lesson", "/baihoc them"),
        ctx.button("send_lessons", "/baihoc gui", count=len(unsent)),
    ]
    ctx.say("lessons/amend", unsent=unsent, choices=drop_buttons(ctx, unsent), links=links)


def drop_buttons(ctx: Context, unsent: Sequence[Lesson]) -> list[Button]:
    """Make a button for each lesson that may still be taken back."""
    return [
        ctx.button("drop_lesson", f"/baihoc bo {one.code}", code=one.code)
        for one in unsent[:_MOST_BUTTONS]
    ]


async def show_unacknowledged(ctx: Context) -> None:
    """Answer /baihoc chuanhan: which units have not said that they got what was sent."""
    ctx.require(REVIEWERS, command="baihoc")
    if not any(one.sent for one in await lessons.listed(ctx.work)):
        raise Answer("lessons/nothing_sent")
    await show_waiting(ctx, NoticeKind.LESSONS)


async def record_debrief(ctx: Context, text: str) -> None:
    """Answer /baihoc hoinghi unit: the meeting to learn from a pilot was held."""
    ctx.require(REVIEWERS, command="baihoc")
    unit = _find_pilot(ctx, text)
    if not may_review(ctx.directory, ctx.member, unit):
        raise Answer("lessons/own_level" if unit.is_pilot else "lessons/no_debrief", unit=unit)
    item = ctx.directory.items.get((unit.code, DEBRIEF))
    if item is None or not ctx.directory.is_held(unit.code):
        raise Answer("lessons/no_debrief", unit=unit)
    known = await plans.progress_of_item(ctx.work, unit=unit.code, item=item.code)
    if known.status in FINISHED:
        written = await lessons.listed(ctx.work)
        raise Answer(
            "lessons/debriefed_before",
            buttons=next_steps(ctx, written),
            unit=unit,
            item=item,
            written=written,
        )
    await decide_item(ctx, unit, DEBRIEF)
    ctx.say(
        "lessons/debriefed",
        unit=unit,
        item=item,
        late=(ctx.today - item.due).days,
        at=ctx.now,
        links=[ctx.button("add_lesson", "/baihoc them")],
    )


def _find_pilot(ctx: Context, text: str) -> Unit:
    if text:
        return find_unit(ctx, text, complete="/baihoc hoinghi {code}")
    pilots = [unit for unit in own_units(ctx) if unit.is_pilot]
    if len(pilots) != 1:
        raise Answer("lessons/which_pilot", pilots=pilots)
    return pilots[0]


FLOWS = {FLOW: Flow(FLOW, _send, _amend, command="baihoc", roles=REVIEWERS)}
