"""What is read off plans and reports and never stored: overdue, due soon, silent, stale, asked.

The words with a number are DOMAIN 8.9's; "overdue" counts working days, windows calendar days.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from congress.dates import WorkingDay, end_of_week, instant, local_date, working_days_after
from congress.events import HELD_STATES, Congress, CongressState, undated
from congress.plans import FINISHED, ItemStatus, PlanItem, Progress
from congress.standstill import goes_on_meanwhile
from congress.units import Unit

DUE_SOON = timedelta(days=7)
#: What a digest calls "the next days", and how far lists of what is coming go.
WEEK = timedelta(days=7)
FORTNIGHT = timedelta(days=14)
SILENT_DAYS = 7
#: From this many days before the congress on, one working day without news is silence.
LAST_DAYS = 10
STALE = timedelta(days=14)

#: Nobody is asked about these: finished, or handed in and waiting for somebody above.
NOT_ASKED = FINISHED | {ItemStatus.SUBMITTED}


def is_asked(item: PlanItem, status: ItemStatus, congress: Congress) -> bool:
    """Tell whether anybody is to be asked about an item that is open.

    Nobody is while its congress is postponed, save what goes_on_meanwhile(), nor for what was to
    be done before a congress that has been held.
    """
    if status in NOT_ASKED:
        return False
    goes_on = congress.state is not CongressState.POSTPONED or (
        goes_on_meanwhile(item) and not _comes_after(item.due, congress)
    )
    return is_called_for(item.due, congress, goes_on=goes_on)


def is_called_for(due: date, congress: Congress, *, goes_on: bool) -> bool:
    """Tell whether what is due on a day is still to be done, by how far its congress is.

    While it is postponed only what `goes_on` is; once it is held only what comes after it.
    """
    if congress.state is CongressState.POSTPONED:
        return goes_on
    return congress.state not in HELD_STATES or _comes_after(due, congress)


def _comes_after(due: date, congress: Congress) -> bool:
    return congress.opens_on is not None and due >= congress.opens_on


def status_of(item: PlanItem, progress: Mapping[tuple[str, str], Progress]) -> ItemStatus:
    """Give how far an item is; one nobody reported on is not started."""
    known = progress.get((item.unit, item.code))
    return known.status if known else ItemStatus.NOT_STARTED


def find_overdue(
    items: Iterable[PlanItem],
    *,
    progress: Mapping[tuple[str, str], Progress],
    congresses: Mapping[str, Congress],
    now: datetime,
) -> list[PlanItem]:
    """List the items that should have been done and are asked for, the longest overdue first."""
    today = local_date(now)
    late = [
        item
        for item in items
        # The cheapest question first.
        if _is_late(item, today=today, now=now)
        and is_asked(item, status_of(item, progress), _congress(item, congresses))
    ]
    return sorted(late, key=lambda item: (item.due, item.unit, item.position))


def find_due(
    items: Iterable[PlanItem],
    *,
    progress: Mapping[tuple[str, str], Progress],
    congresses: Mapping[str, Congress],
    now: datetime,
    within: timedelta = DUE_SOON,
) -> list[PlanItem]:
    """List the items asked for that fall due from now on within some days, the earliest first.

    A weekly item is among them in the week it is due in: once reported it is due in the next one.
    """
    today = local_date(now)
    last, weekly_last = today + within, end_of_week(today)
    coming = [
        item
        for item in items
        if today <= item.due <= last
        and (not item.weekly or item.due <= weekly_last)
        and is_asked(item, status_of(item, progress), _congress(item, congresses))
        and not _is_late(item, today=today, now=now)
    ]
    return sorted(coming, key=lambda item: (item.due, item.unit, item.position))


def find_left(
    plan: Iterable[PlanItem],
    *,
    statuses: Mapping[str, ItemStatus],
    congress: Congress,
    now: datetime,
) -> list[PlanItem]:
    """List what one unit is asked for until it is due soon, what is overdue first.

    The items of find_overdue() and find_due() in one pass, as every report is answered with it.
    """
    today = local_date(now)
    last, weekly_last = today + DUE_SOON, end_of_week(today)
    late: list[PlanItem] = []
    coming: list[PlanItem] = []
    for item in plan:
        if item.due > last:
            continue
        status = statuses.get(item.code, ItemStatus.NOT_STARTED)
        if status in NOT_ASKED or not is_asked(item, status, congress):
            continue
        if _is_late(item, today=today, now=now):
            late.append(item)
        elif not item.weekly or item.due <= weekly_last:
            coming.append(item)
    return [*sorted(late, key=_by_due), *sorted(coming, key=_by_due)]


def _is_late(item: PlanItem, *, today: date, now: datetime) -> bool:
    """Tell whether the due day, or the due time on it, is over."""
    if item.due != today:
        return item.due < today
    return item.due_time is not None and now > instant(item.due, item.due_time)


def _by_due(item: PlanItem) -> tuple[date, int]:
    return item.due, item.position


def find_stale(
    items: Iterable[PlanItem],
    *,
    progress: Mapping[tuple[str, str], Progress],
    now: datetime,
) -> list[PlanItem]:
    """List the items in progress that nobody has spoken of for 14 days."""
    return [
        item
        for item in items
        if (known := progress.get((item.unit, item.code)))
        and known.status is ItemStatus.IN_PROGRESS
        and known.reported_at is not None
        and now - known.reported_at >= STALE
    ]


def day_of(unit: Unit, congress: Congress) -> date | None:
    """Give day D: the approved or proposed opening day, else the day thought of (DOMAIN 8.2)."""
    return congress.opens_on or unit.planned_on


def is_silent(
    unit: Unit,
    congress: Congress,
    *,
    heard_at: datetime | None,
    now: datetime,
    works: WorkingDay,
) -> bool:
    """Tell whether a unit that has not held its congress has been quiet for too long.

    Too long is 7 calendar days, or one full working day within the last 10 days before D; a
    postponed congress has no last days.
    """
    if congress.state in HELD_STATES:
        return False
    if heard_at is None:
        return True
    today, heard = local_date(now), local_date(heard_at)
    if (today - heard).days >= SILENT_DAYS:
        return True
    opens = day_of(unit, congress)
    if opens is None or congress.state is CongressState.POSTPONED:
        return False
    near = timedelta(0) <= opens - today <= timedelta(days=LAST_DAYS)
    # The day that is still running is nobody's silence yet.
    return near and working_days_after(heard, today - timedelta(days=1), works) >= 1


def _congress(item: PlanItem, congresses: Mapping[str, Congress]) -> Congress:
    return congresses.get(item.unit) or undated(item.unit)
