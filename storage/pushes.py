"""What was sent to people to be acknowledged, and who did."""

from datetime import datetime

from pydantic import TypeAdapter

from congress.pushes import Push
from storage.named import load
from storage.work import Work

_sql = load("pushes")
_many = TypeAdapter(list[Push])


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
