"""Conclusions of a review as they are written down: one to a line, each with its last day.

They are tasks (congress.tasks) of the kind CONCLUSION; copies of a common one share its source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from congress.last_day import split_last_day
from congress.notes import read_lines
from congress.plans import ItemStatus
from congress.tasks import Task, TaskKind

LONGEST_CONCLUSION = 300
#: More than this at once is a document, not conclusions.
MOST_AT_ONCE = 15

_EDGE = " ,;:.-–("


class ConclusionError(ValueError):
    """A line is no conclusion; `key` names the text that says why, `text` is the line."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(key)
        self.key = key
        self.text = text


@dataclass(frozen=True)
class Conclusion:
    """What is to be done, and the last day for it; None where none was said."""

    text: str
    due: date | None = None


def read_conclusions(text: str, *, today: date) -> list[Conclusion]:
    """Read one conclusion from each line that says something: "…, hạn 20/3".

    Raises ConclusionError: "empty", "too_many", "too_long"; LastDayError.
    """
    lines = read_lines(text)
    if not lines:
        raise ConclusionError("empty", text)
    if len(lines) > MOST_AT_ONCE:
        raise ConclusionError("too_many", lines[MOST_AT_ONCE])
    return [_read(line, today=today) for line in lines]


def _read(line: str, *, today: date) -> Conclusion:
    said, due = split_last_day(line, today=today)
    said = said.strip(_EDGE)
    if not said:
        raise ConclusionError("empty", line)
    if len(said) > LONGEST_CONCLUSION:
        raise ConclusionError("too_long", said)
    return Conclusion(said, due)


@dataclass(frozen=True)
class Tally:
    """Conclusions of one unit: all of them, those that are closed, and those said to be done."""

    all: tuple[Task, ...]
    closed: tuple[Task, ...]
    confirmed: tuple[Task, ...]
    overdue: tuple[Task, ...]

    @property
    def open(self) -> tuple[Task, ...]:
        """List what is not closed."""
        return tuple(task for task in self.all if task.is_open)

    @property
    def is_complete(self) -> bool:
        """Tell whether there are conclusions, and all are closed."""
        return bool(self.all) and not self.open


def tally(tasks: Iterable[Task], *, today: date) -> Tally:
    """Count the conclusions among some tasks."""
    known = sorted(
        (task for task in tasks if task.kind is TaskKind.CONCLUSION), key=lambda one: one.number
    )
    return Tally(
        all=tuple(known),
        closed=tuple(task for task in known if not task.is_open),
        confirmed=tuple(task for task in known if task.status is ItemStatus.SUBMITTED),
        overdue=tuple(task for task in known if is_overdue(task, today=today)),
    )


def is_overdue(task: Task, *, today: date) -> bool:
    """Tell whether the unit is late; what it says is done waits for the reviewer."""
    return (
        task.is_open
        and task.status is not ItemStatus.SUBMITTED
        and task.due is not None
        and task.due < today
    )


def group_copies(tasks: Iterable[Task]) -> list[list[Task]]:
    """Put the copies of each common conclusion together, in the order they were made."""
    copies: dict[int | None, list[Task]] = {}
    for task in tasks:
        if task.kind is TaskKind.CONCLUSION and task.common:
            copies.setdefault(task.source, []).append(task)
    return list(copies.values())
