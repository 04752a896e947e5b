"""Difficulties that were raised, and how far they are."""

from pydantic import TypeAdapter

from congress.issues import Issue, IssueState
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


def save_state(work: Work, *, number: int, state: IssueState) -> None:
    """Record how far an issue is."""
    _sql.save_state(work, number=number, state=state)


async def get(work: Work, *, number: int) -> Issue | None:
    """Find an issue."""
    row = await _sql.get(work, number=number)
    return Issue.model_validate(row) if row else None


async def open_issues(work: Work) -> list[Issue]:
    """List the issues that still wait for somebody, by number."""
    return _many.validate_python(await _sql.open_issues(work))
