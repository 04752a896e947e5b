"""What the page shows, as JSON: the list of chats, one chat, the clock, the network."""

from datetime import datetime
from typing import Any

from sandbox.messenger import Messenger, Toast
from sandbox.world import Chat, Message

Json = dict[str, Any]
#: A chat opens with this many of its newest messages.
SHOWN_MESSAGES = 200
SNIPPET_LENGTH = 80
GROUPS_SECTION = "groups"


def to_milliseconds(moment: datetime) -> int:
    """Return a moment as JavaScript counts it."""
    return int(moment.timestamp() * 1000)


def write_state(messenger: Messenger, *, counters: dict[str, int]) -> Json:
    """Write everything but the messages."""
    clock = messenger.clock
    return {
        "clock": {"now": to_milliseconds(clock.now()), "moving": clock.moving},
        "botName": messenger.bot.username,
        "menus": messenger.menus.version,
        "chats": [_write_summary(messenger, chat) for chat in messenger.world.chats.values()],
        "counters": counters,
        "limits": messenger.limits.enabled,
        "faults": [
            {
                "kind": fault.kind,
                "method": fault.method,
                "count": fault.count,
                "value": fault.value,
            }
            for fault in messenger.faults.active
        ],
        "toasts": [_write_toast(toast) for toast in list(messenger.toasts)[-5:]],
    }


def write_chat(messenger: Messenger, chat: Chat, *, person: int) -> Json:
    """Write one chat as a person sees it."""
    shown = list(chat.messages.values())[-SHOWN_MESSAGES:]
    menu = messenger.menus.seen_in(chat.id, person=person)
    return {
        "id": chat.id,
        "version": chat.version,
        "messages": [_write_message(messenger, chat, message) for message in shown],
        "menu": [{"command": line.command, "description": line.description} for line in menu],
    }


def _write_summary(messenger: Messenger, chat: Chat) -> Json:
    person = messenger.world.people.get(chat.id)
    newest = chat.newest
    return {
        "id": chat.id,
        "title": chat.title,
        "section": person.section if person else GROUPS_SECTION,
        "members": [
            {"id": each, "title": messenger.world.people[each].title}
            for each in sorted(chat.members)
        ],
        "version": chat.version,
        "unread": _count_unread(messenger, chat),
        "newest": _write_snippet(messenger, newest) if newest else None,
        "blocked": chat.blocked,
        "hasBot": chat.has_bot,
        "movedTo": chat.moved_to,
        "typing": round(chat.typing_seconds * 1000),
    }


def _count_unread(messenger: Messenger, chat: Chat) -> int:
    count = 0
    for message in reversed(chat.messages.values()):
        if message.id <= chat.read_up_to:
            break
        count += message.sender == messenger.bot.id
    return count


def _write_snippet(messenger: Messenger, message: Message) -> Json:
    return {
        "text": message.text[:SNIPPET_LENGTH],
        "mine": message.sender != messenger.bot.id,
        "at": to_milliseconds(message.at),
        "file": message.file.kind if message.file else None,
        "service": message.service.name if message.service else None,
    }


def _write_toast(toast: Toast) -> Json:
    return {"id": toast.id, "person": toast.person, "text": toast.text, "alert": toast.alert}


def _write_message(messenger: Messenger, chat: Chat, message: Message) -> Json:
    shape: Json = {
        "id": message.id,
        "sender": message.sender,
        "title": messenger.shapes.user(message.sender)["first_name"],
        "fromBot": message.sender == messenger.bot.id,
        "at": to_milliseconds(message.at),
        "text": message.text,
        "entities": [
            {"kind": each.kind, "offset": each.offset, "length": each.length, "url": each.url}
            for each in message.entities
        ],
        "buttons": [
            [{"text": button.text, "url": button.url} for button in row] for row in message.buttons
        ],
        "edited": message.edited_at is not None,
        "forwarded": message.forwarded_from is not None,
        "heard": bool(message.update and messenger.updates.is_confirmed(message.update)),
    }
    if message.file:
        shape["file"] = _write_file(message)
    if message.service:
        shape["service"] = message.service.name
    if quoted := chat.messages.get(message.reply_to or 0):
        shape["quoted"] = quoted.text[:SNIPPET_LENGTH]
    return shape


def _write_file(message: Message) -> Json | None:
    file = message.file
    if file is None:
        return None
    return {"id": file.id, "kind": file.kind, "name": file.name, "size": len(file.content)}
