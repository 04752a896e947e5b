"""The first meeting of a new committee: which posts it elected, in counts (KS-10).

A fact of the kind RESULT with the subject FIRST_MEETING; no names. The secretary is not asked for
where the congress elected him (DOMAIN 8.4).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from chat.message import Value
from congress.facts import Fact
from congress.labelled import DAYS, Field, FieldKind, read_fields
from congress.results import Result, ResultError

#: The subject of the fact.
FIRST_MEETING = "first_meeting"

#: No board of a new committee is larger.
_MOST = 99

FIELDS: Sequence[Field] = (
    Field("board", FieldKind.COUNT),
    Field("secretary", FieldKind.FLAG),
    Field("deputies", FieldKind.COUNT),
    Field("inspection", FieldKind.COUNT),
    Field("inspection_head", FieldKind.FLAG),
)
#: What may be told and is not asked for.
_OPTIONAL = frozenset({"inspection_head"})


class FirstMeeting(Value):
    """What a first meeting elected; None is not told. `board` is the standing committee."""

    on: date | None = None
    board: int | None = None
    secretary: bool | None = None
    deputies: int | None = None
    inspection: int | None = None
    inspection_head: bool | None = None


def read_meeting(text: str, *, words: Mapping[str, Sequence[str]], today: date) -> FirstMeeting:
    """Read what a line tells; its day is the last one named. Raises FieldError."""
    said = read_fields(text, FIELDS, words=words, today=today)
    days = said.pop(DAYS, None)
    return FirstMeeting(**said, on=days[1] if days else None)


def merge(known: FirstMeeting, said: FirstMeeting) -> FirstMeeting:
    """Put what was said last over what was known."""
    return known.model_copy(update=said.model_dump(exclude_none=True))


def find_missing(meeting: FirstMeeting, *, direct: bool) -> list[str]:
    """List what must still be told; `direct`: the congress elected the secretary."""
    return [
        field.name
        for field in FIELDS
        if getattr(meeting, field.name) is None
        and field.name not in _OPTIONAL
        and not (direct and field.name == "secretary")
    ]


def check_meeting(
    meeting: FirstMeeting, *, result: Result | None, held_on: date | None, today: date
) -> None:
    """Refuse figures that cannot be.

    Raises ResultError: "future", "before" (the congress), "too_many", "board" (more than the
    committee), "deputies" (more than the standing committee has room for).
    """
    if meeting.on and meeting.on > today:
        raise ResultError("future", DAYS)
    if meeting.on and held_on and meeting.on < held_on:
        raise ResultError("before", DAYS)
    for name in ("board", "inspection", "deputies"):
        if (getattr(meeting, name) or 0) > _MOST:
            raise ResultError("too_many", name)
    if result and result.elected is not None and (meeting.board or 0) > result.elected:
        raise ResultError("board", "board")
    # The secretary sits on the board too.
    both = meeting.deputies is not None and meeting.board is not None
    if both and (meeting.deputies or 0) >= (meeting.board or 0):
        raise ResultError("deputies", "deputies")


def of_fact(fact: Fact | None) -> FirstMeeting | None:
    """Read a meeting out of its fact."""
    return FirstMeeting.model_validate(fact.data) if fact else None
