"""Congresses as they stand, and the append-only decisions and facts behind them."""

from datetime import date, datetime

from pydantic import TypeAdapter

from congress.events import Congress, CongressEvent
from storage.named import load
from storage.work import Work

_sql = load("congresses")
_many = TypeAdapter(list[CongressEvent])
_day = TypeAdapter(date)


def save(work: Work, congress: Congress) -> None:
    """Record how a unit's congress stands now."""
    work.touch_directory()
    _sql.save(work, **congress.model_dump())


def add_event(work: Work, event: CongressEvent) -> None:
    """Add a decision or a fact."""
    _sql.add_event(work, **event.model_dump())


async def events(
    work: Work,
    *,
    unit: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[CongressEvent]:
    """List events recorded from `since` on and before `until`, oldest first."""
    rows = await _sql.events(work, unit=unit, since=since, until=until)
    return _many.validate_python(rows)


async def proposals(work: Work) -> list[CongressEvent]:
    """List the proposals of days there ever were, oldest first."""
    return _many.validate_python(await _sql.proposals(work))


async def next_proposal(work: Work) -> int:
    """Give the number of the next proposal, also after one added in this work."""
    number: int = await _sql.next_proposal(work)
    return number


async def proposal(work: Work, *, number: int) -> CongressEvent | None:
    """Find a proposal of a day by its number."""
    row = await _sql.proposal(work, number=number)
    return CongressEvent.model_validate(row) if row else None


async def held_until(work: Work, *, day: date) -> dict[str, date]:
    """Map each unit that had held its congress by the end of a day to the day it was held.

    The newest word counts: a fact withdrawn or reported anew later is as if never reported.
    """
    rows = await _sql.held_until(work, day=day)
    return {row["unit"]: _day.validate_python(row["happened_on"]) for row in rows}
