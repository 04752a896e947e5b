"""Plans: the items a unit must finish before and after its congress (DOMAIN 2.2, 3)."""

from datetime import date, time
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value


class ItemStatus(StrEnum):
    """How far an item is; "overdue" is derived from its due date, never stored."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    DONE = "done"
    RETURNED = "returned"
    BLOCKED = "blocked"
    NOT_APPLICABLE = "not_applicable"


#: Nothing more is asked of an item in these.
FINISHED = frozenset({ItemStatus.DONE, ItemStatus.NOT_APPLICABLE})


class Gate(StrEnum):
    """Whether an item must be done before the congress may open (DOMAIN 8.4)."""

    HARD = "hard"
    SOFT = "soft"
    NONE = "none"


class Stream(StrEnum):
    """The four streams of work, and what belongs to all of them."""

    COMMON = "common"
    DOCUMENTS = "documents"
    PERSONNEL = "personnel"
    PROPAGANDA = "propaganda"
    LOGISTICS = "logistics"


class DayKind(StrEnum):
    """How an offset counts."""

    CALENDAR = "calendar"
    WORKING = "working"


class ItemName(Value):
    """What an item is called: in full, and short on a phone."""

    title: str
    short: str


class TemplateItem(Value):
    """One row of a plan template.

    `offset` counts days before the opening day; a negative one counts days after the closing
    day (DOMAIN 8.2 read with 3: "negative day numbers after"). `decided` items become done only
    from a recorded decision (DOMAIN 8.5). `applies_when` names a condition of the unit; `content`
    is the number of the content without which nothing of it is needed (NS-1), empty for all.
    `upper` is its name where the unit is of the upper tier.
    """

    code: str
    title: str
    short: str
    stream: Stream
    offset: int
    day_kind: DayKind = DayKind.CALENDAR
    due_time: time | None = None
    gate: Gate = Gate.NONE
    decided: bool = False
    weekly: bool = False
    applies_when: str | None = None
    content: str = ""
    upper: ItemName | None = None


class PlanItem(Value):
    """What a unit must do, without how far it is: this part changes only when plans change.

    `due_version` grows each time the due date moves, so that reminders of old dates are void.
    """

    unit: str
    code: str
    title: str
    short: str
    stream: Stream
    gate: Gate = Gate.NONE
    decided: bool = False
    weekly: bool = False
    baseline_due: date
    due: date
    due_time: time | None = None
    due_version: int = 1
    position: int = 0


class Progress(Value):
    """How far an item of a unit is, as of its last report."""

    unit: str
    item: str
    status: ItemStatus = ItemStatus.NOT_STARTED
    percent: int | None = None
    expected_on: date | None = None
    note: str = ""
    reported_at: AwareDatetime | None = None
    reported_by: int | None = None
    report: int | None = None
