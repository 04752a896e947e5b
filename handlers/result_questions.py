"""What is asked about a congress that was held, one figure after the other."""

from chat.message import Button
from congress.contents import ELECTIONS
from congress.labelled import DAYS
from congress.results import Result, dump
from congress.units import Unit
from handlers.context import Context
from handlers.days import type_days
from texts.render import write_days

#: Waiting for the answer to a question.
FILLING = "result_fill"
#: The one question for all that need not be told.
EXTRAS = "extras"
#: What is typed or sent where there is nothing to add.
NOTHING = "_"

#: What is asked together with another figure.
_ASKED_WITH = {"summoned": "present", "to_elect": "elected"}
_EXTRA_FIELDS = ("surplus", "lowest", "secretary", "direct", "upper_elected", "software")


def tells_extras(told: Result) -> bool:
    """Tell whether any of what need not be told was told."""
    return any(getattr(told, name) is not None for name in _EXTRA_FIELDS)


def ask_next(ctx: Context, unit: Unit, told: Result, missing: list[str], *, extras: bool) -> None:
    """Ask for the first figure that is missing; `extras` tells that the rest was asked for."""
    asked = _ASKED_WITH.get(missing[0], missing[0])
    contents = ctx.directory.contents_of(unit)
    if asked == "as_planned" and not extras and ELECTIONS & set(contents):
        asked = EXTRAS
    expect_answer(ctx, unit, told, asked, extras=extras)
    choices, links = _answers(ctx, unit, asked)
    ctx.say(
        f"results/ask_{asked}",
        choices=choices,
        links=links,
        unit=unit,
        contents=contents,
        today=ctx.today,
    )


def _answers(ctx: Context, unit: Unit, asked: str) -> tuple[list[Button], list[Button]]:
    line = f"/dienkq {unit.code} {asked}"
    congress = ctx.directory.congress(unit.code)
    if asked == EXTRAS:
        return [], [ctx.button("skip", f"{line} {NOTHING}")]
    if asked == "as_planned":
        return [ctx.button("yes", f"{line} co"), ctx.button("no", f"{line} khong")], []
    closes = congress.closes_on
    if asked == DAYS and congress.opens_on and closes and closes <= ctx.today:
        days = type_days(congress.opens_on, closes)
        return [Button(label=write_days(congress.opens_on, closes), command=f"{line} {days}")], []
    return [], []


def expect_answer(ctx: Context, unit: Unit, told: Result, asked: str, *, extras: bool) -> None:
    """Wait for the answer to a question."""
    ctx.expect(FILLING, unit=unit.code, told=dump(told), asked=asked, extras=extras)
