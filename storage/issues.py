"""Difficulties that were raised, and how far they are."""

from pydantic import TypeAdapter

from congress.issues import Issue
from storage.named import load
from storage.work import Work

_sql = load("issues")
_many = TypeAdapter(list[Issue])


async def next_number(work: Work) -> int:
    """Give the number of the next issue, also after one added in this work."""
    number: int = await _sql.next_number(work)
    return number


def add(work: Work, issue: Issue) -> None:
    """Add an issue."""
    _sql.add(work, **issue.model_dump())


def save(work: Work, issue: Issue) -> None:
    """Change an issue: how far it is, whose it is, what it is held for."""
    _sql.save(work, **issue.model_dump(exclude={"unit", "raised_by", "at"}))


async def get(work: Work, *, number: int) -> Issue | None:
    """Find an issue."""
    row = await _sql.get(work, number=number)
    return Issue.model_validate(row) if row else None


async def open_issues(work: Work) -> list[Issue]:
    """List the issues that still wait for somebody, by number."""
    return _many.validate_python(await _sql.open_issues(work))


async def settled(work: Work) -> list[Issue]:
    """List the issues that were resolved or closed, the newest first."""
    return _many.validate_python(await _sql.settled_issues(work))


async def of_unit(work: Work, *, unit: str) -> list[Issue]:
    """List all issues of a unit, closed ones too, by number."""
    return _many.validate_python(await _sql.of_unit(work, unit=unit))
