"""What may be postponed and resumed, and what a postponement leaves alone (DOMAIN 2.2, 8.2).

The program only ever suggests; a decision with its basis is recorded by people (DOMAIN 8.6).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from congress.directory import Directory
from congress.epidemic import PROPOSE_POSTPONEMENT, RegimeChange
from congress.events import UNDATED_STATES, Congress, CongressState, EventKind
from congress.transitions import is_held, may
from congress.units import Unit


@dataclass(frozen=True)
class Survey:
    """Where some congresses stand towards a postponement: each unit is in one of these."""

    #: Agreed to or proposed: whoever was called to it has to be told.
    dated: tuple[Unit, ...]
    undated: tuple[Unit, ...]
    postponed: tuple[Unit, ...]
    in_session: tuple[Unit, ...]
    held: tuple[Unit, ...]

    @property
    def postponable(self) -> tuple[Unit, ...]:
        """List the units whose congress can be postponed, those with a day first."""
        return self.dated + self.undated


def survey(directory: Directory, units: Iterable[Unit]) -> Survey:
    """Sort units by what a postponement, or its end, would do to their congresses."""
    sorted_out: dict[str, list[Unit]] = {place.name: [] for place in fields(Survey)}
    for unit in units:
        sorted_out[_place(directory.congress(unit.code))].append(unit)
    return Survey(**{place: tuple(found) for place, found in sorted_out.items()})


def _place(congress: Congress) -> str:
    if may(congress, EventKind.POSTPONED):
        return "undated" if congress.state in UNDATED_STATES else "dated"
    return "held" if is_held(congress) else congress.state.value


def has_lapsed(congress: Congress, *, today: date) -> bool:
    """Tell whether a congress is still postponed after the last day it was to be."""
    until = congress.until_on
    return congress.state is CongressState.POSTPONED and until is not None and until < today


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
        _place(congress) == "dated"
        and opens is not None
        and closes is not None
        and closes >= change.since
        and (change.until is None or opens <= change.until)
    )
