"""How many congresses were held, by kind of organisation and as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from congress.directory import Directory
from congress.units import Unit, UnitKind


@dataclass(frozen=True)
class Tally:
    """How many units of a kind have held their congress, as lists."""

    kind: UnitKind
    units: tuple[Unit, ...]
    held: tuple[Unit, ...]


def find_held(directory: Directory, units: Iterable[Unit], *, by: date) -> tuple[Unit, ...]:
    """List the units that had held their congress by the end of a day, as is known now.

    A congress counts from its closing day (DOMAIN 8.2).
    """
    return tuple(
        unit
        for unit in units
        if directory.is_held(unit.code)
        and (held_on := directory.congress(unit.code).held_on)
        and held_on <= by
    )


def count_by_kind(units: Iterable[Unit], *, held: Iterable[Unit]) -> tuple[Tally, ...]:
    """Count held congresses by kind, in the order in which kinds come up."""
    done = {unit.code for unit in held}
    by_kind: dict[UnitKind, list[Unit]] = {}
    for unit in units:
        by_kind.setdefault(unit.kind, []).append(unit)
    return tuple(
        Tally(kind, tuple(found), tuple(unit for unit in found if unit.code in done))
        for kind, found in by_kind.items()
    )
