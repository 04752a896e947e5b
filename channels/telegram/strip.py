"""Take out of a raw update what must not be kept, before it is stored (DOMAIN 6, 8.1).

Names, user names and everything else that decode() has no use for go in every case; words that
must be refused, files and pictures leave only a reason behind.
"""

from collections.abc import Callable, Mapping
from typing import Any

from chat.message import RawUpdate

#: Tells why a text must be refused, or None.
Judge = Callable[[str], str | None]

_MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")
_MEDIA = frozenset(
    {
        "photo", "document", "video", "audio", "voice", "sticker", "animation", "video_note",
        "contact", "location", "venue", "poll", "dice", "story", "paid_media", "game",
    },
)  # fmt: skip
_KEPT = frozenset({"message_id", "date", "migrate_to_chat_id", "migrate_from_chat_id"})
_SERVICE = frozenset(
    {
        "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo",
        "delete_chat_photo", "group_chat_created", "supergroup_chat_created", "pinned_message",
    },
)  # fmt: skip


def strip_update(update: RawUpdate, judge: Judge) -> RawUpdate:
    """Give the update without what must not be kept."""
    payload = update.payload
    kept: dict[str, object] = {"update_id": payload.get("update_id")}
    for kind in _MESSAGES:
        if isinstance(message := payload.get(kind), Mapping):
            kept[kind] = _strip_message(message, judge)
    if isinstance(query := payload.get("callback_query"), Mapping):
        kept["callback_query"] = _strip_query(query, judge)
    if isinstance(change := payload.get("my_chat_member"), Mapping):
        kept["my_chat_member"] = {
            "chat": _strip_chat(change.get("chat")),
            "from": _strip_person(change.get("from")),
            "date": change.get("date"),
            "new_chat_member": {"status": _get(change.get("new_chat_member"), "status")},
        }
    return update.model_copy(update={"payload": kept})


def _strip_message(message: Mapping[str, Any], judge: Judge) -> dict[str, object]:
    kept: dict[str, object] = {name: message[name] for name in _KEPT & message.keys()}
    kept["chat"] = _strip_chat(message.get("chat"))
    if "from" in message:
        kept["from"] = _strip_person(message["from"])
    kept |= dict.fromkeys(_SERVICE & message.keys(), True)
    if "forward_origin" in message or "forward_date" in message:
        kept["forward_origin"] = True  # whose words they were is nobody's business here
    words = message.get("text") or message.get("caption") or ""
    reason = judge(words) if isinstance(words, str) else None
    if reason or _MEDIA & message.keys():
        kept["refused"] = reason or "media"
    elif "forward_origin" not in kept and "text" in message:
        kept["text"] = message["text"]
    if isinstance(reply := message.get("reply_to_message"), Mapping):
        kept["reply_to_message"] = {"from": _strip_person(reply.get("from"))}
    return kept


def _strip_query(query: Mapping[str, Any], judge: Judge) -> dict[str, object]:
    message = query.get("message")
    data = query.get("data")
    return {
        "id": query.get("id"),
        "from": _strip_person(query.get("from")),
        "data": "" if isinstance(data, str) and judge(data) else data,
        "message": {
            "message_id": _get(message, "message_id"),
            "date": _get(message, "date"),
            "chat": _strip_chat(_get(message, "chat")),
        },
    }


def _strip_chat(chat: object) -> dict[str, object]:
    return {"id": _get(chat, "id"), "type": _get(chat, "type")}


def _strip_person(person: object) -> dict[str, object]:
    return {"id": _get(person, "id")}


def _get(holder: object, name: str) -> Any:
    return holder.get(name) if isinstance(holder, Mapping) else None
