"""What a person is told at most once: the key of a nudge (DESIGN 3)."""

from enum import StrEnum

from chat.message import Value


class NudgeKind(StrEnum):
    """What a nudge is about, in the order in which a message tells it."""

    OVERDUE = "overdue"
    UPCOMING = "upcoming"
    SILENCE = "silence"
    #: Answers to a nudge, kept with the same key: the unit was chased by the person, or asked
    #: through the assistant (rung: the local day).
    CHASED = "chased"
    ASKED = "asked"


class NudgeKey(Value):
    """One rung of one thing for one person.

    `item` is empty for silence. `due_version` is then the day the unit was last heard of.
    """

    kind: NudgeKind
    unit: str
    item: str
    rung: str
    due_version: int
    member: int
