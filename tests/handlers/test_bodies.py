"""Bodies of the committee and of units: people by role title, and their own plan."""

import pytest

from storage import bodies, tasks, units
from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail

ADDED = "✓ Đã ghi lúc 09:00: TB01 Tiểu ban Văn kiện. [Thêm người] [Thêm việc]"
TASK = (
    "✓ Đã ghi lúc 09:00: Tiểu ban Văn kiện, NV01 đề cương Báo cáo chính trị, hạn 20/5/2020. "
    "[Thêm việc] [Xem tổ chức]"
)


async def add(hall: Conversation, who: str, body: str) -> None:
    """Add a body, and say yes to what is read back."""
    await hall.say(who, f"/tieuban thêm {body}")
    (answer,) = await hall.say(who, "1")
    assert answer.startswith("✓ Đã ghi lúc ")


@pytest.mark.row("DH-11", "NS-2")
async def test_subcommittee_gets_people_and_a_plan_of_its_own(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("office", "/tieuban thêm tiểu ban văn kiện") == [
        "Thêm Tiểu ban Văn kiện. Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("office", "1") == [ADDED]
    assert await hall.say("office", "[Thêm người]") == [
        "Tiểu ban Văn kiện: thêm ai? Ghi chức vụ và chức danh, không ghi họ tên, ví dụ: "
        '"Trưởng: Phó Bí thư Thường trực".'
    ]
    assert await hall.say("office", "Trưởng tiểu ban: Phó Bí thư Thường trực") == [
        "✓ Đã ghi lúc 09:00: Tiểu ban Văn kiện, Trưởng: Phó Bí thư Thường trực."
    ]
    assert await hall.say("office", "/tieuban TB01 Thư ký: Chánh Văn phòng") == [
        "✓ Đã ghi lúc 09:00: Tiểu ban Văn kiện, Thư ký: Chánh Văn phòng."
    ]
    assert await hall.say(
        "office", "/tieuban TB01 việc: đề cương Báo cáo chính trị, hạn 20/5"
    ) == [TASK]
    assert await hall.say("office", "/tieuban NV01 đang làm 60%") == [
        "✓ Đã ghi lúc 09:00: Tiểu ban Văn kiện, NV01 đề cương Báo cáo chính trị: đang làm, 60%, "
        "hạn 20/5/2020. [Xem tổ chức]"
    ]
    hall.now = hall.now.replace(day=22)
    assert await hall.say("standing_board", "/tieuban TB01") == [
        "Tiểu ban Văn kiện (TB01):\n"
        "1. Trưởng: Phó Bí thư Thường trực\n"
        "2. Thư ký: Chánh Văn phòng\n"
        "Việc (hoàn thành 0/1, quá hạn 1):\n"
        "NV01 đề cương Báo cáo chính trị, hạn 20/5/2020 (quá hạn): đang làm, 60% "
        "[Thêm người] [Thêm việc]"
    ]
    assert await hall.say("office", "/tieuban NV01") == [
        "NV01 đề cương Báo cáo chính trị, hạn 20/5/2020: đang làm. Đến đâu? "
        "[1 Đang làm] [2 Hoàn thành] [3 Không áp dụng]"
    ]
    assert await hall.say("office", "/tieuban NV01 xong") == [
        "✓ Đã ghi lúc 09:00: Tiểu ban Văn kiện, NV01 đề cương Báo cáo chính trị: hoàn thành. "
        "[Xem tổ chức]"
    ]
    assert await trail(hall, "task NV01") == [
        ("add_task", None, "TB01"),
        ("report_task", "not_started", "in_progress"),
        ("report_task", "in_progress", "done"),
    ]


@pytest.mark.row("DH-11")
@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ban chỉ đạo", "Ban Chỉ đạo"),
        ("tieu ban nhan su", "Tiểu ban Nhân sự"),
        ("tiểu ban tuyên truyền", "Tiểu ban Tuyên truyền"),
        ("tiểu ban phục vụ", "Tiểu ban Tổ chức, phục vụ"),
        ("tổ biên tập", "Tổ Biên tập văn kiện"),
        ("tổ số liệu", "Tổ hỗ trợ xây dựng bộ số liệu"),
        ("tổ đánh giá nhân sự", "Tổ đánh giá nhân sự"),
        ("đoàn công tác: Đoàn công tác số 1", "Đoàn công tác số 1"),
    ],
)
async def test_every_kind_of_body_is_known(hall: Conversation, said: str, name: str) -> None:
    (read_back,) = await hall.say("office", f"/tieuban thêm {said}")
    assert read_back == f"Thêm {name}. Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]"
    (answer,) = await hall.say("office", "1")
    assert answer == f"✓ Đã ghi lúc 09:00: TB01 {name}. [Thêm người] [Thêm việc]"


async def test_body_that_was_read_back_may_be_another_or_none(hall: Conversation) -> None:
    assert await hall.say("K12", "/tieuban thêm tiểu ban nhân sự") == [
        "Thêm Tiểu ban Nhân sự của Đảng bộ xã Kim Đông. Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    (kinds,) = await hall.say("K12", "[2 Sửa]")
    assert kinds.startswith("Thêm tổ chức nào?")
    assert await hall.say("K12", "Tiểu ban Văn kiện") == [
        "Thêm Tiểu ban Văn kiện của Đảng bộ xã Kim Đông. Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    await hall.say("K12", "[3 Bỏ]")
    async with hall.database.work() as work:
        assert await bodies.get(work, code="TB01") is None


async def test_task_is_shown_to_who_sees_the_body_and_reported_by_who_keeps_it(
    hall: Conversation,
) -> None:
    await add(hall, "K12", "tiểu ban nhân sự")
    await hall.say("K12", "/tieuban TB01 việc: rà soát hồ sơ, hạn 20/5")
    for who in ("T01", "secretary"):
        assert await hall.say(who, "/tieuban NV01") == [
            "Tiểu ban Nhân sự, NV01 rà soát hồ sơ, hạn 20/5/2020: chưa làm. [Xem tổ chức]"
        ]
        assert await hall.say(who, "/tieuban NV01 xong") == [
            "Tiểu ban Nhân sự không thuộc phạm vi đồng chí phụ trách; chưa ghi gì."
        ]
    assert await hall.say("K13", "/tieuban NV01") == [
        "Không có việc số 1 trong phạm vi đồng chí phụ trách. Xem: /tieuban."
    ]


async def test_task_of_a_work_group_is_reported_by_the_group(hall: Conversation) -> None:
    await hall.say("office", "/tieuban T03 việc: kiểm tra 7 đơn vị, hạn 20/5")
    assert await hall.say("T03", "/tieuban NV01 xong") == [
        "✓ Đã ghi lúc 09:00: Tổ 3, NV01 kiểm tra 7 đơn vị: hoàn thành. [Xem tổ chức]"
    ]
    assert await hall.say("T05", "/tieuban NV01 đang làm") == [
        "Tổ 3 không thuộc phạm vi đồng chí phụ trách; chưa ghi gì."
    ]
    assert await hall.say("office", "/tieuban NV01 đang làm") == [
        "✓ Đã ghi lúc 09:00: Tổ 3, NV01 kiểm tra 7 đơn vị: đang làm, hạn 20/5/2020. [Xem tổ chức]"
    ]


@pytest.mark.row("NS-2")
async def test_late_tasks_of_bodies_stand_in_the_digest(hall: Conversation) -> None:
    await add(hall, "office", "tiểu ban văn kiện")
    await hall.say("office", "/tieuban TB01 việc: đề cương, hạn 20/5")
    hall.now = hall.now.replace(day=21)
    (digest,) = await hall.say("secretary", "/bantin")
    assert "\nTiểu ban, tổ giúp việc quá hạn 1 việc: NV01.\n" in digest
    await hall.say("office", "/tieuban NV01 xong")
    (digest,) = await hall.say("secretary", "/bantin")
    assert "giúp việc" not in digest


async def test_unit_keeps_its_own_bodies(hall: Conversation) -> None:
    await add(hall, "K12", "tiểu ban nhân sự")
    await add(hall, "office", "ban chỉ đạo")
    assert await hall.say("K12", "/tieuban") == [
        "TB01 Tiểu ban Nhân sự: 0 người; chưa có việc\n"
        "Thêm: /tieuban thêm tiểu ban văn kiện. [Tiểu ban Nhân sự]"
    ]
    assert await hall.say("K12", "/tieuban TB02") == [
        'Chưa rõ "TB02" là tổ chức nào. Ví dụ: /tieuban TB01 (Tiểu ban Nhân sự).'
    ]
    assert await hall.say("secretary", "/tieuban") == [
        "TB01 Tiểu ban Nhân sự (Kim Đông): 0 người; chưa có việc\n"
        "TB02 Ban Chỉ đạo: 0 người; chưa có việc\n"
        "11 tổ công tác: T01…T11; xem: /tieuban T01.\n"
        "Thêm: /tieuban thêm tiểu ban văn kiện. [Tiểu ban Nhân sự] [Ban Chỉ đạo]"
    ]
    assert await hall.say("secretary", "/tieuban TB01 Trưởng: Bí thư") == [
        "Tiểu ban Nhân sự không thuộc phạm vi đồng chí phụ trách; chưa ghi gì."
    ]
    assert await hall.say("K13", "/tieuban TB01") == [
        'Chưa rõ "TB01" là tổ chức nào. Xem tất cả: /tieuban.'
    ]


@pytest.mark.row("KS-2")
async def test_leaders_of_a_work_group_follow_the_rule_of_the_profile(hall: Conversation) -> None:
    assert await hall.say("office", "/tieuban T03 tổ trưởng: chuyên viên") == [
        'Trưởng phải là Ủy viên Ban Thường vụ hoặc Phó Chủ tịch UBND; "chuyên viên" chưa đúng; '
        "chưa ghi gì."
    ]
    await hall.say("office", "/tieuban T03 bớt 2")
    await hall.say("office", "/tieuban T03 Tổ phó: Ủy viên Ban Thường vụ, Trưởng Ban Dân vận")
    await hall.say("office", "/tieuban T03 tổ viên: chuyên viên Ban Tổ chức")
    assert await hall.say("secretary", "/tieuban tổ 3") == [
        "Tổ 3 (T03):\n"
        "1. Trưởng: Ủy viên Ban Thường vụ Huyện ủy\n"
        "2. Phó: Ủy viên Ban Thường vụ, Trưởng Ban Dân vận\n"
        "3. Ủy viên: chuyên viên Ban Tổ chức\n"
        "Trưởng, phó là Ủy viên Ban Thường vụ hoặc Phó Chủ tịch UBND. [Thêm người] [Thêm việc]"
    ]
    assert await hall.say("office", "/tieuban T03 bớt 3") == [
        "✓ Đã ghi lúc 09:00: Tổ 3, đã bớt Ủy viên: chuyên viên Ban Tổ chức."
    ]


@pytest.mark.row("KS-2")
async def test_each_unit_belongs_to_one_group_and_the_free_ones_are_listed(
    hall: Conversation,
) -> None:
    assert all(unit.group in hall.directory.groups for unit in hall.directory.reporting_units)
    async with hall.database.work() as work:
        free = hall.directory.units["K12"].model_copy(update={"group": None})
        units.save_unit(work, free)
    await hall.say("office", "/tuychon")
    (listed,) = await hall.say("office", "/phancong")
    assert listed.startswith("1 đơn vị chưa phân tổ:\nK12 Đảng bộ xã Kim Đông")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/tieuban TB01 đồng chí Nguyễn Văn A", "Đề nghị không nêu họ tên; chưa ghi gì."),
        ("/tieuban TB01 việc: đề cương, hạn 31/2", "Không có ngày 31/2 trong lịch; chưa ghi gì."),
        ("/tieuban TB01 việc: đề cương, hạn 01/5", "Hạn 01/5 đã qua; chưa ghi gì."),
        ("/tieuban TB01 việc: hạn 20/5", "Chưa rõ việc gì; chưa ghi gì."),
        ("/tieuban TB01 Trưởng:", "Chưa rõ chức danh; chưa ghi gì."),
        ("/tieuban TB01 bớt 1", "Tiểu ban Văn kiện chưa có người nào."),
        ("/tieuban TB01 bớt 99999999999999999999", "Tiểu ban Văn kiện chưa có người nào."),
        ("/tieuban TB09", 'Chưa rõ "TB09" là tổ chức nào.'),
        ("/tieuban NV99 xong", "Không có việc số 99 trong phạm vi đồng chí phụ trách."),
        ("/tieuban thêm hội đồng", 'Chưa rõ "hội đồng" là tổ chức nào; chưa ghi gì.'),
        ("/tieuban thêm tiểu ban văn kiện", "Tiểu ban Văn kiện đã có; không có gì thay đổi."),
        (f"/tieuban TB01 việc: {'x' * 400}", "Ghi chú dài 400 ký tự, tối đa 300; chưa ghi gì."),
    ],
)
async def test_wrong_words_are_answered_and_not_kept(
    hall: Conversation, said: str, answer: str
) -> None:
    await add(hall, "office", "tiểu ban văn kiện")
    async with hall.database.work() as work:
        before = await bodies.listed(work), await bodies.members(work)
    (heard,) = await hall.say("office", said)
    assert heard.startswith(answer)
    async with hall.database.work() as work:
        assert await tasks.listed(work) == []
        assert (await bodies.listed(work), await bodies.members(work)) == before
