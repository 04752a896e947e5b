"""Who was nudged about what, and which digests were sent: at most once is a key, never memory."""

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from congress.nudges import NudgeKey, NudgeKind
from storage.named import load
from storage.work import Work

_sql = load("nudges")
_instant = TypeAdapter(datetime)


class Claim(NamedTuple):
    """A nudge that was claimed, and the state of the message that carries it."""

    key: NudgeKey
    outbox: int
    at: datetime
    state: str

    @property
    def is_void(self) -> bool:
        """Tell whether the message was never sent and never will be."""
        return self.state in {"cancelled", "expired"}

    @property
    def is_waiting(self) -> bool:
        """Tell whether the message can still be taken back."""
        return self.state == "queued"


class Unanswered(NamedTuple):
    """A nudge nobody has answered, and the message that carried it."""

    key: NudgeKey
    outbox: int


class SentDigest(NamedTuple):
    """A digest as it was: the instant it spoke of, and its figures."""

    as_of: datetime
    snapshot: dict[str, Any]


async def claim(work: Work, key: NudgeKey, *, outbox: int, at: datetime) -> bool:
    """Record a nudge, carried by an outbox row queued before; False when it already was."""
    claimed: bool = await _sql.claim(work, **key.model_dump(), outbox=outbox, at=at)
    return claimed


async def claim_digest(
    work: Work,
    *,
    kind: str,
    day: date,
    member: int,
    outbox: int | None,
    as_of: datetime,
    snapshot: dict[str, Any],
) -> bool:
    """Record a digest of a local day; `outbox` is None where nothing was worth sending.

    False when the person's digest of this kind and day already was. `snapshot` must be JSON-able.
    """
    claimed: bool = await _sql.claim_digest(
        work,
        kind=kind,
        day=day,
        member=member,
        outbox=outbox,
        as_of=as_of,
        snapshot=snapshot,
    )
    return claimed


async def last_digest(work: Work, *, kind: str, member: int, before: date) -> SentDigest | None:
    """Find a person's newest digest of a kind of a day before `before`."""
    row = await _sql.last_digest(work, kind=kind, member=member, before=before)
    if row is None:
        return None
    return SentDigest(_instant.validate_python(row["as_of"]), json.loads(row["snapshot"]))


async def standing_claims(work: Work, *, since: datetime, today: date) -> list[Claim]:
    """List the reminders' claims that what is said today could meet.

    They are those made since an instant (when today began), those of what is upcoming and whose
    due date still holds, and those of the levels above the groups, who hear of a thing only once.
    """
    return [
        Claim(
            NudgeKey.model_validate({name: row[name] for name in NudgeKey.model_fields}),
            row["outbox"],
            _instant.validate_python(row["at"]),
            row["state"],
        )
        for row in await _sql.standing_claims(work, since=since, today=today.toordinal())
    ]


def release(work: Work, *, outbox: int) -> None:
    """Give back what a cancelled or expired message carried, so that it can be said again."""
    _sql.release(work, outbox=outbox)


async def digest_readers(work: Work, *, day: date) -> set[int]:
    """List who has a digest of a local day."""
    return {row["member"] for row in await _sql.digest_readers(work, day=day)}


async def unanswered(work: Work, *, member: int, since: datetime) -> list[Unanswered]:
    """List what a person was told of since an instant and has not answered, in its order."""
    return [
        Unanswered(
            NudgeKey.model_validate({name: row[name] for name in NudgeKey.model_fields}),
            row["outbox"],
        )
        for row in await _sql.unanswered(work, member=member, since=since)
    ]


async def was_told(work: Work, *, kind: NudgeKind, unit: str, item: str, rung: str) -> bool:
    """Tell whether anybody was told on this rung."""
    found = await _sql.find(work, kind=kind, unit=unit, item=item, rung=rung)
    return found is not None
