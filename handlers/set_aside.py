"""Proposed days that a postponement sets aside: they are to be proposed anew (DOMAIN 2.2, 8.5).

Nobody was called to a day that was only proposed; who proposed it is told that it stands no more.
"""

from collections.abc import Iterable, Mapping, Sequence

from congress.events import CongressEvent, CongressState
from congress.roles import Role
from congress.units import Unit
from handlers.audience import Told
from handlers.context import Context
from storage import congresses

#: The proposal of each unit that waits for a decision.
Proposals = Mapping[str, CongressEvent]


async def find_set_aside(ctx: Context, units: Iterable[Unit]) -> Proposals:
    """Find the proposals of some units that still wait for a decision."""
    waiting = {
        unit.code
        for unit in units
        if ctx.directory.congress(unit.code).state is CongressState.PROPOSED
    }
    if not waiting:
        return {}
    newest = {event.unit: event for event in await congresses.proposals(ctx.work)}
    return {unit: event for unit, event in newest.items() if unit in waiting}


def proposers_of(ctx: Context, units: Sequence[Unit], proposals: Proposals) -> Told:
    """Give the members of groups who proposed; a unit's own people and its leader hear anyway."""
    found: dict[int, list[Unit]] = {}
    for unit in units:
        if (proposal := proposals.get(unit.code)) and proposal.member is not None:
            found.setdefault(proposal.member, []).append(unit)
    members = ctx.directory.people(Role.GROUP_MEMBER)
    return [(one, found[one.id]) for one in members if one.id in found]
