"""Reviews of what units bring to their congresses."""

from pydantic import TypeAdapter

from congress.reviews import Review
from storage.named import load
from storage.work import Work

_sql = load("reviews")
_many = TypeAdapter(list[Review])


def save(work: Work, review: Review) -> None:
    """Add a review, or change the one of its unit and round."""
    _sql.save(work, **review.model_dump())


async def listed(work: Work, *, unit: str | None = None) -> list[Review]:
    """List reviews, of one unit or (None) of all, by unit and round."""
    return _many.validate_python(await _sql.listed(work, unit=unit))
