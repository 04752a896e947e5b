"""Whether a call may reach a chat at all: Telegram's refusals before anything is written."""

import math

from sandbox.messenger import Messenger
from sandbox.params import ApiError, Params, bad_request
from sandbox.world import Chat


def find_chat(messenger: Messenger, params: Params) -> Chat:
    """Return the chat a call names if the bot knows it and is in it."""
    chat = messenger.world.chats.get(params.number("chat_id"))
    if chat is None or (chat.is_private and not chat.has_bot):
        raise bad_request("chat not found")
    if chat.moved_to:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to
        )
    if not chat.has_bot:
        raise ApiError(403, f"Forbidden: bot was kicked from the {chat.kind} chat")
    return chat


def open_chat(messenger: Messenger, params: Params) -> Chat:
    """Return the chat a call names if the bot may write there."""
    chat = find_chat(messenger, params)
    if chat.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    return chat


def charge_message(messenger: Messenger, chat: Chat) -> None:
    """Count one message against the limits; refuse it with the seconds to wait."""
    wait = messenger.limits.charge(chat.id, group=not chat.is_private)
    if wait:
        raise too_many(math.ceil(wait))


def too_many(seconds: int) -> ApiError:
    """Return the refusal that asks for patience."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
