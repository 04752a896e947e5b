"""What people do in a chat, and the update by which the bot learns of it."""

from dataclasses import replace

from sandbox.files import StoredFile
from sandbox.markup import find_entities
from sandbox.messenger import Messenger, Press
from sandbox.world import Button, Chat, Message


class ActionError(Exception):
    """A person cannot do this here; `code` names the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def post_message(
    messenger: Messenger,
    chat: Chat,
    *,
    person: int,
    text: str = "",
    file: StoredFile | None = None,
    reply_to: int | None = None,
    forwarded_from: int | None = None,
) -> Message:
    """Put a person's message into a chat; its `update` is None where the bot does not hear it."""
    _check_open(chat, person)
    text = text.strip()
    if not (text or file):
        raise ActionError("empty")
    message = Message(
        id=messenger.world.new_message_id(),
        chat_id=chat.id,
        sender=person,
        at=messenger.clock.now(),
        text=text,
        entities=find_entities(text),
        file=file,
        reply_to=reply_to,
        forwarded_from=forwarded_from,
    )
    chat.has_bot = chat.has_bot or chat.is_private
    return _tell(messenger, chat, message, kind="message")


def edit_message(messenger: Messenger, message: Message, *, person: int, text: str) -> Message:
    """Put new words into a person's own message."""
    chat = messenger.world.chats[message.chat_id]
    _check_open(chat, person)
    if message.sender != person or message.service or message.forwarded_from:
        raise ActionError("not_yours")
    changed = replace(
        message,
        text=text,
        entities=find_entities(text),
        edited_at=messenger.clock.now(),
    )
    return _tell(messenger, chat, changed, kind="edited_message")


def press_button(messenger: Messenger, message: Message, button: Button, *, person: int) -> str:
    """Press an inline button; return the key of the update."""
    chat = messenger.world.chats[message.chat_id]
    _check_open(chat, person)
    if button.data is None:
        raise ActionError("link_button")
    press_id = str(next(messenger.numbers))
    messenger.presses[press_id] = Press(person, chat)
    payload = {
        "id": press_id,
        "from": messenger.shapes.user(person),
        "message": messenger.shapes.message(message),
        "chat_instance": str(-chat.id),
        "data": button.data,
    }
    return messenger.updates.add("callback_query", payload)


def _check_open(chat: Chat, person: int) -> None:
    if person not in chat.members:
        raise ActionError("not_member")
    if chat.blocked:
        raise ActionError("blocked")
    if chat.moved_to:
        raise ActionError("moved")


def _tell(messenger: Messenger, chat: Chat, message: Message, *, kind: str) -> Message:
    key = None
    if _is_heard(messenger, chat, message):
        key = messenger.updates.add(kind, messenger.shapes.message(message))
    return messenger.world.put(replace(message, update=key))


def _is_heard(messenger: Messenger, chat: Chat, message: Message) -> bool:
    """Apply Telegram's privacy mode: in groups a bot hears commands, its name, answers to it."""
    if chat.is_private:
        return True
    name = f"@{messenger.bot.username}".lower()
    quoted = chat.messages.get(message.reply_to or 0)
    answers = quoted is not None and quoted.sender == messenger.bot.id
    command = message.text.startswith("/") and _is_for(message.text.split()[0].lower(), name)
    return chat.has_bot and (answers or command or name in message.text.lower())


def _is_for(word: str, name: str) -> bool:
    return "@" not in word or word.endswith(name)
