"""Messages on their way out: one row each, never silently lost, never blindly repeated (DESIGN 3).

States: queued -> sending -> sent | queued | failed | unknown; aside cancelled and expired.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json

from chat.message import Outgoing, Priority
from storage.named import load
from storage.parameters import columns
from storage.work import Row, Work

_sql = load("outbox")
_when: TypeAdapter[datetime | None] = TypeAdapter(datetime | None)

#: `last_error` of a message that may have arrived and is sent once more, marked as such.
UNKNOWN = "unknown"

#: So many waiting messages are looked through at a time where the first ones may not go.
_PAGE = 100

#: `kind` of an answer to somebody's message.
REPLY = "reply"
#: `kind` of a message whose words are not kept once it has arrived, such as an invitation code.
NOT_KEPT = "not_kept"

_CONTENT = tuple(Outgoing.model_fields)


class Letter(NamedTuple):
    """One message being sent: what goes out, and how often it was tried, this time included."""

    id: int
    outgoing: Outgoing
    kind: str
    member: int | None
    expires_at: datetime | None
    attempts: int
    last_error: str | None
    #: Whether it could not go when it was queued: other words may have been said since.
    waited: bool = False

    @property
    def is_repeated(self) -> bool:
        """Tell whether an earlier try may have arrived."""
        return self.last_error == UNKNOWN


def queue(
    work: Work,
    *,
    id: int,  # noqa: A002 -- the column's name
    message: Outgoing,
    kind: str,
    member: int | None = None,
    not_before: datetime,
    expires_at: datetime | None = None,
    created_at: datetime,
) -> None:
    """Queue a message; `member` is its reader where it goes to one person."""
    row = _row_of(message, id, kind, member, not_before, expires_at, created_at)
    _sql.queue(work, unique_key=None, **row)


async def queue_once(  # noqa: PLR0913 -- one argument for each column
    work: Work,
    *,
    id: int,  # noqa: A002 -- the column's name
    message: Outgoing,
    kind: str,
    unique_key: str,
    member: int | None = None,
    not_before: datetime,
    expires_at: datetime | None = None,
    created_at: datetime,
) -> bool:
    """Queue a message unless one with this key ever was; tell whether it was queued."""
    row = _row_of(message, id, kind, member, not_before, expires_at, created_at)
    queued: bool = await _sql.queue_once(work, unique_key=unique_key, **row)
    return queued


async def take_due(
    work: Work,
    *,
    now: datetime,
    limit: int,
    highest: Priority = Priority.REPLY,
    lowest: Priority = Priority.PUSH,
    exclude_chats: Collection[tuple[str, str]] = (),
) -> list[Letter]:
    """List the next messages to send and mark them `sending`; replies first, then oldest first.

    Priorities before `highest` and after `lowest` are left waiting. Chats in `exclude_chats`, as
    (channel, chat), are passed over. Commit before sending.
    """
    letters: list[Letter] = []
    place, page = (int(highest), 0), limit
    while len(letters) < limit:
        rows = await _sql.due(
            work, now=now, lowest=lowest, after=place[0], after_id=place[1], limit=page
        )
        free = (row for row in rows if (row["channel"], row["chat"]) not in exclude_chats)
        letters += map(_letter_of, islice(free, limit - len(letters)))
        if len(rows) < page:
            break
        place, page = (rows[-1]["priority"], rows[-1]["id"]), max(limit, _PAGE)
    for letter in letters:
        _sql.mark_sending(work, id=letter.id)
    return letters


def mark_sent(work: Work, *, id: int, message: str | None, at: datetime) -> None:  # noqa: A002 -- the column's name
    """Record a delivery; `message` is the platform's id of it."""
    _sql.mark_sent(work, id=id, message=message, sent_at=at, not_kept=NOT_KEPT)


def requeue(work: Work, *, id: int, not_before: datetime, error: str) -> None:  # noqa: A002 -- the column's name
    """Try again later; a message that may have arrived once stays marked so."""
    _sql.requeue(work, id=id, not_before=not_before, error=error, unknown=UNKNOWN)


def mark_failed(work: Work, *, id: int, error: str) -> None:  # noqa: A002 -- the column's name
    """Give a message up: the platform will never take it."""
    _sql.end(work, id=id, state="failed", error=error)


def mark_unknown(work: Work, *, id: int) -> None:  # noqa: A002 -- the column's name
    """Give a message up that may or may not have arrived."""
    _sql.end(work, id=id, state="unknown", error=UNKNOWN)


def expire(work: Work, *, now: datetime) -> None:
    """Give up queued messages whose time is over."""
    _sql.expire(work, now=now)


def cancel(work: Work, *, ids: Sequence[int]) -> None:
    """Take queued messages back; those already on their way are not changed."""
    for one in ids:
        _sql.cancel(work, id=one)


def withdraw(work: Work, *, member: int) -> None:
    """Take back all that waits for a person: who has lost access reads nothing any more."""
    _sql.withdraw(work, member=member)


def clear_words(work: Work, *, before: datetime) -> None:
    """Clear the words of replies from before an instant, and of what ended without arriving."""
    _sql.clear_words(work, before=before, reply=REPLY, not_kept=NOT_KEPT)


async def recover(work: Work) -> list[Letter]:
    """Deal with messages left `sending` by an unclean stop, and list them as they were.

    They may have arrived: each is queued once more, to be sent marked; second tries are given up
    (docs/decisions/004).
    """
    letters = [_letter_of(row) for row in await _sql.left_sending(work)]
    _sql.give_up_sending(work, unknown=UNKNOWN)
    _sql.requeue_sending(work, unknown=UNKNOWN)
    return letters


async def counts(work: Work) -> dict[str, int]:
    """Count messages by state."""
    return {row["state"]: row["letters"] for row in await _sql.counts(work)}


async def next_wake(work: Work, *, now: datetime) -> datetime | None:
    """Give the next time after `now` at which a queued message becomes due."""
    return _when.validate_python(await _sql.next_wake(work, now=now))


async def failed_people(work: Work) -> set[int]:
    """List who is unreachable: the last message that was tried to them failed."""
    return {row["member"] for row in await _sql.failed_people(work)}


def _row_of(
    message: Outgoing,
    id: int,  # noqa: A002 -- the column's name
    kind: str,
    member: int | None,
    not_before: datetime,
    expires_at: datetime | None,
    created_at: datetime,
) -> dict[str, Any]:
    return {
        **columns(message),
        "id": id,
        "kind": kind,
        "member": member,
        "not_before": not_before,
        "expires_at": expires_at,
        "created_at": created_at,
    }


def _letter_of(row: Row) -> Letter:
    file = row["attachment"]
    rest = row | {"rows": from_json(row["rows"]), "attachment": from_json(file) if file else None}
    content = {name: rest.pop(name) for name in _CONTENT}
    if rest["expires_at"]:
        rest["expires_at"] = _when.validate_python(rest["expires_at"])
    return Letter(outgoing=Outgoing.model_validate(content), **rest)
