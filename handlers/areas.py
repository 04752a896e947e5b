"""Read where something holds: the whole tree, a branch, or units one after another.

Who may decide about the units found is asked here too: never about one's own or a level above.
"""

import re
from dataclasses import dataclass

from congress.events import EventKind
from congress.folding import fold
from congress.roles import DECIDERS
from congress.transitions import may
from congress.units import Unit
from handlers.context import Context
from handlers.lookup import (
    find_group,
    find_unit,
    match_units,
    names_group,
    own_units,
    split_unit_words,
)

#: Words that the name of an area may have.
_LONGEST_AREA = 20
_BETWEEN = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s+(?:và|va)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class DecidedAbove:
    """The congress of a person's own level, which `committee` above decides about."""

    unit: Unit
    committee: Unit


def own_level(ctx: Context) -> Unit:
    """Give the committee whose area is the whole to the person: the root, or an upper unit."""
    return ctx.directory.units.get(ctx.member.unit or "", ctx.directory.root)


def is_whole(ctx: Context, text: str) -> bool:
    """Tell whether a text names all of the person's own level: "toàn huyện", or its own name."""
    level = own_level(ctx)
    whole = {fold(way) for way in ctx.texts.words("area")["whole"]}
    return fold(text) in whole | {fold(level.code), fold(level.name)}


def split_area(ctx: Context, text: str) -> tuple[str, str]:
    """Split "huyện CT99" into the area it begins with and the rest; all is area if none is."""
    words = text.split()
    for count in range(min(_LONGEST_AREA, len(words)), 0, -1):
        if is_whole(ctx, place := " ".join(words[:count])):
            return place, " ".join(words[count:])
    place, rest = split_unit_words(ctx, text)
    return (place, rest) if place else (text, "")


def read_places(ctx: Context, text: str, *, complete: str) -> list[Unit]:
    """Read "toàn huyện", "tổ 3", "Nghèn, Kim Song Trường và Khánh Vĩnh Yên"; Answers what is not.

    The whole is the person's own level; a group is its units.
    """
    if is_whole(ctx, text):
        return [own_level(ctx)]
    names = [name for name in _split_names(ctx, text) if name]
    single = complete if len(names) == 1 else None
    found = [unit for name in names for unit in _find_place(ctx, name, complete=single)]
    return list({unit.code: unit for unit in found}.values())


def _find_place(ctx: Context, name: str, *, complete: str | None) -> list[Unit]:
    if not names_group(ctx, name):
        return [find_unit(ctx, name, complete=complete)]
    group = find_group(ctx, name)
    return [unit for unit in own_units(ctx) if unit.group == group.code]


def _split_names(ctx: Context, text: str) -> list[str]:
    """Split a list of units; "và" may be a part of a name."""
    names: list[str] = []
    for part in _BETWEEN.split(text):
        known = match_units(ctx, part) or names_group(ctx, part)
        names += [part] if known else _AND.split(part)
    return names


def units_under(ctx: Context, places: list[str]) -> list[Unit]:
    """List the units in some places that the person is above of."""
    below = {code for place in places for code in ctx.directory.subtree(place)}
    return [
        unit
        for unit in own_units(ctx)
        if unit.code in below and ctx.directory.is_above(ctx.member, unit.code)
    ]


def find_decided_above(ctx: Context, places: list[str], kind: EventKind) -> DecidedAbove | None:
    """Give the congress of the own level where it is in some places and a step is open to it.

    Who decides about all below does not decide about that one; it is to be said, not left out.
    """
    level, directory = own_level(ctx), ctx.directory
    named = any(level.code in directory.subtree(place) for place in places)
    if level.is_root or not named or not may(directory.congress(level.code), kind):
        return None
    above = directory.level_over(level.code, *DECIDERS)
    return DecidedAbove(level, directory.units.get(above or "", directory.root))
