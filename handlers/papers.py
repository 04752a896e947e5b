"""Papers of a congress, complete or which are missing, and its bodies: /giayto (KS-7, KS-12)."""

from chat.message import Button
from congress.checklists import Entry, find_asked, find_missing, is_there
from congress.dossier import Dossier
from congress.overview import Overview
from congress.roles import REPORTERS, VIEWERS
from congress.stocktaking import Stock, take_papers
from handlers.checks import begins_with_entry, keep_checks, read_entries
from handlers.context import Context
from handlers.draft_steps import load
from handlers.pages import read_page
from handlers.phrases import take_phrase
from handlers.registry import Command
from handlers.stocktaking import show_stock
from handlers.unit_words import take_unit
from profiles.reader import read_checklists

_PAPERS = "papers"
_BODIES = "congress_bodies"
_MOST_BUTTONS = 6


async def papers(ctx: Context, args: str) -> None:
    """Answer /giayto unit: what is missing; with "P03 đủ" or "coquan B1 đủ" keep it first."""
    if number := read_page(ctx, args):
        await show_stock(ctx, number, about="papers", command="/giayto", take=_take_stock)
        return
    unit, rest = take_unit(ctx, args, command="/giayto", is_word=lambda text: _is_word(ctx, text))
    dossier = await load(ctx, unit)
    name = _PAPERS
    if said := _take_bodies(ctx, rest):
        name, rest = _BODIES, said[0]
    elif begins_with_entry(_BODIES, rest):
        name = _BODIES
    if not rest:
        _show(ctx, dossier, name)
        return
    entries, there = read_entries(ctx, dossier, name, rest)
    keep_checks(ctx, dossier, entries, there=there)
    _say_kept(ctx, dossier, name, entries, there=there)


def _take_stock(picture: Overview) -> Stock:
    return take_papers(picture, read_checklists()[_PAPERS])


def _is_word(ctx: Context, text: str) -> bool:
    return (
        begins_with_entry(_PAPERS, text)
        or begins_with_entry(_BODIES, text)
        or _take_bodies(ctx, text) is not None
    )


def _take_bodies(ctx: Context, text: str) -> tuple[str] | None:
    words = {"bodies": ctx.texts.words("draft_line")["bodies"]}
    found, rest = take_phrase(words, text)
    return (rest,) if found else None


def _show(ctx: Context, dossier: Dossier, name: str) -> None:
    checklist = read_checklists()[name]
    asked, missing = find_asked(checklist, dossier), find_missing(checklist, dossier)
    ctx.say(
        f"papers/{name}",
        unit=dossier.unit,
        asked=asked,
        missing=missing,
        there={entry.code: is_there(entry, dossier) for entry in asked},
        choices=_buttons(ctx, dossier, missing),
        links=_ways_on(ctx, dossier, name),
    )


def _buttons(ctx: Context, dossier: Dossier, missing: list[Entry]) -> list[Button]:
    if ctx.member.role not in REPORTERS:
        return []
    return [
        ctx.button("is_there", f"/giayto {dossier.unit.code} {entry.code} đủ", code=entry.code)
        for entry in missing[:_MOST_BUTTONS]
    ]


def _ways_on(ctx: Context, dossier: Dossier, name: str) -> list[Button]:
    unit = dossier.unit.code
    if name == _BODIES:
        return [ctx.button("papers", f"/giayto {unit}")]
    return [ctx.button("congress_bodies", f"/giayto {unit} coquan")]


def _say_kept(
    ctx: Context, dossier: Dossier, name: str, entries: list[Entry], *, there: bool
) -> None:
    """Echo what was kept, and what is missing now."""
    codes = {entry.code for entry in entries}
    before = find_missing(read_checklists()[name], dossier)
    left = [entry for entry in before if entry.code not in codes]
    if not there:
        asked = find_asked(read_checklists()[name], dossier)
        left = [entry for entry in asked if entry in before or entry.code in codes]
    ctx.say(
        "papers/kept",
        unit=dossier.unit,
        entries=entries,
        there=there,
        left=left,
        at=ctx.now,
        choices=_buttons(ctx, dossier, left),
        links=_ways_on(ctx, dossier, name),
    )


COMMANDS = (Command("giayto", papers, VIEWERS, writers=REPORTERS),)
