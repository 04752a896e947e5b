"""Difficulties (vướng mắc) that units and groups raise: one function for each step they take.

A step that is not allowed from where an issue stands raises IssueError (DOMAIN 2.2); who may take
it is told at the end (DOMAIN 8.6).
"""

import re
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value
from congress.members import Member
from congress.roles import CONFIDANTS, DECIDERS, Role
from congress.units import Unit

LONGEST_TEXT = 300


class IssueState(StrEnum):
    """How far an issue is (DOMAIN 8.12)."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    CLOSED = "closed"


OPEN_ISSUES = frozenset({IssueState.NEW, IssueState.IN_PROGRESS, IssueState.ESCALATED})


class IssueOwner(StrEnum):
    """Who has to deal with it, each above the one before."""

    GROUP = "group"
    ORGANISATION_DEPT = "organisation_dept"
    STANDING_BOARD = "standing_board"


class IssueCategory(StrEnum):
    """What an issue is about."""

    PERSONNEL = "personnel"
    DOCUMENTS = "documents"
    LOGISTICS = "logistics"
    #: Complaints under review: only how many there are.
    COMPLAINT = "complaint"
    #: The locality is not calm (NS-4).
    HOTSPOT = "hotspot"
    OTHER = "other"


#: Personnel waits until these are settled; their words are read where the issue is.
ABOUT_PEOPLE = frozenset({IssueCategory.PERSONNEL, IssueCategory.COMPLAINT})


class IssueError(ValueError):
    """A step that cannot be taken now: `key` names the text, `state` where the issue stands."""

    def __init__(self, key: str, state: IssueState) -> None:
        super().__init__(f"{key} from {state}")
        self.key = key
        self.state = state


class Issue(Value):
    """One issue, shown as VM03; `text` and `note` never name a person (checked before storing)."""

    number: int
    unit: str
    item: str | None = None
    text: str
    state: IssueState = IssueState.NEW
    owner: IssueOwner = IssueOwner.GROUP
    raised_by: int | None = None
    at: AwareDatetime
    category: IssueCategory = IssueCategory.OTHER
    #: Complex and new: goes to the standing board at once (DH-8).
    complex: bool = False
    #: Must be resolved before the congress may open (KS-8).
    blocking: bool = False
    due: date | None = None
    #: The last word on it: how it was resolved, why it was reopened or escalated.
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for somebody."""
        return self.state in OPEN_ISSUES

    @property
    def code(self) -> str:
        """Give the number as people say it: VM03."""
        return f"VM{self.number:02}"

    def is_overdue(self, today: date) -> bool:
        """Tell whether it should have been resolved by now."""
        return self.is_open and self.due is not None and self.due < today


_CODE = re.compile(
    r"^(?:vm\s*[-.:]?\s*)?0*([0-9]{1,9})(?![\w/])\s*[:,.]?\s*(.*)$", re.IGNORECASE | re.DOTALL
)


def read_issue_code(text: str) -> tuple[int, str] | None:
    """Read "VM03", "vm 3" or "3" off the beginning of a line, and the rest; None for others."""
    match = _CODE.match(text.strip())
    return (int(match[1]), match[2].strip()) if match else None


def start(issue: Issue) -> Issue:
    """Say that somebody is dealing with it."""
    _require(issue, "start", {IssueState.NEW})
    return issue.model_copy(update={"state": IssueState.IN_PROGRESS})


def resolve(issue: Issue, *, how: str) -> Issue:
    """Say that it is dealt with; whoever raised it closes it."""
    _require(issue, "resolve", OPEN_ISSUES)
    return issue.model_copy(update={"state": IssueState.RESOLVED, "note": how})


def close(issue: Issue) -> Issue:
    """Agree that it is dealt with."""
    _require(issue, "close", {IssueState.RESOLVED})
    return issue.model_copy(update={"state": IssueState.CLOSED})


def reopen(issue: Issue, *, reason: str) -> Issue:
    """Say that it is not dealt with after all."""
    _require(issue, "reopen", {IssueState.RESOLVED, IssueState.CLOSED})
    return issue.model_copy(update={"state": IssueState.IN_PROGRESS, "note": reason})


def escalate(issue: Issue, *, reason: str = "") -> Issue:
    """Hand it to the next one above: group, organisation department, standing board."""
    _require(issue, "escalate", OPEN_ISSUES)
    owners = list(IssueOwner)
    place = owners.index(issue.owner) + 1
    if place == len(owners):
        raise IssueError("top", issue.state)
    return issue.model_copy(
        update={
            "state": IssueState.ESCALATED,
            "owner": owners[place],
            "note": reason or issue.note,
        }
    )


def flag_complex(issue: Issue) -> Issue:
    """Call it complex: it is the standing board's at once (DH-8)."""
    _require(issue, "complex", OPEN_ISSUES)
    if issue.complex:
        raise IssueError("complex_already", issue.state)
    return issue.model_copy(
        update={
            "state": IssueState.ESCALATED,
            "owner": IssueOwner.STANDING_BOARD,
            "complex": True,
        }
    )


def set_due(issue: Issue, due: date) -> Issue:
    """Give it a day to be resolved by."""
    _require(issue, "due", OPEN_ISSUES)
    return issue.model_copy(update={"due": due})


def _require(issue: Issue, key: str, states: set[IssueState] | frozenset[IssueState]) -> None:
    if issue.state not in states:
        raise IssueError(key, issue.state)


def may_flag(member: Member) -> bool:
    """Tell whether a person may call an issue complex: group_leader and above (DOMAIN 8.6)."""
    return member.role in DECIDERS | {Role.GROUP_LEADER, Role.ORGANISATION_DEPT}


def may_close(member: Member, issue: Issue, unit: Unit) -> bool:
    """Tell whether a person may close an issue: who raised it, or the group's leader.

    A complex one is closed by those who decide (DOMAIN 2.3).
    """
    if issue.complex:
        return member.role in DECIDERS
    leads = member.role is Role.GROUP_LEADER and member.group == unit.group
    return leads or member.id == issue.raised_by


def may_reopen(member: Member, issue: Issue, unit: Unit) -> bool:
    """Tell whether a person may reopen an issue: who raised it, group_leader and above."""
    leads = member.role is Role.GROUP_LEADER and member.group == unit.group
    return leads or member.role in CONFIDANTS or member.id == issue.raised_by
