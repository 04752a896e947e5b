"""The first meeting of a new committee: /hopbch, which posts it elected, in counts (X36)."""

from typing import Any

from chat.message import Button
from congress.events import CongressState, EventKind
from congress.facts import FactKind, Facts
from congress.first_meeting import (
    FIELDS,
    FIRST_MEETING,
    FirstMeeting,
    check_meeting,
    find_missing,
    merge,
    of_fact,
    read_meeting,
)
from congress.folding import fold
from congress.labelled import FieldError
from congress.notes import mirror
from congress.results import ResultError
from congress.results import of_fact as result_of
from congress.roles import REPORTERS
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.free_text import check_names
from handlers.lookup import find_unit
from handlers.registry import Command, Flow
from handlers.step_commands import say_next
from handlers.steps import keep_step, try_step
from handlers.telling import add_fact
from handlers.unit_words import take_unit
from storage import facts

FLOW = "first_meeting"
FILLING = "first_meeting_fill"

_KIND = EventKind.FIRST_MEETING
_SECRETARY = "secretary"
#: In these it is corrected, not told anew.
_CORRECTABLE = frozenset({CongressState.FIRST_MEETING_HELD, CongressState.RATIFICATION_SUBMITTED})


async def report_meeting(ctx: Context, args: str) -> None:
    """Answer /hopbch [unit] [figures]: keep a complete line, or ask for what it leaves out."""
    unit, words = take_unit(
        ctx, args, command="/hopbch", is_word=lambda text: _begins_line(ctx, text)
    )
    _check_step(ctx, unit, words)
    known = await _load(ctx, unit)
    meeting = merge(known.meeting or FirstMeeting(), _read(ctx, words))
    if missing := known.check(ctx, unit, meeting):
        _ask(ctx, unit, meeting, missing)
    else:
        await _keep(ctx, unit, meeting, known)


async def take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take what was missing; read all back when nothing is any more."""
    unit, told = _drafted(ctx, data)
    meeting = merge(told, _read(ctx, text))
    known = await _load(ctx, unit)
    if missing := known.check(ctx, unit, meeting):
        _ask(ctx, unit, meeting, missing)
        return
    meeting = meeting.model_copy(update={"on": meeting.on or ctx.today})
    buttons = draft(ctx, FLOW, unit=unit.code, told=_dump(meeting))
    ctx.say("aftermath/meeting_read_back", choices=buttons, unit=unit, meeting=meeting)


async def press_answer(ctx: Context, args: str) -> None:
    """Answer /dienbch UNIT WORDS: a button of the question that waits, and of no other."""
    code, _, words = args.partition(" ")
    data = ctx.dialog.data
    if ctx.dialog.name != FILLING or data["unit"] != code:
        raise Answer("flow/outdated")
    await take_words(ctx, data, words)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    unit, meeting = _drafted(ctx, data)
    _check_step(ctx, unit, "again")
    known = await _load(ctx, unit)
    if known.check(ctx, unit, meeting):
        raise Answer("flow/outdated")
    await _keep(ctx, unit, meeting, known)


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    unit, meeting = _drafted(ctx, data)
    ctx.expect(FILLING, unit=unit.code, told=_dump(meeting))
    ctx.say("aftermath/ask_meeting", unit=unit, missing=(), today=ctx.today)


class _Known:
    """What was told before: the last first meeting, and how the congress went."""

    def __init__(self, told: Facts) -> None:
        self.meeting = of_fact(told.get(FactKind.RESULT, FIRST_MEETING))
        self.result = result_of(told.get(FactKind.RESULT))

    def check(self, ctx: Context, unit: Unit, meeting: FirstMeeting) -> list[str]:
        """List what is missing; Answers figures that cannot be."""
        held_on = ctx.directory.congress(unit.code).held_on
        day = meeting.on or ctx.today
        try:
            check_meeting(
                meeting.model_copy(update={"on": day}),
                result=self.result,
                held_on=held_on,
                today=ctx.today,
            )
        except ResultError as error:
            raise Answer(
                "aftermath/wrong_meeting",
                key=error.key,
                day=day,
                held_on=held_on,
                result=self.result,
            ) from error
        direct = bool(self.result and self.result.direct)
        return find_missing(meeting, direct=direct or unit.direct_election)


async def _load(ctx: Context, unit: Unit) -> _Known:
    known = _Known(Facts(await facts.newest(ctx.work, unit=unit.code)))
    if ctx.directory.congress(unit.code).state is CongressState.HELD:
        known.meeting = None  # told before the step was taken back
    return known


def _check_step(ctx: Context, unit: Unit, words: str) -> None:
    """Answer where the step cannot be taken, unless figures of it are corrected."""
    state = ctx.directory.congress(unit.code).state
    if not (words and state in _CORRECTABLE):
        try_step(ctx, unit, _KIND)


async def _keep(ctx: Context, unit: Unit, meeting: FirstMeeting, known: _Known) -> None:
    meeting = meeting.model_copy(update={"on": meeting.on or ctx.today})
    corrected = ctx.directory.congress(unit.code).state in _CORRECTABLE
    add_fact(ctx, unit.code, FactKind.RESULT, _dump(meeting), subject=FIRST_MEETING)
    ctx.record(
        "first_meeting", f"result {unit.code}", old=_brief(known.meeting), new=_brief(meeting)
    )
    if not corrected:
        await keep_step(ctx, unit, _KIND, day=meeting.on or ctx.today)
    say_next(ctx, unit, "aftermath/meeting_kept", meeting=meeting, corrected=corrected)


def _read(ctx: Context, text: str) -> FirstMeeting:
    check_names(ctx, text)
    try:
        return read_meeting(text, words=ctx.texts.words("first_meeting"), today=ctx.today)
    except FieldError as error:
        raise Answer(
            "aftermath/meeting_not_read", key=error.key, field=error.field, said=error.said
        ) from error


def _begins_line(ctx: Context, text: str) -> bool:
    folded, words = mirror(text), ctx.texts.words("first_meeting")
    labels = [mirror(label) for field in FIELDS for label in words[field.name]]
    return folded[:1].isdigit() or folded.startswith(("ngay", *labels))


def _ask(ctx: Context, unit: Unit, meeting: FirstMeeting, missing: list[str]) -> None:
    ctx.expect(FILLING, unit=unit.code, told=_dump(meeting))
    choices = _secretary_buttons(ctx, unit) if missing == [_SECRETARY] else []
    ctx.say("aftermath/ask_meeting", choices=choices, unit=unit, missing=missing, today=ctx.today)


def _secretary_buttons(ctx: Context, unit: Unit) -> list[Button]:
    """Offer the answers to the one question of yes or no, so that "không" is one of them."""
    label = ctx.texts.words("first_meeting")[_SECRETARY][0]
    line = f"/dienbch {unit.code} {fold(label)}"
    return [ctx.button("yes", f"{line} co"), ctx.button("no", f"{line} khong")]


def _drafted(ctx: Context, data: dict[str, Any]) -> tuple[Unit, FirstMeeting]:
    return find_unit(ctx, data["unit"]), FirstMeeting.model_validate(data["told"])


def _dump(meeting: FirstMeeting) -> dict[str, Any]:
    return meeting.model_dump(mode="json", exclude_none=True)


def _brief(meeting: FirstMeeting | None) -> str | None:
    if meeting is None:
        return None
    return f"{meeting.on} {meeting.board}/{meeting.deputies}/{meeting.inspection}"


COMMANDS = (
    Command("hopbch", report_meeting, REPORTERS),
    Command("dienbch", press_answer, REPORTERS, hidden=True),
)
FLOWS = {
    FLOW: Flow(FLOW, _confirm, _amend, command="hopbch", roles=REPORTERS),
    FILLING: Flow(FILLING, read=take_words, command="hopbch", roles=REPORTERS),
}
