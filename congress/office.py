"""The office's own habits: when people are told, and when they are left in peace."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from congress.dates import WorkingDay, instant, local_date
from congress.members import Member


@dataclass(frozen=True)
class Office:
    """Hours in the congress zone, the working calendar, and how to link to the bot.

    `bot_link` is "https://t.me/<bot>?start=" on Telegram, None where a channel has no such link.
    """

    works: WorkingDay
    digest_at: time = time(7, 0)
    reminder_at: time = time(7, 30)
    quiet_from: time = time(21, 0)
    quiet_to: time = time(6, 30)
    bot_link: str | None = None

    def polite_time(self, at: datetime, *, member: Member | None = None) -> datetime:
        """Give `at`, or the end of the quiet hours it falls into (the member's own first)."""
        start = member.quiet_from if member and member.quiet_from else self.quiet_from
        end = member.quiet_to if member and member.quiet_to else self.quiet_to
        day = local_date(at)
        for first in (day - timedelta(days=1), day):
            quiet_ends = self._end_of_quiet(first, start, end)
            if instant(first, start) <= at < quiet_ends:
                return quiet_ends
        return at

    @staticmethod
    def _end_of_quiet(first: date, start: time, end: time) -> datetime:
        return instant(first if start < end else first + timedelta(days=1), end)
