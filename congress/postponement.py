"""What may be postponed: a congress still to come whose day was proposed or decided (DOMAIN 2.2).

The program only ever proposes; a decision with its basis is recorded by people (DOMAIN 8.6).
"""

from congress.directory import Directory
from congress.epidemic import PROPOSE_POSTPONEMENT, RegimeChange
from congress.events import Congress, EventKind
from congress.transitions import may
from congress.units import Unit


def units_in_area(directory: Directory, area: str | None) -> list[Unit]:
    """List the reporting units of an area; None is the whole tree."""
    below = set(directory.units) if area is None else set(directory.subtree(area))
    return [unit for unit in directory.reporting_units if unit.code in below]


def find_affected(directory: Directory, change: RegimeChange) -> list[Unit]:
    """List the units whose congress falls into a regime that speaks for postponing it, by day."""
    if change.regime not in PROPOSE_POSTPONEMENT:
        return []
    found = [
        (opens, unit.position, unit)
        for unit in units_in_area(directory, change.area)
        if (opens := directory.congress(unit.code).opens_on)
        and _falls_into(change, directory.congress(unit.code))
    ]
    return [unit for *_, unit in sorted(found, key=lambda entry: entry[:2])]


def find_still_affected(directory: Directory, change: RegimeChange) -> list[Unit]:
    """List them as long as no newer regime holds there on the day."""
    return [
        unit
        for unit in find_affected(directory, change)
        if (opens := directory.congress(unit.code).opens_on)
        and directory.regime_at(max(opens, change.since), unit=unit.code) == change
    ]


def _falls_into(change: RegimeChange, congress: Congress) -> bool:
    opens, closes = congress.opens_on, congress.closes_on or congress.opens_on
    return (
        may(congress, EventKind.POSTPONED)
        and opens is not None
        and closes is not None
        and closes >= change.since
        and (change.until is None or opens <= change.until)
    )
