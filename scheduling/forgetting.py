"""Forget words that have served: once a day, and at the start.

A message that failed keeps what somebody wrote, so that the fault can be found; it may name a
person. So may our replies, which repeat it, what never arrived, and entries left half-way.
"""

from datetime import date, datetime, timedelta

from congress.dates import local_date
from storage import dialogs, inbox, outbox
from storage.database import Database


class Forgetter:
    """Clear words older than `after`; rows stay, with their key, time and kind of error."""

    def __init__(self, after: timedelta) -> None:
        self._after = after
        self._done_on: date | None = None  # all rows are looked through, so not at every ring

    async def forget(self, database: Database, *, now: datetime) -> None:
        """Clear what is old by now, unless that was done today."""
        today = local_date(now)
        if self._done_on == today:
            return
        async with database.work() as work:
            before = now - self._after
            inbox.clear_failed(work, before=before)
            outbox.clear_words(work, before=before)
            dialogs.clear_old(work, before=min(before, now - dialogs.AGE))
        self._done_on = today
