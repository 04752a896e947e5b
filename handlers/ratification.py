"""Ratification: the submission by the unit (/totrinh), the decision above it (/chuany), the file.

A submission and a decision need a document; the file needs a day only (/nophoso).
"""

from datetime import date

from chat.message import Button
from congress.authority import concerns_level, deciders, may_decide
from congress.basis import Basis, BasisError, read_basis
from congress.dates import DateError
from congress.events import CongressState, EventKind
from congress.notes import mirror, read_day
from congress.pushes import NoticeKind
from congress.roles import DECIDERS, REPORTERS
from congress.units import Unit
from handlers.claims import cues_of
from handlers.context import Answer, Context
from handlers.days import committee_of
from handlers.decisions import Data, Decision
from handlers.free_text import names_person
from handlers.lookup import find_unit, own_units, unit_buttons
from handlers.notices import open_notice, tell_unit
from handlers.registry import Command
from handlers.step_commands import say_next, what_next
from handlers.steps import check_day, keep_step, try_step
from handlers.unit_words import take_unit

#: Units offered at once to who names none.
_MOST_UNITS = 8


def _is_word(text: str) -> bool:
    """Tell whether a text begins a document's number or a day rather than a unit's name."""
    return mirror(text)[:1].isdigit() or mirror(text).startswith(
        ("so ", "to trinh", "ttr", "ngay")
    )


async def submit(ctx: Context, args: str) -> None:
    """Answer /totrinh [unit] [number, date]: keep a complete line, or ask for the document."""
    unit, words = take_unit(ctx, args, command="/totrinh", is_word=_is_word)
    try_step(ctx, unit, EventKind.SUBMITTED)
    if basis := _read_whole(ctx, unit, words):
        await _keep_submission(ctx, unit, basis)
    else:
        await SUBMISSION.begin(ctx, {"unit": unit.code}, said=words)


def _read_whole(ctx: Context, unit: Unit, words: str) -> Basis | None:
    """Read a document that needs no question any more; None where one has to be asked."""
    if names_person(ctx, words):
        return None
    try:
        basis = read_basis(words, today=ctx.today, meetings=False)
    except BasisError:
        return None
    return None if check_day(ctx, unit, basis.on) else basis


async def _record_submission(ctx: Context, data: Data, basis: Basis) -> None:
    await _keep_submission(ctx, find_unit(ctx, data["unit"]), basis)


async def _keep_submission(ctx: Context, unit: Unit, basis: Basis) -> None:
    await keep_step(ctx, unit, EventKind.SUBMITTED, day=basis.on, basis=basis)
    for person in deciders(ctx.directory, unit):
        ctx.tell(
            person,
            "aftermath/to_ratify",
            choices=[
                ctx.button("ratify_results", f"/chuany {unit.code}"),
                ctx.button("unit_card", f"/donvi {unit.code}"),
            ],
            role=person.role,
            unit=unit,
            basis=basis,
        )
    say_next(ctx, unit, "aftermath/step_kept", kind=EventKind.SUBMITTED, day=basis.on, basis=basis)


async def ratify(ctx: Context, args: str) -> None:
    """Answer /chuany unit [document]: the decision of the committee above, read back first."""
    if not args:
        raise _which_to_ratify(ctx)
    unit, words = take_unit(ctx, args, command="/chuany", is_word=_is_word)
    _check_authority(ctx, unit)
    try_step(ctx, unit, EventKind.RATIFIED)
    await RATIFICATION.begin(ctx, {"unit": unit.code}, said=words)


async def _record_ratification(ctx: Context, data: Data, basis: Basis) -> None:
    unit = find_unit(ctx, data["unit"])
    _check_authority(ctx, unit)
    await keep_step(ctx, unit, EventKind.RATIFIED, day=basis.on, basis=basis)
    _, item = what_next(ctx, unit)
    tell_unit(
        ctx,
        open_notice(ctx, NoticeKind.RATIFICATION, [unit], basis=basis.text),
        unit,
        "aftermath/ratified_notice",
        basis=basis,
        item=item,
    )
    say_next(ctx, unit, "aftermath/step_kept", kind=EventKind.RATIFIED, day=basis.on, basis=basis)


async def hand_in(ctx: Context, args: str) -> None:
    """Answer /nophoso [unit] [day]: the congress's file was handed in."""
    unit, words = take_unit(ctx, args, command="/nophoso", is_word=_is_word)
    try_step(ctx, unit, EventKind.FILED)
    try:
        day, left = read_day(words, today=ctx.today, cues=cues_of(ctx))
    except DateError as error:
        raise Answer("aftermath/bad_day", why="no_such_day", today=ctx.today) from error
    why = "unclear" if left else check_day(ctx, unit, day)
    if why:
        raise Answer("aftermath/bad_day", why=why, today=ctx.today)
    await keep_step(ctx, unit, EventKind.FILED, day=day)
    say_next(ctx, unit, "aftermath/step_kept", kind=EventKind.FILED, day=day, basis=None)


def _check_authority(ctx: Context, unit: Unit) -> None:
    if not may_decide(ctx.directory, ctx.member, unit):
        raise Answer("aftermath/not_above", unit=unit)


def _which_to_ratify(ctx: Context) -> Answer:
    waiting = [
        unit
        for unit in own_units(ctx)
        if ctx.directory.congress(unit.code).state is CongressState.RATIFICATION_SUBMITTED
        and concerns_level(ctx.directory, ctx.member, unit)
    ]
    return Answer(
        "aftermath/which_to_ratify",
        buttons=unit_buttons(waiting[:_MOST_UNITS], "/chuany {code}"),
        units=waiting,
        more=len(waiting[_MOST_UNITS:]),
    )


def _decision(name: str, kind: EventKind) -> Decision:
    def ask(ctx: Context, data: Data) -> None:
        unit = find_unit(ctx, data["unit"])
        ctx.say("aftermath/ask_document", unit=unit, kind=kind, today=ctx.today)

    async def read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
        unit = find_unit(ctx, data["unit"])
        if check_day(ctx, unit, basis.on):
            ctx.expect(f"{name}_basis", **data)
            held_on: date | None = ctx.directory.congress(unit.code).held_on
            ctx.say("aftermath/document_too_early", unit=unit, basis=basis, held_on=held_on)
            return
        ctx.say(
            "aftermath/step_read_back",
            choices=buttons,
            unit=unit,
            kind=kind,
            basis=basis,
            committee=committee_of(ctx),
        )

    ratifies = kind is EventKind.RATIFIED
    return Decision(
        name,
        ask=ask,
        read_back=read_back,
        record=_record_ratification if ratifies else _record_submission,
        meetings=False,
        command="chuany" if ratifies else "totrinh",
        roles=DECIDERS if ratifies else REPORTERS,
    )


SUBMISSION = _decision("submission", EventKind.SUBMITTED)
RATIFICATION = _decision("ratification", EventKind.RATIFIED)

COMMANDS = (
    Command("totrinh", submit, REPORTERS),
    Command("chuany", ratify, DECIDERS),
    Command("nophoso", hand_in, REPORTERS),
)
FLOWS = SUBMISSION.flows | RATIFICATION.flows
