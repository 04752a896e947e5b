"""What is said to /baihoc: what is to be done, and of which kind and area a lesson is."""

from enum import StrEnum

from congress.lessons import LONGEST_LESSON, LessonArea, LessonKind
from congress.notes import read_lines
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.free_text import NAMES_PERSON, check_names
from handlers.lookup import match_units, own_units
from handlers.phrases import take_code

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


def take_act(ctx: Context, text: str) -> tuple[Act | None, str]:
    """Take what is to be done off the beginning of a text."""
    return take_code(Act, ctx.texts.words("lesson_act"), text)


def take_heading(ctx: Context, text: str) -> tuple[LessonKind | None, LessonArea | None, str]:
    """Take kind and area off the beginning of a text, in whichever order."""
    kinds = ctx.texts.words("lesson_kind")
    kind, rest = take_code(LessonKind, kinds, text)
    area, rest = take_code(LessonArea, ctx.texts.words("lesson_area"), rest)
    if kind is None:
        kind, rest = take_code(LessonKind, kinds, rest)
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
    found = read_lines(text)
    if not found or len(found) > MOST_AT_ONCE or max(map(len, found)) > LONGEST_LESSON:
        raise Answer("lessons/bad", found=found, longest=LONGEST_LESSON, most=MOST_AT_ONCE)
    check_names(ctx, *found, answer=NAMES_PERSON)
    return found
