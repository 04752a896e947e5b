"""Read the units of a way of organising: units.csv, a tree of any depth below the one root.

Columns that a way of organising does not need may be missing: parent, contents, committee (what
the upper unit's committee is called), groups, old names, flags, planned and held days.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from congress.units import Block, Unit, UnitKind

Row = Mapping[str, str]


def read_units(
    rows: Sequence[Row], words: Mapping[str, Mapping[str, str]], *, root: str
) -> tuple[Unit, ...]:
    """Read the rows, each parent before its children; raise ValueError where there is no parent.

    A row without a parent is right below the root. Positions are the rows' own.
    """
    read = {row["code"]: _read_unit(row, words, root, place) for place, row in enumerate(rows, 1)}
    ordered: dict[str, Unit] = {}
    for unit in read.values():
        for code in reversed(_climb(unit, read, root=root)):
            ordered.setdefault(code, read[code])
    return tuple(ordered.values())


def _climb(unit: Unit, units: Mapping[str, Unit], *, root: str) -> list[str]:
    """List a unit and those above it, below the root."""
    line: list[str] = []
    code = unit.code
    while code != root:
        if code not in units or code in line:
            raise ValueError(f"parent of {unit.code}: {code}")
        line.append(code)
        code = units[code].parent or root
    return line


def _read_unit(row: Row, words: Mapping[str, Mapping[str, str]], root: str, position: int) -> Unit:
    cell = {key: value for key, value in row.items() if value}
    pilot = cell.get("is_pilot") == "1"
    return Unit(
        code=cell["code"],
        name=cell["name"],
        kind=UnitKind(words["kind"][cell["kind"]]),
        block=Block(words["block"][cell["block"]]) if "block" in cell else None,
        parent=cell.get("parent", root),
        group=cell.get("group"),
        old_names=tuple(cell["old_names"].split(";")) if "old_names" in cell else (),
        is_pilot=pilot,
        is_merged=cell.get("is_merged") == "1",
        # Without a column of its own, the pilot is the one to elect its secretary directly.
        direct_election=row["direct_election"] == "1" if "direct_election" in row else pilot,
        planned_on=date.fromisoformat(cell["planned_on"]) if "planned_on" in cell else None,
        position=position,
        contents=cell.get("contents", ""),
    )
