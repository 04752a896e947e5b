"""The make-up of a coming committee, in counts, held against the profile's thresholds (DH-2).

Counts are compared exactly (count/size against a fraction), never as rounded percentages. The
thresholds hold for communes and wards only (DOMAIN 8.14); a switch that is not set asks nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from chat.message import Value
from congress.facts import FactKind, Facts
from congress.units import Block, Unit

#: Where the thresholds hold.
MEASURED = frozenset({Block.COMMUNE, Block.WARD})
#: No committee is larger.
LARGEST = 99


class Criterion(StrEnum):
    """What is asked of the make-up, in the order it is told."""

    RENEWAL = "renewal"
    FEMALE = "female"
    UNDER35 = "under35"
    BTV_FEMALE = "btv_female"


class Structure(Value):
    """How many there are to be in a committee: all, and of each kind.

    `btv_female` are the women in the standing committee.
    """

    size: int
    female: int
    under35: int
    renewal: int
    btv_female: int

    def count(self, criterion: Criterion) -> int:
        """Give the number that a criterion is about."""
        return int(getattr(self, criterion))


class StructureError(ValueError):
    """Counts that cannot be together; `key` names the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Verdict:
    """What became of one criterion; `needed` is None where nothing is asked."""

    criterion: Criterion
    count: int
    needed: int | None

    @property
    def met(self) -> bool | None:
        """Tell whether enough are there; None where nothing is asked."""
        return None if self.needed is None else self.count >= self.needed


#: A threshold: a share of the committee, or (an int) a number of people.
Threshold = Fraction | int


def check_counts(structure: Structure) -> None:
    """Raise StructureError for counts that cannot be: more women than members, and the like."""
    if not 1 <= structure.size <= LARGEST:
        raise StructureError("size")
    for criterion in Criterion:
        if structure.count(criterion) > structure.size:
            raise StructureError(criterion)
    if structure.btv_female > structure.female:
        raise StructureError("btv_above_female")


def read_thresholds(profile: Mapping[str, str]) -> dict[Criterion, Threshold]:
    """Read the switches: "1/3", or per cent ("15"); for the standing committee a number."""
    return {
        criterion: _read(criterion, value)
        for criterion in Criterion
        if (value := profile.get(f"structure.{criterion}", "").strip())
    }


def judge(
    structure: Structure, unit: Unit, thresholds: Mapping[Criterion, Threshold]
) -> tuple[Verdict, ...]:
    """Compute the verdicts on a unit's counts."""
    asked = thresholds if unit.block in MEASURED else {}
    return tuple(
        Verdict(
            criterion, structure.count(criterion), _needed(structure.size, asked.get(criterion))
        )
        for criterion in Criterion
    )


def read_structure(facts: Facts) -> Structure | None:
    """Give the counts a unit last told; None before the first."""
    fact = facts.get(FactKind.STRUCTURE)
    return Structure.model_validate(fact.data) if fact else None


def find_failed(unit: Unit, facts: Facts, profile: Mapping[str, str]) -> tuple[Verdict, ...]:
    """List the criteria that a unit's last counts do not meet."""
    structure = read_structure(facts)
    if structure is None:
        return ()
    verdicts = judge(structure, unit, read_thresholds(profile))
    return tuple(verdict for verdict in verdicts if verdict.met is False)


def is_measured(unit: Unit, profile: Mapping[str, str]) -> bool:
    """Tell whether anything is asked of the make-up of a unit's committee."""
    return unit.block in MEASURED and bool(read_thresholds(profile))


def _needed(size: int, threshold: Threshold | None) -> int | None:
    if isinstance(threshold, Fraction):
        return ceil(size * threshold)
    return threshold


def _read(criterion: Criterion, value: str) -> Threshold:
    if criterion is Criterion.BTV_FEMALE:
        return int(value)
    return Fraction(value) if "/" in value else Fraction(value.replace(",", ".")) / 100
