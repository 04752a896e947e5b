"""The illustrative past of a sample: what had happened by a day, written as a rule.

Everything due before that day was reported done on its due date, except what the sample names.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta

from chat.message import Value
from congress.dates import WorkingDay, add_working_days, instant
from congress.events import Congress, CongressEvent
from congress.issues import Issue
from congress.planning import friday_from, put_off
from congress.plans import ItemStatus, PlanItem
from congress.reports import ReportKind, StatusReport
from congress.units import Unit

#: When in the day the sample's units reported, in the congress zone.
REPORTED_AT = time(16, 0)


class PastReport(Value):
    """What a unit said of one item; it replaces what the rule would say."""

    unit: str
    item: str
    status: ItemStatus
    on: date
    percent: int | None = None
    note: str = ""


class MovedDue(Value):
    """A due date of some units that was put off after the plan had been made."""

    units: frozenset[str]
    item: str
    due: date


class History(Value):
    """What had happened before `until`.

    `open` are items ("K03/X17") that nobody has reported. `heard_on` are the days on which units,
    in turn, last said that nothing is new (none: the day before `until`); `last_heard` names the
    units that differ. Events and reports have no ids and no members yet.
    """

    until: date
    open: frozenset[str] = frozenset()
    reports: tuple[PastReport, ...] = ()
    moved: tuple[MovedDue, ...] = ()
    heard_on: tuple[date, ...] = ()
    last_heard: Mapping[str, date] = {}
    congresses: tuple[Congress, ...] = ()
    events: tuple[CongressEvent, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def held(self) -> frozenset[str]:
        """List the units that had held their congress."""
        return frozenset(congress.unit for congress in self.congresses if congress.held_on)


def move_dues(history: History, items: Iterable[PlanItem]) -> list[PlanItem]:
    """Give a plan with the due dates that were put off; weekly items have come to this week."""
    dues = {(unit, move.item): move.due for move in history.moved for unit in move.units}
    held = history.held
    moved = []
    for item in items:
        due = dues.get((item.unit, item.code), item.due)
        if item.weekly and item.unit not in held:
            due = friday_from(history.until)
        moved.append(item if due == item.due else put_off(item, due))
    return moved


def replay(
    history: History, *, units: Iterable[Unit], items: Iterable[PlanItem], works: WorkingDay
) -> list[StatusReport]:
    """Give the reports that the rule and its exceptions make, oldest first."""
    held = history.held
    left = [unit.code for unit in units if unit.code not in held]
    last = {unit: _find_last_heard(history, turn, unit) for turn, unit in enumerate(left)}
    told = [
        *_tell_exceptions(history),
        *_tell_done(history, items, last, works),
        *_tell_nothing_new(last),
    ]
    return sorted(told, key=lambda report: (report.at, report.unit))


def _find_last_heard(history: History, turn: int, unit: str) -> date:
    days = history.heard_on or (history.until - timedelta(days=1),)
    return history.last_heard.get(unit, days[turn % len(days)])


def _tell_exceptions(history: History) -> Iterator[StatusReport]:
    for said in history.reports:
        at = instant(said.on, REPORTED_AT)
        yield StatusReport(id=0, at=at, **said.model_dump(exclude={"on"}))


def _tell_done(
    history: History, items: Iterable[PlanItem], last: Mapping[str, date], works: WorkingDay
) -> Iterator[StatusReport]:
    named = history.open | {f"{said.unit}/{said.item}" for said in history.reports}
    for item in items:
        if item.due < history.until and f"{item.unit}/{item.code}" not in named:
            worked = item.due if works(item.due) else add_working_days(item.due, -1, works)
            day = min(worked, last.get(item.unit, history.until - timedelta(days=1)))
            yield StatusReport(
                id=0,
                unit=item.unit,
                item=item.code,
                status=ItemStatus.DONE,
                at=instant(day, REPORTED_AT),
            )


def _tell_nothing_new(last: Mapping[str, date]) -> Iterator[StatusReport]:
    for unit, day in last.items():
        at = instant(day, REPORTED_AT)
        yield StatusReport(id=0, unit=unit, kind=ReportKind.NOTHING_NEW, at=at)
