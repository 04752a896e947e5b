"""The illustrative past of a sample: what had been reported by a day, written as a rule.

Everything due before that day was reported done on its due date, except what the sample names.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time, timedelta

from chat.message import Value
from congress.dates import WorkingDay, add_working_days, instant
from congress.events import CongressEvent
from congress.issues import Issue
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
    """A due date that was put off when the plan was already made."""

    unit: str
    item: str
    due: date


class History(Value):
    """What had happened before `until`, in the order of the rule.

    `open` are items nobody has reported, as (unit, item). `heard_on` are the days on which units,
    in turn, last said that nothing is new; `last_heard` names the units that differ. `events`,
    `issues` and reports made from this have no member yet, and events no id.
    """

    until: date
    open: frozenset[tuple[str, str]] = frozenset()
    reports: tuple[PastReport, ...] = ()
    moved: tuple[MovedDue, ...] = ()
    heard_on: tuple[date, ...]
    last_heard: dict[str, date] = {}
    events: tuple[CongressEvent, ...] = ()
    issues: tuple[Issue, ...] = ()


def move_dues(history: History, items: Iterable[PlanItem]) -> list[PlanItem]:
    """Give all items, with those due dates moved that the history moves."""
    dues = {(move.unit, move.item): move.due for move in history.moved}
    return [
        item.model_copy(update={"due": dues[key], "due_version": item.due_version + 1})
        if (key := (item.unit, item.code)) in dues
        else item
        for item in items
    ]


def replay(
    history: History,
    *,
    units: Iterable[Unit],
    items: Iterable[PlanItem],
    held: Mapping[str, date],
    works: WorkingDay,
) -> list[StatusReport]:
    """Give the reports that the rule and its exceptions make, oldest first, without ids.

    Units that had not held their congress also said "nothing new" on their last day.
    """
    left = [unit for unit in units if unit.code not in held]
    last = {unit.code: _last_heard(history, turn, unit) for turn, unit in enumerate(left)}
    nothing = [
        StatusReport(id=0, unit=unit, kind=ReportKind.NOTHING_NEW, at=instant(day, REPORTED_AT))
        for unit, day in last.items()
    ]
    told = [*_said(history), *_done(history, items, last, works)]
    return sorted([*told, *nothing], key=lambda report: (report.at, report.unit))


def _last_heard(history: History, turn: int, unit: Unit) -> date:
    usual = history.heard_on[turn % len(history.heard_on)]
    return history.last_heard.get(unit.code, usual)


def _said(history: History) -> Iterator[StatusReport]:
    for said in history.reports:
        yield StatusReport(
            id=0,
            at=instant(said.on, REPORTED_AT),
            **said.model_dump(exclude={"on"}),
        )


def _done(
    history: History, items: Iterable[PlanItem], last: Mapping[str, date], works: WorkingDay
) -> Iterator[StatusReport]:
    named = history.open | {(said.unit, said.item) for said in history.reports}
    for item in items:
        if item.due >= history.until or (item.unit, item.code) in named:
            continue
        day = item.due if works(item.due) else add_working_days(item.due, -1, works)
        day = min(day, last.get(item.unit, history.until - timedelta(days=1)))
        yield StatusReport(
            id=0,
            unit=item.unit,
            item=item.code,
            status=ItemStatus.DONE,
            at=instant(day, REPORTED_AT),
        )
