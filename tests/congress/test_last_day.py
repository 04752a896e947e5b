"""The last day of a thing stands behind its words, in any of the usual ways."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.last_day import LastDayError, split_last_day
from congress.notes import squeeze

TODAY = date(2020, 5, 15)
DAY = date(2020, 5, 20)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hội trường đang sửa, hạn 20/5", ("hội trường đang sửa", DAY)),
        ("hội trường đang sửa (hạn chót: 20-5-2020).", ("hội trường đang sửa", DAY)),
        ("hội trường đang sửa, thời hạn đến ngày 20/5", ("hội trường đang sửa", DAY)),
        ("hoi truong dang sua XONG TRUOC NGAY 20/5", ("hoi truong dang sua", DAY)),
        ("hội trường đang sửa. Hạn 2020-05-20", ("hội trường đang sửa", DAY)),
        ("hạn 20/5", ("", DAY)),
        ("hạn 20/5 do huyện định", ("hạn 20/5 do huyện định", None)),
        ("quá hạn 3 ngày", ("quá hạn 3 ngày", None)),
        ("", ("", None)),
    ],
)
def test_last_day_is_taken_off_the_end(text: str, found: tuple[str, date | None]) -> None:
    assert split_last_day(text, today=TODAY) == found


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("rà soát, hạn 14/5", ("past", "14/5")),
        ("rà soát, hạn 31 / 6", ("no_such_day", "31/6")),
        ("rà soát, hạn 20/5/20", ("no_such_day", "20/5/20")),
    ],
)
def test_day_that_cannot_be_is_told(text: str, why: tuple[str, str]) -> None:
    with pytest.raises(LastDayError) as caught:
        split_last_day(text, today=TODAY)
    assert (caught.value.key, caught.value.text) == why


@given(st.from_regex(r"[^\W\d_]{1,9}( [^\W\d_]{1,9}){0,9}", fullmatch=True), st.dates(TODAY))
def test_any_words_come_back_without_their_last_day(words: str, day: date) -> None:
    assert split_last_day(words, today=TODAY) == (squeeze(words), None)
    found = split_last_day(f"{words}, hạn {day.day}/{day.month}/{day.year}", today=TODAY)
    assert found == (squeeze(words), day)
