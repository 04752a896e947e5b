"""The Bot API methods about chats, menus, files and the bot itself."""

import re
from typing import Any

from sandbox.files import MAX_DOWNLOAD_BYTES
from sandbox.membership import leave_group
from sandbox.menus import Command, Scope
from sandbox.messenger import Messenger
from sandbox.params import Params, bad_request
from sandbox.reach import find_chat
from sandbox.shapes import Json

MAX_COMMANDS = 100
MAX_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)


def get_me(messenger: Messenger, _params: Params) -> Json:
    """Do getMe."""
    return messenger.shapes.me()


def get_chat(messenger: Messenger, params: Params) -> Json:
    """Do getChat."""
    return messenger.shapes.full_chat(find_chat(messenger, params))


def get_member(messenger: Messenger, params: Params) -> Json:
    """Do getChatMember."""
    chat, user_id = find_chat(messenger, params), params.number("user_id")
    if user_id == messenger.bot.id:
        return messenger.shapes.member(user_id, status="member" if chat.has_bot else "left")
    if user_id not in messenger.world.people:
        raise bad_request("user not found")
    return messenger.shapes.member(user_id, status="member" if user_id in chat.members else "left")


def leave_chat(messenger: Messenger, params: Params) -> bool:
    """Do leaveChat."""
    chat = find_chat(messenger, params)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    leave_group(messenger, chat)
    return True


def set_commands(messenger: Messenger, params: Params) -> bool:
    """Do setMyCommands."""
    shapes = params.structure("commands") or []
    if not isinstance(shapes, list) or len(shapes) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = tuple(_read_command(shape) for shape in shapes)
    messenger.menus.set(*_read_menu(messenger, params), commands)
    messenger.changes.tell()
    return True


def get_commands(messenger: Messenger, params: Params) -> list[Json]:
    """Do getMyCommands."""
    commands = messenger.menus.get(*_read_menu(messenger, params))
    return [{"command": line.command, "description": line.description} for line in commands]


def delete_commands(messenger: Messenger, params: Params) -> bool:
    """Do deleteMyCommands."""
    messenger.menus.set(*_read_menu(messenger, params), ())
    messenger.changes.tell()
    return True


def get_file(messenger: Messenger, params: Params) -> Json:
    """Do getFile."""
    file = messenger.files.find(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    ids = {"file_id": file.id, "file_unique_id": f"u{file.id}"}
    return ids | {"file_size": len(file.content), "file_path": file.path}


def _read_command(shape: Any) -> Command:
    if not isinstance(shape, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(shape.get("command", "")).removeprefix("/")
    description = str(shape.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= MAX_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(name, description)


def _read_menu(messenger: Messenger, params: Params) -> tuple[Scope, str]:
    shape = params.mapping("scope")
    kind = str(shape.get("type", "default"))
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    named = Params(shape)
    if kind.startswith("chat"):
        chat_id = find_chat(messenger, named).id
        return Scope(kind, chat_id, named.number("user_id") or None), params.text("language_code")
    return Scope(kind), params.text("language_code")
