"""Bring updates in: poll, strip, commit to the inbox, and only then acknowledge (DESIGN 2.1)."""

import asyncio
import random
from collections.abc import Callable

import structlog

from bot.clock import Clock
from chat.message import RawUpdate
from chat.ports import Channel, ChannelError
from storage import inbox
from storage.database import Database
from storage.errors import StorageError

log = structlog.get_logger()

_FIRST_WAIT = 1.0
_LONGEST_WAIT = 30.0


class Intake:
    """One channel's way in; `strip` takes out what must not be kept, `wake` rouses the worker."""

    def __init__(
        self,
        *,
        channel: Channel,
        database: Database,
        strip: Callable[[RawUpdate], RawUpdate],
        wake: Callable[[], None],
        clock: Clock,
    ) -> None:
        self._channel = channel
        self._database = database
        self._strip = strip
        self._wake = wake
        self._clock = clock

    async def run(self) -> None:
        """Poll until cancelled; faults of network and database only make it wait and try again."""
        wait = _FIRST_WAIT
        while True:
            try:
                await self.take_in()
            except (ChannelError, StorageError) as exc:
                log.warning("Updates could not be taken in", action="intake_failed", why=exc.key)
            except Exception:  # what nobody foresaw must not end the program: nothing is confirmed
                log.exception("Updates could not be read", action="intake_failed")
            else:
                wait = _FIRST_WAIT
                continue
            await asyncio.sleep(wait * random.uniform(0.7, 1.3))  # noqa: S311 -- jitter
            wait = min(wait * 2, _LONGEST_WAIT)

    async def take_in(self) -> int:
        """Wait for updates and store them; give how many came."""
        updates = await self._channel.poll()
        if not updates:
            return 0
        async with self._database.work() as work:
            inbox.store(
                work,
                channel=self._channel.name,
                bot=self._channel.bot,
                updates=[self._strip(update) for update in updates],
                at=self._clock(),
            )
        self._channel.confirm(updates)
        self._wake()
        return len(updates)
