"""What leaders ask about: some units at one instant, with their items, signs of life and issues.

Answers by chat and the morning digest tell the same numbers because all are counted here and in
the pictures this one is made of. The rules themselves are derive's.
"""

from functools import cached_property

from congress.authority import concerns_level
from congress.coming import Coming
from congress.dues import Dues
from congress.epidemic import RegimeChange
from congress.matters import Matter, find_proposed, find_waiting
from congress.silence import Silence
from congress.tally import Tally, count_by_kind
from congress.tasks import TaskKind
from congress.tiers import Tiers, find_tiers


class Overview(Coming, Dues, Silence):
    """All that is told of some units at one instant."""

    @cached_property
    def tally(self) -> tuple[Tally, ...]:
        """Count by kind, in the order of the units."""
        return count_by_kind(self.units, held=self.held)

    @cached_property
    def tiers(self) -> Tiers | None:
        """Give how far each tier is; None where the units are all of one."""
        return find_tiers(self.directory, self.units)

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
    def waiting(self) -> tuple[Matter, ...]:
        """List what waits for a decision: days, plans and contents handed in, results, proposals.

        To a reader who sees a subtree, only what his level decides; a group or a unit, which
        decides nothing, sees all that waits above it.
        """
        proposals = [task for task in self.tasks if task.kind is TaskKind.PROPOSAL]
        return tuple(
            matter
            for unit in self.units
            for matter in (
                *find_waiting(unit, directory=self.directory, progress=self.progress),
                *find_proposed(unit, proposals),
            )
            if self.reader is None or concerns_level(self.directory, self.reader, unit)
        )
