"""How a congress went: /ketqua, in one line or question by question (KS-5, BT-6).

The first result makes the congress held (handlers.held, the one way in) and the quick report
done. A later one is a newer fact; the one before stays in the log. The questions stand in
result_questions.
"""

from typing import Any

from congress.events import CongressState
from congress.facts import FactKind, Facts
from congress.labelled import FieldError
from congress.notes import Note, mirror
from congress.plans import ItemStatus, PlanItem
from congress.ratification import RESULT_ITEMS
from congress.reporting import CONGRESS_ITEMS
from congress.results import (
    FIELDS,
    Result,
    ResultError,
    check_result,
    complete,
    days_between,
    dump,
    find_missing,
    merge,
    of_fact,
    read_result,
)
from congress.roles import REPORTERS
from congress.transitions import is_held
from congress.units import Unit
from handlers.claims import Claim
from handlers.context import Answer, Context
from handlers.decided_items import report_item
from handlers.filing import file_claim
from handlers.flows import draft
from handlers.free_text import check_names
from handlers.lookup import find_unit
from handlers.registry import Command, Flow
from handlers.result_questions import (
    EXTRAS,
    FILLING,
    NOTHING,
    ask_next,
    expect_answer,
    tells_extras,
)
from handlers.step_commands import next_links, say_next
from handlers.telling import add_fact
from handlers.unit_words import take_unit
from storage import facts, plans

FLOW = "result"
#: Nothing is corrected any more once the results are ratified, or all is in the file.
_CLOSED = frozenset({CongressState.RATIFIED, CongressState.FILED})


async def report_result(ctx: Context, args: str) -> None:
    """Answer /ketqua [unit] [figures]: keep a complete line, or ask for what it leaves out."""
    unit, words = take_unit(
        ctx, args, command="/ketqua", is_word=lambda text: _begins_line(ctx, text)
    )
    known = await _known(ctx, unit)
    _check_open(ctx, unit)
    if known and not words:
        _show(ctx, unit, known)
        return
    said = _read(ctx, words) if words else Result()
    told = merge(known or _start(ctx, unit), said)
    missing = _check(ctx, unit, told)
    if missing:
        ask_next(ctx, unit, told, missing, extras=tells_extras(told))
    else:
        await _keep(ctx, unit, told, known)


async def take_answer(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take the answer to a question; read all back when nothing is missing any more."""
    unit, told = _drafted(ctx, data)
    asked = data["asked"]
    said = Result() if text.strip() == NOTHING else _read(ctx, text, asked=asked)
    told = merge(told, said)
    missing = _check(ctx, unit, told)
    extras = data["extras"] or asked == EXTRAS
    if missing:
        ask_next(ctx, unit, told, missing, extras=extras)
    else:
        buttons = draft(ctx, FLOW, unit=unit.code, told=dump(told))
        told = complete(told, direct_election=unit.direct_election)
        ctx.say("results/read_back", choices=buttons, unit=unit, result=told)


async def press_answer(ctx: Context, args: str) -> None:
    """Answer /dienkq UNIT QUESTION WORDS: a button of the question that waits, and of no other."""
    code, _, rest = args.partition(" ")
    asked, _, words = rest.partition(" ")
    data = ctx.dialog.data
    if ctx.dialog.name != FILLING or (data["unit"], data["asked"]) != (code, asked):
        raise Answer("flow/outdated")
    await take_answer(ctx, data, words)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    unit, told = _drafted(ctx, data)
    _check_open(ctx, unit)
    if _check(ctx, unit, told):
        raise Answer("flow/outdated")
    await _keep(ctx, unit, told, await _known(ctx, unit))


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    unit, told = _drafted(ctx, data)
    expect_answer(ctx, unit, told, "amend", extras=True)
    ctx.say("results/ask_amend")


async def _keep(ctx: Context, unit: Unit, told: Result, known: Result | None) -> None:
    told = complete(told, direct_election=unit.direct_election)
    unready = await _hold(ctx, unit, told)
    add_fact(ctx, unit.code, FactKind.RESULT, dump(told))
    ctx.record("result", f"result {unit.code}", old=_brief(known), new=_brief(told))
    say_next(ctx, unit, "results/kept", result=told, corrected=known is not None, unready=unready)


async def _hold(ctx: Context, unit: Unit, told: Result) -> bool:
    """Make the quick report done, and the congress held on the day that was told.

    The report of "held" comes last, so that /dinhchinh finds it. Tell whether the congress was
    held while hard gates were open.
    """
    congress, closes = ctx.directory.congress(unit.code), told.days[-1]
    item = _congress_item(ctx, unit)
    held = is_held(congress)
    same = item is None or (held and congress.held_on == closes)
    if not same and held and congress.state is not CongressState.HELD:
        raise Answer("report/held_further", state=congress.state)
    statuses = await plans.statuses_of(ctx.work, unit=unit.code)
    # Read now: what the claim may be refused for must come before anything is kept.
    known = (
        await plans.progress_of_item(ctx.work, unit=unit.code, item=item.code) if item else None
    )
    if not any(statuses.get(code) is ItemStatus.DONE for code in RESULT_ITEMS):
        await report_item(ctx, unit, *RESULT_ITEMS)
    if same or item is None or known is None:
        return False
    claim = Claim(
        unit,
        item,
        ItemStatus.DONE,
        Note(""),
        held_on=closes,
        opened_on=told.days[0],
        corrects=known.report if held else None,
    )
    return (await file_claim(ctx, claim, known.status)).unready


def _congress_item(ctx: Context, unit: Unit) -> PlanItem | None:
    plan = ctx.directory.items_by_unit.get(unit.code, ())
    return next((item for item in plan if item.code in CONGRESS_ITEMS), None)


def _check_open(ctx: Context, unit: Unit) -> None:
    congress = ctx.directory.congress(unit.code)
    if congress.state in _CLOSED:
        history = ctx.button("see_history", f"/nhatky {unit.code}")
        raise Answer("results/closed", buttons=[history], unit=unit, congress=congress)


def _check(ctx: Context, unit: Unit, told: Result) -> list[str]:
    """List what is missing; Answers figures that cannot be."""
    contents = ctx.directory.contents_of(unit)
    try:
        check_result(told, contents=contents, today=ctx.today)
    except ResultError as error:
        raise Answer("results/wrong", key=error.key, field=error.field, result=told) from error
    return find_missing(told, contents=contents)


async def _known(ctx: Context, unit: Unit) -> Result | None:
    """Give the result as it was last told; one told before a day was withdrawn is no result."""
    told = Facts(await facts.newest(ctx.work, unit=unit.code)).get(FactKind.RESULT)
    return of_fact(told) if is_held(ctx.directory.congress(unit.code)) else None


def _start(ctx: Context, unit: Unit) -> Result:
    """Begin with the days of a congress that was reported held."""
    congress = ctx.directory.congress(unit.code)
    if not is_held(congress) or congress.opens_on is None or congress.closes_on is None:
        return Result()
    return Result(days=days_between(congress.opens_on, congress.closes_on))


def _read(ctx: Context, text: str, *, asked: str | None = None) -> Result:
    check_names(ctx, text)
    words = ctx.texts.words("result")
    label = words[asked][0] if asked and asked in words else ""
    # A bare "12/12" answers the question; without one it would be a day.
    tries = [f"{label} {text}", text] if label else [text]
    problem = FieldError("unknown")
    for line in tries:
        try:
            return read_result(line, words=words, today=ctx.today)
        except FieldError as error:
            problem = error
    raise Answer("results/not_read", key=problem.key, field=problem.field, said=problem.said)


def _begins_line(ctx: Context, text: str) -> bool:
    """Tell whether a text begins with a figure or a label rather than a unit's name."""
    folded, words = mirror(text), ctx.texts.words("result")
    labels = [mirror(label) for field in FIELDS for label in words[field.name]]
    return folded[:1].isdigit() or folded.startswith(("ngay", *labels))


def _drafted(ctx: Context, data: dict[str, Any]) -> tuple[Unit, Result]:
    return find_unit(ctx, data["unit"]), Result.model_validate(data["told"])


def _show(ctx: Context, unit: Unit, known: Result) -> None:
    ctx.say("results/show", unit=unit, result=known, links=next_links(ctx, unit))


def _brief(result: Result | None) -> str | None:
    if result is None:
        return None
    counts = (result.present, result.summoned, result.elected, result.to_elect)
    present, summoned, elected, to_elect = ("" if one is None else one for one in counts)
    return f"{result.days[-1]} {present}/{summoned} {elected}/{to_elect}"


COMMANDS = (
    Command("ketqua", report_result, REPORTERS),
    Command("dienkq", press_answer, REPORTERS, hidden=True),
)
FLOWS = {
    FLOW: Flow(FLOW, _confirm, _amend, command="ketqua", roles=REPORTERS),
    FILLING: Flow(FILLING, read=take_answer, command="ketqua", roles=REPORTERS),
}
