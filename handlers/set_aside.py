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
    """Give the members of groups who proposed; a unit's own people and its leader hear anyway.

    Who proposed for a unit that another group has since is told nothing of it.
    """
    told = []
    for person in ctx.directory.people(Role.GROUP_MEMBER):
        seen = {unit.code for unit in ctx.directory.units_of(person)}
        theirs = [
            unit
            for unit in units
            if unit.code in seen
            and (proposal := proposals.get(unit.code))
            and proposal.member == person.id
        ]
        if theirs:
            told.append((person, theirs))
    return told
