"""Say of entries of a checklist that they are there or not: "P03 P04 đủ" (KS-7, NS-7, CL-7)."""

from collections.abc import Sequence

from congress.checklists import Entry, find_asked, is_there
from congress.dossier import Dossier
from congress.facts import Fact, FactKind
from congress.roles import REPORTERS, Role
from handlers.context import Answer, Context
from handlers.phrases import take_phrase
from profiles.reader import read_checklists
from storage import facts


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
    status, rest = take_phrase(ctx.texts.words("check"), " ".join(words))
    if not codes or status is None or rest:
        example = codes[0] if codes else next(iter(asked), "P01")
        raise Answer("papers/unclear", text=text[:60], codes=codes, example=example)
    return [asked[code] for code in dict.fromkeys(codes)], status == "there"


def keep_checks(ctx: Context, dossier: Dossier, entries: Sequence[Entry], *, there: bool) -> None:
    """Keep what was said of entries; the unit's own people and its group may say it."""
    if ctx.member.role not in REPORTERS:
        roles = [role for role in Role if role in REPORTERS]
        raise Answer("papers/not_yours", roles=roles)
    unit = dossier.unit.code
    for entry in entries:
        facts.add(
            ctx.work,
            Fact(
                id=ctx.work.new_id(),
                unit=unit,
                kind=FactKind.CHECK,
                subject=entry.code,
                data={"there": there},
                member=ctx.member.id,
                at=ctx.now,
                key=ctx.incoming.key,
            ),
        )
        old, new = is_there(entry, dossier), there
        ctx.record("check", f"check {unit}/{entry.code}", old=str(old), new=str(new))
    ctx.affects(unit)
