"""An update is confirmed only when it is in the database, and nothing stops the polling."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest

from bot.intake import Intake
from channels.telegram.client import TelegramChannel
from channels.telegram.strip import strip_update
from chat.message import RawUpdate
from sandbox import FaultKind, Sandbox
from storage import inbox
from storage.database import Database, open_database
from storage.errors import DiskFullError
from tests.bot.conftest import read_rows
from tests.conftest import NOW


def strip(update: RawUpdate) -> RawUpdate:
    return strip_update(update, lambda text: "classified" if "mật" in text else None)


def make_intake(
    database: Database, channel: TelegramChannel, wake: Callable[[], None] = lambda: None
) -> Intake:
    return Intake(channel=channel, database=database, strip=strip, wake=wake, clock=lambda: NOW)


async def stored_texts(database: Database) -> list[object]:
    async with database.work() as work:
        pending = await inbox.take(work, limit=1000)
    return [update.payload["message"].get("text") for update in pending]  # type: ignore[attr-defined]  # JSON


async def test_updates_are_stored_and_then_confirmed(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    woken = asyncio.Event()
    for number in range(3):
        await sandbox.person(1).say(f"tin {number}")
    intake = make_intake(database, channel, woken.set)
    assert await intake.take_in() == 3
    assert await stored_texts(database) == ["tin 0", "tin 1", "tin 2"]
    assert woken.is_set()
    assert sandbox.pending_updates == 3  # told with the next poll

    await sandbox.person(1).say("tin 3")
    await intake.take_in()
    assert sandbox.pending_updates == 1


async def test_refused_words_are_never_stored(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    await sandbox.person(1).say("văn bản mật")
    await make_intake(database, channel).take_in()
    ((payload,),) = await read_rows(database, "inbox", "payload")
    assert "văn bản" not in str(payload)
    assert "K01" not in str(payload)  # nor is the person's name


@pytest.mark.row("MX-2")
async def test_update_delivered_twice_is_stored_once(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    sandbox.faults.add(FaultKind.DUPLICATE, method="getUpdates", count=1)
    await sandbox.person(1).say("một")
    intake = make_intake(database, channel)
    assert [await intake.take_in(), await intake.take_in()] == [1, 1]
    assert await stored_texts(database) == ["một"]


async def test_update_that_cannot_be_stored_is_not_confirmed(
    sqlite_url: str, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    database = await open_database(sqlite_url, clock=lambda: NOW)
    intake = make_intake(database, channel)
    texts = [f"{number} " + "x" * 4000 for number in range(10)]
    for text in texts:
        await sandbox.person(1).say(text)
    async with database.work() as work:
        ((pages,),) = [tuple(row.values()) for row in await work.fetch("pragma page_count", {})]
        await work.fetch(f"pragma max_page_count = {pages}", {})
    with pytest.raises(DiskFullError):
        await intake.take_in()
    assert await stored_texts(database) == []

    async with database.work() as work:
        await work.fetch("pragma max_page_count = 100000", {})
    await intake.take_in()
    assert await stored_texts(database) == texts
    await database.close()


async def test_polling_goes_on_after_faults(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, method="getUpdates", count=1)
    await sandbox.person(1).say("một")
    woken = asyncio.Event()
    task = asyncio.create_task(make_intake(database, channel, woken.set).run())
    async with asyncio.timeout(5):
        await woken.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert await stored_texts(database) == ["một"]
