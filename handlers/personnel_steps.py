"""The five steps of each stream: recorded in order, with their days; the plan's items follow."""

import re
from datetime import date
from typing import Any

from chat.message import Button
from congress.dates import DateError, parse_date
from congress.facts import FactKind, Facts
from congress.folding import fold
from congress.personnel import (
    LAST_STEP,
    STEP_ITEMS,
    Process,
    ProcessStream,
    StepError,
    check_step,
    check_withdrawal,
    read_process,
    status_after,
    step_subject,
)
from congress.plans import FINISHED, ItemStatus
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.decided_items import report_item
from handlers.flows import draft
from handlers.personnel_rights import WRITERS, reads_detail, require_writer
from handlers.phrases import EDGE, cut_code
from handlers.registry import Flow
from handlers.telling import keep_fact
from handlers.unit_words import drafted_unit
from storage import facts, plans

DAY_FLOW = "step_day"
FLOW = "step"

_NUMBER = re.compile(r"^(\d{1,3})\b\s*(.*)$", re.DOTALL)
_ASK = "?"


async def take_step(ctx: Context, unit: Unit, text: str) -> None:
    """Answer /nhansu UNIT b<n> [stream] [day | rút]: record it, or ask for the rest."""
    require_writer(ctx, unit)
    match = _NUMBER.match(text)
    step = int(match[1]) if match else 0
    stream, rest = cut_code(
        ProcessStream, ctx.texts.words("process_stream"), match[2] if match else text
    )
    process = await _read_process(ctx, unit)
    if not 1 <= step <= LAST_STEP:
        raise Answer("personnel/step_no_step", unit=unit)
    if stream is None:
        _ask_stream(ctx, unit, step, rest)
    elif fold(rest) in _words(ctx, "withdraw"):
        await _withdraw(ctx, unit, process, stream, step)
    elif rest == _ASK:
        _check(ctx, unit, process, stream, step, on=ctx.today)
        _ask_day(ctx, unit, stream, step)
    else:
        on = _read_day(ctx, rest, unit, stream, step)
        await _record(ctx, unit, process, stream, step, on=on)


async def take_day(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take the day of a step that was asked for, and read it back."""
    unit, stream, step = _drafted(ctx, data)
    on = _read_day(ctx, text, unit, stream, step)
    _check(ctx, unit, await _read_process(ctx, unit), stream, step, on=on)
    buttons = draft(ctx, FLOW, unit=unit.code, stream=stream, step=step, on=on.isoformat())
    ctx.say(
        "personnel/step_read_back", unit=unit, stream=stream, step=step, on=on, choices=buttons
    )


async def confirm(ctx: Context, data: dict[str, Any]) -> None:
    """Keep the step that was read back."""
    unit, stream, step = _drafted(ctx, data)
    on = date.fromisoformat(data["on"])
    await _record(ctx, unit, await _read_process(ctx, unit), stream, step, on=on)


async def amend(ctx: Context, data: dict[str, Any]) -> None:
    """Ask for the day again."""
    _ask_day(ctx, *_drafted(ctx, data))


async def _record(
    ctx: Context, unit: Unit, process: Process, stream: ProcessStream, step: int, *, on: date
) -> None:
    _check(ctx, unit, process, stream, step, on=on)
    status = await _keep(ctx, unit, stream, step, on=on)
    after = {**process.days, stream: (*process.days[stream], on)}
    ctx.say(
        "personnel/step_recorded",
        unit=unit,
        stream=stream,
        step=step,
        on=on,
        at=ctx.now,
        item=ctx.directory.items.get((unit.code, STEP_ITEMS[stream])),
        status=status,
        links=_ways_on(ctx, unit, Process(after), stream),
    )


async def _withdraw(
    ctx: Context, unit: Unit, process: Process, stream: ProcessStream, step: int
) -> None:
    try:
        check_withdrawal(process, stream, step)
    except StepError as error:
        raise Answer(
            f"personnel/withdrawal_{error.key}",
            unit=unit,
            stream=stream,
            step=step,
            **error.values,
        ) from error
    await _keep(ctx, unit, stream, step, on=None)
    ctx.say("personnel/step_withdrawn", unit=unit, stream=stream, step=step, at=ctx.now)


async def _keep(
    ctx: Context, unit: Unit, stream: ProcessStream, step: int, *, on: date | None
) -> ItemStatus:
    """Add the fact, let the plan's item follow, and give how far the item is then."""
    code = STEP_ITEMS[stream]
    known = await plans.progress_of_item(ctx.work, unit=unit.code, item=code)
    day = on.isoformat() if on else None
    subject = step_subject(stream, step)
    keep_fact(ctx, unit, FactKind.STEP, {"on": day}, subject=subject, new=day or "withdrawn")
    if on and known.status in FINISHED:
        return known.status
    status = status_after(step if on else step - 1)
    await report_item(ctx, unit, code, status=status)
    return status


def _check(
    ctx: Context, unit: Unit, process: Process, stream: ProcessStream, step: int, *, on: date
) -> None:
    try:
        check_step(process, stream, step, on=on, today=ctx.today)
    except StepError as error:
        raise Answer(
            f"personnel/step_{error.key}",
            buttons=_ways_on(ctx, unit, process, stream),
            unit=unit,
            stream=stream,
            step=step,
            on=error.values.pop("on", on),
            **error.values,
        ) from error


def _ask_stream(ctx: Context, unit: Unit, step: int, rest: str) -> None:
    line = f"/nhansu {unit.code} b{step}"
    choices = [
        ctx.choice(f"process_stream.{stream}", f"{line} {stream} {rest[:20]}".strip())
        for stream in ProcessStream
    ]
    ctx.say("personnel/ask_stream", choices=choices, unit=unit, step=step)


def _ask_day(ctx: Context, unit: Unit, stream: ProcessStream, step: int) -> None:
    ctx.expect(DAY_FLOW, unit=unit.code, stream=stream, step=step)
    today = ctx.button("today", f"/nhansu {unit.code} b{step} {stream}")
    ctx.say(
        "personnel/ask_step_day",
        choices=[today],
        unit=unit,
        stream=stream,
        step=step,
        today=ctx.today,
    )


def _ways_on(ctx: Context, unit: Unit, process: Process, stream: ProcessStream) -> list[Button]:
    following = [one for one in (stream, *ProcessStream) if process.next_step(one)]
    buttons = [
        ctx.button(
            "step",
            f"/nhansu {unit.code} b{process.next_step(one)} {one} ?",
            step=process.next_step(one),
            stream=ctx.texts.label(f"process_stream.{one}"),
        )
        for one in following[:1]
    ]
    if reads_detail(ctx, unit):
        buttons.append(ctx.button("personnel_card", f"/nhansu {unit.code}"))
    return buttons


def _read_day(ctx: Context, text: str, unit: Unit, stream: ProcessStream, step: int) -> date:
    """Read the day of a step; without one it is today."""
    plain = fold(text)
    if not plain or plain in {fold(word) for word in ctx.texts.words("report")["today"]}:
        return ctx.today
    try:
        return parse_date(text.strip(EDGE), today=ctx.today)
    except DateError as error:
        raise Answer(
            "personnel/bad_day",
            text=text[:60],
            reason=error.key,
            example=f"/nhansu {unit.code} b{step} {ctx.texts.label(f'process_stream.{stream}')}",
            today=ctx.today,
        ) from error


async def _read_process(ctx: Context, unit: Unit) -> Process:
    return read_process(Facts(await facts.newest(ctx.work, unit=unit.code)))


def _words(ctx: Context, code: str) -> set[str]:
    return {fold(word) for word in ctx.texts.words("personnel")[code]}


def _drafted(ctx: Context, data: dict[str, Any]) -> tuple[Unit, ProcessStream, int]:
    return drafted_unit(ctx, data), ProcessStream(data["stream"]), data["step"]


FLOWS = {
    DAY_FLOW: Flow(DAY_FLOW, read=take_day, command="nhansu", roles=WRITERS),
    FLOW: Flow(FLOW, confirm=confirm, amend=amend, command="nhansu", roles=WRITERS),
}
