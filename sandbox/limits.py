"""What Telegram enforces on a bot that writes too fast (CHANNELS 5.1), in real seconds.

The limits hold on the machine's monotonic time: moving the sandbox's clock forgives nothing.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

OVERALL_PER_SECOND = 30.0
OVERALL_BURST = 60
PRIVATE_PER_SECOND = 1.0
PRIVATE_BURST = 5
GROUP_PER_MINUTE = 20
MINUTE = 60.0


@dataclass(slots=True)
class _Bucket:
    rate: float
    burst: int
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Return the seconds until a message would pass, 0 for at once."""
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.tokens) / self.rate)

    def charge(self, now: float) -> None:
        self.wait(now)
        self.tokens -= 1


@dataclass(slots=True)
class _Window:
    """Twenty in any sixty seconds: no bucket, which would let forty through in the first."""

    sent: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        while self.sent and self.sent[0] <= now - MINUTE:
            self.sent.popleft()
        return 0.0 if len(self.sent) < GROUP_PER_MINUTE else self.sent[0] + MINUTE - now

    def charge(self, now: float) -> None:
        self.sent.append(now)


class Limits:
    """Say whether a message may be sent now; `enabled` switches all limits at once."""

    def __init__(
        self, *, enabled: bool = True, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.enabled = enabled
        self._monotonic = monotonic
        self._overall = _new_bucket(OVERALL_PER_SECOND, OVERALL_BURST, monotonic())
        self._chats: dict[int, _Bucket | _Window] = {}

    def charge(self, chat_id: int, *, group: bool) -> float:
        """Count one message to a chat; return 0, or the seconds to wait if it was refused."""
        if not self.enabled:
            return 0.0
        now = self._monotonic()
        chat = self._chats.get(chat_id) or self._open(chat_id, group=group, now=now)
        wait = max(chat.wait(now), self._overall.wait(now))
        if wait == 0.0:
            chat.charge(now)
            self._overall.charge(now)
        return wait

    def _open(self, chat_id: int, *, group: bool, now: float) -> _Bucket | _Window:
        chat = _Window() if group else _new_bucket(PRIVATE_PER_SECOND, PRIVATE_BURST, now)
        self._chats[chat_id] = chat
        return chat


def _new_bucket(rate: float, burst: int, now: float) -> _Bucket:
    return _Bucket(rate=rate, burst=burst, tokens=burst, at=now)
