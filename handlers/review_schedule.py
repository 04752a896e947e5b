"""Setting the day of a review, and telling that its papers were sent beforehand (CL-1)."""

from datetime import date, timedelta
from typing import Any

from chat.message import Button
from congress.authority import REVIEWERS
from congress.dates import DateError, parse_date
from congress.events import DECIDED_STATES
from congress.notes import squeeze
from congress.pushes import NoticeKind
from congress.reviews import (
    PAPERS_ITEM,
    Review,
    Schedule,
    ScheduleError,
    find_pending,
    read_schedule,
)
from congress.roles import REPORTERS
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.decided_items import report_item
from handlers.flows import draft
from handlers.free_text import NAMES_PERSON, check_names
from handlers.notices import open_notice, tell_unit
from handlers.registry import Command, Flow
from handlers.review_lines import require_left, require_reviewer
from storage import reviews

FLOW = "review_day"
#: A meeting that was held is put down at most so much later; what is further back is a slip.
_KEPT_LATE = timedelta(days=31)


async def schedule(ctx: Context, unit: Unit, rest: str) -> None:
    """Answer /duyet unit lịch [day …]: keep a complete line, or ask for the day."""
    require_reviewer(ctx, unit, command="duyet")
    require_left(ctx, unit)
    if rest:
        await _keep(ctx, unit, _read(ctx, unit, rest))
    else:
        _ask(ctx, {"unit": unit.code})


def _ask(ctx: Context, data: dict[str, Any]) -> None:
    ctx.expect(FLOW, unit=data["unit"])
    unit = ctx.directory.units[data["unit"]]
    ctx.say("reviews/ask_day", unit=unit, today=ctx.today)


async def _take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    unit = ctx.directory.units[data["unit"]]
    planned = _read(ctx, unit, text)
    choices = draft(
        ctx,
        FLOW,
        unit=unit.code,
        day=planned.day.isoformat(),
        chair=planned.chair,
        attendees=planned.attendees,
    )
    ctx.say("reviews/read_back_day", unit=unit, planned=planned, choices=choices)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    if "day" not in data:
        raise Answer("flow/outdated")
    planned = Schedule(date.fromisoformat(data["day"]), data["chair"], data["attendees"])
    unit = ctx.directory.units[data["unit"]]
    require_reviewer(ctx, unit, command="duyet")
    require_left(ctx, unit)
    await _keep(ctx, unit, planned)


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    _ask(ctx, data)


def _read(ctx: Context, unit: Unit, text: str) -> Schedule:
    check_names(ctx, text, answer=NAMES_PERSON)
    try:
        planned = read_schedule(text, today=ctx.today)
    except (DateError, ScheduleError) as error:
        raise Answer(
            "reviews/bad_day", key=error.key, text=text[:60], unit=unit, today=ctx.today
        ) from error
    if planned.day < ctx.today - _KEPT_LATE:
        raise Answer("reviews/bad_day", key="past", text=text[:60], unit=unit, today=ctx.today)
    congress = ctx.directory.congress(unit.code)
    decided = congress.opens_on if congress.state in DECIDED_STATES else None
    if decided and planned.day >= decided:
        raise Answer("reviews/after_congress", unit=unit, day=planned.day, opens=decided)
    return planned


async def _keep(ctx: Context, unit: Unit, planned: Schedule) -> None:
    known = await reviews.listed(ctx.work, unit=unit.code)
    before = find_pending(known)
    if before and planned == Schedule(before.meets_on, before.chair, before.attendees):
        raise Answer("reviews/same_day", unit=unit, review=before)
    review = Review(
        id=before.id if before else ctx.work.new_id(),
        unit=unit.code,
        round=before.round if before else len(known) + 1,
        meets_on=planned.day,
        chair=planned.chair or (before.chair if before else ""),
        attendees=planned.attendees or (before.attendees if before else ""),
        papers_sent_on=before.papers_sent_on if before else None,
        member=ctx.member.id,
        at=ctx.now,
    )
    reviews.save(ctx.work, review)
    ctx.record(
        "schedule_review",
        f"review {unit.code}/{review.round}",
        old=before.meets_on.isoformat() if before else None,
        new=review.meets_on.isoformat(),
    )
    values: dict[str, Any] = {"review": review, "before": before, "today": ctx.today}
    notice = open_notice(ctx, NoticeKind.REVIEW, [unit])
    reached = tell_unit(ctx, notice, unit, "reviews/day_notice", links=[_see(ctx, unit)], **values)
    ctx.say(
        "reviews/scheduled",
        noted=unit,
        reached=reached,
        at=ctx.now,
        links=[ctx.button("review", f"/duyet {unit.code}"), ctx.button("reviews", "/duyet")],
        **values,
    )


def _see(ctx: Context, unit: Unit) -> Button:
    return ctx.button("review", f"/duyet {unit.code}")


async def note_papers(ctx: Context, unit: Unit, rest: str) -> None:
    """Answer /duyet unit tài liệu [day]: papers went to those who take part; X17 is done."""
    require_left(ctx, unit)
    pending = find_pending(await reviews.listed(ctx.work, unit=unit.code))
    if pending is None:
        raise Answer("reviews/no_schedule", unit=unit)
    day = _read_sent(ctx, unit, rest, pending)
    reviews.save(ctx.work, pending.model_copy(update={"papers_sent_on": day}))
    before = pending.papers_sent_on
    ctx.record(
        "send_papers",
        f"review {unit.code}/{pending.round}",
        old=before.isoformat() if before else None,
        new=day.isoformat(),
    )
    item = None
    if ctx.member.role in REPORTERS:
        item = await report_item(ctx, unit, PAPERS_ITEM)
    links = [ctx.button("review", f"/duyet {unit.code}")]
    ctx.say(
        "reviews/papers", unit=unit, review=pending, day=day, item=item, at=ctx.now, links=links
    )


def _read_sent(ctx: Context, unit: Unit, text: str, pending: Review) -> date:
    try:
        day = parse_date(squeeze(text), today=ctx.today) if text else ctx.today
    except DateError as error:
        raise _bad_papers(ctx, unit, error.key, text) from error
    if day > ctx.today or day > pending.meets_on:
        key = "future" if day > ctx.today else "late"
        raise _bad_papers(ctx, unit, key, text)
    return day


def _bad_papers(ctx: Context, unit: Unit, key: str, text: str) -> Answer:
    return Answer("reviews/bad_papers", key=key, text=text[:60], unit=unit, today=ctx.today)


COMMANDS: tuple[Command, ...] = ()
FLOWS = {FLOW: Flow(FLOW, _confirm, _amend, read=_take_words, command="duyet", roles=REVIEWERS)}
