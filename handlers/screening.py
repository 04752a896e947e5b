"""That personnel were screened: yes, the day and the body that says so; nothing else (NS-5)."""

from datetime import date
from typing import Any

from chat.message import Button
from congress.dates import DateError, parse_date
from congress.facts import FactKind
from congress.personnel import Screening, ScreeningBody
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.personnel_rights import WRITERS, require_writer
from handlers.phrases import cut_code
from handlers.registry import Flow
from handlers.telling import keep_fact
from handlers.unit_words import drafted_unit
from profiles.reader import read_checklists

DAY_FLOW = "screening_day"
FLOW = "screening"


async def take_screening(ctx: Context, unit: Unit, text: str) -> None:
    """Answer /nhansu UNIT sangloc [day] [body]: keep it, or ask for the day, then for the body."""
    require_writer(ctx, unit)
    body, rest = cut_code(ScreeningBody, ctx.texts.words("screening_body"), text)
    if not rest:
        ctx.expect(DAY_FLOW, unit=unit.code, body=body)
        ctx.say(
            "personnel/ask_screening_day",
            unit=unit,
            today=ctx.today,
            checklist=read_checklists()["screening"],
        )
        return
    on = _read_day(ctx, unit, rest)
    if body is None:
        _ask_body(ctx, unit, on)
    else:
        _record(ctx, unit, Screening(on=on, body=body))


async def take_day(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take the day, then ask for the body or read back."""
    unit = drafted_unit(ctx, data)
    body, rest = cut_code(ScreeningBody, ctx.texts.words("screening_body"), text)
    body = body or (ScreeningBody(data["body"]) if data["body"] else None)
    on = _read_day(ctx, unit, rest)
    if body is None:
        _ask_body(ctx, unit, on)
        return
    screening = Screening(on=on, body=body)
    buttons = draft(ctx, FLOW, unit=unit.code, on=on.isoformat(), body=body)
    ctx.say("personnel/screening_read_back", unit=unit, screening=screening, choices=buttons)


async def confirm(ctx: Context, data: dict[str, Any]) -> None:
    """Keep what was read back."""
    on = date.fromisoformat(data["on"])
    _record(ctx, drafted_unit(ctx, data), Screening(on=on, body=ScreeningBody(data["body"])))


async def amend(ctx: Context, data: dict[str, Any]) -> None:
    """Ask again."""
    await take_screening(ctx, drafted_unit(ctx, data), "")


def _ask_body(ctx: Context, unit: Unit, on: date) -> None:
    choices = [
        Button(
            label=ctx.texts.label(f"screening_body.{body}"),
            command=f"/nhansu {unit.code} sangloc {on.isoformat()} {body}",
        )
        for body in ScreeningBody
    ]
    ctx.forget()
    ctx.say("personnel/ask_screening_body", unit=unit, on=on, choices=choices)


def _record(ctx: Context, unit: Unit, screening: Screening) -> None:
    keep_fact(
        ctx,
        unit,
        FactKind.SCREENING,
        screening.model_dump(mode="json"),
        new=f"{screening.on.isoformat()} {screening.body}",
    )
    ctx.say(
        "personnel/screening_recorded",
        unit=unit,
        screening=screening,
        at=ctx.now,
        links=[ctx.button("personnel_card", f"/nhansu {unit.code}")],
    )


def _read_day(ctx: Context, unit: Unit, text: str) -> date:
    try:
        on = parse_date(text, today=ctx.today)
    except DateError as error:
        raise Answer("personnel/bad_screening", unit=unit, today=ctx.today, key="day") from error
    if on > ctx.today:
        raise Answer("personnel/bad_screening", unit=unit, today=ctx.today, key="future")
    return on


FLOWS = {
    DAY_FLOW: Flow(DAY_FLOW, read=take_day, command="nhansu", roles=WRITERS),
    FLOW: Flow(FLOW, confirm=confirm, amend=amend, command="nhansu", roles=WRITERS),
}
