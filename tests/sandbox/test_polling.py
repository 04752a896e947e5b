import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken

from sandbox import Sandbox
from tests.sandbox.conftest import CLERK


async def test_updates_wait_in_order_until_confirmed(sandbox: Sandbox, bot: Bot) -> None:
    keys = [await sandbox.person(CLERK).say(text) for text in ("một", "hai", "ba")]
    first = await bot.get_updates()
    again = await bot.get_updates(limit=2)
    rest = await bot.get_updates(offset=first[1].update_id + 1)
    assert [str(update.update_id) for update in first] == keys
    assert (again, rest) == (first[:2], first[2:])
    assert sandbox.pending_updates == 1


async def test_updates_confirmed_never_come_back(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(CLERK).say("một")
    (update,) = await bot.get_updates()
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    assert await bot.get_updates(offset=0) == ()


async def test_updates_with_a_negative_offset_keep_only_the_last(
    sandbox: Sandbox, bot: Bot
) -> None:
    keys = [await sandbox.person(CLERK).say(text) for text in ("một", "hai", "ba")]
    assert [str(update.update_id) for update in await bot.get_updates(offset=-1)] == keys[2:]
    assert sandbox.pending_updates == 1


async def test_long_poll_waits_for_news(sandbox: Sandbox, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await sandbox.wait_until(lambda: sandbox.messenger.updates.is_polled)
    await sandbox.person(CLERK).say("có đây")
    (update,) = await poll
    assert update.message is not None
    assert update.message.text == "có đây"


async def test_long_poll_without_news_ends_empty_after_its_time(bot: Bot) -> None:
    started = asyncio.get_running_loop().time()
    assert await bot.get_updates(timeout=1) == ()
    assert asyncio.get_running_loop().time() - started >= 1


async def test_second_poll_ends_the_first_with_a_conflict(sandbox: Sandbox, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await sandbox.wait_until(lambda: sandbox.messenger.updates.is_polled)
    async with Bot(bot.token, base_url=f"{sandbox.api_base}/bot") as other:
        assert await other.get_updates() == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first


async def test_updates_of_kinds_not_asked_for_do_not_come(sandbox: Sandbox, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await sandbox.person(CLERK).say("không nghe")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    await sandbox.person(CLERK).say("nghe")
    assert [update.message and update.message.text for update in await bot.get_updates()] == [
        "nghe"
    ]


async def test_duplicate_fault_brings_confirmed_updates_once_more(
    sandbox: Sandbox, bot: Bot
) -> None:
    sandbox.faults.add("duplicate", count=1)
    await sandbox.person(CLERK).say("một")
    first = await bot.get_updates()
    second = await bot.get_updates(offset=first[0].update_id + 1)
    third = await bot.get_updates(offset=first[0].update_id + 1)
    assert (second, third) == (first, ())


async def test_raw_update_comes_exactly_as_given(sandbox: Sandbox, bot: Bot) -> None:
    odd = {"update_id": 77, "message": {"text": ["không", "đúng", "kiểu"]}}
    keys = [sandbox.deliver_raw(odd), sandbox.deliver_raw({"chuyện lạ": None})]
    raw = await bot.request.post(f"{bot.base_url}/getUpdates")
    assert (keys, raw) == (["77", "78"], [odd, {"update_id": 78, "chuyện lạ": None}])


async def test_unknown_method_is_not_found(bot: Bot) -> None:
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sing")


async def test_wrong_token_is_unauthorized(sandbox: Sandbox) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("42:OTHER", base_url=f"{sandbox.api_base}/bot"):
            pass
