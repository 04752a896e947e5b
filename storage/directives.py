"""The registers of directives, one for each level that keeps any."""

from pydantic import TypeAdapter

from congress.directives import Directive
from storage.named import load
from storage.work import Work

_sql = load("directives")
_many = TypeAdapter(list[Directive])


def add(work: Work, directive: Directive, *, unit: str) -> None:
    """Add a directive to a unit's register; one with its number stays as it is."""
    _sql.add(work, unit=unit, **directive.model_dump())


async def listed(work: Work, *, unit: str) -> list[Directive]:
    """List what a unit's register holds, the newest first."""
    return _many.validate_python(await _sql.listed(work, unit=unit))
