"""Reviews of what a unit brings to its congress, by the committee above (CL-1, CL-10)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value
from congress.dates import parse_date
from congress.notes import mirror, squeeze

#: The items that stand for the papers of a review, and for all it concluded.
PAPERS_ITEM = "X17"
CONCLUSIONS_ITEM = "X19"


class Outcome(StrEnum):
    """What a review came to (DOMAIN 8.12)."""

    PASSED = "passed"
    PASSED_WITH_CHANGES = "passed_with_changes"
    #: To be reviewed once more before the day can be agreed to.
    REDO = "redo"


class Review(Value):
    """One review meeting; without an outcome it is still to come. People are role titles."""

    id: int
    unit: str
    round: int
    meets_on: date
    chair: str = ""
    attendees: str = ""
    papers_sent_on: date | None = None
    outcome: Outcome | None = None
    basis: str | None = None
    basis_on: date | None = None
    member: int | None = None
    at: AwareDatetime


#: What lets a congress go on.
GOOD_OUTCOMES = frozenset({Outcome.PASSED, Outcome.PASSED_WITH_CHANGES})


def find_concluded(reviews: Sequence[Review]) -> Review | None:
    """Find the last review of one unit that came to something."""
    concluded = [review for review in reviews if review.outcome]
    return max(concluded, key=lambda review: review.round, default=None)


def find_pending(reviews: Sequence[Review]) -> Review | None:
    """Find the review of one unit that is still to come to something."""
    return next((review for review in reviews if review.outcome is None), None)


def needs_second_review(reviews: Sequence[Review]) -> bool:
    """Tell whether one unit must be reviewed again before its day is agreed to (CL-10)."""
    last = find_concluded(reviews)
    return last is not None and last.outcome is Outcome.REDO


#: Role titles only, so a line is enough.
LONGEST_PEOPLE = 150

_PEOPLE = re.compile(r"[\s,;.]*\b(chu tri|thanh phan)\b[\s:]*")
_EDGE = " ,;:."


class ScheduleError(ValueError):
    """Words about a meeting are too long; `key` names the text that says so."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Schedule:
    """When a review meets, who leads it and who takes part, by role titles."""

    day: date
    chair: str = ""
    attendees: str = ""


def read_schedule(text: str, *, today: date) -> Schedule:
    """Read "25/3/2020 chủ trì Bí thư, thành phần Thường trực"; raise DateError, ScheduleError."""
    said = squeeze(text)
    found = list(_PEOPLE.finditer(mirror(said)))
    ends = [*(match.start() for match in found[1:]), len(said)]
    people = {
        match[1]: said[match.end() : end].strip(_EDGE)
        for match, end in zip(found, ends, strict=False)
    }
    if any(len(words) > LONGEST_PEOPLE for words in people.values()):
        raise ScheduleError("too_long")
    day = said[: found[0].start()] if found else said
    return Schedule(
        day=parse_date(day.strip(_EDGE), today=today),
        chair=people.get("chu tri", ""),
        attendees=people.get("thanh phan", ""),
    )
