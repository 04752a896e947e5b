"""A review from its day to its last conclusion, and a pilot's lesson, over HTTP."""

from pathlib import Path

import pytest

from tests.dialogues.office import at, open_office


@pytest.mark.row("CL-1", "CL-2", "CL-10")
async def test_unit_is_reviewed_twice_and_carries_out_what_was_concluded(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("10:20"), morning=True, untold=True) as office:
        await office.verify(
            "organisation_dept",
            [
                (
                    "/duyet K12 lịch 15/5 chủ trì Bí thư",
                    "✓ Đã ghi lúc 10:20: duyệt Đảng bộ xã Kim Đông ngày 15/5/2020, chủ trì: Bí thư. "
                    "Đã báo đơn vị. [Xem duyệt nội dung] [Lịch duyệt]",
                ),
            ],
        )
        assert (await office.hear("K12")).endswith("[Đã nhận] [Xem duyệt nội dung]")
        await office.verify(
            "K12",
            [
                (
                    "/duyet tài liệu 12/5",
                    "✓ Đã ghi lúc 10:20: Đảng bộ xã Kim Đông gửi tài liệu ngày 12/5/2020, duyệt "
                    "ngày 15/5/2020. X17 hoàn thành. [Xem duyệt nội dung]",
                )
            ],
        )
        await office.verify(
            "secretary",
            [
                (
                    "/duyet K12 rút kinh nghiệm",
                    "Đảng bộ xã Kim Đông: rút kinh nghiệm, duyệt lại. Căn cứ: số, ngày văn bản "
                    "hoặc hội nghị?",
                ),
                (
                    "hội nghị BTV 15/5",
                    "Duyệt nội dung Đảng bộ xã Kim Đông, lần 1: rút kinh nghiệm, duyệt lại, theo "
                    "hội nghị BTV ngày 15/5/2020. Chưa đồng ý ngày đại hội cho đến khi duyệt lại. "
                    "[1 Xác nhận] [2 Sửa] [3 Bỏ]",
                ),
                (
                    "1",
                    "✓ Đã ghi lúc 10:20. Cần duyệt lần 2. Đã báo đơn vị. [Ghi kết luận]",
                ),
                (
                    "[Ghi kết luận]",
                    "Đảng bộ xã Kim Đông: nhập kết luận, mỗi dòng một nội dung; có thể thêm hạn. "
                    "Ví dụ: hoàn thiện Báo cáo chính trị, hạn 15/5",
                ),
                (
                    "điều chỉnh Báo cáo chính trị, hạn 20/5",
                    "Ghi 1 kết luận cho Đảng bộ xã Kim Đông:\n"
                    "1. điều chỉnh Báo cáo chính trị, hạn 20/5/2020 [1 Gửi] [2 Sửa] [3 Bỏ]",
                ),
                (
                    "1",
                    "✓ Đã ghi lúc 10:20: KL01, Đảng bộ xã Kim Đông. Đã báo đơn vị. [Kết luận]",
                ),
            ],
        )
        assert (await office.hear("K12")).startswith("Nội dung đại hội duyệt lần 1: rút kinh")
        assert (await office.hear("K12")).startswith("Kết luận duyệt nội dung đại hội:\nKL01: ")
        await office.verify(
            "K12",
            [
                (
                    "[Đã nhận]",
                    "✓ Đã ghi nhận lúc 10:20. Việc tiếp theo: X18 Duyệt nội dung, hạn 11/5/2020.",
                ),
                (
                    "/ketluan KL01 xong",
                    "✓ Đã ghi lúc 10:20: KL01 xong, chờ người duyệt đóng. Đảng bộ xã Kim Đông đã "
                    "thực hiện 1/1 kết luận. [Kết luận]",
                ),
            ],
        )
        assert (await office.hear("organisation_dept")).endswith("[1 Đóng] [2 Trả lại]")
        await office.verify(
            "organisation_dept",
            [
                (
                    "1",
                    "✓ Đã ghi lúc 10:20: Đảng bộ xã Kim Đông, KL01 đã đóng; 1/1 kết luận. Đã đề "
                    "nghị Tổ 1 xác nhận X19. [Kết luận]",
                ),
                ("[Đóng]", "KL01 đã đóng; không có gì thay đổi."),
                (
                    "/duyet K12 đạt hội nghị BTV 15/5",
                    "Duyệt nội dung Đảng bộ xã Kim Đông, lần 2: đạt, theo hội nghị BTV ngày "
                    "15/5/2020. [1 Xác nhận] [2 Sửa] [3 Bỏ]",
                ),
                (
                    "1",
                    "✓ Đã ghi lúc 10:20. X18 hoàn thành. Đã báo đơn vị. [Ghi kết luận]",
                ),
            ],
        )
        assert office.ask("select round, outcome from reviews order by round") == [
            (1, "redo"),
            (2, "passed"),
        ]
        assert office.ask("select number, unit, status from tasks") == [(1, "K12", "done")]


@pytest.mark.row("BT-3")
async def test_lesson_of_the_pilot_reaches_those_still_to_come(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("10:20"), morning=True) as office:
        await office.verify(
            "organisation_dept",
            [
                (
                    "/baihoc thêm hạn chế bầu cử: thời gian bầu cử dài",
                    "✓ Đã ghi lúc 10:20: BH01 (hạn chế, bầu cử, Thượng Kiệm). Chưa gửi; khi ghi đủ, "
                    "gửi: /baihoc gửi [Ghi bài học] [Xem bài học]",
                ),
                (
                    "/baihoc gửi",
                    "Gửi 1 bài học tới 49 đơn vị chưa đại hội?\nBH01: thời gian bầu cử dài "
                    "[1 Gửi] [2 Sửa] [3 Bỏ]",
                ),
                (
                    "1",
                    "✓ Đã ghi lúc 10:20, đang gửi 1 bài học tới 49 đơn vị.\nThêm vào danh mục tổng duyệt: BH01. [Ai chưa xác nhận]",
                ),
            ],
        )
        assert await office.hear("K12") == (
            "Bài học từ đại hội điểm, đề nghị đơn vị nghiên cứu khi chuẩn bị, tổng duyệt:\n"
            "BH01 (hạn chế, bầu cử): thời gian bầu cử dài – Thượng Kiệm "
            "[Đã nhận] [Xem bài học] [Tổng duyệt]"
        )
        await office.verify(
            "K12",
            [
                (
                    "[Đã nhận]",
                    "✓ Đã ghi nhận lúc 10:20. Việc tiếp theo: X22 Bầu đại biểu ở chi bộ, hạn "
                    "16/5/2020.",
                ),
                ("[Đã nhận]", "Đã ghi nhận trước đó; không có gì thay đổi."),
            ],
        )
        await office.do("organisation_dept", "[Ai chưa xác nhận]")
        assert (await office.hear("organisation_dept")).startswith(
            "Bài học từ đại hội điểm: 1/49 đơn vị đã xác nhận.\n"
        )
