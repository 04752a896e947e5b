"""Reviews of what a unit brings to its congress, by the committee above (CL-1, CL-10)."""

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
