"""A running sandbox and python-telegram-bot connected to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from telegram import Bot

from sandbox import Group, Person, Sandbox, SandboxClock, Section

#: 06:55 on 15 May 2020 in Việt Nam.
START = datetime(2020, 5, 14, 23, 55, tzinfo=UTC)
SECRETARY, CLERK, STRANGER = 101, 201, 301
GROUP = -500


@pytest.fixture(autouse=True)
def durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let python-telegram-bot give durations as timedelta, which its next version always does."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(START, moving=False)


@pytest.fixture
async def sandbox(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    async with open_sandbox(clock) as sandbox:
        yield sandbox


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with connect(sandbox) as bot:
        yield bot


@asynccontextmanager
async def open_sandbox(clock: SandboxClock) -> AsyncIterator[Sandbox]:
    """Run a sandbox with a leader, a clerk, somebody who has not begun, and a group."""
    sandbox = Sandbox(
        clock=clock,
        people=[
            Person(SECRETARY, "Bí thư Huyện ủy", Section.LEADERS),
            Person(CLERK, "Đảng bộ xã Kim Đông", Section.UNITS),
            Person(STRANGER, "Người lạ", started=False),
        ],
        groups=[Group(GROUP, "Tổ 1 và các đơn vị", (SECRETARY, CLERK))],
        bot_title="Trợ lý Đại hội",
    )
    async with sandbox.running():
        yield sandbox


def connect(sandbox: Sandbox) -> Bot:
    """Make a bot for the sandbox."""
    return Bot(
        sandbox.token,
        base_url=f"{sandbox.api_base}/bot",
        base_file_url=f"{sandbox.api_base}/file/bot",
    )
