"""What a person may ask for: /trogiup, and the command menu a platform shows."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from chat.message import Button, ChatKind
from congress.folding import fold
from congress.naming import words_of
from congress.roles import EVERYONE, OVERSEERS, Role
from handlers.context import Context
from handlers.examples import make_examples
from handlers.registry import Command
from handlers.system import say_unknown_command
from texts.render import Texts

_REST = "other"
_NEAR = 70
#: So many commands are listed at once, without topics.
_FEW = 10


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
    """Answer /trogiup [command or topic]; alone, what a person does daily, and the topics."""
    if args:
        _show_named(ctx, args)
        return
    everywhere = ctx.incoming.chat_kind is ChatKind.PRIVATE
    commands = [one for one in commands_for(ctx.member.role) if everywhere or one.in_groups]
    topics = _group_commands(commands, ctx.texts)
    daily = _find_daily(ctx, commands) if everywhere and len(commands) > _FEW else []
    ctx.say(
        "help/list",
        commands=daily or [one for _, found in topics for one in found],
        everywhere=everywhere,
        short=not daily,
        choices=[Button(label=name, command=f"/trogiup {name}") for name, _ in topics if daily],
    )


def _find_daily(ctx: Context, commands: Iterable[Command]) -> list[Command]:
    """List what a person does most days, who reports or who oversees, in the texts' order."""
    known = {command.name: command for command in commands}
    kind = "oversees" if ctx.member.role in OVERSEERS else "reports"
    names = ctx.texts.words("help_daily")[kind]
    return [known[name] for name in names if name in known]


def _show_named(ctx: Context, text: str) -> None:
    """Tell of a topic or of one command; no topic is named as a command is."""
    for topic, commands in _group_commands(commands_for(ctx.member.role), ctx.texts):
        if words_of(topic) == words_of(text):
            links = [ctx.button("help", "/trogiup")]
            ctx.say("help/topic", topic=topic, commands=commands, links=links)
            return
    _show_command(ctx, fold(text).replace(" ", "").lstrip("/"))


def _show_command(ctx: Context, name: str) -> None:
    known = {spelled: one for one in _all_commands() for spelled in (one.name, *one.aliases)}
    command = known.get(name)
    if command is None or command.hidden:
        own = [one.name for one in commands_for(ctx.member.role)]
        near = process.extract(name, own, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR)
        say_unknown_command(ctx, near=[hit[0] for hit in near])
        return
    ctx.require(command.roles, command=command.name)
    usage = command.usage_for(ctx.member.role)
    ctx.say("help/command", command=command, usage=usage, examples=make_examples(ctx))


COMMANDS = (Command("trogiup", show_help, EVERYONE, aliases=("help",), in_groups=True),)
