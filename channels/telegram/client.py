"""Telegram as a channel: python-telegram-bot's Bot over our own HTTP.

Nothing is kept in memory but the next offset, which moves on once updates are in the database.
"""

from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from pydantic_core import to_json
from telegram import (
    Bot,
    BotCommandScopeChat,
    InlineKeyboardMarkup,
    Message,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)

from channels.telegram.decode import decode
from channels.telegram.request import (
    AiohttpRequest,
    FateUnknown,
    Form,
    Halted,
    NeverLeft,
    ServerFailed,
)
from chat.message import Capabilities, Incoming, Outcome, Outgoing, RawUpdate
from chat.ports import ChannelError

CAPABILITIES = Capabilities(
    max_text=4096,
    buttons=True,
    edit=True,
    files=True,
    photo_upload=True,
    command_menu=True,
    groups=True,
)
_POLL_SECONDS = 30
#: The long poll answers after _POLL_SECONDS; only then may silence be taken for a fault.
_POLL_SLACK = 10
_POLL = {
    "timeout": _POLL_SECONDS,
    "limit": 100,
    "allowed_updates": '["message","edited_message","callback_query","my_chat_member"]',
}
_AS_HTML = {"parse_mode": "HTML", "link_preview_options": '{"is_disabled":true}'}
_PICTURES = (".png", ".jpg", ".jpeg")
#: A refused token is tried again after this long; somebody is mending it meanwhile.
_TOKEN_WAIT = 60.0


class TelegramChannel:
    """One bot; `api_base` is the part before /bot<TOKEN>/method."""

    name = "telegram"
    capabilities = CAPABILITIES

    def __init__(self, *, token: str, api_base: str) -> None:
        self._polling = AiohttpRequest(read_seconds=_POLL_SECONDS + _POLL_SLACK)
        self._bot = Bot(
            token,
            base_url=f"{api_base}/bot",
            base_file_url=f"{api_base}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=self._polling,
        )
        self._host = api_base
        self._offset = 0

    @property
    def bot(self) -> str:
        """Give the bot's id, as the key of what it receives."""
        return str(self._bot.id)

    @property
    def user_name(self) -> str:
        """Give the bot's user name, without the @."""
        return self._bot.username

    @property
    def link(self) -> str:
        """Give the start of a link that opens the bot with an invitation code behind it."""
        return f"https://t.me/{self.user_name}?start="

    async def start(self) -> None:
        """Learn who the bot is; raise ChannelError when Telegram refuses or does not answer."""
        try:
            await self._bot.initialize()
        except TelegramError as exc:
            raise self._explain(exc) from None  # PTB puts the refused token into its text

    async def stop(self) -> None:
        """Close connections, also after a start that failed."""
        await self._bot.shutdown()

    async def poll(self) -> Sequence[RawUpdate]:
        """Wait up to 30 s for updates; raise ChannelError when there is no hearing Telegram."""
        query = urlencode(_POLL | {"offset": self._offset})
        try:
            updates: object = await self._polling.post(f"{self._bot.base_url}/getUpdates?{query}")
        except TelegramError as exc:
            raise self._explain(exc) from exc
        if not isinstance(updates, list):
            raise ChannelError("channel/unreachable", where=self._host)
        return [
            RawUpdate(key=str(update["update_id"]), payload=update)
            for update in updates
            if isinstance(update, dict) and type(update.get("update_id")) is int
        ]

    def confirm(self, updates: Sequence[RawUpdate]) -> None:
        """Let the next poll acknowledge these; Telegram may begin anew at a lower number."""
        self._offset = int(updates[-1].key) + 1

    def decode(self, payload: dict[str, object], *, key: str) -> Incoming | None:
        """Read a stored update."""
        return decode(payload, key=key, bot=self.bot, user_name=self.user_name, channel=self.name)

    async def send(self, message: Outgoing, *, file: tuple[str, bytes] | None = None) -> Outcome:
        """Try once to deliver; never raise for what Telegram or the network does."""
        try:
            return Outcome(kind="sent", message=await self._deliver(message, file))
        except TelegramError as exc:
            return _judge(exc)

    async def _deliver(self, message: Outgoing, file: tuple[str, bytes] | None) -> str:
        if file is not None:
            return await self._upload(message, *file)
        if message.replaces and await self._edit(message, int(message.replaces)):
            return message.replaces
        return await self._say("sendMessage", message)

    async def _edit(self, message: Outgoing, number: int) -> bool:
        """Put the message in the place of an earlier one; False if that cannot be edited."""
        try:
            await self._say("editMessageText", message, message_id=str(number))
        except BadRequest as exc:
            # Telegram has one code for all of these and tells them apart only in words.
            words = exc.message.lower()
            if "not modified" in words:
                return True
            if "to edit" in words or "be edited" in words:
                return False
            raise
        return True

    async def _say(self, method: str, message: Outgoing, **more: str) -> str:
        """Post a text; PTB's own ways would read a whole Message out of each answer."""
        form = {"chat_id": message.chat, "text": message.html, **_AS_HTML, **more}
        if keys := _lay_out(message):
            form["reply_markup"] = to_json(keys).decode()
        sent: object = await self._bot.request.post(
            f"{self._bot.base_url}/{method}",
            Form(form),  # type: ignore[arg-type]  # read by our own do_request only
        )
        if not isinstance(sent, dict) or "message_id" not in sent:
            raise FateUnknown("the answer is no message")
        return str(sent["message_id"])

    async def _upload(self, message: Outgoing, name: str, content: bytes) -> str:
        words = message.html or None
        laid_out = _lay_out(message)
        keys = InlineKeyboardMarkup.de_json(laid_out) if laid_out else None
        is_picture = name.endswith(_PICTURES)
        send = self._bot.send_photo if is_picture else self._bot.send_document
        sent: Message = await send(
            message.chat,
            content,
            filename=name,
            caption=words,
            parse_mode=ParseMode.HTML,
            reply_markup=keys,
        )
        return str(sent.message_id)

    async def acknowledge(self, ack: str) -> None:
        """Stop a pressed button's spinner; best effort."""
        await _try(self._bot.answer_callback_query(ack))

    async def show_typing(self, chat: str) -> None:
        """Show that a file is being made; best effort."""
        await _try(self._bot.send_chat_action(chat, ChatAction.UPLOAD_DOCUMENT))

    async def set_menu(self, chat: str | None, commands: Sequence[tuple[str, str]]) -> None:
        """Set the command menu of a chat, or of everyone; best effort."""
        scope = None if chat is None else BotCommandScopeChat(chat)
        await _try(self._bot.set_my_commands(commands, scope=scope))

    def _explain(self, error: TelegramError) -> ChannelError:
        if isinstance(error, InvalidToken):
            return ChannelError("channel/token_refused")
        if isinstance(error, Conflict):
            return ChannelError("channel/conflict")
        return ChannelError("channel/unreachable", where=self._host)


async def _try(call: Awaitable[object]) -> None:
    with suppress(TelegramError):  # nothing depends on it
        await call


def _judge(error: TelegramError) -> Outcome:  # noqa: PLR0911 -- one for each way of failing
    """Say what a failed try means for its message (DESIGN 3)."""
    match error:
        case Halted(seconds=seconds):
            return Outcome(kind="retry", wait_seconds=seconds, error="too_many")
        case ChatMigrated():
            return Outcome(kind="migrated", new_chat=str(error.new_chat_id))
        case Forbidden():
            return Outcome(kind="permanent", error="blocked")
        case InvalidToken():
            return Outcome(
                kind="retry", wait_seconds=_TOKEN_WAIT, whole_bot=True, error="token_refused"
            )
        case NeverLeft():
            return Outcome(kind="retry", error="never_left")
        case ServerFailed():
            return Outcome(kind="retry", error="server_failed")
        case BadRequest() if "chat not found" in error.message.lower():
            return Outcome(kind="permanent", error="chat_not_found")
        case NetworkError() if not isinstance(error, FateUnknown):
            return Outcome(kind="permanent", error="bad_request")  # 400, 413
        case _:
            return Outcome(kind="unknown", error="no_answer")


def _lay_out(message: Outgoing) -> dict[str, Any]:
    """Write the buttons as the Bot API wants them; empty without any."""
    rows = [
        [{"text": button.label, "callback_data": button.command} for button in row]
        for row in message.rows
    ]
    return {"inline_keyboard": rows} if rows else {}
