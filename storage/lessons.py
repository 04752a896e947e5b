"""What pilot congresses taught."""

from pydantic import TypeAdapter

from congress.lessons import Lesson
from storage.named import load
from storage.work import Work

_sql = load("lessons")
_many = TypeAdapter(list[Lesson])


async def next_number(work: Work) -> int:
    """Give the number of the next lesson, also after one added in this work."""
    number: int = await _sql.next_number(work)
    return number


def add(work: Work, lesson: Lesson) -> None:
    """Add a lesson."""
    _sql.add(work, **lesson.model_dump())


def mark_sent(work: Work, *, number: int, sent: int) -> None:
    """Record by which sending a lesson was told to the others; the first one counts."""
    _sql.mark_sent(work, number=number, sent=sent)


def drop_unsent(work: Work, *, number: int) -> None:
    """Take a lesson back that nobody was told of; one that was sent stays."""
    _sql.drop_unsent(work, number=number)


async def listed(work: Work) -> list[Lesson]:
    """List all lessons, by number."""
    return _many.validate_python(await _sql.listed(work))
