import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict

from sandbox import Sandbox
from sandbox.changes import Changes
from tests.sandbox.conftest import CLERK

SIGNATURE = "chi-bot-biet"


class Receiver:
    """A bot's webhook; it refuses as often as told before it accepts."""

    def __init__(self) -> None:
        self.url = ""
        self.refusals = 0
        self.received: list[tuple[str | None, dict[str, object]]] = []
        self.changes = Changes()

    async def take(self, request: web.Request) -> web.Response:
        if self.refusals:
            self.refusals -= 1
            raise web.HTTPInternalServerError
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.received.append((secret, await request.json()))
        self.changes.tell()
        return web.Response()

    async def wait_for(self, number: int) -> list[object]:
        await self.changes.until(lambda: len(self.received) >= number, limit_seconds=5)
        return [update["update_id"] for _, update in self.received]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_webhook_gets_what_waited_and_what_comes(
    sandbox: Sandbox, bot: Bot, receiver: Receiver
) -> None:
    await sandbox.person(CLERK).say("trước")
    await bot.set_webhook(receiver.url, secret_token=SIGNATURE)
    await receiver.wait_for(1)
    await sandbox.person(CLERK).say("sau")
    await receiver.wait_for(2)
    await sandbox.wait_until(lambda: sandbox.pending_updates == 0)
    texts = [update["message"]["text"] for _, update in receiver.received]  # type: ignore[index]
    assert ([secret for secret, _ in receiver.received], texts) == (
        [SIGNATURE, SIGNATURE],
        ["trước", "sau"],
    )


async def test_webhook_that_fails_is_tried_again_in_order(
    sandbox: Sandbox, bot: Bot, receiver: Receiver
) -> None:
    receiver.refusals = 2
    await bot.set_webhook(receiver.url)
    await sandbox.person(CLERK).say("một")
    await sandbox.person(CLERK).say("hai")
    numbers = await receiver.wait_for(2)
    info = await bot.get_webhook_info()
    assert (numbers, info.last_error_message) == (
        [1, 2],
        "Wrong response from the webhook: 500 Internal Server Error",
    )


async def test_webhook_that_cannot_be_reached_keeps_its_updates(
    sandbox: Sandbox, bot: Bot
) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await sandbox.person(CLERK).say("một")
    await sandbox.wait_until(lambda: sandbox.messenger.updates.last_error is not None)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (1, "Connection failed")


async def test_webhook_set_ends_a_poll_under_way(
    sandbox: Sandbox, bot: Bot, receiver: Receiver
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await sandbox.wait_until(lambda: sandbox.messenger.updates.is_polled)
    await bot.set_webhook(receiver.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    await bot.set_webhook("")
    assert await bot.get_updates() == ()


async def test_webhook_duplicate_fault_delivers_twice(
    sandbox: Sandbox, bot: Bot, receiver: Receiver
) -> None:
    sandbox.faults.add("duplicate", count=1)
    await bot.set_webhook(receiver.url)
    await sandbox.person(CLERK).say("một")
    assert await receiver.wait_for(2) == [1, 1]


async def test_webhook_and_polling_exclude_each_other(
    sandbox: Sandbox, bot: Bot, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, max_connections=7, allowed_updates=["message"])
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    info = await bot.get_webhook_info()
    await bot.delete_webhook()
    assert (info.url, info.max_connections, info.allowed_updates) == (
        receiver.url,
        7,
        ("message",),
    )
    assert ((await bot.get_webhook_info()).url, await bot.get_updates()) == ("", ())


async def test_pending_updates_are_dropped_when_asked(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(CLERK).say("bỏ")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


@pytest.mark.parametrize("url", ["http://example.org/hook", "ftp://127.0.0.1/hook"])
async def test_webhook_elsewhere_needs_https(bot: Bot, url: str) -> None:
    with pytest.raises(BadRequest, match="url must be provided for webhook"):
        await bot.set_webhook(url)


async def test_webhook_secret_of_other_characters_is_refused(bot: Bot, receiver: Receiver) -> None:
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook(receiver.url, secret_token=f"{SIGNATURE} ạ")
