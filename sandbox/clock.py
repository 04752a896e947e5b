"""The sandbox's time: it starts where it is told, runs on by itself and can be moved."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """Tell a time of its own: running on from `start`, or standing still for tests.

    It only borrows the machine's monotonic seconds, so it does not care what day it is outside.
    """

    def __init__(self, start: datetime, *, moving: bool = True) -> None:
        self.moving = moving
        self._listeners: list[Callable[[datetime], None]] = []
        self._set(start)

    def now(self) -> datetime:
        """Return the sandbox's time, aware UTC."""
        if not self.moving:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def move_to(self, moment: datetime) -> None:
        """Go to another time, forward or backward, and tell the listeners."""
        self._set(moment)
        for listener in self._listeners:
            listener(moment)

    def on_moved(self, listener: Callable[[datetime], None]) -> None:
        """Call `listener` with the new time after each move; running on is not a move."""
        self._listeners.append(listener)

    def _set(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("the sandbox's clock needs an aware datetime")
        self._base = moment.astimezone(UTC)
        self._since = time.monotonic()
