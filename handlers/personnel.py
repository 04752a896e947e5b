"""The personnel of a unit: /nhansu, its card, and the way to what is recorded of it.

Counts, days and statuses only. A card is read by those of DOMAIN 8.8, each reading is audited;
everybody else who sees the unit gets counts of statuses.
"""

import re
from collections.abc import Awaitable, Callable

from chat.message import Button
from congress.authority import may_decide
from congress.notes import mirror, squeeze
from congress.personnel import (
    PersonnelCard,
    ProcessStream,
    count_statuses,
    find_failing,
    find_without_plan,
    read_card,
)
from congress.plans import FINISHED
from congress.roles import VIEWERS
from congress.units import Unit
from handlers import personnel_plan, personnel_steps, screening, standards
from handlers.context import Answer, Context
from handlers.lookup import own_units
from handlers.personnel_rights import WRITERS, may_write, reads_detail, require_election
from handlers.picture import look
from handlers.registry import Command
from handlers.unit_words import take_unit
from storage.dossier import load_dossier

Part = Callable[[Context, Unit, str], Awaitable[None]]

#: What may follow the unit; compared folded, at the beginning of the rest.
_PARTS: tuple[tuple[re.Pattern[str], Part], ...] = (
    (re.compile(r"(?:b|buoc) ?(?=\d)"), personnel_steps.take_step),
    (re.compile(r"(?:con )?thieu\b|tieu ?chuan\b"), standards.take_gaps),
    (re.compile(r"(?:da )?(?:ra soat )?sang ?loc\b"), screening.take_screening),
    (re.compile(r"(?:phe )?duyet\b"), personnel_plan.take_approval),
)


async def show_personnel(ctx: Context, args: str) -> None:
    """Answer /nhansu [unit] [b3 … | thieu … | sangloc … | duyet …]."""
    text = squeeze(args)
    if not text and len(own_units(ctx)) != 1:
        await _show_totals(ctx)
        return
    unit, rest = take_unit(ctx, text, command="/nhansu", is_word=_begins_part)
    require_election(ctx, unit)
    if part := _find_part(rest):
        await _take(ctx, unit, part, rest)
    elif rest:
        raise Answer("personnel/unknown_part", unit=unit, text=rest[:60])
    elif reads_detail(ctx, unit):
        await _show_card(ctx, unit)
    else:
        await _show_counts(ctx, unit)


def _find_part(text: str) -> tuple[re.Match[str], Part] | None:
    folded = mirror(text)
    found = ((pattern.match(folded), part) for pattern, part in _PARTS)
    return next(((match, part) for match, part in found if match), None)


def _begins_part(text: str) -> bool:
    return _find_part(text) is not None


async def _take(ctx: Context, unit: Unit, found: tuple[re.Match[str], Part], text: str) -> None:
    match, part = found
    await part(ctx, unit, text[match.end() :].strip(" :,"))


async def _show_card(ctx: Context, unit: Unit) -> None:
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    card = read_card(dossier)
    ctx.record("read_personnel", f"unit {unit.code}")
    ctx.say("personnel/card", card=card, choices=_card_buttons(ctx, card))


def _card_buttons(ctx: Context, card: PersonnelCard) -> list[Button]:
    line = f"/nhansu {card.unit.code}"
    buttons = []
    if may_write(ctx):
        buttons = [*_step_buttons(ctx, card), ctx.button("structure", f"/cocau {card.unit.code}")]
        buttons += [
            ctx.button("standards", f"{line} thieu"),
            ctx.button("screening", f"{line} sangloc"),
        ]
    if (
        card.plan
        and card.plan_status not in FINISHED
        and (may_decide(ctx.directory, ctx.member, card.unit))
    ):
        buttons.append(ctx.button("approve_plan", f"{line} duyet"))
    return buttons


def _step_buttons(ctx: Context, card: PersonnelCard) -> list[Button]:
    return [
        ctx.button(
            "step",
            f"/nhansu {card.unit.code} b{step} {stream} ?",
            step=step,
            stream=ctx.texts.label(f"process_stream.{stream}"),
        )
        for stream in ProcessStream
        if (step := card.process.next_step(stream))
    ]


async def _show_counts(ctx: Context, unit: Unit) -> None:
    picture = await look(ctx, [unit])
    ctx.record("read_personnel", f"unit {unit.code}")
    ctx.say("personnel/counts", unit=unit, counts=count_statuses(picture, unit))


async def _show_totals(ctx: Context) -> None:
    picture = await look(ctx, own_units(ctx))
    if not picture.units:
        raise Answer("report/no_units")
    ctx.record("read_personnel", "units")
    without, failing = find_without_plan(picture), find_failing(picture)
    links = []
    if without:
        links.append(ctx.button("without_plan", "/danhsach chuaphuongan"))
    if failing:
        links.append(ctx.button("failing", "/danhsach chuadatcocau"))
    ctx.say("personnel/totals", picture=picture, without=without, failing=failing, choices=links)


COMMANDS = (Command("nhansu", show_personnel, VIEWERS, writers=WRITERS),)
FLOWS = personnel_steps.FLOWS | standards.FLOWS | screening.FLOWS | personnel_plan.FLOWS
