"""What each person is due to be reminded of at an instant: pure rules, no rows (DOMAIN 8.10).

Nothing "fires" here. Asked late, twice or after days off, it answers with what is true now, and
for each item with the newest rung only; what was claimed before is taken off by who asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from congress.dates import WorkingDay, add_working_days, instant, local_date, working_days_after
from congress.derive import is_asked, status_of
from congress.directory import Directory
from congress.members import Member
from congress.nudges import NudgeKey, NudgeKind
from congress.office import Office
from congress.plans import Gate, PlanItem, Progress
from congress.roles import REPORTERS, Role
from scheduling.escalation import LEVELS, Silence, find_rung

#: How late a day's reminders still go out. Until the evening people can act or answer by chat;
#: later they would meet the quiet hours, and the next working day's words are truer.
REMIND_UNTIL = time(20, 0)

#: Calendar days before a due date at which it is announced. A missed rung counts until the next
#: one takes its place: the message always says how many days are really left.
AHEAD = (7, 3, 1, 0)

#: The same for what is due every week: seven days before, it was done only just now.
AHEAD_WEEKLY = (1, 0)

#: Those who are told of what is coming: who does it, and who is in charge of it.
FOREWARNED = frozenset({Role.UNIT_REPORTER, Role.GROUP_MEMBER})


@dataclass(frozen=True)
class Demand:
    """One thing not done as of a day; `days` are calendar days left, or working days past.

    `ahead` is the rung of an upcoming item; past that the rung depends on who is told. `since` is
    the due date, or the day a silent unit was last heard of (date.min: never).
    """

    kind: NudgeKind
    unit: str
    days: int
    version: int
    since: date
    item: PlanItem | None = None
    ahead: int | None = None

    def key_for(self, member: Member) -> NudgeKey | None:
        """Give the key of what a member is to be told; None when he is not told (yet)."""
        rung = self._find_rung(member.role)
        if rung is None:
            return None
        code = self.item.code if self.item else ""
        return NudgeKey(
            kind=self.kind,
            unit=self.unit,
            item=code,
            rung=rung,
            due_version=self.version,
            member=member.id,
        )

    def _find_rung(self, role: Role) -> str | None:
        if self.ahead is not None:
            return str(self.ahead) if role in FOREWARNED else None
        gate = self.item is not None and self.item.gate is Gate.HARD
        return find_rung(role, self.days, at_once=gate)


@dataclass(frozen=True)
class Nudge:
    """One line of a person's reminder, and the key it is claimed by."""

    key: NudgeKey
    demand: Demand


def is_reminding_time(now: datetime, office: Office) -> bool:
    """Tell whether reminders go out now: a working day, from `reminder_at` to REMIND_UNTIL."""
    today = local_date(now)
    opens, closes = instant(today, office.reminder_at), instant(today, REMIND_UNTIL)
    return opens <= now < closes and office.works(today)


def find_nudges(
    directory: Directory,
    *,
    progress: Mapping[tuple[str, str], Progress],
    silences: Sequence[Silence],
    now: datetime,
    office: Office,
) -> dict[int, tuple[Nudge, ...]]:
    """Give what each member is to be told today, claimed or not; nothing outside the hours.

    Overdue items come first, then upcoming ones, the earliest due date first; then silent units.
    """
    if not is_reminding_time(now, office):
        return {}
    today, works = local_date(now), cache(office.works)
    demands: dict[str, list[Demand]] = {}
    for item in directory.items.values():
        if is_asked(item, status_of(item, progress), directory.congress(item.unit)):
            demands.setdefault(item.unit, []).extend(_weigh(item, today=today, works=works))
    for silence in silences:
        demands.setdefault(silence.unit, []).append(_weigh_silence(silence))
    found = {one.id: _nudge(one, directory, demands) for one in directory.people(*LEVELS)}
    return {member: nudges for member, nudges in found.items() if nudges}


def find_rung_ahead(item: PlanItem, *, today: date, works: WorkingDay) -> int | None:
    """Find the newest rung before a due date that has been reached; None before the first.

    A rung that falls on a day off is reached on the working day before (DOMAIN 8.3).
    """
    rungs = AHEAD_WEEKLY if item.weekly else AHEAD
    days = {n: _remind_on(item.due - timedelta(days=n), works) for n in rungs}
    return min((n for n, day in days.items() if day <= today), default=None)


def _remind_on(day: date, works: WorkingDay) -> date:
    return day if works(day) else add_working_days(day, -1, works)


def _nudge(
    member: Member,
    directory: Directory,
    demands: Mapping[str, Sequence[Demand]],
) -> tuple[Nudge, ...]:
    seen = (
        demand
        for unit in directory.units_of(member)
        if unit.code in demands and _is_told_of(member, unit.code, directory)
        for demand in demands[unit.code]
    )
    nudges = [Nudge(key, demand) for demand in seen if (key := demand.key_for(member))]
    order = list(NudgeKind)
    return tuple(
        sorted(nudges, key=lambda one: (order.index(one.demand.kind), one.demand.since)),
    )


def _is_told_of(member: Member, unit: str, directory: Directory) -> bool:
    """Tell whether a unit is one's own business: a level above is told of those right below it.

    Where a level has nobody of the role, the next one above is told.
    """
    return member.role in REPORTERS or directory.oversees(member, unit)


def _weigh(item: PlanItem, *, today: date, works: WorkingDay) -> list[Demand]:
    if today > item.due:
        days = working_days_after(item.due, today, works)
        kind, ahead = NudgeKind.OVERDUE, None
    else:
        days = (item.due - today).days
        kind, ahead = NudgeKind.UPCOMING, find_rung_ahead(item, today=today, works=works)
        if ahead is None:
            return []
    return [Demand(kind, item.unit, days, item.due_version, item.due, item, ahead)]


def _weigh_silence(silence: Silence) -> Demand:
    heard = silence.heard_on
    version = heard.toordinal() if heard else 0
    return Demand(NudgeKind.SILENCE, silence.unit, silence.days, version, heard or date.min)
