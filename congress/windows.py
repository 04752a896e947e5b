"""Which days a congress may have: the window and the last day of its tier, and plain sense (DH-4).

Tiers are kinds of units; what holds for each stands in the profile's switches: "window.<kind>"
("2020-04-15..2020-05-20"), "deadline.<kind>", "base_deadline" for all grassroots ones (BT-1), and
"days.<kind>", how many at most ("2", "1/2"). All bounds are inclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from chat.message import Value
from congress.events import Congress, CongressState
from congress.planning import find_deadline
from congress.units import UnitKind

#: How many days a congress of a tier lasts at most where the profile says nothing (DOMAIN 1.6, 3);
#: the titles of the plans say the same of the bases. The upper tier sat for three days in 2020
#: (DOMAIN 2.3: 8-10/6/2020); a term that allows it two sets the switch, and plans name no length.
LONGEST = {
    UnitKind.COMMITTEE: Fraction(3),
    UnitKind.PARTY_COMMITTEE_UNIT: Fraction(2),
    UnitKind.PARTY_CELL: Fraction(1, 2),
}

#: Grassroots organisations, which are to be done before the tiers above them.
BASE = (UnitKind.PARTY_COMMITTEE_UNIT, UnitKind.PARTY_CELL)

_SEPARATOR = ".."
#: How far ahead days are that stand for an example.
_AHEAD = timedelta(days=14)
#: States of a congress still to come that has days.
_COMING = frozenset({CongressState.PROPOSED, CongressState.APPROVED, CongressState.READY})


class DayFault(StrEnum):
    """Why a congress may not have some days."""

    PAST = "past"
    TOO_LONG = "too_long"
    OUTSIDE_WINDOW = "outside_window"
    AFTER_DEADLINE = "after_deadline"


class Window(Value):
    """The days in which a tier holds its congresses."""

    first: date
    last: date

    def __str__(self) -> str:
        """Write it as the profile keeps it."""
        return f"{self.first.isoformat()}{_SEPARATOR}{self.last.isoformat()}"


@dataclass(frozen=True)
class TierDays:
    """What holds for the days of one tier; None where the profile says nothing."""

    window: Window | None
    deadline: date | None
    longest: Fraction

    @property
    def most_days(self) -> int:
        """Give on how many days it may sit; half a day is one of them."""
        return ceil(self.longest)


def window_key(kind: UnitKind) -> str:
    """Name the profile's switch of a tier's window."""
    return f"window.{kind}"


def find_tier_days(kind: UnitKind, *, profile: Mapping[str, str]) -> TierDays:
    """Read what the profile says about the days of a tier; of two last days the earlier counts."""
    written = profile.get(window_key(kind), "")
    first, _, last = written.partition(_SEPARATOR)
    window = (
        Window(first=date.fromisoformat(first), last=date.fromisoformat(last or first))
        if written
        else None
    )
    last_days = [find_deadline(kind, profile=profile)]
    if kind in BASE and (base := profile.get("base_deadline")):
        last_days.append(date.fromisoformat(base))
    return TierDays(
        window=window,
        deadline=min(filter(None, last_days), default=None),
        longest=Fraction(profile.get(f"days.{kind}", LONGEST[kind])),
    )


def find_fault(tier: TierDays, *, opens: date, closes: date, today: date) -> DayFault | None:
    """Tell what first speaks against days for a congress; `closes` is not before `opens`."""
    if opens < today:
        return DayFault.PAST
    if (closes - opens).days >= tier.most_days:
        return DayFault.TOO_LONG
    if tier.window and not tier.window.first <= opens <= closes <= tier.window.last:
        return DayFault.OUTSIDE_WINDOW
    if tier.deadline and closes > tier.deadline:
        return DayFault.AFTER_DEADLINE
    return None


def suggest_days(tier: TierDays, *, today: date) -> tuple[date, date]:
    """Give days that would do, as an example; where none would, days a fortnight ahead."""
    opens = max(today + _AHEAD, tier.window.first if tier.window else today)
    lasts = [tier.window.last] if tier.window else []
    lasts += [tier.deadline] if tier.deadline else []
    last = min([*lasts, opens + timedelta(days=min(tier.most_days, 2) - 1)])
    if last < opens and today <= last:
        opens = last
    return opens, max(opens, last)


def is_outside(congress: Congress, window: Window) -> bool:
    """Tell whether the days of a congress still to come are not within a window."""
    opens, closes = congress.opens_on, congress.closes_on or congress.opens_on
    if congress.state not in _COMING or opens is None or closes is None:
        return False
    return opens < window.first or closes > window.last
