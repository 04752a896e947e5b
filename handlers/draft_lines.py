"""Read a line about a draft: document, version, step, defects, reviewer and note in turn."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from chat.message import Button
from congress.drafts import DraftKind, DraftState
from congress.folding import fold
from congress.naming import fits, name_words, words_of
from congress.notes import as_phrase, mirror
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.free_text import check_words
from handlers.personnel_rights import elects, require_election
from handlers.phrases import split_before, take_phrase
from profiles.reader import read_documents

#: The one step that leaves a version where it is: defects of it were mended.
MENDED = "mended"
#: What the button says where comments name no defect.
FLAWLESS = "_"

_VERSION = re.compile(r"^(?:(?:du thao )?(?:lan(?: thu)?|l|v|ban) ?)?(\d{1,4})\b")
_DEFECT = re.compile(r"^d ?0*(\d{1,4})$")
_LONGEST_REVIEWER = 80
_LONGEST_NOTE = 300
_NEAR = 60
_MOST_NEAR = 3


@dataclass(frozen=True)
class DraftLine:
    """What a line said; None for what it left out.

    `rest` is what followed an approval; `flawless` comments name no defect, and say so.
    """

    kind: DraftKind | None = None
    version: int | None = None
    step: str | None = None
    codes: tuple[str, ...] = ()
    reviewer: str = ""
    note: str = ""
    rest: str = ""
    flawless: bool = False


def begins_with_kind(ctx: Context, text: str) -> bool:
    """Tell whether a text begins with the name of a document."""
    return take_phrase(ctx.texts.words("draft_kind"), text)[0] is not None


def read_draft_line(ctx: Context, unit: Unit, text: str) -> DraftLine:
    """Read what follows the unit; Answers what is not understood, storing nothing."""
    kind, rest = take_phrase(ctx.texts.words("draft_kind"), text)
    if kind is None:
        raise unknown_kind(ctx, unit, text)
    if kind == DraftKind.PERSONNEL_PLAN:
        require_election(ctx, unit)
    version, rest = _take_version(rest)
    if not rest:
        return DraftLine(DraftKind(kind), version)
    step, rest = take_phrase(ctx.texts.words("draft_step"), rest)
    if step is None:
        raise Answer(
            "documents/unknown_step",
            unit=unit,
            kind=kind,
            version=version,
            text=rest[:60],
            buttons=[_button(ctx, "back", unit, kind)],
        )
    return _read_rest(ctx, unit, DraftLine(DraftKind(kind), version, step), rest)


def unknown_kind(ctx: Context, unit: Unit, text: str) -> Answer:
    """Make the answer to a document that is none, with all there are to choose from."""
    return Answer(
        "documents/unknown_kind", buttons=kind_buttons(ctx, unit), unit=unit, text=text[:60]
    )


def kind_buttons(ctx: Context, unit: Unit) -> list[Button]:
    """Make a button for each document that the unit's congress has."""
    return [
        Button(label=ctx.texts.label(f"draft_kind.{kind}"), command=f"/vankien {unit.code} {kind}")
        for kind in DraftKind
        if kind is not DraftKind.PERSONNEL_PLAN or elects(ctx, unit)
    ]


def defect_buttons(
    unit: Unit, kind: str, version: int, codes: Sequence[str], *, step: str
) -> list[Button]:
    """Make a button for each defect, which is read back before it is kept."""
    texts = read_documents().defects
    return [
        Button(
            label=f"{code} {texts[code]}",
            command=f"/vkbuoc {unit.code} {kind} {version} {step} {code}",
        )
        for code in codes
    ]


def _read_rest(ctx: Context, unit: Unit, line: DraftLine, text: str) -> DraftLine:
    if line.step == DraftState.APPROVED:
        lead = {"basis": ctx.texts.words("draft_line")["basis"]}
        return replace(line, rest=take_phrase(lead, text)[1])
    if text == FLAWLESS:
        return replace(line, flawless=True)
    words = ctx.texts.words("draft_line")
    if line.step == DraftState.OUT_FOR_COMMENT:
        return replace(line, reviewer=_read_reviewer(ctx, text))
    said, by = split_before(words["by"], text)
    codes: tuple[str, ...] = ()
    note = said
    if line.step in {DraftState.COMMENTED, MENDED}:
        codes, note = _read_codes(ctx, unit, line, said)
    note = as_phrase(note)
    check_words(ctx, note, most=_LONGEST_NOTE)
    return replace(line, codes=codes, reviewer=_read_reviewer(ctx, by), note=note)


def _take_version(text: str) -> tuple[int | None, str]:
    match = _VERSION.match(mirror(text))
    if match is None:
        return None, text
    return int(match[1]), text[match.end() :].lstrip(" ,;:.-–")


def _read_reviewer(ctx: Context, text: str) -> str:
    if not text:
        return ""
    check_words(ctx, text, most=_LONGEST_REVIEWER)
    known, rest = take_phrase(ctx.texts.words("reviewer"), text)
    return " ".join(filter(None, (known, rest))) if known else text


def _read_codes(
    ctx: Context, unit: Unit, line: DraftLine, text: str
) -> tuple[tuple[str, ...], str]:
    """Read the codes of defects (or the words of one), and a note behind them."""
    if line.step == MENDED and (not text or _means_all(ctx, text)):
        return (), ""
    known = read_documents().defects
    codes: list[str] = []
    words = text.replace(",", " ").replace(";", " ").split()
    while words and (match := _DEFECT.match(fold(words[0]))):
        code = f"D{int(match[1]):02}"
        if code not in known:
            raise _unknown_defect(unit, line, words[0])
        codes.append(code)
        words.pop(0)
    left = " ".join(words)
    if not codes and left:
        return (_match_words(unit, line, left),), ""
    return tuple(dict.fromkeys(codes)), left


def _means_all(ctx: Context, text: str) -> bool:
    return fold(text) in {fold(word) for word in ctx.texts.words("draft_line")["all"]}


def _match_words(unit: Unit, line: DraftLine, text: str) -> str:
    known = read_documents().defects
    asked = words_of(text)
    found = [code for code, said in known.items() if asked and fits(asked, name_words(said))]
    if len(found) == 1:
        return found[0]
    raise _unknown_defect(unit, line, text)


def _unknown_defect(unit: Unit, line: DraftLine, text: str) -> Answer:
    """Make the answer to a defect nobody knows: the nearest ones, else the whole list."""
    known = read_documents().defects
    hits = process.extract(
        fold(text[:100]), _folded(), scorer=fuzz.WRatio, limit=_MOST_NEAR, score_cutoff=_NEAR
    )
    looks_like_code = _DEFECT.match(fold(text)) is not None
    near = [code for _, _, code in hits] if not looks_like_code else []
    codes = near or list(known)
    version = line.version or 1
    kind = line.kind or DraftKind.POLITICAL_REPORT
    return Answer(
        "documents/unknown_defect",
        buttons=defect_buttons(unit, kind, version, codes, step=line.step or ""),
        text=text[:60],
        near=bool(near),
        count=len(known),
    )


@cache
def _folded() -> dict[str, str]:
    return {code: fold(text) for code, text in read_documents().defects.items()}


def _button(ctx: Context, key: str, unit: Unit, kind: str) -> Button:
    return ctx.button(key, f"/vankien {unit.code} {kind}")
