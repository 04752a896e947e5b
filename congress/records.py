"""What happened at one unit, told from its append-only rows: reports and decisions together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from congress.events import CongressEvent
from congress.facts import Fact
from congress.first_meeting import FIRST_MEETING, FirstMeeting
from congress.first_meeting import of_fact as meeting_of
from congress.plans import ItemStatus
from congress.reports import StatusReport
from congress.results import Result
from congress.results import of_fact as result_of


@dataclass(frozen=True)
class Record:
    """One line of a unit's log: a report, a decision, or a result.

    `old` is the status that the report before it gave the same item; None for the first one.
    """

    at: datetime
    id: int
    member: int | None
    report: StatusReport | None = None
    old: ItemStatus | None = None
    event: CongressEvent | None = None
    result: Result | None = None
    meeting: FirstMeeting | None = None


def tell_records(
    reports: Sequence[StatusReport],
    events: Iterable[CongressEvent],
    results: Iterable[Fact] = (),
) -> list[Record]:
    """List what happened, newest first; `reports` are all of the unit's, in any order.

    `results` are all that was said of how the congress went, and its first meeting.
    """
    told = [
        *_tell_reports(reports),
        *(_tell_event(event) for event in events),
        *map(_tell_result, results),
    ]
    return sorted(told, key=lambda record: (record.at, record.id), reverse=True)


def _tell_reports(reports: Sequence[StatusReport]) -> Iterator[Record]:
    known: dict[str, ItemStatus] = {}
    for report in sorted(reports, key=lambda one: (one.at, one.id)):
        old = None
        if report.item and report.status:
            old = known.get(report.item)
            known[report.item] = report.status
        yield Record(report.at, report.id, report.member, report=report, old=old)


def _tell_event(event: CongressEvent) -> Record:
    return Record(event.at, event.id, event.member, event=event)


def _tell_result(fact: Fact) -> Record:
    if fact.subject == FIRST_MEETING:
        return Record(fact.at, fact.id, fact.member, meeting=meeting_of(fact))
    return Record(fact.at, fact.id, fact.member, result=result_of(fact))
