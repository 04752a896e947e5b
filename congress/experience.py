"""What a sample's units have been through in reviews and at pilots, as its files tell it.

Storing it is bot/experience.py's work. Values have no ids, numbers and members yet.
"""

from datetime import date

from chat.message import Value
from congress.lessons import LessonArea, LessonKind
from congress.reviews import Outcome


class PastReview(Value):
    """A review of one unit, and what was concluded for it alone."""

    unit: str
    outcome: Outcome
    papers_sent_on: date | None = None
    conclusions: tuple[str, ...] = ()


class PastConclusions(Value):
    """The reviews of one day; `common` conclusions are for all units not held yet."""

    concluded_on: date
    basis: str
    common: tuple[str, ...] = ()
    review: tuple[PastReview, ...] = ()


class PastLessons(Value):
    """Lessons of one kind and area; `unit` is the pilot where it was one."""

    kind: LessonKind
    area: LessonArea
    texts: tuple[str, ...]
    unit: str | None = None


class WrittenLessons(Value):
    """The lessons written down on a day, in their order; not sent to anybody yet."""

    written_on: date
    lesson: tuple[PastLessons, ...] = ()


class Experience(Value):
    """What one way of organising brings along beside its history."""

    conclusions: PastConclusions | None = None
    lessons: WrittenLessons | None = None
