"""Conclusions over chat: written down, fanned out, confirmed by the unit, closed by the reviewer."""

import pytest

from congress.plans import ItemStatus
from congress.tasks import Task, TaskKind
from storage import tasks
from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail
from tests.handlers.test_reviews import REDO, status_of, told

NOT_ALLOWED = (
    "Đồng chí chưa được giao quyền dùng /ketluan. Quyền này thuộc: Bí thư, Phó Bí thư, Thường "
    "trực, Ban Tổ chức."
)


async def kept(hall: Conversation, unit: str | None = None) -> list[Task]:
    async with hall.database.work() as work:
        return await tasks.listed(work, kind=TaskKind.CONCLUSION, unit=unit)


async def status_by_code(hall: Conversation, unit: str) -> dict[str, ItemStatus]:
    return {task.code: task.status for task in await kept(hall, unit)}


@pytest.mark.row("CL-2")
async def test_conclusions_are_confirmed_by_the_unit_and_closed(either_hall: Conversation) -> None:
    hall = either_hall
    await hall.say("secretary", REDO)
    await hall.say("secretary", "1")
    assert await hall.say("secretary", "[Ghi kết luận]") == [
        "Đảng bộ xã Kim Đông: nhập kết luận, mỗi dòng một nội dung; có thể thêm hạn. Ví dụ: hoàn "
        "thiện Báo cáo chính trị, hạn 15/5"
    ]
    assert await hall.say(
        "secretary", "hoàn thiện Báo cáo chính trị, hạn 20/5\n- rà soát số liệu"
    ) == [
        "Ghi 2 kết luận cho Đảng bộ xã Kim Đông:\n"
        "1. hoàn thiện Báo cáo chính trị, hạn 20/5/2020\n2. rà soát số liệu "
        "[1 Gửi] [2 Sửa] [3 Bỏ]"
    ]
    assert await kept(hall) == []
    hall.told.clear()
    assert await hall.say("secretary", "1") == [
        "✓ Đã ghi lúc 09:00: KL01, KL02, Đảng bộ xã Kim Đông. Đã báo đơn vị. [Kết luận]"
    ]
    assert [str(said) for said in told(hall, "K12")] == [
        "Kết luận duyệt nội dung đại hội:\n"
        "KL01: hoàn thiện Báo cáo chính trị, hạn 20/5/2020\nKL02: rà soát số liệu\n"
        "Thực hiện xong, báo: /ketluan KL01 xong [Đã nhận] [Kết luận]"
    ]
    assert await hall.say("K12", "[Đã nhận]") == [
        "✓ Đã ghi nhận lúc 09:00. Việc tiếp theo: X18 Duyệt nội dung, hạn 11/5/2020."
    ]
    hall.told.clear()

    assert await hall.say("K12", "/ketluan KL01 xong, đã gửi bản mới") == [
        "✓ Đã ghi lúc 09:00: KL01 xong, chờ người duyệt đóng. Đảng bộ xã Kim Đông đã thực hiện "
        "1/2 kết luận. [Kết luận]"
    ]
    assert [str(said) for said in hall.told] == [
        "Đảng bộ xã Kim Đông báo xong KL01: hoàn thiện Báo cáo chính trị (đã gửi bản mới). "
        "[1 Đóng] [2 Trả lại]"
    ]
    assert await hall.say("organisation_dept", "1") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông, KL01 đã đóng; 1/2 kết luận. [Kết luận]"
    ]
    assert await status_by_code(hall, "K12") == {
        "KL01": ItemStatus.DONE,
        "KL02": ItemStatus.NOT_STARTED,
    }
    assert await trail(hall, "conclusion KL01") == [
        ("conclude", None, "K12"),
        ("conclusion", "not_started", "submitted"),
        ("conclusion", "submitted", "done"),
    ]


@pytest.mark.row("CL-2")
async def test_item_of_conclusions_is_offered_and_never_set(hall: Conversation) -> None:
    await hall.say("organisation_dept", "/ketluan Kim Đông rà soát số liệu")
    hall.told.clear()
    assert await hall.say("organisation_dept", "/ketluan KL01 đóng") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông, KL01 đã đóng; 1/1 kết luận. Đã đề nghị Tổ 1 xác "
        "nhận X19. [Kết luận]"
    ]
    assert await status_of(hall, "K12", "X19") is ItemStatus.IN_PROGRESS
    assert [str(said) for said in told(hall, "T01")] == [
        "Đảng bộ xã Kim Đông đã đóng 1/1 kết luận duyệt. Đề nghị đồng chí xác nhận X19 Kết luận "
        "duyệt. [1 Xác nhận X19]"
    ]
    await hall.say("T01", "1")
    await hall.say("T01", "1")
    assert await status_of(hall, "K12", "X19") is ItemStatus.DONE


async def test_conclusion_is_returned_with_a_reason(hall: Conversation) -> None:
    await hall.say("organisation_dept", "/ketluan K12: rà soát số liệu, hạn 20/5")
    await hall.say("K12", "/ketluan 1 xong")
    assert await hall.say("organisation_dept", "[2 Trả lại]") == [
        "Đảng bộ xã Kim Đông, KL01: còn phải làm gì? Ghi ngắn, không nêu họ tên."
    ]
    hall.told.clear()
    assert await hall.say("organisation_dept", "thiếu số liệu thu ngân sách") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông, KL01 bị trả lại; 0/1 kết luận."
    ]
    assert str(told(hall, "K12")[0]) == (
        "Kết luận KL01 bị trả lại: thiếu số liệu thu ngân sách. Đề nghị thực hiện tiếp. "
        "[Đã nhận] [Đã xong]"
    )
    assert (await hall.say("K12", "[Đã xong]"))[0].startswith("✓ Đã ghi lúc 09:00: KL01 xong")


@pytest.mark.row("CL-8")
async def test_common_conclusion_fans_out_and_closing_one_leaves_others(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    assert await hall.say("secretary", "/ketluan chung không tổ chức văn nghệ, hạn 30/5") == [
        "Ghi 1 kết luận chung, gửi 49 đơn vị chưa đại hội:\n"
        "1. không tổ chức văn nghệ, hạn 30/5/2020 [1 Gửi] [2 Sửa] [3 Bỏ]"
    ]
    assert await kept(hall) == []
    assert await hall.say("secretary", "1") == [
        "✓ Đã ghi lúc 09:00: 1 kết luận chung, 49 đơn vị, mỗi đơn vị một bản. Đã báo các đơn vị. "
        "[Kết luận]"
    ]
    copies = await kept(hall)
    assert len({task.unit for task in copies}) == len(copies) == 49
    assert len({task.source for task in copies}) == 1
    assert "K01" not in {task.unit for task in copies}
    common = [
        said for said in told(hall, "T01") if said.text.startswith("Kết luận chung đã gửi 5 ")
    ]
    assert len(common) == 1  # not one for each unit of the group
    (own,) = await kept(hall, "K12")

    await hall.say("K12", f"/ketluan {own.code} xong")
    await hall.say("organisation_dept", f"/ketluan {own.code} đóng")

    left = [task for task in await kept(hall) if task.is_open]
    assert len(left) == 48
    assert await hall.say("deputy", "/ketluan") == [
        "Kết luận duyệt đến 09:00 ngày 15/5/2020: còn 48.\n"
        "Chung: không tổ chức văn nghệ, hạn 30/5/2020: 1/49 đơn vị đã đóng. [Danh sách]"
    ]


async def test_common_conclusions_may_come_with_colons_and_in_lines(hall: Conversation) -> None:
    (answer,) = await hall.say(
        "secretary", "/ketluan chung: thực hiện: gọn nhẹ\nkhông đoàn chúc mừng"
    )
    assert answer.startswith(
        "Ghi 2 kết luận chung, gửi 49 đơn vị chưa đại hội:\n1. thực hiện: gọn nhẹ\n2. không đoàn"
    )
    assert (await hall.say("secretary", "/ketluan chung"))[0].startswith(
        "Kết luận chung, gửi mọi đơn vị chưa đại hội: nhập kết luận, mỗi dòng một nội dung"
    )


async def test_open_and_overdue_conclusions_are_told(hall: Conversation) -> None:
    await hall.say("secretary", "/ketluan K12 rà soát số liệu, hạn 15/5\nchỉnh lý nghị quyết")
    hall.now = hall.now.replace(day=18)

    assert await hall.say("secretary", "/danhsach ketluan") == [
        "Kết luận chưa đóng: 2 (đến 09:00 ngày 18/5/2020).\nTổ 1\n"
        "Kim Đông: KL01, hạn 15/5/2020 (quá 3 ngày); chưa báo\nKim Đông: KL02; chưa báo"
    ]
    (answer,) = await hall.say("K12", "/tinhhinh")
    assert "\nDuyệt nội dung: đã duyệt; kết luận chưa đóng: 2 (1 quá hạn).\n" in answer
    (answer,) = await hall.say("secretary", "/bantin")
    assert "Kết luận chưa đóng: 2 (1 quá hạn).\n" in answer
    (answer,) = await hall.say("T01", "/bantin")
    assert "Kết luận chưa đóng: 2 (1 quá hạn).\n" in answer


async def test_text_of_a_unit_is_for_those_who_see_detail(hall: Conversation) -> None:
    await hall.say("secretary", "/ketluan K12 rà soát số liệu")
    seen = {
        who: "rà soát số liệu" in (await hall.say(who, "/ketluan K12"))[0]
        for who in ("secretary", "organisation_dept", "T01", "K12", "office", "standing_committee")
    }
    assert seen == {
        "secretary": True,
        "organisation_dept": True,
        "T01": True,
        "K12": True,
        "office": False,
        "standing_committee": False,
    }
    assert await hall.say("K13", "/ketluan KL01") == await hall.say("K13", "/ketluan KL01 xong")
    assert await hall.say("K13", "/ketluan KL99") == [
        "Không có kết luận KL99 trong phạm vi của đồng chí. Ví dụ: /ketluan KL03 xong"
    ]


@pytest.mark.parametrize(
    ("who", "line", "answer"),
    [
        ("K12", "/ketluan K12 rà soát số liệu", NOT_ALLOWED),
        ("office", "/ketluan chung rà soát số liệu", NOT_ALLOWED),
        (
            "secretary",
            "/ketluan K12 rà soát số liệu, hạn 14/5",
            "Hạn 14/5 đã qua; chưa ghi gì.\nĐề nghị ghi lại, ví dụ: …, hạn 15/5",
        ),
        (
            "secretary",
            "/ketluan K12 rà soát số liệu, hạn 31/6",
            "Không có ngày 31/6 trong lịch; chưa ghi gì.\nĐề nghị ghi lại, ví dụ: …, hạn 15/5",
        ),
        (
            "secretary",
            "/ketluan K12 nhắc đồng chí Nguyễn Văn A",
            "Đề nghị không nêu họ tên; chưa ghi gì. Đồng chí ghi lại theo chức danh hoặc số lượng.",
        ),
        (
            "secretary",
            "/ketluan K01 rà soát số liệu",
            "Đảng bộ xã Thượng Kiệm đã đại hội ngày 29–30/4/2020; không có gì thay đổi.",
        ),
        (
            "secretary",
            "/ketluan K12 " + "a" * 301,
            "Kết luận dài quá 300 chữ; chưa ghi gì. Đề nghị tách thành nhiều dòng.\n"
            "Ví dụ: hoàn thiện Báo cáo chính trị, hạn 15/5",
        ),
        (
            "K12",
            "/ketluan KL99999999999999999999 xong",
            "Không có kết luận KL999999999999999999 trong phạm vi của đồng chí. Ví dụ: /ketluan "
            "KL03 xong",
        ),
    ],
)
async def test_wrong_words_change_nothing(
    hall: Conversation, who: str, line: str, answer: str
) -> None:
    assert await hall.say(who, line) == [answer]
    assert await kept(hall) == []
    assert hall.told == []


async def test_pressing_twice_changes_nothing(hall: Conversation) -> None:
    await hall.say("secretary", "/ketluan K12 rà soát số liệu")
    assert await hall.say("T01", "/ketluan KL01 đóng") == [NOT_ALLOWED]
    await hall.say("K12", "/ketluan KL01 xong")
    assert await hall.say("K12", "/ketluan KL01 xong") == [
        "KL01 đã báo xong, chờ đóng; không có gì thay đổi."
    ]
    await hall.say("organisation_dept", "/ketluan KL01 đóng")
    hall.told.clear()
    assert await hall.say("organisation_dept", "/ketluan KL01 đóng") == [
        "KL01 đã đóng; không có gì thay đổi."
    ]
    assert await hall.say("K12", "/ketluan KL01 xong") == ["KL01 đã đóng; không có gì thay đổi."]
    assert hall.told == []


@pytest.mark.row("CL-2")
async def test_a_mere_word_for_more_is_no_conclusion(hall: Conversation) -> None:
    (listed,) = await hall.say("secretary", "/ketluan")
    assert await hall.say("secretary", "/ketluan thêm") == [listed]
    assert await hall.say("secretary", "/ketluan K12 thêm") == [
        "Đảng bộ xã Kim Đông: nhập kết luận, mỗi dòng một nội dung; có thể thêm hạn. "
        "Ví dụ: hoàn thiện Báo cáo chính trị, hạn 15/5"
    ]
    assert await hall.say("secretary", "hoàn chỉnh Nghị quyết, hạn 20/5") == [
        "Ghi 1 kết luận cho Đảng bộ xã Kim Đông:\n"
        "1. hoàn chỉnh Nghị quyết, hạn 20/5/2020 [1 Gửi] [2 Sửa] [3 Bỏ]"
    ]
