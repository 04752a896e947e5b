"""What leaders ask about: some units at one instant, with their items, signs of life and issues.

Read once (storage/overview.py) and then only looked at: answers by chat and the morning digest
tell the same numbers because both are counted here. The rules themselves are derive's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from congress.dates import WorkingDay, local_date
from congress.directory import Directory
from congress.epidemic import RegimeChange
from congress.events import DATED_STATES, CongressState
from congress.issues import Issue
from congress.plans import ItemStatus, PlanItem, Progress, Stream
from congress.units import Group, Unit, UnitKind

#: What a digest calls "the next days", and how far lists of what is coming go (DOMAIN 8.9).
WEEK = timedelta(days=7)
FORTNIGHT = timedelta(days=14)

#: A day stands, and the congress is still to come or going on.
_EXPECTED = DATED_STATES | {CongressState.IN_SESSION}
#: A day is only wished for, or nobody has spoken of one yet but the plan.
_HOPED_FOR = frozenset({CongressState.PROPOSED, CongressState.UNDATED, CongressState.RETURNED})


class Wait(StrEnum):
    """What somebody above has to decide."""

    DATE = "date"
    PERSONNEL = "personnel"
    REVIEW = "review"
    RATIFICATION = "ratification"


#: States of a congress that wait for the committee.
_WAITS_IN = {
    CongressState.PROPOSED: Wait.DATE,
    CongressState.RATIFICATION_SUBMITTED: Wait.RATIFICATION,
}
#: Items that ask for the very decision the congress's state may already wait for (DOMAIN 8.5).
_ASKED_BY_STATE = {
    "X20": Wait.DATE,
    "C07": Wait.DATE,
    "X38": Wait.RATIFICATION,
    "C16": Wait.RATIFICATION,
}


@dataclass(frozen=True)
class Matter:
    """One line of a list: a unit, and the item or the decision it is about."""

    unit: Unit
    item: PlanItem | None = None
    wait: Wait | None = None


@dataclass(frozen=True)
class Tally:
    """How many units of a kind have held their congress, as lists."""

    kind: UnitKind
    units: tuple[Unit, ...]
    held: tuple[Unit, ...]


@dataclass(frozen=True)
class Share:
    """What falls to one group; `group` is None for units that no group is in charge of."""

    group: Group | None
    matters: tuple[Matter, ...]


@dataclass(frozen=True)
class Overview:
    """Some units at one instant; `issues` are the open ones, absent progress is not started.

    `heard` tells when each unit last gave a sign of life, "nothing new" included, and `reported`
    when it last reported something that was new; who never did is in neither.
    """

    as_of: datetime
    directory: Directory
    works: WorkingDay
    units: tuple[Unit, ...]
    progress: Mapping[tuple[str, str], Progress]
    heard: Mapping[str, datetime]
    reported: Mapping[str, datetime]
    issues: tuple[Issue, ...]

    @cached_property
    def today(self) -> date:
        """Give the local day."""
        return local_date(self.as_of)

    def narrow(self, units: Iterable[Unit]) -> "Overview":
        """Look at fewer units of the same picture."""
        chosen = tuple(units)
        codes = {unit.code for unit in chosen}
        issues = tuple(issue for issue in self.issues if issue.unit in codes)
        return replace(self, units=chosen, issues=issues)

    @cached_property
    def held(self) -> tuple[Unit, ...]:
        """List the units that have held their congress."""
        return tuple(unit for unit in self.units if self.directory.is_held(unit.code))

    @cached_property
    def left(self) -> tuple[Unit, ...]:
        """List the units that have not."""
        return tuple(unit for unit in self.units if not self.directory.is_held(unit.code))

    def held_by(self, day: date) -> tuple[Unit, ...]:
        """List the units that had by the end of a day, as is known now (DOMAIN 8.2)."""
        return tuple(unit for unit in self.held if self._held_on(unit) <= day)

    @cached_property
    def tally(self) -> tuple[Tally, ...]:
        """Count by kind, in the order of the units."""
        return count_by_kind(self.units, held=self.held)

    @cached_property
    def postponed(self) -> tuple[Unit, ...]:
        """List the units whose congress is postponed."""
        return self._in_state(CongressState.POSTPONED)

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
        return self.directory.congress(unit.code).opens_on or unit.planned_on

    @cached_property
    def regimes(self) -> tuple[RegimeChange, ...]:
        """List the epidemic regimes in force here or set to come, the widest area first."""
        coming = {
            change.since for change in self.directory.regimes if change.since > self.today
        }
        found = {
            change.id: change
            for day in sorted({self.today, *coming})
            for unit in self.units
            if (change := self.directory.regime_at(day, unit=unit.code))
        }
        return tuple(sorted(found.values(), key=lambda one: (one.area is not None, one.since)))

    @cached_property
    def overdue(self) -> tuple[Matter, ...]:
        """List what should have been done and is not."""
        raise NotImplementedError

    def due_within(self, span: timedelta) -> tuple[Matter, ...]:
        """List what is to be done from today on, the earliest first."""
        raise NotImplementedError

    @cached_property
    def silent(self) -> tuple[Unit, ...]:
        """List the units that have not been heard of for too long (DOMAIN 8.9)."""
        raise NotImplementedError

    @cached_property
    def waiting(self) -> tuple[Matter, ...]:
        """List what waits for a decision: days, plans and contents handed in, results."""
        return tuple(
            matter for unit in self.units for matter in self._waiting_of(unit)
        )

    @cached_property
    def overdue_units(self) -> tuple[Unit, ...]:
        """List the units that are late with something, each once."""
        return tuple(dict.fromkeys(matter.unit for matter in self.overdue))

    @property
    def overdue_by_group(self) -> tuple[Share, ...]:
        """Share what is overdue out to the groups."""
        return self.share_out(self.overdue)

    def share_out(self, matters: Iterable[Matter]) -> tuple[Share, ...]:
        """Sort matters by the group in charge, in the groups' own order; theirs is kept inside."""
        shares: dict[str | None, list[Matter]] = {}
        for matter in matters:
            shares.setdefault(matter.unit.group, []).append(matter)
        groups = sorted(self.directory.groups.values(), key=lambda one: (one.position, one.code))
        order: list[Group | None] = [*groups, None]
        return tuple(
            Share(group, tuple(shares[code]))
            for group in order
            if (code := group.code if group else None) in shares
        )

    def _waiting_of(self, unit: Unit) -> list[Matter]:
        state = self.directory.congress(unit.code).state
        waits = {_WAITS_IN[state]: None} if state in _WAITS_IN else {}
        for item in self.directory.items_by_unit.get(unit.code, ()):
            if item.decided and self.status_of(item) is ItemStatus.SUBMITTED:
                waits[_find_wait(item)] = item
        return [Matter(unit, item, wait) for wait, item in waits.items()]

    def status_of(self, item: PlanItem) -> ItemStatus:
        """Give how far an item is."""
        known = self.progress.get((item.unit, item.code))
        return known.status if known else ItemStatus.NOT_STARTED

    def _held_on(self, unit: Unit) -> date:
        return self.directory.congress(unit.code).held_on or self.today

    def _in_state(self, state: CongressState) -> tuple[Unit, ...]:
        return tuple(
            unit for unit in self.units if self.directory.congress(unit.code).state is state
        )


def count_by_kind(units: Iterable[Unit], *, held: Iterable[Unit]) -> tuple[Tally, ...]:
    """Count held congresses by kind, in the order in which kinds come up."""
    raise NotImplementedError


def _find_wait(item: PlanItem) -> Wait:
    if item.code in _ASKED_BY_STATE:
        return _ASKED_BY_STATE[item.code]
    return Wait.PERSONNEL if item.stream is Stream.PERSONNEL else Wait.REVIEW
