"""Updates on their way to the bot: numbered, kept until confirmed, read by polling or webhook."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.changes import Changes

#: What a bot is told unless it asks for more (Bot API: all but these).
UNASKED_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class PollConflictError(Exception):
    """Another reader of the updates took over; `by` is what the Bot API names."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are delivered instead of being polled."""

    url: str
    secret: str = ""
    max_connections: int = 40


@dataclass(frozen=True, slots=True)
class DeliveryError:
    """Why the webhook last failed."""

    at: datetime
    text: str


class UpdateQueue:
    """Hold updates until the bot confirms them with a higher offset or takes them by webhook."""

    def __init__(self, *, changes: Changes, first_id: int = 1) -> None:
        self.webhook: Webhook | None = None
        self.last_error: DeliveryError | None = None
        self.allowed: frozenset[str] | None = None
        self.arrivals = Changes()
        self._changes = changes
        self._waiting: dict[int, dict[str, Any]] = {}
        self._again: list[dict[str, Any]] = []
        self._next_id = first_id
        self._polls = 0
        self._turn = 0
        self._taken_by = ""

    @property
    def pending(self) -> int:
        """Return how many updates the bot has not confirmed."""
        return len(self._waiting)

    @property
    def is_polled(self) -> bool:
        """Whether the bot is waiting for news in a long poll."""
        return self._polls > 0

    def is_confirmed(self, key: str) -> bool:
        """Whether the bot has confirmed this update."""
        return int(key) < self._next_id and int(key) not in self._waiting

    def add(self, kind: str, payload: Mapping[str, Any]) -> str:
        """Queue an update under its number, unless the bot did not ask for its kind."""
        update_id = self._take_id()
        if kind in self.allowed if self.allowed else kind not in UNASKED_KINDS:
            self._waiting[update_id] = {"update_id": update_id, kind: payload}
            self._tell()
        return str(update_id)

    def add_raw(self, update: Mapping[str, Any]) -> str:
        """Queue an update exactly as given; it gets a number where it brings none."""
        own = update.get("update_id")
        update_id = own if type(own) is int else self._take_id()
        self._next_id = max(self._next_id, update_id + 1)
        self._waiting[update_id] = {"update_id": update_id, **update}
        self._tell()
        return str(update_id)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remember which kinds the bot wants from now on; an empty list means the usual ones."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def confirm(self, offset: int) -> None:
        """Forget updates before `offset`; a negative one keeps only that many at the end."""
        before = len(self._waiting)
        ids = sorted(self._waiting)
        gone = ids[:offset] if offset < 0 else [key for key in ids if key < offset]
        for key in gone:
            del self._waiting[key]
        if len(self._waiting) != before:
            self._changes.tell()

    def drop_pending(self) -> None:
        """Forget everything that waits."""
        self.confirm(self._next_id)

    def read(self, limit: int) -> list[dict[str, Any]]:
        """Return the oldest unconfirmed updates, those to be repeated first."""
        again, self._again = self._again, []
        waiting = [self._waiting[key] for key in sorted(self._waiting)]
        return [*again, *(update for update in waiting if update not in again)][:limit]

    def oldest(self) -> tuple[int, dict[str, Any]]:
        """Return the first waiting update with its number."""
        number = min(self._waiting)
        return number, self._waiting[number]

    def take(self, number: int) -> None:
        """Forget one update that the webhook has accepted."""
        self._waiting.pop(number, None)
        self._changes.tell()

    def repeat(self, updates: list[dict[str, Any]]) -> None:
        """Deliver these once more with the next read, confirmed or not."""
        self._again = list(updates)

    async def poll(self, *, offset: int, limit: int, wait_seconds: float) -> list[dict[str, Any]]:
        """Read as getUpdates does: confirm, then wait for at least one update.

        Raise PollConflictError when somebody else begins to read meanwhile.
        """
        turn = self.take_over("other getUpdates request")
        self.confirm(offset)
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_seconds):
                await self._wait_for_news(turn)
        if turn != self._turn:
            raise PollConflictError(self._taken_by)
        return self.read(limit)

    def take_over(self, by: str) -> int:
        """End a poll under way and return the new reader's turn."""
        self._turn += 1
        self._taken_by = by
        self.arrivals.tell()
        return self._turn

    async def _wait_for_news(self, turn: int) -> None:
        self._polls += 1
        self._changes.tell()
        try:
            while turn == self._turn and not (self._waiting or self._again):
                await self.arrivals.next()
        finally:
            self._polls -= 1

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    def _tell(self) -> None:
        self.arrivals.tell()
        self._changes.tell()
