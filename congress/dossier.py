"""All that is on record about one unit at an instant: what its card, gate and reviews read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from congress.dates import local_date
from congress.directory import Directory
from congress.events import Congress
from congress.facts import Facts
from congress.issues import Issue
from congress.plans import ItemStatus, PlanItem, Progress
from congress.reviews import Review
from congress.structure import Verdict, find_failed
from congress.tasks import Task, TaskKind
from congress.transitions import ELECTION
from congress.units import Unit


@dataclass(frozen=True)
class Dossier:
    """One unit; `issues` and `tasks` are all of its own, closed ones too, `reviews` by round."""

    as_of: datetime
    directory: Directory
    unit: Unit
    progress: Mapping[str, Progress]
    facts: Facts
    issues: tuple[Issue, ...] = ()
    tasks: tuple[Task, ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def today(self) -> date:
        """Give the local day."""
        return local_date(self.as_of)

    @property
    def congress(self) -> Congress:
        """Give the unit's congress."""
        return self.directory.congress(self.unit.code)

    @property
    def plan(self) -> tuple[PlanItem, ...]:
        """Give the unit's plan."""
        return self.directory.items_by_unit.get(self.unit.code, ())

    @property
    def contents(self) -> str:
        """Give the numbers of the contents of its congress."""
        return self.directory.contents_of(self.unit)

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """List the criteria of the make-up that are not met; none where nobody is elected."""
        if ELECTION not in self.contents:
            return ()
        return find_failed(self.unit, self.facts, self.directory.profile)

    def find_item(self, *codes: str) -> PlanItem | None:
        """Find the item of the plan that has one of some codes."""
        return next((item for item in self.plan if item.code in codes), None)

    def status_of(self, item: str) -> ItemStatus:
        """Give how far an item is; one that is in no plan is not started."""
        known = self.progress.get(item)
        return known.status if known else ItemStatus.NOT_STARTED

    def tasks_of(self, kind: TaskKind) -> tuple[Task, ...]:
        """List the tasks of a kind, by number."""
        return tuple(task for task in self.tasks if task.kind is kind)
