"""Who was heard of lately, and who is silent (DOMAIN 8.9)."""

from datetime import UTC, datetime
from functools import cached_property

from congress.dates import local_date
from congress.derive import SILENT_DAYS, is_silent
from congress.picture import Picture
from congress.units import Unit


class Silence(Picture):
    """Tell which units have been heard of, and which have been quiet for too long."""

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
        """List the units that were heard within the week, but only that nothing is new.

        The week is of local days, as in heard_lately.
        """
        reported = {
            code
            for code, at in self.reported.items()
            if (self.today - local_date(at)).days < SILENT_DAYS
        }
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
