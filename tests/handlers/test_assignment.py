"""Units given into the charge of groups."""

from storage import units
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_people import trail

GROUPS = (
    "[1 Tổ 2] [2 Tổ 3] [3 Tổ 4] [4 Tổ 5] [5 Tổ 6] [6 Tổ 7] [7 Tổ 8] [8 Tổ 9] [9 Tổ 10] [10 Tổ 11]"
)


async def test_unit_is_given_to_another_group(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("office", "/phancong Kim Đông tổ 3") == [
        "Đảng bộ xã Kim Đông: Tổ 1 → Tổ 3. Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]",
    ]
    assert await hall.say("office", "1") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông thuộc Tổ 3.",
    ]
    assert hall.directory.units["K12"].group == "T03"
    assert await trail(hall, "unit K12") == [("assign", "T01", "T03")]
    assert hall.told == [
        Said(str(hall.person(group).id), "Đảng bộ xã Kim Đông từ nay do Tổ 3 phụ trách.")
        for group in ("T01", "T03")
    ]


async def test_group_is_asked_for(hall: Conversation) -> None:
    assert await hall.say("admin", "/phancong K12") == [
        f"Đảng bộ xã Kim Đông giao tổ nào? {GROUPS}"
    ]
    assert await hall.say("admin", "2") == [
        "Đảng bộ xã Kim Đông: Tổ 1 → Tổ 3. Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]",
    ]
    assert await hall.say("admin", "[2 Sửa]") == [f"Đảng bộ xã Kim Đông giao tổ nào? {GROUPS}"]


async def test_unassigned_units_are_listed(hall: Conversation) -> None:
    assert await hall.say("office", "/phancong") == [
        "Không còn đơn vị nào chưa phân tổ.\nĐể phân công: /phancong K01 T01.",
    ]
    async with hall.database.work() as work:
        unit = hall.directory.units["K12"].model_copy(update={"group": None})
        units.save_unit(work, unit)
    await hall.say("office", "/tuychon")  # the directory is loaded anew

    assert await hall.say("office", "/phancong") == [
        (
            "1 đơn vị chưa phân tổ:\nK12 Đảng bộ xã Kim Đông\nĐể phân công: /phancong K12 T01. "
            "[K12 Đảng bộ xã Kim Đông]"
        ),
    ]
    await hall.say("office", "[K12 Đảng bộ xã Kim Đông]")
    assert await hall.say("office", "1") == [
        "Đảng bộ xã Kim Đông: chưa phân tổ → Tổ 1. Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]",
    ]


async def test_wrong_group_or_unit_is_answered(hall: Conversation) -> None:
    assert await hall.say("office", "/phancong K12 tổ 99") == [
        f'Chưa rõ tổ "tổ 99"; chưa ghi gì.\nĐảng bộ xã Kim Đông giao tổ nào? {GROUPS}',
    ]
    assert await hall.say("admin", "/phancong xyz T03") == [
        (
            'Chưa rõ đơn vị nào là "xyz"; chưa ghi gì.\n'
            "Đề nghị ghi mã hoặc tên đơn vị, ví dụ: K01 hoặc Thượng Kiệm."
        ),
    ]
    assert await hall.say("office", "/phancong K12 T01") == [
        "Đảng bộ xã Kim Đông đã thuộc Tổ 1; không có gì thay đổi.",
    ]
    (answer,) = await hall.say("office", "/phancong Kim T03")
    assert answer.startswith('"Kim" có thể là nhiều đơn vị. Đồng chí chọn:')
    assert await hall.say("office", "[3 K12 Đảng bộ xã Kim Đông]") == [
        "Đảng bộ xã Kim Đông: Tổ 1 → Tổ 3. Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]",
    ]


async def test_assignment_overtaken_by_another_changes_nothing(hall: Conversation) -> None:
    await hall.say("office", "/phancong K12 T03")
    await hall.say("admin", "/phancong K12 T04")
    await hall.say("admin", "1")

    (answer,) = await hall.say("office", "[1 Đúng]")

    assert "không có gì thay đổi" in answer
    assert hall.directory.units["K12"].group == "T04"
