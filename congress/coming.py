"""The congresses that are coming: of the next days, thought of or decided, ready or postponed."""

from datetime import timedelta
from functools import cached_property

from congress.derive import FORTNIGHT, WEEK
from congress.events import DATED_STATES, UNDATED_STATES, CongressState
from congress.picture import Picture
from congress.postponement import has_lapsed
from congress.readiness import Condition, find_missing
from congress.units import Unit

#: A day stands, and the congress is still to come or going on.
_EXPECTED = DATED_STATES | {CongressState.IN_SESSION}
#: A day is only wished for, or nobody has spoken of one yet but the plan.
_HOPED_FOR = UNDATED_STATES | {CongressState.PROPOSED}


class Coming(Picture):
    """Tell which congresses are to come."""

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

    def missing(self, unit: Unit) -> tuple[Condition, ...]:
        """List what keeps a unit's congress from being ready (DOMAIN 8.4)."""
        return find_missing(self.dossier(unit))
