"""Take out of a raw update what must not be kept, before it is stored (DOMAIN 6).

Nothing is copied but what decode() reads, so names and user names go in every case; words that
must be refused, files and pictures leave only a reason behind. Never raises: what is not shaped
as Telegram's updates are is dropped.
"""

from collections.abc import Callable, Mapping
from typing import Any

from channels.telegram.decode import FORWARD_MARKS, MEDIA, REFUSED, REFUSED_MEDIA, clean
from chat.message import RawUpdate

#: Tells by which rule a text must be refused, or None.
Judge = Callable[[str], str | None]
Json = dict[str, object]


def strip_update(update: RawUpdate, judge: Judge) -> RawUpdate:
    """Give the update without what must not be kept."""
    raw = update.payload
    kept = _pick(raw, int, "update_id")
    if isinstance(message := raw.get("message"), Mapping):
        kept["message"] = _strip_message(message, judge)
    if isinstance(message := raw.get("edited_message"), Mapping):
        kept["edited_message"] = _strip_place(message)
    if isinstance(press := raw.get("callback_query"), Mapping):
        kept["callback_query"] = _strip_press(press, judge)
    if isinstance(change := raw.get("my_chat_member"), Mapping):
        status = _pick(_sub(change, "new_chat_member"), str, "status")
        kept["my_chat_member"] = _strip_place(change) | {"new_chat_member": status}
    return update.model_copy(update={"payload": kept})


def _strip_message(message: Mapping[str, Any], judge: Judge) -> Json:
    kept = _strip_place(message) | _pick(message, int, "migrate_to_chat_id")
    words = _pick(message, str, "text") or _pick(message, str, "caption")
    reason = next((judge(text) for text in words.values()), None)
    if reason or not MEDIA.isdisjoint(message):
        kept[REFUSED] = reason or REFUSED_MEDIA
    if not FORWARD_MARKS.isdisjoint(message):
        kept["forward_origin"] = True  # whose words they were is nobody's business here
    elif REFUSED not in kept:
        kept |= _pick(words, str, "text")
    if replied := _sub(message, "reply_to_message"):
        kept["reply_to_message"] = {"from": _strip_person(replied)}
    return kept


def _strip_press(press: Mapping[str, Any], judge: Judge) -> Json:
    data = _pick(press, str, "data")
    if any(judge(text) for text in data.values()):
        data = {"data": ""}  # our own buttons never hold such words: it was made up
    message = _strip_place(_sub(press, "message"))
    return _pick(press, str, "id") | data | {"from": _strip_person(press), "message": message}


def _strip_place(message: Mapping[str, Any]) -> Json:
    """Keep where, when and by whom something was said."""
    chat = _sub(message, "chat")
    kept = _pick(message, int, "message_id", "date")
    kept["chat"] = _pick(chat, int, "id") | _pick(chat, str, "type")
    return kept | ({"from": _strip_person(message)} if "from" in message else {})


def _strip_person(said: Mapping[str, Any]) -> Json:
    return _pick(_sub(said, "from"), int, "id")


def _sub(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = holder.get(name)
    return value if isinstance(value, Mapping) else {}


def _pick(holder: Mapping[str, Any], kind: type, *names: str) -> dict[str, Any]:
    """Copy values of one type, `int` or `str`; others are nonsense and could not be stored."""
    found: dict[str, Any] = {}
    for name in names:
        if type(holder.get(name)) is kind:
            found[name] = clean(holder[name]) if kind is str else holder[name]
    return found
