"""A sandbox, the real channel on it, and the outbox as it is in the database."""

from collections.abc import AsyncIterator

import pytest

from channels.telegram.client import TelegramChannel
from sandbox import Group, Person, Sandbox, SandboxClock
from storage.database import Database
from tests.bot.clerk import clerk, office_bot  # noqa: F401 -- fixtures
from tests.conftest import NOW

PEOPLE = range(1, 41)
GROUP = -500


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(
        clock=SandboxClock(NOW, moving=False),
        people=[Person(number, f"K{number:02}") for number in PEOPLE],
        groups=[Group(GROUP, "Tổ 1", (1, 2))],
        limits=False,
    )
    async with sandbox.running():
        yield sandbox


@pytest.fixture
async def channel(sandbox: Sandbox) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(token=sandbox.token, api_base=sandbox.api_base)
    await channel.start()
    yield channel
    await channel.stop()


async def read_rows(database: Database, table: str, *columns: str) -> list[tuple[object, ...]]:
    """Read columns of a table, in the order of its ids."""
    sql = f"select {', '.join(columns)} from {table} order by id"  # noqa: S608 -- the test's own
    async with database.work() as work:
        return [tuple(row.values()) for row in await work.fetch(sql, {})]


def heard(sandbox: Sandbox, person: int, *, chat: int | None = None) -> list[str]:
    """List what a person reads from the bot, oldest first."""
    place = sandbox.person(person).history(chat=chat)
    return [message.text for message in place if message.sender == 42]
