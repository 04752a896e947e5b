"""Facts about units: only ever added; the newest of a kind and subject counts."""

import json

from pydantic import TypeAdapter

from congress.facts import Fact, FactKind
from storage.named import load
from storage.work import Row, Work

_sql = load("facts")
_many = TypeAdapter(list[Fact])


def add(work: Work, fact: Fact) -> None:
    """Add a fact; it takes the place of the last one of its kind and subject."""
    _sql.add(work, **fact.model_dump())


async def newest(work: Work, *, unit: str | None = None) -> list[Fact]:
    """List what counts now, of one unit or (None) of all, in the order it was told."""
    return _many.validate_python([_read(row) for row in await _sql.newest(work, unit=unit)])


async def history(work: Work, *, unit: str, kind: FactKind, subject: str = "") -> list[Fact]:
    """List all that was said on one subject, oldest first."""
    rows = await _sql.history(work, unit=unit, kind=kind, subject=subject)
    return _many.validate_python([_read(row) for row in rows])


def _read(row: Row) -> Row:
    return row | {"data": json.loads(row["data"])}
