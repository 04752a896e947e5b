"""The bell: it rings now and then, and knows nothing of what is due (DESIGN 5)."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

#: Seconds between rings: a digest is at most this late, and an idle ring costs one small read.
EVERY = 30

_log = structlog.get_logger()


class Ticker:
    """Call back every EVERY seconds, at the start, and whenever `ring` is called.

    Never twice at once: rings during a call lead to one more call after it. A call that raises is
    logged, and the next ring comes all the same.
    """

    def __init__(self, callback: Callable[[], Awaitable[object]]) -> None:
        self._callback = callback
        self._bell = asyncio.Event()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._listening: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to ring, at once for the first time; needs a running event loop."""
        # A bell that is late (a busy loop, a laptop asleep) must still ring, once: what is due is
        # asked of the rows, so there is no lateness at which ringing would be wrong.
        self._scheduler.add_job(
            self._strike,
            "interval",
            seconds=EVERY,
            coalesce=True,
            misfire_grace_time=None,
            max_instances=1,
        )
        self._scheduler.start()
        self._listening = asyncio.create_task(self._listen())
        self.ring()

    async def stop(self) -> None:
        """Stop ringing; a call that is under way is cancelled (its transaction rolls back)."""
        self._scheduler.shutdown(wait=False)
        if self._listening:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening

    def ring(self) -> None:
        """Ring now, e.g. because the sandbox's clock was moved."""
        self._bell.set()

    async def _strike(self) -> None:  # a coroutine: APScheduler runs plain functions in a thread
        self.ring()

    async def _listen(self) -> None:
        while True:
            await self._bell.wait()
            self._bell.clear()
            try:
                await self._callback()
            except Exception:  # noqa: BLE001 -- the top of a loop: one failed call must not end it
                _log.exception("A ring of the bell failed.", action="bell.failed")
