"""The climate of opinion and the calm of a locality: one word each, never about anybody.

KS-11 and NS-4. Both are told by units and groups; figures are counted over those not held yet.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from congress.facts import FactKind, Facts
from congress.overview import Overview
from congress.units import Unit

#: The weekly item that a word on the climate goes with.
CLIMATE_ITEM = "X33"


class Climate(StrEnum):
    """What people think and say (tình hình tư tưởng)."""

    CALM = "calm"
    CONCERN = "concern"
    COMPLEX = "complex"


class Stability(StrEnum):
    """Whether the locality is calm."""

    CALM = "calm"
    HOTSPOT = "hotspot"
    SETTLED = "settled"


def read_climate(facts: Facts) -> Climate | None:
    """Give the last word on the climate of opinion; None before the first."""
    fact = facts.get(FactKind.CLIMATE)
    return Climate(fact.data["state"]) if fact else None


def read_stability(facts: Facts) -> Stability | None:
    """Give the last word on the calm of a locality; None before the first."""
    fact = facts.get(FactKind.STABILITY)
    return Stability(fact.data["state"]) if fact else None


def sort_by_climate(picture: Overview) -> Mapping[Climate, Sequence[Unit]]:
    """Sort the units that told of the climate and have their congress to come."""
    told = [(unit, read_climate(picture.facts.get(unit.code, Facts()))) for unit in picture.left]
    return {
        climate: units
        for climate in Climate
        if (units := [unit for unit, one in told if one is climate])
    }
