"""[Đã nhận], and who has not pressed it: one answer for everything that is told to units."""

import pytest

from congress.roles import Role
from storage import members
from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail
from tests.handlers.test_postponing import DATED, LINE, postpone
from tests.handlers.test_resuming import resume


async def silence(hall: Conversation, unit: str) -> None:
    """Let nobody of a unit have an account."""
    async with hall.database.work() as work:
        for one in hall.directory.people(Role.UNIT_REPORTER, unit=unit):
            members.save_member(work, one.model_copy(update={"active": False}))
        work.touch_directory()
    await hall.say("admin", "/trogiup")


@pytest.mark.row("DH-5")
async def test_postponement_is_acknowledged_by_each_unit_itself(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    await silence(hall, "K56")
    await postpone(hall, DATED)
    assert await hall.say("office", "[Ai chưa xác nhận]") == [
        "Tạm hoãn đại hội (2472-CV/TU): 0/2 đơn vị đã xác nhận.\n"
        "Chưa xác nhận (2): Kim Chính, Kim Đông.\n"
        "Chưa kết nối nên chưa gửi được (1): Phòng Tư pháp."
    ]
    # The leader of Tổ 1 got it for Kim Đông, too, but does not speak for it.
    assert await hall.say("T01", "[Đã nhận]") == ["✓ Đã ghi nhận lúc 09:00."]
    assert await hall.say("K10", "[Đã nhận]") == [
        "✓ Đã ghi nhận lúc 09:00. Việc tiếp theo: X33 Tình hình tư tưởng, hạn 15/5/2020."
    ]
    assert await hall.say("K10", "[Đã nhận]") == ["Đã ghi nhận trước đó; không có gì thay đổi."]
    assert [action for action, *_ in await trail(hall, "unit K10")][-1] == "received"
    assert await hall.say("secretary", "/chuaxacnhan") == [
        "Tạm hoãn đại hội (2472-CV/TU): 1/2 đơn vị đã xác nhận.\n"
        "Chưa xác nhận (1): Kim Đông.\n"
        "Chưa kết nối nên chưa gửi được (1): Phòng Tư pháp."
    ]
    assert await hall.say("T01", "/chuaxacnhan postponement") == [
        "Tạm hoãn đại hội (2472-CV/TU): 0/1 đơn vị đã xác nhận.\n"
        "Chưa xác nhận (1): Kim Đông.\n"
        "Chưa kết nối nên chưa gửi được (1): Phòng Tư pháp."
    ]


@pytest.mark.row("DH-5")
async def test_state_of_postponements_tells_who_has_not_confirmed(hall: Conversation) -> None:
    await postpone(hall, LINE.replace("tất cả", "Kim Chính, Kim Đông"))
    await hall.say("K10", "[Đã nhận]")
    (state,) = await hall.say("office", "/tamhoan")
    assert "\nChưa xác nhận tạm hoãn: Kim Đông. [1 Tạm hoãn cả 47] [2 Phòng Tư pháp] " in state
    assert state.endswith(" [Ai chưa xác nhận]")
    (listed,) = await hall.say("secretary", "/danhsach tamhoan")
    assert listed.splitlines()[1:] == [
        "Tổ 1",
        "Kim Đông: ngày cũ 10–11/6/2020; hoãn đến hết 30/5/2020; chưa xác nhận",
        "Tổ 10",
        "Kim Chính: ngày cũ 21–22/5/2020; hoãn đến hết 30/5/2020",
    ]
    (card,) = await hall.say("secretary", "/donvi K12")
    assert "\nChưa xác nhận: Tạm hoãn đại hội (2472-CV/TU).\n" in card
    (own,) = await hall.say("K12", "/donvi")
    assert own.endswith(" [Đã nhận] [Tình hình]")
    # Its leader got it, too; the member of the group did not, and has nothing to confirm.
    assert "[Đã nhận]" in (await hall.say("T01", "/donvi K12"))[0]
    assert "[Đã nhận]" not in (await hall.say("T01 member", "/donvi K12"))[0]
    await hall.say("K12", "[Đã nhận]")
    (state,) = await hall.say("office", "/tamhoan")
    assert "Chưa xác nhận" not in state
    assert "Chưa xác nhận" not in (await hall.say("secretary", "/donvi K12"))[0]


@pytest.mark.row("DH-5")
async def test_resumption_ends_what_was_asked_of_the_postponement(hall: Conversation) -> None:
    await postpone(hall, DATED)
    await resume(hall)
    assert await hall.say("office", "[Ai chưa xác nhận]") == [
        "Cho tổ chức lại đại hội (MH-09-CV/TU): 0/3 đơn vị đã xác nhận.\n"
        "Chưa xác nhận (3): Kim Chính, Kim Đông, Phòng Tư pháp."
    ]
    await hall.say("K56", "[Đã nhận]")
    assert (await hall.say("office", "/chuaxacnhan"))[0].startswith(
        "Cho tổ chức lại đại hội (MH-09-CV/TU): 1/3 đơn vị đã xác nhận.\n"
    )


async def test_several_notices_are_listed_the_newest_first(hall: Conversation) -> None:
    assert await hall.say("office", "/chuaxacnhan") == [
        "Không có thông báo nào chờ đơn vị xác nhận."
    ]
    await postpone(hall, LINE.replace("tất cả", "K10"))
    await hall.say("organisation_dept", "/ketluan K12 bổ sung số liệu")
    assert await hall.say("office", "/chuaxacnhan") == [
        "2 thông báo còn đơn vị chưa xác nhận:\n"
        "- 15/5, Kết luận duyệt: 1 (Kim Đông)\n"
        "- 15/5, Tạm hoãn đại hội (2472-CV/TU): 1 (Kim Chính)"
    ]
    hall.now = hall.now.replace(month=7)
    assert await hall.say("office", "/chuaxacnhan") == [
        "Không có thông báo nào chờ đơn vị xác nhận."
    ]


async def test_only_those_above_ask_and_forged_numbers_find_nothing(hall: Conversation) -> None:
    await postpone(hall, LINE.replace("tất cả", "K10"))
    async with hall.database.work() as work:
        (row,) = await work.fetch("select id from notices", {})
    for who in ("K10", "T01 member", "admin"):
        (answer,) = await hall.say(who, f"/chuaxacnhan {row['id']}")
        assert answer.startswith("Đồng chí chưa được giao quyền dùng /chuaxacnhan.")
    for who, line in (
        ("T01", f"/chuaxacnhan {row['id']}"),  # told to a unit of another group
        ("office", "/chuaxacnhan 1"),
        ("office", "/chuaxacnhan abc"),
    ):
        (answer,) = await hall.say(who, line)
        assert "không có gì thay đổi" in answer


async def test_each_level_is_told_of_its_own_units(province: Conversation) -> None:
    await province.say("U11 office", "/tamhoan U1101 theo MH-70-CV/HU ngày 22/6/2020")
    await province.say("U11 office", "1")
    (own,) = await province.say("U11 office", "[Ai chưa xác nhận]")
    assert own == (
        "Tạm hoãn đại hội (MH-70-CV/HU): 0/1 đơn vị đã xác nhận.\nChưa xác nhận (1): U1101."
    )
    (above,) = await province.say("office", "/chuaxacnhan")
    assert above == own
    assert await province.say("HAMTAN office", "/chuaxacnhan") == [
        "Không có thông báo nào chờ đơn vị xác nhận."
    ]
