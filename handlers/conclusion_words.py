"""What is said of conclusions: the lines of new ones, and what is done about a known one."""

import re
from enum import StrEnum

from congress.conclusions import (
    LONGEST_CONCLUSION,
    MOST_AT_ONCE,
    Conclusion,
    ConclusionError,
    read_conclusions,
)
from congress.folding import fold
from congress.last_day import LastDayError
from congress.notes import mirror
from congress.tasks import Task, TaskKind
from handlers.context import Answer, Context
from handlers.free_text import NAMES_PERSON, bad_last_day, check_names
from handlers.lookup import own_units
from handlers.phrases import take_code
from storage import tasks

#: "KL03 xong", "kl 3 đóng"; a number alone is asked for with a word after it or none.
_NUMBERED = re.compile(r"^(?:kl[\s-]?)?0*(\d{1,6})(?![\w/])[\s,;:.-]*")
_SPEAKS_OF_ONE = re.compile(r"^(?:kl[\s-]?\d|\d{1,6}(?:\s|$))")


class Deed(StrEnum):
    """What may be done about a conclusion."""

    CONFIRM = "confirm"
    CLOSE = "close"
    GIVE_BACK = "give_back"


def names_conclusion(text: str) -> bool:
    """Tell whether a line is about a known conclusion by its number."""
    return _SPEAKS_OF_ONE.match(mirror(text)) is not None


async def find_conclusion(ctx: Context, text: str) -> tuple[Task, str]:
    """Find the conclusion a line begins with, and what follows; others' are as if not there."""
    match = _NUMBERED.match(mirror(text))
    number = int(match[1]) if match else 0
    task = await tasks.get(ctx.work, kind=TaskKind.CONCLUSION, number=number)
    mine = {unit.code for unit in own_units(ctx)}
    if match is None or task is None or task.unit not in mine:
        raise Answer("conclusions/unknown", text=text.split(maxsplit=1)[0][:20])
    return task, text[match.end() :].strip()


def take_deed(ctx: Context, text: str) -> tuple[Deed | None, str]:
    """Take what is to be done off the beginning of a text."""
    return take_code(Deed, ctx.texts.words("conclusion"), text)


def read_new(ctx: Context, text: str) -> list[Conclusion]:
    """Read the lines of new conclusions; Answers what is wrong with them."""
    try:
        found = read_conclusions(text, today=ctx.today)
    except ConclusionError as error:
        raise Answer(
            "conclusions/bad",
            key=error.key,
            most=MOST_AT_ONCE,
            longest=LONGEST_CONCLUSION,
            today=ctx.today,
        ) from error
    except LastDayError as error:
        raise bad_last_day(ctx, error) from error
    check_names(ctx, *(one.text for one in found), answer=NAMES_PERSON)
    return found


def is_common(ctx: Context, words: str) -> bool:
    """Tell whether conclusions are meant for all units."""
    return fold(words) in {fold(way) for way in ctx.texts.words("conclusion")["common"]}
