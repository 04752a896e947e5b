"""A restart strands nobody, and two programs never share a database."""

from pathlib import Path

import pytest

from storage.database import open_database
from storage.errors import AlreadyRunningError
from tests.dialogues.office import at, open_office


async def test_half_finished_report_and_old_menu_survive_a_restart(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("16:02"), morning=True) as office:
        await office.verify(
            "K12",
            [
                (
                    "/baocao X25",
                    "X25 Kịch bản điều hành, hạn 26/5/2020, đến đâu? "
                    "[1 Chưa làm] [2 Đang làm] [3 Hoàn thành] [4 Vướng mắc] [Trạng thái khác]",
                ),
                ("2", "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"),
            ],
        )
        await office.stop()
        await office.do("K12", "60%")  # said while nobody listens
        await office.start()
        assert await office.hear("K12") == (
            "X25 Kịch bản điều hành: đang làm, 60%. [1 Gửi] [2 Sửa] [3 Bỏ]"
        )
        await office.stop()
        await office.start()
        await office.verify(
            "K12",
            [("1", "✓ Đã ghi lúc 16:02; Tổ 1 xem được ngay. Báo nhầm: [Đính chính]")],
        )
        await office.verify(
            "T03",  # the reminder of the morning, sent by the first run
            [
                (
                    "1",
                    "Ân Hòa, X17: [1 Hoàn thành] [2 Đang làm] [3 Vướng mắc] [4 Nhắc đơn vị]",
                )
            ],
        )


async def test_dialogue_of_yesterday_is_over(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("16:02"), morning=True) as office:
        await office.verify(
            "K12",
            [
                (
                    "/bcmuc K12 X25 in_progress",
                    "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]",
                )
            ],
        )
        office.clock.move_to(at("16:03", day="2020-05-16"))
        await office.verify(
            "K12",
            [
                (
                    "60%",
                    "Trợ lý chưa hiểu nội dung này; chưa ghi gì. Đồng chí có thể chọn: "
                    "[1 Việc của tôi] [2 Trợ giúp]",
                )
            ],
        )


async def test_second_program_on_the_same_database_is_refused(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("16:02"), morning=True) as office:
        database = await open_database(office.settings.storage.url, clock=office.clock.now)
        with pytest.raises(AlreadyRunningError):
            async with office.make_program(database).running():
                pass
        await database.close()
        await office.verify(
            "K12",
            [
                (
                    "/khongphatsinh",
                    "✓ Đã ghi lúc 16:02: Đảng bộ xã Kim Đông không phát sinh. [Việc của tôi]",
                )
            ],
        )
