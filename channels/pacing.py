"""How fast a bot may speak: token buckets for pushes, and waits the platform asked for.

Times are seconds of a steady clock (the event loop's), never of the wall clock, which a sandbox
may move. Figures: CHANNELS 5.1 (Telegram: 30/s over all, 1/s in a chat, 20/min in a group). Rate
and size of a bucket add up to the figure, so that no second or minute goes beyond it, not even
the first after a rest; in a private chat Telegram lets short bursts pass.
"""

from dataclasses import dataclass

#: So many chats refused at once mean that it is the bot that speaks too fast: Telegram's 429
#: does not say whom it is about.
_MANY = 3
#: Less than this much of a token is not missed.
_ROUNDING = 1e-6


@dataclass(slots=True)
class Bucket:
    """`rate` tokens a second, at most `size` saved up and at most `size` owed."""

    rate: float
    size: float
    tokens: float
    at: float

    def wait(self, now: float) -> float:
        """Give the seconds until a token is there."""
        self._fill(now)
        lacking = 1 - self.tokens
        return lacking / self.rate if lacking > _ROUNDING else 0.0

    def take(self, now: float) -> None:
        """Take a token, owing it if there is none: a reply does not wait."""
        self._fill(now)
        self.tokens = max(-self.size, self.tokens - 1)

    def is_full(self, now: float) -> bool:
        """Tell whether the bucket is as good as new."""
        self._fill(now)
        return self.tokens >= self.size - _ROUNDING

    def _fill(self, now: float) -> None:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now


class Pacing:
    """The buckets and waits of one bot."""

    def __init__(self, now: float) -> None:
        self._all = _fill_bucket(25, 5, now)
        self._chats: dict[str, Bucket] = {}
        self._halts: dict[str, float] = {}
        self._halted_until = now

    def wait(self, chat: str, now: float, *, push: bool) -> float:
        """Give the seconds until a message to `chat` may go; replies only heed asked waits."""
        wait = max(self.wait_for_all(now), self._halts.get(chat, now) - now)
        if not push:
            return wait
        own = self._chats.get(chat)
        return max(wait, self._all.wait(now), own.wait(now) if own else 0.0)

    def wait_for_all(self, now: float) -> float:
        """Give the seconds for which the whole bot was asked to wait."""
        return max(0.0, self._halted_until - now)

    def resting(self, now: float, *, push: bool) -> dict[str, float]:
        """List the chats that must wait, and how many seconds; forget those long rested."""
        self._halts = {chat: until for chat, until in self._halts.items() if until > now}
        rests = {chat: until - now for chat, until in self._halts.items()}
        if not push:
            return rests
        self._chats = {chat: own for chat, own in self._chats.items() if not own.is_full(now)}
        slow = {chat: wait for chat, own in self._chats.items() if (wait := own.wait(now)) > 0}
        return slow | {chat: max(wait, slow.get(chat, 0.0)) for chat, wait in rests.items()}

    def charge(self, chat: str, now: float) -> None:
        """Count a message that goes out now."""
        self._all.take(now)
        if chat not in self._chats:
            # Telegram's groups have negative ids.
            rate, size = (15 / 60, 5) if chat.startswith("-") else (1, 3)
            self._chats[chat] = _fill_bucket(rate, size, now)
        self._chats[chat].take(now)

    def halt(self, chat: str, now: float, seconds: float, *, whole_bot: bool) -> None:
        """Obey a wait the platform asked for, in that chat or for the whole bot."""
        until = now + seconds
        self._halts[chat] = max(until, self._halts.get(chat, until))
        if whole_bot or sum(end > now for end in self._halts.values()) >= _MANY:
            self._halted_until = max(until, self._halted_until)


def _fill_bucket(rate: float, size: float, now: float) -> Bucket:
    return Bucket(rate=rate, size=size, tokens=size, at=now)
