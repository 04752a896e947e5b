"""Work the inbox off: oldest first, many messages in one transaction (DESIGN 2.2, 2.3).

A message whose handler fails is dropped alone; a database error rolls the batch back, which is
replayed one message per transaction. After an unclean stop the rows it left are taken one by one
with their attempt committed first, so that a message that kills the program is given up.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import uuid4

import structlog

from bot.clock import Clock
from chat.message import Incoming
from chat.ports import Channel
from congress.directory import Directory
from storage import directory as directories
from storage import inbox
from storage.database import Database
from storage.errors import StorageError
from storage.inbox import PendingUpdate
from storage.work import Work

log = structlog.get_logger()

_BATCH = 100
#: How long one transaction may go on taking messages (seconds of a steady clock).
_SPAN = 0.05
#: A message under way at so many unclean ends of the program is given up.
_MOST_TRIES = 3
_RETRY_SECONDS = 2.0


class Handle(Protocol):
    """Answer one message by collecting writes in `work`."""

    def __call__(
        self,
        incoming: Incoming,
        *,
        work: Work,
        directory: Directory,
        now: datetime,
    ) -> Awaitable[None]:
        """Answer; any exception fails this message only."""


class Apologise(Protocol):
    """Queue the short apology that carries an error id."""

    def __call__(self, incoming: Incoming, *, work: Work, error: str, now: datetime) -> None:
        """Queue it in `work`."""


class _ReplayError(Exception):
    """A message failed after some of its writes were run: the batch cannot be kept."""


class Worker:
    """The one reader of the inbox; `wake` after something was stored."""

    def __init__(
        self,
        *,
        channel: Channel,
        database: Database,
        handle: Handle,
        apologise: Apologise,
        committed: Callable[[], None],
        clock: Clock,
    ) -> None:
        self._channel = channel
        self._database = database
        self._handle = handle
        self._apologise = apologise
        self._committed = committed
        self._clock = clock
        self._awake = asyncio.Event()
        self._presses: set[asyncio.Task[None]] = set()
        self.directory = Directory(version=-1)

    def wake(self) -> None:
        """Tell that the inbox may hold something."""
        self._awake.set()

    async def run(self) -> None:
        """Deal with what an unclean stop left, then work until cancelled."""
        await self._until_it_works(self._recover)
        self.wake()
        while True:
            await self._awake.wait()
            self._awake.clear()
            while await self._until_it_works(self.work_batch):
                pass

    async def refresh(self) -> Directory:
        """Load the directory if the database has a newer one."""
        async with self._database.work() as work:
            await self._load_newer(work)
        return self.directory

    async def work_batch(self) -> int:
        """Answer the oldest pending messages in one transaction; give how many were done."""
        try:
            done = await self._answer_many(_BATCH)
        except (_ReplayError, StorageError) as exc:
            log.warning("A batch is replayed one by one", action="replay", why=type(exc).__name__)
            done = await self._replay()
        if done:
            self._committed()
        return len(done)

    async def _answer_many(self, limit: int) -> list[PendingUpdate]:
        done: list[PendingUpdate] = []
        answered: list[Incoming] = []
        async with self._database.work() as work:
            pending = await inbox.take(work, limit=limit)
            if pending and pending[0].directory_version != self.directory.version:
                self.directory = await directories.load(work)
            until = time.monotonic() + _SPAN
            for row in pending:
                incoming = await self._answer(work, row)
                done.append(row)
                if incoming:
                    answered.append(incoming)
                if work.directory_changed or time.monotonic() > until:
                    break
        self._acknowledge(answered)
        return done

    async def _answer(self, work: Work, row: PendingUpdate) -> Incoming | None:
        incoming = self._channel.decode(row.payload, key=row.key)
        mark = work.mark()
        try:
            if incoming is not None:
                await self._handle(
                    incoming,
                    work=work,
                    directory=self.directory,
                    now=self._clock(),
                )
        except StorageError:
            raise
        except Exception as exc:  # the one funnel: a fault in a handler fails its message only
            if not work.drop_to(mark):
                raise _ReplayError from exc
            self._give_up(work, row, incoming, exc)
        else:
            inbox.mark_done(work, [row.id])
        return incoming

    async def _load_newer(self, work: Work) -> None:
        if await directories.version(work) != self.directory.version:
            self.directory = await directories.load(work)

    async def _replay(self) -> list[PendingUpdate]:
        async with self._database.work() as work:
            pending = await inbox.take(work, limit=_BATCH)
        for row in pending:
            await self._answer_alone(row)
        return pending

    async def _answer_alone(self, row: PendingUpdate) -> None:
        """Answer one message in a transaction of its own; give it up when it is at fault."""
        try:
            async with self._database.work() as work:
                await self._load_newer(work)
                incoming = await self._answer(work, row)
        except _ReplayError as exc:
            await self._give_up_alone(row, exc.__cause__)
        except StorageError as exc:
            if type(exc) is not StorageError:
                raise  # the database is at fault, not the message: it waits for better times
            await self._give_up_alone(row, exc)
        else:
            self._acknowledge([incoming] if incoming else [])

    async def _recover(self) -> int:
        """Answer what an unclean stop left: each may be what stopped the program."""
        async with self._database.work() as work:
            left = await inbox.take(work, limit=1_000_000)
        for row in left:
            async with self._database.work() as work:
                inbox.count_attempt(work, row.id)
            # The try that was not counted is the first one, in a batch.
            if row.attempts + 1 < _MOST_TRIES:
                await self._answer_alone(row)
            else:
                await self._give_up_alone(row, None)
        if left:
            self._committed()
        return 0

    async def _give_up_alone(self, row: PendingUpdate, exc: BaseException | None) -> None:
        incoming = self._channel.decode(row.payload, key=row.key)
        async with self._database.work() as work:
            self._give_up(work, row, incoming, exc)
        self._acknowledge([incoming] if incoming else [])

    def _give_up(
        self,
        work: Work,
        row: PendingUpdate,
        incoming: Incoming | None,
        exc: BaseException | None,
    ) -> None:
        error = uuid4().hex[:6].upper()
        inbox.mark_failed(work, row.id, error)
        log.error("A message failed", action="message_failed", error=error, exc_info=exc)
        if incoming is not None:
            self._apologise(incoming, work=work, error=error, now=self._clock())

    def _acknowledge(self, answered: Sequence[Incoming]) -> None:
        """Stop the spinners of pressed buttons."""
        for incoming in answered:
            if incoming.ack:
                task = asyncio.create_task(self._channel.acknowledge(incoming.ack))
                self._presses.add(task)
                task.add_done_callback(self._presses.discard)

    async def _until_it_works(self, step: Callable[[], Awaitable[int]]) -> int:
        """Do a step; while the database fails, wait and do it again: nothing is lost meanwhile."""
        while True:
            try:
                return await step()
            except StorageError as exc:
                log.warning("The database failed", action="storage_failed", why=exc.key)
                await asyncio.sleep(_RETRY_SECONDS)
