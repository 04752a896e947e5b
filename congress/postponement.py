"""What may be postponed: a congress still to come whose day was proposed or decided (DOMAIN 2.2).

The program only ever proposes; a decision with its basis is recorded by people (DOMAIN 8.6).
"""

from congress.directory import Directory
from congress.epidemic import PROPOSE_POSTPONEMENT, RegimeChange
from congress.events import Congress, CongressState
from congress.units import Unit

_POSTPONABLE = frozenset({CongressState.PROPOSED, CongressState.APPROVED, CongressState.READY})


def can_postpone(congress: Congress) -> bool:
    """Tell whether there is a day to put off."""
    return congress.state in _POSTPONABLE


def units_in_area(directory: Directory, area: str | None) -> list[Unit]:
    """List the reporting units of an area; None is the whole tree."""
    below = set(directory.units) if area is None else set(directory.subtree(area))
    return [unit for unit in directory.reporting_units if unit.code in below]


def find_affected(directory: Directory, change: RegimeChange) -> list[Unit]:
    """List the units whose congress falls into a regime that speaks for postponing it.

    In the order of their days; a regime that was lifted or replaced since affects nobody.
    """
    if change.regime not in PROPOSE_POSTPONEMENT:
        return []
    found = []
    for unit in units_in_area(directory, change.area):
        congress = directory.congress(unit.code)
        if can_postpone(congress) and congress.opens_on:
            closes = congress.closes_on or congress.opens_on
            if change.since <= closes and (
                change.until is None or congress.opens_on <= change.until
            ):
                found.append((congress.opens_on, unit.position, unit))
    return [unit for *_, unit in sorted(found, key=lambda entry: entry[:2])]


def put_off(congress: Congress) -> Congress:
    """Postpone a congress; its days stay known, to be proposed again when it is allowed."""
    return congress.model_copy(update={"state": CongressState.POSTPONED})
