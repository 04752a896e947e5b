"""How a congress went, told in one line or question by question (/ketqua; KS-5, BT-6)."""

from datetime import timedelta

import pytest

from congress.events import CongressState, EventKind
from congress.facts import FactKind
from congress.plans import ItemStatus
from storage import congresses, facts, plans, units
from tests.handlers.harness import Conversation

LINE = (
    "/ketqua 13-14/5, có mặt 148/150, trúng cử 15/15, số dư 2, phiếu thấp nhất trên 91%, "
    "Bí thư trên 95%, đại biểu cấp trên 12/12, phần mềm có, đúng dự kiến"
)
TOLD = (
    "ngày 13–14/5/2020; có mặt 148/150; trúng cử 15/15, số dư 2, phiếu thấp nhất trên 91%; "
    "bầu trực tiếp Bí thư, đạt trên 95%; đại biểu cấp trên 12/12; dùng phần mềm kiểm phiếu; "
    "đúng dự kiến."
)
KEPT = (
    f"✓ Đã ghi lúc 09:00, kết quả đại hội Đảng bộ xã Kim Đông: {TOLD}\n"
    "Ghi nhận: tổ chức khi chưa đủ điều kiện.\n"
    "Tiếp theo: hội nghị Ban Chấp hành lần thứ nhất, hạn 15/5/2020. [Báo họp BCH]"
)


async def told(hall: Conversation, unit: str) -> list[dict[str, object]]:
    async with hall.database.work() as work:
        known = await facts.history(work, unit=unit, kind=FactKind.RESULT)
    return [fact.data for fact in known]


async def kinds(hall: Conversation, unit: str) -> list[EventKind]:
    async with hall.database.work() as work:
        return [event.kind for event in await congresses.events(work, unit=unit)]


async def status(hall: Conversation, unit: str, item: str) -> ItemStatus:
    async with hall.database.work() as work:
        return (await plans.progress_of_item(work, unit=unit, item=item)).status


@pytest.mark.row("KS-5", "BT-6")
async def test_complete_line_makes_the_congress_held(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("K12", LINE) == [KEPT]

    congress = hall.directory.congress("K12")
    assert (congress.state, str(congress.opens_on), str(congress.held_on)) == (
        CongressState.HELD,
        "2020-05-13",
        "2020-05-14",
    )
    assert await told(hall, "K12") == [
        {
            "days": ["2020-05-13", "2020-05-14"],
            "summoned": 150,
            "present": 148,
            "to_elect": 15,
            "elected": 15,
            "surplus": 2,
            "lowest": {"comparator": ">", "percent": "91"},
            "secretary": {"comparator": ">", "percent": "95"},
            "direct": True,
            "upper_allotted": 12,
            "upper_elected": 12,
            "software": True,
            "as_planned": True,
        }
    ]
    assert [await status(hall, "K12", code) for code in ("X34", "X35")] == [ItemStatus.DONE] * 2
    (answer,) = await hall.say("secretary", "/tiendo")
    assert "24/72" in answer


@pytest.mark.row("BT-6")
async def test_result_is_told_question_by_question(hall: Conversation) -> None:
    dialogue = [
        (
            "/ketqua",
            "Báo kết quả đại hội Đảng bộ xã Kim Đông. Họp ngày nào? Ví dụ: 29 và 30/4",
        ),
        ("13 và 14/5", "Có mặt bao nhiêu trên số được triệu tập? Ví dụ: 148/150"),
        (
            "151/150",
            "Có mặt 151 nhiều hơn số được triệu tập 150; chưa ghi gì. Ví dụ: có mặt 148/150",
        ),
        ("148/150", "Trúng cử bao nhiêu trên số cần bầu? Chỉ ghi số, ví dụ: 15/15"),
        (
            "15/15",
            "Số liệu khác nếu có, không nêu họ tên. Ví dụ: số dư 2, phiếu thấp nhất trên 91%, "
            "Bí thư trên 95%, đại biểu cấp trên 12/12, phần mềm có [Bỏ qua]",
        ),
        (
            "phiếu thấp nhất 91,5%",
            "Kết quả bầu cử, các nội dung có đúng dự kiến không? [1 Có] [2 Không]",
        ),
        (
            "2",
            "Kết quả đại hội Đảng bộ xã Kim Đông: ngày 13–14/5/2020; có mặt 148/150; trúng cử "
            "15/15, phiếu thấp nhất 91,5%; không đúng dự kiến. [1 Đúng] [2 Sửa] [3 Bỏ]",
        ),
        (
            "2",
            "Đề nghị ghi nội dung cần sửa; phần khác giữ nguyên. Ví dụ: có mặt 147/150",
        ),
        (
            "có mặt 147",
            "Kết quả đại hội Đảng bộ xã Kim Đông: ngày 13–14/5/2020; có mặt 147/150; trúng cử "
            "15/15, phiếu thấp nhất 91,5%; không đúng dự kiến. [1 Đúng] [2 Sửa] [3 Bỏ]",
        ),
    ]
    for said, answer in dialogue:
        assert await hall.say("K12", said) == [answer]
    assert await told(hall, "K12") == []

    (answer,) = await hall.say("K12", "1")
    assert answer.startswith("✓ Đã ghi lúc 09:00, kết quả đại hội Đảng bộ xã Kim Đông")
    (kept,) = await told(hall, "K12")
    assert (kept["present"], kept["as_planned"]) == (147, False)


async def _outdated(hall: Conversation) -> str:
    return (await hall.say("K12", "/dongythao khongco"))[0]


async def test_days_that_were_agreed_to_are_a_button_away(hall: Conversation) -> None:
    hall.now += timedelta(days=8)  # 23/5, the congress of K10 was agreed for 21-22/5

    assert await hall.say("K10", "/ketqua") == [
        "Báo kết quả đại hội Đảng bộ xã Kim Chính. Họp ngày nào? Ví dụ: 29 và 30/4 "
        "[1 21–22/5/2020]"
    ]
    assert await hall.say("K10", "1") == [
        "Có mặt bao nhiêu trên số được triệu tập? Ví dụ: 148/150"
    ]


async def test_button_of_another_question_changes_nothing(hall: Conversation) -> None:
    await hall.say("K12", "/ketqua")
    outdated = await _outdated(hall)
    for forged in ("/dienkq K12 as_planned co", "/dienkq K10 days 13/5", "/dienkq", "/dienkq x"):
        assert await hall.say("K12", forged) == [outdated]


async def test_held_congress_tells_its_days_itself(hall: Conversation) -> None:
    """K14 elected its secretary directly; its day is known, so it is not asked for."""
    async with hall.database.work() as work:
        direct = hall.directory.units["K14"].model_copy(update={"direct_election": True})
        units.save_unit(work, direct)
        work.touch_directory()
    await hall.say("K14", "/trogiup")
    assert await hall.say("K14", "/ketqua có mặt 120/120, trúng cử 15/15, đúng dự kiến") == [
        "✓ Đã ghi lúc 09:00, kết quả đại hội Đảng bộ xã Kim Mỹ: ngày 13–14/5/2020; có mặt "
        "120/120; trúng cử 15/15; bầu trực tiếp Bí thư; đúng dự kiến.\n"
        "Tiếp theo: hội nghị Ban Chấp hành lần thứ nhất, hạn 15/5/2020. [Báo họp BCH]"
    ]


@pytest.mark.row("KS-5")
async def test_correction_is_a_newer_fact(hall: Conversation) -> None:
    await hall.say("K12", LINE)

    assert await hall.say("K12", "/ketqua phiếu thấp nhất 92%") == [
        "✓ Đã đính chính lúc 09:00, kết quả đại hội Đảng bộ xã Kim Đông: "
        f"{TOLD.replace('trên 91%', '92%')}\n"
        "Tiếp theo: hội nghị Ban Chấp hành lần thứ nhất, hạn 15/5/2020. [Báo họp BCH]"
    ]
    shares = [one["lowest"] for one in await told(hall, "K12")]
    assert shares == [
        {"comparator": ">", "percent": "91"},
        {"comparator": "=", "percent": "92"},
    ]
    (log,) = await hall.say("K12", "/nhatky")
    assert "trên 91%" in log
    assert "92%" in log
    assert (await hall.say("K12", "/ketqua"))[0].startswith(
        "Kết quả đại hội Đảng bộ xã Kim Đông đã báo: ngày 13–14/5/2020"
    )


async def test_corrected_day_moves_the_congress(hall: Conversation) -> None:
    await hall.say("K12", LINE)
    await hall.say("K12", "/ketqua 12-13/5")

    congress = hall.directory.congress("K12")
    assert (str(congress.opens_on), str(congress.held_on)) == ("2020-05-12", "2020-05-13")
    assert (await kinds(hall, "K12"))[-3:] == [
        EventKind.HELD,
        EventKind.HELD_WITHDRAWN,
        EventKind.HELD,
    ]


async def test_day_is_not_corrected_beneath_what_followed(hall: Conversation) -> None:
    await hall.say("K12", LINE)
    await hall.say("K12", "/hopbch BTV 5, Phó Bí thư 2, UBKT 5")

    assert await hall.say("K12", "/ketqua 12-13/5") == [
        "Đơn vị đã họp Ban Chấp hành lần thứ nhất; đề nghị đính chính các bước sau đại hội "
        "trước. Chưa thay đổi gì."
    ]
    assert len(await told(hall, "K12")) == 1


async def test_result_is_not_corrected_after_ratification(hall: Conversation) -> None:
    await hall.say("K12", LINE)
    await hall.say("K12", "/hopbch BTV 5, Phó Bí thư 2, UBKT 5")
    await hall.say("K12", "/totrinh MH-05-TTr/ĐU ngày 15/5")
    await hall.say("standing_board", "/chuany K12 MH-06-QĐ/HU ngày 15/5")
    await hall.say("standing_board", "1")

    assert await hall.say("K12", "/ketqua có mặt 140") == [
        "Đảng bộ xã Kim Đông đã chuẩn y; kết quả đại hội không sửa được nữa, chưa ghi gì. "
        "Nếu có sai sót, đề nghị báo Văn phòng. [1 Xem nhật ký]"
    ]
    assert len(await told(hall, "K12")) == 1


async def test_held_by_mistake_is_withdrawn_with_its_result(hall: Conversation) -> None:
    await hall.say("K12", LINE)
    (answer,) = await hall.say("K12", "/dinhchinh")
    assert "X34 Đại hội: hoàn thành" in answer
    await hall.say("K12", "/dinhchinh đang làm, báo nhầm")
    await hall.say("K12", "1")

    assert hall.directory.congress("K12").state is CongressState.PROPOSED
    assert "Kết quả:" not in (await hall.say("K12", "/donvi"))[0]


async def test_card_shows_shares_to_those_who_see_detail(hall: Conversation) -> None:
    await hall.say("K12", LINE)

    (own,) = await hall.say("K12", "/donvi")
    assert f"Kết quả: {TOLD}" in own
    (office,) = await hall.say("office", "/donvi K12")
    assert "trúng cử 15/15" in office
    assert "%" not in office


async def test_cell_tells_its_result_through_its_group(hall: Conversation) -> None:
    assert await hall.say(
        "T01", "/ketqua Phòng Tư pháp 14/5, có mặt 12/12, chi ủy 3/3, đúng dự kiến"
    ) == [
        "✓ Đã ghi lúc 09:00, kết quả đại hội Chi bộ Phòng Tư pháp: ngày 14/5/2020; có mặt "
        "12/12; trúng cử 3/3; đúng dự kiến.\n"
        "Tiếp theo: tờ trình chuẩn y, hạn 19/5/2020. [Ghi tờ trình]"
    ]


EXAMPLE = "Ví dụ: 10-11/6, có mặt 148/150, trúng cử 15/15, đúng dự kiến"
SHARE = "Chỉ ghi tỷ lệ từ 0 đến 100%, ví dụ: trên 91% hoặc 91,5%."


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("14/5, mọi việc tốt", f'Chưa rõ "mọi việc tốt"; chưa ghi gì.\n{EXAMPLE}'),
        ("14/5, có mặt đủ", f"Chưa rõ số có mặt; chưa ghi gì.\n{EXAMPLE}"),
        ("31/4, có mặt 148/150", 'Không có ngày "31/4" trong lịch; chưa ghi gì. '
         "Ví dụ: 29 và 30/4"),
        ("14/5, Bí thư 140/148", f"Chưa rõ tỷ lệ phiếu Bí thư; chưa ghi gì. {SHARE}"),
        ("14/5, phiếu thấp nhất trên 100%", f"Chưa rõ phiếu thấp nhất; chưa ghi gì. {SHARE}"),
        ("16/5, có mặt 20/20", "Ngày 16/5/2020 chưa đến; chưa ghi gì. Kết quả báo sau khi bế "
         "mạc."),
        ("01-09/5, có mặt 20/20", "Đại hội dài quá 4 ngày; chưa ghi gì. "
         "Đề nghị kiểm tra lại ngày. Ví dụ: 29 và 30/4"),
        ("14/5, trúng cử 16/15", "Trúng cử 16 nhiều hơn số cần bầu 15; chưa ghi gì. "
         "Ví dụ: trúng cử 15/15"),
        ("14/5, đại biểu cấp trên 13/12", "Đại biểu cấp trên 13 nhiều hơn số được phân bổ 12; "
         "chưa ghi gì. Ví dụ: đại biểu cấp trên 12/12"),
        ("14/5, trúng cử 15/15, số dư 5", "Số dư 5 quá 30% số cần bầu (15); chưa ghi gì. "
         "Đề nghị kiểm tra lại."),
        ("14/5, có mặt 0/0", "Số được triệu tập phải lớn hơn 0; chưa ghi gì."),
        ("14/5, trúng cử 300/300", "Số cần bầu lớn quá; chưa ghi gì. Đề nghị kiểm tra lại."),
        ("14/5, Bí thư 95%, không bầu trực tiếp", "Không bầu trực tiếp Bí thư thì không có tỷ "
         "lệ phiếu Bí thư tại đại hội; chưa ghi gì. Ví dụ: bầu trực tiếp, Bí thư trên 95%"),
        ("14/5, có mặt 20/20, có mặt 19/20", f"Có hai số khác nhau cho số có mặt; chưa ghi gì."
         f"\n{EXAMPLE}"),
        ("14/5, đồng chí Nguyễn Văn Nam có mặt", "Đề nghị không nêu họ tên; chưa ghi gì. Đồng "
         'chí ghi lại theo chức danh hoặc số lượng, ví dụ: "còn 01 trường hợp đang xem xét".'),
    ],
)  # fmt: skip
async def test_wrong_figures_store_nothing(hall: Conversation, said: str, answer: str) -> None:
    assert await hall.say("K12", f"/ketqua {said}") == [answer]
    assert await told(hall, "K12") == []
    assert hall.directory.congress("K12").state is CongressState.PROPOSED


async def test_congress_of_two_contents_elects_nobody(hall: Conversation) -> None:
    async with hall.database.work() as work:
        units.save_unit(work, hall.directory.units["K12"].model_copy(update={"contents": "12"}))
    await hall.say("K12", "/tuychon")  # the directory is loaded anew

    assert await hall.say("K12", "/ketqua 14/5, có mặt 20/20, trúng cử 15/15, đúng dự kiến") == [
        "Đại hội của đơn vị không có nội dung bầu cấp ủy; chưa ghi gì. Bỏ phần: số trúng cử."
    ]
    assert await hall.say("K12", "/ketqua 14/5, có mặt 20/20, đại biểu 2/2, đúng dự kiến") == [
        "Đại hội của đơn vị không bầu đoàn đại biểu cấp trên; chưa ghi gì. "
        "Bỏ phần: số đại biểu cấp trên bầu được."
    ]
    # It is asked about no election either.
    assert await hall.say("K12", "/ketqua 14/5, có mặt 20/20") == [
        "Các nội dung có đúng dự kiến không? [1 Có] [2 Không]"
    ]
    (answer,) = await hall.say("K12", "/ketqua 14/5, có mặt 20/20, đúng dự kiến")
    assert "Tiếp theo: nộp hồ sơ đại hội, hạn 12/8/2020. [Nộp hồ sơ]" in answer
    (answer,) = await hall.say("K12", "[Nộp hồ sơ]")
    assert answer.startswith("✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông nộp hồ sơ đại hội")
    assert hall.directory.congress("K12").state is CongressState.FILED


async def test_other_units_and_roles_are_refused(hall: Conversation) -> None:
    (answer,) = await hall.say("K12", "/ketqua K10 14/5, có mặt 20/20")
    assert answer.startswith("Đảng bộ xã Kim Chính không thuộc phạm vi của đồng chí")
    (answer,) = await hall.say("secretary", "/ketqua K12")
    assert answer.startswith("Đồng chí chưa được giao quyền dùng /ketqua.")
