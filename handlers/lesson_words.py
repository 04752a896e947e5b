"""What is said to /baihoc: what is to be done, and of which kind and area a lesson is."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from congress.folding import fold
from congress.lessons import LONGEST_LESSON, LessonArea, LessonKind
from congress.notes import mirror, squeeze
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.free_text import NAMES_PERSON, check_names
from handlers.lookup import match_units, own_units

Code = TypeVar("Code", bound=StrEnum)

_EDGE = " ,;:.-–"
_BULLET = re.compile(r"^(?:[-–•*+]|\d{1,2}[.)])\s+")
#: More than this at once is a document.
MOST_AT_ONCE = 15


class Act(StrEnum):
    """What may be done with lessons."""

    ADD = "add"
    SEND = "send"
    NOT_RECEIVED = "not_received"
    REHEARSAL = "rehearsal"
    DEBRIEF = "debrief"
    DROP = "drop"
    SAMPLES = "samples"


def take_code(ctx: Context, text: str, key: str, codes: Iterable[Code]) -> tuple[Code | None, str]:
    """Take one of some codes, as people write it, off the beginning of a text."""
    known = ctx.texts.words(key)
    folded = mirror(text)
    ways = [(fold(way), code) for code in codes for way in (*known[code], code)]
    for way, code in sorted(ways, key=lambda pair: -len(pair[0])):
        if re.match(rf"{re.escape(way)}(?!\w)", folded):
            return code, text[len(way) :].lstrip(" ,;:.-–")
    return None, text


def take_heading(ctx: Context, text: str) -> tuple[LessonKind | None, LessonArea | None, str]:
    """Take kind and area off the beginning of a text, in whichever order."""
    kind, rest = take_code(ctx, text, "lesson_kind", LessonKind)
    area, rest = take_code(ctx, rest, "lesson_area", LessonArea)
    if kind is None:
        kind, rest = take_code(ctx, rest, "lesson_kind", LessonKind)
    return kind, area, rest


def take_pilot(ctx: Context, text: str) -> tuple[Unit | None, str]:
    """Take the pilot off "Thượng Kiệm: …"; where none is named it is the only one there is."""
    mine = {unit.code for unit in own_units(ctx)}
    head, colon, tail = text.partition(":")
    if colon and "\n" not in head:
        found = [unit for unit in match_units(ctx, head) if unit.code in mine]
        if len(found) == 1:
            return found[0], tail.strip()
    pilots = [unit for unit in own_units(ctx) if unit.is_pilot]
    return (pilots[0] if len(pilots) == 1 else None), text


def read_texts(ctx: Context, text: str) -> list[str]:
    """Read one lesson from each line; Answers what is wrong."""
    lines = [_BULLET.sub("", line).strip(_EDGE) for line in map(squeeze, text.splitlines())]
    found = [line for line in lines if line]
    if not found or len(found) > MOST_AT_ONCE or max(map(len, found)) > LONGEST_LESSON:
        raise Answer("lessons/bad", found=found, longest=LONGEST_LESSON, most=MOST_AT_ONCE)
    check_names(ctx, *found, answer=NAMES_PERSON)
    return found
