"""What a sample brings along beside its history: reviews, lessons, and what is on record.

Storing it is bot/experience.py's and bot/records.py's work. Values have no ids, numbers and
members yet.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chat.message import Value
from congress.basis import Basis
from congress.bodies import BodyKind, Post
from congress.facts import FactKind
from congress.lessons import LessonArea, LessonKind
from congress.plans import ItemStatus
from congress.reviews import GOOD_OUTCOMES, Outcome
from congress.tasks import TaskKind


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


class PastTask(Value):
    """A task of a body, or what a trip proposes."""

    text: str
    due: date | None = None
    status: ItemStatus = ItemStatus.NOT_STARTED
    note: str = ""


class PastSeat(Value):
    """Who sits in a body, by role title."""

    title: str
    post: Post = Post.MEMBER


class PastBody(Value):
    """A body that was set up on a day; without a `unit` it is the committee's at the top."""

    kind: BodyKind
    name: str
    on: date
    unit: str | None = None
    people: tuple[PastSeat, ...] = ()
    tasks: tuple[PastTask, ...] = ()


class PastTrip(Value):
    """A field trip, and what it proposed."""

    unit: str
    team: str
    on: date
    findings: str
    proposals: tuple[PastTask, ...] = ()


class PastWork(Value):
    """A work that a unit registered: to welcome the congress, or one that goes on beside it."""

    unit: str
    on: date
    text: str
    kind: TaskKind = TaskKind.WELCOME
    due: date | None = None
    status: ItemStatus = ItemStatus.NOT_STARTED
    note: str = ""


class PastFact(Value):
    """A fact that was told of a unit; None is the committee at the top.

    The unit's own people told it, unless it `decided` something.
    """

    unit: str | None
    kind: FactKind
    on: date
    subject: str = ""
    data: Mapping[str, Any]
    decided: bool = False

    @property
    def about(self) -> tuple[str | None, FactKind, str]:
        """Give what it is about: a version of a draft, else whichever step or entry."""
        whole = self.kind is FactKind.DRAFT
        return self.unit, self.kind, self.subject if whole else self.subject.rstrip("/0123456789")


class Records(Value):
    """What is on record beside plans; `leaders` sit in each of the work groups."""

    leaders: tuple[PastSeat, ...] = ()
    bodies: tuple[PastBody, ...] = ()
    trips: tuple[PastTrip, ...] = ()
    works: tuple[PastWork, ...] = ()
    facts: tuple[PastFact, ...] = ()

    def by(self, day: date) -> "Records":
        """Give what was on record by the end of a day; who leads a group always is."""
        told = {
            name: tuple(one for one in getattr(self, name) if one.on <= day)
            for name in ("bodies", "trips", "works", "facts")
        }
        return self.model_copy(update=told)

    @property
    def welcoming(self) -> frozenset[str]:
        """List the units that registered a work to welcome the congress."""
        return frozenset(work.unit for work in self.works if work.kind is TaskKind.WELCOME)

    @property
    def told(self) -> frozenset[tuple[str | None, FactKind, str]]:
        """List which units told of what."""
        return frozenset(fact.about for fact in self.facts)


class Experience(Value):
    """What one way of organising brings along beside its history."""

    conclusions: PastConclusions | None = None
    lessons: WrittenLessons | None = None
    records: Records = Records()

    @property
    def reviewed(self) -> Mapping[str, Basis]:
        """Map the units that may go on after their review to what it rests on."""
        if (told := self.conclusions) is None:
            return {}
        basis = Basis(text=told.basis, on=told.concluded_on)
        return {one.unit: basis for one in told.review if one.outcome in GOOD_OUTCOMES}
