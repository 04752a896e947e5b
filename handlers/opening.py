"""The opening of a congress, as it is reported: /khaimac. The clock never opens one."""

from datetime import date
from typing import Any

from chat.message import Button
from congress.dates import DateError
from congress.events import UNDATED_STATES, Congress, EventKind
from congress.notes import mirror, read_day
from congress.readiness import find_missing
from congress.roles import REPORTERS
from congress.transitions import TransitionError, open_session, withdraw_opened
from congress.units import Unit
from handlers.claims import cues_of
from handlers.context import Answer, Context
from handlers.events import keep_event
from handlers.flows import draft
from handlers.lookup import find_unit
from handlers.registry import Command, Flow
from handlers.unit_words import take_unit
from storage import congresses
from storage.dossier import load_dossier

FLOW = "opening"


async def report_opening(ctx: Context, args: str) -> None:
    """Answer /khaimac [unit] [day]: keep it, or ask when the day is not one agreed to."""
    unit, words = take_unit(
        ctx, args, command="/khaimac", is_word=lambda text: mirror(text)[:1].isdigit()
    )
    _check(ctx, unit)
    day = _read_day(ctx, words)
    congress = ctx.directory.congress(unit.code)
    opens, closes = congress.opens_on or day, congress.closes_on or day
    if opens <= day <= closes:
        await _keep(ctx, unit, day)
        return
    buttons = draft(ctx, FLOW, unit=unit.code, day=day.isoformat())
    ctx.say("aftermath/opening_read_back", choices=buttons, unit=unit, day=day, congress=congress)


async def withdraw(ctx: Context, args: str) -> None:
    """Answer [Báo nhầm]: the opening is taken back, its row stays."""
    unit = find_unit(ctx, args)
    before = ctx.directory.congress(unit.code)
    events = await congresses.events(ctx.work, unit=unit.code)
    try:
        after = withdraw_opened(before, events)
    except TransitionError as error:
        raise Answer("flow/outdated") from error
    keep_event(ctx, before, after, EventKind.OPENED_WITHDRAWN)
    ctx.say("aftermath/opening_withdrawn", unit=unit, at=ctx.now)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    unit = find_unit(ctx, data["unit"])
    _check(ctx, unit)
    await _keep(ctx, unit, date.fromisoformat(data["day"]))


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    ctx.say("aftermath/opening_amend", unit=find_unit(ctx, data["unit"]), today=ctx.today)


def _check(ctx: Context, unit: Unit) -> None:
    congress = ctx.directory.congress(unit.code)
    try:
        open_session(congress, on=ctx.today)
    except TransitionError as error:
        raise Answer(
            "aftermath/may_not_open",
            buttons=[*_lead_on(ctx, congress), ctx.button("see_history", f"/nhatky {unit.code}")],
            unit=unit,
            congress=congress,
        ) from error


def _lead_on(ctx: Context, congress: Congress) -> list[Button]:
    """Offer to propose a day where there is none."""
    if congress.state not in UNDATED_STATES:
        return []
    return [ctx.button("propose_day", f"/ngay {congress.unit}")]


def _read_day(ctx: Context, words: str) -> date:
    try:
        day, left = read_day(words, today=ctx.today, cues=cues_of(ctx))
    except DateError as error:
        raise Answer("aftermath/bad_day", why="no_such_day", today=ctx.today) from error
    if left or day > ctx.today:
        why = "unclear" if left else "future"
        raise Answer("aftermath/bad_day", why=why, today=ctx.today)
    return day


async def _keep(ctx: Context, unit: Unit, day: date) -> None:
    before = ctx.directory.congress(unit.code)
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    unready = bool(find_missing(dossier))
    keep_event(
        ctx,
        before,
        open_session(before, on=day),
        EventKind.OPENED,
        day=day,
        reason=ctx.texts.label("aftermath.unready") if unready else "",
    )
    ctx.say(
        "aftermath/opened",
        unit=unit,
        day=day,
        at=ctx.now,
        unready=unready,
        links=[
            ctx.button("tell_result", f"/ketqua {unit.code}"),
            ctx.button("opened_by_mistake", f"/khaimacnham {unit.code}"),
        ],
    )


COMMANDS = (
    Command("khaimac", report_opening, REPORTERS),
    Command("khaimacnham", withdraw, REPORTERS, hidden=True),
)
FLOWS = {FLOW: Flow(FLOW, _confirm, _amend, command="khaimac", roles=REPORTERS)}
