"""Updates as they came, stored before they are acknowledged and kept until they are answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic_core import from_json

from chat.message import RawUpdate
from storage.named import load
from storage.work import Work

_sql = load("inbox")


class PendingUpdate(NamedTuple):
    """One stored update nobody has answered; `attempts` counts unclean ends of earlier tries.

    `directory_version` was read with it: a worker with an older directory loads it anew first.
    """

    id: int
    bot: str
    key: str
    payload: dict[str, object]
    attempts: int
    directory_version: int


def store(
    work: Work,
    *,
    channel: str,
    bot: str,
    updates: Sequence[RawUpdate],
    at: datetime,
) -> None:
    """Store updates that came at `at`; those already stored are left as they are."""
    for update in updates:
        _sql.store(
            work,
            id=work.new_id(),
            channel=channel,
            bot=bot,
            key=update.key,
            payload=update.payload,
            received_at=update.received_at or at,
        )


async def take(work: Work, *, limit: int) -> list[PendingUpdate]:
    """List the oldest pending updates."""
    rows = await _sql.take(work, limit=limit)
    return [PendingUpdate(**(row | {"payload": from_json(row["payload"])})) for row in rows]


def mark_done(work: Work, ids: Sequence[int]) -> None:
    """Record that updates are answered, or need no answer."""
    for one in ids:
        _sql.mark_done(work, id=one)


def mark_failed(work: Work, id: int, error: str) -> None:  # noqa: A002 -- the column's name
    """Give an update up; `error` is the id the person was told."""
    _sql.mark_failed(work, id=id, error=error)


def clear_failed(work: Work, *, before: datetime) -> None:
    """Clear the words of failed updates that came before an instant; all else of them stays."""
    _sql.clear_failed(work, before=before)


def count_attempt(work: Work, id: int) -> None:  # noqa: A002 -- the column's name
    """Count a try that may end uncleanly; commit before trying."""
    _sql.count_attempt(work, id=id)


async def counts(work: Work) -> dict[str, int]:
    """Count updates by state."""
    return {row["state"]: row["updates"] for row in await _sql.counts(work)}
