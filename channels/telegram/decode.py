"""Read a stored Telegram update into an Incoming; what is malformed is nothing, never an error."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chat.message import ChatKind, Content, Incoming

#: What a message may hold instead of words.
MEDIA = frozenset(
    {
        "animation", "audio", "checklist", "contact", "dice", "document", "game", "invoice",
        "location", "paid_media", "photo", "poll", "sticker", "story", "venue", "video",
        "video_note", "voice",
    },
)  # fmt: skip
FORWARD_MARKS = frozenset({"forward_origin", "forward_date"})
#: The mark that strip.py leaves for words it took out, and its value for MEDIA.
REFUSED = "refused"
REFUSED_MEDIA = "media"

_KINDS = {"private": ChatKind.PRIVATE, "group": ChatKind.GROUP, "supergroup": ChatKind.GROUP}
_GONE = frozenset({"kicked", "left"})
_CALL = re.compile(r"(?P<command>/[\w-]+)?@(?P<name>\w+)")
_HALF = re.compile("[\ud800-\udfff]")
#: Signs nobody sees: they hide words from the refusal filter, and turn lines around.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def decode(
    payload: Mapping[str, Any], *, key: str, bot: str, user_name: str, channel: str
) -> Incoming | None:
    """Read one update; None for what needs no answer: channel posts, group chatter, nonsense.

    `bot` is the bot's id; by `user_name` it is addressed in groups.
    """
    try:
        return _Decoder(user_name, bot=bot, key=key, channel=channel).read(payload)
    except (AttributeError, LookupError, OSError, OverflowError, TypeError, ValueError):
        return None


def clean(text: str) -> str:
    """Compose letters and marks (NFC); drop what nobody sees, and what no database keeps."""
    plain = text.replace("\0", "")
    if plain.isascii():
        return plain
    if not plain.isprintable():
        plain = _UNSEEN.sub("", _HALF.sub("\ufffd", plain))
    return unicodedata.normalize("NFC", plain)


class _Decoder:
    def __init__(self, user_name: str, **common: str) -> None:
        self._user_name = user_name.casefold()
        self._common = common

    def read(self, payload: Mapping[str, Any]) -> Incoming | None:
        if press := payload.get("callback_query"):
            return self._read_press(press)
        if message := payload.get("message"):
            return self._read_message(message)
        if message := payload.get("edited_message"):
            edit = self._make(message, Content.EDIT)
            return edit if edit.chat_kind is ChatKind.PRIVATE else None
        if change := payload.get("my_chat_member"):
            return self._read_membership(change)
        return None

    def _read_press(self, press: Mapping[str, Any]) -> Incoming:
        # A press has no date of its own, and a message too old to be told about has date 0.
        message = {**press["message"], "from": press["from"]}
        return self._make(message, Content.BUTTON, text=clean(press["data"]), ack=str(press["id"]))

    def _read_message(self, message: Mapping[str, Any]) -> Incoming | None:
        if new_chat := message.get("migrate_to_chat_id"):
            return self._make(message, Content.MIGRATED, new_chat=str(int(new_chat)))
        match _find_content(message):
            case Content.REFUSED:
                return self._make(message, Content.REFUSED, reason=str(message[REFUSED]))
            case Content.TEXT if (text := self._words_for_us(message)) is not None:
                return self._make(message, Content.TEXT, text=text)
            case (Content.FORWARD | Content.MEDIA) as content if self._is_to_us(message):
                return self._make(message, content)
        return None

    def _words_for_us(self, message: Mapping[str, Any]) -> str | None:
        """Give the words without the call by name; None for what a group says to others."""
        text = clean(message["text"])
        call = _CALL.match(text)
        if call and call["name"].casefold() == self._user_name:
            rest = text[call.end() :]
            return call["command"] + rest if call["command"] else rest.lstrip(" ,:\n")
        if self._is_to_us(message) or (text.startswith("/") and not call):
            return text
        return None

    def _is_to_us(self, message: Mapping[str, Any]) -> bool:
        """Tell whether a message was said in private, or in reply to the bot."""
        if _KINDS[message["chat"]["type"]] is ChatKind.PRIVATE:
            return True
        replied = message.get("reply_to_message")
        return replied is not None and str(replied["from"]["id"]) == self._common["bot"]

    def _read_membership(self, change: Mapping[str, Any]) -> Incoming:
        status = change["new_chat_member"]["status"]
        content = Content.LEFT if status in _GONE else Content.JOINED
        return self._make({**change, "message_id": 0}, content)

    def _make(self, message: Mapping[str, Any], content: Content, **more: str) -> Incoming:
        chat, number = message["chat"], message["message_id"]
        sender = message.get("from") or chat  # a group's anonymous voice has no sender
        return Incoming(
            **self._common,
            chat=_read_id(chat),
            chat_kind=_KINDS[chat["type"]],
            sender=_read_id(sender),
            at=datetime.fromtimestamp(message["date"], UTC),
            content=content,
            message=str(int(number)) if number else None,
            **more,
        )


def _find_content(message: Mapping[str, Any]) -> Content | None:
    if message.get(REFUSED, REFUSED_MEDIA) != REFUSED_MEDIA:
        return Content.REFUSED
    if not FORWARD_MARKS.isdisjoint(message):
        return Content.FORWARD
    if REFUSED in message or not MEDIA.isdisjoint(message):
        return Content.MEDIA
    return Content.TEXT if "text" in message else None  # else a service line of the chat


def _read_id(holder: Mapping[str, Any]) -> str:
    number = holder["id"]
    if type(number) is not int:
        raise TypeError
    return str(number)
