"""When the office works: Việt Nam's public holidays and the office's own exceptions."""

from collections.abc import Collection
from datetime import date

import holidays

from bot.settings import Schedule
from congress.dates import WorkingDay
from congress.office import Office


def make_calendar(
    *,
    days_off: Collection[date] = (),
    working_days: Collection[date] = (),
) -> WorkingDay:
    """Make the working-day rule; the office's own days win over the public calendar.

    Compensatory days come from `holidays` (right for 2020 and 2025, DESIGN 5).
    """
    public = holidays.country_holidays("VN")

    def works(day: date) -> bool:
        if day in working_days:
            return True
        return day not in days_off and public.is_working_day(day)

    return works


def make_office(schedule: Schedule, *, bot_link: str | None = None) -> Office:
    """Make the office's habits from its settings."""
    return Office(
        works=make_calendar(days_off=schedule.days_off, working_days=schedule.working_days),
        digest_at=schedule.digest_at,
        reminder_at=schedule.reminder_at,
        quiet_from=schedule.quiet_from,
        quiet_to=schedule.quiet_to,
        bot_link=bot_link,
    )
