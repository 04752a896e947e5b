"""The Bot API methods that put something into a chat or change it."""

import re
from dataclasses import replace
from typing import Any

from sandbox.files import MAX_DOCUMENT_BYTES, MAX_PHOTO_BYTES, Kind, StoredFile
from sandbox.markup import Entity, MarkupError, find_entities, measure, parse_html
from sandbox.messenger import Messenger, Toast
from sandbox.params import ApiError, Params, bad_request
from sandbox.reach import charge_message, open_chat
from sandbox.shapes import Json
from sandbox.world import Button, Message

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BUTTON_BYTES = 64
MAX_ROW_BUTTONS = 8
MAX_BUTTONS = 100
MAX_TOAST = 200
_BUTTON_URL = re.compile(r"(?:https?|tg)://\S+")
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(messenger: Messenger, params: Params) -> Json:
    """Do sendMessage."""
    text, entities = _read_message_text(params)
    return _post(messenger, params, text, entities, None)


def send_document(messenger: Messenger, params: Params) -> Json:
    """Do sendDocument."""
    return _post_file(messenger, params, Kind.DOCUMENT)


def send_photo(messenger: Messenger, params: Params) -> Json:
    """Do sendPhoto."""
    return _post_file(messenger, params, Kind.PHOTO)


def edit_text(messenger: Messenger, params: Params) -> Json:
    """Do editMessageText."""
    message = _find_own(messenger, params)
    text, entities = _read_message_text(params)
    if message.file:
        raise bad_request("there is no text in the message to edit")
    changed = replace(message, text=text, entities=entities, buttons=_read_buttons(params))
    return _change(messenger, message, changed)


def edit_buttons(messenger: Messenger, params: Params) -> Json:
    """Do editMessageReplyMarkup."""
    message = _find_own(messenger, params)
    return _change(messenger, message, replace(message, buttons=_read_buttons(params)))


def answer_press(messenger: Messenger, params: Params) -> bool:
    """Do answerCallbackQuery."""
    text = params.text("text")
    if measure(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    press = messenger.presses.pop(params.text("callback_query_id"), None)
    if press is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if text:
        number, alert = next(messenger.numbers), params.flag("show_alert")
        messenger.toasts.append(Toast(number, press.person, text, alert))
    messenger.world.touch(press.chat)
    return True


def send_action(messenger: Messenger, params: Params) -> bool:
    """Do sendChatAction."""
    chat = open_chat(messenger, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.show_typing()
    messenger.world.touch(chat)
    return True


def _post_file(messenger: Messenger, params: Params, kind: Kind) -> Json:
    text, entities = _read_text(params, "caption")
    if measure(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    open_chat(messenger, params)
    return _post(messenger, params, text, entities, _take_file(messenger, params, kind))


def _post(
    messenger: Messenger,
    params: Params,
    text: str,
    entities: tuple[Entity, ...],
    file: StoredFile | None,
) -> Json:
    chat = open_chat(messenger, params)
    buttons, reply_to = _read_buttons(params), _read_reply(params)
    if reply_to and reply_to not in chat.messages:
        raise bad_request("message to be replied not found")
    charge_message(messenger, chat)
    message = Message(
        id=messenger.world.new_message_id(),
        chat_id=chat.id,
        sender=messenger.bot.id,
        at=messenger.clock.now(),
        text=text,
        entities=entities,
        buttons=buttons,
        file=file,
        reply_to=reply_to,
    )
    return messenger.shapes.message(messenger.world.put_heard(message))


def _find_own(messenger: Messenger, params: Params) -> Message:
    message = open_chat(messenger, params).messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != messenger.bot.id or message.service:
        raise bad_request("message can't be edited")
    return message


def _change(messenger: Messenger, before: Message, after: Message) -> Json:
    if after == before:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message"
        )
    after = replace(after, edited_at=messenger.clock.now())
    same_words = (after.text, after.entities) == (before.text, before.entities)
    keep = messenger.world.put if same_words else messenger.world.put_heard
    return messenger.shapes.message(keep(after))


def _read_message_text(params: Params) -> tuple[str, tuple[Entity, ...]]:
    text, entities = _read_text(params, "text")
    if not text:
        raise bad_request("message text is empty")
    if measure(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text, entities


def _read_text(params: Params, name: str) -> tuple[str, tuple[Entity, ...]]:
    source = params.text(name)
    mode = params.text("parse_mode").lower()
    if not mode:
        text = source.strip()
        return text, find_entities(text)
    if mode != "html":
        raise bad_request("unsupported parse_mode")
    try:
        return parse_html(source)
    except MarkupError as exc:
        raise bad_request(f"can't parse entities: {exc}") from exc


def _read_reply(params: Params) -> int | None:
    asked = params.mapping("reply_parameters")
    number = asked.get("message_id") or params.number("reply_to_message_id")
    return None if asked.get("allow_sending_without_reply") else number or None


def _read_buttons(params: Params) -> tuple[tuple[Button, ...], ...]:
    rows = params.mapping("reply_markup").get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: expected an Array of Arrays")
    buttons = tuple(tuple(_read_button(button) for button in row) for row in rows if row)
    if sum(map(len, buttons)) > MAX_BUTTONS or any(len(row) > MAX_ROW_BUTTONS for row in buttons):
        raise bad_request("reply markup is too long")
    return buttons


def _read_button(shape: Any) -> Button:
    if not isinstance(shape, dict) or not str(shape.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: text is empty")
    data, url = (shape.get(name) and str(shape[name]) for name in ("callback_data", "url"))
    button = Button(str(shape["text"]), data, url)
    if button.url and not _BUTTON_URL.fullmatch(button.url):
        raise bad_request(f"inline keyboard button URL '{button.url}' is invalid")
    if not button.url and not button.data:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if button.data and len(button.data.encode()) > MAX_BUTTON_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return button


def _take_file(messenger: Messenger, params: Params, kind: Kind) -> StoredFile:
    upload = params.uploads.get(params.text(kind).removeprefix("attach://") or kind)
    if upload is None:
        return _find_file(messenger, params.text(kind), kind)
    if len(upload.content) > (MAX_PHOTO_BYTES if kind is Kind.PHOTO else MAX_DOCUMENT_BYTES):
        raise ApiError(413, "Request Entity Too Large")
    if not upload.content:
        raise bad_request("file must be non-empty")
    file = messenger.files.add(kind, name=upload.name, mime=upload.mime, content=upload.content)
    if kind is Kind.PHOTO and not file.width:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return file


def _find_file(messenger: Messenger, file_id: str, kind: Kind) -> StoredFile:
    if not file_id:
        raise bad_request(f"there is no {kind} in the request")
    file = messenger.files.find(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind is not kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file
