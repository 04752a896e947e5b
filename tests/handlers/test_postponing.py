"""/tamhoan: postponement as one act (DH-5)."""

from datetime import date

import pytest

from congress.events import CongressEvent, CongressState, EventKind
from storage import congresses
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_people import trail
from tests.handlers.test_postponement import state_of, told

ASKED = "Căn cứ: số, ngày văn bản hoặc hội nghị?"
#: Those with a day come first; eight are named.
ALL_49 = (
    "Tạm hoãn 49 đại hội (Kim Chính, Kim Đông, Phòng Tư pháp, Ân Hòa, Chất Bình, Cồn Thoi, Định "
    "Hóa, Đồng Hướng và 41 đơn vị khác)"
)
READ_BACK = (
    "Tạm hoãn 49 đại hội (3 đã có hoặc đã đề xuất ngày) đến hết 30/5/2020 do dịch bệnh phức tạp, theo 2472-CV/TU. "
    "Văn kiện, nhân sự tiếp tục chuẩn bị; 23 đơn vị đã đại hội giữ nguyên. "
    "Đề xuất ngày của Kim Đông (DX12) không còn hiệu lực, phải đề xuất lại. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
)
RECORDED = "✓ Đã ghi lúc 09:00. Đã báo 49 đơn vị, 11 tổ. [Ai chưa xác nhận]"
LINE = "/tamhoan tất cả đến 30/5 do dịch bệnh phức tạp theo 2472-CV/TU ngày 14/5/2020"
#: The three that have a day.
DATED = LINE.replace("tất cả", "Kim Chính, Kim Đông, Phòng Tư pháp")
#: One that has none, of Tổ 1.
UNDATED = "K23"


async def postpone(hall: Conversation, line: str = LINE) -> list[str]:
    """Let the office record a postponement; give the last answers."""
    await hall.say("office", line)
    return await hall.say("office", "1")


@pytest.mark.row("DH-5")
async def test_all_are_postponed_in_one_line(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("office", LINE) == [READ_BACK]
    assert state_of(hall, "K10") is CongressState.APPROVED

    assert await hall.say("office", "1") == [RECORDED]

    assert [state_of(hall, unit) for unit in ("K10", "K12", "K56", UNDATED, "K01")] == [
        *[CongressState.POSTPONED] * 4,
        CongressState.FIRST_MEETING_HELD,
    ]
    async with hall.database.work() as work:
        *_, event = await congresses.events(work, unit="K10")
    assert (event.kind, event.basis, event.basis_on, event.reason, event.until_on) == (
        EventKind.POSTPONED,
        "2472-CV/TU",
        date(2020, 5, 14),
        "dịch bệnh phức tạp",
        date(2020, 5, 30),
    )
    assert await trail(hall, "unit K12") == [("postpone", "proposed", "postponed")]
    assert await trail(hall, f"unit {UNDATED}") == [("postpone", "undated", "postponed")]


@pytest.mark.row("DH-5")
async def test_everybody_below_is_told_once(hall: Conversation) -> None:
    await postpone(hall)

    (unit,) = told(hall, "K10")
    assert unit == Said(
        str(hall.person("K10").id),
        "Đại hội ngày 21–22/5/2020 tạm hoãn đến hết 30/5/2020 do dịch bệnh phức tạp, theo "
        "2472-CV/TU. Đề nghị thông báo ngay cho đại biểu, tiếp tục chuẩn bị nội dung.",
        ("Đã nhận",),
    )
    # Nobody was called to a congress without a day.
    (unit,) = told(hall, UNDATED)
    assert unit.text == (
        "Đại hội tạm hoãn đến hết 30/5/2020 do dịch bệnh phức tạp, theo 2472-CV/TU. Đề nghị tiếp "
        "tục chuẩn bị nội dung."
    )
    # Tổ 1 has five of them and hears once.
    (leader,) = told(hall, "T01")
    assert leader.text == (
        "5 đại hội tạm hoãn đến hết 30/5/2020 do dịch bệnh phức tạp, theo 2472-CV/TU:\n"
        "- Đảng bộ xã Kim Đông, đề xuất DX12 (10–11/6/2020) không còn hiệu lực\n"
        "- Chi bộ Phòng Tư pháp, ngày 20/5/2020\n"
        "- Đảng bộ xã Xuân Chính, chưa có ngày\n"
        "- Chi bộ Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên, chưa có ngày\n"
        "- Chi bộ Ngân hàng Nông nghiệp và Phát triển nông thôn huyện, chưa có ngày\n"
        "Đề nghị đôn đốc đơn vị đã có ngày thông báo ngay; các đơn vị tiếp tục chuẩn bị nội dung."
    )
    assert await hall.say("T01", "[Đã nhận]") == ["✓ Đã ghi nhận lúc 09:00."]
    assert len(told(hall, "T10")) == 1
    assert len(hall.told) == 49 + 11


@pytest.mark.row("DH-5")
@pytest.mark.parametrize(
    ("line", "heard"),
    [
        (
            f"{UNDATED}, K34",
            "2 đại hội tạm hoãn đến hết 30/5/2020 do dịch bệnh phức tạp, theo 2472-CV/TU:\n"
            "- Đảng bộ xã Xuân Chính, chưa có ngày\n"
            "- Chi bộ Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên, chưa có ngày\n"
            "Đề nghị đôn đốc các đơn vị tiếp tục chuẩn bị nội dung.",
        ),
        (
            UNDATED,
            "Đảng bộ xã Xuân Chính: đại hội tạm hoãn đến hết 30/5/2020 do dịch bệnh phức tạp, theo "
            "2472-CV/TU. Đề nghị tiếp tục chuẩn bị nội dung.",
        ),
        (
            "Kim Đông, Phòng Tư pháp",
            "2 đại hội tạm hoãn đến hết 30/5/2020 do dịch bệnh phức tạp, theo 2472-CV/TU:\n"
            "- Đảng bộ xã Kim Đông, đề xuất DX12 (10–11/6/2020) không còn hiệu lực\n"
            "- Chi bộ Phòng Tư pháp, ngày 20/5/2020\n"
            "Đề nghị đôn đốc đơn vị đã có ngày thông báo ngay; các đơn vị tiếp tục chuẩn bị nội dung.",
        ),
    ],
)
async def test_leader_is_told_what_each_has_to_do(
    hall: Conversation, line: str, heard: str
) -> None:
    await postpone(hall, LINE.replace("tất cả", line))

    assert [said.text for said in told(hall, "T01")] == [heard]


@pytest.mark.row("DH-5")
async def test_returned_day_is_no_hindrance(hall: Conversation) -> None:
    numbers = [one.number for one in await _events(hall, "K12")]
    await hall.say("standing_board", f"/tralai DX{numbers[-1]} chưa xong; hội nghị BTV 15/5")
    await hall.say("standing_board", "1")
    assert state_of(hall, "K12") is CongressState.RETURNED
    hall.told.clear()

    assert await hall.say("office", f"/tamhoan K12, {UNDATED} theo 2472-CV/TU ngày 14/5") == [
        "Tạm hoãn 2 đại hội (chưa có ngày) đến khi cấp trên cho phép, theo 2472-CV/TU. Văn kiện, "
        "nhân sự tiếp tục chuẩn bị. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    await hall.say("office", "1")

    assert [said.text for said in told(hall, "K12")] == [
        "Đại hội tạm hoãn theo 2472-CV/TU. Đề nghị tiếp tục chuẩn bị nội dung."
    ]
    assert await trail(hall, "unit K12") == [
        ("return_day", "proposed", "returned"),
        ("postpone", "returned", "postponed"),
    ]


async def _events(hall: Conversation, unit: str) -> list[CongressEvent]:
    async with hall.database.work() as work:
        return await congresses.events(work, unit=unit)


async def test_line_is_completed_step_by_step(hall: Conversation) -> None:
    assert await hall.say("office", "/hoan") == [
        "Tạm hoãn đại hội nào? Có 49 đại hội chưa tổ chức (3 đã có hoặc đã đề xuất ngày). Đồng chí chọn, hoặc ghi "
        "như ví dụ: /tamhoan K10 đến 29/5 do dịch bệnh. [1 Tạm hoãn cả 49] [2 Kim Chính] "
        "[3 Kim Đông] [4 Phòng Tư pháp] [5 Ân Hòa] [6 Chất Bình] [7 Cồn Thoi] [8 Định Hóa] "
        "[9 Đồng Hướng]"
    ]
    assert await hall.say("office", "1") == [f"{ALL_49} đến khi cấp trên cho phép.\n{ASKED}"]
    assert await hall.say("office", "hội nghị BTV 15/5") == [
        "Tạm hoãn 49 đại hội (3 đã có hoặc đã đề xuất ngày) đến khi cấp trên cho phép, theo hội nghị BTV ngày "
        "15/5/2020. Văn kiện, nhân sự tiếp tục chuẩn bị; 23 đơn vị đã đại hội giữ nguyên. Đề xuất ngày của Kim Đông (DX12) "
        "không còn hiệu lực, phải đề xuất lại. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("office", "2") == [f"{ALL_49} đến khi cấp trên cho phép.\n{ASKED}"]
    assert await hall.say("office", "2472-CV/TU ngày 14/5") != []
    assert await hall.say("office", "3") == ["Đã bỏ; chưa ghi gì."]
    assert state_of(hall, "K10") is CongressState.APPROVED


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (
            "/tamhoan Kim Chính, Phòng Tư pháp đến 30/5",
            "Tạm hoãn 2 đại hội (Kim Chính, Phòng Tư pháp) đến hết 30/5/2020.",
        ),
        (
            "/tamhoan kim chinh va kim dong den het ngay 30/5/2020",
            "Tạm hoãn 2 đại hội (Kim Chính, Kim Đông) đến hết 30/5/2020.",
        ),
        (
            "/tamhoan K10 đến khi có thông báo mới",
            "Tạm hoãn 1 đại hội (Kim Chính) đến khi cấp trên cho phép.",
        ),
        (
            "/tamhoan K10 do dịch bệnh",
            "Tạm hoãn 1 đại hội (Kim Chính) đến khi cấp trên cho phép.",
        ),
        ("/tamhoan toàn huyện đến khi cấp trên cho phép", f"{ALL_49} đến khi cấp trên cho phép."),
    ],
)
async def test_line_is_read_as_people_write_it(hall: Conversation, line: str, asked: str) -> None:
    assert await hall.say("standing_board", line) == [f"{asked}\n{ASKED}"]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "/tamhoan tất cả đến 10/5",
            "Ngày 10/5 đã qua; chưa ghi gì.\nVí dụ: /tamhoan tất cả đến 29/5, hoặc: /tamhoan tất "
            "cả đến khi có thông báo mới.",
        ),
        (
            "/tamhoan tất cả đến 31/2",
            'Không có ngày "31/2"; chưa ghi gì.\nVí dụ: /tamhoan tất cả đến 29/5, hoặc: /tamhoan '
            "tất cả đến khi có thông báo mới.",
        ),
        (
            "/tamhoan tất cả đến mai",
            'Chưa rõ "đến mai"; chưa ghi gì.\nVí dụ: /tamhoan tất cả đến 29/5, hoặc: /tamhoan tất '
            "cả đến khi có thông báo mới.",
        ),
        (
            "/tamhoan K01",
            "Không có đại hội nào để tạm hoãn: Đảng bộ xã Thượng Kiệm đã đại hội. Không có gì "
            "thay đổi.",
        ),
        (
            "/tamhoan K10 do đồng chí Hùng đề nghị",
            "Đề nghị không nêu họ tên; chưa ghi gì. Đồng chí ghi lại theo chức danh hoặc số lượng.",
        ),
    ],
)
async def test_wrong_line_is_answered(hall: Conversation, line: str, answer: str) -> None:
    assert await hall.say("office", line) == [answer]
    assert state_of(hall, "K10") is CongressState.APPROVED


async def test_long_reason_and_unknown_unit_are_answered(hall: Conversation) -> None:
    (answer,) = await hall.say("office", f"/tamhoan K10 do {'dịch bệnh ' * 30}")
    assert "200" in answer
    (answer,) = await hall.say("office", "/tamhoan Kim Chính, xã Lạ đến 30/5")
    assert answer.startswith('Chưa rõ đơn vị nào là "xã Lạ"; chưa ghi gì.')
    assert hall.told == []


async def test_others_may_neither_postpone_nor_resume(hall: Conversation) -> None:
    for who in ("K10", "T10", "organisation_dept", "standing_committee"):
        for line in ("/tamhoan K10", "/cholai K10"):
            (answer,) = await hall.say(who, line)
            assert answer.startswith("Đồng chí chưa được giao quyền dùng")


async def test_pressed_twice_it_counts_once(hall: Conversation) -> None:
    await hall.say("office", DATED)
    command = hall._commands[str(hall.person("office").id)]["1 Xác nhận"]
    assert await hall.say("office", command) == [
        "✓ Đã ghi lúc 09:00. Đã báo 3 đơn vị, Tổ 1, Tổ 10. [Ai chưa xác nhận]"
    ]
    hall.told.clear()

    (answer,) = await hall.say("office", command)

    assert "không có gì thay đổi" in answer
    assert hall.told == []


async def test_second_time_only_the_others_are_postponed(hall: Conversation) -> None:
    await postpone(hall, DATED)

    assert await hall.say("office", "/tamhoan tất cả theo 2472-CV/TU ngày 14/5") == [
        "Tạm hoãn 46 đại hội (chưa có ngày) đến khi cấp trên cho phép, theo 2472-CV/TU. Văn kiện, "
        "nhân sự tiếp tục chuẩn bị; 23 đơn vị đã đại hội, 3 đơn vị đã tạm hoãn giữ nguyên. "
        "[1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    await hall.say("office", "1")

    (answer,) = await hall.say("office", "/tamhoan")
    assert answer.startswith(
        "Không có đại hội nào để tạm hoãn: 23 đơn vị đã đại hội, 49 đơn vị đang tạm hoãn. Không "
        "có gì thay đổi.\nChưa xác nhận tạm hoãn: "
    )


async def test_congress_held_meanwhile_stays(hall: Conversation) -> None:
    await hall.say("office", "/tamhoan K56 theo 2472-CV/TU ngày 14/5/2020")
    await hall.say("K56", "/baocao C13 xong hôm nay")

    assert await hall.say("office", "1") == [
        "Các đại hội này đã được quyết định hoặc không còn trong thời gian này; không có gì thay "
        "đổi."
    ]
    assert state_of(hall, "K56") is CongressState.HELD
