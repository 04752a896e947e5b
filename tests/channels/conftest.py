"""A sandbox with a few people, and the Telegram channel connected to it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from channels.telegram.client import TelegramChannel
from sandbox import Group, Person, Sandbox, SandboxClock

START = datetime(2020, 5, 15, tzinfo=UTC)
SECRETARY, CLERK, GROUP = 101, 201, -500


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(
        clock=SandboxClock(START, moving=False),
        people=[Person(SECRETARY, "Bí thư Huyện ủy"), Person(CLERK, "Đảng bộ xã Kim Đông")],
        groups=[Group(GROUP, "Tổ 1", (SECRETARY, CLERK))],
    )
    async with sandbox.running():
        yield sandbox


@pytest.fixture
async def channel(sandbox: Sandbox) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(token=sandbox.token, api_base=sandbox.api_base)
    await channel.start()
    yield channel
    await channel.stop()
