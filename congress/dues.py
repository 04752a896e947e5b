"""What is to be done by a day: overdue, or due from now on, by unit, group and upper unit."""

from datetime import timedelta
from functools import cached_property

from congress.dates import working_days_after
from congress.derive import find_due, find_overdue
from congress.matters import Matter, Share, share_out
from congress.picture import Picture
from congress.plans import PlanItem
from congress.tiers import UpperShare, share_by_upper
from congress.units import Unit


class Dues(Picture):
    """Tell what is overdue and what falls due."""

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

    def days_late(self, matter: Matter) -> int:
        """Give how many working days something is late."""
        due = matter.item.due if matter.item else self.today
        return working_days_after(due, self.today, self.works)

    @cached_property
    def _items(self) -> tuple[PlanItem, ...]:
        plans = self.directory.items_by_unit
        return tuple(item for unit in self.units for item in plans.get(unit.code, ()))
