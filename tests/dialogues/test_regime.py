"""A directive is set, the assistant proposes, people decide (DIALOGUES d)."""

from pathlib import Path

from tests.dialogues.office import Office, at, open_office
from tests.dialogues.people import SECOND, let_in

PROPOSAL = """\
Kính báo cáo Thường trực. Chỉ thị 16 áp dụng từ 16/5 đến hết 30/5/2020. \
Có 2 đại hội trong thời gian này:
1. Chi bộ Phòng Tư pháp, 20/5.
2. Đảng bộ xã Kim Chính, 21–22/5.
Trợ lý đề xuất tạm hoãn; chưa có quyết định thì chưa thay đổi gì. \
[1 Tạm hoãn cả 2] [2 Chọn đơn vị] [3 Chưa hoãn]"""
DECIDED = (
    "Các đại hội này đã được quyết định hoặc không còn trong thời gian này; không có gì thay đổi."
)
UNTIL = "Đề nghị thông báo ngay cho {}, tiếp tục chuẩn bị nội dung. [Đã nhận]"
POSTPONED = "select unit, state from congresses where unit in ('K10', 'K56') order by unit"


async def test_regime_is_set_acknowledged_and_its_congresses_are_postponed(
    tmp_path: Path,
) -> None:
    async with open_office(tmp_path, now=at("10:20"), morning=True) as office:
        await let_in(office, SECOND, role="thường trực")
        await _set_regime(office)
        assert await office.hear("standing_board") == PROPOSAL
        assert await office.hear(SECOND) == PROPOSAL
        await _acknowledge(office)
        await _decide(office)
        await office.verify(
            SECOND,
            [("1", DECIDED), ("[Chọn đơn vị]", DECIDED), ("[Chưa hoãn]", DECIDED)],
        )
        assert office.ask("select count(*) from congress_events where kind = 'postponed'") == [
            (2,)
        ]
        assert await office.hear("secretary") == PROPOSAL.replace(
            "Thường trực.", "đồng chí Bí thư."
        )
        await office.verify(
            "secretary",
            [
                (
                    "/danhsach tamhoan",
                    "Tạm hoãn: 2 đại hội (đến 10:20 ngày 15/5/2020).\n"
                    "Tổ 1\nPhòng Tư pháp: ngày cũ 20/5/2020; chưa xác nhận\n"
                    "Tổ 10\nKim Chính: ngày cũ 21–22/5/2020; chưa xác nhận",
                )
            ],
        )


async def _set_regime(office: Office) -> None:
    await office.verify(
        "office",
        [
            (
                "/capdo huyện CT16 16/5-30/5",
                "Chỉ thị 16, toàn huyện, từ 16/5 đến hết 30/5/2020. "
                "Đề nghị nhập số, ngày văn bản của tỉnh.",
            ),
            (
                "MH-01/UBND ngày 15/5/2020",
                "Áp dụng theo MH-01/UBND và gửi hướng dẫn tới 49 đơn vị chưa đại hội? "
                "[1 Áp dụng] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                "✓ Đã ghi, đang gửi. 2 đại hội nằm trong thời gian này; "
                "đã đề xuất Thường trực xem xét. [Ai chưa xác nhận]",
            ),
            (
                "1",
                "Chỉ thị 16 (MH-01/UBND): 0/49 đơn vị đã xác nhận.\n"
                "Chưa xác nhận (49): Ân Hòa, Chất Bình, Cồn Thoi, Định Hóa, Đồng Hướng, "
                "Hùng Tiến, Kim Chính, Kim Định, Kim Đông, Kim Hải, Kim Tân, Kim Trung, "
                "Lưu Phương, Như Hòa, Quang Thiện, Tân Thành, Văn Hải, Xuân Chính, Yên Mật, "
                "Phát Diệm và 29 đơn vị khác.",
            ),
        ],
    )


async def _acknowledge(office: Office) -> None:
    heard = await office.hear("K56")
    assert heard.startswith(
        "Chỉ thị 16 áp dụng từ 16/5 đến hết 30/5/2020, toàn huyện, theo MH-01/UBND.\n"
    )
    assert heard.endswith("Đề nghị kiểm tra văn bản mới nhất của địa phương. [Đã nhận]")
    await office.verify(
        "K56",
        [
            (
                "[Đã nhận]",
                "✓ Đã ghi nhận lúc 10:20. Việc tiếp theo: C10 Phiếu bầu, hạn 15/5/2020.",
            ),
            ("[Đã nhận]", "Đã ghi nhận trước đó; không có gì thay đổi."),
        ],
    )
    await office.do("office", "[Ai chưa xác nhận]")
    assert (await office.hear("office")).splitlines()[0] == (
        "Chỉ thị 16 (MH-01/UBND): 1/49 đơn vị đã xác nhận."
    )


async def _decide(office: Office) -> None:
    assert office.ask(POSTPONED) == [("K10", "approved"), ("K56", "ready")]
    await office.verify(
        "standing_board",
        [
            ("1", "Căn cứ: số, ngày văn bản hoặc hội nghị?"),
            (
                "31/2",
                "Chưa rõ căn cứ; chưa ghi gì. Đề nghị nhập số, ngày văn bản hoặc hội nghị, "
                "ví dụ: MH-02-TB/HU ngày 15/5/2020, hoặc: hội nghị BTV 15/5.",
            ),
            (
                "MH-02-TB/HU ngày 15/5/2020",
                "Tạm hoãn 2 đại hội đến khi cấp trên cho phép, theo MH-02-TB/HU. "
                "Văn kiện, nhân sự tiếp tục chuẩn bị; 23 đơn vị đã đại hội giữ nguyên. "
                "[1 Xác nhận] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                "✓ Đã ghi lúc 10:20. Đã báo 2 đơn vị, Tổ 1, Tổ 10, Văn phòng.\n"
                "Còn 46 đơn vị chưa có ngày, chưa tạm hoãn; nếu hoãn tất cả: /tamhoan tất cả "
                "[Ai chưa xác nhận]",
            ),
        ],
    )
    assert office.ask(POSTPONED) == [("K10", "postponed"), ("K56", "postponed")]
    reason = "tạm hoãn theo MH-02-TB/HU."
    cell, delegates = UNTIL.format("đảng viên"), UNTIL.format("đại biểu")
    assert await office.hear("K56") == f"Đại hội ngày 20/5/2020 {reason} {cell}"
    assert await office.hear("T01") == (
        f"Chi bộ Phòng Tư pháp: đại hội ngày 20/5/2020 {reason} {cell}"
    )
    assert await office.hear("T10") == (
        f"Đảng bộ xã Kim Chính: đại hội ngày 21–22/5/2020 {reason} {delegates}"
    )
    assert await office.hear("office") == (
        "Tạm hoãn 2 đại hội theo MH-02-TB/HU: Phòng Tư pháp, Kim Chính."
    )
