"""What every message needs to know, in memory: units, groups, people, plans, congresses, regimes.

Immutable; the worker replaces it after a commit that changed it (DESIGN 2.2). How far items are
is not in here: that changes with every report and is read by SQL.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from congress.epidemic import Regime, RegimeChange
from congress.events import HELD_STATES, Congress, undated
from congress.members import Identity, Member
from congress.old_names import OldNames
from congress.plans import PlanItem
from congress.roles import OVERSEERS, REPORTERS, Role
from congress.units import Group, GroupChat, Unit, find_contents


@dataclass(frozen=True)
class Directory:
    """One consistent picture; `version` tells whether the database has a newer one."""

    version: int = 0
    units: Mapping[str, Unit] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    members: Mapping[int, Member] = field(default_factory=dict)
    identities: Mapping[tuple[str, str], Identity] = field(default_factory=dict)
    group_chats: Mapping[tuple[str, str], GroupChat] = field(default_factory=dict)
    items: Mapping[tuple[str, str], PlanItem] = field(default_factory=dict)
    congresses: Mapping[str, Congress] = field(default_factory=dict)
    regimes: tuple[RegimeChange, ...] = ()
    profile: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def reporting_units(self) -> tuple[Unit, ...]:
        """List the units that hold congresses here: all but the top, by position."""
        return tuple(
            unit
            for unit in sorted(self.units.values(), key=lambda unit: (unit.position, unit.code))
            if not unit.is_root
        )

    @cached_property
    def root(self) -> Unit:
        """Give the committee at the top of the tree."""
        return next(unit for unit in self.units.values() if unit.is_root)

    @cached_property
    def unit_names(self) -> tuple[str, ...]:
        """List the names of all units."""
        return tuple(unit.name for unit in self.units.values())

    @cached_property
    def old_names(self) -> OldNames:
        """Know the names that units had before they were merged or renamed."""
        return OldNames(self.units.values())

    @cached_property
    def children(self) -> Mapping[str | None, tuple[str, ...]]:
        """Map each unit to the units right below it."""
        below: dict[str | None, list[str]] = {}
        for unit in self.units.values():
            below.setdefault(unit.parent, []).append(unit.code)
        return {parent: tuple(codes) for parent, codes in below.items()}

    @cached_property
    def items_by_unit(self) -> Mapping[str, tuple[PlanItem, ...]]:
        """Map each unit to its plan, in the template's order."""
        plans: dict[str, list[PlanItem]] = {}
        for item in sorted(self.items.values(), key=lambda item: (item.position, item.code)):
            plans.setdefault(item.unit, []).append(item)
        return {unit: tuple(plan) for unit, plan in plans.items()}

    @cached_property
    def _identities_by_member(self) -> Mapping[int, tuple[Identity, ...]]:
        found: dict[int, list[Identity]] = {}
        for identity in self.identities.values():
            found.setdefault(identity.member, []).append(identity)
        return {member: tuple(identities) for member, identities in found.items()}

    def subtree(self, root: str) -> Iterator[str]:
        """Walk a unit and everything below it."""
        yield root
        for child in self.children.get(root, ()):
            yield from self.subtree(child)

    def member_of(self, channel: str, sender: str) -> Member | None:
        """Find the active person behind an account."""
        identity = self.identities.get((channel, sender))
        member = self.members.get(identity.member) if identity else None
        return member if member and member.active else None

    def identities_of(self, member: int) -> tuple[Identity, ...]:
        """List a person's accounts."""
        return self._identities_by_member.get(member, ())

    def people(
        self, *roles: Role, unit: str | None = None, group: str | None = None
    ) -> list[Member]:
        """List active people of some roles, at a unit or of a group where one is named."""
        return [
            member
            for member in sorted(self.members.values(), key=lambda member: member.id)
            if member.active
            and member.role in roles
            and (unit is None or member.unit == unit)
            and (group is None or member.group == group)
        ]

    def reporters_of(self, unit: Unit) -> list[Member]:
        """List the people who report for a unit: its own."""
        return self.people(Role.UNIT_REPORTER, unit=unit.code)

    def leaders_of(self, unit: Unit) -> list[Member]:
        """List the leaders of the group in charge of a unit; nobody where no group is."""
        return self.people(Role.GROUP_LEADER, group=unit.group) if unit.group else []

    def heads_of(self, unit: Unit) -> list[Member]:
        """List the secretary and the office of a unit that is a level itself; else nobody."""
        if not unit.is_upper:
            return []
        return self.people(Role.SECRETARY, Role.OFFICE, unit=unit.code)

    def overseers_of(self, unit: str | None, *roles: Role) -> list[Member]:
        """List people of some roles at the nearest level above a unit that has any.

        None, or the top itself, is everybody of these roles at the top.
        """
        above = list(self.line_up(unit))[1:] or [self.root.code]
        people = self.people(*roles)
        levels = ([one for one in people if one.unit == level] for level in (*above, None))
        return next(filter(None, levels), [])

    def level_over(self, unit: str, *roles: Role) -> str | None:
        """Give the nearest level above a unit that has anybody of some roles."""
        manned = {level for role in roles for level in self._levels_of.get(role, ())}
        return next((one for one in list(self.line_up(unit))[1:] if one in manned), None)

    def is_above(self, member: Member, unit: str) -> bool:
        """Tell whether a person sits at a level above a unit: only there is it decided about."""
        return member.unit is None or member.unit in list(self.line_up(unit))[1:]

    def oversees(self, member: Member, unit: str, *, itself: bool = False) -> bool:
        """Tell whether a person sits at the nearest level above a unit that has that role.

        Whom `overseers_of` lists; asked for every line of everybody's reminders. With `itself`
        the unit's own level is the first that is looked at.
        """
        above = list(self.line_up(unit))[0 if itself else 1 :] or [self.root.code]
        manned = self._levels_of.get(member.role, frozenset())
        return member.unit == next((level for level in above if level in manned), None)

    @cached_property
    def _levels_of(self) -> Mapping[Role, frozenset[str | None]]:
        """Map each role to the units at which it has somebody."""
        levels: dict[Role, set[str | None]] = {}
        for member in self.members.values():
            if member.active:
                levels.setdefault(member.role, set()).add(member.unit)
        return {role: frozenset(units) for role, units in levels.items()}

    def below(self, member: Member) -> frozenset[str]:
        """Give the codes of the units a person's own level answers for, itself included.

        Everything for who sits at the top or at no unit; the places people are kept for.
        """
        return frozenset(self.subtree(member.unit) if member.unit else self.units)

    def groups_of(self, member: Member) -> tuple[Group, ...]:
        """List the groups a person may ask about, in their own order.

        Who reports: the own one; all there are at the top; below it those with a unit there.
        """
        groups = sorted(self.groups.values(), key=lambda group: (group.position, group.code))
        if member.role in REPORTERS:
            return tuple(group for group in groups if group.code == member.group)
        if member.unit in {None, self.root.code}:
            return tuple(groups)
        seen = {self.units[code].group for code in self.below(member) if code in self.units}
        return tuple(group for group in groups if group.code in seen)

    def contents_of(self, unit: Unit) -> str:
        """Give the numbers of the contents of a unit's congress."""
        return find_contents(unit, profile=self.profile)

    def put(
        self,
        *,
        unit: Unit | None = None,
        congress: Congress | None = None,
        items: Iterable[PlanItem] = (),
    ) -> "Directory":
        """Give the picture with one unit, congress, or some items of plans, as they are now."""
        changed = {(item.unit, item.code): item for item in items}
        congresses = {congress.unit: congress} if congress else {}
        return replace(
            self,
            units={**self.units, unit.code: unit} if unit else self.units,
            items={**self.items, **changed} if changed else self.items,
            congresses={**self.congresses, **congresses},
        )

    def units_of(self, member: Member) -> tuple[Unit, ...]:
        """List the reporting units a person may see: own unit, own group's, or own subtree."""
        if member.role in OVERSEERS:
            below = self.below(member)
            return tuple(unit for unit in self.reporting_units if unit.code in below)
        if member.group:
            return tuple(unit for unit in self.reporting_units if unit.group == member.group)
        own = self.units.get(member.unit or "")
        return (own,) if own and not own.is_root else ()

    def congress(self, unit: str) -> Congress:
        """Give a unit's congress; one nobody has spoken of yet is undated."""
        return self.congresses.get(unit) or undated(unit)

    def is_held(self, unit: str) -> bool:
        """Tell whether a unit has held its congress."""
        return self.congress(unit).state in HELD_STATES

    def regime_at(self, day: date, *, unit: str | None = None) -> RegimeChange | None:
        """Find the regime on a day for a unit (or the whole tree); None when none is in force."""
        areas = {None, *self.line_up(unit)}
        for change in sorted(self.regimes, key=lambda change: change.id, reverse=True):
            if change.area in areas and change.covers(day):
                return None if change.regime is Regime.NONE else change
        return None

    def had_regime(self, day: date, *, unit: str) -> bool:
        """Tell whether any regime was in force for a unit on a day or before it."""
        areas = {None, *self.line_up(unit)}
        return any(
            change.area in areas and change.since <= day and change.regime is not Regime.NONE
            for change in self.regimes
        )

    def line_up(self, unit: str | None) -> Iterator[str]:
        """Walk from a unit up to the top, itself first."""
        while unit is not None:
            yield unit
            unit = self.units[unit].parent if unit in self.units else None
