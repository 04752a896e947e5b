"""Reviews of what a unit brings to its congress, by the committee above (CL-1, CL-10)."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value


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
