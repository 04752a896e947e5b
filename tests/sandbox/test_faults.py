import asyncio

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from sandbox import FaultKind, Sandbox
from tests.sandbox.conftest import CLERK


def texts(sandbox: Sandbox) -> list[str]:
    return [message.text for message in sandbox.person(CLERK).messages]


@pytest.mark.parametrize("kind", [FaultKind.DROP_BEFORE, FaultKind.RESET])
async def test_connection_cut_before_leaves_nothing_done(
    sandbox: Sandbox, bot: Bot, kind: FaultKind
) -> None:
    sandbox.faults.add(kind, count=1)
    with pytest.raises(NetworkError):
        await bot.send_message(CLERK, "một")
    await bot.send_message(CLERK, "hai")
    assert texts(sandbox) == ["hai"]


async def test_connection_cut_after_leaves_it_done(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.faults.add(FaultKind.DROP_AFTER, method="sendMessage", count=1)
    with pytest.raises(NetworkError):
        await bot.send_message(CLERK, "một")
    assert texts(sandbox) == ["một"]


async def test_reset_and_drop_look_different_from_outside(sandbox: Sandbox) -> None:
    sandbox.faults.add(FaultKind.DROP_BEFORE, count=1)
    sandbox.faults.add(FaultKind.RESET, count=1)
    url = f"{sandbox.api_base}/bot{sandbox.token}/getMe"
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await session.post(url)
        with pytest.raises(aiohttp.ClientOSError, match="reset by peer"):
            await session.post(url)


async def test_server_error_answers_without_doing(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, count=1)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(CLERK, "một")
    assert texts(sandbox) == []


async def test_storm_of_429_lasts_until_switched_off(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.faults.add(FaultKind.TOO_MANY, value=7)
    for _ in range(3):
        with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
            await bot.send_message(CLERK, "một")
    sandbox.faults.clear(FaultKind.TOO_MANY)
    await bot.send_message(CLERK, "hai")
    assert texts(sandbox) == ["hai"]


async def test_delay_comes_before_the_answer(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.faults.add(FaultKind.DELAY, value=300, count=1)
    started = asyncio.get_running_loop().time()
    await bot.get_me()
    assert asyncio.get_running_loop().time() - started >= 0.3


async def test_fault_of_one_method_spares_the_others(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, method="sendDocument")
    assert (await bot.send_message(CLERK, "một")).text == "một"
    with pytest.raises(NetworkError):
        await bot.send_document(CLERK, b"x")


async def test_fault_with_a_count_uses_itself_up(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, count=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(CLERK, "một")
    await bot.send_message(CLERK, "hai")
    assert (texts(sandbox), sandbox.faults.active) == (["hai"], ())
