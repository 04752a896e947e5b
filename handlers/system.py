"""Answers that belong to no command: strangers, files, forwards, edits, chats that come and go."""

from collections.abc import Sequence

from chat.message import Button, ChatKind, Content
from congress.roles import REPORTERS
from handlers.context import Context
from storage import members, units

#: What the platform tells about a chat, without a person's words in it.
EVENTS = frozenset({Content.MIGRATED, Content.LEFT, Content.JOINED})

#: What is never read: the answer's template for each.
_UNREAD = {
    Content.MEDIA: "refusal/media",
    Content.FORWARD: "refusal/forward",
    Content.EDIT: "refusal/edit",
    Content.REFUSED: "refusal/secret",
}


def note_event(ctx: Context) -> None:
    """Follow a chat that moved, or a person or group that left or came back."""
    said = ctx.incoming
    if said.content is Content.MIGRATED and said.new_chat:
        units.move_chat(ctx.work, channel=said.channel, old=said.chat, new=said.new_chat)
        ctx.work.touch_directory()
    elif said.chat_kind is ChatKind.GROUP:
        if said.content is Content.LEFT:
            units.unbind_chat(ctx.work, channel=said.channel, chat=said.chat)
            ctx.work.touch_directory()
    elif (said.channel, said.sender) in ctx.directory.identities:
        members.set_blocked(
            ctx.work,
            channel=said.channel,
            sender=said.sender,
            at=ctx.now if said.content is Content.LEFT else None,
        )
        ctx.work.touch_directory()


async def greet_stranger(ctx: Context) -> None:
    """Say one polite line a day to somebody unknown, in private; nothing else is told."""
    said = ctx.incoming
    if said.chat_kind is ChatKind.PRIVATE and await members.greet_once(
        ctx.work,
        channel=said.channel,
        sender=said.sender,
        day=ctx.today,
    ):
        ctx.say("start/unknown")


def refuse_content(ctx: Context) -> bool:
    """Answer what may not be read; False when the message holds words to work on."""
    template = _UNREAD.get(ctx.incoming.content)
    if template is None:
        return False
    if ctx.incoming.chat_kind is ChatKind.PRIVATE or ctx.incoming.content is Content.REFUSED:
        ctx.say(template, reason=ctx.incoming.reason)
    return True


def say_not_understood(ctx: Context, *, menu: Sequence[Button], form: bool) -> None:
    """Tell that nothing was understood or stored, and what could be said instead.

    `form`: one is open, and waits for a choice.
    """
    # The menu of the last message goes on, so other choices beside it would only confuse.
    choices = [] if len(menu) > 1 else _first_steps(ctx)
    ctx.say("help/not_understood", choices=choices, last_choice=len(menu), form=form)


def say_unknown_command(ctx: Context, *, near: Sequence[str]) -> None:
    """Tell that a command is unknown, with the nearest ones."""
    ctx.say("help/unknown_command", near=near)


def say_nothing_open(ctx: Context) -> None:
    """Tell who wants to leave that no form is open, and how what was kept is mended."""
    in_private = ctx.incoming.chat_kind is ChatKind.PRIVATE
    mends = in_private and ctx.member.role in REPORTERS
    correct = [ctx.button("correct", "/dinhchinh")] if mends else []
    choices = [*correct, *_first_steps(ctx)] if in_private else []
    ctx.say("flow/nothing_open", choices=choices, mends=mends)


def _first_steps(ctx: Context) -> list[Button]:
    grouped = ctx.incoming.chat_kind is ChatKind.GROUP  # where one's own items are not told
    first = ("unit_status", "/tinhhinh") if grouped else ("my_items", "/viec")
    return [ctx.button(*first), ctx.button("help", "/trogiup")]
