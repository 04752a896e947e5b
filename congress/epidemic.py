"""Epidemic regimes and the guidance that goes with them (DOMAIN 4, 8.11)."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value


class Regime(StrEnum):
    """A level of epidemic prevention."""

    NONE = "NONE"
    CT15 = "CT15"
    CT16 = "CT16"
    CT19 = "CT19"
    CAP_1 = "CAP_1"
    CAP_2 = "CAP_2"
    CAP_3 = "CAP_3"
    CAP_4 = "CAP_4"
    BINH_THUONG_MOI = "BINH_THUONG_MOI"


#: Regimes under which the assistant proposes postponement and never does it (DOMAIN 4).
PROPOSE_POSTPONEMENT = frozenset({Regime.CT15, Regime.CT16, Regime.CAP_4})


class Phase(StrEnum):
    """When guidance applies, seen from the congress."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class RegimeChange(Value):
    """A regime set for an area by a person, on a document; the newest one that covers a day wins.

    `area` is a unit code, or None for the whole tree. `until` is None until further notice.
    """

    id: int
    area: str | None
    regime: Regime
    since: date
    until: date | None = None
    basis: str
    basis_on: date | None = None
    member: int | None = None
    at: AwareDatetime

    def covers(self, day: date) -> bool:
        """Tell whether the change speaks of a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def overlaps(self, other: "RegimeChange") -> bool:
        """Tell whether two changes speak of a day both; areas are not looked at."""
        return self.covers(max(self.since, other.since)) and other.covers(
            max(self.since, other.since)
        )


class Guidance(Value):
    """One piece of guidance: `text` from its source, `advice` our own (marked so when shown).

    Empty `regimes` means any regime, NONE included where `without_regime` is true.
    """

    code: str
    regimes: tuple[Regime, ...] = ()
    postponed: bool = False
    phases: tuple[Phase, ...]
    text: str
    advice: str | None = None
    source: str
    dated: str
    topics: tuple[str, ...] = ()
    valid_from: date | None = None
