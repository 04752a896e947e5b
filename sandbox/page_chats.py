"""What the page does for a person in a chat."""

from typing import Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from sandbox import membership
from sandbox.actions import ActionError, edit_message, post_message, press_button
from sandbox.files import Kind
from sandbox.messenger import Messenger
from sandbox.world import Chat, Message


class Body(BaseModel):
    """The JSON of a request, refused when it holds anything else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Saying(Body):
    """A text from a person."""

    person: int
    text: str
    reply_to: int | None = None
    forwarded: bool = False


class Editing(Body):
    """New words for a message."""

    person: int
    message: int
    text: str


class Pressing(Body):
    """A button by its place under a message."""

    person: int
    message: int
    row: int
    column: int


class Reading(Body):
    """How far a chat has been read."""

    up_to: int


class Membership(Body):
    """Who is in or out, or that a group becomes a supergroup."""

    person: int
    change: Literal["block", "unblock", "add", "remove", "upgrade"]


def find_chat(messenger: Messenger, request: web.Request) -> Chat:
    """Return the chat that a page address names."""
    number = request.match_info["chat"]
    chat = messenger.world.chats.get(int(number)) if number.lstrip("-").isdecimal() else None
    if chat is None:
        raise web.HTTPNotFound
    return chat


async def say(messenger: Messenger, request: web.Request) -> None:
    """Send a text."""
    body = Saying.model_validate_json(await request.read())
    post_message(
        messenger,
        find_chat(messenger, request),
        person=body.person,
        text=body.text,
        reply_to=body.reply_to,
        forwarded_from=body.person if body.forwarded else None,
    )


async def attach(messenger: Messenger, request: web.Request) -> None:
    """Send a file: a picture that can be measured as a photo, anything else as a document."""
    chat, form = find_chat(messenger, request), await request.post()
    upload, person = form.get("file"), form.get("person")
    if not isinstance(upload, web.FileField) or not isinstance(person, str):
        raise ActionError("empty")
    content = upload.file.read()
    kind = Kind.PHOTO if upload.content_type in {"image/png", "image/jpeg"} else Kind.DOCUMENT
    file = messenger.files.add(
        kind, name=upload.filename, mime=upload.content_type, content=content
    )
    post_message(messenger, chat, person=int(person), text=str(form.get("caption", "")), file=file)


async def edit(messenger: Messenger, request: web.Request) -> None:
    """Put new words into a message."""
    body = Editing.model_validate_json(await request.read())
    message = _find_message(messenger, request, body.message)
    edit_message(messenger, message, person=body.person, text=body.text)


async def press(messenger: Messenger, request: web.Request) -> None:
    """Press a button."""
    body = Pressing.model_validate_json(await request.read())
    message = _find_message(messenger, request, body.message)
    try:
        button = message.buttons[body.row][body.column]
    except IndexError as exc:
        raise ActionError("button_gone") from exc
    press_button(messenger, message, button, person=body.person)


async def mark_read(messenger: Messenger, request: web.Request) -> None:
    """Remember how far a chat has been read."""
    body, chat = Reading.model_validate_json(await request.read()), find_chat(messenger, request)
    if body.up_to > chat.read_up_to:
        chat.read_up_to = body.up_to
        messenger.changes.tell()


async def change_membership(messenger: Messenger, request: web.Request) -> None:
    """Block, unblock, add, remove, upgrade."""
    body, chat = (
        Membership.model_validate_json(await request.read()),
        find_chat(messenger, request),
    )
    if chat.is_private != (body.change in {"block", "unblock"}) or body.person not in chat.members:
        raise ActionError("not_here")
    if chat.is_private:
        membership.block_bot(messenger, chat, blocked=body.change == "block")
    else:
        _GROUP_CHANGES[body.change](messenger, chat, by=body.person)


_GROUP_CHANGES = {
    "add": membership.add_bot,
    "remove": membership.remove_bot,
    "upgrade": membership.upgrade_group,
}


def _find_message(messenger: Messenger, request: web.Request, number: int) -> Message:
    message = find_chat(messenger, request).messages.get(number)
    if message is None:
        raise ActionError("message_gone")
    return message
