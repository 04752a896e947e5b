"""Opinions that units collect on drafts of the levels above them (DH-10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chat.message import Value
from congress.facts import FactKind, Facts
from congress.overview import Overview
from congress.units import Unit

#: The number of the content that they belong to.
OPINIONS_CONTENT = "2"
MOST_OPINIONS = 100_000


class UpperDraft(Value):
    """A draft of a level above that opinions are asked on; the list is data."""

    code: str
    text: str


class OpinionStage(StrEnum):
    """How far a unit is with the opinions on one draft."""

    COLLECTED = "collected"
    SUMMARISED = "summarised"


class Opinions(Value):
    """What a unit says of one draft; `count` is how many opinions there were, if it was told."""

    draft: str
    stage: OpinionStage
    count: int | None = None


def read_opinions(facts: Facts) -> dict[str, Opinions]:
    """Map the codes of the drafts to what a unit last said of each."""
    told = facts.of(FactKind.OPINIONS)
    return {code: Opinions.model_validate(fact.data) for code, fact in told.items()}


@dataclass(frozen=True)
class OpinionCount:
    """How far the units are with one draft.

    Each unit asked is in `collected` or in `lacking`; `summarised` ones are among the former.
    """

    draft: UpperDraft
    collected: tuple[Unit, ...]
    summarised: tuple[Unit, ...]
    lacking: tuple[Unit, ...]
    opinions: int

    @property
    def asked(self) -> int:
        """Give how many units are asked."""
        return len(self.collected) + len(self.lacking)


def count_opinions(picture: Overview, drafts: Sequence[UpperDraft]) -> tuple[OpinionCount, ...]:
    """Count, for each draft, the units whose congress deals with it."""
    asked = [
        unit for unit in picture.units if OPINIONS_CONTENT in picture.directory.contents_of(unit)
    ]
    told = {unit.code: read_opinions(picture.facts.get(unit.code, Facts())) for unit in asked}
    return tuple(_count_one(draft, asked, told) for draft in drafts)


def _count_one(
    draft: UpperDraft, asked: Sequence[Unit], told: dict[str, dict[str, Opinions]]
) -> OpinionCount:
    said = {unit.code: told[unit.code].get(draft.code) for unit in asked}
    return OpinionCount(
        draft=draft,
        collected=tuple(unit for unit in asked if said[unit.code]),
        summarised=tuple(
            unit
            for unit in asked
            if (one := said[unit.code]) and one.stage is OpinionStage.SUMMARISED
        ),
        lacking=tuple(unit for unit in asked if not said[unit.code]),
        opinions=sum(one.count or 0 for one in said.values() if one),
    )
