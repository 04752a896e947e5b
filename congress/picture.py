"""Some units at one instant, read once (storage/overview.py) and then only looked at.

What is coming, due or quiet among them, each in a module of its own, is told by congress.overview.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Self

from congress.dates import WorkingDay, local_date
from congress.derive import day_of, status_of
from congress.directory import Directory
from congress.dossier import Dossier
from congress.events import DECIDED_STATES, CongressState
from congress.facts import Facts
from congress.issues import Issue
from congress.matters import Matter
from congress.members import Member
from congress.plans import ItemStatus, PlanItem, Progress
from congress.reviews import Review
from congress.tasks import Task, TaskKind
from congress.units import Unit


@dataclass(frozen=True)
class Picture:
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

    def seen_by(self, reader: Member) -> Self:
        """Look at the same picture as one person does."""
        return replace(self, reader=reader)

    def narrow(self, units: Iterable[Unit]) -> Self:
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

    def opens_on(self, unit: Unit) -> date | None:
        """Give the opening day of a unit's congress: decided, proposed, or only planned."""
        return day_of(unit, self.directory.congress(unit.code))

    def is_decided(self, unit: Unit) -> bool:
        """Tell whether a unit's day stands; else it is shown as thought of only (DOMAIN 8.2)."""
        return self.directory.congress(unit.code).state in DECIDED_STATES

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

    def status_of(self, item: PlanItem) -> ItemStatus:
        """Give how far an item is."""
        return status_of(item, self.progress)

    @cached_property
    def _progress_by_unit(self) -> Mapping[str, Mapping[str, Progress]]:
        found: dict[str, dict[str, Progress]] = {}
        for (unit, code), known in self.progress.items():
            found.setdefault(unit, {})[code] = known
        return found

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
