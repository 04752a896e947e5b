"""What the work groups have done, in figures and by count: nobody is blamed (KS-9, DOMAIN 8.9)."""

from collections.abc import Iterable
from dataclasses import dataclass

from congress.overview import Overview
from congress.units import Group, Unit


@dataclass(frozen=True)
class GroupWork:
    """One group's units: those heard of within the week, those silent, and what is overdue.

    `near_day` are those of the silent that were heard of, but near their day too rarely.
    """

    group: Group
    units: tuple[Unit, ...]
    held: tuple[Unit, ...]
    heard: tuple[Unit, ...]
    silent: tuple[Unit, ...]
    near_day: tuple[Unit, ...]
    overdue: int

    @property
    def left(self) -> int:
        """Give how many of its units have not held their congress."""
        return len(self.units) - len(self.held)


def rank_groups(picture: Overview) -> tuple[GroupWork, ...]:
    """List the groups by how few of their units are silent or late, then in their own order."""
    groups = sorted(picture.directory.groups.values(), key=lambda one: (one.position, one.code))
    found = [_look_at(picture, group) for group in groups]
    return tuple(
        sorted((one for one in found if one.units), key=lambda one: len(one.silent) + one.overdue)
    )


def find_behind(ranking: Iterable[GroupWork]) -> tuple[GroupWork, ...]:
    """List the groups that have something to chase, the most first."""
    late = [one for one in ranking if one.silent or one.overdue]
    return tuple(sorted(late, key=lambda one: -(len(one.silent) + one.overdue)))


def _look_at(picture: Overview, group: Group) -> GroupWork:
    units = tuple(unit for unit in picture.units if unit.group == group.code)
    own = picture.narrow(units)
    return GroupWork(
        group=group,
        units=units,
        held=own.held,
        heard=own.heard_lately,
        silent=own.silent,
        near_day=own.silent_near_day,
        overdue=len(own.overdue),
    )
