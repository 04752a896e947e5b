"""Take the unit off the beginning of a line: a code, a name, or the person's only one unsaid."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from congress.notes import squeeze
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import (
    find_unit,
    is_code,
    match_units,
    names_unit,
    own_units,
    split_unit_words,
    unit_buttons,
)

#: Buttons of a person's own units to choose from.
_MOST_UNITS = 10


def take_unit(
    ctx: Context,
    text: str,
    *,
    command: str,
    is_word: Callable[[str], bool],
    free: bool = False,
    keeps: bool = True,
) -> tuple[Unit, str]:
    """Find the unit a line begins with, and the rest; Answers what it may be.

    `is_word` tells whether a text begins with the command's own words: then somebody with one
    unit means that. `command` is "/vankien". What follows in a `free` line may be any words, so a
    name must stand alone or end with ":" there. `keeps` as for find_unit().
    """
    text = squeeze(text)
    own = own_units(ctx)
    head, _, tail = text.partition(" ")
    complete = f"{command} {{code}}"
    if free and names_unit(ctx, text):
        return find_unit(ctx, text, complete=complete, keeps=keeps), ""
    if len(own) == 1 and head.upper() != own[0].code and (not text or is_word(text)):
        return own[0], text
    if not text:
        raise which_unit(ctx, command)
    if is_code(head):
        return find_unit(ctx, head, complete=f"{complete} {tail}", keeps=keeps), tail.strip()
    named, colon, rest = text.partition(":")
    if colon and match_units(ctx, named):
        return find_unit(ctx, named, complete=f"{complete} {rest}", keeps=keeps), rest.strip(" :,")
    if len(own) == 1 and (free or not split_unit_words(ctx, text)[0]):
        return own[0], text
    if free:
        raise which_unit(ctx, command)
    unit, rest = take_named_unit(ctx, text, command=command, keeps=keeps)
    return unit, rest.strip(" :,")


def take_named_unit(
    ctx: Context, text: str, *, command: str, keeps: bool = True
) -> tuple[Unit, str]:
    """Find the unit that the most words at the beginning of a line mean, and the rest."""
    named, rest = split_unit_words(ctx, text)
    if not named:
        named, rest = text, ""
    complete = f"{command} {{code}} {rest}".strip()
    return find_unit(ctx, named, complete=complete, keeps=keeps), rest


def which_unit(ctx: Context, command: str, *, within: Sequence[Unit] | None = None) -> Answer:
    """Make the question which unit is meant; `within` is what may be named beside the own."""
    own = own_units(ctx)
    units = within or own
    if not units:
        return Answer("status/no_units")
    few = own if len(own) <= _MOST_UNITS else ()
    return Answer(
        "lookup/which_unit",
        buttons=unit_buttons(few, f"{command} {{code}}"),
        command=command.removeprefix("/"),
        units=few,
        example=units[0].code,
    )


def drafted_unit(ctx: Context, data: Mapping[str, Any]) -> Unit:
    """Give the unit a dialogue is about; it may have become somebody else's while it waited."""
    unit = ctx.directory.units.get(data["unit"])
    if unit is None or unit not in own_units(ctx):
        raise Answer("flow/outdated")
    return unit
