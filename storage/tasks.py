"""Numbered work beside the plans."""

from pydantic import TypeAdapter

from congress.tasks import Task, TaskKind
from storage.named import load
from storage.work import Work

_sql = load("tasks")
_many = TypeAdapter(list[Task])


async def next_number(work: Work, *, kind: TaskKind) -> int:
    """Give the number of the next task of a kind, also after one added in this work."""
    number: int = await _sql.next_number(work, kind=kind)
    return number


def save(work: Work, task: Task) -> None:
    """Add a task, or change the text, day, status and note of the one with its number."""
    _sql.save(work, **task.model_dump())


async def get(work: Work, *, kind: TaskKind, number: int) -> Task | None:
    """Find a task."""
    row = await _sql.get(work, kind=kind, number=number)
    return Task.model_validate(row) if row else None


async def listed(
    work: Work, *, kind: TaskKind | None = None, unit: str | None = None
) -> list[Task]:
    """List tasks, of a kind and of a unit where they are named, by number."""
    return _many.validate_python(await _sql.listed(work, kind=kind, unit=unit))
