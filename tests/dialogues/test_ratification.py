"""From the opening of a congress to its file, over the whole program (KS-5, KS-10, BT-6)."""

from pathlib import Path

from tests.dialogues.office import Office, at, open_office

OUTDATED = (
    "Nội dung này đã được xử lý hoặc đã quá hạn; không có gì thay đổi. "
    "Đề nghị đồng chí làm lại từ đầu."
)
STATE = "select state from congresses where unit = 'K10'"


async def test_congress_is_followed_from_its_opening_to_its_file(tmp_path: Path) -> None:
    # After 20:00 neither digests nor reminders come between.
    async with open_office(tmp_path, now=at("20:30", day="2020-05-21")) as office:
        await _open(office)
        office.clock.move_to(at("20:30", day="2020-05-22"))
        await _tell_result(office)
        await _restart(office)
        await _walk_on(office)


async def _open(office: Office) -> None:
    await office.verify(
        "K10",
        [
            (
                "/khaimac",
                "✓ Đã ghi lúc 20:30: Đảng bộ xã Kim Chính khai mạc đại hội ngày 21/5/2020.\n"
                "Ghi nhận: khai mạc khi chưa đủ điều kiện.\n"
                "Bế mạc xong, đề nghị báo kết quả: /ketqua K10 [Báo kết quả] [Báo nhầm]",
            ),
        ],
    )
    assert office.ask(STATE) == [("in_session",)]


async def _tell_result(office: Office) -> None:
    told = (
        "ngày 21–22/5/2020; có mặt 148/150; trúng cử 15/15, phiếu thấp nhất trên 91%; bầu trực "
        "tiếp Bí thư, đạt trên 95%; đúng dự kiến."
    )
    await office.verify(
        "K10",
        [
            (
                "[Báo kết quả]",
                "Báo kết quả đại hội Đảng bộ xã Kim Chính. Họp ngày nào? "
                "Ví dụ: 29 và 30/4 [1 21–22/5/2020]",
            ),
            ("1", "Có mặt bao nhiêu trên số được triệu tập? Ví dụ: 148/150"),
            ("148/150", "Trúng cử bao nhiêu trên số cần bầu? Chỉ ghi số, ví dụ: 15/15"),
            (
                "15/15",
                "Số liệu khác nếu có, không nêu họ tên. Ví dụ: số dư 2, phiếu thấp nhất trên "
                "91%, Bí thư trên 95%, đại biểu cấp trên 12/12, phần mềm có [Bỏ qua]",
            ),
            (
                "phiếu thấp nhất trên 91%, Bí thư trên 95%",
                "Kết quả bầu cử, các nội dung có đúng dự kiến không? [1 Có] [2 Không]",
            ),
            (
                "1",
                f"Kết quả đại hội Đảng bộ xã Kim Chính: {told} [1 Đúng] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                f"✓ Đã ghi lúc 20:30, kết quả đại hội Đảng bộ xã Kim Chính: {told}\n"
                "Ghi nhận: tổ chức khi chưa đủ điều kiện.\n"
                "Tiếp theo: hội nghị Ban Chấp hành lần thứ nhất, hạn 23/5/2020. [Báo họp BCH]",
            ),
            ("[1 Đúng]", OUTDATED),
        ],
    )
    assert office.ask("select count(*) from facts where unit = 'K10' and kind = 'result'") == [
        (1,)
    ]


async def _restart(office: Office) -> None:
    """Nothing of a half-told meeting is lost when the program is started anew."""
    await office.verify(
        "K10",
        [
            (
                "/hopbch BTV 5, Phó Bí thư 2",
                "Đảng bộ xã Kim Chính, hội nghị Ban Chấp hành lần thứ nhất. Còn thiếu: số ủy "
                "viên Ủy ban Kiểm tra. Chỉ ghi số lượng, không nêu họ tên.\n"
                "Ví dụ: 22/5, BTV 5, Phó Bí thư 2, UBKT 5",
            ),
        ],
    )
    await office.stop()
    await office.start()


async def _walk_on(office: Office) -> None:
    await office.verify(
        "K10",
        [
            (
                "UBKT 5",
                "Đảng bộ xã Kim Chính họp Ban Chấp hành lần thứ nhất ngày 22/5/2020: Ban Thường "
                "vụ 5, Phó Bí thư 2, Ủy ban Kiểm tra 5. [1 Đúng] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                "✓ Đã ghi lúc 20:30: Đảng bộ xã Kim Chính họp Ban Chấp hành lần thứ nhất ngày "
                "22/5/2020: Ban Thường vụ 5, Phó Bí thư 2, Ủy ban Kiểm tra 5.\n"
                "Tiếp theo: tờ trình chuẩn y, hạn 29/5/2020. [Ghi tờ trình]",
            ),
            (
                "/totrinh MH-05-TTr/ĐU ngày 22/5/2020",
                "✓ Đã ghi lúc 20:30: Đảng bộ xã Kim Chính trình chuẩn y, MH-05-TTr/ĐU ngày "
                "22/5/2020.\nTiếp theo: quyết định chuẩn y, hạn 12/6/2020.",
            ),
        ],
    )
    assert await office.hear("standing_board") == (
        "Kính báo cáo Thường trực. Đảng bộ xã Kim Chính trình chuẩn y kết quả bầu cử, "
        "MH-05-TTr/ĐU ngày 22/5/2020. [1 Chuẩn y] [2 Thẻ đơn vị]"
    )
    await office.verify(
        "standing_board",
        [
            (
                "[1 Chuẩn y]",
                "Đảng bộ xã Kim Chính. Đề nghị nhập số, ngày văn bản. "
                "Ví dụ: MH-07-QĐ/HU ngày 22/5/2020",
            ),
            (
                "MH-06-QĐ/HU ngày 22/5/2020",
                "Ban Thường vụ Huyện ủy chuẩn y kết quả bầu cử của Đảng bộ xã Kim "
                "Chính, theo MH-06-QĐ/HU ngày 22/5/2020. [1 Xác nhận] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                "✓ Đã ghi lúc 20:30: Đảng bộ xã Kim Chính được chuẩn y kết quả bầu cử, theo "
                "MH-06-QĐ/HU ngày 22/5/2020.\n"
                "Tiếp theo: nộp hồ sơ đại hội, hạn 20/8/2020.",
            ),
        ],
    )
    assert await office.hear("K10") == (
        "Kết quả bầu cử được chuẩn y theo MH-06-QĐ/HU ngày 22/5/2020. Đề nghị nộp hồ sơ đại hội "
        "chậm nhất ngày 20/8/2020. [Đã nhận]"
    )
    await office.verify(
        "K10",
        [
            ("[Đã nhận]", "✓ Đã ghi nhận lúc 20:30."),
            (
                "/nophoso",
                "✓ Đã ghi lúc 20:30: Đảng bộ xã Kim Chính nộp hồ sơ đại hội ngày 22/5/2020.\n"
                "Các bước sau đại hội đã xong. Báo nhầm: /dinhchinh",
            ),
        ],
    )
    assert office.ask(STATE) == [("filed",)]
