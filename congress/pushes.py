"""What is sent to the people of units to be acknowledged: guidance, lessons, decisions."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import AwareDatetime

from chat.message import Value


class Push(Value):
    """Something sent to one person of one unit; `about` is the id of what it tells of.

    Ids are the program's own, so the id of a regime change is no lesson's and no decision's.
    """

    about: int
    unit: str
    member: int
    at: AwareDatetime
    acknowledged_at: AwareDatetime | None = None


@dataclass(frozen=True)
class Acknowledgement:
    """Which units were sent something, and which of them have said that they got it."""

    sent: frozenset[str]
    read: frozenset[str]


def count_acknowledged(pushes: Iterable[Push]) -> Acknowledgement:
    """Count by unit: one person of a unit speaks for it."""
    known = tuple(pushes)
    return Acknowledgement(
        sent=frozenset(push.unit for push in known),
        read=frozenset(push.unit for push in known if push.acknowledged_at),
    )
