"""Works that welcome the congress, and what goes on beside it, in conversation (DH-9, NS-9)."""

import pytest

from congress.tasks import TaskKind
from storage import tasks
from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail

STEPS = "[Đang làm] [Hoàn thành]"
FLOWERS = "CT01 Tuyến đường hoa thôn 3, hạn 10/6/2020"


@pytest.mark.row("DH-9")
async def test_work_is_registered_told_of_and_finished(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("K12", "/congtrinh Tuyến đường hoa thôn 3, hạn 10/6") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {FLOWERS}: chưa làm. {STEPS}"
    ]
    assert await hall.say("T01", "/congtrinh ct1 đang làm, 60%") == [
        f'✓ Đã ghi lúc 09:00: Kim Đông, {FLOWERS}: đang làm, "60%". {STEPS}'
    ]
    await hall.say("K13", "/congtrinh K13 Nhà văn hóa")
    assert await hall.say("secretary", "/congtrinh") == [
        "Công trình chào mừng đại hội: 2, hoàn thành 0.\n"
        f'Kim Đông: {FLOWERS}: đang làm, "60%"\n'
        "Kim Hải: CT02 Nhà văn hóa: chưa làm"
    ]
    assert await hall.say("K12", "/congtrinh CT01 xong") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {FLOWERS}: hoàn thành."
    ]
    assert await hall.say("K12", "/congtrinh") == [
        f"Công trình chào mừng đại hội: 1, hoàn thành 1.\nKim Đông: {FLOWERS}: hoàn thành "
        "[Đăng ký công trình]"
    ]
    assert await trail(hall, "task CT01") == [
        ("register", None, "K12"),
        ("work", "not_started", "in_progress"),
        ("work", "in_progress", "done"),
    ]


@pytest.mark.row("DH-9")
async def test_first_work_puts_its_item_into_the_plan(hall: Conversation) -> None:
    assert ("K12", "X29") not in hall.directory.items
    await hall.say("K12", "/congtrinh Tuyến đường hoa thôn 3, hạn 5/6")

    item = hall.directory.items["K12", "X29"]
    await hall.say("K12", "/congtrinh Nhà văn hóa thôn 4")

    # Seven days before the congress of 10/6/2020.
    assert item.due.isoformat() == "2020-06-03"
    assert hall.directory.items["K12", "X29"] == item
    assert await trail(hall, "item K12/X29") == [("plan", None, "works")]


@pytest.mark.row("NS-9")
async def test_parallel_task_stands_apart_and_outside_the_progress(hall: Conversation) -> None:
    before = await hall.say("secretary", "/tinhhinh K12")
    assert await hall.say("office", "/songsong Kim Đông: nông thôn mới, hạn 30/6") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, SS01 nông thôn mới, hạn 30/6/2020: chưa làm. " + STEPS
    ]
    assert await hall.say("K12", "/songsong SS01 đang làm") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, SS01 nông thôn mới, hạn 30/6/2020: đang làm. " + STEPS
    ]
    assert await hall.say("secretary", "/songsong") == [
        "Việc song song (ngoài tiến độ đại hội): 1, hoàn thành 0.\n"
        "Kim Đông: SS01 nông thôn mới, hạn 30/6/2020: đang làm"
    ]
    assert (await hall.say("secretary", "/congtrinh"))[0].startswith(
        "Công trình chào mừng đại hội: chưa ghi."
    )
    assert await hall.say("secretary", "/tinhhinh K12") == before


async def test_work_is_asked_for_and_read_back(hall: Conversation) -> None:
    assert await hall.say("T01", "/congtrinh K12") == [
        "Đảng bộ xã Kim Đông, công trình chào mừng đại hội: chưa ghi.\n"
        "Ghi thêm: đề nghị nhập tên và hạn, ví dụ: tuyến đường hoa thôn 3, hạn 10/6"
    ]
    # A name alone is the unit's, as its code is: nothing is kept under it.
    asked = await hall.say("T01", "/congtrinh K12")
    assert [await hall.say(who, "/congtrinh kim dong") for who in ("T01", "K12")] == [asked] * 2
    assert await hall.say("T01", "/congtrinh xã Kim Đông") == asked
    assert await hall.say("T01", "vườn hoa Xuân Thiện, hạn 1/6") == [
        "Đảng bộ xã Kim Đông: vườn hoa Xuân Thiện, hạn 01/6/2020. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("T01", "1") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, CT01 vườn hoa Xuân Thiện, hạn 01/6/2020: chưa làm.\n"
        'Lưu ý: "Xuân Thiện" là tên cũ, nay là Xuân Chính. Đề nghị dùng tên mới; số liệu cũ '
        f"để ở chú thích hoặc biểu riêng. {STEPS}"
    ]
    assert await hall.say("T01", "[Hoàn thành]") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, CT01 vườn hoa Xuân Thiện, hạn 01/6/2020: hoàn thành.\n"
        'Lưu ý: "Xuân Thiện" là tên cũ, nay là Xuân Chính. Đề nghị dùng tên mới; số liệu cũ '
        "để ở chú thích hoặc biểu riêng."
    ]


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("K12", "/congtrinh đường hoa, hạn 31/2", "Không có ngày 31/2 trong lịch; chưa ghi gì."),
        ("K12", "/congtrinh đường hoa, hạn 1/5/2020", "Hạn 1/5/2020 đã qua; chưa ghi gì."),
        ("K12", "/congtrinh hạn 1/6", 'Chưa rõ "hạn 1/6" là việc gì; chưa ghi gì.'),
        ("K12", "/congtrinh CT07 xong", "Không có CT07 trong phạm vi của đồng chí."),
        ("K12", "/congtrinh K13 đường hoa", "Đảng bộ xã Kim Hải không thuộc phạm vi của đồng chí"),
        ("T01", "/congtrinh Tuyến đường hoa", "Đồng chí muốn xem đơn vị nào?"),
        ("secretary", "/congtrinh K12 đường hoa", "Mục này do đơn vị hoặc Tổ công tác phụ trách"),
        ("office", "/congtrinh K12 đường hoa", "Mục này do đơn vị hoặc Tổ công tác phụ trách ghi"),
        ("K12", "/congtrinh đồng chí Hùng tặng ghế đá", "Đề nghị không nêu họ tên; chưa ghi gì."),
        ("K12", "/congtrinh " + "x" * 201, "Ghi chú dài 201 ký tự, tối đa 200; chưa ghi gì."),
        ("K12", "/congtrinh trang 9", "Không có trang 9; chỉ có 1 trang."),
    ],
)
async def test_wrong_work_is_answered_and_not_kept(
    hall: Conversation, who: str, said: str, answer: str
) -> None:
    (got,) = await hall.say(who, said)
    assert got[: len(answer)] == answer
    async with hall.database.work() as work:
        assert await tasks.listed(work, kind=TaskKind.WELCOME) == []


async def test_work_of_another_unit_seems_not_to_be_there(hall: Conversation) -> None:
    await hall.say("K12", "/congtrinh đường hoa")
    assert await hall.say("K13", "/congtrinh CT01 xong") == [
        "Không có CT01 trong phạm vi của đồng chí. Xem danh sách: /congtrinh"
    ]
    assert await hall.say("K12", "/congtrinh CT01 thế nào") == [
        'CT01: chưa rõ trạng thái "thế nào"; chưa ghi gì. Ví dụ: /congtrinh CT01 đang làm 60%'
    ]


@pytest.mark.row("DH-9", "NS-9")
async def test_work_is_guided_from_the_list(hall: Conversation) -> None:
    (listed,) = await hall.say("K12", "/congtrinh")
    assert listed.endswith("[Đăng ký công trình]")
    asked = (
        ", công trình chào mừng đại hội: chưa ghi.\nGhi thêm: đề nghị nhập tên và hạn, ví dụ: "
        "tuyến đường hoa thôn 3, hạn 10/6"
    )
    assert await hall.say("K12", "[Đăng ký công trình]") == [f"Đảng bộ xã Kim Đông{asked}"]
    (units,) = await hall.say("T03", "/congtrinh ghi mới")
    assert units.startswith("Đồng chí chọn đơn vị: [1 K03 Đảng bộ xã Ân Hòa] ")
    assert await hall.say("T03", "1") == [f"Đảng bộ xã Ân Hòa{asked}"]
    assert "[Đăng ký công trình]" not in (await hall.say("secretary", "/congtrinh"))[0]
