"""The window of a tier is set with its basis, and days outside are refused (DH-4)."""

import pytest

from tests.handlers.harness import Conversation
from tests.handlers.test_day_decisions import ASKED
from tests.handlers.test_people import trail
from tests.handlers.test_proposals import told

SHOWN = (
    "Khung thời gian đại hội:\n"
    "Đảng bộ cơ sở: chưa đặt khung; hạn cuối 30/6/2020; không quá 2 ngày.\n"
    "Chi bộ: chưa đặt khung; hạn cuối 30/6/2020; không quá 1/2 ngày."
)
HOW = "\nĐặt khung: /khung cơ sở 26/5–30/6/2020"
OUTSIDE = "\nNgoài khung này: Kim Chính, Phòng Tư pháp; ngày đã có chưa thay đổi."
READ_BACK = (
    "Ban Thường vụ Huyện ủy đặt khung thời gian đại hội đảng bộ cơ sở, chi bộ: 01–20/6/2020, "
    f"theo MH-06-TB/HU.{OUTSIDE} [1 Xác nhận] [2 Sửa] [3 Bỏ]"
)
NOTICE = (
    "Ban Thường vụ Huyện ủy đặt khung thời gian đại hội đảng bộ cơ sở, chi bộ: 01–20/6/2020, "
    "theo MH-06-TB/HU.\nĐề nghị đơn vị đề xuất ngày trong khung này."
)
LINE = "/khung cơ sở 1/6-20/6/2020 MH-06-TB/HU ngày 15/5/2020"


@pytest.mark.row("DH-4")
async def test_window_is_set_and_days_outside_are_refused(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("office", LINE) == [READ_BACK]
    assert "window.party_cell" not in hall.directory.profile
    assert await hall.say("office", "1") == [
        f"✓ Đã ghi lúc 09:00. Đã báo 49 đơn vị chưa đại hội.{OUTSIDE} [Ai chưa xác nhận]"
    ]

    assert hall.directory.profile["window.party_committee_unit"] == "2020-06-01..2020-06-20"
    assert hall.directory.profile["window.party_cell"] == "2020-06-01..2020-06-20"
    assert await trail(hall, "profile window.party_cell") == [
        ("set_window", None, "2020-06-01..2020-06-20")
    ]
    assert [str(said) for said in told(hall, "K09")] == [f"{NOTICE} [Đã nhận] [Hạn sắp tới]"]
    assert [str(said) for said in told(hall, "T09")] == [f"{NOTICE} [Đã nhận]"]
    assert await hall.say("T09", "[Đã nhận]") == ["✓ Đã ghi nhận lúc 09:00."]
    assert told(hall, "K01") == []
    assert len(hall.told) == 49 + 11

    refused = (
        "Ngày {} ngoài khung thời gian đại hội đảng bộ cơ sở (01–20/6/2020); chưa ghi gì.\n"
        "Ví dụ cách ghi: /ngay K09 01–02/6/2020"
    )
    assert await hall.say("K09", "/ngay 31/5-1/6") == [refused.format("31/5–01/6/2020")]
    assert await hall.say("K09", "/ngay 20-21/6") == [refused.format("20–21/6/2020")]
    (kept,) = await hall.say("K09", "/ngay 19-20/6")
    assert kept.startswith("✓ Đã ghi lúc 09:00: DX13")
    (card,) = [said for said in told(hall, "standing_board") if "DX13" in said.text]
    assert "✓ Trong khung 01–20/6/2020 ✓ Trước 30/6/2020" in card.text


async def test_window_is_seen_by_everybody_it_concerns(hall: Conversation) -> None:
    assert await hall.say("office", "/khung") == [SHOWN + HOW]
    assert await hall.say("K12", "/khung") == [SHOWN]
    assert await hall.say("office", "/khung xã 1/6-2/6") == [
        f'Chưa rõ cấp nào là "xã 1/6-2/6"; chưa ghi gì.\n{SHOWN}{HOW}'
    ]


async def test_window_is_set_step_by_step(hall: Conversation) -> None:
    assert await hall.say("standing_board", "/khung chi bộ") == [
        "Khung thời gian đại hội chi bộ từ ngày nào đến ngày nào? Ví dụ: 26/5–30/6/2020"
    ]
    assert await hall.say("standing_board", "20/6-1/6") == [
        'Ngày kết thúc trước ngày bắt đầu ("20/6-1/6"); chưa ghi gì.\n'
        "Ví dụ: /khung cơ sở 26/5–30/6/2020"
    ]
    assert await hall.say("standing_board", "1/4-20/4") == [
        "Khung kết thúc ngày 20/4/2020 đã qua; chưa ghi gì.\nVí dụ: /khung cơ sở 26/5–30/6/2020"
    ]
    assert await hall.say("standing_board", "từ 1/6 đến hết 20/6") == [ASKED]
    (read,) = await hall.say("standing_board", "hội nghị BTV 15/5")
    assert read == (
        "Ban Thường vụ Huyện ủy đặt khung thời gian đại hội chi bộ: 01–20/6/2020, "
        "theo hội nghị ngày 15/5/2020.\nNgoài khung này: Phòng Tư pháp; "
        "ngày đã có chưa thay đổi. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    )
    assert await hall.say("standing_board", "3") == ["Đã bỏ; chưa ghi gì."]
    assert hall.told == []


@pytest.mark.parametrize("who", ["K12", "T01", "organisation_dept", "standing_committee"])
async def test_others_only_look(hall: Conversation, who: str) -> None:
    assert await hall.say(who, LINE) == [
        "Đồng chí chưa được giao quyền dùng /khung. "
        "Quyền này thuộc: Bí thư, Phó Bí thư, Thường trực, Văn phòng."
    ]
    assert "window.party_cell" not in hall.directory.profile
