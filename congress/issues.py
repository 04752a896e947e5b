"""Difficulties (vướng mắc) that units and groups raise, and who has to deal with them."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value


class IssueState(StrEnum):
    """How far an issue is (DOMAIN 8.12)."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    CLOSED = "closed"


OPEN_ISSUES = frozenset({IssueState.NEW, IssueState.IN_PROGRESS, IssueState.ESCALATED})


class IssueOwner(StrEnum):
    """Who has to deal with it."""

    GROUP = "group"
    ORGANISATION_DEPT = "organisation_dept"


class Issue(Value):
    """One issue, shown as VM03; `text` never names a person (checked before it is stored)."""

    number: int
    unit: str
    item: str | None = None
    text: str
    state: IssueState = IssueState.NEW
    owner: IssueOwner = IssueOwner.GROUP
    raised_by: int | None = None
    at: AwareDatetime
    category: str = "other"
    #: Complex and new: goes to the standing board at once (DH-8).
    complex: bool = False
    #: Must be resolved before the congress may open (KS-8).
    blocking: bool = False
    due: date | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for somebody."""
        return self.state in OPEN_ISSUES

    @property
    def code(self) -> str:
        """Give the number as people say it: VM03."""
        return f"VM{self.number:02}"
