"""A day that was agreed to is moved or advanced: people told once, the plan moves with it."""

from datetime import date, timedelta

import pytest

from congress.events import CongressState, EventKind
from congress.plans import PlanItem
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_day_decisions import ASKED, approve
from tests.handlers.test_people import trail
from tests.handlers.test_proposals import events_of, told

EXAMPLE = "29–30/5/2020"
READ_BACK = (
    "Ban Thường vụ Huyện ủy cho đổi đại hội Đảng bộ xã Kim Chính từ ngày 21–22/5/2020 sang ngày "
    "28–29/5/2020, theo MH-05-TB/HU. Các hạn trong kế hoạch được tính lại. "
    "[1 Xác nhận] [2 Sửa] [3 Bỏ]"
)
RECORDED = (
    "✓ Đã ghi lúc 09:00: Kim Chính đại hội ngày 28–29/5/2020. Đã tính lại các hạn; "
    "nhắc việc theo ngày cũ không còn hiệu lực."
)
LINE = "/doingay K10 28-29/5/2020 MH-05-TB/HU ngày 15/5/2020"


def item(hall: Conversation, code: str) -> PlanItem:
    return hall.directory.items["K10", code]


async def test_day_is_moved_and_the_plan_with_it(either_hall: Conversation) -> None:
    hall = either_hall
    before = item(hall, "X34")
    assert await hall.say("secretary", LINE) == [READ_BACK]
    assert hall.directory.congress("K10").opens_on == date(2020, 5, 21)
    assert await hall.say("secretary", "1") == [RECORDED]

    congress = hall.directory.congress("K10")
    assert (congress.state, congress.opens_on, congress.closes_on) == (
        CongressState.APPROVED,
        date(2020, 5, 28),
        date(2020, 5, 29),
    )
    after = item(hall, "X34")
    assert (before.due, after.due) == (date(2020, 5, 22), date(2020, 5, 29))
    assert after.baseline_due == before.baseline_due
    assert after.due_version == before.due_version + 1
    *_, event = await events_of(hall, "K10")
    assert (event.kind, event.basis) == (EventKind.MOVED, "MH-05-TB/HU")
    assert await trail(hall, "unit K10") == [("move_day", "approved", "approved")]
    notice = (
        "Ban Thường vụ Huyện ủy đổi đại hội từ ngày 21–22/5/2020 sang ngày 28–29/5/2020, "
        "theo MH-05-TB/HU. Các hạn trong kế hoạch đã tính lại."
    )
    buttons = ("Đã nhận", "Xem kế hoạch")
    assert hall.told == [
        Said(str(hall.person("K10").id), notice, buttons),
        Said(str(hall.person("T10").id), f"Đảng bộ xã Kim Chính: {notice}", buttons),
    ]


async def test_earlier_days_advance_a_congress_that_was_just_agreed_to(
    hall: Conversation,
) -> None:
    await approve(hall)
    hall.told.clear()
    (read,) = await hall.say("deputy", "/doingay Kim Đông 8-9/6 hội nghị BTV 15/5")
    assert read.startswith(
        "Ban Thường vụ Huyện ủy cho đẩy sớm đại hội Đảng bộ xã Kim Đông từ ngày 10–11/6/2020 "
        "sang ngày 08–09/6/2020, theo hội nghị ngày 15/5/2020."
    )
    await hall.say("deputy", "1")
    *_, event = await events_of(hall, "K12")
    assert event.kind is EventKind.ADVANCED
    assert "đẩy sớm đại hội từ ngày 10–11/6/2020" in told(hall, "K12")[0].text


async def test_ready_congress_has_to_be_found_ready_anew(hall: Conversation) -> None:
    await hall.say("secretary", "/doingay K56 25/5 MH-05-TB/HU ngày 15/5/2020")
    await hall.say("secretary", "1")
    assert await trail(hall, "unit K56") == [
        ("move_day", "ready", "approved"),
        ("ready", "approved", "ready"),
    ]


async def test_move_is_guided_step_by_step(hall: Conversation) -> None:
    (asked,) = await hall.say("secretary", "/doingay")
    assert asked == (
        "Đổi ngày đại hội của đơn vị nào?\nVí dụ: /doingay K56 29/5/2020 "
        "[1 K56 Chi bộ Phòng Tư pháp] [2 K10 Đảng bộ xã Kim Chính]"
    )
    assert await hall.say("secretary", "2") == [
        f"Đảng bộ xã Kim Chính đang ấn định ngày 21–22/5/2020. Đổi sang ngày nào? Ví dụ: {EXAMPLE}"
    ]
    assert await hall.say("secretary", "28 và 29/5") == [ASKED]
    assert await hall.say("secretary", "MH-05-TB/HU") == [
        "Còn thiếu ngày. Đề nghị nhập ngày, ví dụ: 15/5/2020."
    ]
    assert await hall.say("secretary", "15/5") == [READ_BACK]
    assert await hall.say("secretary", "2") == [ASKED]
    assert await hall.say("secretary", "MH-05-TB/HU ngày 15/5") == [READ_BACK]
    assert await hall.say("secretary", "3") == ["Đã bỏ; chưa ghi gì."]
    assert hall.directory.congress("K10").opens_on == date(2020, 5, 21)
    assert hall.told == []


async def test_two_read_backs_move_once(hall: Conversation) -> None:
    await hall.say("secretary", LINE)
    await hall.say("deputy", "/doingay K10 26-27/5 hội nghị BTV 15/5")
    assert await hall.say("secretary", "1") == [RECORDED]
    hall.told.clear()

    assert await hall.say("deputy", "1") == [
        "Ngày đại hội của Đảng bộ xã Kim Chính vừa được đổi sang 28–29/5/2020; chưa ghi gì. "
        "Đề nghị đồng chí làm lại từ đầu."
    ]
    assert hall.told == []


@pytest.mark.row("CL-9", "DH-4")
@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "/doingay K10 21-22/5",
            "Đảng bộ xã Kim Chính đã ấn định đúng ngày 21–22/5/2020; không có gì thay đổi.",
        ),
        (
            "/doingay K10 31/2",
            f'Không có ngày như "31/2"; chưa ghi gì.\nVí dụ: /doingay K10 {EXAMPLE}',
        ),
        (
            "/doingay K10 tuần sau",
            f'Chưa rõ ngày nào là "tuần sau"; chưa ghi gì.\nVí dụ: /doingay K10 {EXAMPLE}',
        ),
        (
            "/doingay K10 14/5",
            f"Ngày 14/5/2020 đã qua; chưa ghi gì.\nVí dụ cách ghi: /doingay K10 {EXAMPLE}",
        ),
        (
            "/doingay K10 1-2/7",
            "Ngày 01–02/7/2020 sau hạn đại hội đảng bộ cơ sở (30/6/2020); chưa ghi gì.\n"
            f"Ví dụ cách ghi: /doingay K10 {EXAMPLE}",
        ),
        (
            "/doingay K12 5/6",
            "Đảng bộ xã Kim Đông: đã đề xuất ngày; chỉ đổi ngày đã được đồng ý. Chưa ghi gì.",
        ),
        (
            "/doingay K01 5/6",
            "Đảng bộ xã Thượng Kiệm: đã họp Ban Chấp hành lần thứ nhất; chỉ đổi ngày đã được "
            "đồng ý. Chưa ghi gì.",
        ),
        (
            "/doingay K09 5/6",
            "Đảng bộ xã Hùng Tiến: chưa đề xuất ngày; chỉ đổi ngày đã được đồng ý. Chưa ghi gì.",
        ),
    ],
)
async def test_wrong_move_is_refused_with_the_reason(
    hall: Conversation, line: str, answer: str
) -> None:
    assert await hall.say("secretary", line) == [answer]
    assert hall.told == []


async def test_unknown_unit_is_asked_for(hall: Conversation) -> None:
    (answer,) = await hall.say("secretary", "/doingay Chinhs 5/6")
    assert answer.startswith('Chưa rõ đơn vị nào là "Chinhs"; chưa ghi gì.')


async def test_days_that_went_by_while_read_back_are_refused(hall: Conversation) -> None:
    await hall.say("secretary", "/doingay K10 16/5 hội nghị BTV 15/5")
    hall.now += timedelta(hours=23, minutes=30)
    hall.now += timedelta(minutes=20)
    await hall.say("secretary", "/doingay K10 16/5 hội nghị BTV 15/5")
    hall.now += timedelta(hours=20)
    (answer,) = await hall.say("secretary", "1")
    assert answer.startswith("Ngày 16/5/2020 đã qua; chưa ghi gì.")


async def test_late_congress_may_be_moved_by_its_committee(hall: Conversation) -> None:
    hall.now += timedelta(days=8)  # nobody reported the congress of 21-22/5 held
    (answer,) = await hall.say("secretary", "/doingay K10 28-29/5 hội nghị BTV 22/5")
    assert answer.endswith("[1 Xác nhận] [2 Sửa] [3 Bỏ]")


async def test_unit_with_less_time_than_the_template_gives_is_told_so(
    hall: Conversation,
) -> None:
    await approve(hall)
    await hall.say("deputy", "/doingay Kim Đông 25-26/5 hội nghị BTV 15/5")
    await hall.say("deputy", "1")
    (card,) = await hall.say("K12", "/tinhhinh")
    assert card.splitlines()[3] == (
        "Thời gian gấp: 3 việc có ít ngày hơn kế hoạch mẫu (X19, X22, X25)."
    )
