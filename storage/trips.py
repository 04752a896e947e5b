"""Field trips; only ever added."""

from pydantic import TypeAdapter

from congress.trips import Trip
from storage.named import load
from storage.work import Work

_sql = load("trips")
_many = TypeAdapter(list[Trip])


async def next_number(work: Work) -> int:
    """Give the number of the next trip, also after one added in this work."""
    number: int = await _sql.next_number(work)
    return number


def add(work: Work, trip: Trip) -> None:
    """Add a trip."""
    _sql.add(work, **trip.model_dump())


async def listed(work: Work, *, unit: str | None = None) -> list[Trip]:
    """List trips, to one unit or (None) all, the newest first."""
    return _many.validate_python(await _sql.listed(work, unit=unit))
