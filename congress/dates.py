"""Dates as people here write and read them: parsing, local days, working days.

Instants are aware UTC; days are days in the congress zone (DESIGN 5).
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

#: Tells whether the office works on a day; made of public holidays and the office's own list.
WorkingDay = Callable[[date], bool]


class DateError(ValueError):
    """A date cannot be read; `key` names the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def local_date(at: datetime) -> date:
    """Give the day in the congress zone of an aware instant."""
    return at.astimezone(ZONE).date()


def instant(day: date, at: time) -> datetime:
    """Give the UTC instant of a wall-clock time on a day in the congress zone."""
    return datetime.combine(day, at, tzinfo=ZONE).astimezone(UTC)


def add_working_days(start: date, count: int, works: WorkingDay) -> date:
    """Move `count` working days on (or back, when negative) from `start`, not counting it."""
    step = timedelta(days=1 if count > 0 else -1)
    day = start
    left = abs(count)
    while left:
        day += step
        left -= works(day)
    return day


def working_days_after(start: date, end: date, works: WorkingDay) -> int:
    """Count the working days after `start` up to and with `end`; 0 when `end` is not later."""
    return sum(works(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def end_of_week(day: date) -> date:
    """Give the Sunday of a day's week."""
    return day + timedelta(days=6 - day.weekday())


_DAY = r"([0-9]{1,2})"
_MONTH = r"\s*[/.-]\s*([0-9]{1,2})"
_YEAR = r"(?:\s*[/.-]\s*([0-9]{4}))?"
_SINGLE = re.compile(rf"^(?:ngày\s+)?{_DAY}{_MONTH}{_YEAR}$", re.IGNORECASE)
_RANGE = re.compile(
    rf"^{_DAY}(?:{_MONTH}{_YEAR})?\s*(?:-|–|—|,|&|đến|den|tới|toi|và|va)\s*"
    rf"{_DAY}{_MONTH}{_YEAR}$",
    re.IGNORECASE,
)
#: What people put around days: "trong 2 ngày", "từ ngày … đến hết ngày …", "vào các ngày".
_HOW_MANY = re.compile(
    r"^(?:trong\s+)?(?:[0-9]|hai|ba|bốn|bon|các|cac)\s+(?:ngày|ngay)\s+", re.IGNORECASE
)
_AROUND = re.compile(r"\b(?:từ|tu|vào|vao|trong|các|cac|ngày|ngay|hết|het)\s+", re.IGNORECASE)
_SPELLED_MONTH = re.compile(
    r"\s+(?:tháng|thang)\s+([0-9]{1,2})(?:\s+(?:năm|nam)\s+([0-9]{4}))?", re.IGNORECASE
)
_ISO = re.compile(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$")


def parse_date(text: str, *, today: date) -> date:
    """Read "15/5/2020", "15/5", "30-5-2019" or "2020-05-15"; without a year, today's year.

    Raises DateError("date/unreadable") or DateError("date/no_such_day"), e.g. for "31/2".
    """
    text = text.strip()
    if match := _ISO.match(text):
        year, month, day = (int(part) for part in match.groups())
        return _make(day, month, year)
    if match := _SINGLE.match(text):
        return _make(int(match[1]), int(match[2]), int(match[3] or today.year))
    raise DateError("date/unreadable")


def parse_range(text: str, *, today: date) -> tuple[date, date]:
    """Read one day or a range: "30 – 31/3/2020", "29 và 30/4/2020", "16/5-30/5" (CL-9).

    Also in words: "từ ngày 30/3 đến hết ngày 31/3/2020", "30 và 31 tháng 3 năm 2020".

    Raises DateError, also "date/backwards" when the end is before the start.
    """
    plain = _strip_words(text)
    match = _RANGE.match(plain)
    if match is None or _ISO.match(plain):
        day = parse_date(plain, today=today)
        return day, day
    day1, month1, year1, day2, month2, year2 = match.groups()
    year = int(year2 or today.year)
    end = _make(int(day2), int(month2), year)
    start = _make(int(day1), int(month1 or month2), int(year1 or year))
    if end < start:
        raise DateError("date/backwards")
    return start, end


def _strip_words(text: str) -> str:
    """Leave only the days and what stands between them."""
    squeezed = " ".join(unicodedata.normalize("NFC", text).split())
    counted = _HOW_MANY.sub("", squeezed)
    figures = _SPELLED_MONTH.sub(
        lambda said: "/".join(("", *filter(None, said.groups()))), counted
    )
    return _AROUND.sub("", figures).strip(" ,;.")


def _make(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as exc:
        raise DateError("date/no_such_day") from exc
