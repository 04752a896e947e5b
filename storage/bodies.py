"""Bodies and who sits in them."""

from datetime import datetime

from pydantic import TypeAdapter

from congress.bodies import Body, BodyMember
from storage.named import load
from storage.work import Work

_sql = load("bodies")
_many = TypeAdapter(list[Body])
_members = TypeAdapter(list[BodyMember])


def save(work: Work, body: Body) -> None:
    """Add a body, or change the name of the one with its code."""
    _sql.save(work, **body.model_dump())


async def listed(work: Work) -> list[Body]:
    """List all bodies, by code."""
    return _many.validate_python(await _sql.listed(work))


async def get(work: Work, *, code: str) -> Body | None:
    """Find a body."""
    row = await _sql.get(work, code=code)
    return Body.model_validate(row) if row else None


def add_member(work: Work, member: BodyMember) -> None:
    """Add a person to a body."""
    _sql.add_member(work, **member.model_dump())


def leave(work: Work, *, id: int, at: datetime) -> None:  # noqa: A002 -- the column's name
    """Record that a person has left a body."""
    _sql.leave(work, id=id, left_at=at)


async def members(work: Work) -> dict[str, list[BodyMember]]:
    """Map the codes of bodies to who sits in them now, in the order they came."""
    found: dict[str, list[BodyMember]] = {}
    for member in _members.validate_python(await _sql.members(work)):
        found.setdefault(member.body, []).append(member)
    return found
