"""Store what a sample's reviews and pilots came to; the loader calls this the first time only."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from congress.dates import instant
from congress.experience import Experience, PastConclusions, WrittenLessons
from congress.history import REPORTED_AT
from congress.lessons import Lesson
from congress.reviews import Review
from congress.tasks import Task, TaskKind
from congress.units import Unit
from storage import lessons, reviews, tasks
from storage.work import Work


async def store_experience(
    work: Work,
    experience: Experience,
    *,
    units: Iterable[Unit],
    held: AbstractSet[str],
    today: date,
) -> None:
    """Store reviews, conclusions and lessons that were written down by `today`.

    Common conclusions go to the units not in `held`.
    """
    concluded, written = experience.conclusions, experience.lessons
    if concluded and concluded.concluded_on <= today:
        left = [unit for unit in units if not unit.is_root and unit.code not in held]
        await _store_conclusions(work, concluded, left)
    if written and written.written_on <= today:
        await _store_lessons(work, written)


async def _store_conclusions(work: Work, past: PastConclusions, left: list[Unit]) -> None:
    at = _at(past.concluded_on)
    number = await tasks.next_number(work, kind=TaskKind.CONCLUSION)
    made: list[Task] = []
    for text in past.common:
        source = work.new_id()
        made += [_task(unit.code, text, source, at, common=True) for unit in left]
    for told in past.review:
        review = Review(
            id=work.new_id(),
            unit=told.unit,
            round=1,
            meets_on=past.concluded_on,
            papers_sent_on=told.papers_sent_on,
            outcome=told.outcome,
            basis=past.basis,
            basis_on=past.concluded_on,
            at=at,
        )
        reviews.save(work, review)
        made += [_task(told.unit, text, review.id, at) for text in told.conclusions]
    for place, task in enumerate(made, number):
        tasks.save(work, task.model_copy(update={"number": place}))


def _task(unit: str, text: str, source: int, at: datetime, *, common: bool = False) -> Task:
    return Task(
        kind=TaskKind.CONCLUSION,
        number=0,
        unit=unit,
        source=source,
        text=text,
        common=common,
        at=at,
    )


async def _store_lessons(work: Work, past: WrittenLessons) -> None:
    first = await lessons.next_number(work)
    written = [(told, text) for told in past.lesson for text in told.texts]
    for number, (told, text) in enumerate(written, first):
        lessons.add(
            work,
            Lesson(
                number=number,
                unit=told.unit,
                kind=told.kind,
                area=told.area,
                text=text,
                at=_at(past.written_on),
            ),
        )


def _at(day: date) -> datetime:
    return instant(day, REPORTED_AT)
