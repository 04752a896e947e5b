"""What a message is, on any channel: what came in, what goes out, and what a channel can do."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

#: A button's command must fit Telegram's callback_data (Bot API: 1-64 bytes).
MAX_COMMAND_BYTES = 64


class Value(BaseModel):
    """Freeze a record: two equal ones are the same thing, and a change is a new value."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ChatKind(StrEnum):
    """Where a message was said."""

    PRIVATE = "private"
    GROUP = "group"


class Content(StrEnum):
    """What an incoming message holds; only TEXT and BUTTON carry words we may read."""

    TEXT = "text"
    BUTTON = "button"
    #: A photo, file, voice, sticker, place, contact: refused and not kept (DOMAIN 6).
    MEDIA = "media"
    #: Said by somebody else elsewhere: never taken as the sender's own report.
    FORWARD = "forward"
    #: An edit of an earlier message: history is append-only, so it is only answered.
    EDIT = "edit"
    #: Stripped by the refusal filter before it was stored; `reason` tells which rule.
    REFUSED = "refused"
    #: The chat was upgraded: `new_chat` is its address from now on.
    MIGRATED = "migrated"
    #: The bot may not write to this chat any more (blocked, removed), or may again.
    LEFT = "left"
    JOINED = "joined"


class Incoming(Value):
    """One thing a person did, free of any platform's types.

    `at` is the platform's own date of the message (UTC). `key` is the platform's update key,
    unique with (channel, bot). `ack` is what a button press must be acknowledged with.
    """

    channel: str
    bot: str
    key: str
    chat: str
    chat_kind: ChatKind
    sender: str
    at: AwareDatetime
    content: Content
    text: str = ""
    reason: str | None = None
    new_chat: str | None = None
    ack: str | None = None
    #: The platform's id of the message itself, or of the one whose button was pressed.
    message: str | None = None


class Button(Value):
    """A label and the command text that pressing it sends (at most 64 bytes of UTF-8)."""

    label: str
    command: str


class Attachment(Value):
    """A recipe for a file, made just before it is sent; `arguments` must be JSON-able."""

    recipe: str
    arguments: dict[str, str] = {}


class Priority(IntEnum):
    """Who goes first; replies are never held back by the pushes' buckets."""

    REPLY = 0
    URGENT = 1
    PUSH = 2


class Outgoing(Value):
    """One message to one chat; `html` uses b, i, u, code and a only.

    `rows` are button rows. `replaces` is the platform id of an earlier message to edit instead.
    """

    channel: str
    chat: str
    html: str
    rows: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None
    replaces: str | None = None
    priority: Priority = Priority.REPLY


class Capabilities(Value):
    """What a channel can do; rendering adapts to it (DESIGN 4, CHANNELS 7)."""

    max_text: int
    #: Words that come with a file; both limits count UTF-16 units of the shown text.
    max_caption: int = 1024
    buttons: bool
    edit: bool
    files: bool
    photo_upload: bool
    command_menu: bool
    groups: bool


class Outcome(Value):
    """Say how a sending attempt ended (DESIGN 3).

    `sent`: delivered, `message` is its platform id. `retry`: never left or asked to wait;
    `wait_seconds` when the platform named a time, `whole_bot` when it halts every chat.
    `permanent`: no use trying again. `migrated`: the chat's new id is `new_chat`.
    `unknown`: it may or may not have arrived.
    """

    kind: Literal["sent", "retry", "permanent", "migrated", "unknown"]
    message: str | None = None
    wait_seconds: float | None = None
    whole_bot: bool = False
    new_chat: str | None = None
    #: A short code for the office and the log, never the platform's sentence about a person.
    error: str | None = None


class RawUpdate(Value):
    """One update as it came: `key` unique with (channel, bot), `payload` the platform's JSON."""

    key: str
    payload: dict[str, object]
    received_at: datetime | None = None
