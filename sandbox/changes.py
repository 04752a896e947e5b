"""Waking up those who wait for something to happen, without polling and without sleeping."""

import asyncio
from collections.abc import Callable


class Changes:
    """Count changes and let anybody wait for the next one.

    `tell` is an ordinary call, so plain state can use it. A waiter that checks its condition and
    then calls `next` without an await in between misses nothing.
    """

    def __init__(self) -> None:
        self.count = 0
        self._event = asyncio.Event()

    def tell(self) -> None:
        """Wake everyone who waits."""
        self.count += 1
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def next(self) -> None:
        """Wait for the next change, however long it takes."""
        await self._event.wait()

    async def until(self, predicate: Callable[[], bool], *, limit_seconds: float) -> None:
        """Wait until `predicate` holds; raise TimeoutError after `limit_seconds` of real time."""
        async with asyncio.timeout(limit_seconds):
            while not predicate():
                await self.next()
