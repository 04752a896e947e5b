"""People by role title, whether messages reach them, and the end of access."""

import pytest

from congress.members import Member
from storage import audit, members
from tests.handlers.harness import Conversation


async def trail(hall: Conversation, prefix: str) -> list[tuple[str, str | None, str | None]]:
    """List what the audit says of an object, oldest first."""
    async with hall.database.work() as work:
        entries = await audit.of_object_prefix(work, prefix=prefix, limit=9)
    return [(one.action, one.old, one.new) for one in reversed(entries)]


async def add_person(hall: Conversation, member: Member) -> None:
    async with hall.database.work() as work:
        members.save_member(work, member)


async def test_people_are_listed_page_by_page(hall: Conversation) -> None:
    (first,) = await hall.say("admin", "/thanhvien")
    assert first.startswith(
        "103 người: 103 đã kết nối.\nBí thư Huyện ủy: đã kết nối\nPhó Bí thư Thường trực"
    )
    assert first.endswith("\nCòn 91 người. [Xem tiếp]")

    (second,) = await hall.say("admin", "[Xem tiếp]")
    assert "\nTổ trưởng Tổ 5: đã kết nối\n" in second
    assert second.endswith("\nCòn 79 người. [Xem tiếp]")


async def test_people_of_a_unit_a_group_and_by_title(hall: Conversation) -> None:
    assert await hall.say("office", "/thanhvien K12") == [
        (
            "1 người: 1 đã kết nối.\nCán bộ báo cáo xã Kim Đông: đã kết nối "
            "[Cán bộ báo cáo xã Kim Đông]"
        ),
    ]
    assert await hall.say("office", "/thanhvien bí thư") == [
        (
            "2 người: 2 đã kết nối.\nBí thư Huyện ủy: đã kết nối\n"
            "Phó Bí thư Thường trực Huyện ủy: đã kết nối "
            "[Bí thư Huyện ủy] [Phó Bí thư Thường trực Huyện ủy]"
        ),
    ]
    (group,) = await hall.say("office", "/thanhvien to 3")
    assert group.startswith(
        "9 người: 9 đã kết nối.\nTổ trưởng Tổ 3: đã kết nối\nTổ viên Tổ 3: đã kết nối\n"
    )


@pytest.mark.row("MX-11")
async def test_people_who_cannot_be_reached_are_listed(hall: Conversation) -> None:
    reporter = hall.person("K12")
    newcomer = reporter.model_copy(update={"id": 77, "title": "Người thứ hai, Kim Đông"})
    await add_person(hall, newcomer)
    async with hall.database.work() as work:
        members.set_blocked(work, channel="telegram", sender=str(reporter.id), at=hall.now)
    await hall.say("office", "/tuychon")  # the directory is loaded anew

    assert await hall.say("office", "/thanhvien chuaketnoi") == [
        (
            "2 người: 1 chưa kết nối, 1 không nhận được tin.\n"
            "Người thứ hai, Kim Đông: chưa kết nối\nCán bộ báo cáo xã Kim Đông: "
            "không nhận được tin "
            "[Người thứ hai, Kim Đông] [Cán bộ báo cáo xã Kim Đông]"
        ),
    ]
    assert await hall.say("office", "[Người thứ hai, Kim Đông]") == [
        (
            "Người thứ hai, Kim Đông: chưa kết nối.\n"
            "Vai trò: cán bộ báo cáo của đơn vị, Đảng bộ xã Kim Đông. [Ngừng quyền] [Tạo mã mời]"
        ),
    ]
    (invitation,) = await hall.say("office", "[Tạo mã mời]")
    assert invitation.startswith("Mã mời cán bộ báo cáo của đơn vị, Đảng bộ xã Kim Đông: ")


async def test_people_nobody_fits(hall: Conversation) -> None:
    assert await hall.say("office", "/thanhvien zzz") == [
        (
            'Không có ai khớp với "zzz". Đề nghị ghi đơn vị, tổ hoặc chức danh, '
            "ví dụ: /thanhvien K03 hoặc /thanhvien tổ trưởng."
        ),
    ]
    assert await hall.say("office", "/thanhvien chuaketnoi") == [
        "Không còn ai chưa kết nối hoặc không nhận được tin.",
    ]


async def test_access_ends_and_comes_back(either_hall: Conversation) -> None:
    hall = either_hall
    reporter = hall.person("K12")
    await hall.say("admin", "/thanhvien K12")
    await hall.say("admin", "[Cán bộ báo cáo xã Kim Đông]")
    assert await hall.say("admin", "[Ngừng quyền]") == [
        (
            "Ngừng quyền dùng Trợ lý của Cán bộ báo cáo xã Kim Đông; báo cáo đã "
            "gửi vẫn giữ nguyên. "
            "Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]"
        ),
    ]
    assert await hall.say("admin", "1") == [
        "✓ Đã ghi lúc 09:00: Cán bộ báo cáo xã Kim Đông đã ngừng quyền.",
    ]
    assert hall.directory.member_of("telegram", str(reporter.id)) is None

    await hall.say("admin", "/thanhvien K12")
    await hall.say("admin", "[Cán bộ báo cáo xã Kim Đông]")
    assert await hall.say("admin", "[Khôi phục quyền]") == [
        (
            "Khôi phục quyền dùng Trợ lý của Cán bộ báo cáo xã Kim Đông. Đúng không? "
            "[1 Đúng] [2 Sửa] [3 Bỏ]"
        ),
    ]
    await hall.say("admin", "[1 Đúng]")
    assert hall.directory.member_of("telegram", str(reporter.id)) == reporter
    assert await trail(hall, f"member {reporter.id}") == [
        ("deactivate", "active", "inactive"),
        ("reactivate", "inactive", "active"),
    ]


async def test_access_read_back_may_be_dropped_or_amended(hall: Conversation) -> None:
    reporter = hall.person("K12")
    card = (
        "Cán bộ báo cáo xã Kim Đông: đã kết nối.\n"
        "Vai trò: cán bộ báo cáo của đơn vị, Đảng bộ xã Kim Đông. [Ngừng quyền]"
    )
    assert await hall.say("admin", f"/nguoidung {reporter.id}") == [card]
    await hall.say("admin", "[Ngừng quyền]")
    assert await hall.say("admin", "2") == [card]

    await hall.say("admin", "[Ngừng quyền]")
    assert await hall.say("admin", "3") == ["Đã bỏ; chưa ghi gì."]
    assert hall.person("K12") == reporter


async def test_access_of_oneself_cannot_be_ended(hall: Conversation) -> None:
    assert await hall.say("admin", f"/quyen {hall.person('admin').id} ngung") == [
        (
            "Đồng chí không thể tự ngừng quyền của mình; đề nghị người có quyền khác thực hiện. "
            "Chưa thay đổi gì."
        ),
    ]


async def test_access_that_is_so_already_is_told(hall: Conversation) -> None:
    assert await hall.say("admin", f"/quyen {hall.person('K12').id} khoiphuc") == [
        "Cán bộ báo cáo xã Kim Đông đang dùng được; không có gì thay đổi.",
    ]


async def test_person_by_a_forged_button_is_not_found(hall: Conversation) -> None:
    for text in ("/nguoidung 1", "/nguoidung x", "/quyen", "/quyen 1 ngung"):
        (answer,) = await hall.say("admin", text)
        assert "không có gì thay đổi" in answer


async def test_people_are_kept_by_admin_and_office_only(hall: Conversation) -> None:
    for who in ("secretary", "T03", "K12"):
        (answer,) = await hall.say(who, "/thanhvien")
        assert answer.startswith(
            "Đồng chí chưa được giao quyền dùng /thanhvien. Quyền này thuộc: Văn phòng, quản trị."
        )
