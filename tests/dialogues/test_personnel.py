"""A unit's personnel is prepared in counts, and its plan approved by the committee above."""

from pathlib import Path

import pytest

from tests.dialogues.office import Office, at, open_office

WORDS = "tranh chấp mặt bằng gần hội trường"
REFUSED = (
    "Nội dung này không được gửi qua ứng dụng nhắn tin và không được lưu. Đề nghị đồng chí xóa tin "
    "nhắn, báo cáo trực tiếp hoặc bằng văn bản theo chế độ mật tới Ban Tổ chức."
)


@pytest.mark.row("DH-1", "KS-6")
async def test_personnel_goes_from_its_steps_to_the_approved_plan(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("10:20"), morning=True, untold=True) as office:
        await _take_steps(office)
        await office.stop()
        await office.start()
        await office.verify(
            "T03",
            [
                ("05/3", "Phát Diệm, tái cử B2: xong ngày 05/3/2020. [1 Đúng] [2 Sửa] [3 Bỏ]"),
                (
                    "1",
                    "✓ Đã ghi lúc 10:20: Phát Diệm, tái cử B2 ngày 05/3/2020 (2/5). "
                    "X11: hoàn thành. [B3 tái cử] [Thẻ nhân sự]",
                ),
            ],
        )
        await _approve(office)


async def _take_steps(office: Office) -> None:
    await office.verify(
        "K25",
        [
            (
                "/nhansu b1 tái cử 04/3",
                "✓ Đã ghi lúc 10:20: Phát Diệm, tái cử B1 ngày 04/3/2020 (1/5). X11: hoàn thành. "
                "[B2 tái cử] [Thẻ nhân sự]",
            ),
            (
                "/nhansu b3 tái cử 10/3",
                "Các bước ghi theo thứ tự: tái cử đang chờ B2, chưa ghi được B3. Ví dụ: /nhansu "
                "K25 b2 tái cử 10/3 [1 B2 tái cử] [2 Thẻ nhân sự]",
            ),
            ("/nhansu thieu LLCT: 2, nhận xét đồng chí Nguyễn Văn A chưa đạt", REFUSED),
        ],
    )
    await office.verify(
        "T03",
        [
            (
                "/nhansu K25 b2 tái cử ?",
                "Phát Diệm, tái cử B2: ngày nào? Ví dụ: 15/5 [1 Hôm nay]",
            )
        ],
    )


async def _approve(office: Office) -> None:
    await office.verify(
        "standing_board",
        [
            (
                "/nhansu K25 duyet",
                "Đảng bộ thị trấn Phát Diệm, phê duyệt phương án nhân sự. "
                "Căn cứ: số, ngày văn bản hoặc hội nghị?",
            ),
            (
                "MH-05-QĐ/HU ngày 14/5/2020",
                "! X15 đơn vị chưa báo trình (chưa làm).\nPhê duyệt phương án nhân sự của Đảng bộ "
                "thị trấn Phát Diệm, theo MH-05-QĐ/HU. [1 Xác nhận] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                "✓ Đã ghi lúc 10:20: phương án nhân sự của Đảng bộ thị trấn Phát Diệm đã phê "
                "duyệt; X15 hoàn thành. Đã báo đơn vị, Tổ 3.",
            ),
        ],
    )
    told = "Phương án nhân sự đã được phê duyệt theo MH-05-QĐ/HU. [Đã nhận]"
    assert await office.hear("K25") == told
    await office.verify(
        "K25",
        [
            (
                "[Đã nhận]",
                "✓ Đã ghi nhận lúc 10:20. Việc tiếp theo: X33 Tình hình tư tưởng, hạn 15/5/2020.",
            )
        ],
    )
    kept = office.ask("select status from plan_items where unit = 'K25' and code = 'X15'")
    assert kept == [("done",)]


@pytest.mark.row("DH-8")
async def test_complex_issue_passes_quiet_hours(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("23:30"), morning=True) as office:
        await office.verify(
            "T01",
            [
                ("/vuongmac K12: đơn tố cáo ông Nguyễn Văn A nhận tiền", REFUSED),
                (
                    f"/vuongmac K12 phức tạp: {WORDS}",
                    f'Vướng mắc: "{WORDS}". Ai xử lý? [1 Phức tạp, báo ngay Thường trực] '
                    "[2 Tổ 1] [3 Chuyển Ban Tổ chức] [4 Bỏ]",
                ),
                (
                    "1",
                    "✓ Đã ghi VM03 lúc 23:30: Kim Đông (PHỨC TẠP, khác, phải xong trước đại hội). "
                    "Đã báo ngay Bí thư, Phó Bí thư, Thường trực. [Xem VM03]",
                ),
            ],
        )
        for who, salutation in (
            ("secretary", "Kính báo cáo đồng chí Bí thư"),
            ("deputy", "Kính báo cáo đồng chí Phó Bí thư"),
            ("standing_board", "Kính báo cáo Thường trực"),
        ):
            assert await office.hear(who) == (
                f'{salutation}. Vướng mắc PHỨC TẠP VM03, Đảng bộ xã Kim Đông: "{WORDS}". '
                "Tổ trưởng Tổ 1 báo cáo. [Xem VM03]"
            )
        tables = office.read_tables()
        assert "Nguyễn Văn A" not in str(tables)
