"""Drafts, papers and opinions of a congress in conversation (KS-7, KS-12, DH-6, DH-10, NS-7)."""

import pytest

from congress.facts import FactKind
from profiles.reader import read_documents, read_template
from storage import facts, units
from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail

REPORT = "Báo cáo chính trị lần"
CARD = "[Văn kiện của đơn vị]"
CRITICS = (
    "Đồng chí chưa được giao quyền ghi lỗi của dự thảo; chưa ghi gì. Quyền này thuộc: Bí thư, Phó Bí thư, "
    "Thường trực, Ban Tổ chức, Tổ trưởng Tổ công tác."
)


async def kept(hall: Conversation, unit: str = "K12") -> list[str]:
    """List what is kept of drafts of a unit: document, version and state."""
    async with hall.database.work() as work:
        told = await facts.newest(work, unit=unit)
    return [f"{one.subject} {one.data['state']}" for one in told if one.kind is FactKind.DRAFT]


async def refuse(hall: Conversation, who: str, said: str, answer: str) -> None:
    """Say what is wrong: its answer begins so, and no fact is kept of anybody."""
    async with hall.database.work() as work:
        before = await facts.newest(work)
    (got,) = await hall.say(who, said)
    assert got[: len(answer)] == answer
    async with hall.database.work() as work:
        assert await facts.newest(work) == before


@pytest.mark.row("DH-6")
async def test_draft_goes_through_comments_and_mending(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("K12", "/vankien bcct lần 2 gửi góp ý BTV") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {REPORT} 2: đang lấy góp ý (Ban Thường vụ). {CARD}"
    ]
    assert await hall.say("T01", "/vankien K12 bcct lần 2 góp ý D05 D09 bởi BTV") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {REPORT} 2: đã có góp ý (Ban Thường vụ).\n"
        "Còn 2 lỗi: D05 chưa so sánh với mục tiêu nghị quyết; D09 biên tập quá dài. " + CARD
    ]
    assert await hall.say("K12", "/vankien K12 bcct lan 2 da sua d5") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {REPORT} 2: đã sửa D05.\n"
        f"Còn 1 lỗi: D09 biên tập quá dài. {CARD}"
    ]
    assert await hall.say("K12", "/vankien bcct lần 2 hoàn thiện") == [
        f"{REPORT} 2 còn lỗi chưa sửa: D09; chưa ghi hoàn thiện.\n"
        "Ví dụ: /vankien K12 bcct lần 2 đã sửa D09"
    ]
    # A version that nobody has begun is not shown as begun.
    shown = await hall.say("K12", "/vankien bcct")
    assert await hall.say("K12", "/vankien bcct lần 3") == shown
    assert await hall.say("K12", "/vankien bcct 2 đã sửa hết") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {REPORT} 2: đã sửa hết lỗi.\n"
        f"Không còn lỗi chưa sửa. {CARD}"
    ]
    assert await hall.say("K12", "/vankien bcct 2 hoàn thiện") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {REPORT} 2: đã hoàn thiện. {CARD}"
    ]
    assert await kept(hall) == ["political_report/2 finalised"]
    assert await trail(hall, "draft K12/political_report/2") == [
        ("draft", None, "out_for_comment"),
        ("draft", "out_for_comment", "commented D05 D09"),
        ("draft", "commented D05 D09", "commented D09"),
        ("draft", "commented D09", "commented"),
        ("draft", "commented", "finalised"),
    ]


async def test_agreement_to_a_draft_asks_for_its_basis(hall: Conversation) -> None:
    for said in ("gửi góp ý", "có ý kiến", "hoàn thiện"):
        await hall.say("K12", f"/vankien bcct lần 2 {said}")

    assert await hall.say("organisation_dept", "/vankien K12 bcct 2 duyệt") == [
        f"Đảng bộ xã Kim Đông, {REPORT} 2 được duyệt. Căn cứ: số, ngày văn bản hoặc hội nghị?"
    ]
    assert await hall.say("organisation_dept", "hội nghị BTV 14/5") == [
        f"{REPORT} 2 của Đảng bộ xã Kim Đông được duyệt, theo hội nghị BTV ngày 14/5/2020. "
        "[1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("organisation_dept", "1") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {REPORT} 2: đã được duyệt, theo hội nghị BTV ngày "
        f"14/5/2020. {CARD}"
    ]
    assert await hall.say("organisation_dept", "/dongythao 00000000") == [
        "Nội dung này đã được xử lý hoặc đã quá hạn; không có gì thay đổi. "
        "Đề nghị đồng chí làm lại từ đầu."
    ]
    assert await hall.say("organisation_dept", "/vankien K12 bcct 2 duyệt") == [
        f"{REPORT} 2 đã ghi trước đó: đã được duyệt; không có gì thay đổi."
    ]
    assert await kept(hall) == ["political_report/2 approved"]


async def test_draft_is_led_by_buttons_and_read_back(hall: Conversation) -> None:
    (asked,) = await hall.say("K12", "/vankien nghị quyết")
    assert asked == (
        "Đảng bộ xã Kim Đông, Nghị quyết: chưa ghi dự thảo nào. "
        "[1 Bắt đầu lần 1] [2 Gửi góp ý] [Văn kiện của đơn vị]"
    )
    assert await hall.say("K12", "2") == [
        "Đảng bộ xã Kim Đông, Nghị quyết lần 1: đang lấy góp ý. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await kept(hall) == []
    assert await hall.say("K12", "1") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, Nghị quyết lần 1: đang lấy góp ý. {CARD}"
    ]
    assert await kept(hall) == ["resolution/1 out_for_comment"]


async def test_reviewer_names_defects_by_buttons_or_words(hall: Conversation) -> None:
    await hall.say("K12", "/vankien bcct lần 2 gửi góp ý")
    await hall.say("T01", "/vankien K12 bcct")
    (asked,) = await hall.say("T01", "[1 Ghi góp ý]")
    assert asked.startswith(
        f"Đảng bộ xã Kim Đông, {REPORT} 2: còn lỗi nào?\nChọn một, hoặc ghi nhiều mã và cơ "
        "quan góp ý, ví dụ: D05 D09 của BTV [1 D01 chưa toàn diện]"
    )
    assert asked.endswith("[10 D10 chưa bám Đề cương hướng dẫn] [Không có lỗi]")
    assert await hall.say("T01", "D05, d9 bởi Tổ Biên tập") == [
        f"Đảng bộ xã Kim Đông, {REPORT} 2: có góp ý của Tổ Biên tập: D05 chưa so sánh với mục "
        "tiêu nghị quyết; D09 biên tập quá dài. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await kept(hall) == ["political_report/2 out_for_comment"]
    assert await hall.say("T01", "1") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {REPORT} 2: đã có góp ý (Tổ Biên tập).\n"
        "Còn 2 lỗi: D05 chưa so sánh với mục tiêu nghị quyết; D09 biên tập quá dài. " + CARD
    ]


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("K12", "/vankien bcct 4 gửi góp ý", "Chưa có Báo cáo chính trị lần 3 nên không ghi được"),
        ("K12", "/vankien bcct 99 gửi góp ý", "Không có dự thảo lần 99: chỉ ghi lần 1 đến lần 20"),
        ("K12", "/vankien bcct 2 có ý kiến", f'{REPORT} 2 đang soạn; bước tiếp theo là "gửi góp'),
        ("K12", "/vankien bcct 2 trình đại hội", f"{REPORT} 2 đang soạn; bước tiếp theo là"),
        ("K12", "/vankien bcct 2 góp ý D05", CRITICS),
        ("T01 member", "/vankien K12 bcct 2 góp ý D05", CRITICS),
        (
            "K12",
            "/vankien bcct 2 duyệt",
            "Đồng chí chưa được giao quyền ghi ý kiến duyệt; chưa ghi gì.",
        ),
        (
            "office",
            "/vankien K12 bcct 2 gửi góp ý",
            "Đồng chí chưa được giao quyền ghi bước của dự thảo;",
        ),
        (
            "standing_committee",
            "/vankien K12 bcct 2 gửi góp ý",
            "Đồng chí chưa được giao quyền ghi bước của dự thảo",
        ),
        ("T03", "/vankien K12 bcct 2 gửi góp ý", "Đảng bộ xã Kim Đông không thuộc phạm vi của"),
        ("K12", "/vankien K13 bcct", "Đảng bộ xã Kim Hải không thuộc phạm vi của đồng chí."),
        ("K12", "/vankien thơ", 'Chưa rõ văn kiện nào là "thơ"; chưa ghi gì.'),
        ("K12", "/vankien bcct 2 xyz", f'{REPORT} 2: chưa rõ "xyz"; chưa ghi gì.\nCác bước:'),
        ("K12", "/vankien bcct 2 đã sửa D05", f"{REPORT} 2 chưa ghi lỗi nào;"),
        (
            "K12",
            "/vankien bcct 2 gửi góp ý đồng chí Hùng",
            "Đề nghị không nêu họ tên; chưa ghi gì.",
        ),
        ("K12", "/vankien bcct 2 gửi góp ý " + "x" * 81, "Ghi chú dài 81 ký tự, tối đa 80;"),
        ("secretary", "/vankien 99", "Không có trang 99; có từ trang 1 đến trang 7."),
        ("K12", "/vkbuoc K12 x", 'Chưa rõ văn kiện nào là "x"; chưa ghi gì.'),
    ],
)
async def test_wrong_step_is_answered_and_not_kept(
    hall: Conversation, who: str, said: str, answer: str
) -> None:
    (got,) = await hall.say(who, said)
    assert got[: len(answer)] == answer
    assert await kept(hall) == []


async def test_unknown_defect_gives_the_list_or_the_nearest(hall: Conversation) -> None:
    await hall.say("K12", "/vankien bcct 2 gửi góp ý")

    (whole,) = await hall.say("T01", "/vankien K12 bcct 2 góp ý D15")
    assert whole.startswith('Không có mã lỗi "D15"; chưa ghi gì. Có 10 mã, đồng chí chọn: [1 D01')
    assert whole.count("[") == 10
    (near,) = await hall.say("T01", "/vankien K12 bcct 2 góp ý chưa so sánh nghị quyết cũ")
    assert near.startswith(
        'Không có mã lỗi "chưa so sánh nghị quyết cũ"; chưa ghi gì. Gần nhất: '
        "[1 D05 chưa so sánh với mục tiêu nghị quyết]"
    )
    assert await kept(hall) == ["political_report/2 out_for_comment"]
    assert await hall.say("T01", "1") == [
        f"Đảng bộ xã Kim Đông, {REPORT} 2: có góp ý: D05 chưa so sánh với mục tiêu nghị quyết. "
        "[1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    (said,) = await hall.say("T01", "/vankien K12 bcct 2 gop y qua dai")
    assert "Còn 1 lỗi: D09 biên tập quá dài." in said


@pytest.mark.row("DH-6")
async def test_most_frequent_defects_are_counted(hall: Conversation) -> None:
    for unit, leader, codes in (("K12", "T01", "D05 D09"), ("K01", "T01", "D05")):
        await hall.say(unit, "/vankien bcct 2 gửi góp ý")
        await hall.say(leader, f"/vankien {unit} bcct 2 góp ý {codes}")
    await hall.say("K01", "/vankien bcct 2 đã sửa")

    assert await hall.say("secretary", "/vankien lỗi") == [
        "Lỗi hay gặp trong 2 dự thảo của 2 đơn vị:\n"
        "1. D05 chưa so sánh với mục tiêu nghị quyết: 2 lần, còn 1 chưa sửa\n"
        "2. D09 biên tập quá dài: 1 lần, còn 1 chưa sửa"
    ]
    assert await hall.say("K13", "/vankien loi") == ["Chưa ghi dự thảo nào."]


@pytest.mark.row("DH-14", "CL-7", "NS-7")
async def test_card_shows_what_is_new_in_the_term_and_what_is_lacking(hall: Conversation) -> None:
    await hall.say("K12", "/vankien noidung V1 V2 V5 V6 V7 đủ")
    card = (
        "Đảng bộ xã Kim Đông, văn kiện đại hội:\nChưa ghi dự thảo nào.\n"
        "Chương trình hành động (X09): hoàn thành.\nĐánh giá 5 năm nhân sự (X10): hoàn thành.\n"
        "Bộ chỉ tiêu chủ yếu: {}.\n"
        "Nội dung dự thảo: 5/7 phần, còn thiếu nguyên nhân; bài học kinh nghiệm.\n"
        "Góp ý văn kiện cấp trên: 0/3 dự thảo đã lấy ý kiến."
    )
    (said,) = await hall.say("secretary", "/vankien Kim Đông")
    assert said.partition(" [1")[0] == card.format("chưa có")

    assert await hall.say("K12", "/vankien chỉ tiêu đủ") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, M1 bộ chỉ tiêu chủ yếu của nhiệm kỳ mới: đủ.\n"
        f"Không còn mục thiếu. {CARD}"
    ]
    (said,) = await hall.say("T01", "/vankien K12")
    assert said.partition(" [1")[0] == card.format("đã có")


@pytest.mark.row("NS-7")
async def test_parts_of_a_draft_are_ticked_off(hall: Conversation) -> None:
    assert await hall.say("K12", "/vankien nội dung V1, v2 có") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, V1 thành tựu, V2 hạn chế, yếu kém: đủ.\n"
        f"Còn thiếu: V3, V4, V5, V6, V7. {CARD}"
    ]
    (said,) = await hall.say("T01", "/vankien K12 noidung")
    assert said.splitlines()[:4] == [
        "Đảng bộ xã Kim Đông, Nội dung dự thảo Báo cáo chính trị: có 2/7 phần.",
        "V1 thành tựu: đủ",
        "V2 hạn chế, yếu kém: đủ",
        "V3 nguyên nhân: thiếu",
    ]
    assert await hall.say("K12", "/vankien V1 thiếu") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, V1 thành tựu: thiếu.\n"
        f"Còn thiếu: V1, V3, V4, V5, V6, V7. {CARD}"
    ]
    assert await hall.say("K12", "/vankien V9 đủ") == [
        'Chưa rõ "V9 đủ"; chưa ghi gì. Đề nghị ghi mã và "đủ" hoặc "thiếu", ví dụ: V1 đủ'
    ]


@pytest.mark.row("DH-10")
async def test_opinions_are_told_and_counted(hall: Conversation) -> None:
    assert await hall.say("K12", "/vankien góp ý U1 đã lấy 25 ý kiến") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, U1 dự thảo văn kiện Đại hội toàn quốc của Đảng: đã lấy ý "
        f"kiến, 25 ý kiến.\nCòn chưa lấy ý kiến: U2, U3. {CARD}"
    ]
    await hall.say("T01", "/vankien K12 gop y u1 da tong hop 26")
    await hall.say("K01", "/vankien góp ý U1 đã lấy")

    (said,) = await hall.say("secretary", "/vankien góp ý")
    assert said.splitlines()[1] == (
        "U1 dự thảo văn kiện Đại hội toàn quốc của Đảng: 2/72 đơn vị đã lấy ý kiến, 1 đã tổng "
        "hợp; 26 ý kiến."
    )
    (said,) = await hall.say("secretary", "[U1 chưa lấy]")
    lines = said.splitlines()
    assert lines[0] == (
        "Chưa lấy ý kiến U1 dự thảo văn kiện Đại hội toàn quốc của Đảng: 70/72 đơn vị (trang 1/3)."
    )
    assert "Kim Đông" not in said
    assert lines[-1] == "Còn 46 đơn vị. [Xem tiếp]"


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("K12", "/vankien góp ý U9 đã lấy", 'Chưa rõ dự thảo nào là "U9 đã lấy"; chưa ghi gì.'),
        ("K12", "/vankien góp ý U1 xong rồi", 'Chưa rõ "U1 xong rồi"; chưa ghi gì. Ví dụ: U1'),
        ("K12", "/vankien góp ý U1 đã lấy nhiều", 'Chưa rõ "U1 đã lấy nhiều"; chưa ghi gì.'),
        ("K12", "/vankien góp ý U1 đã lấy 999999", 'Chưa rõ "U1 đã lấy 999999"; chưa ghi gì.'),
        ("office", "/vankien K12 góp ý U1 đã lấy", "Mục này do đơn vị hoặc Tổ công tác phụ"),
        ("office", "/vankien góp ý U9", 'Chưa rõ dự thảo nào là "U9"; chưa ghi gì.'),
        ("office", "/vankien góp ý U1 9", "Không có trang 9; có từ trang 1 đến trang 3."),
    ],
)
async def test_wrong_opinions_are_answered_and_not_kept(
    hall: Conversation, who: str, said: str, answer: str
) -> None:
    await refuse(hall, who, said, answer)


@pytest.mark.row("KS-7")
async def test_papers_are_complete_or_which_are_missing(hall: Conversation) -> None:
    (said,) = await hall.say("K12", "/giayto")
    assert said == (
        "Đảng bộ xã Kim Đông, giấy tờ đại hội: đủ 6/11; còn thiếu:\nP01 chương trình\n"
        "P02 kịch bản điều hành\nP07 đề án bầu đoàn đại biểu dự đại hội cấp trên\n"
        "P08 các loại phiếu bầu\nP09 biên bản "
        "[1 P01 đủ] [2 P02 đủ] [3 P07 đủ] [4 P08 đủ] [5 P09 đủ] [Các cơ quan đại hội]"
    )
    assert await hall.say("K12", "1") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, P01 chương trình: đủ.\nCòn thiếu: P02, P07, P08, P09. "
        "[1 P02 đủ] [2 P07 đủ] [3 P08 đủ] [4 P09 đủ] [Các cơ quan đại hội]"
    ]
    await hall.say("T01", "/giayto Kim Đông: P02 P07 P08 P09 đủ")
    (said,) = await hall.say("secretary", "/giayto K12")
    assert said == "Đảng bộ xã Kim Đông, giấy tờ đại hội: đủ 11/11. [Các cơ quan đại hội]"
    await hall.say("K12", "/giayto P03 thiếu")
    (said,) = await hall.say("secretary", "/giayto K12")
    assert said.splitlines()[:2] == [
        "Đảng bộ xã Kim Đông, giấy tờ đại hội: đủ 10/11; còn thiếu:",
        "P03 đề án bầu Đoàn Chủ tịch [Các cơ quan đại hội]",
    ]
    assert await trail(hall, "check K12/P03") == [("check", None, "missing")]


@pytest.mark.row("KS-7")
async def test_cell_is_asked_only_for_its_own_papers(hall: Conversation) -> None:
    (said,) = await hall.say("K56", "/giayto")
    assert said.splitlines() == [
        "Chi bộ Phòng Tư pháp, giấy tờ đại hội: đủ 4/7; còn thiếu:",
        "P07 đề án bầu đoàn đại biểu dự đại hội cấp trên",
        "P08 các loại phiếu bầu",
        "P09 biên bản [1 P07 đủ] [2 P08 đủ] [3 P09 đủ] [Các cơ quan đại hội]",
    ]
    assert await hall.say("K56", "/giayto P03 đủ") == [
        "P03 không áp dụng với Chi bộ Phòng Tư pháp; chưa ghi gì."
    ]


@pytest.mark.row("KS-7")
async def test_congress_without_election_is_asked_for_fewer_papers(hall: Conversation) -> None:
    async with hall.database.work() as work:
        two = hall.directory.units["K12"].model_copy(update={"contents": "12"})
        units.save_unit(work, two)
    await hall.say("office", "/tuychon")  # the directory is loaded anew

    (said,) = await hall.say("K12", "/giayto")
    assert said.splitlines() == [
        "Đảng bộ xã Kim Đông, giấy tờ đại hội: đủ 5/8; còn thiếu:",
        "P01 chương trình",
        "P02 kịch bản điều hành",
        "P09 biên bản [1 P01 đủ] [2 P02 đủ] [3 P09 đủ] [Các cơ quan đại hội]",
    ]
    (said,) = await hall.say("K12", "/giayto coquan")
    assert "B4" not in said


@pytest.mark.row("DH-14")
def test_every_committee_is_asked_for_what_is_new_in_the_term() -> None:
    plan = {rule.code: rule for rule in read_template("x")}
    for term in read_documents().term_item:
        assert [plan[code].applies_when for code in term.items] == [None]


async def test_unit_may_tell_that_comments_came(hall: Conversation) -> None:
    await hall.say("K12", "/vankien bcct 2 gửi góp ý")
    await hall.say("K12", "/vankien bcct")
    assert await hall.say("K12", "[1 Ghi góp ý]") == [
        f"Đảng bộ xã Kim Đông, {REPORT} 2: có góp ý, không ghi lỗi. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("K12", "1") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {REPORT} 2: đã có góp ý. {CARD}"
    ]


async def test_stale_read_back_changes_nothing(hall: Conversation) -> None:
    await hall.say("K12", "/vkbuoc K12 nq 1 out_for_comment")
    await hall.say("T01", "/vankien K12 nq 1 gửi góp ý")

    assert await hall.say("K12", "1") == [
        "Nghị quyết lần 1 đã ghi trước đó: đang lấy góp ý; không có gì thay đổi."
    ]
    assert await kept(hall) == ["resolution/1 out_for_comment"]


async def test_agreement_may_be_told_with_its_basis_in_one_line(hall: Conversation) -> None:
    for said in ("gửi góp ý", "có ý kiến", "hoàn thiện"):
        await hall.say("K12", f"/vankien bcct lần 2 {said}")

    assert await hall.say("deputy", "/vankien K12 bcct 2 duyệt theo 12-TB/HU ngày 14/5/2020") == [
        f"{REPORT} 2 của Đảng bộ xã Kim Đông được duyệt, theo 12-TB/HU. "
        "[1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]


@pytest.mark.row("KS-12")
async def test_bodies_of_the_congress_come_with_what_is_asked_of_them(hall: Conversation) -> None:
    (said,) = await hall.say("K12", "/giayto cơ quan")
    able = (
        "Yêu cầu: có năng lực, kinh nghiệm, nắm vững nguyên tắc, thủ tục, nắm chắc việc phụ trách"
    )
    assert said.splitlines() == [
        "Đảng bộ xã Kim Đông, dự kiến các cơ quan của đại hội:",
        f"B1 Đoàn Chủ tịch: đủ. {able}",
        f"B2 Đoàn Thư ký: đủ. {able}",
        "B3 Ban Thẩm tra tư cách đại biểu: đủ",
        "B4 Ban Kiểm phiếu: đủ. Yêu cầu: có kinh nghiệm, nhanh nhẹn, tuổi đời còn trẻ [Giấy tờ]",
    ]
    assert await hall.say("K12", "/giayto B4 thiếu") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, B4 Ban Kiểm phiếu: thiếu.\n"
        "Còn thiếu: B4. [1 B4 đủ] [Giấy tờ]"
    ]


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("K12", "/giayto P99 đủ", 'Chưa rõ "P99 đủ"; chưa ghi gì. Đề nghị ghi mã và "đủ" hoặc'),
        ("K12", "/giayto P01", 'Chưa rõ "P01"; chưa ghi gì. Đề nghị ghi mã và "đủ" hoặc "thiếu"'),
        ("K12", "/giayto P01 đủ rồi nhé", 'Chưa rõ "P01 đủ rồi nhé"; chưa ghi gì.'),
        ("office", "/giayto K12 P01 đủ", "Mục này do đơn vị hoặc Tổ công tác phụ trách ghi;"),
        ("T03", "/giayto K12 P01 đủ", "Đảng bộ xã Kim Đông không thuộc phạm vi của đồng chí."),
    ],
)
async def test_wrong_paper_is_answered_and_not_kept(
    hall: Conversation, who: str, said: str, answer: str
) -> None:
    await refuse(hall, who, said, answer)


@pytest.mark.row("CL-6")
async def test_old_name_in_a_note_is_warned_of_and_kept(hall: Conversation) -> None:
    warned = (
        'Lưu ý: "Xuân Thiện" là tên cũ, nay là Xuân Chính. '
        "Đề nghị dùng tên mới; số liệu cũ để ở chú thích hoặc biểu riêng."
    )
    (said,) = await hall.say("K12", "/baocao X25 đang làm, so lieu xuan thien")
    assert said.splitlines()[0] == (
        '✓ Đã ghi lúc 09:00: Kim Đông, X25 Kịch bản điều hành: đang làm, "so lieu xuan thien".'
    )
    assert said.splitlines()[-1].partition(" [")[0] == warned

    await hall.say("K12", "/bcmuc K12 X25 in_progress")
    await hall.say("K12", "còn số liệu Xuân Thiện")
    assert await hall.say("K12", "1") == [
        f"✓ Đã ghi lúc 09:00; Tổ 1 xem được ngay.\n{warned}\nBáo nhầm: [Đính chính]"
    ]
    await hall.say("K12", "/vankien bcct 2 gửi góp ý")
    (said,) = await hall.say("T01", "/vankien K12 bcct 2 góp ý D03 số liệu Xuân Thiện")
    assert said.splitlines()[-1] == f"{warned} {CARD}"
