"""The whole assistant, for whoever means harm."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from tests.handlers.harness import Conversation, open_hall

MORNING = datetime(2020, 5, 15, 2, 0, tzinfo=UTC)


@pytest.fixture
async def hall(sqlite_url: str) -> AsyncIterator[Conversation]:
    """Let everybody say everything at 09:00."""
    async with open_hall(sqlite_url, now=MORNING) as opened:
        yield opened
