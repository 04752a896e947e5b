"""The conference that opens the work at each unit: held or not, and who attended (NS-6).

S5 has it for cadres of the district, S1 for the leaders of units: kept as counts for each unit.
"""

from datetime import date

from chat.message import Value
from congress.facts import Fact, FactKind
from congress.overview import Overview
from congress.units import Unit

#: The item of a plan that is this conference; a cell's plan has none.
CONFERENCE_ITEM = "X02"


class Conference(Value):
    """One conference of a unit; counts are None where they were not told."""

    on: date
    attended: int | None = None
    summoned: int | None = None

    @classmethod
    def read(cls, fact: Fact) -> "Conference":
        """Read a fact of the kind."""
        return cls.model_validate(fact.data)


def find_without_conference(picture: Overview) -> tuple[Unit, ...]:
    """List the units not held yet that have told of none."""
    return tuple(
        unit
        for unit in picture.left
        if (known := picture.facts.get(unit.code)) is None
        or known.get(FactKind.CONFERENCE) is None
    )
