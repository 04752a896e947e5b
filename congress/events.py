"""The congress of a unit: its state, its dates, and the append-only decisions about them."""

from datetime import date
from enum import StrEnum
from functools import cache

from pydantic import AwareDatetime

from chat.message import Value


class CongressState(StrEnum):
    """Where a congress stands (DOMAIN 2.2)."""

    UNDATED = "undated"
    PROPOSED = "proposed"
    APPROVED = "approved"
    READY = "ready"
    IN_SESSION = "in_session"
    HELD = "held"
    FIRST_MEETING_HELD = "first_meeting_held"
    RATIFICATION_SUBMITTED = "ratification_submitted"
    RATIFIED = "ratified"
    FILED = "filed"
    RETURNED = "returned"
    POSTPONED = "postponed"


#: The congress has been held, whatever came after.
HELD_STATES = frozenset(
    {
        CongressState.HELD,
        CongressState.FIRST_MEETING_HELD,
        CongressState.RATIFICATION_SUBMITTED,
        CongressState.RATIFIED,
        CongressState.FILED,
    },
)
#: A date stands that was decided, not only wished for.
DATED_STATES = frozenset({CongressState.APPROVED, CongressState.READY})
#: Nobody has proposed a day, or the one proposed was returned.
UNDATED_STATES = frozenset({CongressState.UNDATED, CongressState.RETURNED})
#: The day shown is no mere plan: it was decided, or it is a fact (DOMAIN 8.2).
DECIDED_STATES = DATED_STATES | HELD_STATES | {CongressState.IN_SESSION}


class Congress(Value):
    """The congress of one unit now; days are None while it is undated."""

    unit: str
    state: CongressState = CongressState.UNDATED
    opens_on: date | None = None
    closes_on: date | None = None
    #: The day it counts as held from: its closing day (DOMAIN 8.2).
    held_on: date | None = None
    #: The last day of its postponement; None until further notice.
    until_on: date | None = None


class EventKind(StrEnum):
    """What happened to a congress."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    HELD = "held"
    POSTPONED = "postponed"
    RESUMED = "resumed"
    ADVANCED = "advanced"
    MOVED = "moved"
    #: The first session was reported opened.
    OPENED = "opened"
    #: What follows: the first committee meeting, ratification asked for and given, the file.
    FIRST_MEETING = "first_meeting"
    SUBMITTED = "submitted"
    RATIFIED = "ratified"
    FILED = "filed"
    #: A report of "held" was a mistake: the fact is withdrawn, its row stays.
    HELD_WITHDRAWN = "held_withdrawn"
    #: So was a report that the session had opened, or that a step after it had been taken.
    OPENED_WITHDRAWN = "opened_withdrawn"
    STEP_WITHDRAWN = "step_withdrawn"


@cache
def undated(unit: str) -> Congress:
    """Give the congress of a unit that nobody has spoken of yet."""
    return Congress(unit=unit)


class CongressEvent(Value):
    """One decision or fact about a congress; rows are only ever added."""

    id: int
    unit: str
    kind: EventKind
    opens_on: date | None = None
    closes_on: date | None = None
    #: The day it happened (for HELD: the closing day), which progress as of a day is read by.
    happened_on: date
    basis: str | None = None
    basis_on: date | None = None
    reason: str = ""
    member: int | None = None
    at: AwareDatetime
    key: str | None = None
    #: The number of a proposal, said as DX12.
    number: int | None = None
    #: The last day of a postponement that was given one.
    until_on: date | None = None

    @property
    def code(self) -> str:
        """Give a proposal's number as people say it: DX12."""
        return f"DX{self.number:02}" if self.number else ""
