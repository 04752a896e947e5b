"""Calls as other clients than python-telegram-bot make them."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from tests.sandbox.conftest import CLERK

SAID = {"chat_id": CLERK, "text": "x"}


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


def form(**values: str) -> aiohttp.FormData:
    data = aiohttp.FormData(values)
    data.add_field("spare", b"x", filename="spare.bin")
    return data


def refusal(code: int, description: str) -> dict[str, object]:
    return {"ok": False, "error_code": code, "description": description}


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("GET", {"params": {"chat_id": CLERK, "text": "chào"}}),
        ("POST", {"params": {"chat_id": CLERK, "text": "chào"}}),
        ("POST", {"data": {"chat_id": CLERK, "text": "chào"}}),
        ("POST", {"data": form(chat_id=str(CLERK), text="chào")}),
        ("POST", {"json": {"chat_id": CLERK, "text": "chào"}}),
        ("POST", {"params": {"chat_id": CLERK}, "json": {"text": "chào"}}),
    ],
    ids=["query", "query by post", "form", "multipart", "json", "both"],
)
async def test_call_takes_its_parameters_from_any_body(
    sandbox: Sandbox, client: aiohttp.ClientSession, verb: str, body: dict[str, Any]
) -> None:
    async with client.request(verb, f"/bot{sandbox.token}/sendMessage", **body) as response:
        answer = await response.json()
    assert (answer["ok"], answer["result"]["text"]) == (True, "chào")


async def test_call_names_methods_in_any_case(
    sandbox: Sandbox, client: aiohttp.ClientSession
) -> None:
    async with client.post(f"/bot{sandbox.token}/GETME", data=b"") as response:
        assert (await response.json())["result"]["id"] == 42


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot1:x/getMe", 401, "Unauthorized"),
        ("/bot42:SANDBOX/sing", 404, "Not Found"),
    ],
)
async def test_call_that_goes_nowhere_answers_in_the_envelope(
    client: aiohttp.ClientSession, path: str, code: int, description: str
) -> None:
    async with client.post(path) as response:
        assert (response.status, await response.json()) == (code, refusal(code, description))


@pytest.mark.parametrize(
    ("method", "values", "reason"),
    [
        ("sendMessage", [1], "can't parse JSON object"),
        ("sendMessage", {"chat_id": "@kenh", "text": "x"}, "chat not found"),
        ("sendMessage", SAID | {"parse_mode": "Klingon"}, "unsupported parse_mode"),
        (
            "sendMessage",
            SAID | {"reply_markup": "{"},
            "can't parse reply markup JSON object",
        ),
        (
            "sendMessage",
            SAID | {"reply_markup": {"inline_keyboard": [1]}},
            "can't parse inline keyboard: expected an Array of Arrays",
        ),
        (
            "setMyCommands",
            {"commands": [1]},
            "can't parse BotCommand: expected an Object",
        ),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "moon"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
        (
            "leaveChat",
            {"chat_id": CLERK},
            "chat member status can't be changed in private chats",
        ),
    ],
)
async def test_call_with_bad_values_is_a_bad_request(
    sandbox: Sandbox, client: aiohttp.ClientSession, method: str, values: object, reason: str
) -> None:
    async with client.post(f"/bot{sandbox.token}/{method}", json=values) as response:
        answer = await response.json()
    assert (response.status, answer) == (400, refusal(400, f"Bad Request: {reason}"))


async def test_sandbox_runs_alone_for_benchmarks() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "sandbox", "--port", "0", "--people", "3", "--no-limits"),
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession(url) as session, session.get("/api/state") as response:
        state = await response.json()
    process.terminate()
    await process.wait()
    assert ([chat["title"] for chat in state["chats"]], state["limits"]) == (
        ["K01", "K02", "K03"],
        False,
    )
