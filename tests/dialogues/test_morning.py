"""The secretary's morning (DIALOGUES c): the digest comes by itself, once, and can be asked on."""

from pathlib import Path

import pytest

from tests.dialogues.office import at, open_office

NUMBERS = """\
Đã đại hội 23/72 (31,9%): 5/29 đảng bộ, 18/43 chi bộ; còn 49.
Từ hôm qua: thêm 4 (Kim Mỹ, Lai Thành, Phòng Kinh tế và Hạ tầng, Phòng Giáo dục và Đào tạo).
7 ngày tới: 2 đại hội. Quá hạn: 5 việc (Tổ 3: 2, Tổ 8: 3). Chưa báo cáo: 4 đơn vị.
Chờ quyết định: 1 ngày đại hội. Vướng mắc: 2. Trân trọng báo cáo. \
[1 Quá hạn] [2 Chưa báo cáo] [3 Chờ quyết định]"""
SALUTATIONS = {
    "secretary": "Kính báo cáo đồng chí Bí thư",
    "deputy": "Kính báo cáo đồng chí Phó Bí thư",
    "standing_board": "Kính báo cáo Thường trực",
    "standing_committee": "Kính gửi đồng chí Ủy viên Ban Thường vụ",
}
THIRD_GROUP = """\
Kính gửi đồng chí Tổ trưởng Tổ 3. Tiến độ đến 07:00 ngày 15/5/2020:
Đã đại hội 2/7 đơn vị; còn 5.
Từ hôm qua: thêm 1 (Kim Mỹ).
7 ngày tới: không có đại hội.
Quá hạn: 2 việc (Ân Hòa, Phát Diệm).
Chưa báo cáo: không.
Chờ quyết định: không. Vướng mắc: không. Trân trọng báo cáo. [1 Quá hạn]"""
DIGESTS = "select count(*) from outbox where kind = 'digest'"


async def test_digest_comes_to_each_leader_once_and_its_buttons_drill_down(
    tmp_path: Path,
) -> None:
    async with open_office(tmp_path, now=at("06:55")) as office:
        office.clock.move_to(at("07:00"))
        for reader, salutation in SALUTATIONS.items():
            heard = await office.hear(reader)
            assert heard == f"{salutation}. Tiến độ đến 07:00 ngày 15/5/2020:\n{NUMBERS}"
        assert await office.hear("T03") == THIRD_GROUP

        office.clock.move_to(at("07:01"))
        office.clock.move_to(at("07:30"))
        assert (await office.hear("T03")).startswith("Đề nghị đồng chí Tổ trưởng Tổ 3 đôn đốc")
        assert office.ask(DIGESTS) == [(17,)]  # 1 + 1 + 1 + 3 leaders above, 11 of groups

        await office.verify(
            "secretary",
            [
                (
                    "[Quá hạn]",
                    "Quá hạn: 5 việc (đến 07:30 ngày 15/5/2020).\n"
                    "Tổ 3\n"
                    "Ân Hòa: X17 Gửi tài liệu duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)\n"
                    "Phát Diệm: X15 Trình phương án nhân sự, hạn 13/5/2020 (quá 2 ngày làm việc)\n"
                    "Tổ 8\n"
                    "Trường THPT Kim Sơn A: C01 Kế hoạch đại hội, hạn 08/5/2020 "
                    "(quá 5 ngày làm việc)\n"
                    "Như Hòa: X16 Đề xuất ngày đại hội, hạn 10/5/2020 (quá 5 ngày làm việc)\n"
                    "Chi cục Thuế huyện: C01 Kế hoạch đại hội, hạn 10/5/2020 "
                    "(quá 5 ngày làm việc)",
                ),
                (
                    "2",  # the digest's menu is still the last one shown
                    "Chưa báo cáo: 4 đơn vị (đến 07:30 ngày 15/5/2020).\n"
                    "Tổ 4\nBưu điện huyện: 9 ngày\n"
                    "Tổ 7\nChi cục Thi hành án dân sự huyện: 9 ngày\n"
                    "Tổ 10\nTân Thành: 9 ngày\n"
                    "Tổ 11\nTrường THPT Bình Minh: 9 ngày\n"
                    "Ngoài ra 21 đơn vị trong 7 ngày qua chỉ báo không phát sinh.",
                ),
                (
                    "[Chờ quyết định]",
                    "Chờ quyết định: 1 nội dung (đến 07:30 ngày 15/5/2020).\n"
                    "Tổ 1\n"
                    "Kim Đông: ngày đại hội 10–11/6/2020 [Đề xuất của Kim Đông]",
                ),
                (
                    "/tinhhinh to 3",
                    "Tổ 3: 2/7 đơn vị đã đại hội. Quá hạn 2 việc: Ân Hòa, Phát Diệm. [Xem 2 việc]",
                ),
                (
                    "[Xem 2 việc]",
                    "Quá hạn, Tổ 3: 2 việc (đến 07:30 ngày 15/5/2020).\n"
                    "Ân Hòa: X17 Gửi tài liệu duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)\n"
                    "Phát Diệm: X15 Trình phương án nhân sự, hạn 13/5/2020 (quá 2 ngày làm việc)",
                ),
            ],
        )


@pytest.mark.row("MX-5")
async def test_digest_is_late_and_says_so_after_the_program_was_down(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("07:00")) as office:
        assert (await office.hear("secretary")).startswith("Kính báo cáo đồng chí Bí thư. Tiến độ")

        await office.stop()
        office.clock.move_to(at("12:00", day="2020-05-16"))
        await office.start()
        heard = await office.hear("secretary")
        assert heard.splitlines()[:3] == [
            "Kính báo cáo đồng chí Bí thư. Tiến độ ngày 16/5/2020 (gửi muộn, số liệu đến 12:00):",
            "Đã đại hội 23/72 (31,9%): 5/29 đảng bộ, 18/43 chi bộ; còn 49.",
            "Từ bản tin trước (15/5): không thêm đại hội nào.",
        ]

        office.clock.move_to(at("07:00", day="2020-05-17"))
        heard = await office.hear("secretary")
        assert heard.splitlines()[0] == (
            "Kính báo cáo đồng chí Bí thư. Tiến độ đến 07:00 ngày 17/5/2020:"
        )
        secretary = str(office.phone("secretary").id)
        assert office.ask(f"{DIGESTS} and chat = ?", secretary) == [(3,)]
