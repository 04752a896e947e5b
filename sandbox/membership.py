"""Who is in: the bot blocked and unblocked, added to groups and removed, groups upgraded."""

from sandbox.messenger import Messenger
from sandbox.shapes import to_seconds
from sandbox.world import Chat, Message, Service


def block_bot(messenger: Messenger, chat: Chat, *, blocked: bool) -> str | None:
    """Let a person block the bot or unblock it; return None where nothing changed."""
    if blocked == chat.blocked:
        return None
    chat.blocked = blocked
    statuses = ("member", "kicked") if blocked else ("kicked", "member")
    return _tell_status(messenger, chat, by=chat.id, statuses=statuses)


def add_bot(messenger: Messenger, chat: Chat, *, by: int) -> str | None:
    """Let a member bring the bot into a group."""
    if chat.has_bot:
        return None
    chat.has_bot = True
    key = _tell_status(messenger, chat, by=by, statuses=("left", "member"))
    _put_line(messenger, chat, by=by, service=Service("new_chat_members", messenger.bot.id))
    return key


def remove_bot(messenger: Messenger, chat: Chat, *, by: int) -> str | None:
    """Let a member put the bot out of a group."""
    if not chat.has_bot:
        return None
    chat.has_bot = False
    key = _tell_status(messenger, chat, by=by, statuses=("member", "kicked"))
    _put_line(messenger, chat, by=by, service=Service("left_chat_member", messenger.bot.id))
    return key


def leave_group(messenger: Messenger, chat: Chat) -> None:
    """Let the bot leave a group by itself."""
    chat.has_bot = False
    bot = messenger.bot.id
    _tell_status(messenger, chat, by=bot, statuses=("member", "left"))
    _put_line(messenger, chat, by=bot, service=Service("left_chat_member", bot), told=False)


def upgrade_group(messenger: Messenger, chat: Chat, *, by: int) -> Chat:
    """Turn a group into a supergroup with a new id; both chats say so, and the bot is told."""
    moved = messenger.world.upgrade(chat)
    _put_line(messenger, chat, by=by, service=Service("migrate_to_chat_id", moved.id))
    _put_line(messenger, moved, by=by, service=Service("migrate_from_chat_id", chat.id))
    return moved


def _tell_status(messenger: Messenger, chat: Chat, *, by: int, statuses: tuple[str, str]) -> str:
    shapes, bot = messenger.shapes, messenger.bot.id
    messenger.world.touch(chat)
    return messenger.updates.add(
        "my_chat_member",
        {
            "chat": shapes.chat(chat),
            "from": shapes.user(by),
            "date": to_seconds(messenger.clock.now()),
            "old_chat_member": shapes.member(bot, status=statuses[0]),
            "new_chat_member": shapes.member(bot, status=statuses[1]),
        },
    )


def _put_line(
    messenger: Messenger, chat: Chat, *, by: int, service: Service, told: bool = True
) -> None:
    message = Message(
        id=messenger.world.new_message_id(),
        chat_id=chat.id,
        sender=by,
        at=messenger.clock.now(),
        service=service,
    )
    if told:
        messenger.updates.add("message", messenger.shapes.message(message))
    messenger.world.put(message)
