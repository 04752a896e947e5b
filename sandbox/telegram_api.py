"""Telegram's Bot API over HTTP: token, method, faults, and the envelope of every answer."""

import asyncio
import inspect
import socket
import struct
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from sandbox import chats, polling, sending
from sandbox.faults import Fault, FaultKind
from sandbox.messenger import Messenger
from sandbox.params import ApiError, Params, read_params
from sandbox.reach import too_many
from sandbox.shapes import Json

Method = Callable[[Messenger, Params], object | Awaitable[object]]

METHODS: dict[str, Method] = {
    "getMe": chats.get_me,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_member,
    "leaveChat": chats.leave_chat,
    "setMyCommands": chats.set_commands,
    "getMyCommands": chats.get_commands,
    "deleteMyCommands": chats.delete_commands,
    "getFile": chats.get_file,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_action,
    "editMessageText": sending.edit_text,
    "editMessageReplyMarkup": sending.edit_buttons,
    "answerCallbackQuery": sending.answer_press,
}
#: Method names are not case-sensitive.
_BY_NAME = {name.lower(): method for name, method in METHODS.items()}
_CUTS = (FaultKind.DROP_BEFORE, FaultKind.RESET)
_BEFORE = (*_CUTS, FaultKind.SERVER_ERROR, FaultKind.TOO_MANY)


class TelegramApi:
    """Serve the Bot API of one bot."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger

    def add_routes(self, app: web.Application) -> None:
        """Mount the API where a bot expects it."""
        app.router.add_route("*", "/bot{token}/{method}", self.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, or fail it as the faults in force say."""
        method, faults = request.match_info["method"].lower(), self._messenger.faults
        if delay := faults.strike(method, FaultKind.DELAY):
            await asyncio.sleep(delay.value / 1000)
        fault = faults.strike(method, *_BEFORE)
        if fault and fault.kind in _CUTS:
            return _hang_up(request, reset=fault.kind is FaultKind.RESET)
        try:
            self._check_token(request)
            _refuse_by(fault)
            result = await self._answer(request, method)
        except ApiError as exc:
            return _refuse(exc)
        if faults.strike(method, FaultKind.DROP_AFTER):
            return _hang_up(request, reset=False)
        return web.json_response({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file by the path getFile named."""
        try:
            self._check_token(request)
        except ApiError as exc:
            return _refuse(exc)
        file = self._messenger.files.find_path(request.match_info["path"])
        if file is None:
            return _refuse(ApiError(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._messenger.token:
            raise ApiError(401, "Unauthorized")

    async def _answer(self, request: web.Request, name: str) -> object:
        method = _BY_NAME.get(name)
        if method is None:
            raise ApiError(404, "Not Found")
        result = method(self._messenger, await read_params(request))
        return await result if inspect.isawaitable(result) else result


def _refuse_by(fault: Fault | None) -> None:
    if fault is None:
        return
    if fault.kind is FaultKind.TOO_MANY:
        raise too_many(fault.value)
    raise ApiError(fault.value, HTTPStatus(fault.value).phrase)


def _refuse(error: ApiError) -> web.Response:
    envelope: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        envelope["parameters"] = error.parameters
    return web.json_response(envelope, status=error.code)


def _hang_up(request: web.Request, *, reset: bool) -> web.Response:
    """Close the connection without an answer; `reset` breaks it off so that the peer is told."""
    transport = request.transport
    if transport is not None:
        if reset:
            line: socket.socket = transport.get_extra_info("socket")
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()
