"""Say of entries of a checklist that they are there or not: "P03 P04 đủ" (KS-7, NS-7, CL-7)."""

from collections.abc import Sequence

from congress.checklists import Entry, find_asked
from congress.dossier import Dossier
from congress.facts import FactKind
from congress.roles import REPORTERS
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.phrases import take_phrase
from handlers.telling import add_fact
from profiles.reader import read_checklists


def begins_with_entry(name: str, text: str) -> bool:
    """Tell whether a text begins with what looks like the code of an entry of a checklist."""
    first = text.split(" ", maxsplit=1)[0].rstrip(",;:").upper()
    letters = {entry.code.rstrip("0123456789") for entry in read_checklists()[name].entries}
    return first.rstrip("0123456789") in letters and first[-1:].isdigit()


def read_entries(ctx: Context, dossier: Dossier, name: str, text: str) -> tuple[list[Entry], bool]:
    """Read "P03 P04 đủ" for a unit; Answers what is no entry of its list, or lacks a status."""
    asked = {entry.code: entry for entry in find_asked(read_checklists()[name], dossier)}
    words = text.replace(",", " ").replace(";", " ").split()
    codes: list[str] = []
    while words and words[0].upper() in {entry.code for entry in read_checklists()[name].entries}:
        codes.append(words.pop(0).upper())
    if unasked := [code for code in codes if code not in asked]:
        raise Answer("papers/not_asked", codes=unasked, unit=dossier.unit)
    there, rest = read_presence(ctx, " ".join(words))
    if not codes or there is None or rest:
        example = codes[0] if codes else next(iter(asked), "P01")
        raise Answer("papers/unclear", text=text[:60], example=example)
    return [asked[code] for code in dict.fromkeys(codes)], there


def read_presence(ctx: Context, text: str) -> tuple[bool | None, str]:
    """Read "đủ" or "thiếu" and what follows; None for neither."""
    state, rest = take_phrase(ctx.texts.words("check"), text)
    return (state == "there" if state else None), rest


def keep_checks(ctx: Context, dossier: Dossier, entries: Sequence[Entry], *, there: bool) -> None:
    """Keep what was said of entries; the unit's own people and its group may say it."""
    ctx.require(REPORTERS, "papers/not_yours")
    keep_ticks(ctx, dossier.unit, entries, there=there)


def keep_ticks(ctx: Context, unit: Unit, entries: Sequence[Entry], *, there: bool) -> None:
    """Keep that entries are there or not; who may say so is the caller's to check."""
    for entry in entries:
        add_fact(ctx, unit.code, FactKind.CHECK, {"there": there}, subject=entry.code)
        ctx.record("check", f"check {unit.code}/{entry.code}", new="there" if there else "missing")
    ctx.affects(unit.code)
