"""Which days the office works: Việt Nam's public holidays and the office's own exceptions."""

from collections.abc import Collection
from datetime import date

import holidays

from congress.dates import WorkingDay


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
