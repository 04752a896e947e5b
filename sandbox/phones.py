"""A person's phone in the hands of a test: say, press, send, and wait for what comes back."""

import asyncio
import re
from collections.abc import Iterator
from itertools import chain

from sandbox import membership
from sandbox.actions import edit_message, post_message, press_button
from sandbox.files import Kind
from sandbox.messenger import Messenger
from sandbox.world import Button, Chat, Message

#: The smallest PNG, for tests that need any picture.
TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
_LABEL_NUMBER = re.compile(r"(\d+)\b\s*")


class Phone:
    """Act as one person. Actions return the key of the update that told the bot.

    Actions happen in the private chat unless `chat` names a group. In groups Telegram's privacy
    mode holds: the key is None for what the bot is not told.
    """

    def __init__(self, messenger: Messenger, person: int) -> None:
        self.id = person
        self._messenger = messenger
        self._heard: dict[int, int] = {}

    @property
    def messages(self) -> tuple[Message, ...]:
        """Return the private chat's history, oldest first."""
        return self.history()

    @property
    def toasts(self) -> tuple[str, ...]:
        """Return the texts that answers to pressed buttons have shown."""
        return tuple(toast.text for toast in self._messenger.toasts if toast.person == self.id)

    def history(self, *, chat: int | None = None) -> tuple[Message, ...]:
        """Return a chat's messages, oldest first."""
        return tuple(self._chat(chat).messages.values())

    async def say(
        self, text: str, *, chat: int | None = None, reply_to: int | None = None
    ) -> str | None:
        """Send a text."""
        place = self._chat(chat)
        message = post_message(
            self._messenger, place, person=self.id, text=text, reply_to=reply_to
        )
        return message.update

    async def press(self, label: str | int, *, chat: int | None = None) -> str:
        """Press a button of the newest message that has it, by label, bare words or number.

        "1 Có", "Có" and 1 all find the button "1 Có"; where labels bear no number, 2 is the
        second. Raise LookupError when no message has it.
        """
        for message in reversed(self.history(chat=chat)):
            if button := _find_button(message, str(label)):
                return press_button(self._messenger, message, button, person=self.id)
        raise LookupError(f"no button {label!r}")

    async def send_photo(
        self, content: bytes = TINY_PNG, *, caption: str = "", chat: int | None = None
    ) -> str | None:
        """Send a picture."""
        return self._send_file(Kind.PHOTO, "photo.png", content, caption, chat)

    async def send_document(
        self, name: str, content: bytes, *, caption: str = "", chat: int | None = None
    ) -> str | None:
        """Send a file."""
        return self._send_file(Kind.DOCUMENT, name, content, caption, chat)

    async def sticker(self, *, chat: int | None = None) -> str | None:
        """Send a sticker."""
        return self._send_file(Kind.STICKER, "sticker.png", TINY_PNG, "", chat)

    async def forward(
        self, text: str, *, origin: int | None = None, chat: int | None = None
    ) -> str | None:
        """Forward a text that somebody said elsewhere, by default oneself."""
        place = self._chat(chat)
        source = self.id if origin is None else origin
        message = post_message(
            self._messenger, place, person=self.id, text=text, forwarded_from=source
        )
        return message.update

    async def edit(
        self, text: str, *, message: int | None = None, chat: int | None = None
    ) -> str | None:
        """Put new words into one's own message, the newest unless `message` names another."""
        own = [each for each in self.history(chat=chat) if self._may_edit(each)]
        found = next(each for each in reversed(own) if message in {None, each.id})
        return edit_message(self._messenger, found, person=self.id, text=text).update

    async def block(self) -> str | None:
        """Block the bot."""
        return membership.block_bot(self._messenger, self._chat(None), blocked=True)

    async def unblock(self) -> str | None:
        """Unblock the bot."""
        return membership.block_bot(self._messenger, self._chat(None), blocked=False)

    async def next_message(
        self,
        timeout: float = 5.0,  # noqa: ASYNC109 -- the shortest word for it in a test
        *,
        chat: int | None = None,
    ) -> Message:
        """Return what the bot said or rewrote next, each once, in order.

        Raise TimeoutError after `timeout` seconds of real time.
        """
        place = self._chat(chat)
        async with asyncio.timeout(timeout):
            while (heard := self._next_heard(place)) is None:
                await self._messenger.changes.next()
        self._heard[place.id], message = heard
        return message

    def _next_heard(self, place: Chat) -> tuple[int, Message] | None:
        last = self._heard.get(place.id, 0)
        return next((heard for heard in place.heard if heard[0] > last), None)

    def _may_edit(self, message: Message) -> bool:
        return message.sender == self.id and not (message.service or message.forwarded_from)

    def _chat(self, chat: int | None) -> Chat:
        return self._messenger.world.chats[self.id if chat is None else chat]

    def _send_file(
        self, kind: Kind, name: str, content: bytes, caption: str, chat: int | None
    ) -> str | None:
        mime = "application/octet-stream" if kind is Kind.DOCUMENT else "image/png"
        file = self._messenger.files.add(kind, name=name, mime=mime, content=content)
        place = self._chat(chat)
        return post_message(self._messenger, place, person=self.id, text=caption, file=file).update


def _find_button(message: Message, label: str) -> Button | None:
    buttons = [button for row in message.buttons for button in row]
    named = (button for button in buttons if label in _names(button))
    counted = buttons[int(label) - 1 : int(label)] if label.isdecimal() else []
    return next(chain(named, counted), None)


def _names(button: Button) -> Iterator[str]:
    yield button.text
    if number := _LABEL_NUMBER.match(button.text):
        yield number[1]
        yield button.text[number.end() :]
