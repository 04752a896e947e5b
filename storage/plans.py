"""The items of each unit's plan, and how far they are."""

from collections.abc import Sequence
from datetime import date

from pydantic import TypeAdapter

from congress.plans import ItemStatus, PlanItem, Progress
from storage.named import load
from storage.parameters import columns
from storage.work import Work

_sql = load("plans")
_many = TypeAdapter(list[Progress])
_STATUSES = {status.value: status for status in ItemStatus}


def save_item(work: Work, item: PlanItem) -> None:
    """Add an item, or change what is asked; how far it is and its first due date are kept."""
    work.touch_directory()
    _sql.save_item(work, **item.model_dump())


def set_due(work: Work, *, unit: str, item: str, due: date, due_version: int) -> None:
    """Move an item's due date; the first one is kept beside it."""
    work.touch_directory()
    _sql.set_due(work, unit=unit, item=item, due=due, due_version=due_version)


def save_progress(work: Work, progress: Progress) -> None:
    """Record how far an item is now."""
    work.note_change(("progress", progress.unit))
    _sql.save_progress(work, **columns(progress))


async def progress_of(work: Work, *, unit: str) -> dict[str, Progress]:
    """Map the item codes of a unit's plan to how far they are; without those never reported."""
    reader = work.past_writes(("progress", unit))
    rows = _many.validate_python(await _sql.progress_of(reader, unit=unit))
    return {progress.item: progress for progress in rows}


async def statuses_of(work: Work, *, unit: str) -> dict[str, ItemStatus]:
    """Map the item codes of a unit's plan to their statuses; without those not started.

    It takes a small part of the time of progress_of(), and every report asks.
    """
    reader = work.past_writes(("progress", unit))
    known = await reader.fetch_map(_sql.statuses_of.sql, {"unit": unit})
    return {item: _STATUSES[status] for item, status in known.items()}


async def progress_of_item(work: Work, *, unit: str, item: str) -> Progress:
    """Give how far one item is; one that is in no plan is not started."""
    row = await _sql.progress_of_item(work, unit=unit, item=item)
    return Progress.model_validate(row) if row else Progress(unit=unit, item=item)


async def progress_all(work: Work, *, units: Sequence[str] | None) -> list[Progress]:
    """List the items that were started, of some units or (None) of all."""
    rows = _many.validate_python(await _sql.progress_all(work))
    wanted = None if units is None else set(units)
    return [progress for progress in rows if wanted is None or progress.unit in wanted]
