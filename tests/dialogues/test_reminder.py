"""The leader of Tổ 3 answers from the reminder (DIALOGUES b): by its buttons and by typing."""

from pathlib import Path

from tests.dialogues.office import at, open_office

REMINDER = """\
Đề nghị đồng chí Tổ trưởng Tổ 3 đôn đốc 2 việc quá hạn:
1. Đảng bộ xã Ân Hòa: X17 Gửi tài liệu duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)
2. Đảng bộ thị trấn Phát Diệm: X15 Trình phương án nhân sự, hạn 13/5/2020 (quá 2) \
[1] [2] [3 Đã đôn đốc cả 2]"""
ANSWERS = "[1 Hoàn thành] [2 Đang làm] [3 Vướng mắc] [4 Nhắc đơn vị]"


async def test_leader_deals_with_every_line_of_the_reminder(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("06:55")) as office:
        office.clock.move_to(at("07:30"))
        assert (await office.hear("T03")).startswith("Kính gửi đồng chí Tổ trưởng Tổ 3.")
        assert await office.hear("T03") == REMINDER
        await office.verify(
            "T03",
            [
                ("1", f"Ân Hòa, X17: {ANSWERS}"),
                (
                    "2, 18/5 gửi",
                    "Đang làm, dự kiến 18/5/2020; hạn 11/5/2020 giữ nguyên. "
                    "[1 Đúng] [2 Sửa] [3 Bỏ]",
                ),
                ("[Đúng]", "✓ Đã ghi. Còn 1 việc: [1 Phát Diệm]"),
                ("[Phát Diệm]", f"Phát Diệm, X15: {ANSWERS}"),
                (
                    "3, còn 01 đơn đang xem xét",
                    'Vướng mắc: "còn 01 đơn đang xem xét". Ai xử lý? '
                    "[1 Tổ 3] [2 Chuyển Ban Tổ chức] [3 Bỏ]",
                ),
                (
                    "2",
                    "✓ Đã ghi VM03, đã chuyển Ban Tổ chức. Không còn việc chờ đồng chí trả lời.",
                ),
                ("[Đã đôn đốc cả 2]", "Không còn việc chờ đồng chí trả lời."),
            ],
        )
        assert (await office.hear("organisation_dept")).startswith("Kính gửi Ban Tổ chức 4 việc")
        assert await office.hear("organisation_dept") == (
            "VM03, Đảng bộ thị trấn Phát Diệm, X15 Trình phương án nhân sự: "
            '"còn 01 đơn đang xem xét". Tổ trưởng Tổ 3 đề nghị xử lý. [Xem VM03] [Phức tạp]'
        )
        assert office.ask(
            "select unit, code, status, expected_on, due, note from plan_items"
            " where (unit, code) in (('K03', 'X17'), ('K25', 'X15')) order by unit"
        ) == [
            ("K03", "X17", "in_progress", "2020-05-18", "2020-05-11", ""),
            ("K25", "X15", "blocked", None, "2020-05-13", "VM03"),
        ]


async def test_leader_has_a_unit_reminded_and_it_answers(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("16:02"), morning=True) as office:
        await office.verify(
            "T08",
            [
                ("1", f"Trường THPT Kim Sơn A, C01: {ANSWERS}"),
                (
                    "4",
                    "✓ Đã nhắc Chi bộ Trường THPT Kim Sơn A. "
                    "Còn 2 việc: [1 Như Hòa] [2 Chi cục Thuế huyện]",
                ),
                (
                    "/xl K30 C01 nhac",
                    "Hôm nay đã nhắc Chi bộ Trường THPT Kim Sơn A việc này. "
                    "Còn 2 việc: [1 Như Hòa] [2 Chi cục Thuế huyện]",
                ),
                (
                    "/dadondoc",
                    "✓ Đã ghi đồng chí đôn đốc 2 việc. Không còn việc chờ đồng chí trả lời.",
                ),
            ],
        )
        assert await office.hear("K30") == (
            "Tổ trưởng Tổ 8 đề nghị Chi bộ Trường THPT Kim Sơn A báo cáo C01 Kế hoạch đại hội, "
            "hạn 08/5/2020: [1 Hoàn thành] [2 Đang làm] [3 Vướng mắc]"
        )
        await office.verify(
            "K30",
            [
                ("2", "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"),
                ("chờ hướng dẫn", 'Đang làm, "chờ hướng dẫn". [1 Đúng] [2 Sửa] [3 Bỏ]'),
                ("1", "✓ Đã ghi. Còn 1 việc: [1 C02 Dự thảo báo cáo]"),
            ],
        )
