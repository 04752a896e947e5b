"""A unit's clerk reports (DIALOGUES a): by one line, by buttons, corrected; seen at once above."""

import pytest

from tests.dialogues.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="module")

STATUSES = "[1 Chưa làm] [2 Đang làm] [3 Hoàn thành] [4 Vướng mắc]"
ALL_STATUSES = f"{STATUSES} [5 Đã trình] [6 Bị trả lại] [7 Không áp dụng]"
DRAFT = "[1 Gửi] [2 Sửa] [3 Bỏ]"
NEXT = "[Báo cáo tiếp] [Việc của tôi] [Đính chính]"


@pytest.mark.row("MX-1")
async def test_clerk_reports_by_a_line_and_by_buttons_and_the_secretary_sees_it(
    office: Office,
) -> None:
    await office.verify(
        "K12",
        [
            (
                "/baocao X22 hoàn thành",
                "✓ Đã ghi lúc 16:02: Kim Đông, X22 Bầu đại biểu ở chi bộ: hoàn thành.\n"
                f"Đến 22/5 còn 1 việc: X19, hạn 21/5/2020. {NEXT}",
            ),
            (
                "[Báo cáo tiếp]",
                "Đồng chí chọn mục: [1 X19 Kết luận duyệt] [2 X25 Kịch bản điều hành] "
                "[3 X28 Tuyên truyền] [4 Mục khác]",
            ),
            (
                "2",
                f"X25 Kịch bản điều hành, hạn 26/5/2020, đến đâu? {STATUSES} [Trạng thái khác]",
            ),
            ("[Đang làm]", "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"),
            (
                "khoảng 60%, chờ Tổ 1 góp ý",
                f'X25 Kịch bản điều hành: đang làm, 60%, "chờ Tổ 1 góp ý". {DRAFT}',
            ),
            ("1", "✓ Đã ghi lúc 16:02; Tổ 1 xem được ngay. Báo nhầm: [Đính chính]"),
            (
                "[Đính chính]",
                "Báo cáo gần nhất của đồng chí, 16:02 15/5/2020: Kim Đông, X25 Kịch bản điều "
                f'hành: đang làm, 60%, "chờ Tổ 1 góp ý". Sửa thành: {ALL_STATUSES}',
            ),
            ("2", "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"),
            ("70%", f"X25 Kịch bản điều hành: đang làm, 70%. {DRAFT}"),
            (
                "1",
                "✓ Đã ghi lúc 16:02: Kim Đông, X25 Kịch bản điều hành: đang làm, 70%.\n"
                f"Đến 22/5 còn 1 việc: X19, hạn 21/5/2020. {NEXT}",
            ),
            (
                "/viec",
                "Đảng bộ xã Kim Đông, 2 việc đến 29/5/2020:\n"
                "1. X19 Kết luận duyệt, hạn 21/5/2020 (còn 6 ngày)\n"
                "2. X25 Kịch bản điều hành, hạn 26/5/2020 (còn 11 ngày) "
                "[1 X19] [2 X25] [Không phát sinh]",
            ),
            (
                "[Không phát sinh]",
                "✓ Đã ghi lúc 16:02: Đảng bộ xã Kim Đông không phát sinh. [Việc của tôi]",
            ),
        ],
    )
    await office.verify(
        "secretary",
        [
            (
                "/tinhhinh K12",
                "Đảng bộ xã Kim Đông (K12, Tổ 1).\n"
                "Đại hội: 10–11/6/2020 (dự kiến); đã đề xuất ngày.\n"
                "Đã xong 22/36 mục. Không có việc quá hạn.\n"
                "Hạn tới: X19 Kết luận duyệt, 21/5/2020.\n"
                "Duyệt nội dung: đã duyệt, có bổ sung.\n"
                "Báo cáo gần nhất: 16:02 ngày 15/5/2020. Vướng mắc: không. "
                "[Hạn sắp tới] [Xem nhật ký] [Thẻ đơn vị]",
            )
        ],
    )
    rows = office.ask(
        "select kind, item, status, percent, corrects is not null from reports"
        " where unit = 'K12' and at like '2020-05-15%' order by id"
    )
    assert rows == [
        ("status", "X22", "done", None, 0),
        ("status", "X25", "in_progress", 60, 0),
        ("status", "X25", "in_progress", 70, 1),
        ("nothing_new", None, None, None, 0),
    ]


@pytest.mark.row("MX-1")
async def test_held_congress_moves_the_progress_and_its_correction_moves_it_again(
    office: Office,
) -> None:
    await office.verify(
        "K56",
        [
            (
                "/baocao C13 hoàn thành 20/5",
                "Ngày 20/5/2020 chưa đến nên chưa ghi đại hội đã tổ chức. "
                "Nếu đổi ngày đại hội, đề nghị báo Văn phòng.",
            ),
            (
                "/baocao C13 hoàn thành 15/5",
                "✓ Đã ghi lúc 16:02: Phòng Tư pháp, C13 Đại hội: hoàn thành, "
                "bế mạc ngày 15/5/2020.\n"
                "Đến 22/5 còn 2 việc: C14, hạn 16/5/2020; C15, hạn 20/5/2020. "
                f"{NEXT}",
            ),
        ],
    )
    await office.verify(
        "secretary",
        [
            (
                "/tiendo",
                "Tiến độ đến 16:02 ngày 15/5/2020:\n"
                "Đã đại hội 24/72 (33,3%): 5/29 đảng bộ (17,2%), 19/43 chi bộ (44,2%); "
                "còn 48: 24 đảng bộ, 24 chi bộ.\n"
                "So với hết ngày 08/5/2020: thêm 13 (11/72). [Chưa đại hội]",
            )
        ],
    )
    await office.verify(
        "K56",
        [
            (
                "/dinhchinh",
                "Báo cáo gần nhất của đồng chí, 16:02 15/5/2020: Phòng Tư pháp, C13 Đại hội: "
                f"hoàn thành, bế mạc ngày 15/5/2020. Sửa thành: {ALL_STATUSES}",
            ),
            ("[Chưa làm]", "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"),
            ("[Bỏ qua]", f"C13 Đại hội: chưa làm. {DRAFT}"),
            (
                "1",
                "✓ Đã ghi lúc 16:02: Phòng Tư pháp, C13 Đại hội: chưa làm.\n"
                "Đến 22/5 còn 5 việc: C10, hạn 15/5/2020; C11, hạn 15/5/2020; "
                f"C12, hạn 18/5/2020… {NEXT}",
            ),
        ],
    )
    assert await office.hear("T01") == (
        "✓ Chi bộ Phòng Tư pháp: đại hội ngày 20/5/2020 đã đủ điều kiện, sẵn sàng. [Xem điều kiện]"
    )
    await office.verify(
        "secretary",
        [
            (
                "/tiendo",
                "Tiến độ đến 16:02 ngày 15/5/2020:\n"
                "Đã đại hội 23/72 (31,9%): 5/29 đảng bộ (17,2%), 18/43 chi bộ (41,9%); "
                "còn 49: 24 đảng bộ, 25 chi bộ.\n"
                "So với hết ngày 08/5/2020: thêm 12 (11/72). [Chưa đại hội]",
            )
        ],
    )


async def test_two_people_on_one_item_the_second_is_asked_again(office: Office) -> None:
    await office.verify(
        "T01",
        [
            (
                "/baocao K23 X28",
                f"Xuân Chính, X28 Tuyên truyền, hạn 17/5/2020, đến đâu? {STATUSES} [Trạng thái khác]",
            ),
            ("2", "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"),
            ("50%", f"Xuân Chính, X28 Tuyên truyền: đang làm, 50%. {DRAFT}"),
        ],
    )
    await office.verify(
        "K23",
        [
            (
                "/baocao X28 đang làm 80%",
                "✓ Đã ghi lúc 16:02: Xuân Chính, X28 Tuyên truyền: đang làm, 80%.\n"
                "Đến 22/5 còn 8 việc: X27, hạn 15/5/2020; X33, hạn 15/5/2020; "
                f"X23, hạn 17/5/2020… {NEXT}",
            )
        ],
    )
    await office.verify(
        "T01",
        [
            (
                "1",
                "X28 Tuyên truyền vừa được Cán bộ báo cáo xã Xuân Chính báo cáo lúc 16:02: "
                f"đang làm, 80%.\nBáo cáo của đồng chí: đang làm, 50%. Vẫn ghi? {DRAFT}",
            ),
            ("[Bỏ]", "Đã bỏ; chưa ghi gì."),
            (
                "[Gửi]",
                "Nội dung này đã được xử lý hoặc đã quá hạn; không có gì thay đổi. "
                "Đề nghị đồng chí làm lại từ đầu.",
            ),
        ],
    )
