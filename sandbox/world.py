"""What has been said: chats and their messages. Pure state, told the time by its callers.

Nothing here knows a wire format: the Bot API and the page both read and write this.
"""

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sandbox.changes import Changes
from sandbox.files import StoredFile
from sandbox.markup import Entity
from sandbox.people import Group, Person

#: A chat forgets its oldest messages beyond this, so that a benchmark does not fill the memory.
KEPT_MESSAGES = 1000
#: What Telegram puts in front of a supergroup's number.
SUPERGROUP_BASE = -1_000_000_000_000
#: A "typing" sign goes out by itself after this long (Bot API: 5 seconds or less).
TYPING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: pressing sends `data` to the bot, or opens `url`."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """An event shown as a line of the chat, named as the Bot API names the field."""

    name: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One bubble, or a service line.

    `update` is the key of the update that told the bot of it; None for the bot's own messages and
    for what the bot was not told.
    """

    id: int
    chat_id: int
    sender: int
    at: datetime
    text: str = ""
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    file: StoredFile | None = None
    reply_to: int | None = None
    forwarded_from: int | None = None
    service: Service | None = None
    edited_at: datetime | None = None
    update: str | None = None


class Chat:
    """A private chat of a person with the bot, or a group."""

    def __init__(self, chat_id: int, title: str, *, members: Iterable[int]) -> None:
        self.id = chat_id
        self.title = title
        self.members = set(members)
        #: The bot may write: the person has written first, or the bot is in the group.
        self.has_bot = True
        self.blocked = False
        self.moved_to: int | None = None
        self.messages: dict[int, Message] = {}
        #: What the bot said and rewrote, numbered, for those who wait for the next.
        self.heard: deque[tuple[int, Message]] = deque(maxlen=KEPT_MESSAGES)
        self.read_up_to = 0
        self.version = 0
        self._typing_until = 0.0

    @property
    def is_private(self) -> bool:
        """Whether this is one person's chat with the bot."""
        return self.id > 0

    @property
    def kind(self) -> str:
        """Return Telegram's word for this sort of chat."""
        if self.is_private:
            return "private"
        return "supergroup" if self.id <= SUPERGROUP_BASE else "group"

    @property
    def newest(self) -> Message | None:
        """Return the last message, if there is one."""
        return next(reversed(self.messages.values()), None)

    @property
    def typing_seconds(self) -> float:
        """Return how much longer the bot is shown as typing, 0 for not at all."""
        return max(0.0, self._typing_until - time.monotonic())

    def show_typing(self, *, seconds: float = TYPING_SECONDS) -> None:
        """Show the bot as typing for a while; 0 ends it."""
        self._typing_until = time.monotonic() + seconds


class World:
    """All people and chats; every change is told to `changes`."""

    def __init__(self, changes: Changes) -> None:
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self._changes = changes
        self._message_ids = count(1)
        self._heard_ids = count(1)

    def add_person(self, person: Person) -> Chat:
        """Let somebody in, with their private chat."""
        if person.id <= 0:
            raise ValueError("a person's id is positive")
        chat = Chat(person.id, person.title, members=(person.id,))
        chat.has_bot = person.started
        self.people[person.id] = person
        return self._open(chat)

    def add_group(self, group: Group) -> Chat:
        """Open a group chat; its members must have been added before."""
        if group.id >= 0 or not self.people.keys() >= set(group.members):
            raise ValueError("a group's id is negative, and its members are known people")
        chat = Chat(group.id, group.title, members=group.members)
        chat.has_bot = group.has_bot
        return self._open(chat)

    def new_message_id(self) -> int:
        """Return the next free message number."""
        return next(self._message_ids)

    def put(self, message: Message) -> Message:
        """Add a message to its chat, or put its changed form in its place."""
        chat = self.chats[message.chat_id]
        chat.messages[message.id] = message
        if len(chat.messages) > KEPT_MESSAGES:
            del chat.messages[next(iter(chat.messages))]
        self.touch(chat)
        return message

    def put_heard(self, message: Message) -> Message:
        """Put a message of the bot that people notice: a new one, or new words in an old one."""
        chat = self.chats[message.chat_id]
        chat.heard.append((next(self._heard_ids), message))
        chat.show_typing(seconds=0)
        return self.put(message)

    def touch(self, chat: Chat) -> None:
        """Note that a chat has changed."""
        chat.version += 1
        self._changes.tell()

    def upgrade(self, chat: Chat) -> Chat:
        """Move a group to a new supergroup chat; the old one stays, closed."""
        moved = Chat(SUPERGROUP_BASE + chat.id, chat.title, members=chat.members)
        moved.has_bot = chat.has_bot
        chat.moved_to = moved.id
        return self._open(moved)

    def _open(self, chat: Chat) -> Chat:
        if chat.id in self.chats:
            raise ValueError(f"there is already a chat {chat.id}")
        self.chats[chat.id] = chat
        self.touch(chat)
        return chat
