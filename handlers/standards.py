"""How many people still lack which standard: by category and in counts, never who (DH-7)."""

from typing import Any

from congress.counts import CountError, read_counts
from congress.facts import FactKind, Facts
from congress.personnel import Standard, read_gaps
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.personnel_rights import WRITERS, reads_detail, require_writer
from handlers.registry import Flow
from handlers.telling import keep_fact
from handlers.unit_words import drafted_unit
from storage import facts

ASK_FLOW = "standards_counts"
FLOW = "standards"


async def take_gaps(ctx: Context, unit: Unit, text: str) -> None:
    """Answer /nhansu UNIT thieu llct=2 tinhoc=1: keep the counts that are told, or ask."""
    require_writer(ctx, unit)
    if text:
        await _record(ctx, unit, _read(ctx, unit, text))
    else:
        _ask(ctx, unit)


async def take_counts(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take counts that were asked for, and read them back."""
    unit = drafted_unit(ctx, data)
    gaps = _read(ctx, unit, text)
    buttons = draft(ctx, FLOW, unit=unit.code, gaps=gaps)
    ctx.say("personnel/gaps_read_back", unit=unit, gaps=gaps, choices=buttons)


async def confirm(ctx: Context, data: dict[str, Any]) -> None:
    """Keep what was read back."""
    await _record(ctx, drafted_unit(ctx, data), data["gaps"])


async def amend(ctx: Context, data: dict[str, Any]) -> None:
    """Ask again."""
    _ask(ctx, drafted_unit(ctx, data))


def _ask(ctx: Context, unit: Unit) -> None:
    ctx.expect(ASK_FLOW, unit=unit.code)
    ctx.say("personnel/ask_gaps", unit=unit, standards=list(Standard))


def _read(ctx: Context, unit: Unit, text: str) -> dict[str, int]:
    try:
        counts = read_counts(text, ctx.texts.words("standard"))
    except CountError as error:
        raise Answer("personnel/bad_counts", error=error, unit=unit, kind="gaps") from error
    if not counts:
        raise Answer("personnel/bad_counts", error=CountError("none"), unit=unit, kind="gaps")
    return counts


async def _record(ctx: Context, unit: Unit, gaps: dict[str, int]) -> None:
    before = read_gaps(Facts(await facts.newest(ctx.work, unit=unit.code)))
    for standard, count in gaps.items():
        old = before.get(Standard(standard))
        keep_fact(
            ctx,
            unit,
            FactKind.STANDARDS_GAP,
            {"count": count},
            subject=standard,
            old=None if old is None else str(old),
            new=str(count),
        )
    told = {Standard(code): count for code, count in gaps.items()}
    # Who may not read the card is shown no more than the own words (DOMAIN 8.8).
    now = before | told if reads_detail(ctx, unit) else told
    ctx.say(
        "personnel/gaps_recorded",
        unit=unit,
        gaps={standard: now[standard] for standard in Standard if standard in now},
        at=ctx.now,
        links=[ctx.button("personnel_card", f"/nhansu {unit.code}")],
    )


FLOWS = {
    ASK_FLOW: Flow(ASK_FLOW, read=take_counts, command="nhansu", roles=WRITERS),
    FLOW: Flow(FLOW, confirm=confirm, amend=amend, command="nhansu", roles=WRITERS),
}
