"""What was sent to people to be acknowledged, and who did."""

import json
from datetime import datetime

from pydantic import TypeAdapter

from congress.pushes import Notice, NoticeKind, Push
from storage.named import load
from storage.work import Row, Work

_sql = load("pushes")
_many = TypeAdapter(list[Push])
_notices = TypeAdapter(list[Notice])


def add_notice(work: Work, notice: Notice) -> None:
    """Record what is told, before it is sent to anybody."""
    _sql.add_notice(work, **notice.model_dump())


async def get_notice(work: Work, *, id: int) -> Notice | None:  # noqa: A002 -- the column's name
    """Find a notice."""
    row = await _sql.get_notice(work, id=id)
    return Notice.model_validate(_read(row)) if row else None


async def notices(
    work: Work, *, kind: NoticeKind | None = None, since: datetime | None = None
) -> list[Notice]:
    """List notices, of a kind and since an instant where they are given, the newest first."""
    rows = await _sql.notices(work, kind=kind, since=since)
    return _notices.validate_python([_read(row) for row in rows])


def add(work: Work, push: Push) -> None:
    """Record what was sent to a person; the first sending counts."""
    _sql.add(work, **push.model_dump())


async def acknowledge(work: Work, *, about: int, unit: str, member: int, at: datetime) -> bool:
    """Record that a person got it; False when they had said so, or were not sent any."""
    first: bool = await _sql.acknowledge(work, about=about, unit=unit, member=member, at=at)
    return first


async def of(work: Work, *, about: int) -> list[Push]:
    """List who was sent something, by unit."""
    return _many.validate_python(await _sql.of(work, about=about))


async def of_notices(
    work: Work, *, kind: NoticeKind | None = None, since: datetime | None = None
) -> list[Push]:
    """List who was sent the notices that `notices` lists."""
    return _many.validate_python(await _sql.of_notices(work, kind=kind, since=since))


def _read(row: Row) -> Row:
    return row | {"units": json.loads(row["units"])}
