"""The make-up of a coming committee: /cocau takes the counts and tells at once what they miss."""

import re
from typing import Any

from congress.counts import CountError, read_counts
from congress.facts import FactKind, Facts
from congress.stocktaking import take_counts
from congress.structure import (
    Structure,
    StructureError,
    Verdict,
    check_counts,
    judge,
    read_structure,
    read_thresholds,
)
from congress.units import Unit, UnitKind
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.lookup import is_code
from handlers.pages import read_page
from handlers.personnel_rights import WRITERS, require_election
from handlers.registry import Command, Flow
from handlers.stocktaking import show_stock
from handlers.telling import keep_fact
from handlers.unit_words import drafted_unit, take_unit
from storage import facts

ASK_FLOW = "structure_counts"
FLOW = "structure"
_FIELDS = tuple(Structure.model_fields)


async def take_structure(ctx: Context, args: str) -> None:
    """Answer /cocau [unit] counts: keep a complete line, or ask for what it leaves out."""
    if number := read_page(ctx, args):
        await show_stock(ctx, number, about="counts", command="/cocau", take=take_counts)
        ctx.record("read_personnel", "units")
        return
    unit, rest = take_unit(ctx, args, command="/cocau", is_word=_is_count)
    require_election(ctx, unit)
    counts = _read(ctx, unit, rest)
    first = not counts
    if missing := _find_missing(unit, counts):
        _check_part(unit, counts)
        ctx.expect(ASK_FLOW, unit=unit.code, counts=counts)
        ctx.say("personnel/ask_structure", unit=unit, missing=missing, first=first)
        return
    await _record(ctx, unit, _make(unit, counts))


async def take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take counts that were asked for; once all are there, read them back."""
    unit = drafted_unit(ctx, data)
    counts = {**data["counts"], **_read(ctx, unit, text)}
    if missing := _find_missing(unit, counts):
        _check_part(unit, counts)
        ctx.expect(ASK_FLOW, unit=unit.code, counts=counts)
        ctx.say("personnel/ask_structure", unit=unit, missing=missing, first=False)
        return
    structure = _make(unit, counts)
    buttons = draft(ctx, FLOW, unit=unit.code, counts=structure.model_dump())
    verdicts = _judge(ctx, unit, structure)
    ctx.say(
        "personnel/structure_read_back",
        unit=unit,
        structure=structure,
        verdicts=verdicts,
        choices=buttons,
    )


async def confirm(ctx: Context, data: dict[str, Any]) -> None:
    """Keep the counts that were read back."""
    await _record(ctx, drafted_unit(ctx, data), Structure.model_validate(data["counts"]))


async def amend(ctx: Context, data: dict[str, Any]) -> None:
    """Ask for all counts again."""
    unit = drafted_unit(ctx, data)
    ctx.expect(ASK_FLOW, unit=unit.code, counts={})
    ctx.say("personnel/ask_structure", unit=unit, missing=_find_missing(unit, {}), first=True)


async def _record(ctx: Context, unit: Unit, structure: Structure) -> None:
    before = read_structure(Facts(await facts.newest(ctx.work, unit=unit.code)))
    keep_fact(
        ctx,
        unit,
        FactKind.STRUCTURE,
        structure.model_dump(),
        old=_write(before) if before else None,
        new=_write(structure),
    )
    verdicts = _judge(ctx, unit, structure)
    ctx.say(
        "personnel/structure_recorded",
        unit=unit,
        structure=structure,
        verdicts=verdicts,
        at=ctx.now,
        links=[ctx.button("personnel_card", f"/nhansu {unit.code}")],
    )


def _is_count(text: str) -> bool:
    """Tell counts from a unit's code or name: a number stands among their first two words."""
    words = re.split(r"[\s=:]+", text)[:2]
    return not is_code(words[0]) and any(word[:1].isdigit() for word in words)


def _read(ctx: Context, unit: Unit, text: str) -> dict[str, int]:
    try:
        return read_counts(text, ctx.texts.words("structure"), first="size")
    except CountError as error:
        raise Answer("personnel/bad_counts", error=error, unit=unit, kind="structure") from error


def _find_missing(unit: Unit, counts: dict[str, int]) -> list[str]:
    """List what was not told; a cell has no standing committee, so its women are 0 at once."""
    if unit.kind is UnitKind.PARTY_CELL:
        counts.setdefault("btv_female", 0)
    return [name for name in _FIELDS if name not in counts]


def _check_part(unit: Unit, counts: dict[str, int]) -> None:
    """Refuse what cannot be before more is asked for."""
    if "size" in counts:
        known = {**dict.fromkeys(_FIELDS, 0), **counts}
        known["female"] = counts.get("female", known["btv_female"])
        _make(unit, known)


def _make(unit: Unit, counts: dict[str, int]) -> Structure:
    structure = Structure.model_validate(counts)
    try:
        check_counts(structure)
    except StructureError as error:
        raise Answer(
            "personnel/impossible_counts", key=error.key, structure=structure, unit=unit
        ) from error
    return structure


def _judge(ctx: Context, unit: Unit, structure: Structure) -> tuple[Verdict, ...]:
    return judge(structure, unit, read_thresholds(ctx.directory.profile))


def _write(structure: Structure) -> str:
    return "/".join(str(getattr(structure, name)) for name in _FIELDS)


COMMANDS = (Command("cocau", take_structure, WRITERS),)
FLOWS = {
    ASK_FLOW: Flow(ASK_FLOW, read=take_words, command="cocau", roles=WRITERS),
    FLOW: Flow(FLOW, confirm=confirm, amend=amend, command="cocau", roles=WRITERS),
}
