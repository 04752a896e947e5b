"""Status reports: only ever added; corrections point at what they correct."""

from datetime import datetime
from typing import NamedTuple

from pydantic import TypeAdapter

from congress.reports import StatusReport
from storage.named import load
from storage.parameters import columns
from storage.work import Row, Work

_sql = load("reports")
_many = TypeAdapter(list[StatusReport])
_when: TypeAdapter[datetime | None] = TypeAdapter(datetime | None)


class SignOfLife(NamedTuple):
    """When a unit last told something, and when it last said that nothing is new."""

    reported_at: datetime | None
    nothing_new_at: datetime | None


def add(work: Work, report: StatusReport) -> None:
    """Add a report; the one it corrects comes first."""
    _sql.add(work, **columns(report))


async def get(work: Work, *, id: int) -> StatusReport | None:  # noqa: A002 -- the column's name
    """Find a report."""
    return _one(await _sql.get(work, id=id))


async def last_by_member(work: Work, *, member: int) -> StatusReport | None:
    """Find a person's newest report."""
    return _one(await _sql.last_by_member(work, member=member))


async def last_status_by_member(work: Work, *, member: int) -> StatusReport | None:
    """Find a person's newest report of a status, "nothing new" aside."""
    return _one(await _sql.last_status_by_member(work, member=member))


async def of_item(work: Work, *, unit: str, item: str, limit: int) -> list[StatusReport]:
    """List the newest reports on an item of a unit, newest first."""
    return _many.validate_python(await _sql.of_item(work, unit=unit, item=item, limit=limit))


async def of_unit(work: Work, *, unit: str, limit: int) -> list[StatusReport]:
    """List the newest reports of a unit, newest first."""
    return _many.validate_python(await _sql.of_unit(work, unit=unit, limit=limit))


async def since(work: Work, *, at: datetime) -> list[StatusReport]:
    """List the reports after an instant, oldest first."""
    return _many.validate_python(await _sql.since(work, at=at))


async def last_sign_of_life(work: Work) -> dict[str, SignOfLife]:
    """Map each unit that was ever heard of to its last signs of life.

    Reports are, and whatever else its own people or its group's told of it: facts and issues.
    """
    return {
        row["unit"]: SignOfLife(
            _when.validate_python(row["reported_at"]),
            _when.validate_python(row["nothing_new_at"]),
        )
        for row in await _sql.last_sign_of_life(work)
    }


def _one(row: Row | None) -> StatusReport | None:
    return StatusReport.model_validate(row) if row else None
