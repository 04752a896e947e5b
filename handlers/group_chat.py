"""A work group's own chat: bound by its leader with /gannhom, where only counts are answered."""

from chat.message import ChatKind
from congress.folding import fold
from congress.roles import Role
from congress.units import Group, GroupChat
from handlers.context import Answer, Context
from handlers.registry import Command
from storage import units


async def bind_chat(ctx: Context, args: str) -> None:
    """Answer /gannhom, or /gannhom bỏ, in a group chat; elsewhere explain it."""
    group = ctx.directory.groups.get(ctx.member.group or "")
    if group is None:
        raise Answer("group/no_group")
    if ctx.incoming.chat_kind is not ChatKind.GROUP:
        raise Answer("group/how", group=group, chats=_count_chats(ctx, group))
    bound = ctx.directory.group_chats.get((ctx.incoming.channel, ctx.incoming.chat))
    if bound and bound.group != group.code:
        raise Answer("group/others", other=ctx.directory.groups[bound.group])
    if args and fold(args) not in map(fold, ctx.texts.words("settings")["unbind"]):
        raise Answer("group/unclear", text=args)
    if args:
        _unbind(ctx, group, bound)
    else:
        _bind(ctx, group, bound)


def _bind(ctx: Context, group: Group, bound: GroupChat | None) -> None:
    said = ctx.incoming
    if bound is None:
        chat = GroupChat(channel=said.channel, chat=said.chat, group=group.code)
        units.bind_chat(ctx.work, chat, bound_by=ctx.member.id, at=ctx.now)
        ctx.record("bind_chat", f"group {group.code}", new=said.channel)
    ctx.say(
        "group/bound",
        group=group,
        before=bound is not None,
        links=[ctx.button("unit_status", "/tinhhinh"), ctx.button("unbind", "/gannhom bo")],
    )


def _unbind(ctx: Context, group: Group, bound: GroupChat | None) -> None:
    said = ctx.incoming
    if bound is None:
        raise Answer("group/not_bound", group=group)
    units.unbind_chat(ctx.work, channel=said.channel, chat=said.chat)
    ctx.record("unbind_chat", f"group {group.code}", old=said.channel)
    ctx.say("group/unbound", group=group)


def _count_chats(ctx: Context, group: Group) -> int:
    return sum(chat.group == group.code for chat in ctx.directory.group_chats.values())


COMMANDS = (Command("gannhom", bind_chat, frozenset({Role.GROUP_LEADER}), in_groups=True),)
