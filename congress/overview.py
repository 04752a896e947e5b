"""What leaders ask about: some units at one instant, with their items, signs of life and issues.

Read once (storage/overview.py) and then only looked at: answers by chat and the morning digest
tell the same numbers because both are counted here. The rules themselves are derive's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from congress.authority import concerns_level
from congress.dates import WorkingDay, local_date, working_days_after
from congress.derive import (
    SILENT_DAYS,
    day_of,
    find_due,
    find_overdue,
    is_silent,
    status_of,
)
from congress.directory import Directory
from congress.dossier import Dossier
from congress.epidemic import RegimeChange
from congress.events import DATED_STATES, DECIDED_STATES, UNDATED_STATES, CongressState
from congress.facts import Facts
from congress.issues import Issue
from congress.matters import Matter, Share, find_waiting, share_out
from congress.members import Member
from congress.plans import ItemStatus, PlanItem, Progress
from congress.postponement import has_lapsed
from congress.readiness import Condition, find_missing
from congress.reviews import Review
from congress.tally import Tally, count_by_kind
from congress.tasks import Task, TaskKind
from congress.tiers import Tiers, UpperShare, find_tiers, share_by_upper
from congress.units import Unit

#: What a digest calls "the next days", and how far lists of what is coming go (DOMAIN 8.9).
WEEK = timedelta(days=7)
FORTNIGHT = timedelta(days=14)

#: A day stands, and the congress is still to come or going on.
_EXPECTED = DATED_STATES | {CongressState.IN_SESSION}
#: A day is only wished for, or nobody has spoken of one yet but the plan.
_HOPED_FOR = UNDATED_STATES | {CongressState.PROPOSED}


@dataclass(frozen=True)
class Overview:
    """Some units at one instant; `issues` are the open ones, absent progress is not started.

    `facts` are the newest ones by unit, `tasks` and `reviews` all there are of these units; the
    own tasks of the committees right above them come along.

    `heard` tells when each unit last gave a sign of life, "nothing new" included, and `reported`
    when it, or its group, last told something that was new; who never did is in neither.

    `reader` is who looks: what waits for a decision waits at his own level. None looks at all.
    """

    as_of: datetime
    directory: Directory
    works: WorkingDay
    units: tuple[Unit, ...]
    progress: Mapping[tuple[str, str], Progress]
    heard: Mapping[str, datetime]
    reported: Mapping[str, datetime]
    issues: tuple[Issue, ...]
    facts: Mapping[str, Facts] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    reviews: tuple[Review, ...] = ()
    reader: Member | None = None

    @cached_property
    def today(self) -> date:
        """Give the local day."""
        return local_date(self.as_of)

    def seen_by(self, reader: Member) -> "Overview":
        """Look at the same picture as one person does."""
        return replace(self, reader=reader)

    def narrow(self, units: Iterable[Unit]) -> "Overview":
        """Look at fewer units of the same picture."""
        chosen = tuple(units)
        codes = {unit.code for unit in chosen}
        return replace(
            self,
            units=chosen,
            issues=tuple(issue for issue in self.issues if issue.unit in codes),
            tasks=find_tasks(self.tasks, chosen),
            reviews=tuple(review for review in self.reviews if review.unit in codes),
        )

    @cached_property
    def held(self) -> tuple[Unit, ...]:
        """List the units that have held their congress."""
        return tuple(unit for unit in self.units if self.directory.is_held(unit.code))

    @cached_property
    def left(self) -> tuple[Unit, ...]:
        """List the units that have not."""
        return tuple(unit for unit in self.units if not self.directory.is_held(unit.code))

    @cached_property
    def tally(self) -> tuple[Tally, ...]:
        """Count by kind, in the order of the units."""
        return count_by_kind(self.units, held=self.held)

    @cached_property
    def tiers(self) -> Tiers | None:
        """Give how far each tier is; None where the units are all of one."""
        return find_tiers(self.directory, self.units)

    @cached_property
    def postponed(self) -> tuple[Unit, ...]:
        """List the units whose congress is postponed."""
        return self._in_state(CongressState.POSTPONED)

    @cached_property
    def lapsed(self) -> tuple[Unit, ...]:
        """List those postponed until a day that is over: somebody has to decide again."""
        return tuple(
            unit
            for unit in self.postponed
            if has_lapsed(self.directory.congress(unit.code), today=self.today)
        )

    @cached_property
    def unready(self) -> tuple[Unit, ...]:
        """List the congresses of the next fortnight whose day stands and that lack something."""
        return tuple(
            unit
            for unit in self.opening_within(FORTNIGHT, decided=True)
            if self.directory.congress(unit.code).state is CongressState.APPROVED
        )

    @cached_property
    def hoped_for(self) -> tuple[Unit, ...]:
        """List the congresses of the next fortnight whose day nobody has agreed to."""
        return self.opening_within(FORTNIGHT, decided=False)

    @cached_property
    def ahead(self) -> tuple[Unit, ...]:
        """List the congresses of the next seven days whose day was decided."""
        return self.opening_within(WEEK, decided=True)

    @cached_property
    def expected(self) -> tuple[Unit, ...]:
        """List the congresses of the next seven days whose day is only thought of."""
        return self.opening_within(WEEK, decided=False)

    def opening_within(self, span: timedelta, *, decided: bool) -> tuple[Unit, ...]:
        """List the congresses still to come that open from today on, the earliest first."""
        states = _EXPECTED if decided else _HOPED_FOR
        found = [
            (opens, unit)
            for unit in self.left
            if self.directory.congress(unit.code).state in states
            and (opens := self.opens_on(unit))
            and self.today <= opens <= self.today + span
        ]
        return tuple(unit for _, unit in sorted(found, key=lambda pair: pair[0]))

    def opens_on(self, unit: Unit) -> date | None:
        """Give the opening day of a unit's congress: decided, proposed, or only planned."""
        return day_of(unit, self.directory.congress(unit.code))

    @cached_property
    def regimes(self) -> tuple[RegimeChange, ...]:
        """List the epidemic regimes in force here or set to come, the widest area first."""
        coming = {change.since for change in self.directory.regimes if change.since > self.today}
        found = {
            change.id: change
            for day in sorted({self.today, *coming})
            for unit in self.units
            if (change := self.directory.regime_at(day, unit=unit.code))
        }
        return tuple(sorted(found.values(), key=lambda one: (one.area is not None, one.since)))

    @cached_property
    def overdue(self) -> tuple[Matter, ...]:
        """List what should have been done and is not, the oldest first."""
        late = find_overdue(
            self._items,
            progress=self.progress,
            congresses=self.directory.congresses,
            now=self.as_of,
        )
        return self._matters(late)

    def due_within(self, span: timedelta) -> tuple[Matter, ...]:
        """List what is to be done from now on, the earliest first."""
        coming = find_due(
            self._items,
            progress=self.progress,
            congresses=self.directory.congresses,
            now=self.as_of,
            within=span,
        )
        return self._matters(coming)

    @cached_property
    def silent(self) -> tuple[Unit, ...]:
        """List the units that have not been heard of for too long (DOMAIN 8.9)."""
        return tuple(
            unit
            for unit in self.left
            if is_silent(
                unit,
                self.directory.congress(unit.code),
                heard_at=self.heard.get(unit.code),
                now=self.as_of,
                works=self.works,
            )
        )

    @cached_property
    def waiting(self) -> tuple[Matter, ...]:
        """List what waits for a decision: days, plans and contents handed in, results.

        To a reader who sees a subtree, only what his level decides; a group or a unit, which
        decides nothing, sees all that waits above it.
        """
        return tuple(
            matter
            for unit in self.units
            for matter in find_waiting(unit, directory=self.directory, progress=self.progress)
            if self.reader is None or concerns_level(self.directory, self.reader, unit)
        )

    @cached_property
    def overdue_units(self) -> tuple[Unit, ...]:
        """List the units that are late with something, each once."""
        return tuple(dict.fromkeys(matter.unit for matter in self.overdue))

    @property
    def overdue_by_group(self) -> tuple[Share, ...]:
        """Share what is overdue out to the groups."""
        return share_out(self.overdue, directory=self.directory)

    @property
    def overdue_by_upper(self) -> tuple[UpperShare, ...]:
        """Share what is overdue out to the upper units."""
        return share_by_upper(self.overdue, directory=self.directory, units=self.units)

    @cached_property
    def heard_lately(self) -> tuple[Unit, ...]:
        """List the units not held yet that gave a sign of life within the week.

        By whole days, as silence is counted: who is not among them is silent.
        """
        return tuple(
            unit
            for unit in self.left
            if (days := self.days_quiet(unit)) is not None and days < SILENT_DAYS
        )

    @cached_property
    def silent_near_day(self) -> tuple[Unit, ...]:
        """List the silent units heard within the week: near their day that is too rare."""
        heard = {unit.code for unit in self.heard_lately}
        return tuple(unit for unit in self.silent if unit.code in heard)

    @cached_property
    def only_nothing_new(self) -> tuple[Unit, ...]:
        """List the units that were heard within the week, but only that nothing is new."""
        since = self.as_of - WEEK
        reported = {code for code, at in self.reported.items() if at >= since}
        return tuple(unit for unit in self.heard_lately if unit.code not in reported)

    @cached_property
    def quietest(self) -> Unit | None:
        """Give the unit not held yet that has been quiet for the longest time."""
        never = datetime.min.replace(tzinfo=UTC)
        return min(self.left, key=lambda unit: self.heard.get(unit.code, never), default=None)

    def days_quiet(self, unit: Unit) -> int | None:
        """Give how many days ago a unit was last heard; None when it never was."""
        at = self.heard.get(unit.code)
        return (self.today - local_date(at)).days if at else None

    def is_decided(self, unit: Unit) -> bool:
        """Tell whether a unit's day stands; else it is shown as thought of only (DOMAIN 8.2)."""
        return self.directory.congress(unit.code).state in DECIDED_STATES

    def missing(self, unit: Unit) -> tuple[Condition, ...]:
        """List what keeps a unit's congress from being ready (DOMAIN 8.4)."""
        return find_missing(self.dossier(unit))

    def dossier(self, unit: Unit) -> Dossier:
        """Give what is on record about one unit; of its issues only the open ones."""
        return Dossier(
            as_of=self.as_of,
            directory=self.directory,
            unit=unit,
            progress=self._progress_by_unit.get(unit.code, {}),
            facts=self.facts.get(unit.code) or Facts(),
            issues=tuple(issue for issue in self.issues if issue.unit == unit.code),
            tasks=tuple(task for task in self.tasks if task.unit == unit.code),
            reviews=tuple(review for review in self.reviews if review.unit == unit.code),
        )

    def days_late(self, matter: Matter) -> int:
        """Give how many working days something is late."""
        due = matter.item.due if matter.item else self.today
        return working_days_after(due, self.today, self.works)

    def status_of(self, item: PlanItem) -> ItemStatus:
        """Give how far an item is."""
        return status_of(item, self.progress)

    @cached_property
    def _progress_by_unit(self) -> Mapping[str, Mapping[str, Progress]]:
        found: dict[str, dict[str, Progress]] = {}
        for (unit, code), known in self.progress.items():
            found.setdefault(unit, {})[code] = known
        return found

    @cached_property
    def _items(self) -> tuple[PlanItem, ...]:
        plans = self.directory.items_by_unit
        return tuple(item for unit in self.units for item in plans.get(unit.code, ()))

    def _matters(self, items: Iterable[PlanItem]) -> tuple[Matter, ...]:
        return tuple(Matter(self.directory.units[item.unit], item) for item in items)

    def _in_state(self, state: CongressState) -> tuple[Unit, ...]:
        return tuple(
            unit for unit in self.units if self.directory.congress(unit.code).state is state
        )


def find_tasks(tasks: Iterable[Task], units: Iterable[Unit]) -> tuple[Task, ...]:
    """List the tasks of some units, and those of bodies of the committees right above them."""
    chosen = tuple(units)
    codes = {unit.code for unit in chosen}
    above = {unit.parent for unit in chosen} - {None}
    return tuple(
        task
        for task in tasks
        if task.unit in codes or (task.kind is TaskKind.BODY and task.unit in above)
    )
