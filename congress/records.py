"""What happened at one unit, in order: its reports, and what was decided, concluded and found.

Reports, events and results are append-only and tell themselves; of reviews and tasks only the
newest state is kept, so when each step was taken is read from the audit rows beside them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from congress.audit import AuditEntry
from congress.events import CongressEvent
from congress.facts import Fact
from congress.first_meeting import FIRST_MEETING, FirstMeeting
from congress.first_meeting import of_fact as meeting_of
from congress.plans import ItemStatus
from congress.reports import StatusReport
from congress.results import Result
from congress.results import of_fact as result_of
from congress.reviews import Review
from congress.tasks import Task
from congress.trips import Trip


@dataclass(frozen=True)
class Record:
    """One line of a unit's log: a report, a decision, a result, or a step of numbered work.

    `old` is the status that the report before it gave the same item; None for the first one.
    `tasks` were set together, or one of them came to `status`.
    """

    at: datetime
    id: int
    member: int | None
    report: StatusReport | None = None
    old: ItemStatus | None = None
    event: CongressEvent | None = None
    result: Result | None = None
    meeting: FirstMeeting | None = None
    review: Review | None = None
    trip: Trip | None = None
    tasks: tuple[Task, ...] = ()
    status: ItemStatus | None = None


def order_records(records: Iterable[Record]) -> list[Record]:
    """Put what happened into order, newest first."""
    return sorted(records, key=lambda record: (record.at, record.id), reverse=True)


def tell_reports(reports: Sequence[StatusReport]) -> Iterator[Record]:
    """Tell reports; all of the unit's, in any order."""
    known: dict[str, ItemStatus] = {}
    for report in sorted(reports, key=lambda one: (one.at, one.id)):
        old = None
        if report.item and report.status:
            old = known.get(report.item)
            known[report.item] = report.status
        yield Record(report.at, report.id, report.member, report=report, old=old)


def tell_event(event: CongressEvent) -> Record:
    """Tell what was decided of the congress, or how far it is."""
    return Record(event.at, event.id, event.member, event=event)


def tell_result(fact: Fact) -> Record:
    """Tell what was said of how the congress went, or of its first meeting."""
    if fact.subject == FIRST_MEETING:
        return Record(fact.at, fact.id, fact.member, meeting=meeting_of(fact))
    return Record(fact.at, fact.id, fact.member, result=result_of(fact))


def tell_trip(trip: Trip) -> Record:
    """Tell that somebody came and looked."""
    return Record(trip.at, trip.number, trip.member, trip=trip)


def tell_reviews(reviews: Iterable[Review], trail: Iterable[AuditEntry]) -> Iterator[Record]:
    """Tell what reviews came to; `trail` has the audit rows of "review K12/1" and the like.

    A sample's reviews have no rows: theirs is the time at which they were written down.
    """
    concluded = {entry.object: entry for entry in trail if entry.action == "review"}
    for review in reviews:
        if review.outcome is None:
            continue
        entry = concluded.get(f"review {review.unit}/{review.round}")
        if entry:
            yield Record(entry.at, entry.id, entry.member, review=review)
        else:
            yield Record(review.at, review.id, review.member, review=review)


def tell_tasks(tasks: Iterable[Task], trail: Iterable[AuditEntry]) -> Iterator[Record]:
    """Tell tasks of one kind: those set at once in one line, then each step of each of them."""
    known = {task.code: task for task in sorted(tasks, key=lambda one: one.number)}
    for (at, member, _common), made in groupby(known.values(), _setting):
        together = tuple(made)
        yield Record(at, together[-1].number, member, tasks=together)
    for entry in trail:
        task = known.get(entry.object.rpartition(" ")[2])
        if task and entry.old and entry.new:
            status = ItemStatus(entry.new)
            yield Record(entry.at, entry.id, entry.member, tasks=(task,), status=status)


def _setting(task: Task) -> tuple[datetime, int | None, bool]:
    return task.at, task.member, task.common
