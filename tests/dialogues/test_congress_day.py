"""The day of a congress is decided over HTTP, word for word as DIALOGUES (e)."""

from pathlib import Path

import pytest

from congress.plans import ItemStatus
from congress.tasks import Task, TaskKind
from storage import tasks
from storage.database import open_database
from tests.dialogues.office import Office, at, open_office
from tests.dialogues.people import SECOND, let_in

CARD = """\
Kính báo cáo Thường trực. Đảng bộ xã Kim Đông đề xuất đại hội ngày 08–09/6/2020 (DX13).
✓ Trước 30/6/2020 ✓ Phương án nhân sự đã phê duyệt ✓ Đã duyệt nội dung ngày 11/5/2020
! Kết luận duyệt còn 1/4, hạn 19/5/2020. Vướng mắc: không. [1 Đồng ý] [2 Trả lại] [3 Xem hồ sơ]"""
ASKED = "Căn cứ: số, ngày văn bản hoặc hội nghị Ban Thường vụ?"
READ_BACK = (
    "Ban Thường vụ Huyện ủy đồng ý Đảng bộ xã Kim Đông đại hội ngày 08–09/6/2020, "
    "theo hội nghị ngày 15/5/2020. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
)
NOTICE = (
    "Ban Thường vụ Huyện ủy đồng ý ngày 08–09/6/2020. "
    "Đề nghị hoàn thành X19 chậm nhất ngày 19/5/2020. [Đã nhận] [Xem kế hoạch]"
)


@pytest.mark.row("CL-3", "CL-9")
async def test_day_is_proposed_agreed_to_and_told(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("10:20"), morning=True) as office:
        await let_in(office, SECOND, role="thường trực")
        await _conclude(office)
        await office.verify(
            "K12",
            [
                (
                    "/ngay 8 – 9/6/2020",
                    "✓ Đã ghi lúc 10:20: DX13, Kim Đông đề xuất đại hội ngày 08–09/6/2020, "
                    "thay ngày 10–11/6/2020.\n"
                    "Đã trình Bí thư Huyện ủy, Phó Bí thư Thường trực Huyện ủy, "
                    "Thường trực Huyện ủy, Thường trực. "
                    "Chưa có quyết định thì chưa phải ngày chính thức. [Xem hồ sơ]",
                )
            ],
        )
        assert await office.hear("T01") == (
            "Cán bộ báo cáo xã Kim Đông đề xuất Đảng bộ xã Kim Đông đại hội ngày 08–09/6/2020 "
            "(DX13), đang chờ quyết định. [Xem hồ sơ]"
        )
        assert await office.hear("standing_board") == CARD
        assert await office.hear(SECOND) == CARD
        await office.verify("standing_board", [("1", ASKED)])
        await office.stop()
        await office.start()
        # Who joined after the morning gets its digest and reminders late.
        assert "Tiến độ ngày 15/5/2020 (gửi muộn" in await office.hear(SECOND)
        assert "1 việc quá hạn" in await office.hear(SECOND)
        await office.verify(
            "standing_board",
            [
                ("hội nghị BTV 15/5", READ_BACK),
                ("1", "✓ Đã ghi lúc 10:20. Còn 1 điều kiện để sẵn sàng: kết luận duyệt."),
            ],
        )
        assert await office.hear("K12") == NOTICE
        assert await office.hear("T01") == f"Đảng bộ xã Kim Đông: {NOTICE}"
        await office.verify(
            SECOND,
            [
                (
                    "[Đồng ý]",
                    "DX13 đã được ghi đồng ý lúc 10:20; không có gì thay đổi. [Xem nhật ký]",
                )
            ],
        )
        await office.verify(
            "K12",
            [
                (
                    "[Đã nhận]",
                    "✓ Đã ghi nhận lúc 10:20. Việc tiếp theo: X22 Bầu đại biểu ở chi bộ, hạn "
                    "16/5/2020.",
                )
            ],
        )
        assert office.ask(
            "select kind, basis from congress_events where unit = 'K12' order by at, id"
        ) == [("proposed", None), ("proposed", None), ("approved", "hội nghị BTV")]
        assert office.ask("select state, opens_on from congresses where unit = 'K12'") == [
            ("approved", "2020-06-08")
        ]


async def _conclude(office: Office) -> None:
    """Keep four conclusions of the review, of which one is open."""
    database = await open_database(office.settings.storage.url, clock=office.clock.now)
    async with database.work() as work:
        for number in range(1, 5):
            tasks.save(
                work,
                Task(
                    kind=TaskKind.CONCLUSION,
                    number=number,
                    unit="K12",
                    text="bổ sung số liệu",
                    status=ItemStatus.IN_PROGRESS if number == 1 else ItemStatus.DONE,
                    at=office.clock.now(),
                ),
            )
    await database.close()
