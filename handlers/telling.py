"""Notices about one unit, for its own people and the leader of its group, to be acknowledged."""

from collections.abc import Sequence
from typing import Any

from chat.message import Button
from congress.roles import Role
from congress.units import Unit
from handlers.context import Context
from handlers.notices import announce


def tell_around(
    ctx: Context,
    unit: Unit,
    template: str,
    *,
    about: int,
    links: Sequence[Button] = (),
    leaders: bool = True,
    **values: Any,
) -> bool:
    """Tell a unit's reporters, and its group's leader; give whether its own could be told.

    The template gets the unit as `noted`, and `own` where it speaks to the unit itself.
    """
    people = ctx.directory.people(Role.UNIT_REPORTER, unit=unit.code)
    group = unit.group if leaders else None
    above = ctx.directory.people(Role.GROUP_LEADER, group=group) if group else []
    told = [
        announce(
            ctx,
            person,
            unit,
            template,
            about=about,
            links=links,
            noted=unit,
            own=person.unit == unit.code,
            **values,
        )
        for person in (*people, *above)
    ]
    return any(told[: len(people)])
