"""What answers in Telegram's place: a firewall's page, a proxy, nonsense. Nothing may be lost."""

import json

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from channels.telegram.client import TelegramChannel
from chat.message import Outcome, Outgoing
from chat.ports import ChannelError

ME = {"id": 42, "is_bot": True, "first_name": "b", "username": "b"}
SOMETHING = Outgoing(channel="telegram", chat="5", html="x")
DEEP = b"[" * 50_000


async def ask(status: int, body: bytes) -> tuple[Outcome, str]:
    """Send and poll once against a server that answers so; give what each came to."""

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("getMe"):
            return web.json_response({"ok": True, "result": ME})
        return web.Response(status=status, body=body)

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", answer)
    async with TestServer(app) as server:
        channel = TelegramChannel(token="42:A", api_base=str(server.make_url("")).rstrip("/"))  # noqa: S106 -- made up
        await channel.start()
        try:
            with pytest.raises(ChannelError) as heard:
                await channel.poll()
            return await channel.send(SOMETHING), heard.value.key
        finally:
            await channel.stop()


@pytest.mark.parametrize("status", [302, 400, 403, 407])
async def test_page_of_a_firewall_blocks_nobody_and_loses_nothing(status: int) -> None:
    assert await ask(status, b"<html>no</html>") == (
        Outcome(kind="retry", error="server_failed"),
        "channel/unreachable",
    )


@pytest.mark.parametrize("body", [b'{"ok":true}', b"[]", b"\xff", DEEP, b'{"a":' * 50_000])
async def test_answer_of_a_stranger_leaves_a_message_in_doubt(body: bytes) -> None:
    assert await ask(200, body) == (
        Outcome(kind="unknown", error="no_answer"),
        "channel/unreachable",
    )


@pytest.mark.parametrize("odd", [{"parameters": [1]}, {"description": 5}])
async def test_refusal_of_another_shape_is_not_taken_for_telegrams(odd: dict[str, object]) -> None:
    assert await ask(400, json.dumps({"ok": False, **odd}).encode()) == (
        Outcome(kind="retry", error="server_failed"),
        "channel/unreachable",
    )


@pytest.mark.parametrize("wait", [b"1e999", b"NaN", b"-5", b"1e18", b'"x"'])
async def test_impossible_wait_is_replaced(wait: bytes) -> None:
    body = b'{"ok":false,"parameters":{"retry_after":' + wait + b"}}"
    assert await ask(429, body) == (
        Outcome(kind="retry", wait_seconds=5.0, error="too_many"),
        "channel/unreachable",
    )
