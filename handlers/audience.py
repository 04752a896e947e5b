"""Who is told of several units at once: each person once, with the units that concern him."""

from collections.abc import Iterable, Sequence

from congress.members import Member
from congress.roles import Role
from congress.units import Group, Unit
from handlers.context import Context

#: A person and the units he is told of, in their own order.
Told = list[tuple[Member, list[Unit]]]


def people_above(ctx: Context, units: Sequence[Unit], *roles: Role) -> Told:
    """Give the people of some roles at the nearest level above each of the units."""
    return _gather(
        (person, unit)
        for unit in units
        for person in ctx.directory.overseers_of(unit.code, *roles)
    )


def leaders_of(ctx: Context, units: Sequence[Unit]) -> Told:
    """Give the leaders of the groups in charge of the units."""
    return _gather((person, unit) for unit in units for person in ctx.directory.leaders_of(unit))


def groups_over(ctx: Context, units: Sequence[Unit]) -> list[Group]:
    """Give the groups in charge of the units, in their own order."""
    codes = {unit.group for unit in units}
    return [group for code, group in ctx.directory.groups.items() if code in codes]


def _gather(pairs: Iterable[tuple[Member, Unit]]) -> Told:
    found: dict[int, tuple[Member, list[Unit]]] = {}
    for person, unit in pairs:
        found.setdefault(person.id, (person, []))[1].append(unit)
    return list(found.values())
