"""Field trips with findings and proposals, decided by those above."""

import pytest

from storage import tasks, trips
from tests.handlers.harness import Conversation, Said

READ_BACK = (
    'Tổ 3 công tác tại Đảng bộ xã Ân Hòa ngày 12/5/2020: "chuẩn bị đúng tiến độ, hội trường đang '
    'sửa". Đúng không? [1 Đúng] [2 Sửa] [3 Bỏ]'
)


async def test_stop_at_the_end_of_words_is_not_doubled(hall: Conversation) -> None:
    assert await hall.say("T01", "/congtac K12 12/5: hội trường đang sửa.") == [
        'Tổ 1 công tác tại Đảng bộ xã Kim Đông ngày 12/5/2020: "hội trường đang sửa". Đúng không? '
        "[1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    await hall.say("T01", "1")
    await hall.say("T01", "bổ sung kinh phí.")
    (decided,) = await hall.say("secretary", "/congtac KN01 khong chưa cần.")
    assert decided == "✓ Đã ghi lúc 09:00: KN01 không được đồng ý, chưa cần."


@pytest.mark.row("NS-3")
async def test_trip_is_kept_and_its_proposals_are_decided(either_hall: Conversation) -> None:
    hall = either_hall
    line = "/congtac Ân Hòa 12/5: chuẩn bị đúng tiến độ, hội trường đang sửa"
    assert await hall.say("T03", line) == [READ_BACK]
    assert await hall.say("T03", "1") == [
        "✓ Đã ghi CX01 lúc 09:00. Có kiến nghị với Thường trực không? Mỗi dòng ghi một kiến nghị. "
        "[Không có kiến nghị]"
    ]
    assert await hall.say("T03", "cho mượn hội trường huyện\nbổ sung kinh phí in tài liệu") == [
        "✓ Đã ghi lúc 09:00 và báo cáo Thường trực 2 kiến nghị: KN01, KN02."
    ]
    board = str(hall.person("standing_board").id)
    assert [said for said in hall.told if said.to == board] == [
        Said(
            board,
            "Kính báo cáo Thường trực. Tổ trưởng Tổ 3 có 2 kiến nghị về Đảng bộ xã Ân Hòa:\n"
            "1. KN01: cho mượn hội trường huyện\n2. KN02: bổ sung kinh phí in tài liệu",
            ("1 Xem xét KN01", "2 Xem xét KN02"),
        )
    ]
    (listed,) = await hall.say("standing_board", "/congtac")
    assert listed.endswith("[1 Xem xét KN01] [2 Xem xét KN02] [Ghi chuyến công tác]")
    assert await hall.say("standing_board", "2") == [
        "KN02, Đảng bộ xã Ân Hòa: bổ sung kinh phí in tài liệu. Ý kiến của đồng chí? "
        "[1 Đồng ý] [2 Không đồng ý]"
    ]
    assert await hall.say("standing_board", "[2 Không đồng ý]") == [
        "✓ Đã ghi lúc 09:00: KN02 không được đồng ý. [1 Xem xét KN01]"
    ]
    assert await hall.say("standing_board", "/congtac KN01 để xem") == [
        "KN01, Đảng bộ xã Ân Hòa: cho mượn hội trường huyện. Ý kiến của đồng chí? "
        "[1 Đồng ý] [2 Không đồng ý]"
    ]
    assert await hall.say("standing_board", "/congtac KN01 đồng ý, giao Văn phòng") == [
        "✓ Đã ghi lúc 09:00: KN01 được đồng ý, giao Văn phòng."
    ]
    assert await hall.say("secretary", "/congtac KN01 khong") == [
        "KN01 đã có quyết định: được đồng ý; không có gì thay đổi."
    ]
    assert await hall.say("T03", "/congtac Ân Hòa") == [
        "1 chuyến công tác, Đảng bộ xã Ân Hòa:\n"
        "CX01 12/5/2020, Tổ 3 tại Ân Hòa: chuẩn bị đúng tiến độ, hội trường đang sửa\n"
        "  KN01 cho mượn hội trường huyện: được đồng ý (giao Văn phòng)\n"
        "  KN02 bổ sung kinh phí in tài liệu: không được đồng ý\n"
        "Ghi mới: /congtac K03 12/5: nhận xét [Ghi chuyến công tác]"
    ]


@pytest.mark.row("NS-3")
async def test_findings_are_asked_for_where_only_the_day_is_told(hall: Conversation) -> None:
    for line in ("/congtac Ân Hòa 12/5", "/congtac K03 12/5"):
        assert await hall.say("T03", line) == [
            "Công tác tại Đảng bộ xã Ân Hòa ngày 12/5/2020: nhận xét gì? Ghi ngắn, không nêu họ tên.\n"
            "Ví dụ: chuẩn bị đúng tiến độ, hội trường đang sửa"
        ]
    assert await hall.say("T03", "chuẩn bị đúng tiến độ, hội trường đang sửa") == [READ_BACK]
    assert (await hall.say("T03", "1"))[0].startswith("✓ Đã ghi CX01 lúc 09:00.")


async def test_trip_without_proposals_ends_with_a_button(hall: Conversation) -> None:
    await hall.say("T03", "/congtac K03: ổn định")
    await hall.say("T03", "1")
    (listed,) = await hall.say("T03", "[Không có kiến nghị]")
    assert listed.startswith("1 chuyến công tác, Đảng bộ xã Ân Hòa:\nCX01 15/5/2020, Tổ 3")


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("T03", "/congtac K12 12/5: ổn", "Đảng bộ xã Kim Đông"),
        ("T03", "/congtac K03 31/2", "Không có ngày này trong lịch; chưa ghi gì."),
        ("T03", "/congtac K12 12/5", "Đảng bộ xã Kim Đông"),
        ("K03", "/congtac K03 12/5", "Chuyến công tác do Tổ công tác"),
        ("T03", "/congtac K03 31/2: ổn", "Không có ngày này trong lịch; chưa ghi gì."),
        ("T03", "/congtac K03 20/5: ổn", "Ngày 20/5/2020 chưa đến"),
        ("T03", "/congtac K03 12/5:", "Chưa có nhận xét; chưa ghi gì."),
        ("T03", "/congtac K03 12/5: ông Trần Văn B tốt", "Đề nghị không nêu họ tên"),
        ("K03", "/congtac K03 12/5: ổn", "Chuyến công tác do Tổ công tác"),
        ("standing_board", "/congtac KN07 dongy", "Không có KN07"),
        ("secretary", "/congtac", "Chưa ghi chuyến công tác nào."),
    ],
)
async def test_wrong_trips_are_answered_and_not_kept(
    hall: Conversation, who: str, said: str, answer: str
) -> None:
    (heard,) = await hall.say(who, said)
    assert heard.startswith(answer)
    async with hall.database.work() as work:
        assert await trips.listed(work) == []


async def test_only_those_above_decide(hall: Conversation) -> None:
    await hall.say("T03", "/congtac K03: ổn định")
    await hall.say("T03", "1")
    await hall.say("T03", "cho mượn hội trường")
    assert await hall.say("T03", "/congtac KN01 dongy") == [
        "Kiến nghị KN01 do Bí thư, Phó Bí thư hoặc Thường trực cấp trên quyết định; "
        "không có gì thay đổi."
    ]
    assert await hall.say("K12", "/congtac KN01 dongy") == [
        "Không có KN01 trong phạm vi của đồng chí. Xem: /congtac"
    ]
    async with hall.database.work() as work:
        (task,) = await tasks.listed(work)
    assert task.status == "submitted"


async def propose(hall: Conversation) -> None:
    """Let the leader of Tổ 3 tell of a trip to Ân Hòa, and propose something."""
    for line in ("/congtac K03 12/5: hội trường đang sửa", "1", "cho mượn hội trường huyện"):
        await hall.say("T03", line)


@pytest.mark.row("NS-3")
async def test_proposal_waits_for_a_decision_in_every_list_until_it_is_made(
    hall: Conversation,
) -> None:
    waits = "Chờ quyết định: 1 ngày đại hội"
    for who in ("secretary", "T03"):
        (before,) = await hall.say(who, "/bantin")
        assert "kiến nghị" not in before
    await propose(hall)

    (digest,) = await hall.say("secretary", "/bantin")
    assert f"\n{waits}, 1 kiến nghị. Vướng mắc: " in digest
    (digest,) = await hall.say("T03", "/bantin")
    assert "Chờ quyết định: 1 kiến nghị. " in digest
    assert await hall.say("secretary", "/danhsach choquyetdinh") == [
        "Chờ quyết định: 2 nội dung (đến 09:00 ngày 15/5/2020).\n"
        "Tổ 1\nKim Đông: ngày đại hội 10–11/6/2020\n"
        "Tổ 3\nÂn Hòa: kiến nghị KN01 [Đề xuất của Kim Đông] [Xem xét KN01]"
    ]
    # Who decides nothing sees that it waits, and the unit's trips.
    (listed,) = await hall.say("organisation_dept", "/viec")
    assert "\nÂn Hòa: kiến nghị KN01" in listed
    (trip,) = await hall.say("organisation_dept", "[1 Ân Hòa KN01]")
    assert trip.startswith("1 chuyến công tác, Đảng bộ xã Ân Hòa:")
    await hall.say("secretary", "/viec")
    (asked,) = await hall.say("secretary", "[1 Ân Hòa KN01]")
    assert asked.startswith("KN01, Đảng bộ xã Ân Hòa: cho mượn hội trường huyện.")
    await hall.say("secretary", "1")

    (digest,) = await hall.say("secretary", "/bantin")
    assert f"\n{waits}. Vướng mắc: " in digest


@pytest.mark.parametrize("who", ["office", "standing_committee", "T03 member"])
async def test_who_may_not_read_notes_reads_neither_findings_nor_proposals(
    hall: Conversation, who: str
) -> None:
    await propose(hall)
    await hall.say("secretary", "/congtac KN01 dongy giao Văn phòng")

    (listed,) = await hall.say(who, "/congtac")
    assert listed.splitlines()[:3] == [
        "1 chuyến công tác:",
        "CX01 12/5/2020, Tổ 3 tại Ân Hòa",
        "  KN01: được đồng ý",
    ]
    (log,) = await hall.say(who, "/nhatky K03")
    assert "chuyến công tác CX01 ngày 12/5/2020\n" in log + "\n"
    assert "hội trường" not in log


@pytest.mark.parametrize("who", ["secretary", "organisation_dept", "T03", "K03"])
async def test_who_reads_notes_reads_them_in_both_places(hall: Conversation, who: str) -> None:
    await propose(hall)
    for line in ("/congtac K03", "/nhatky K03"):
        (listed,) = await hall.say(who, line)
        assert "hội trường đang sửa" in listed
        assert "cho mượn hội trường huyện" in listed


@pytest.mark.parametrize("said", ["2", "2.", "…"])
async def test_number_that_chooses_nothing_is_no_proposal(hall: Conversation, said: str) -> None:
    await hall.say("T03", "/congtac K03 12/5: hội trường đang sửa")
    await hall.say("T03", "1")
    hall.told.clear()
    assert await hall.say("T03", said) == [
        "Chưa có kiến nghị nào; chưa ghi gì.\n"
        "Mỗi dòng ghi một kiến nghị, ví dụ: bổ sung kinh phí in tài liệu"
    ]
    assert hall.told == []
    (kept,) = await hall.say("T03", "cho mượn hội trường")
    assert kept == "✓ Đã ghi lúc 09:00 và báo cáo Thường trực 1 kiến nghị: KN01."


@pytest.mark.parametrize(
    "said",
    ["đồng ý chưa?", "đồng ý không", "dong y?", "không đồng ý chưa?", "không có ý kiến", "không rõ",
     "không biết, hỏi Văn phòng", "không phải việc của tôi"],
)  # fmt: skip
async def test_question_or_no_opinion_decides_nothing(hall: Conversation, said: str) -> None:
    await propose(hall)
    assert await hall.say("secretary", f"/congtac KN01 {said}") == [
        "KN01, Đảng bộ xã Ân Hòa: cho mượn hội trường huyện. Ý kiến của đồng chí? "
        "[1 Đồng ý] [2 Không đồng ý]"
    ]
    async with hall.database.work() as work:
        (task,) = await tasks.listed(work)
    assert task.status == "submitted"


async def test_who_proposed_hears_nothing_of_a_unit_that_another_group_has(
    hall: Conversation,
) -> None:
    await propose(hall)
    await hall.say("office", "/phancong K03 T01")
    await hall.say("office", "1")
    hall.told.clear()
    await hall.say("secretary", "/congtac KN01 không, hội trường đã cho mượn")
    assert hall.told == []


@pytest.mark.row("NS-3")
async def test_trip_is_guided_from_the_list(hall: Conversation) -> None:
    (listed,) = await hall.say("T03", "/congtac")
    assert listed.endswith("[Ghi chuyến công tác]")
    (asked,) = await hall.say("T03", "[Ghi chuyến công tác]")
    assert asked.startswith("Đồng chí chọn đơn vị: [1 K03 Đảng bộ xã Ân Hòa] ")
    assert await hall.say("T03", "1") == [
        "Công tác tại Đảng bộ xã Ân Hòa ngày 15/5/2020: nhận xét gì? Ghi ngắn, không nêu họ tên.\n"
        "Ví dụ: chuẩn bị đúng tiến độ, hội trường đang sửa"
    ]
    assert await hall.say("T03", "hội trường đã sửa") == [
        'Tổ 3 công tác tại Đảng bộ xã Ân Hòa ngày 15/5/2020: "hội trường đã sửa". Đúng không? '
        "[1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    (kept,) = await hall.say("T03", "1")
    assert kept.startswith("✓ Đã ghi CX01 lúc 09:00.")
    # Who may only read is not asked where to.
    assert await hall.say("K12", "/congtac thêm") == [
        "Chuyến công tác do Tổ công tác, đoàn công tác của cấp trên ghi. Đơn vị báo cáo bằng "
        "/baocao."
    ]
