"""How fast a bot may speak: token buckets for pushes, and waits the platform asked for.

Times are seconds of a steady clock (the event loop's), never of the wall clock, which a sandbox
may move. Figures: CHANNELS 5.1 (Telegram: 30/s over all, 1/s in a chat, 20/min in a group).
"""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Bucket:
    """`rate` tokens a second, at most `size` saved up."""

    rate: float
    size: float
    tokens: float = field(init=False)
    at: float = 0.0

    def __post_init__(self) -> None:
        self.tokens = self.size

    def wait(self, now: float) -> float:
        """Give the seconds until a token is there."""
        self._fill(now)
        return max(0.0, (1 - self.tokens) / self.rate)

    def take(self, now: float) -> None:
        """Take a token, into debt if there is none: a reply does not wait."""
        self._fill(now)
        self.tokens -= 1

    def _fill(self, now: float) -> None:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now


class Pacing:
    """The buckets and waits of one bot."""

    def __init__(self) -> None:
        self._bot = Bucket(rate=30, size=30)
        self._chats: dict[str, Bucket] = defaultdict(lambda: Bucket(rate=1, size=3))
        self._groups: dict[str, Bucket] = defaultdict(lambda: Bucket(rate=20 / 60, size=5))
        self._bot_halted_until = 0.0
        self._halted_until: dict[str, float] = {}

    def wait(self, chat: str, now: float, *, push: bool) -> float:
        """Give the seconds until a message to `chat` may go; replies only heed asked waits."""
        waits = [self._bot_halted_until - now, self._halted_until.get(chat, 0.0) - now, 0.0]
        if push:
            waits += [bucket.wait(now) for bucket in self._buckets(chat)]
        return max(waits)

    def charge(self, chat: str, now: float) -> None:
        """Count a message that goes out now."""
        for bucket in self._buckets(chat):
            bucket.take(now)

    def halt(self, chat: str, now: float, seconds: float, *, whole_bot: bool) -> None:
        """Obey a wait the platform named, for that chat or for the whole bot."""
        if whole_bot:
            self._bot_halted_until = max(self._bot_halted_until, now + seconds)
        else:
            self._halted_until[chat] = now + seconds

    def _buckets(self, chat: str) -> tuple[Bucket, ...]:
        # Telegram's group ids are negative.
        own = self._groups if chat.startswith("-") else self._chats
        return self._bot, own[chat]
