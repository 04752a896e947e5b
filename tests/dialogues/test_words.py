"""Nobody presses: a clerk and the standing board answer in words, and leave a form by one."""

import pytest

from tests.dialogues.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="module")

ITEMS = (
    "Đồng chí chọn mục: [1 X22 Bầu đại biểu ở chi bộ] [2 X19 Kết luận duyệt] "
    "[3 X25 Kịch bản điều hành] [4 Mục khác]"
)
STATUSES = (
    "X25 Kịch bản điều hành, hạn 26/5/2020, đến đâu? [1 Chưa làm] [2 Đang làm] [3 Hoàn thành] "
    "[4 Vướng mắc] [Trạng thái khác]"
)
NOTE = "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"
LEFT = "Đã bỏ; chưa ghi gì."
DAY = (
    "Ban Thường vụ Huyện ủy đồng ý Đảng bộ xã Kim Đông đại hội ngày 10–11/6/2020, "
    "theo hội nghị ngày 15/5/2020. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
)


async def test_clerk_reports_in_words_and_leaves_a_form_by_one(office: Office) -> None:
    await office.verify(
        "K12",
        [
            ("báo cáo", ITEMS),
            ("X25 kịch bản điều hành", STATUSES),
            ("dang lam", NOTE),
            ("thôi", LEFT),
            (
                "Thôi",
                "Không có nội dung nào đang nhập dở; không ghi thêm gì. Nếu vừa báo cáo nhầm, "
                "chọn Đính chính. [1 Đính chính] [2 Việc của tôi] [3 Trợ giúp]",
            ),
            ("/baocao X25", STATUSES),
            ("Đang làm", NOTE),
            (
                "đúng tiến độ, chờ Tổ 1 góp ý",
                "X25 Kịch bản điều hành: đang làm, "
                '"đúng tiến độ, chờ Tổ 1 góp ý". [1 Gửi] [2 Sửa] [3 Bỏ]',
            ),
            ("Đúng rồi", "✓ Đã ghi lúc 16:02; Tổ 1 xem được ngay. Báo nhầm: [Đính chính]"),
        ],
    )
    rows = office.ask(
        "select item, status, note from reports where unit = 'K12' and at like '2020-05-15%'"
    )
    assert rows == [("X25", "in_progress", "đúng tiến độ, chờ Tổ 1 góp ý")]


async def test_standing_board_records_a_decision_in_words(office: Office) -> None:
    await office.verify(
        "standing_board",
        [
            ("/dongy DX12", "Căn cứ: số, ngày văn bản hoặc hội nghị Ban Thường vụ?"),
            ("hội nghị BTV 15/5", DAY),
            ("hủy", LEFT),
            ("/dongy DX12 hội nghị BTV 15/5", DAY),
            (
                "dừng",
                "Trợ lý chưa hiểu nội dung này; chưa ghi gì. Để chọn ở tin trước, gửi số từ 1 đến "
                "3 hoặc chữ trên nút; để bỏ, gửi: bỏ. Xem các lệnh: /trogiup.",
            ),
            ("đồng ý", "✓ Đã ghi lúc 16:02. Còn 1 điều kiện để sẵn sàng: kết luận duyệt."),
        ],
    )
    assert office.ask("select state from congresses where unit = 'K12'") == [("approved",)]
