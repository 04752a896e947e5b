"""The two tiers of a tree: upper units, the bases below them, and what holds the upper ones up.

An upper unit's own congress waits for all congresses below it (BT-1); how many of each tier are
left is told apart (BT-2). Every figure is the length of a list here.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from congress.directory import Directory
from congress.matters import Matter
from congress.units import Unit


@dataclass(frozen=True)
class Upper:
    """An upper unit whose congress is still to come, and the units below that have not held."""

    unit: Unit
    blockers: tuple[Unit, ...]


@dataclass(frozen=True)
class Tiers:
    """The units in view by tier; `left` are the upper ones still to come.

    `base_deadline` is the last day for the bases, where the way of organising names one.
    """

    upper: tuple[Unit, ...]
    left: tuple[Upper, ...]
    base: tuple[Unit, ...]
    base_left: tuple[Unit, ...]
    base_deadline: date | None

    @property
    def free(self) -> tuple[Upper, ...]:
        """List the upper units that wait for nobody below."""
        return tuple(one for one in self.left if not one.blockers)

    @property
    def waiting(self) -> tuple[Upper, ...]:
        """List the upper units that wait for somebody below."""
        return tuple(one for one in self.left if one.blockers)


@dataclass(frozen=True)
class UpperShare:
    """What falls to one upper unit and those below it; `unit` is None for what is under none."""

    unit: Unit | None
    matters: tuple[Matter, ...]


def find_blockers(directory: Directory, unit: Unit) -> tuple[Unit, ...]:
    """List the units below one, at any depth, that have not held their congress."""
    below = set(directory.subtree(unit.code)) - {unit.code}
    return tuple(
        one
        for one in directory.reporting_units
        if one.code in below and not directory.is_held(one.code)
    )


def find_tiers(directory: Directory, units: Sequence[Unit]) -> Tiers | None:
    """Sort units by tier; None where there is but one, and nothing to tell apart."""
    upper = tuple(unit for unit in units if unit.is_upper)
    base = tuple(unit for unit in units if not unit.is_upper)
    if not upper or not base:
        return None
    written = directory.profile.get("base_deadline")
    return Tiers(
        upper=upper,
        left=tuple(
            Upper(unit, find_blockers(directory, unit))
            for unit in upper
            if not directory.is_held(unit.code)
        ),
        base=base,
        base_left=tuple(unit for unit in base if not directory.is_held(unit.code)),
        base_deadline=date.fromisoformat(written) if written else None,
    )


def share_by_upper(
    matters: Iterable[Matter], *, directory: Directory, units: Iterable[Unit]
) -> tuple[UpperShare, ...]:
    """Sort matters by the highest upper unit in view that they fall under, in the units' order."""
    upper = {unit.code: unit for unit in units if unit.is_upper}
    shares: dict[str | None, list[Matter]] = {}
    for matter in matters:
        shares.setdefault(_find_upper(directory, matter.unit, upper.keys()), []).append(matter)
    return tuple(
        UpperShare(upper.get(code or ""), tuple(shares[code]))
        for code in (*upper, None)
        if code in shares
    )


def _find_upper(directory: Directory, unit: Unit, upper: AbstractSet[str]) -> str | None:
    line = [code for code in directory.line_up(unit.code) if code in upper]
    return line[-1] if line else None
