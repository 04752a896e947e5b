"""What a person may ask for: /trogiup, and the command menu a platform shows."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from chat.message import ChatKind
from congress.folding import fold
from congress.roles import EVERYONE, Role
from handlers.context import Context
from handlers.registry import Command
from handlers.system import say_unknown_command
from texts.render import Texts

_REST = "other"
_NEAR = 70


def _all_commands() -> Sequence[Command]:
    from handlers.everything import ALL_COMMANDS  # it lists this module's command, too

    return ALL_COMMANDS


def commands_for(role: Role) -> list[Command]:
    """List the commands a role may use, hidden ones left out."""
    return [one for one in _all_commands() if role in one.roles and not one.hidden]


def menu_for(role: Role, texts: Texts) -> list[tuple[str, str]]:
    """Make the command menu of a role: names and descriptions, the daily ones first."""
    return [
        (command.name, texts.label(f"help.{command.name}"))
        for _, commands in _group_commands(commands_for(role), texts)
        for command in commands
    ]


def _group_commands(commands: Iterable[Command], texts: Texts) -> list[tuple[str, list[Command]]]:
    """Sort commands under headings, in the order the texts give; empty headings are left out."""
    left = {command.name: command for command in commands}
    groups = [
        (heading, [left.pop(name) for name in names if name in left])
        for heading, names in texts.words("help_groups").items()
    ]
    groups.append((_REST, list(left.values())))
    return [(texts.label(f"help_group.{heading}"), found) for heading, found in groups if found]


async def show_help(ctx: Context, args: str) -> None:
    """Answer /trogiup [command]."""
    if args:
        _show_command(ctx, fold(args).replace(" ", "").lstrip("/"))
        return
    everywhere = ctx.incoming.chat_kind is ChatKind.PRIVATE
    commands = [one for one in commands_for(ctx.member.role) if everywhere or one.in_groups]
    groups = _group_commands(commands, ctx.texts)
    ctx.say("help/list", groups=groups, everywhere=everywhere, example=groups[0][1][0].name)


def _show_command(ctx: Context, name: str) -> None:
    known = {spelled: one for one in _all_commands() for spelled in (one.name, *one.aliases)}
    command = known.get(name)
    if command is None or command.hidden:
        own = [one.name for one in commands_for(ctx.member.role)]
        near = process.extract(name, own, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
        say_unknown_command(ctx, near=[hit[0] for hit in near])
        return
    ctx.require(command.roles, command=command.name)
    ctx.say("help/command", command=command)


COMMANDS = (Command("trogiup", show_help, EVERYONE, aliases=("help",), in_groups=True),)
