"""Personnel in counts: five steps, gaps, screening, and the plan's approval (/nhansu)."""

import pytest

from congress.facts import FactKind
from congress.plans import ItemStatus
from storage import facts
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_people import trail
from tests.handlers.test_report import progress

RECORDED = "✓ Đã ghi lúc 09:00: Kim Đông, tái cử B{step} ngày {day} ({step}/5). X11: {status}."


def told(hall: Conversation, who: str) -> list[Said]:
    return [said for said in hall.told if said.to == str(hall.person(who).id)]


async def told_facts(
    hall: Conversation, unit: str
) -> list[tuple[FactKind, str, dict[str, object]]]:
    async with hall.database.work() as work:
        return [(one.kind, one.subject, one.data) for one in await facts.newest(work, unit=unit)]


async def take_steps(
    hall: Conversation, days: list[str], *, stream: str = "tái cử", who: str = "K12"
) -> list[str]:
    answers = []
    for step, day in enumerate(days, 1):
        answers += await hall.say(who, f"/nhansu b{step} {stream} {day}")
    return answers


@pytest.mark.row("DH-1")
async def test_steps_are_taken_in_order_with_their_days(either_hall: Conversation) -> None:
    hall = either_hall
    await hall.say("T01", "/baocao K12 X11 chưa làm ghi lại từng bước")
    await hall.say("T01", "/baocao K12 X12 chưa làm ghi lại từng bước")
    days = ["05/3", "10/3", "10/3", "15/3", "20/3"]
    answers = await take_steps(hall, days)

    assert answers[0] == (
        RECORDED.format(step=1, day="05/3/2020", status="đang làm") + " [B2 tái cử] [Thẻ nhân sự]"
    )
    assert (await progress(hall, "K12", "X11")).status is ItemStatus.DONE
    assert answers[4] == (
        RECORDED.format(step=5, day="20/3/2020", status="hoàn thành")
        + " [B1 lần đầu] [Thẻ nhân sự]"
    )
    assert await hall.say("K12", "/nhansu b1 lần đầu 19/3") == [
        "Ngày 19/3/2020 trước tái cử B5 (20/3/2020); chưa ghi gì. Đề nghị kiểm tra lại ngày. "
        "[1 B1 lần đầu] [2 Thẻ nhân sự]"
    ]
    assert await hall.say("T01", "/nhansu K12 buoc 1 quy hoach 20/3") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, lần đầu B1 ngày 20/3/2020 (1/5). X12: đang làm. "
        "[B2 lần đầu] [Thẻ nhân sự]"
    ]
    [card] = await hall.say("T01", "/nhansu Kim Đông")
    assert card.splitlines()[:3] == [
        "Đảng bộ xã Kim Đông (K12), nhân sự:",
        "Tái cử: B1 05/3, B2 10/3, B3 10/3, B4 15/3, B5 20/3 (5/5).",
        "Lần đầu: B1 20/3 (1/5).",
    ]
    assert [one for one in await trail(hall, "unit K12") if one[0] == "read_personnel"]


@pytest.mark.row("DH-1")
@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "/nhansu b3 tái cử 15/3",
            "Các bước ghi theo thứ tự: tái cử đang chờ B2, chưa ghi được B3. "
            "Ví dụ: /nhansu K12 b2 tái cử 15/3 [1 B2 tái cử] [2 Thẻ nhân sự]",
        ),
        (
            "/nhansu b2 tái cử 04/3",
            "Ngày 04/3/2020 trước tái cử B1 (05/3/2020); chưa ghi gì. Đề nghị kiểm tra lại ngày. "
            "[1 B2 tái cử] [2 Thẻ nhân sự]",
        ),
        (
            "/nhansu b2 tái cử 16/5",
            "Ngày 16/5/2020 chưa đến; chưa ghi gì. Chỉ ghi bước đã làm xong. "
            "[1 B2 tái cử] [2 Thẻ nhân sự]",
        ),
        (
            "/nhansu b1 lần đầu 10/3",
            "Lần đầu tham gia chỉ bắt đầu sau khi tái cử xong B5; tái cử đang chờ B2; chưa ghi gì. "
            "Ví dụ: /nhansu K12 b2 tái cử 10/3 [1 B2 tái cử] [2 Thẻ nhân sự]",
        ),
        (
            "/nhansu b1 tái cử 10/3",
            "Kim Đông, tái cử B1 đã ghi ngày 05/3/2020; không có gì thay đổi. "
            "Ghi nhầm thì rút: /nhansu K12 b1 tái cử rút [1 B2 tái cử] [2 Thẻ nhân sự]",
        ),
        (
            "/nhansu b6 tái cử",
            "Quy trình có 5 bước, từ B1 đến B5; chưa ghi gì. Ví dụ: /nhansu K12 b3 tái cử 15/3",
        ),
        (
            "/nhansu b2 tái cử 31/2",
            'Không có ngày "31/2"; chưa ghi gì. Ví dụ: /nhansu K12 b2 tái cử 15/5',
        ),
        (
            "/nhansu b2 tái cử đủ phiếu",
            'Chưa rõ ngày nào là "đủ phiếu"; chưa ghi gì. Ví dụ: /nhansu K12 b2 tái cử 15/5',
        ),
        (
            "/nhansu b9 tái cử rút",
            "Quy trình có 5 bước, từ B1 đến B5; chưa ghi gì. Ví dụ: /nhansu K12 b3 tái cử 15/3",
        ),
        ("/nhansu b3 tái cử rút", "Kim Đông, tái cử B3 chưa ghi; không có gì để rút."),
        (
            "/nhansu K12 phiếu tín nhiệm",
            'Chưa rõ "phiếu tín nhiệm"; chưa ghi gì. Đồng chí ghi như ví dụ:\n'
            "/nhansu K12 b3 tái cử 15/3\n/nhansu K12 thieu llct=2 tinhoc=1\n"
            "/nhansu K12 sangloc 20/4",
        ),
    ],
)
async def test_wrong_step_stores_nothing(hall: Conversation, line: str, answer: str) -> None:
    await take_steps(hall, ["05/3"])
    before = await told_facts(hall, "K12")

    assert await hall.say("K12", line) == [answer]

    assert await told_facts(hall, "K12") == before


async def test_step_is_asked_for_and_read_back(hall: Conversation) -> None:
    assert await hall.say("K12", "/nhansu bước 1") == [
        "Kim Đông, bước 1: tái cử hay lần đầu tham gia? [1 Tái cử] [2 Lần đầu]"
    ]
    await hall.say("K12", "/nhansu")
    assert await hall.say("K12", "[1 B1 tái cử]") == [
        "Kim Đông, tái cử B1: ngày nào? Ví dụ: 15/5 [1 Hôm nay]"
    ]
    assert (await hall.say("K12", "hôm kia"))[0].startswith('Chưa rõ ngày nào là "hôm kia"')
    assert await hall.say("K12", "05/3") == [
        "Kim Đông, tái cử B1: xong ngày 05/3/2020. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await told_facts(hall, "K12") == []
    assert (await hall.say("K12", "1"))[0].startswith("✓ Đã ghi lúc 09:00: Kim Đông, tái cử B1")
    assert (await hall.say("K12", "/dongythao abc"))[0].startswith("Nội dung này đã được xử lý")
    assert await told_facts(hall, "K12") == [
        (FactKind.STEP, "re_election/1", {"on": "2020-03-05"})
    ]


async def test_last_step_is_withdrawn(hall: Conversation) -> None:
    await take_steps(hall, ["05/3", "10/3"])

    assert await hall.say("K12", "/nhansu b1 tái cử rút") == [
        "Chỉ rút được bước cuối: /nhansu K12 b2 tái cử rút"
    ]
    assert await hall.say("K12", "/nhansu b2 tái cử rút") == [
        "✓ Đã rút lúc 09:00: Kim Đông, tái cử B2. Đề nghị ghi lại ngày đúng."
    ]
    assert (await hall.say("K12", "/nhansu b2 tái cử 11/3"))[0].startswith(
        "✓ Đã ghi lúc 09:00: Kim Đông, tái cử B2 ngày 11/3/2020 (2/5)."
    )


@pytest.mark.row("DH-7")
async def test_gaps_are_told_by_category(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say(
        "K12", "/nhansu thieu llct=2 chuyenmon=1 chuyenvien=0 tinhoc=1 ngoaingu=0"
    ) == [
        "✓ Đã ghi lúc 09:00: Kim Đông, số người còn thiếu tiêu chuẩn: lý luận chính trị 2, "
        "chuyên môn 1, chuyên viên 0, tin học 1, ngoại ngữ 0. [Thẻ nhân sự]"
    ]
    assert await hall.say("T01", "/nhansu K12 thiếu: 1 lý luận chính trị") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, số người còn thiếu tiêu chuẩn: lý luận chính trị 1, "
        "chuyên môn 1, chuyên viên 0, tin học 1, ngoại ngữ 0. [Thẻ nhân sự]"
    ]
    assert await trail(hall, "unit K12/political_theory") == [
        ("tell_standards_gap", None, "2"),
        ("tell_standards_gap", "2", "1"),
    ]
    [card] = await hall.say("organisation_dept", "/nhansu K12")
    assert (
        "Tiêu chuẩn còn thiếu: lý luận chính trị 1, chuyên môn 1, chuyên viên 0, tin học 1, "
        "ngoại ngữ 0." in card
    )


@pytest.mark.row("DH-7")
@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("llct=hai", 'Chưa rõ "hai"; chưa ghi gì. Chỉ ghi số người, không ghi tỷ lệ, họ tên.'),
        (
            "đồng chí Hùng",
            'Chưa rõ "hung"; chưa ghi gì. Chỉ ghi số người, không ghi tỷ lệ, họ tên.',
        ),
        ("llct=1 llct=2", "Ghi hai lần số lý luận chính trị; chưa ghi gì."),
        ("tin học", 'Thiếu số sau "tin học"; chưa ghi gì.'),
        ("llct=5000", "Số 5000 quá lớn; chưa ghi gì."),
    ],
)
async def test_wrong_gaps_store_nothing(hall: Conversation, said: str, why: str) -> None:
    example = "/nhansu K12 thieu llct=2 chuyenmon=1 chuyenvien=0 tinhoc=1 ngoaingu=0"

    assert await hall.say("K12", f"/nhansu thieu {said}") == [f"{why}\nVí dụ: {example}"]

    assert await told_facts(hall, "K12") == []


async def test_gaps_are_asked_for_and_read_back(hall: Conversation) -> None:
    assert await hall.say("K12", "/nhansu thieu") == [
        "Kim Đông: số người còn thiếu từng tiêu chuẩn (lý luận chính trị, chuyên môn, chuyên "
        "viên, tin học, ngoại ngữ)? Ví dụ: llct 2, tin học 1"
    ]
    assert await hall.say("K12", "llct 2, tin học 1") == [
        "Kim Đông, số người còn thiếu tiêu chuẩn: lý luận chính trị 2, tin học 1. "
        "[1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("K12", "3") == ["Đã bỏ; chưa ghi gì."]
    assert await told_facts(hall, "K12") == []


@pytest.mark.row("NS-5")
async def test_screening_is_a_day_and_a_body_and_nothing_else(hall: Conversation) -> None:
    assert await hall.say("K12", "/nhansu sangloc 20/4") == [
        "Kim Đông, đã rà soát, sàng lọc ngày 20/4/2020. Cơ quan nào xác nhận? "
        "[1 Ban Thường vụ cấp trên] [2 Ban Tổ chức cấp trên] [3 cấp ủy đơn vị]"
    ]
    assert await hall.say("K12", "1") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, đã rà soát, sàng lọc nhân sự: ngày 20/4/2020, "
        "Ban Thường vụ cấp trên xác nhận. [Thẻ nhân sự]"
    ]
    assert await told_facts(hall, "K12") == [
        (FactKind.SCREENING, "", {"on": "2020-04-20", "body": "standing_committee"})
    ]
    refused = "Chỉ ghi ngày và cơ quan xác nhận; nội dung khác không ghi. Chưa ghi gì."
    example = "\nVí dụ: /nhansu K12 sangloc 15/5 BTV"
    for words in ("20/4 BTV, 01 người thiếu gương mẫu", "chưa xong", "31/2 BTV"):
        assert await hall.say("K12", f"/nhansu sangloc {words}") == [refused + example]
    assert await hall.say("K12", "/nhansu sàng lọc 16/5 BTV") == [
        "Ngày xác nhận sau hôm nay; chưa ghi gì." + example
    ]
    assert len(await told_facts(hall, "K12")) == 1


@pytest.mark.row("NS-5")
async def test_screening_is_asked_for_and_read_back(hall: Conversation) -> None:
    [asked] = await hall.say("T01", "/nhansu K12 sangloc")
    assert asked.endswith("không nhận xét cá nhân. Ví dụ: 15/5")
    assert await hall.say("T01", "20/4, ban tổ chức") == [
        "Kim Đông, đã rà soát, sàng lọc nhân sự: ngày 20/4/2020, Ban Tổ chức cấp trên xác nhận. "
        "[1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert (await hall.say("T01", "1"))[0].startswith("✓ Đã ghi lúc 09:00: Kim Đông, đã rà soát")


@pytest.mark.row("KS-6")
async def test_plan_is_approved_by_the_committee_above(either_hall: Conversation) -> None:
    hall = either_hall
    assert (await hall.say("K25", "/baocao X15 hoàn thành"))[0].startswith(
        "✓ Đã ghi lúc 09:00: Phát Diệm, X15 Trình phương án nhân sự: đã trình."
    )
    [listed] = await hall.say("secretary", "/danhsach chuaphuongan")
    assert "Phát Diệm: X15 đã trình, hạn" in listed
    assert await hall.say("standing_board", "/nhansu Phát Diệm duyệt") == [
        "Đảng bộ thị trấn Phát Diệm, phê duyệt phương án nhân sự. "
        "Căn cứ: số, ngày văn bản hoặc hội nghị?"
    ]
    assert await hall.say("standing_board", "MH-05-QĐ/HU ngày 14/5/2020") == [
        "Phê duyệt phương án nhân sự của Đảng bộ thị trấn Phát Diệm, theo MH-05-QĐ/HU. "
        "[1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("standing_board", "1") == [
        "✓ Đã ghi lúc 09:00: phương án nhân sự của Đảng bộ thị trấn Phát Diệm đã phê duyệt; "
        "X15 hoàn thành. Đã báo đơn vị, Tổ 3."
    ]
    assert (await progress(hall, "K25", "X15")).status is ItemStatus.DONE
    assert [str(said) for said in (*told(hall, "K25"), *told(hall, "T03"))] == [
        "Phương án nhân sự đã được phê duyệt theo MH-05-QĐ/HU. [Đã nhận]",
        "Đảng bộ thị trấn Phát Diệm: phương án nhân sự đã được phê duyệt theo MH-05-QĐ/HU. [Đã nhận]",
    ]
    assert await hall.say("secretary", "/nhansu K25 duyet MH-06-QĐ/HU ngày 15/5/2020") == [
        "Phương án nhân sự của Đảng bộ thị trấn Phát Diệm đã phê duyệt theo MH-05-QĐ/HU; "
        "không có gì thay đổi."
    ]
    [listed] = await hall.say("secretary", "/danhsach chuaphuongan")
    assert "Phát Diệm:" not in listed


@pytest.mark.row("KS-6")
async def test_plan_that_is_only_read_back_was_read(hall: Conversation) -> None:
    await hall.say("secretary", "/nhansu K25 duyet hội nghị BTV 14/5")
    assert (await hall.say("secretary", "3"))[0] == "Đã bỏ; chưa ghi gì."
    assert await trail(hall, "unit K25") == [("read_personnel", None, None)]


@pytest.mark.row("KS-6")
async def test_two_approvals_are_one(hall: Conversation) -> None:
    for who in ("standing_board", "secretary"):
        await hall.say(who, "/nhansu K25 duyet hội nghị BTV 14/5")
    assert (await hall.say("standing_board", "1"))[0].startswith("✓ Đã ghi lúc 09:00")
    hall.told.clear()

    assert await hall.say("secretary", "1") == [
        "Phương án nhân sự của Đảng bộ thị trấn Phát Diệm đã phê duyệt theo hội nghị BTV ngày "
        "14/5/2020; không có gì thay đổi."
    ]
    assert hall.told == []
    assert await trail(hall, "item K25/X15") == [("decide_item", "not_started", "done")]


@pytest.mark.row("KS-6")
@pytest.mark.parametrize("who", ["K25", "T03", "organisation_dept", "office"])
async def test_only_those_above_approve(hall: Conversation, who: str) -> None:
    before = await progress(hall, "K25", "X15")

    assert await hall.say(who, "/nhansu K25 duyet MH-05-QĐ/HU ngày 14/5/2020") == [
        "Phê duyệt phương án nhân sự của Đảng bộ thị trấn Phát Diệm là quyết định của cấp ủy cấp trên, "
        "do Bí thư, Phó Bí thư hoặc Thường trực cấp trên ghi; chưa ghi gì."
    ]
    assert await progress(hall, "K25", "X15") == before


async def test_others_get_counts_of_statuses_only(hall: Conversation) -> None:
    await take_steps(hall, ["05/3"])
    await hall.say("K12", "/nhansu thieu llct=7")

    for who in ("office", "standing_committee", "T01 member"):
        [answer] = await hall.say(who, "/nhansu K12")
        assert answer.startswith("Đảng bộ xã Kim Đông (K12), mục nhân sự: ")
        assert "lý luận" not in answer
        assert "B1" not in answer
    assert (await hall.say("T03", "/nhansu K12"))[0].startswith(
        "Đảng bộ xã Kim Đông không thuộc phạm vi"
    )


async def test_leaders_of_all_units_get_totals(hall: Conversation) -> None:
    [answer] = await hall.say("office", "/nhansu")
    assert answer.startswith("Nhân sự, 49 đơn vị chưa đại hội (đến 09:00 ngày 15/5/2020):\n")
    assert await hall.say("office", "/nhansu K12 b1 tái cử 05/3") == [
        "Số liệu nhân sự của Đảng bộ xã Kim Đông do đơn vị, Tổ công tác hoặc Ban Tổ chức ghi; "
        "chưa ghi gì."
    ]
    assert await told_facts(hall, "K12") == []
