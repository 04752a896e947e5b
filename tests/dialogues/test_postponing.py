"""A congress becomes ready, is postponed with all others, and may be held after all."""

from pathlib import Path

from tests.dialogues.office import Office, at, open_office

ONE_LEFT = (
    "Đảng bộ xã Kim Chính: 21–22/5/2020; đã được đồng ý ngày. Còn 1 điều kiện để sẵn sàng.\n"
    "✓ Đồng ý ngày đại hội ✓ Đại hội chi bộ trực thuộc ✓ Rà soát đơn thư ✓ Trình phương án nhân "
    "sự ✓ Duyệt nội dung ✓ Không có vướng mắc phải giải quyết trước ✓ Không có vướng mắc liên "
    "quan nhân sự\n"
    "! Kết luận duyệt: đang làm, hạn 19/5/2020; chờ đơn vị. [Tình hình]"
)
STATES = "select unit, state, until_on from congresses where unit in ('K10', 'K12') order by unit"


async def test_congress_becomes_ready_is_postponed_and_resumed(tmp_path: Path) -> None:
    async with open_office(tmp_path, now=at("10:20"), morning=True) as office:
        await _become_ready(office)
        await _postpone_all(office)
        await office.stop()  # nothing of it hangs on one run of the program
        await office.start()
        await _let_time_run_out(office)
        await _resume(office)


async def _become_ready(office: Office) -> None:
    await office.verify(
        "secretary",
        [
            (
                "/danhsach chuasansang",
                "Đại hội đã có ngày trong 14 ngày tới, chưa sẵn sàng: 1 (đến 10:20 ngày "
                "15/5/2020).\nTổ 10\n"
                "Kim Chính: 21–22/5/2020 (còn 1 điều kiện: kết luận duyệt)\n"
                "Ngoài ra dự kiến 9 đại hội, chưa được đồng ý ngày. [Xem điều kiện] "
                "[Đại hội dự kiến]",
            ),
            ("[Xem điều kiện]", ONE_LEFT),
        ],
    )
    await office.do("T10", "/baocao K10 X19 xong")
    assert (await office.hear("T10")).startswith("✓ Đã ghi lúc 10:20")
    assert await office.hear("T10") == (
        "✓ Đảng bộ xã Kim Chính: đại hội ngày 21–22/5/2020 đã đủ điều kiện, sẵn sàng."
    )
    assert await office.hear("K10") == (
        "✓ Đại hội ngày 21–22/5/2020 đã đủ điều kiện, sẵn sàng. [Xem điều kiện]"
    )
    assert office.ask("select role, action from audit where object = 'unit K10'") == [
        (None, "ready")
    ]


async def _postpone_all(office: Office) -> None:
    assert office.ask(STATES) == [("K10", "ready", None), ("K12", "proposed", None)]
    await office.verify(
        "office",
        [
            (
                "/tamhoan Kim Chính, Kim Đông, Phòng Tư pháp đến 30/5 do dịch bệnh",
                "Tạm hoãn 3 đại hội (Kim Chính, Kim Đông, Phòng Tư pháp) đến hết 30/5/2020.\n"
                "Căn cứ: số, ngày văn bản hoặc hội nghị?",
            ),
            (
                "2472-CV/TU ngày 14/5/2020",
                "Tạm hoãn 3 đại hội đến hết 30/5/2020 do dịch bệnh, theo 2472-CV/TU. Văn kiện, "
                "nhân sự tiếp tục chuẩn bị. Đề xuất ngày của Kim Đông (DX12) không còn hiệu lực, "
                "phải đề xuất lại. [1 Xác nhận] [2 Sửa] [3 Bỏ]",
            ),
            ("1", "✓ Đã ghi lúc 10:20. Đã báo 3 đơn vị, Tổ 1, Tổ 10. [Ai chưa xác nhận]"),
        ],
    )
    assert office.ask(STATES) == [
        ("K10", "postponed", "2020-05-30"),
        ("K12", "postponed", "2020-05-30"),
    ]
    assert await office.hear("K10") == (
        "Đại hội ngày 21–22/5/2020 tạm hoãn đến hết 30/5/2020 do dịch bệnh, theo 2472-CV/TU. Đề nghị "
        "thông báo ngay cho đại biểu, tiếp tục chuẩn bị nội dung. [Đã nhận]"
    )
    await office.verify(
        "K10",
        [
            (
                "[Đã nhận]",
                "✓ Đã ghi nhận lúc 10:20. Việc tiếp theo: X33 Tình hình tư tưởng, hạn 15/5/2020.",
            )
        ],
    )
    assert await office.hear("T01") == (
        "2 đại hội tạm hoãn đến hết 30/5/2020 do dịch bệnh, theo 2472-CV/TU:\n"
        "- Đảng bộ xã Kim Đông, đề xuất DX12 (10–11/6/2020) không còn hiệu lực\n"
        "- Chi bộ Phòng Tư pháp, ngày 20/5/2020\n"
        "Đề nghị đôn đốc đơn vị đã có ngày thông báo ngay; các đơn vị tiếp tục chuẩn bị nội dung. "
        "[Đã nhận]"
    )


async def _let_time_run_out(office: Office) -> None:
    office.clock.move_to(at("10:20", day="2020-05-31"))
    await office.settle()
    await office.do("secretary", "/danhsach tamhoan")
    lapsed = "\nTạm hoãn: 3 đại hội (3 đã hết thời hạn, chờ quyết định).\n"
    heard = await office.unheard("secretary")
    while not any(one.startswith("Tạm hoãn") for one in heard) or not any(
        lapsed in one for one in heard
    ):  # the list that was asked for and the digest of the day come in any order
        heard.append(await office.hear("secretary"))
    (listed,) = (one for one in heard if one.startswith("Tạm hoãn"))
    assert listed == (
        "Tạm hoãn: 3 đại hội (đến 10:20 ngày 31/5/2020).\n"
        "Tổ 1\n"
        "Kim Đông: ngày cũ 10–11/6/2020; hoãn đến hết 30/5/2020 (đã hết thời hạn tạm hoãn); chưa xác nhận\n"
        "Phòng Tư pháp: ngày cũ 20/5/2020; hoãn đến hết 30/5/2020 (đã hết thời hạn tạm hoãn); chưa xác nhận\n"
        "Tổ 10\n"
        "Kim Chính: ngày cũ 21–22/5/2020; hoãn đến hết 30/5/2020 (đã hết thời hạn tạm hoãn)"
    )


async def _resume(office: Office) -> None:
    for who in ("office", "K12"):
        await office.unheard(who)
    await office.verify(
        "office",
        [
            (
                "/cholai Kim Đông",
                "Cho tổ chức lại 1 đại hội (Kim Đông). Đề nghị nhập số, ngày văn bản cho phép "
                "của cấp trên.",
            ),
            (
                "MH-09-CV/TU ngày 31/5/2020",
                "Cho tổ chức lại 1 đại hội (Kim Đông) theo MH-09-CV/TU. Đơn vị đề xuất lại ngày; "
                "hạn công việc tính lại theo ngày mới. [1 Xác nhận] [2 Sửa] [3 Bỏ]",
            ),
            (
                "1",
                "✓ Đã ghi lúc 10:20: 1 đại hội được tổ chức lại. Đã báo 1 đơn vị, Tổ 1. "
                "[Ai chưa xác nhận]",
            ),
        ],
    )
    assert await office.hear("K12") == (
        "Đại hội được tổ chức lại theo MH-09-CV/TU ngày 31/5/2020. Ngày cũ 10–11/6/2020; đề nghị "
        "đề xuất lại hoặc chọn ngày khác. [Đã nhận] [Đề xuất lại 10–11/6/2020]"
    )
    assert office.ask(STATES) == [("K10", "postponed", "2020-05-30"), ("K12", "undated", None)]
