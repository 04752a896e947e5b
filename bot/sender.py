"""Send the outbox: a rolling window of messages in flight, outcomes recorded in batches behind it.

Replies go at once (64 chats in flight), pushes are paced (8). One chat's messages go one after the
other, in order. What a message's end means for its row stands in `_record` (DESIGN 3).
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog

from bot.clock import Clock
from channels.pacing import Pacing
from chat.message import Attachment, Outcome, Priority
from chat.ports import Channel
from storage import members, outbox, units
from storage.database import Database
from storage.errors import StorageError
from storage.outbox import Letter
from storage.work import Work

log = structlog.get_logger()

_REPLIES = 64
_PUSHES = 8
#: A message that left and was refused for a passing reason is tried this often.
_MOST_TRIES = 20
_LONGEST_WAIT = 300.0
#: Look again at least this often (the clock on the wall may have been set).
_LOOK_SECONDS = 30.0

#: Makes an attachment's file: its name and content.
MakeFile = Callable[[Attachment], Awaitable[tuple[str, bytes]]]


class Ended(NamedTuple):
    """How one try of one letter ended."""

    letter: Letter
    outcome: Outcome


@dataclass
class SenderSettings:
    """What the sender is given besides its channel: how to mark a repeated text, make a file."""

    mark_repeated: Callable[[str], str]
    make_file: MakeFile | None = None


class Sender:
    """One channel's way out; `wake` after something was queued or the clock was moved."""

    def __init__(
        self,
        *,
        channel: Channel,
        database: Database,
        settings: SenderSettings,
        clock: Clock,
    ) -> None:
        self._channel = channel
        self._database = database
        self._settings = settings
        self._clock = clock
        self._pacing = Pacing()
        self._awake = asyncio.Event()
        self._ended: list[Ended] = []
        self._in_flight: dict[tuple[str, str], Priority] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None

    def wake(self) -> None:
        """Tell that there may be something to send."""
        self._awake.set()

    async def run(self) -> None:
        """Deal with what an unclean stop left, then send until cancelled."""
        recovered = False
        while True:
            try:
                if not recovered:
                    await self._recover()
                    recovered = True
                    self.wake()
                await self._awake.wait()
                self._awake.clear()
                await self._step()
            except StorageError as exc:
                log.warning("The outbox cannot be read", action="storage_failed", why=exc.key)
                await asyncio.sleep(1.0)
                self.wake()

    async def _recover(self) -> None:
        async with self._database.work() as work:
            left = await outbox.recover(work)
        if left:
            log.warning("Messages may be sent twice, marked", action="recover", count=len(left))

    async def _step(self) -> None:
        """Record what ended, take what is due, and let it go."""
        ended, self._ended = self._ended, []
        busy = list(self._in_flight.values())
        replies = sum(priority is Priority.REPLY for priority in busy)
        pushes = len(busy) - replies
        now = self._clock()
        try:
            async with self._database.work() as work:
                for one in ended:
                    self._record(work, one, now)
                letters = await self._take(work, now, replies=replies, pushes=pushes)
                wake_at = None if letters else await outbox.next_wake(work, now=now)
        except StorageError:
            self._ended = ended + self._ended
            raise
        self._let_go(letters)
        self._set_timer(now, wake_at)

    async def _take(self, work: Work, now: datetime, *, replies: int, pushes: int) -> list[Letter]:
        letters: list[Letter] = []
        if replies < _REPLIES:
            letters += await outbox.take_due(
                work,
                now=now,
                limit=_REPLIES - replies,
                lowest=Priority.REPLY,
                exclude_chats=self._in_flight,
            )
        if pushes < _PUSHES:
            taken = {(one.outgoing.channel, one.outgoing.chat) for one in letters}
            letters += await outbox.take_due(
                work,
                now=now,
                limit=_PUSHES - pushes,
                exclude_chats={*self._in_flight, *taken},
            )
        return letters

    def _let_go(self, letters: list[Letter]) -> None:
        by_chat: dict[tuple[str, str], list[Letter]] = {}
        for letter in letters:
            chat = (letter.outgoing.channel, letter.outgoing.chat)
            by_chat.setdefault(chat, []).append(letter)
        for chat, queue in by_chat.items():
            self._in_flight[chat] = queue[0].outgoing.priority
            task = asyncio.create_task(self._send_in_order(chat, queue))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _send_in_order(self, chat: tuple[str, str], queue: list[Letter]) -> None:
        """Send one chat's letters; when one must wait, those behind it wait too."""
        halt: Outcome | None = None
        for letter in queue:
            outcome = halt or await self._send(letter)
            if outcome.kind in {"retry", "migrated"}:
                halt = outcome
            self._ended.append(Ended(letter, outcome))
        del self._in_flight[chat]
        self._awake.set()

    async def _send(self, letter: Letter) -> Outcome:
        message = letter.outgoing
        loop = asyncio.get_running_loop()
        push = message.priority is not Priority.REPLY
        while (  # noqa: ASYNC110 -- how long is known; no event ends it
            wait := self._pacing.wait(message.chat, loop.time(), push=push)
        ) > 0:
            await asyncio.sleep(wait)
        self._pacing.charge(message.chat, loop.time())
        if letter.is_repeated:
            marked = self._settings.mark_repeated(message.html)
            message = message.model_copy(update={"html": marked})
        try:
            file = await self._make_file(letter)
            outcome = await self._channel.send(message, file=file)
        except Exception:  # a recipe or a message we made wrong must not stop the others
            log.exception("A message could not be made", action="send_failed", letter=letter.id)
            return Outcome(kind="permanent", error="not_made")
        if outcome.wait_seconds:
            self._pacing.halt(
                message.chat,
                loop.time(),
                outcome.wait_seconds,
                whole_bot=outcome.whole_bot,
            )
        return outcome

    async def _make_file(self, letter: Letter) -> tuple[str, bytes] | None:
        attachment = letter.outgoing.attachment
        if attachment is None or self._settings.make_file is None:
            return None
        await self._channel.show_typing(letter.outgoing.chat)
        return await self._settings.make_file(attachment)

    def _record(self, work: Work, ended: Ended, now: datetime) -> None:
        letter, outcome = ended
        message = letter.outgoing
        match outcome.kind:
            case "sent":
                outbox.mark_sent(work, id=letter.id, message=outcome.message, at=now)
            case "migrated":
                assert outcome.new_chat  # noqa: S101 -- told with every migration
                outbox.requeue(work, id=letter.id, not_before=now, error="migrated")
                units.move_chat(
                    work,
                    channel=message.channel,
                    old=message.chat,
                    new=outcome.new_chat,
                )
            case "retry" if self._may_retry(letter, outcome):
                wait = outcome.wait_seconds or _back_off(letter.attempts)
                outbox.requeue(
                    work,
                    id=letter.id,
                    not_before=now + timedelta(seconds=wait),
                    error=outcome.error or "retry",
                )
            case "unknown" if message.priority is not Priority.REPLY and not letter.is_repeated:
                outbox.requeue(work, id=letter.id, not_before=now, error=outbox.UNKNOWN)
            case "unknown":
                outbox.mark_unknown(work, id=letter.id)
            case _:
                self._give_up(work, letter, outcome, now)

    def _give_up(self, work: Work, letter: Letter, outcome: Outcome, now: datetime) -> None:
        message = letter.outgoing
        outbox.mark_failed(work, id=letter.id, error=outcome.error or "failed")
        log.warning("Not delivered", action="undelivered", letter=letter.id, why=outcome.error)
        if outcome.error == "blocked" and letter.member is not None:
            members.set_blocked(work, channel=message.channel, sender=message.chat, at=now)

    @staticmethod
    def _may_retry(letter: Letter, outcome: Outcome) -> bool:
        # What never left may wait as long as the network does; its row expires where that matters.
        return outcome.error == "never_left" or letter.attempts < _MOST_TRIES

    def _set_timer(self, now: datetime, wake_at: datetime | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        seconds = (wake_at - now).total_seconds() if wake_at else _LOOK_SECONDS
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(min(max(seconds, 0.0), _LOOK_SECONDS), self.wake)


def _back_off(attempts: int) -> float:
    wait: float = min(2.0 ** min(attempts, 10), _LONGEST_WAIT)
    return wait * random.uniform(0.7, 1.3)  # noqa: S311 -- jitter
