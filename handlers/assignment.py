"""Which work group is in charge of which unit: /phancong."""

from typing import Any

from chat.message import Button
from congress.roles import KEEPERS, Role
from congress.units import Group, Unit
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.lookup import find_unit, kept_units, match_group, split_unit_words
from handlers.pages import PAGE
from handlers.registry import Command, Flow
from storage import units

#: "tổ công tác 3" is the longest way to name a group.
_LONGEST_GROUP = 4


async def assign(ctx: Context, args: str) -> None:
    """Answer /phancong [unit [group]]."""
    if not args:
        _show_unassigned(ctx)
        return
    text, group = _split_group(ctx, args)
    named, rest = (text, "") if group else split_unit_words(ctx, text)
    unit = find_unit(
        ctx,
        named or text,
        within=kept_units(ctx),
        complete=f"/phancong {{code}} {group.code if group else ''}".strip(),
    )
    if group is None:
        ctx.say(
            "people/ask_group", unit=unit, text=rest if named else "", choices=_groups(ctx, unit)
        )
    elif unit.group == group.code:
        raise Answer("people/already_assigned", unit=unit, group=group)
    else:
        _read_back(ctx, unit, group)


def _show_unassigned(ctx: Context) -> None:
    units = kept_units(ctx)
    free = [unit for unit in units if unit.group is None]
    ctx.say(
        "people/unassigned",
        units=free,
        example=next(iter(free or units), None),
        group=next(iter(ctx.directory.groups.values()), None),
        links=[
            Button(label=f"{unit.code} {unit.name}", command=f"/phancong {unit.code}")
            for unit in free[:PAGE]
        ],
    )


def _split_group(ctx: Context, text: str) -> tuple[str, Group | None]:
    words = text.split()
    for count in range(min(_LONGEST_GROUP, len(words) - 1), 0, -1):
        if group := match_group(ctx, " ".join(words[-count:])):
            return " ".join(words[:-count]), group
    return text, None


def _groups(ctx: Context, unit: Unit) -> list[Button]:
    return [
        Button(label=group.name, command=f"/phancong {unit.code} {group.code}")
        for group in ctx.directory.groups.values()
        if group.code != unit.group
    ]


def _read_back(ctx: Context, unit: Unit, group: Group) -> None:
    ctx.say(
        "people/assign",
        unit=unit,
        group=group,
        old=ctx.directory.groups.get(unit.group or ""),
        choices=draft(ctx, "assign", unit=unit.code, group=group.code, old=unit.group),
    )


async def confirm_assignment(ctx: Context, data: dict[str, Any]) -> None:
    """Put a unit in a group's charge and tell both groups."""
    unit = ctx.directory.units.get(data["unit"])
    group = ctx.directory.groups.get(data["group"])
    if unit is None or group is None or unit.group != data["old"]:
        raise Answer("flow/outdated")
    units.save_unit(ctx.work, unit.model_copy(update={"group": group.code}))
    ctx.record("assign", f"unit {unit.code}", old=unit.group, new=group.code)
    ctx.say("people/assigned", unit=unit, group=group, at=ctx.now)
    for code in (unit.group, group.code):
        for leader in ctx.directory.people(Role.GROUP_LEADER, group=code) if code else ():
            ctx.tell(leader, "people/assigned_notice", unit=unit, group=group)


async def amend_assignment(ctx: Context, data: dict[str, Any]) -> None:
    """Ask for the group again."""
    await assign(ctx, data["unit"])


COMMANDS = (Command("phancong", assign, KEEPERS),)
FLOWS = {
    "assign": Flow(
        "assign",
        confirm=confirm_assignment,
        amend=amend_assignment,
        command="phancong",
        roles=KEEPERS,
    )
}
