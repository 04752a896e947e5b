"""Telegram as a channel: python-telegram-bot's Bot over our own HTTP.

Nothing is kept in memory but the next offset, which only moves on once updates are stored.
"""

from collections.abc import Sequence
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from channels.telegram.decode import decode
from channels.telegram.request import AiohttpRequest, FateUnknown, NeverLeft
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
_POLL_LIMIT = 100
#: The long poll answers after _POLL_SECONDS; only then may silence be taken for a fault.
_POLL_SLACK = 10
_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TelegramChannel:
    """One bot; `api_base` is the part before /bot<TOKEN>/method."""

    name = "telegram"
    capabilities = CAPABILITIES

    def __init__(self, *, token: str, api_base: str) -> None:
        self._sending = AiohttpRequest()
        self._polling = AiohttpRequest(read_seconds=_POLL_SECONDS + _POLL_SLACK)
        self._bot = Bot(
            token,
            base_url=f"{api_base}/bot",
            base_file_url=f"{api_base}/file/bot",
            request=self._sending,
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

    async def start(self) -> None:
        """Learn who the bot is; raise ChannelError when Telegram refuses or does not answer."""
        try:
            await self._bot.initialize()
        except InvalidToken as exc:
            raise ChannelError("channel/token_refused") from exc
        except TelegramError as exc:
            raise ChannelError("channel/unreachable", where=self._host) from exc

    async def stop(self) -> None:
        """Close connections."""
        await self._bot.shutdown()
        await self._polling.shutdown()
        await self._sending.shutdown()

    async def poll(self) -> Sequence[RawUpdate]:
        """Wait up to 30 s for updates; raise ChannelError when there is no hearing Telegram."""
        try:
            updates = await self._polling.post(
                f"{self._bot.base_url}/getUpdates",
                request_data=_request(
                    offset=self._offset,
                    timeout=_POLL_SECONDS,
                    limit=_POLL_LIMIT,
                    allowed_updates=list(_KINDS),
                ),
            )
        except Conflict as exc:
            raise ChannelError("channel/conflict") from exc
        except InvalidToken as exc:
            raise ChannelError("channel/token_refused") from exc
        except TelegramError as exc:
            raise ChannelError("channel/unreachable", where=self._host) from exc
        return [
            RawUpdate(key=str(update["update_id"]), payload=update)
            for update in (updates if isinstance(updates, list) else ())
            if "update_id" in update
        ]

    def confirm(self, updates: Sequence[RawUpdate]) -> None:
        """Let the next poll acknowledge these."""
        self._offset = max([self._offset, *(int(update.key) + 1 for update in updates)])

    def decode(self, payload: dict[str, object], *, key: str) -> Incoming | None:
        """Read a stored update."""
        return decode(payload, key=key, bot=self.user_name, bot_id=self.bot, channel=self.name)

    async def send(  # noqa: PLR0911 -- one answer for each way it can end
        self,
        message: Outgoing,
        *,
        file: tuple[str, bytes] | None = None,
    ) -> Outcome:
        """Try once to deliver; never raise for what Telegram or the network does."""
        try:
            return Outcome(kind="sent", message=await self._deliver(message, file))
        except RetryAfter as exc:
            wait = exc.retry_after
            seconds = wait if isinstance(wait, int | float) else wait.total_seconds()
            return Outcome(kind="retry", wait_seconds=float(seconds), error="too_many")
        except ChatMigrated as exc:
            return Outcome(kind="migrated", new_chat=str(exc.new_chat_id))
        except Forbidden:
            return Outcome(kind="permanent", error="blocked")
        except BadRequest as exc:
            if "not modified" in exc.message:
                return Outcome(kind="sent", message=message.replaces)
            gone = "chat not found" in exc.message.lower()
            return Outcome(kind="permanent", error="chat_not_found" if gone else "bad_request")
        except NeverLeft:
            return Outcome(kind="retry", error="never_left")
        except FateUnknown:
            return Outcome(kind="unknown", error="no_answer")
        except InvalidToken:
            return Outcome(kind="retry", wait_seconds=60.0, whole_bot=True, error="token_refused")
        except TelegramError:
            return Outcome(kind="retry", error="server_error")

    async def _deliver(self, message: Outgoing, file: tuple[str, bytes] | None) -> str:
        buttons = _keyboard(message)
        if file is not None:
            name, content = file
            sent = await self._bot.send_document(
                message.chat,
                content,
                filename=name,
                caption=message.html,
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
            )
        elif message.replaces:
            edited = await self._bot.edit_message_text(
                message.html,
                chat_id=message.chat,
                message_id=int(message.replaces),
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
                link_preview_options=_NO_PREVIEW,
            )
            return str(edited.message_id) if isinstance(edited, Message) else message.replaces
        else:
            sent = await self._bot.send_message(
                message.chat,
                message.html,
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
                link_preview_options=_NO_PREVIEW,
            )
        return str(sent.message_id)

    async def acknowledge(self, ack: str) -> None:
        """Stop a pressed button's spinner; best effort."""
        await self._try("answerCallbackQuery", callback_query_id=ack)

    async def show_typing(self, chat: str) -> None:
        """Show that an answer is being made; best effort."""
        await self._try("sendChatAction", chat_id=chat, action=ChatAction.UPLOAD_DOCUMENT)

    async def set_menu(self, chat: str | None, commands: Sequence[tuple[str, str]]) -> None:
        """Set the command menu of a chat, or of everyone; best effort."""
        scope = {} if chat is None else {"scope": BotCommandScopeChat(chat).to_dict()}
        listed = [BotCommand(name, about).to_dict() for name, about in commands]
        await self._try("setMyCommands", commands=listed, **scope)

    async def _try(self, method: str, **values: Any) -> None:
        try:
            await self._sending.post(
                f"{self._bot.base_url}/{method}",
                request_data=_request(**values),
            )
        except TelegramError:
            return  # nothing depends on it


def _request(**values: Any) -> RequestData:
    return RequestData(
        [RequestParameter.from_input(name, value) for name, value in values.items()]
    )


def _keyboard(message: Outgoing) -> InlineKeyboardMarkup | None:
    if not message.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=button.command) for button in row]
            for row in message.rows
        ],
    )
