"""Invitations made by chat: /mamoi role [unit|group], completed by buttons where incomplete."""

from typing import Any

from chat.message import Button
from congress.folding import fold
from congress.invitations import make_invitation
from congress.roles import GROUPS, KEEPERS, Role
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import find_unit, kept_units, match_group, match_units
from handlers.registry import Command, Flow
from storage import members

#: Words that the longest way to write a role may have.
_LONGEST_ROLE = 10


async def invite(ctx: Context, args: str) -> None:
    """Answer /mamoi [role [unit|group]]."""
    role, scope = _split_role(ctx, args)
    if role is None:
        template = "people/unknown_role" if args else "people/ask_role"
        ctx.say(template, text=args, choices=_role_buttons(ctx))
    elif role is Role.UNIT_REPORTER:
        _invite_to_unit(ctx, scope)
    elif role in GROUPS:
        _invite_to_group(ctx, role, scope)
    else:
        _make(ctx, role, unit=_find_level(ctx, role, scope))


def _find_level(ctx: Context, role: Role, text: str) -> Unit | None:
    """Find the upper unit at which somebody is to sit; the speaker's own where none is named.

    None is the top.
    """
    upper = [unit for unit in kept_units(ctx) if unit.is_upper]
    if not text:
        return next((unit for unit in upper if unit.code == ctx.member.unit), None)
    named = match_units(ctx, text)
    if not upper or (named and not any(unit.is_upper for unit in named)):
        raise Answer("people/no_scope", role=role, example=next(iter(upper), None))
    return find_unit(ctx, text, within=upper, complete=f"/mamoi {role} {{code}}")


def _invite_to_unit(ctx: Context, text: str) -> None:
    units = kept_units(ctx)
    if not text:
        ctx.expect("invite_unit")
        ctx.say("people/ask_unit", example=next(iter(units), None))
        return
    line = f"/mamoi {Role.UNIT_REPORTER} {{code}}"
    _make(ctx, Role.UNIT_REPORTER, unit=find_unit(ctx, text, within=units, complete=line))


def _invite_to_group(ctx: Context, role: Role, text: str) -> None:
    kept = ctx.directory.groups_of(ctx.member)
    group = match_group(ctx, text) if text else None
    if group not in kept:
        buttons = [Button(label=one.name, command=f"/mamoi {role} {one.code}") for one in kept]
        ctx.say("people/which_group", text=text, groups=kept, choices=buttons)
        return
    _make(ctx, role, group=group.code)


def _make(ctx: Context, role: Role, *, unit: Unit | None = None, group: str | None = None) -> None:
    invitation, code = make_invitation(
        id=ctx.work.new_id(),
        role=role,
        unit=unit.code if unit else None,
        group=group,
        now=ctx.now,
        created_by=ctx.member.id,
    )
    members.add_invitation(ctx.work, invitation)
    ctx.record("invite", f"invitation {invitation.id}", new=role)
    ctx.forget()
    ctx.say(
        "people/invitation",
        secret=True,
        code=code,
        link=f"{ctx.office.bot_link}{code}" if ctx.office.bot_link else None,
        role=role,
        unit=unit,
        group=ctx.directory.groups.get(group or ""),
        until=invitation.expires_at,
    )


def _split_role(ctx: Context, text: str) -> tuple[Role | None, str]:
    """Split "tổ trưởng tổ 3" into the role and the rest, the longest way to write it first."""
    words = text.split()
    spelled = {
        fold(way): Role(code)
        for code, ways in ctx.texts.words("role").items()
        for way in (code, ctx.texts.label(f"role.{code}"), *ways)
    }
    for count in range(min(_LONGEST_ROLE, len(words)), 0, -1):
        if role := spelled.get(fold(" ".join(words[:count]))):
            return role, " ".join(words[count:])
    return None, ""


def _role_buttons(ctx: Context) -> list[Button]:
    return [
        Button(label=label[:1].upper() + label[1:], command=f"/mamoi {role}")
        for role in Role
        for label in [ctx.texts.label(f"role.{role}")]
    ]


async def read_unit(ctx: Context, _data: dict[str, Any], text: str) -> None:
    """Take the unit in free words."""
    _invite_to_unit(ctx, text)


COMMANDS = (Command("mamoi", invite, KEEPERS, aliases=("moi",)),)
FLOWS = {
    "invite_unit": Flow(
        "invite_unit",
        read=read_unit,
        command="mamoi",
        roles=KEEPERS,
    )
}
