"""Work the inbox off: oldest first, many messages in one transaction (DESIGN 2.2, 2.3).

A message whose handler fails is dropped alone; a database error rolls the batch back, which is
replayed one message per transaction. After an unclean stop the rows it left are taken one by one
with their attempt committed first, so that a message that kills the program is given up.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar
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

_T = TypeVar("_T")

_BATCH = 100
#: How long one transaction may go on taking messages (seconds of a steady clock).
_SPAN = 0.05
#: Tries on its own, after the batch in which the program ended: the third failure is final.
_LONE_TRIES = 2
_RETRY_SECONDS = 2.0
_ALL = 1_000_000


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
    """A message failed after some of its writes were run: its transaction cannot be kept."""


class Worker:
    """The one reader of the inbox; `wake` after something was stored.

    `steady` gives seconds that only ever run on, as the event loop's do.
    """

    def __init__(
        self,
        *,
        channel: Channel,
        database: Database,
        handle: Handle,
        apologise: Apologise,
        committed: Callable[[], None],
        clock: Clock,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._channel = channel
        self._database = database
        self._handle = handle
        self._apologise = apologise
        self._committed = committed
        self._clock = clock
        self._steady = steady
        self._awake = asyncio.Event()
        self._presses: set[asyncio.Task[None]] = set()
        self.directory = Directory(version=-1)

    def wake(self) -> None:
        """Tell that the inbox may hold something."""
        self._awake.set()

    async def run(self) -> None:
        """Deal with what an unclean stop left, then work until cancelled."""
        for row in await self._until_it_works(partial(self._list_pending, _ALL)):
            await self._recover(row)
        self.wake()
        while True:
            await self._awake.wait()
            self._awake.clear()
            while await self._until_it_works(self.work_batch):
                pass

    async def refresh(self) -> Directory:
        """Load the directory if the database has a newer one."""
        async with self._database.work() as work:
            await self._refresh_in(work)
        return self.directory

    async def work_batch(self) -> int:
        """Answer the oldest pending messages in one transaction; give how many were done."""
        try:
            done = await self._answer_many()
        except (_ReplayError, StorageError) as exc:
            log.warning("A batch is replayed one by one", action="replay", why=repr(exc))
            return await self._replay()
        if done:
            self._committed()
        return done

    async def _answer_many(self) -> int:
        done = 0
        pressed: list[str] = []
        async with self._database.work() as work:
            pending = await inbox.take(work, limit=_BATCH)
            if pending and pending[0].directory_version != self.directory.version:
                self.directory = await directories.load(work)
            until = self._steady() + _SPAN
            for row in pending:
                pressed += await self._answer(work, row)
                done += 1
                if work.directory_changed or self._steady() > until:
                    break
        self._acknowledge(pressed)
        return done

    async def _answer(self, work: Work, row: PendingUpdate) -> list[str]:
        """Answer one message; give the pressed button to acknowledge, if it was one."""
        incoming = self._read(row)
        mark = work.mark()
        try:
            if incoming is not None:
                await self._handle(
                    incoming, work=work, directory=self.directory, now=self._clock()
                )
        except StorageError:
            raise
        except Exception as exc:  # the one funnel: a fault in a handler fails its message only
            if not work.drop_to(mark):
                raise _ReplayError from exc
            self._give_up(work, row, exc)
        else:
            inbox.mark_done(work, [row.id])
        return [incoming.ack] if incoming and incoming.ack else []

    async def _replay(self) -> int:
        pending = await self._list_pending(_BATCH)
        for row in pending:
            await self._answer_alone(row)
        return len(pending)

    async def _list_pending(self, limit: int) -> list[PendingUpdate]:
        async with self._database.work() as work:
            return await inbox.take(work, limit=limit)

    async def _answer_alone(self, row: PendingUpdate) -> None:
        """Answer one message in a transaction of its own; fail it if that cannot be kept."""
        pressed: list[str] = []
        try:
            async with self._database.work() as work:
                await self._refresh_in(work)
                pressed = await self._answer(work, row)
        except _ReplayError as exc:
            await self._fail_alone(row, exc.__cause__)
        except StorageError as exc:
            if type(exc) is not StorageError:
                raise  # the database cannot work now, whatever the message
            await self._fail_alone(row, exc)
        else:
            self._committed()
        self._acknowledge(pressed)

    async def _fail_alone(self, row: PendingUpdate, why: BaseException | None) -> None:
        async with self._database.work() as work:
            self._give_up(work, row, why)
        self._committed()

    async def _recover(self, row: PendingUpdate) -> None:
        """Take a message that was left pending on its own, with the attempt committed first."""
        if row.attempts >= _LONE_TRIES:
            await self._until_it_works(partial(self._fail_alone, row, None))
            return
        await self._until_it_works(partial(self._count_attempt, row))
        await self._until_it_works(partial(self._answer_alone, row))

    async def _count_attempt(self, row: PendingUpdate) -> None:
        async with self._database.work() as work:
            inbox.count_attempt(work, row.id)

    async def _refresh_in(self, work: Work) -> None:
        if await directories.version(work) != self.directory.version:
            self.directory = await directories.load(work)

    def _read(self, row: PendingUpdate) -> Incoming | None:
        return self._channel.decode(row.payload, key=row.key)

    def _give_up(self, work: Work, row: PendingUpdate, why: BaseException | None) -> None:
        error = uuid4().hex[:6].upper()
        inbox.mark_failed(work, row.id, error)
        log.error("A message failed", action="message_failed", error=error, exc_info=why)
        mark = work.mark()
        try:
            if incoming := self._read(row):
                self._apologise(incoming, work=work, error=error, now=self._clock())
        except Exception:  # an apology that cannot be made must not undo the giving up
            work.drop_to(mark)
            log.exception("No apology could be made", action="apology_failed", error=error)

    def _acknowledge(self, pressed: Sequence[str]) -> None:
        for ack in pressed:
            task = asyncio.create_task(self._channel.acknowledge(ack))
            self._presses.add(task)
            task.add_done_callback(self._presses.discard)

    async def _until_it_works(self, step: Callable[[], Awaitable[_T]]) -> _T:
        """Do a step; while the database fails, wait and do it again: nothing is lost meanwhile."""
        while True:
            try:
                return await step()
            except StorageError as exc:
                log.warning("The database failed", action="storage_failed", why=exc.key)
                await asyncio.sleep(_RETRY_SECONDS)
