"""One's own settings."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.options import parse_hours
from tests.handlers.harness import Conversation

URGENT = "Tin khẩn vẫn được gửi ngay."
BAD_HOURS = (
    "Chưa rõ giờ; chưa thay đổi gì. Đề nghị ghi giờ bắt đầu và kết thúc, ví dụ: 22:00-06:00."
)


async def test_digest_is_switched_by_buttons(hall: Conversation) -> None:
    assert await hall.say("secretary", "/tuychon") == [
        (
            f"Bản tin 07:00: có.\nGiờ yên lặng chung: 21:00–06:30.\n{URGENT} "
            "[Tắt bản tin] [Đặt giờ yên lặng]"
        )
    ]
    assert await hall.say("secretary", "[Tắt bản tin]") == [
        (
            f"✓ Đã ghi.\nBản tin 07:00: tắt.\nGiờ yên lặng chung: 21:00–06:30.\n{URGENT} "
            "[Bật bản tin] [Đặt giờ yên lặng]"
        )
    ]
    assert hall.person("secretary").wants_digest is False

    await hall.say("secretary", "/tuychon bản tin bật")
    assert hall.person("secretary").wants_digest is True


async def test_quiet_hours_are_asked_set_and_given_back(hall: Conversation) -> None:
    assert await hall.say("K12", "/tuychon") == [
        f"Giờ yên lặng chung: 21:00–06:30.\n{URGENT} [Đặt giờ yên lặng]"
    ]
    assert await hall.say("K12", "[Đặt giờ yên lặng]") == [
        "Đề nghị ghi giờ yên lặng, ví dụ: 22:00-06:00."
    ]
    assert await hall.say("K12", "25:00-06:00") == [BAD_HOURS]
    assert await hall.say("K12", "22h đến 6h") == [
        (
            f"✓ Đã ghi.\nGiờ yên lặng của đồng chí: 22:00–06:00.\n{URGENT} "
            "[Đặt giờ yên lặng] [Theo giờ chung]"
        )
    ]
    assert (hall.person("K12").quiet_from, hall.person("K12").quiet_to) == (time(22), time(6))

    assert await hall.say("K12", "[Theo giờ chung]") == [
        f"✓ Đã ghi.\nGiờ yên lặng chung: 21:00–06:30.\n{URGENT} [Đặt giờ yên lặng]"
    ]


@pytest.mark.parametrize("text", ["9", "22:00", "22-22", "tối đến sáng", "22:70-06:00", "22-6-8"])
async def test_wrong_hours_are_answered(hall: Conversation, text: str) -> None:
    before = hall.person("K12")

    assert await hall.say("K12", f"/tuychon {text}") == [BAD_HOURS]
    assert hall.person("K12") == before


async def test_wrong_digest_words_are_answered(hall: Conversation) -> None:
    assert await hall.say("secretary", "/tuychon bản tin nhanh") == [
        "Chưa rõ bật hay tắt bản tin; chưa thay đổi gì. Ví dụ: /tuychon bản tin tắt."
    ]
    assert await hall.say("K12", "/tuychon bản tin tắt") == [
        "Đồng chí không thuộc diện nhận bản tin; chưa thay đổi gì."
    ]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22:00-06:00", (time(22), time(6))),
        ("từ 21h30 đến 6h", (time(21, 30), time(6))),
        ("22 – 6", (time(22), time(6))),
        ("0.00-5.45", (time(0), time(5, 45))),
    ],
)
def test_parse_hours_as_people_write_them(text: str, hours: tuple[time, time]) -> None:
    assert parse_hours(text) == hours


@given(st.text())
def test_parse_hours_any_text_never_raises(text: str) -> None:
    hours = parse_hours(text)
    assert hours is None or hours[0] != hours[1]
