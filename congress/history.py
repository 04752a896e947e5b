"""The illustrative past of a sample: what had happened by a day, written as a rule.

Everything due before that day was done on its due date, except what the sample names. What the day
of a congress makes done follows that day alone; what stands on record behind the rest is
congress.past_decisions' and congress.past_facts' work.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from chat.message import Value
from congress.basis import Basis
from congress.dates import WorkingDay, add_working_days, instant
from congress.decided import DAY, DAY_PROPOSAL, REVIEW
from congress.events import Congress, CongressEvent, EventKind
from congress.issues import Issue
from congress.planning import friday_from, put_off
from congress.plans import ItemStatus, PlanItem
from congress.ratification import step_of
from congress.reports import ReportKind, StatusReport
from congress.units import Unit

#: When in the day the sample's units reported, in the congress zone.
REPORTED_AT = time(16, 0)
#: A day that was agreed to had been proposed so long before.
_PROPOSED_BEFORE = timedelta(days=4)

#: The day on which each item of each unit was done, by the unit's code and the item's.
Done = Mapping[str, Mapping[str, date]]


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


class Called(Value):
    """What the decisions of a sample rest on; "{number}" counts its documents."""

    meeting: str
    submission: str
    ratification: str


class History(Value):
    """What had happened before `until`.

    `open` are items ("K03/X17") that nobody has reported. `heard_on` are the days on which units,
    in turn, last said that nothing is new (none: the day before `until`); `last_heard` names the
    units that differ. `put_off` has the items about the day of a congress, and when they are due
    of units that have not come so far. Events and reports have no ids and no members yet.
    """

    until: date
    called: Called
    open: frozenset[str] = frozenset()
    reports: tuple[PastReport, ...] = ()
    moved: tuple[MovedDue, ...] = ()
    put_off: Mapping[str, date] = {}
    heard_on: tuple[date, ...] = ()
    last_heard: Mapping[str, date] = {}
    congresses: tuple[Congress, ...] = ()
    events: tuple[CongressEvent, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def held(self) -> Mapping[str, Congress]:
        """Map the units that had held their congress to it."""
        return {one.unit: one for one in self.congresses if one.held_on}

    @property
    def named(self) -> frozenset[str]:
        """List the items ("K03/X17") of which the rule says nothing."""
        return self.open | {f"{said.unit}/{said.item}" for said in self.reports}

    def day_of(self, unit: str, kind: EventKind) -> date | None:
        """Give the day on which something first happened to a unit's congress."""
        days = (one.happened_on for one in self.events if (one.unit, one.kind) == (unit, kind))
        return next(days, None)


def move_dues(history: History, items: Iterable[PlanItem]) -> list[PlanItem]:
    """Give a plan with the due dates that were put off; weekly items have come to this week."""
    dues = {(unit, move.item): move.due for move in history.moved for unit in move.units}
    held, named = history.held, history.named
    moved = []
    for item in items:
        due = dues.get((item.unit, item.code), item.due)
        if f"{item.unit}/{item.code}" not in named and not _has_day(history, item):
            due = max(due, history.put_off.get(item.code, due))
        if item.weekly and item.unit not in held:
            due = friday_from(history.until)
        moved.append(item if due == item.due else put_off(item, due))
    return moved


def _has_day(history: History, item: PlanItem) -> bool:
    """Tell whether a unit has come so far as an item about its day asks."""
    if item.unit in history.held or history.day_of(item.unit, EventKind.APPROVED):
        return True
    proposed = history.day_of(item.unit, EventKind.PROPOSED) is not None
    return proposed and item.code in DAY_PROPOSAL


@dataclass(frozen=True)
class Rule:
    """Tells when the items of a sample were done; `reviewed` has what known reviews rest on."""

    history: History
    works: WorkingDay
    reviewed: Mapping[str, Basis]

    def find_done(self, units: Iterable[Unit], items: Iterable[PlanItem]) -> Done:
        """Give the days of all that the rule or an exception calls done, and of no other item."""
        done: dict[str, dict[str, date]] = {unit.code: {} for unit in units}
        for said in self.history.reports:
            if said.status is ItemStatus.DONE:
                done[said.unit][said.item] = said.on
        named, last = self.history.named, find_last_heard(self.history, units)
        for item in items:
            day = self._find_day(item)
            if day and f"{item.unit}/{item.code}" not in named:
                reported = not item.decided and step_of(item) is None
                done[item.unit][item.code] = (
                    min(day, last.get(item.unit, day)) if reported else day
                )
        return done

    def _find_day(self, item: PlanItem) -> date | None:
        approved = self.history.day_of(item.unit, EventKind.APPROVED)
        if item.code in DAY and item.unit not in self.history.held:
            return approved
        if item.code in DAY_PROPOSAL and item.unit not in self.history.held:
            proposed = self.history.day_of(item.unit, EventKind.PROPOSED)
            return proposed or (min(item.due, approved - _PROPOSED_BEFORE) if approved else None)
        if item.code in REVIEW and item.unit in self.reviewed:
            return self.reviewed[item.unit].on
        return self._find_worked(item) if item.due < self.history.until else None

    def _find_worked(self, item: PlanItem) -> date:
        """Give the due date, or the working day before it; the days of a congress are any."""
        congress = self.history.held.get(item.unit)
        if self.works(item.due) or (
            congress and congress.closes_on and item.due >= congress.closes_on
        ):
            return item.due
        return add_working_days(item.due, -1, self.works)


def replay(
    history: History, done: Done, *, items: Iterable[PlanItem], units: Iterable[Unit]
) -> list[StatusReport]:
    """Give the reports that the rule and its exceptions make, oldest first.

    What a decision makes done, nobody reports.
    """
    told = [
        *_tell_exceptions(history),
        *_tell_done(history, done, items),
        *_tell_nothing_new(find_last_heard(history, units)),
    ]
    return sorted(told, key=lambda report: (report.at, report.unit))


def find_last_heard(history: History, units: Iterable[Unit]) -> dict[str, date]:
    """Map the units that have not held their congress to their last sign of life."""
    left = [unit.code for unit in units if unit.code not in history.held]
    days = history.heard_on or (history.until - timedelta(days=1),)
    return {
        unit: history.last_heard.get(unit, days[turn % len(days)])
        for turn, unit in enumerate(left)
    }


def _tell_exceptions(history: History) -> Iterator[StatusReport]:
    for said in history.reports:
        at = instant(said.on, REPORTED_AT)
        yield StatusReport(id=0, at=at, **said.model_dump(exclude={"on"}))


def _tell_done(history: History, done: Done, items: Iterable[PlanItem]) -> Iterator[StatusReport]:
    named = history.named
    for item in items:
        day, status = done[item.unit].get(item.code), ItemStatus.DONE
        if day is None and item.code in DAY:
            day, status = history.day_of(item.unit, EventKind.PROPOSED), ItemStatus.SUBMITTED
        told = status is ItemStatus.SUBMITTED or not item.decided
        if day and told and f"{item.unit}/{item.code}" not in named:
            at = instant(day, REPORTED_AT)
            yield StatusReport(id=0, unit=item.unit, item=item.code, status=status, at=at)


def _tell_nothing_new(last: Mapping[str, date]) -> Iterator[StatusReport]:
    for unit, day in last.items():
        at = instant(day, REPORTED_AT)
        yield StatusReport(id=0, unit=unit, kind=ReportKind.NOTHING_NEW, at=at)
