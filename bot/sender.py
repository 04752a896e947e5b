"""Send the outbox: a rolling window of messages in flight, outcomes recorded in batches behind it.

Replies go at once (64 in flight), pushes are paced (8). One chat's messages go one after the
other, in order. What a try's end means for its row stands in bot/outcomes.py.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.outcomes import Ended, back_off, record
from channels.pacing import Pacing
from chat.message import Attachment, Outcome, Outgoing, Priority
from chat.ports import Channel
from storage import outbox
from storage.database import Database
from storage.errors import StorageError
from storage.outbox import Letter
from storage.work import Work

log = structlog.get_logger()

_REPLIES = 64
_PUSHES = 8
#: Look at the outbox at least this often: the clock on the wall may have been set.
_LOOK_SECONDS = 30.0
_STORAGE_RETRY_SECONDS = 1.0
#: How long a stop waits for what is in flight.
_FINISH_SECONDS = 10.0
_STOPPED = Outcome(kind="retry", wait_seconds=0.0, error="never_left")

#: A chat's address: its channel and its id there.
Chat = tuple[str, str]
#: Makes an attachment's file: its name and content.
MakeFile = Callable[[Attachment], Awaitable[tuple[str, bytes]]]


@dataclass(frozen=True)
class SenderSettings:
    """What the sender is given besides its channel: how to mark a repeated text, make a file."""

    mark_repeated: Callable[[str], str]
    make_file: MakeFile | None = None


class Sender:
    """One channel's way out; `wake` after something was queued or the clock was moved.

    `steady` gives seconds that only ever run on, as the event loop's do.
    """

    def __init__(
        self,
        *,
        channel: Channel,
        database: Database,
        settings: SenderSettings,
        clock: Clock,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._channel = channel
        self._database = database
        self._settings = settings
        self._clock = clock
        self._steady = steady
        self._pacing = Pacing(steady())
        self._awake = asyncio.Event()
        self._stopping = False
        self._current: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._ended: list[Ended] = []
        self._in_flight: dict[Chat, Priority] = {}
        self._left: list[Chat] = []
        # Until when a chat waits for one of its letters to be tried again, and how urgent it is.
        self._held: dict[Chat, tuple[datetime, Priority]] = {}

    def wake(self) -> None:
        """Tell that there may be something to send."""
        self._awake.set()

    async def run(self) -> None:
        """Deal with what an unclean stop left, then send until cancelled.

        A stop first lets what is in flight end, so that nothing is left in doubt.
        """
        try:
            await self._until_it_works(self._recover)
            self.wake()
            while True:
                await self._awake.wait()
                self._awake.clear()
                # A stop must not cut a step in two: what it took would be in doubt.
                self._current = asyncio.create_task(self._until_it_works(self._step))
                await asyncio.shield(self._current)
        finally:
            await self._finish()

    async def _until_it_works(self, step: Callable[[], Awaitable[None]]) -> None:
        """Do a step; while the database fails, wait and do it again: nothing is lost meanwhile."""
        while True:
            try:
                return await step()
            except StorageError as exc:
                log.warning("The outbox cannot be used", action="storage_failed", why=exc.key)
                await asyncio.sleep(_STORAGE_RETRY_SECONDS)

    async def _recover(self) -> None:
        async with self._database.work() as work:
            left = await outbox.recover(work)
        if left:
            log.warning("Messages may be sent twice, marked", action="recover", count=len(left))

    async def _step(self) -> None:
        """Record what ended, take what is due, and let it go."""
        now, wake_at = self._clock(), None
        ended = self._collect_ended()
        try:
            async with self._database.work() as work:
                self._record(work, ended, now)
                letters = await self._take(work, now)
                if not letters:
                    outbox.expire(work, now=now)
                    wake_at = await outbox.next_wake(work, now=now)
        except (StorageError, asyncio.CancelledError):  # a stop must not forget what was sent
            self._ended[:0] = ended
            raise
        self._let_go(letters)
        self._set_timer(now, wake_at)

    def _collect_ended(self) -> list[Ended]:
        ended, self._ended = self._ended, []
        # Only now: before its outcomes are recorded, nothing else may be taken for a chat.
        for chat in self._left:
            del self._in_flight[chat]
        self._left.clear()
        return ended

    def _record(self, work: Work, ended: list[Ended], now: datetime) -> None:
        for one in ended:
            again = record(work, one, now=now)
            if again and again > now:
                self._held[_chat_of(one.letter)] = again, one.letter.outgoing.priority

    async def _take(self, work: Work, now: datetime) -> list[Letter]:
        steady = self._steady()
        if self._pacing.wait_for_all(steady) > 0:
            return []
        in_flight = list(self._in_flight.values())
        replies = in_flight.count(Priority.REPLY)
        pushes = len(in_flight) - replies
        letters: list[Letter] = []
        if replies < _REPLIES:
            letters = await outbox.take_due(
                work,
                now=now,
                limit=_REPLIES - replies,
                lowest=Priority.REPLY,
                exclude_chats=self._closed(now, steady, push=False),
            )
        if pushes < _PUSHES:
            taken = {_chat_of(letter) for letter in letters}
            letters += await outbox.take_due(
                work,
                now=now,
                limit=_PUSHES - pushes,
                highest=Priority.URGENT,
                exclude_chats=self._closed(now, steady, push=True) | taken,
            )
        return letters

    def _closed(self, now: datetime, steady: float, *, push: bool) -> set[Chat]:
        """List the chats that nothing may be taken for: in flight, waiting for a retry, paced."""
        self._held = {chat: held for chat, held in self._held.items() if held[0] > now}
        held = (chat for chat, (_, of) in self._held.items() if push or of is Priority.REPLY)
        resting = self._pacing.resting(steady, push=push)
        return {*self._in_flight, *held, *((self._channel.name, chat) for chat in resting)}

    def _let_go(self, letters: Collection[Letter]) -> None:
        queues: dict[Chat, list[Letter]] = {}
        for letter in letters:
            queues.setdefault(_chat_of(letter), []).append(letter)
        for chat, queue in queues.items():
            self._in_flight[chat] = queue[0].outgoing.priority
            task = asyncio.create_task(self._send_in_order(chat, queue))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _send_in_order(self, chat: Chat, queue: list[Letter]) -> None:
        """Send one chat's letters; when one must wait, those behind it wait as long."""
        halt: Outcome | None = None
        for letter in queue:
            outcome = halt or (_STOPPED if self._stopping else await self._send(letter))
            if outcome.kind == "retry" and halt is None:
                wait = back_off(letter, outcome)
                outcome = halt = outcome.model_copy(update={"wait_seconds": wait})
            elif outcome.kind == "migrated":
                halt = outcome
            self._ended.append(Ended(letter, outcome))
            self.wake()
        self._left.append(chat)
        self.wake()

    async def _send(self, letter: Letter) -> Outcome:
        message = letter.outgoing
        await self._wait_for_turn(message)
        try:
            if letter.is_repeated:
                marked = self._settings.mark_repeated(message.html)
                message = message.model_copy(update={"html": marked})
            file = await self._make_file(message)
            outcome = await self._channel.send(message, file=file)
        except Exception:  # a recipe or a message we made wrong must not stop the others
            log.exception("A message could not be made", action="send_failed", letter=letter.id)
            return Outcome(kind="permanent", error="not_made")
        if outcome.wait_seconds is not None:
            wait, whole_bot = outcome.wait_seconds, outcome.whole_bot
            self._pacing.halt(message.chat, self._steady(), wait, whole_bot=whole_bot)
        return outcome

    async def _wait_for_turn(self, message: Outgoing) -> None:
        push = message.priority is not Priority.REPLY
        while (wait := self._pacing.wait(message.chat, self._steady(), push=push)) > 0:  # noqa: ASYNC110 -- a known time, not an event
            await asyncio.sleep(wait)
        self._pacing.charge(message.chat, self._steady())

    async def _make_file(self, message: Outgoing) -> tuple[str, bytes] | None:
        if message.attachment is None:
            return None
        if self._settings.make_file is None:
            raise LookupError(message.attachment.recipe)
        _, file = await asyncio.gather(
            self._channel.show_typing(message.chat),
            self._settings.make_file(message.attachment),
        )
        return file

    def _set_timer(self, now: datetime, wake_at: datetime | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        steady = self._steady()
        waits = [_LOOK_SECONDS, *self._pacing.resting(steady, push=True).values()]
        if wake_at is not None:
            waits.append(max(0.0, (wake_at - now).total_seconds()))
        wait = max(min(waits), self._pacing.wait_for_all(steady))
        self._timer = asyncio.get_running_loop().call_later(wait, self.wake)

    async def _finish(self) -> None:
        self._stopping = True
        if self._current is not None:
            await asyncio.wait({self._current}, timeout=_FINISH_SECONDS)
        if self._timer is not None:
            self._timer.cancel()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_FINISH_SECONDS)
            for task in late:
                task.cancel()
        with suppress(StorageError):  # then the next start finds them in doubt
            async with self._database.work() as work:
                self._record(work, self._collect_ended(), self._clock())


def _chat_of(letter: Letter) -> Chat:
    return letter.outgoing.channel, letter.outgoing.chat
