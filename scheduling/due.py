"""What each person is due to be reminded of at an instant: pure rules, no rows (DOMAIN 8.10).

Nothing "fires" here. Asked late, twice or after days off, it answers with what is true now, and
for each item with the newest rung only; what was claimed before is taken off by who asks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache

from congress.dates import WorkingDay, add_working_days, instant, local_date, working_days_after
from congress.directory import Directory
from congress.duties import Duty, find_item_duties
from congress.members import Member
from congress.nudges import NudgeKey, NudgeKind
from congress.office import Office
from congress.plans import Progress
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


@dataclass(frozen=True)
class Demand:
    """One thing not done as of a day; `days` are calendar days left, or working days past.

    `ahead` is the rung of an upcoming duty; past that the rung depends on who is told. `since` is
    the due date, or the day a silent unit was last heard of (date.min: never).
    """

    kind: NudgeKind
    unit: str
    days: int
    version: int
    since: date
    duty: Duty | None = None
    ahead: int | None = None

    @property
    def is_beside(self) -> bool:
        """Tell whether this is kept beside the plans: it is opened by a command of its own."""
        return self.duty is not None and bool(self.duty.opens)

    def key_for(self, member: Member) -> NudgeKey | None:
        """Give the key of what a member is to be told; None when he is not told (yet)."""
        rung = self._find_rung(member.role)
        if rung is None:
            return None
        return NudgeKey(
            kind=self.kind,
            unit=self.unit,
            item=self.duty.code if self.duty else "",
            rung=rung,
            due_version=self.version,
            member=member.id,
        )

    def told_to(self, member: Member, directory: Directory) -> "Demand":
        """Give what a member may read of it."""
        return replace(self, duty=self.duty and self.duty.told_to(member, directory))

    def _find_rung(self, role: Role) -> str | None:
        duty = self.duty
        if duty is None:
            return find_rung(role, self.days)
        if self.ahead is not None:
            return str(self.ahead) if role in duty.doers else None
        if role not in duty.doers | duty.above:
            return None
        return find_rung(role, self.days, doers=duty.doers, at_once=duty.at_once)


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
    beside: Iterable[Duty] = (),
    now: datetime,
    office: Office,
) -> dict[int, tuple[Nudge, ...]]:
    """Give what each member is to be told today, claimed or not; nothing outside the hours.

    Overdue items come first, then upcoming ones, the earliest due date first; then what is kept
    `beside` the plans, in the same order; then silent units.
    """
    if not is_reminding_time(now, office):
        return {}
    today, works = local_date(now), cache(office.works)
    demands: dict[str, list[Demand]] = {}
    roles = set(LEVELS)
    for duty in (*find_item_duties(directory, progress), *beside):
        demands.setdefault(duty.unit, []).extend(_weigh(duty, today=today, works=works))
        roles |= duty.doers
    for silence in silences:
        demands.setdefault(silence.unit, []).append(_weigh_silence(silence))
    found = {one.id: _nudge(one, directory, demands) for one in directory.people(*roles)}
    return {member: nudges for member, nudges in found.items() if nudges}


def find_rung_ahead(
    due: date, *, weekly: bool = False, today: date, works: WorkingDay
) -> int | None:
    """Find the newest rung before a due date that has been reached; None before the first.

    A rung that falls on a day off is reached on the working day before (DOMAIN 8.3).
    """
    rungs = AHEAD_WEEKLY if weekly else AHEAD
    days = {n: _remind_on(due - timedelta(days=n), works) for n in rungs}
    return min((n for n, day in days.items() if day <= today), default=None)


def _remind_on(day: date, works: WorkingDay) -> date:
    return day if works(day) else add_working_days(day, -1, works)


def _nudge(
    member: Member,
    directory: Directory,
    demands: Mapping[str, Sequence[Demand]],
) -> tuple[Nudge, ...]:
    # What is the committee's own at the top is no reporting unit's.
    places = dict.fromkeys(
        (*(unit.code for unit in directory.units_of(member)), directory.root.code)
    )
    nudges = [
        Nudge(key, demand.told_to(member, directory))
        for place in places
        for demand in demands.get(place, ())
        if (key := demand.key_for(member)) and _is_told_of(member, demand, directory)
    ]
    order = list(NudgeKind)
    return tuple(
        sorted(
            nudges,
            key=lambda one: (
                one.demand.duty is None,
                one.demand.is_beside,
                order.index(one.demand.kind),
                one.demand.since,
            ),
        ),
    )


def _is_told_of(member: Member, demand: Demand, directory: Directory) -> bool:
    if demand.duty:
        return demand.duty.concerns(member, directory)
    return member.role in REPORTERS or directory.oversees(member, demand.unit)


def _weigh(duty: Duty, *, today: date, works: WorkingDay) -> list[Demand]:
    if today > duty.due:
        days = working_days_after(duty.due, today, works)
        kind, ahead = NudgeKind.OVERDUE, None
    else:
        days = (duty.due - today).days
        kind = NudgeKind.UPCOMING
        ahead = find_rung_ahead(duty.due, weekly=duty.weekly, today=today, works=works)
        if ahead is None:
            return []
    return [Demand(kind, duty.unit, days, duty.version, duty.due, duty, ahead)]


def _weigh_silence(silence: Silence) -> Demand:
    heard = silence.heard_on
    version = heard.toordinal() if heard else 0
    return Demand(NudgeKind.SILENCE, silence.unit, silence.days, version, heard or date.min)
