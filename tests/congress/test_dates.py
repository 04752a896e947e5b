import contextlib
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.office_calendar import make_calendar
from congress.dates import (
    DateError,
    add_working_days,
    instant,
    local_date,
    parse_date,
    parse_range,
    working_days_after,
)

Form = Literal["NFC", "NFD"]
TODAY = date(2020, 5, 15)
WORKS = make_calendar()
DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("15/5/2020", date(2020, 5, 15), date(2020, 5, 15)),
        ("15/5", date(2020, 5, 15), date(2020, 5, 15)),
        ("30-5-2019", date(2019, 5, 30), date(2019, 5, 30)),
        ("2020-05-15", date(2020, 5, 15), date(2020, 5, 15)),
        (" ngày 05/3/2020 ", date(2020, 3, 5), date(2020, 3, 5)),
        ("29 và 30/4/2020", date(2020, 4, 29), date(2020, 4, 30)),
        ("29 va 30/4/2020", date(2020, 4, 29), date(2020, 4, 30)),
        ("30 – 31/3/2020", date(2020, 3, 30), date(2020, 3, 31)),
        ("30-31/3", date(2020, 3, 30), date(2020, 3, 31)),
        ("16/5-30/5", date(2020, 5, 16), date(2020, 5, 30)),
        ("30/4 đến 01/5/2020", date(2020, 4, 30), date(2020, 5, 1)),
        ("30/12/2020-02/01/2021", date(2020, 12, 30), date(2021, 1, 2)),
        ("từ ngày 30/3 đến hết ngày 31/3/2020", date(2020, 3, 30), date(2020, 3, 31)),
        ("tu 30 den 31/3", date(2020, 3, 30), date(2020, 3, 31)),
        ("trong 2 ngày 30, 31/3/2020", date(2020, 3, 30), date(2020, 3, 31)),
        ("hai ngày 30 và 31/3/2020", date(2020, 3, 30), date(2020, 3, 31)),
        ("các ngày 30 & 31/3/2020.", date(2020, 3, 30), date(2020, 3, 31)),
        ("30 và 31 tháng 3 năm 2020", date(2020, 3, 30), date(2020, 3, 31)),
        ("ngày 30 tháng 3", date(2020, 3, 30), date(2020, 3, 30)),
        ("30.3 - 31.3.2020", date(2020, 3, 30), date(2020, 3, 31)),
        ("ngày 30 và ngày 31/3/2020", date(2020, 3, 30), date(2020, 3, 31)),
        ("nga\u0300y 30/3/2020", date(2020, 3, 30), date(2020, 3, 30)),
    ],
)
@pytest.mark.row("CL-9")
def test_range_is_read_as_people_write_it(text: str, opens: date, closes: date) -> None:
    assert parse_range(text, today=TODAY) == (opens, closes)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("31/2/2020", "date/no_such_day"),
        ("29/2/2019", "date/no_such_day"),
        ("2020-13-01", "date/no_such_day"),
        ("31-30/3/2020", "date/backwards"),
        ("từ 31/3 đến 30/3", "date/backwards"),
        ("30-31/2", "date/no_such_day"),
        ("ngày", "date/unreadable"),
        ("30", "date/unreadable"),
        ("29, 30, 31/3/2020", "date/unreadable"),
        ("", "date/unreadable"),
        ("15", "date/unreadable"),
        ("tuần sau", "date/unreadable"),
        ("15/5/20", "date/unreadable"),
    ],
)
def test_range_that_cannot_be_read_says_why(text: str, key: str) -> None:
    with pytest.raises(DateError) as error:
        parse_range(text, today=TODAY)
    assert error.value.key == key


@given(DAYS)
def test_date_written_in_full_is_read_back(day: date) -> None:
    written = f"{day.day:02}/{day.month}/{day.year}"
    assert parse_date(written, today=TODAY) == day
    assert parse_range(f"{written} – {written}", today=TODAY) == (day, day)


@pytest.mark.row("CL-9")
@given(
    opens=DAYS,
    length=st.integers(0, 40),
    month=st.sampled_from(["{}", "{:02}"]),
    sign=st.sampled_from(["/", ".", "-"]),
    between=st.sampled_from(
        ["-", " - ", " – ", "—", " đến ", " den ", " và ", " va ", ", ", " & "]
    ),
    around=st.sampled_from(["{}", "ngày {}", "từ ngày {}", "  {} ", "trong các ngày {}", "{}."]),
    marks=st.sampled_from(["NFC", "NFD"]),
)
def test_range_is_read_however_it_is_written(
    opens: date, length: int, month: str, sign: str, between: str, around: str, marks: Form
) -> None:
    closes = opens + timedelta(days=length)
    if sign in between:
        sign = "/"

    def write(day: date) -> str:
        return sign.join([str(day.day), month.format(day.month), str(day.year)])

    ways = [f"{write(opens)}{between}{write(closes)}"]
    if opens.year == closes.year:
        ways.append(f"{opens.day}{sign}{month.format(opens.month)}{between}{write(closes)}")
    if (opens.year, opens.month) == (closes.year, closes.month):
        ways.append(f"{opens.day:02}{between}{write(closes)}")
    if opens == closes:
        ways.append(write(opens))
    for way in ways:
        said = unicodedata.normalize(marks, around.format(way))
        assert parse_range(said, today=TODAY) == (opens, closes)


@given(st.text(max_size=30))
def test_words_are_read_as_days_in_order_or_refused(text: str) -> None:
    with contextlib.suppress(DateError):
        opens, closes = parse_range(text, today=TODAY)
        assert opens <= closes


@pytest.mark.row("MX-13")
@given(DAYS, st.times())
def test_local_day_of_an_instant_is_the_day_it_was_made_of(day: date, at: time) -> None:
    moment = instant(day, at)
    assert moment.tzinfo is UTC
    assert local_date(moment) == day


@pytest.mark.row("MX-13")
def test_day_in_the_congress_zone_begins_seven_hours_before_utc() -> None:
    assert instant(TODAY, time(7)) == datetime(2020, 5, 15, tzinfo=UTC)
    assert local_date(datetime(2020, 5, 14, 17, tzinfo=UTC)) == TODAY


@given(DAYS, st.integers(min_value=-40, max_value=40))
def test_adding_working_days_moves_by_exactly_as_many(start: date, count: int) -> None:
    end = add_working_days(start, count, WORKS)
    passed = working_days_after(min(start, end), max(start, end), WORKS)
    if count > 0:
        assert (passed, WORKS(end)) == (count, True)
    elif count == 0:
        assert end == start
    else:
        # Going back, the day reached counts and the start does not.
        assert WORKS(end)
        assert passed - WORKS(start) + 1 == -count


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_of_two_spans_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    parts = working_days_after(start, middle, WORKS) + working_days_after(middle, end, WORKS)
    assert parts == working_days_after(start, end, WORKS)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2020, 5, 11), date(2020, 5, 15), 4),
        (date(2020, 5, 13), date(2020, 5, 15), 2),
        (date(2020, 4, 29), date(2020, 5, 4), 1),  # 30/4, 1/5 and a weekend
        (date(2020, 5, 15), date(2020, 5, 15), 0),
        (date(2020, 5, 15), date(2020, 5, 11), 0),
        (date(2020, 1, 22), date(2020, 1, 30), 1),  # Tết: back to work on 30/1/2020
    ],
)
def test_working_days_skip_weekends_and_holidays(start: date, end: date, days: int) -> None:
    assert working_days_after(start, end, WORKS) == days


def test_compensatory_days_are_right_in_2025() -> None:
    # Saturday 26/4/2025 was worked for Friday 02/5/2025.
    assert [WORKS(date(2025, 4, 26)), WORKS(date(2025, 5, 2))] == [True, False]


def test_days_of_the_office_win_over_the_public_calendar() -> None:
    saturday, friday, holiday = date(2020, 5, 16), date(2020, 5, 15), date(2020, 9, 2)
    works = make_calendar(days_off={friday}, working_days={saturday, holiday})
    assert [works(saturday), works(friday), works(holiday)] == [True, False, True]
    assert works(date(2020, 5, 14))
