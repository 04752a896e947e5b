"""What is asked of /duyet: which unit, and what is to be done about its review."""

import re
from dataclasses import dataclass
from enum import StrEnum

from congress.authority import REVIEWERS, may_review
from congress.notes import mirror, squeeze
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import own_units
from handlers.phrases import EDGE, take_phrase
from handlers.unit_words import take_named_unit

#: An entry ("A3"), a whole list ("A"), or a lesson that is rehearsed ("BH03").
_CHECK = re.compile(r"^(?:([ar])(\d?)|bh\s?0*(\d{1,4}))\b[\s:,-]*(.*)$")


class Act(StrEnum):
    """What may be done about a review; the outcomes have the codes of congress.reviews."""

    SCHEDULE = "schedule"
    PAPERS = "papers"
    PASSED = "passed"
    PASSED_WITH_CHANGES = "passed_with_changes"
    REDO = "redo"
    #: An entry of a checklist is ticked.
    CHECK = "check"


@dataclass(frozen=True)
class ReviewLine:
    """A line read: `rest` follows the act; for CHECK it holds the entry and its state."""

    unit: Unit
    act: Act | None = None
    rest: str = ""


def read_review_line(ctx: Context, text: str) -> ReviewLine:
    """Read "Kim Đông lịch 25/5 …"; who has one unit may leave it out. Answers what is unclear."""
    said = squeeze(text)
    own = own_units(ctx)
    if len(own) == 1 and (found := _find_act(ctx, said)):
        return ReviewLine(own[0], *found)
    unit, rest = take_named_unit(ctx, said, command="/duyet")
    rest = rest.lstrip(EDGE)
    if not rest:
        return ReviewLine(unit)
    if found := _find_act(ctx, rest):
        return ReviewLine(unit, *found)
    raise Answer("reviews/unknown_act", unit=unit, text=rest[:60], today=ctx.today)


def _find_act(ctx: Context, text: str) -> tuple[Act, str] | None:
    """Take the act off the beginning of a text; None when it begins with none."""
    if _CHECK.match(mirror(text)):
        return Act.CHECK, text
    act, rest = take_phrase(ctx.texts.words("review"), text)
    return (Act(act), rest) if act else None


def read_check(text: str) -> tuple[str, str]:
    """Split "A3 đủ" into the code ("A3", "BH03", "A" for the whole list) and what is said."""
    match = _CHECK.match(mirror(text))
    if match is None:
        return "", text
    code = f"{match[1]}{match[2]}".upper() if match[1] else f"BH{int(match[3]):02}"
    return code, text[match.start(4) :]


def require_reviewer(ctx: Context, unit: Unit, *, command: str) -> None:
    """Refuse who may not record a review or a conclusion about a unit."""
    ctx.require(REVIEWERS, command=command)
    if not may_review(ctx.directory, ctx.member, unit):
        raise Answer("reviews/own_level", unit=unit)


def require_left(ctx: Context, unit: Unit) -> None:
    """Refuse what only makes sense before a congress is held."""
    if ctx.directory.is_held(unit.code):
        raise Answer("reviews/held", unit=unit, congress=ctx.directory.congress(unit.code))
