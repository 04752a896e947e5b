"""Ids made by the program: 63 bits, in the order of time, the same on every engine."""

import random
from collections.abc import Callable
from datetime import datetime

_RANDOM_BITS = 20


class Ids:
    """Make ids that always grow, also when the clock is moved back or the program restarts.

    The random low bits keep the ids of two programs on one database apart.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last = 0

    def go_on_after(self, last: int) -> None:
        """Make only ids greater than `last`, the greatest that is already stored."""
        self._last = max(self._last, last)

    def new(self) -> int:
        """Make an id greater than all before it."""
        milliseconds = int(self._clock().timestamp() * 1000)
        drawn = milliseconds << _RANDOM_BITS | random.getrandbits(_RANDOM_BITS)
        self._last = max(self._last + 1, drawn)
        return self._last
