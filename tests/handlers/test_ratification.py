"""From the first committee meeting to the file: each step once, in order, or the way forward."""

from datetime import datetime, timedelta

import pytest

from congress.events import CongressState, EventKind
from congress.plans import ItemStatus
from scheduling.run import run_due
from storage import congresses, outbox, plans
from tests.handlers.harness import CAPABILITIES, CHANNEL, TEXTS, Conversation, Said

RESULT = "/ketqua 13-14/5, có mặt 148/150, trúng cử 15/15, đúng dự kiến"
MEETING = "/hopbch BTV 5, Bí thư có, Phó Bí thư 2, UBKT 5"
SUBMISSION = "/totrinh MH-05-TTr/ĐU ngày 15/5/2020"
DECISION = "MH-06-QĐ/HU ngày 15/5/2020"


@pytest.fixture
async def held(hall: Conversation) -> Conversation:
    """Let K12 have reported the result of its congress of 13-14/5."""
    await hall.say("K12", RESULT)
    hall.told.clear()
    return hall


def state(hall: Conversation, unit: str = "K12") -> CongressState:
    return hall.directory.congress(unit).state


def heard(hall: Conversation, who: str) -> list[Said]:
    return [said for said in hall.told if said.to == str(hall.person(who).id)]


async def status(hall: Conversation, item: str) -> ItemStatus:
    async with hall.database.work() as work:
        return (await plans.progress_of_item(work, unit="K12", item=item)).status


async def events(hall: Conversation, unit: str = "K12") -> list[tuple[str, str | None, str]]:
    async with hall.database.work() as work:
        found = await congresses.events(work, unit=unit)
    return [(one.kind.value, one.basis, str(one.happened_on)) for one in found]


async def _walk(hall: Conversation) -> None:
    for who, said in (
        ("K12", MEETING),
        ("K12", SUBMISSION),
        ("standing_board", f"/chuany K12 {DECISION}"),
        ("standing_board", "1"),
    ):
        await hall.say(who, said)


@pytest.mark.row("KS-10")
async def test_chain_is_walked_to_its_end(either_hall: Conversation) -> None:
    hall = either_hall
    await hall.say("K12", RESULT)
    hall.told.clear()

    assert await hall.say("K12", MEETING) == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông họp Ban Chấp hành lần thứ nhất ngày "
        "15/5/2020: Ban Thường vụ 5, đã bầu Bí thư, Phó Bí thư 2, Ủy ban Kiểm tra 5.\n"
        "Tiếp theo: tờ trình chuẩn y, hạn 21/5/2020. [Ghi tờ trình]"
    ]
    assert await hall.say("K12", SUBMISSION) == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông trình chuẩn y, MH-05-TTr/ĐU ngày 15/5/2020.\n"
        "Tiếp theo: quyết định chuẩn y, hạn 04/6/2020."
    ]
    asked = heard(hall, "standing_board")[-1]
    assert str(asked) == (
        "Kính báo cáo Thường trực. Đảng bộ xã Kim Đông trình chuẩn y kết quả bầu cử, "
        "MH-05-TTr/ĐU ngày 15/5/2020. [1 Chuẩn y] [2 Thẻ đơn vị]"
    )
    assert await hall.say("standing_board", "1") == [
        "Đảng bộ xã Kim Đông. Đề nghị nhập số, ngày văn bản. Ví dụ: MH-07-QĐ/HU ngày 15/5/2020"
    ]
    assert await hall.say("standing_board", DECISION) == [
        "Ban Thường vụ Huyện ủy chuẩn y kết quả bầu cử của Đảng bộ xã Kim Đông, theo "
        "MH-06-QĐ/HU ngày 15/5/2020. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert state(hall) is CongressState.RATIFICATION_SUBMITTED
    assert await hall.say("standing_board", "1") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông được chuẩn y kết quả bầu cử, theo "
        "MH-06-QĐ/HU ngày 15/5/2020.\n"
        "Tiếp theo: nộp hồ sơ đại hội, hạn 12/8/2020."
    ]
    noted = "ết quả bầu cử được chuẩn y theo MH-06-QĐ/HU ngày 15/5/2020. Đề nghị nộp hồ sơ đại hội chậm nhất ngày 12/8/2020. [Đã nhận]"
    assert [str(one) for one in heard(hall, "K12")] == [f"K{noted}"]
    assert [str(one) for one in heard(hall, "T01")] == [f"Đảng bộ xã Kim Đông: k{noted}"]
    assert await hall.say("K12", "[Đã nhận]") == ["✓ Đã ghi nhận lúc 09:00."]
    assert await hall.say("K12", "/nophoso") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông nộp hồ sơ đại hội ngày 15/5/2020.\n"
        "Các bước sau đại hội đã xong. Báo nhầm: /dinhchinh"
    ]

    assert state(hall) is CongressState.FILED
    assert (await events(hall))[-5:] == [
        ("held", None, "2020-05-14"),
        ("first_meeting", None, "2020-05-15"),
        ("submitted", "MH-05-TTr/ĐU", "2020-05-15"),
        ("ratified", "MH-06-QĐ/HU", "2020-05-15"),
        ("filed", None, "2020-05-15"),
    ]
    assert [await status(hall, code) for code in ("X36", "X37", "X38", "X40")] == [
        ItemStatus.DONE
    ] * 4
    (log,) = await hall.say("K12", "/nhatky")
    assert "trình chuẩn y ngày 15/5/2020 (MH-05-TTr/ĐU ngày 15/5/2020)" in log
    assert "chuẩn y kết quả bầu cử ngày 15/5/2020 (theo MH-06-QĐ/HU ngày 15/5/2020)" in log


async def test_first_meeting_is_asked_for_what_is_missing(held: Conversation) -> None:
    example = "BTV 5, Bí thư có, Phó Bí thư 2, UBKT 5"
    dialogue = [
        (
            "/hopbch",
            "Đảng bộ xã Kim Đông, hội nghị Ban Chấp hành lần thứ nhất. Còn thiếu: số ủy viên Ban "
            "Thường vụ, đã bầu Bí thư (có, không), số Phó Bí thư, số ủy viên Ủy ban Kiểm tra. "
            f"Chỉ ghi số lượng, không nêu họ tên.\nVí dụ: 15/5, {example}",
        ),
        (
            "BTV 5, năm người",
            f'Chưa rõ "năm người"; chưa ghi gì.\nVí dụ: 12/6, {example}',
        ),
        (
            "BTV 5, Bí thư chưa, PBT 2",
            "Đảng bộ xã Kim Đông, hội nghị Ban Chấp hành lần thứ nhất. Còn thiếu: số ủy viên Ủy "
            "ban Kiểm tra. Chỉ ghi số lượng, không nêu họ tên.\n"
            "Ví dụ: 15/5, BTV 5, Phó Bí thư 2, UBKT 5",
        ),
        (
            "UBKT 5",
            "Đảng bộ xã Kim Đông họp Ban Chấp hành lần thứ nhất ngày 15/5/2020: Ban Thường vụ 5, "
            "chưa bầu Bí thư, Phó Bí thư 2, Ủy ban Kiểm tra 5. [1 Đúng] [2 Sửa] [3 Bỏ]",
        ),
        (
            "2",
            f"Đề nghị ghi nội dung cần sửa; phần khác giữ nguyên.\nVí dụ: 15/5, {example}",
        ),
        (
            "đã bầu bí thư, 14/5",
            "Đảng bộ xã Kim Đông họp Ban Chấp hành lần thứ nhất ngày 14/5/2020: Ban Thường vụ 5, "
            "đã bầu Bí thư, Phó Bí thư 2, Ủy ban Kiểm tra 5. [1 Đúng] [2 Sửa] [3 Bỏ]",
        ),
    ]
    for said, answer in dialogue:
        assert await held.say("K12", said) == [answer]
    assert state(held) is CongressState.HELD
    await held.say("K12", "1")
    assert state(held) is CongressState.FIRST_MEETING_HELD
    assert (await events(held))[-1] == ("first_meeting", None, "2020-05-14")


@pytest.mark.parametrize(
    ("said", "elected"), [("không", "chưa bầu Bí thư"), ("Có", "đã bầu Bí thư"), ("[2 Không]", "")]
)
async def test_last_question_of_the_first_meeting_is_answered_by_yes_or_no(
    held: Conversation, said: str, elected: str
) -> None:
    assert await held.say("K12", "/hopbch BTV 5, Phó Bí thư 2, UBKT 5") == [
        "Đảng bộ xã Kim Đông, hội nghị Ban Chấp hành lần thứ nhất. Còn thiếu: đã bầu Bí thư "
        "(có, không). Chỉ ghi số lượng, không nêu họ tên.\n"
        "Ví dụ: 15/5, BTV 5, Bí thư có, Phó Bí thư 2, UBKT 5 [1 Có] [2 Không]"
    ]
    assert await held.say("K12", said) == [
        "Đảng bộ xã Kim Đông họp Ban Chấp hành lần thứ nhất ngày 15/5/2020: Ban Thường vụ 5, "
        f"{elected or 'chưa bầu Bí thư'}, Phó Bí thư 2, Ủy ban Kiểm tra 5. "
        "[1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert (await held.say("K12", "/dienbch K12 bi thu co"))[0].startswith("Nội dung này đã")


async def test_first_meeting_is_corrected_by_a_newer_fact(held: Conversation) -> None:
    await held.say("K12", MEETING)

    (answer,) = await held.say("K12", "/hopbch UBKT 4")
    assert answer.startswith("✓ Đã đính chính lúc 09:00: Đảng bộ xã Kim Đông họp Ban Chấp hành")
    assert "Ủy ban Kiểm tra 4" in (await held.say("K12", "/donvi"))[0]
    assert [kind for kind, *_ in await events(held)].count("first_meeting") == 1
    assert "đã được ghi trước đó" in (await held.say("K12", "/hopbch"))[0]


async def test_secretary_elected_by_the_congress_is_not_asked_for(hall: Conversation) -> None:
    await hall.say("K12", f"{RESULT}, Bí thư trên 95%")

    (answer,) = await hall.say("K12", "/hopbch BTV 5, Phó Bí thư 2, UBKT 5")
    assert "Ban Thường vụ 5, Phó Bí thư 2, Ủy ban Kiểm tra 5.\n" in answer


CHECK = "Đề nghị kiểm tra lại. Ví dụ: BTV 5, Bí thư có, Phó Bí thư 2, UBKT 5"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/hopbch BTV 16", "Ban Thường vụ nhiều hơn số trúng cử Ban Chấp hành (15); chưa ghi gì."),
        (
            "/hopbch BTV 3, PBT 3",
            "Số Phó Bí thư phải ít hơn số ủy viên Ban Thường vụ; chưa ghi gì.",
        ),
        ("/hopbch 16/5, BTV 5", "Ngày 16/5/2020 chưa đến; chưa ghi gì."),
        (
            "/hopbch 13/5, BTV 5",
            "Ngày 13/5/2020 trước ngày bế mạc đại hội (14/5/2020); chưa ghi gì.",
        ),
    ],
)
async def test_wrong_meeting_stores_nothing(held: Conversation, said: str, answer: str) -> None:
    assert await held.say("K12", said) == [f"{answer}\n{CHECK}"]
    assert state(held) is CongressState.HELD


NOT_HELD = (
    "Đảng bộ xã Kim Đông: 10–11/6/2020; đã đề xuất ngày; chưa ghi gì. Đại hội họp xong, đề "
    "nghị đơn vị báo kết quả trước: /ketqua K12"
)
FIRST = (
    "Đảng bộ xã Kim Đông đã đại hội; chưa ghi gì. Cần ghi trước: hội nghị Ban Chấp hành lần "
    "thứ nhất"
)


@pytest.mark.row("KS-10")
async def test_head_of_the_inspection_may_be_told_and_is_not_asked_for(hall: Conversation) -> None:
    await hall.say("K12", RESULT)
    (said,) = await hall.say("K12", f"{MEETING}, Chủ nhiệm UBKT có")
    assert said.splitlines()[0].endswith(
        "Phó Bí thư 2, Ủy ban Kiểm tra 5, đã bầu Chủ nhiệm Ủy ban Kiểm tra."
    )
    (card,) = await hall.say("secretary", "/donvi K12")
    assert "Chủ nhiệm" in card


@pytest.mark.row("KS-10")
@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("K12", MEETING),
        ("K12", SUBMISSION),
        ("standing_board", f"/chuany K12 {DECISION}"),
        ("K12", "/nophoso"),
    ],
)
async def test_step_before_the_congress_is_refused(
    hall: Conversation, who: str, said: str
) -> None:
    assert await hall.say(who, said) == [NOT_HELD]
    assert state(hall) is CongressState.PROPOSED


async def test_step_out_of_order_names_the_one_that_comes_first(held: Conversation) -> None:
    for said in (SUBMISSION, "/nophoso"):
        assert await held.say("K12", said) == [f"{FIRST}, /hopbch K12 [1 Báo họp BCH]"]
    assert await held.say("secretary", "/chuany K12") == [f"{FIRST} (đơn vị ghi)"]
    assert state(held) is CongressState.HELD

    await held.say("K12", MEETING)
    await held.say("K12", SUBMISSION)
    (answer,) = await held.say("K12", "/nophoso")
    assert answer.endswith("Cần ghi trước: quyết định chuẩn y (cấp ủy cấp trên ghi)")


async def test_step_taken_twice_changes_nothing(held: Conversation) -> None:
    await _walk(held)
    known = await events(held)

    for who, said, step in (
        ("K12", MEETING, "hội nghị Ban Chấp hành lần thứ nhất"),
        ("K12", SUBMISSION, "tờ trình chuẩn y"),
        ("secretary", f"/chuany K12 {DECISION}", "quyết định chuẩn y"),
    ):
        assert await held.say(who, said) == [
            f"Đảng bộ xã Kim Đông đã chuẩn y; bước {step} đã được ghi trước đó, không có gì "
            "thay đổi. [1 Xem nhật ký]"
        ]
    assert await events(held) == known


async def test_two_deciders_ratify_once(held: Conversation) -> None:
    await held.say("K12", MEETING)
    await held.say("K12", SUBMISSION)
    for who in ("standing_board", "secretary"):
        await held.say(who, f"/chuany K12 {DECISION}")
    await held.say("standing_board", "1")
    held.told.clear()

    (answer,) = await held.say("secretary", "1")
    assert "đã được ghi trước đó, không có gì thay đổi" in answer
    assert held.told == []
    assert [kind for kind, *_ in await events(held)].count("ratified") == 1


async def test_cell_has_no_first_meeting(hall: Conversation) -> None:
    await hall.say("T01", "/ketqua K56 14/5, có mặt 12/12, trúng cử 3/3, đúng dự kiến")

    assert await hall.say("T01", "/hopbch K56 BTV 3") == [
        "Chi bộ Phòng Tư pháp không có bước hội nghị Ban Chấp hành lần thứ nhất; chưa ghi gì. "
        "Bước tiếp theo: tờ trình chuẩn y, /totrinh K56 [1 Ghi tờ trình]"
    ]
    (answer,) = await hall.say("T01", "/totrinh K56 MH-07-TTr/CB ngày 15/5")
    assert answer.startswith("✓ Đã ghi lúc 09:00: Chi bộ Phòng Tư pháp trình chuẩn y")
    assert state(hall, "K56") is CongressState.RATIFICATION_SUBMITTED


async def test_submission_asks_for_its_document(held: Conversation) -> None:
    await held.say("K12", MEETING)
    asked = (
        "Đảng bộ xã Kim Đông. Đề nghị nhập số, ngày văn bản. Ví dụ: MH-05-TTr/ĐU ngày 15/5/2020"
    )
    dialogue = [
        ("/totrinh", asked),
        ("05 - TTr/ĐU", "Còn thiếu ngày văn bản. Đề nghị nhập ngày, ví dụ: 15/5/2020."),
        (
            "10/5/2020",
            "Văn bản ngày 10/5/2020 có trước ngày bế mạc đại hội Đảng bộ xã Kim Đông "
            "(14/5/2020); chưa ghi gì. Đề nghị nhập lại số, ngày văn bản.",
        ),
        (
            "05 - TTr/ĐU ngày 15/5",
            "Đảng bộ xã Kim Đông trình chuẩn y kết quả bầu cử, 05-TTr/ĐU ngày 15/5/2020. "
            "[1 Xác nhận] [2 Sửa] [3 Bỏ]",
        ),
        ("2", asked),
        (
            "06-TTr/ĐU ngày 15/5",
            "Đảng bộ xã Kim Đông trình chuẩn y kết quả bầu cử, 06-TTr/ĐU ngày 15/5/2020. "
            "[1 Xác nhận] [2 Sửa] [3 Bỏ]",
        ),
    ]
    for said, answer in dialogue:
        assert await held.say("K12", said) == [answer]
    assert state(held) is CongressState.FIRST_MEETING_HELD
    await held.say("K12", "1")
    assert (await events(held))[-1] == ("submitted", "06-TTr/ĐU", "2020-05-15")


async def test_only_those_above_ratify(held: Conversation) -> None:
    await held.say("K12", MEETING)
    await held.say("K12", SUBMISSION)

    for who in ("K12", "T01", "office", "organisation_dept", "standing_committee"):
        (answer,) = await held.say(who, f"/chuany K12 {DECISION}")
        assert answer.startswith("Đồng chí chưa được giao quyền dùng /chuany.")
    assert state(held) is CongressState.RATIFICATION_SUBMITTED


async def test_day_of_a_congress_that_was_held_waits_for_nobody(hall: Conversation) -> None:
    (proposal,) = await hall.say("secretary", "/hosodx DX12")
    assert "[1 Đồng ý] [2 Trả lại]" in proposal
    await hall.say("K12", "/ketqua 13-14/5, có mặt 148/150, trúng cử 15/15, đúng dự kiến")

    for asked in ("/danhsach choquyetdinh", "/viec", "/bantin"):
        (answer,) = await hall.say("secretary", asked)
        assert "ngày đại hội" not in answer
    (answer,) = await hall.say("secretary", "/duyet K12")
    assert "Chờ quyết định" not in answer
    (proposal,) = await hall.say("secretary", "/hosodx DX12")
    assert proposal.endswith("Vướng mắc: không. [Tình hình] [Xem nhật ký]")


async def test_decider_is_asked_which_waits(held: Conversation) -> None:
    assert await held.say("secretary", "/chuany") == [
        "Không có đơn vị nào chờ chuẩn y. Xem danh sách: /danhsach chuachuany"
    ]
    await held.say("K12", MEETING)
    await held.say("K12", SUBMISSION)
    assert await held.say("secretary", "/chuany") == [
        "Đang chờ chuẩn y 1 đơn vị. Đồng chí chọn: [1 K12 Đảng bộ xã Kim Đông]"
    ]
    assert "chờ" not in (await held.say("secretary", "1"))[0]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("16/5", "Ngày này chưa đến; chưa ghi gì. Ví dụ: 15/5."),
        ("13/5", "Ngày này trước ngày bế mạc đại hội; chưa ghi gì. Ví dụ: 15/5."),
        ("31/2", "Không có ngày này trong lịch; chưa ghi gì. Ví dụ: 15/5."),
        ("15/5 đủ cả", "Chưa rõ ngày; chưa ghi gì. Ví dụ: 15/5, hoặc bỏ trống nếu là hôm nay."),
    ],
)
async def test_file_with_a_wrong_day_is_refused(
    held: Conversation, said: str, answer: str
) -> None:
    await _walk(held)
    assert await held.say("K12", f"/nophoso {said}") == [answer]
    assert state(held) is CongressState.RATIFIED


async def test_report_of_a_step_is_sent_to_its_command(held: Conversation) -> None:
    assert await held.say("K12", "/baocao X36 hoàn thành") == [
        "X36 Hội nghị BCH lần thứ nhất được ghi bằng lệnh riêng; chưa ghi gì. "
        "Đề nghị dùng: /hopbch K12 [1 Báo họp BCH]"
    ]
    assert await status(held, "X36") is ItemStatus.NOT_STARTED
    assert state(held) is CongressState.HELD


async def test_last_step_is_taken_back_by_a_correction(held: Conversation) -> None:
    await held.say("K12", MEETING)
    await held.say("K12", SUBMISSION)

    assert await held.say("T01", "/baocao K12 X36 đang làm, báo nhầm") == [
        "Đơn vị đã trình chuẩn y; đề nghị đính chính các bước sau đại hội trước. Chưa thay đổi gì."
    ]
    await held.say("K12", "/dinhchinh đang làm, báo nhầm")
    await held.say("K12", "1")
    assert state(held) is CongressState.FIRST_MEETING_HELD
    assert (await events(held))[-1][0] == EventKind.STEP_WITHDRAWN.value
    assert await status(held, "X37") is ItemStatus.IN_PROGRESS
    await held.say("T01", "/baocao K12 X36 đang làm, báo nhầm")
    assert state(held) is CongressState.HELD


async def test_decision_is_taken_back_by_deciders_only(held: Conversation) -> None:
    await _walk(held)

    assert await held.say("T01", "/baocao K12 X38 đang làm, báo nhầm") == [
        "Kết quả bầu cử của Đảng bộ xã Kim Đông do cấp ủy cấp trên trực tiếp chuẩn y; đồng chí "
        "không ghi được quyết định này. Chưa ghi gì."
    ]
    assert state(held) is CongressState.RATIFIED
    await held.say("standing_board", "/baocao K12 X38 đang làm, ghi nhầm số")
    assert state(held) is CongressState.RATIFICATION_SUBMITTED


@pytest.mark.row("KS-10")
async def test_late_steps_are_reminded_of_and_told_in_the_digest(held: Conversation) -> None:
    held.now += timedelta(days=7)  # Friday 22/5: X36 was due on 15/5, X37 on 21/5

    (late,) = await held.say("K12", "/danhsach quahan")
    assert "Kim Đông: X36 Hội nghị BCH lần thứ nhất, hạn 15/5/2020 (quá 5 ngày làm việc)" in late
    assert "Kim Đông: X37 Tờ trình chuẩn y, hạn 21/5/2020 (quá 1 ngày làm việc)" in late

    reminded = await _remind(held, at=held.now)
    for who in ("K12", "T01"):
        (text,) = reminded[str(held.person(who).id)]
        assert "X36" in text
    assert "X22" not in late  # what was to be done before it is asked of nobody any more
    (digest,) = await held.say("secretary", "/bantin")
    line = next(line for line in digest.splitlines() if line.startswith("Chuẩn y: "))
    assert line.startswith("Chuẩn y: 0/24 đơn vị đã đại hội; chậm ")
    assert "(3 hội nghị Ban Chấp hành lần thứ nhất, " in line

    (listed,) = await held.say("T01", "/danhsach chuachuany")
    assert (
        "Kim Đông: đại hội 14/5; chờ hội nghị BCH lần thứ nhất, hạn 15/5 (quá 5 ngày làm việc)"
    ) in listed.splitlines()


async def _remind(hall: Conversation, *, at: datetime) -> dict[str, list[str]]:
    await run_due(
        hall.database,
        directory=hall.directory,
        office=hall.office,
        texts=TEXTS,
        capabilities={CHANNEL: CAPABILITIES},
        now=at,
    )
    async with hall.database.work() as work:
        letters = await outbox.take_due(work, now=at, limit=1000)
    reminded: dict[str, list[str]] = {}
    for letter in letters:
        if "X36" in letter.outgoing.html:
            reminded.setdefault(letter.outgoing.chat, []).append(letter.outgoing.html)
    return reminded


@pytest.mark.row("KS-10")
async def test_list_shows_how_far_each_is(held: Conversation) -> None:
    await held.say("K12", MEETING)

    (listed,) = await held.say("K12", "/danhsach chuachuany")
    assert listed == (
        "Đã đại hội, chưa chuẩn y: 1 đơn vị (đến 09:00 ngày 15/5/2020).\n"
        "Kim Đông: đã họp Ban Chấp hành lần thứ nhất; chờ tờ trình chuẩn y, hạn 21/5"
    )
    await held.say("K12", SUBMISSION)
    assert "1 đề nghị chuẩn y" in (await held.say("secretary", "/bantin"))[0]
    await held.say("standing_board", f"/chuany K12 {DECISION}")
    await held.say("standing_board", "1")
    assert await held.say("K12", "/danhsach chuachuany") == [
        "Đã đại hội, chưa chuẩn y: không (đến 09:00 ngày 15/5/2020)."
    ]
