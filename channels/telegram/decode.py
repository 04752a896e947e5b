"""Read a stored Telegram update into an Incoming; what is malformed is nothing, not an error."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from chat.message import ChatKind, Content, Incoming

#: Service lines of a chat that call for no answer.
_SILENT = frozenset(
    {
        "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo",
        "delete_chat_photo", "group_chat_created", "pinned_message", "migrate_from_chat_id",
        "message_auto_delete_timer_changed", "forum_topic_created", "video_chat_started",
        "video_chat_ended", "channel_chat_created", "supergroup_chat_created",
    },
)  # fmt: skip
_GONE = frozenset({"kicked", "left"})
_MENTION = re.compile(r"^(/[\w-]+)@(\w+)")


class _Chat(BaseModel):
    id: int
    type: str


class _Person(BaseModel):
    id: int


class _Message(BaseModel):
    message_id: int
    date: int
    chat: _Chat


def decode(
    payload: Mapping[str, Any],
    *,
    key: str,
    bot: str,
    bot_id: str,
    channel: str,
) -> Incoming | None:
    """Read one update; None for what needs no answer: channel posts, group chatter, nonsense.

    `bot` is the bot's user name, by which commands in groups are addressed.
    """
    try:
        return _Decoder(key=key, bot=bot, bot_id=bot_id, channel=channel).read(payload)
    except (ValidationError, KeyError, TypeError, AttributeError, ValueError, OverflowError):
        return None


class _Decoder:
    def __init__(self, *, key: str, bot: str, bot_id: str, channel: str) -> None:
        self._common = {"key": key, "bot": bot_id, "channel": channel}
        self._bot = bot
        self._bot_id = bot_id

    def read(self, payload: Mapping[str, Any]) -> Incoming | None:
        if query := payload.get("callback_query"):
            return self._button(query)
        if message := payload.get("message"):
            return self._message(message)
        if message := payload.get("edited_message"):
            return self._make(message, Content.EDIT) if _is_private(message) else None
        if change := payload.get("my_chat_member"):
            return self._membership(change)
        return None

    def _button(self, query: Mapping[str, Any]) -> Incoming | None:
        message = query["message"]
        chat = _Chat.model_validate(message["chat"])
        return Incoming(
            **self._common,
            chat=str(chat.id),
            chat_kind=_kind(chat),
            sender=str(_Person.model_validate(query["from"]).id),
            at=_instant(message.get("date") or 0),
            content=Content.BUTTON,
            text=_clean(query["data"]),
            ack=str(query["id"]),
            message=str(message["message_id"]),
        )

    def _message(  # noqa: PLR0911 -- one answer for each kind of message
        self,
        message: Mapping[str, Any],
    ) -> Incoming | None:
        if new_chat := message.get("migrate_to_chat_id"):
            return self._make(message, Content.MIGRATED, new_chat=str(int(new_chat)))
        if _SILENT & message.keys():
            return None
        if reason := message.get("refused"):
            content = Content.MEDIA if reason == "media" else Content.REFUSED
            return self._make(message, content, reason=str(reason))
        if "forward_origin" in message or "forward_date" in message:
            return self._make(message, Content.FORWARD) if _is_private(message) else None
        if "text" not in message:
            return self._make(message, Content.MEDIA, reason="media")
        text = _clean(message["text"])
        if not _is_private(message):
            addressed = self._addressed(message, text)
            if addressed is None:
                return None
            text = addressed
        return self._make(message, Content.TEXT, text=text)

    def _addressed(self, message: Mapping[str, Any], text: str) -> str | None:
        """Give the words said to this bot in a group; None for what others say to each other."""
        if match := _MENTION.match(text):
            if match[2].casefold() != self._bot.casefold():
                return None
            return match[1] + text[match.end() :]
        reply = message.get("reply_to_message") or {}
        to_us = str((reply.get("from") or {}).get("id")) == self._bot_id
        return text if text.startswith("/") or to_us else None

    def _membership(self, change: Mapping[str, Any]) -> Incoming:
        status = change["new_chat_member"]["status"]
        chat = _Chat.model_validate(change["chat"])
        return Incoming(
            **self._common,
            chat=str(chat.id),
            chat_kind=_kind(chat),
            sender=str(_Person.model_validate(change["from"]).id),
            at=_instant(change["date"]),
            content=Content.LEFT if status in _GONE else Content.JOINED,
        )

    def _make(self, message: Mapping[str, Any], content: Content, **more: Any) -> Incoming:
        base = _Message.model_validate(message)
        sender = _Person.model_validate(message.get("from") or {"id": base.chat.id})
        return Incoming(
            **self._common,
            chat=str(base.chat.id),
            chat_kind=_kind(base.chat),
            sender=str(sender.id),
            at=_instant(base.date),
            content=content,
            message=str(base.message_id),
            **more,
        )


def _kind(chat: _Chat) -> ChatKind:
    return ChatKind.PRIVATE if chat.type == "private" else ChatKind.GROUP


def _is_private(message: Mapping[str, Any]) -> bool:
    return bool(message["chat"]["type"] == "private")


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\x00", "")
