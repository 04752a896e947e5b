"""Regimes that were set, the guidance sent because of them, and who read it."""

from datetime import datetime

from pydantic import TypeAdapter

from congress.epidemic import GuidancePush, RegimeChange
from storage.named import load
from storage.work import Work

_sql = load("epidemic")
_many = TypeAdapter(list[GuidancePush])


def add_change(work: Work, change: RegimeChange) -> None:
    """Add a regime set by a person; the newest one that covers a day counts."""
    work.touch_directory()
    _sql.add_change(work, **change.model_dump())


def add_push(work: Work, push: GuidancePush) -> None:
    """Record guidance sent to a person; the first sending counts."""
    _sql.add_push(work, **push.model_dump())


async def acknowledge(work: Work, *, change: int, unit: str, member: int, at: datetime) -> bool:
    """Record that a person has read the guidance; False when they had, or were not sent any."""
    first: bool = await _sql.acknowledge(work, change=change, unit=unit, member=member, at=at)
    return first


async def pushes(work: Work, *, change: int) -> list[GuidancePush]:
    """List who was sent guidance because of a change."""
    return _many.validate_python(await _sql.pushes(work, change=change))
