"""Reviews and conclusions of many units, read off a picture: digests, lists and /duyet tell these.

Each unit not held yet is in one of three lists: a review of it is to come (`scheduled`), or it
has passed (`reviewed`), or neither (`unreviewed`, of which `to_redo` did not pass). A unit whose
review item was done by an earlier decision counts as reviewed, though no review of it is kept
here. Merged units come first (CL-4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from congress.conclusions import is_overdue
from congress.decided import REVIEW
from congress.derive import WEEK
from congress.matters import Matter
from congress.overview import Overview
from congress.plans import FINISHED
from congress.reviews import (
    GOOD_OUTCOMES,
    Outcome,
    Review,
    find_concluded,
    find_pending,
)
from congress.tasks import TaskKind
from congress.units import Unit


class Stand(StrEnum):
    """How far the review of a unit is."""

    UNREVIEWED = "unreviewed"
    SCHEDULED = "scheduled"
    #: To be done again, and no day set; or a day set.
    REDO = "redo"
    REDO_SCHEDULED = "redo_scheduled"
    PASSED = "passed"
    PASSED_WITH_CHANGES = "passed_with_changes"


@dataclass(frozen=True)
class Reviewing:
    """What a picture says of reviews and conclusions."""

    picture: Overview

    @cached_property
    def merged(self) -> tuple[Unit, ...]:
        """List the merged units, held or not."""
        return tuple(unit for unit in self.picture.units if unit.is_merged)

    @cached_property
    def scheduled(self) -> tuple[Review, ...]:
        """List the reviews still to come to something, the earliest first, merged ones before."""
        units = self.picture.directory.units
        found = [
            pending
            for unit in self.picture.left
            if (pending := find_pending(self.reviews_of(unit)))
        ]
        return tuple(
            sorted(found, key=lambda one: (one.meets_on, not units[one.unit].is_merged, one.unit))
        )

    @cached_property
    def this_week(self) -> tuple[Review, ...]:
        """List the reviews of the next seven days."""
        today = self.picture.today
        return tuple(one for one in self.scheduled if today <= one.meets_on <= today + WEEK)

    @cached_property
    def unsent(self) -> tuple[Review, ...]:
        """List the reviews of the next seven days whose papers have not been sent."""
        return tuple(one for one in self.this_week if one.papers_sent_on is None)

    @cached_property
    def reviewed(self) -> tuple[Unit, ...]:
        """List the units not held yet whose contents have passed a review, and need no other."""
        good = {Stand.PASSED, Stand.PASSED_WITH_CHANGES}
        return tuple(unit for unit in self._unscheduled if self.stand_of(unit) in good)

    @cached_property
    def unreviewed(self) -> tuple[Unit, ...]:
        """List the units not held yet that await a day for their review, merged ones first."""
        done = set(self.reviewed)
        return put_merged_first(unit for unit in self._unscheduled if unit not in done)

    @cached_property
    def to_redo(self) -> tuple[Unit, ...]:
        """List the units that await a day to be reviewed again."""
        return tuple(unit for unit in self.unreviewed if self.stand_of(unit) is Stand.REDO)

    @cached_property
    def _unscheduled(self) -> tuple[Unit, ...]:
        coming = {review.unit for review in self.scheduled}
        return tuple(unit for unit in self.picture.left if unit.code not in coming)

    @cached_property
    def conclusions(self) -> tuple[Matter, ...]:
        """List the conclusions that are not closed: merged units first, then by their last day."""
        units = self.picture.directory.units
        left = {unit.code for unit in self.picture.left}
        found = [
            Matter(units[task.unit], task=task)
            for task in self.picture.tasks
            if task.kind is TaskKind.CONCLUSION and task.is_open and task.unit in left
        ]
        return tuple(sorted(found, key=_by_urgency))

    @cached_property
    def overdue(self) -> tuple[Matter, ...]:
        """List the conclusions whose last day has gone by."""
        today = self.picture.today
        return tuple(
            one for one in self.conclusions if one.task and is_overdue(one.task, today=today)
        )

    @property
    def is_told(self) -> bool:
        """Tell whether a digest has something to say of reviews at all."""
        return bool(self.scheduled or self.to_redo or self.conclusions)

    def reviews_of(self, unit: Unit) -> list[Review]:
        """List the reviews of a unit, by round."""
        return [review for review in self.picture.reviews if review.unit == unit.code]

    def stand_of(self, unit: Unit) -> Stand:
        """Tell how far the review of a unit is."""
        known = self.reviews_of(unit)
        pending, last = find_pending(known), find_concluded(known)
        if last and last.outcome in GOOD_OUTCOMES:
            return Stand.PASSED if last.outcome is Outcome.PASSED else Stand.PASSED_WITH_CHANGES
        if last:
            return Stand.REDO_SCHEDULED if pending else Stand.REDO
        if pending:
            return Stand.SCHEDULED
        return Stand.PASSED if self._is_done(unit) else Stand.UNREVIEWED

    def _is_done(self, unit: Unit) -> bool:
        known = (self.picture.progress.get((unit.code, item)) for item in REVIEW)
        return any(one.status in FINISHED for one in known if one)


def find_reviewing(picture: Overview) -> Reviewing:
    """Read reviews and conclusions off a picture."""
    return Reviewing(picture)


def put_merged_first(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Put merged units before the others; the order is kept otherwise."""
    return tuple(sorted(units, key=lambda unit: not unit.is_merged))


def _by_urgency(matter: Matter) -> tuple[bool, date, int]:
    task = matter.task
    due = (task and task.due) or date.max
    return not matter.unit.is_merged, due, task.number if task else 0
