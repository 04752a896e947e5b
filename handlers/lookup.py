"""Find the unit, item or group a person means; the one place where scope is checked.

What cannot be found, is ambiguous or is not the person's own ends the command with an Answer;
`complete` is the command line its buttons finish, with {code} where the found code goes.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from chat.message import MAX_COMMAND_BYTES, Button
from congress.folding import fold
from congress.naming import Words, fits, name_words, words_of
from congress.plans import PlanItem
from congress.roles import Role
from congress.units import Group, Unit
from handlers.context import Answer, Context
from texts.render import Texts

_MOST_CHOICES = 8
_MOST_SUGGESTIONS = 3
_NEAR = 60
_LONGEST_NAME = 100
_GREATEST_ID = 2**63 - 1
_CODE = re.compile(r"^[A-Z]{1,3}\d{1,4}[A-Z]?$")
_GROUP = re.compile(r"^(?:t|to|to cong tac)(?: so)? ?0*(\d+)$")
#: Units named after them are asked for, never guessed (DOMAIN 8.15).
_NAMESAKES = (Role.OFFICE, Role.ORGANISATION_DEPT)


def own_units(ctx: Context) -> tuple[Unit, ...]:
    """List the units the person may see."""
    return ctx.directory.units_of(ctx.member)


def kept_units(ctx: Context) -> tuple[Unit, ...]:
    """List the reporting units whose people the person's level keeps: all of them at the top."""
    below = ctx.directory.below(ctx.member)
    return tuple(unit for unit in ctx.directory.reporting_units if unit.code in below)


def find_unit(
    ctx: Context,
    text: str,
    *,
    within: Sequence[Unit] | None = None,
    complete: str | None = None,
    keeps: bool = True,
) -> Unit:
    """Find the one unit meant by a code, a name, part of one, initials, or an old name.

    `within` narrows the person's own scope, for a command that only works on some units. A unit
    found by its old name is told so. A mere question `keeps` nothing, and nobody is told so.
    """
    found = match_units(ctx, text)
    if not found:
        scope = own_units(ctx) if within is None else within
        raise _unknown_unit(ctx, text, complete, scope, keeps=keeps)
    allowed = {unit.code for unit in (own_units(ctx) if within is None else within)}
    mine = [unit for unit in found if unit.code in allowed]
    if not mine:
        raise _refuse_unit(ctx, found[0])
    if len(mine) > 1 or _is_namesake(ctx, text):
        raise Answer(
            "lookup/ambiguous_unit",
            buttons=unit_buttons(mine[:_MOST_CHOICES], complete),
            text=_clip(text),
            units=() if complete else mine[:_MOST_CHOICES],
            more=len(mine[_MOST_CHOICES:]),
        )
    _tell_old_name(ctx, mine[0], text)
    return mine[0]


def match_units(ctx: Context, text: str) -> list[Unit]:
    """List every unit a text may mean, the person's scope aside; a whole name means one."""
    if len(text) > _LONGEST_NAME or not (words := words_of(text)):
        return []
    by_code = ctx.directory.units.get(words[0].upper()) if len(words) == 1 else None
    if by_code and not by_code.is_root:
        return [by_code]
    spelled = [(unit, _spellings(ctx, unit)) for unit in ctx.directory.reporting_units]
    whole = [unit for unit, names in spelled if words in names]
    return whole or [unit for unit, names in spelled if any(fits(words, name) for name in names)]


def names_unit(ctx: Context, text: str) -> bool:
    """Tell whether a text is a unit's name and nothing else, its first words left out or not."""
    words = words_of(text)
    shortest = {
        name: len(words_of(ctx.texts.short_name(unit.name)))
        for unit in match_units(ctx, text)
        for name in _spellings(ctx, unit)
    }
    return any(
        len(words) >= least and name[-len(words) :] == words for name, least in shortest.items()
    )


def split_unit_words(ctx: Context, text: str) -> tuple[str, str]:
    """Split "Kim Đông tổ 99" after the most words that may mean a unit; all is rest if none do."""
    words = text.split()
    for count in range(len(words), 0, -1):
        if match_units(ctx, named := " ".join(words[:count])):
            return named, " ".join(words[count:])
    return "", text


def _refuse_unit(ctx: Context, unit: Unit) -> Answer:
    """Make the polite answer to somebody asking about a unit that is not theirs."""
    return Answer(
        "refusal/other_unit",
        buttons=[ctx.button("my_items", "/viec")],
        unit=unit,
        units=own_units(ctx),
        group=ctx.directory.groups.get(ctx.member.group or ""),
    )


def find_item(ctx: Context, unit: Unit, text: str, *, complete: str | None = None) -> PlanItem:
    """Find the one item of a unit's plan meant by its code or by words of its title."""
    if by_code := ctx.directory.items.get((unit.code, text.upper())):
        return by_code
    plan = ctx.directory.items_by_unit.get(unit.code, ())
    found = match_items(plan, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise Answer(
            "lookup/ambiguous_item",
            buttons=item_buttons(found[:_MOST_CHOICES], complete),
            text=_clip(text),
            items=() if complete else found[:_MOST_CHOICES],
            unit=unit,
        )
    near = _nearest(text, {item.code: item.short for item in plan})
    suggested = [ctx.directory.items[unit.code, code] for code in near]
    raise Answer(
        "lookup/unknown_item",
        buttons=item_buttons(suggested, complete),
        text=_clip(text),
        unit=unit,
        items=suggested,
        example=next(iter(plan), None),
    )


def match_items(plan: Sequence[PlanItem], text: str) -> list[PlanItem]:
    """List the items a text may mean: by code, by how one short title begins, by any words."""
    if len(text) > _LONGEST_NAME or not (words := words_of(text)):
        return []
    code = words[0].upper() if len(words) == 1 else None
    return (
        [item for item in plan if item.code == code]
        or _only([item for item in plan if name_words(item.short)[: len(words)] == words])
        or [
            item
            for item in plan
            if fits(words, name_words(item.short)) or fits(words, name_words(item.title))
        ]
    )


def _only(found: list[PlanItem]) -> list[PlanItem]:
    return found if len(found) == 1 else []


def find_group(ctx: Context, text: str) -> Group:
    """Find a work group by "T03", "tổ 3" or its name; groups of others are refused politely."""
    group, mine = match_group(ctx, text), ctx.directory.groups_of(ctx.member)
    if group is None:
        raise Answer("lookup/unknown_group", text=_clip(text), groups=mine)
    if group not in mine:
        own = ctx.directory.groups.get(ctx.member.group or "")
        raise Answer("refusal/other_group", group=group, own=own)
    return group


def match_group(ctx: Context, text: str) -> Group | None:
    """Tell which group a text names; None when it names none."""
    folded = fold(text)
    number = _GROUP.match(folded)
    for group in ctx.directory.groups.values():
        if folded == fold(group.code) or words_of(text) == name_words(group.name):
            return group
        if number and re.fullmatch(rf"\D*0*{number[1]}", group.code):
            return group
    return None


def names_group(ctx: Context, text: str) -> bool:
    """Tell whether a text means a group, known or not, and no unit: "tổ 3", "tổ 99"."""
    return match_group(ctx, text) is not None or (
        _GROUP.match(fold(text)) is not None and not match_units(ctx, text)
    )


def read_number(text: str) -> int | None:
    """Read a number as a button or a person gives it; None for what no row can have."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > _LONGEST_NAME:
        return None
    number = int(plain)
    return number if number <= _GREATEST_ID else None


def is_code(word: str) -> bool:
    """Tell whether a word looks like a unit's or an item's code, known or not: "K99", "x25"."""
    return _CODE.match(fold(word).upper()) is not None


def unit_buttons(units: Sequence[Unit], complete: str | None) -> list[Button]:
    """Make one button for each unit that finishes a command line; none without a line."""
    return [_button(f"{unit.code} {unit.name}", unit.code, complete) for unit in units if complete]


def item_buttons(items: Sequence[PlanItem], complete: str | None) -> list[Button]:
    """Make one button for each item that finishes a command line; none without a line."""
    return [
        _button(f"{item.code} {item.short}", item.code, complete) for item in items if complete
    ]


def _button(label: str, code: str, complete: str | None) -> Button:
    line = (complete or "").replace("{code}", code)
    # What follows the code and does not fit in a button is asked for again.
    if len(line.encode()) > MAX_COMMAND_BYTES:
        line = (complete or "").partition("{code}")[0] + code
    return Button(label=label, command=line.strip())


def _spellings(ctx: Context, unit: Unit) -> list[Words]:
    short = ctx.texts.short_name(unit.name)
    prefix = unit.name[: len(unit.name) - len(short)]
    return [
        name_words(unit.name),
        *(name_words(prefix + old) for old in unit.old_names),
    ]


def _tell_old_name(ctx: Context, unit: Unit, text: str) -> None:
    words = words_of(text)
    if words == name_words(unit.code) or fits(words, name_words(unit.name)):
        return
    old = [name for name in unit.old_names if set(name_words(name)) & set(words)]
    ctx.remark("lookup/old_name", unit=unit, old=old)


def _is_namesake(ctx: Context, text: str) -> bool:
    return words_of(text) in _namesakes(ctx.texts)


@lru_cache(maxsize=2)
def _namesakes(texts: Texts) -> frozenset[Words]:
    return frozenset(words_of(texts.label(f"role.{role}")) for role in _NAMESAKES)


def _unknown_unit(
    ctx: Context, text: str, complete: str | None, units: Sequence[Unit], *, keeps: bool
) -> Answer:
    near = _nearest(text, {unit.code: ctx.texts.short_name(unit.name) for unit in units})
    suggested = [ctx.directory.units[code] for code in near]
    return Answer(
        "lookup/unknown_unit",
        buttons=unit_buttons(suggested, complete),
        text=_clip(text),
        keeps=keeps,
        units=suggested,
        example=next(iter(units), None),
    )


def _nearest(text: str, names: dict[str, str]) -> list[str]:
    found = process.extract(
        fold(text[:_LONGEST_NAME]),
        {code: fold(name) for code, name in names.items()},
        scorer=fuzz.WRatio,
        limit=_MOST_SUGGESTIONS,
        score_cutoff=_NEAR,
    )
    return [code for _, _, code in found]


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"
