"""Percentages and expected days in notes; and numbers that are neither."""

from datetime import date

import pytest

from congress.dates import DateError
from congress.notes import Cues, Note, NoteError, read_day, read_note
from texts.render import Texts

TODAY = date(2020, 5, 15)
WORDS = Texts().words("report")
CUES = Cues(WORDS["about"], WORDS["by"], WORDS["deed"], WORDS["today"], WORDS["yesterday"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("60%", Note("", 60)),
        ("khoảng 60%, chờ Tổ 1 góp ý", Note("chờ Tổ 1 góp ý", 60)),
        ("khoang 60% cho To 1 gop y", Note("cho To 1 gop y", 60)),
        ("chờ Tổ 1 góp ý, được 60 %", Note("chờ Tổ 1 góp ý", 60)),
        ("nữ 15%, trẻ 10%", Note("nữ 15%, trẻ 10%")),
        ("18/5 gửi", Note("", None, date(2020, 5, 18))),
        ("dự kiến 18/5", Note("", None, date(2020, 5, 18))),
        ("du kien xong 18/5/2020, con 2 viec", Note("con 2 viec", None, date(2020, 5, 18))),
        ("chậm nhất ngày 20-21/5", Note("", None, date(2020, 5, 21))),
        ("60%, 18/5 gửi", Note("", 60, date(2020, 5, 18))),
        ("đã tiếp thu 3/5 ý kiến", Note("đã tiếp thu 3/5 ý kiến")),
        ("nữ 3/15, trẻ 2/15", Note("nữ 3/15, trẻ 2/15")),
        ("họp ngày 10/5 rồi", Note("họp ngày 10/5 rồi")),
        ("tăng 31,9% so với trước", Note("tăng 31,9% so với trước")),
        ("60%, chờ Tổ 1 góp ý.", Note("chờ Tổ 1 góp ý", 60)),
        ("", Note("")),
    ],
)
def test_note_is_read(text: str, expected: Note) -> None:
    assert read_note(text, today=TODAY, cues=CUES) == expected


@pytest.mark.parametrize("text", ["31/2 gửi", "dự kiến 31/2", "31/2"])
def test_expected_day_that_is_none_is_told(text: str) -> None:
    with pytest.raises(DateError) as told:
        read_note(text, today=TODAY, cues=CUES)
    assert told.value.key == "date/no_such_day"


@pytest.mark.parametrize("text", ["150%", "khoảng 101%"])
def test_percentage_above_a_hundred_is_told(text: str) -> None:
    with pytest.raises(NoteError) as told:
        read_note(text, today=TODAY, cues=CUES)
    assert told.value.key == "percent"


@pytest.mark.parametrize(
    ("text", "day", "left"),
    [
        ("", date(2020, 5, 15), ""),
        ("hôm nay", date(2020, 5, 15), ""),
        ("sang nay, du 4 noi dung", date(2020, 5, 15), "du 4 noi dung"),
        ("hôm qua", date(2020, 5, 14), ""),
        ("12/5", date(2020, 5, 12), ""),
        ("ngày 12-13/5/2020, đủ 4 nội dung", date(2020, 5, 13), "đủ 4 nội dung"),
        ("20/6", date(2020, 6, 20), ""),
        ("đủ 4 nội dung", date(2020, 5, 15), "đủ 4 nội dung"),
    ],
)
def test_day_it_happened_is_the_last_one(text: str, day: date, left: str) -> None:
    assert read_day(text, today=TODAY, cues=CUES) == (day, left)
