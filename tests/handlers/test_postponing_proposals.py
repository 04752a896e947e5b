"""A day that was only proposed is set aside by a postponement: nobody was called to it."""

import pytest

from congress.events import CongressState
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_postponement import state_of, told

BASIS = "theo 2472-CV/TU ngày 14/5/2020"


async def postpone(hall: Conversation, where: str) -> str:
    """Let the office postpone; give what was read back."""
    (read_back,) = await hall.say("office", f"/tamhoan {where} {BASIS}")
    hall.told.clear()
    await hall.say("office", "1")
    return read_back


@pytest.mark.row("DH-5", "CL-3")
async def test_unit_is_told_to_propose_again_and_nothing_for_delegates(
    either_hall: Conversation,
) -> None:
    hall = either_hall

    assert await postpone(hall, "Kim Đông") == (
        "Tạm hoãn đại hội Đảng bộ xã Kim Đông đến khi cấp trên cho phép, theo 2472-CV/TU. Văn "
        "kiện, nhân sự tiếp tục chuẩn bị. Đề xuất ngày của Kim Đông (DX12) không còn hiệu lực, phải đề "
        "xuất lại. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    )

    rest = (
        "ại hội tạm hoãn theo 2472-CV/TU. Đề xuất DX12 (10–11/6/2020) không còn hiệu lực; khi được "
        "tổ chức lại thì đề xuất lại ngày. Đề nghị tiếp tục chuẩn bị nội dung."
    )
    assert hall.told == [
        Said(str(hall.person("K12").id), "Đ" + rest, ("Đã nhận",)),
        Said(str(hall.person("T01").id), "Đảng bộ xã Kim Đông: đ" + rest, ("Đã nhận",)),
    ]


async def test_member_of_the_group_who_proposed_hears_of_it(hall: Conversation) -> None:
    await hall.say("T01 member", "/ngay K34 28/5")

    read_back = await postpone(hall, "K12, K34, K56")

    assert (
        " Đề xuất ngày của Kim Đông (DX12), Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên "
        "(DX13) không còn hiệu lực, phải đề xuất lại. [1 Xác nhận]"
    ) in read_back
    (said,) = told(hall, "T01 member")
    assert said.text == (
        "Chi bộ Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên: đại hội tạm hoãn theo "
        "2472-CV/TU. Đề xuất DX13 (28/5/2020) không còn hiệu lực; khi được tổ chức lại thì đề "
        "xuất lại ngày. Đề nghị tiếp tục chuẩn bị nội dung."
    )
    assert await hall.say("T01 member", "[Đã nhận]") == ["✓ Đã ghi nhận lúc 09:00."]
    # Who proposed for several is told once, as a leader is.
    assert len(told(hall, "T01")) == 1


async def test_who_proposed_for_a_unit_of_another_group_by_now_hears_nothing(
    hall: Conversation,
) -> None:
    await hall.say("T01 member", "/ngay K34 28/5")
    await hall.say("office", "/phancong K34 T03")
    await hall.say("office", "1")

    await postpone(hall, "K12, K34")

    assert told(hall, "T01 member") == []


async def test_newest_proposal_is_the_one_that_is_set_aside(hall: Conversation) -> None:
    await hall.say("K12", "/ngay 12-13/6")

    read_back = await postpone(hall, "K12")

    assert " Đề xuất ngày của Kim Đông (DX13) không còn hiệu lực, phải đề xuất lại." in read_back
    (said,) = told(hall, "K12")
    assert "Đề xuất DX13 (12–13/6/2020) không còn hiệu lực;" in said.text


async def test_day_that_was_agreed_to_is_told_to_delegates(hall: Conversation) -> None:
    await hall.say("standing_board", "/dongy DX12 hội nghị BTV 15/5")
    await hall.say("standing_board", "1")
    assert state_of(hall, "K12") is CongressState.APPROVED

    read_back = await postpone(hall, "K12, K56")

    assert "không còn hiệu lực" not in read_back
    (said,) = told(hall, "K12")
    assert said.text == (
        "Đại hội ngày 10–11/6/2020 tạm hoãn theo 2472-CV/TU. Đề nghị thông báo ngay cho đại biểu, "
        "tiếp tục chuẩn bị nội dung."
    )
    (said,) = told(hall, "T01")
    assert said.text == (
        "2 đại hội tạm hoãn theo 2472-CV/TU:\n"
        "- Đảng bộ xã Kim Đông, ngày 10–11/6/2020\n"
        "- Chi bộ Phòng Tư pháp, ngày 20/5/2020\n"
        "Đề nghị đôn đốc các đơn vị thông báo ngay, tiếp tục chuẩn bị nội dung."
    )


async def test_office_hears_that_a_proposal_is_gone(hall: Conversation) -> None:
    await hall.say("secretary", f"/tamhoan K12 {BASIS}")
    await hall.say("secretary", "1")

    (said,) = told(hall, "office")
    assert said.text == (
        "Tạm hoãn 1 đại hội theo 2472-CV/TU: Kim Đông. Đề xuất ngày của Kim Đông (DX12) không còn hiệu "
        "lực, phải đề xuất lại."
    )
    assert await hall.say("secretary", "/danhsach choquyetdinh") == [
        "Chờ quyết định: không (đến 09:00 ngày 15/5/2020)."
    ]


@pytest.mark.row("DH-5")
@pytest.mark.parametrize("said", ["2472-CV/TU ngày 14/5/2020", "[2 Sửa]", "[1 Xác nhận]"])
async def test_postponement_that_somebody_else_recorded_meanwhile_is_over(
    hall: Conversation, said: str
) -> None:
    await hall.say("office", "/tamhoan K12" if said[0] == "2" else f"/tamhoan K12 {BASIS}")
    await hall.say("secretary", f"/tamhoan K12 {BASIS}")
    await hall.say("secretary", "1")
    (answer,) = await hall.say("office", said)
    assert answer.startswith("Các đại hội này đã được quyết định "), answer
    (answer,) = await hall.say("office", "thôi")
    assert answer.startswith("Không có nội dung nào đang nhập dở; không ghi thêm gì.")


@pytest.mark.parametrize("said", ["2472-CV/TU ngày 14/5/2020", "[2 Sửa]", "[1 Xác nhận]"])
async def test_resumption_that_somebody_else_recorded_meanwhile_is_over(
    hall: Conversation, said: str
) -> None:
    await postpone(hall, "K12")
    await hall.say("office", "/cholai K12" if said[0] == "2" else f"/cholai K12 {BASIS}")
    await hall.say("secretary", f"/cholai K12 {BASIS}")
    await hall.say("secretary", "1")
    (answer,) = await hall.say("office", said)
    assert answer.startswith("Không có đại hội nào đang tạm hoãn"), answer
    (answer,) = await hall.say("office", "thôi")
    assert answer.startswith("Không có nội dung nào đang nhập dở; không ghi thêm gì.")
