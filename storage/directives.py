"""The register of directives."""

from pydantic import TypeAdapter

from congress.directives import Directive
from storage.named import load
from storage.work import Work

_sql = load("directives")
_many = TypeAdapter(list[Directive])


def add(work: Work, directive: Directive) -> None:
    """Add a directive; one with its number stays as it is."""
    _sql.add(work, **directive.model_dump())


async def listed(work: Work) -> list[Directive]:
    """List all there are, the newest first."""
    return _many.validate_python(await _sql.listed(work))
