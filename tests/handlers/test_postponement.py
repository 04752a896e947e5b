"""The proposal to postpone, and what people decide (DIALOGUES (d), the standing board's part)."""

import pytest

from congress.events import CongressState, EventKind
from storage import congresses
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_people import trail
from tests.handlers.test_regime import apply

PROPOSED = (
    "Kính báo cáo Thường trực. Chỉ thị 16 áp dụng từ 16/5 đến hết 30/5/2020. Có 2 đại hội trong "
    "thời gian này:\n1. Chi bộ Phòng Tư pháp, 20/5.\n2. Đảng bộ xã Kim Chính, 21–22/5.\n"
    "Trợ lý đề xuất tạm hoãn; chưa có quyết định thì chưa thay đổi gì."
)
ASKED = "Căn cứ: số, ngày văn bản hoặc hội nghị?"
READ_BACK = (
    "Tạm hoãn 2 đại hội đến khi cấp trên cho phép, theo MH-02-TB/HU. Văn kiện, nhân sự tiếp tục "
    "chuẩn bị; 23 đơn vị đã đại hội giữ nguyên. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
)
NOT_COVERED = "Còn 46 đơn vị chưa có ngày, chưa tạm hoãn; nếu hoãn tất cả: /tamhoan tất cả"
NOTHING_LEFT = (
    "Các đại hội này đã được quyết định hoặc không còn trong thời gian này; không có gì thay đổi."
)


@pytest.fixture
async def board(hall: Conversation) -> Conversation:
    """Let the regime be set and the proposal lie before the standing board."""
    await apply(hall)
    return hall


def state_of(hall: Conversation, unit: str) -> CongressState:
    return hall.directory.congress(unit).state


def told(hall: Conversation, who: str) -> list[Said]:
    return [said for said in hall.told if said.to == str(hall.person(who).id)]


async def test_proposal_lies_before_those_who_decide(board: Conversation) -> None:
    (said,) = told(board, "standing_board")

    assert said.text == PROPOSED
    assert said.buttons == ("1 Tạm hoãn cả 2", "2 Chọn đơn vị", "3 Chưa hoãn")
    assert told(board, "secretary")[0].text.startswith("Kính báo cáo đồng chí Bí thư. Chỉ thị 16")
    assert not told(board, "standing_committee")
    assert state_of(board, "K56") is CongressState.READY


async def test_all_are_postponed(either_hall: Conversation) -> None:
    hall = either_hall
    await apply(hall)
    hall.told.clear()

    assert await hall.say("standing_board", "1") == [ASKED]
    assert await hall.say("standing_board", "MH-02-TB/HU ngày 15/5/2020") == [READ_BACK]
    assert await hall.say("standing_board", "1") == [
        f"✓ Đã ghi lúc 09:00. Đã báo 2 đơn vị, Tổ 1, Tổ 10, Văn phòng.\n{NOT_COVERED} "
        "[Ai chưa xác nhận]"
    ]

    assert [state_of(hall, unit) for unit in ("K56", "K10", "K12")] == [
        CongressState.POSTPONED,
        CongressState.POSTPONED,
        CongressState.PROPOSED,
    ]
    async with hall.database.work() as work:
        *_, event = await congresses.events(work, unit="K56")
    assert (event.kind, event.basis, str(event.basis_on), str(event.opens_on)) == (
        EventKind.POSTPONED,
        "MH-02-TB/HU",
        "2020-05-15",
        "2020-05-20",
    )
    assert await trail(hall, "unit K56") == [("postpone", "ready", "postponed")]
    cell = (
        "ại hội ngày 20/5/2020 tạm hoãn theo MH-02-TB/HU. Đề nghị thông báo ngay cho đảng viên, "
        "tiếp tục chuẩn bị nội dung."
    )
    assert told(hall, "K56") == [Said(str(hall.person("K56").id), "Đ" + cell, ("Đã nhận",))]
    assert [said.text for said in told(hall, "K10")] == [
        "Đại hội ngày 21–22/5/2020 tạm hoãn theo MH-02-TB/HU. Đề nghị thông "
        "báo ngay cho đại biểu, "
        "tiếp tục chuẩn bị nội dung."
    ]
    assert [said.text for said in told(hall, "T01")] == ["Chi bộ Phòng Tư pháp: đ" + cell]
    assert [said.text for said in told(hall, "office")] == [
        "Tạm hoãn 2 đại hội theo MH-02-TB/HU: Phòng Tư pháp, Kim Chính."
    ]
    assert len(hall.told) == 5


async def test_postponement_is_acknowledged(board: Conversation) -> None:
    await board.say("standing_board", "1")
    await board.say("standing_board", "MH-02-TB/HU ngày 15/5/2020")
    await board.say("standing_board", "1")

    assert await board.say("K56", "[Đã nhận]") == ["✓ Đã ghi nhận lúc 09:00."]
    assert [action for action, *_ in await trail(board, "unit K56")] == ["postpone", "received"]


async def test_units_are_chosen_one_by_one(board: Conversation) -> None:
    assert await board.say("standing_board", "[2 Chọn đơn vị]") == [
        "Tạm hoãn đại hội của đơn vị nào?\n1. Chi bộ Phòng Tư pháp, 20/5\n"
        "2. Đảng bộ xã Kim Chính, 21–22/5 [1 Phòng Tư pháp] [2 Kim Chính]"
    ]
    assert await board.say("standing_board", "2") == [f"Đảng bộ xã Kim Chính. {ASKED}"]
    assert await board.say("standing_board", "hội nghị BTV 15/5") == [
        "Tạm hoãn đại hội Đảng bộ xã Kim Chính đến khi cấp trên cho phép, theo hội nghị BTV ngày "
        "15/5/2020. Văn kiện, nhân sự tiếp tục chuẩn bị; 23 đơn vị đã đại hội giữ nguyên. "
        "[1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert await board.say("standing_board", "[1 Xác nhận]") == [
        f"✓ Đã ghi lúc 09:00. Đã báo 1 đơn vị, Tổ 10, Văn phòng.\n{NOT_COVERED} [Ai chưa xác nhận]"
    ]
    assert state_of(board, "K10") is CongressState.POSTPONED
    assert state_of(board, "K56") is CongressState.READY


async def test_only_those_of_the_area_are_left_uncovered(hall: Conversation) -> None:
    await apply(hall, "/capdo Kim Chính CT16 16/5-30/5")
    await hall.say("standing_board", "1")
    await hall.say("standing_board", "MH-02-TB/HU ngày 15/5/2020")

    assert await hall.say("standing_board", "1") == [
        "✓ Đã ghi lúc 09:00. Đã báo 1 đơn vị, Tổ 10, Văn phòng. [Ai chưa xác nhận]"
    ]


async def test_not_now_is_recorded_and_changes_nothing(board: Conversation) -> None:
    board.told.clear()

    assert await board.say("deputy", "3") == [
        "✓ Đã ghi lúc 09:00: chưa tạm hoãn 2 đại hội. Chưa có gì thay đổi."
    ]
    assert [said.text for said in board.told] == [
        "Phó Bí thư Thường trực Huyện ủy: chưa tạm hoãn 2 đại hội (Phòng Tư pháp, Kim Chính)."
    ]
    assert await trail(board, "regime ") == [("not_postponed", None, "K56,K10")]
    assert state_of(board, "K56") is CongressState.READY


async def test_second_answer_finds_nothing_left(board: Conversation) -> None:
    await board.say("standing_board", "1")
    await board.say("standing_board", "MH-02-TB/HU ngày 15/5/2020")
    await board.say("standing_board", "1")
    board.told.clear()

    assert await board.say("secretary", "1") == [NOTHING_LEFT]
    assert await board.say("secretary", "[3 Chưa hoãn]") == [NOTHING_LEFT]
    assert board.told == []


async def test_two_read_backs_postpone_once(board: Conversation) -> None:
    for who in ("standing_board", "secretary"):
        await board.say(who, "1")
        await board.say(who, "MH-02-TB/HU ngày 15/5/2020")
    await board.say("standing_board", "1")
    board.told.clear()

    assert await board.say("secretary", "1") == [NOTHING_LEFT]
    assert board.told == []
    assert await trail(board, "unit K56") == [("postpone", "ready", "postponed")]


async def test_congress_held_meanwhile_is_left_alone(board: Conversation) -> None:
    await board.say("standing_board", "1")
    await board.say("standing_board", "MH-02-TB/HU ngày 15/5/2020")
    async with board.database.work() as work:
        held = board.directory.congress("K56").model_copy(update={"state": CongressState.HELD})
        congresses.save(work, held)
    await board.say("office", "/tuychon")  # the directory is loaded anew

    assert await board.say("standing_board", "1") == [
        "✓ Đã ghi lúc 09:00. Đã báo 1 đơn vị, Tổ 10, Văn phòng.\n"
        "Giữ nguyên: Phòng Tư pháp (đã hoặc đang đại hội, hoặc đã tạm hoãn).\n"
        f"{NOT_COVERED} [Ai chưa xác nhận]"
    ]
    assert state_of(board, "K56") is CongressState.HELD


async def test_proposal_of_a_lifted_regime_is_over(board: Conversation) -> None:
    await board.say("office", "/capdo huyện NONE")
    await board.say("office", "MH-05/UBND ngày 15/5/2020")
    await board.say("office", "1")

    assert await board.say("standing_board", "1") == [NOTHING_LEFT]


async def test_lifting_tells_who_may_ask_again(board: Conversation) -> None:
    await board.say("standing_board", "1")
    await board.say("standing_board", "MH-02-TB/HU ngày 15/5/2020")
    await board.say("standing_board", "1")

    assert await apply(board, "/capdo huyện NONE") == (
        "✓ Đã ghi, đang gửi. 2 đơn vị đang tạm hoãn có thể xin phép tổ chức lại: Kim Chính, "
        "Phòng Tư pháp. [Ai chưa xác nhận]"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "ok",
            "Chưa rõ căn cứ; chưa ghi gì. Đề nghị nhập số, ngày văn bản hoặc hội nghị, "
            "ví dụ: MH-02-TB/HU ngày 15/5/2020, hoặc: hội nghị BTV 15/5.",
        ),
        ("hội nghị BTV", "Còn thiếu ngày. Đề nghị nhập ngày, ví dụ: 15/5/2020."),
        (
            "hội nghị BTV 31/2",
            "Không có ngày như vậy; chưa ghi gì. Ví dụ: MH-01/UBND ngày 15/5/2020.",
        ),
        (
            "hội nghị do đồng chí Hùng chủ trì 15/5",
            "Đề nghị không nêu họ tên; chưa ghi gì. "
            "Đồng chí ghi lại theo chức danh hoặc số lượng.",
        ),
    ],
)
async def test_wrong_basis_is_answered_and_asked_again(
    board: Conversation, said: str, answer: str
) -> None:
    await board.say("standing_board", "1")

    assert await board.say("standing_board", said) == [answer]
    assert await board.say("standing_board", "MH-02-TB/HU ngày 15/5/2020") == [READ_BACK]


async def test_read_back_may_be_amended_or_dropped(board: Conversation) -> None:
    await board.say("standing_board", "1")
    await board.say("standing_board", "MH-03-TB/HU ngày 15/5/2020")
    assert await board.say("standing_board", "2") == [ASKED]
    assert await board.say("standing_board", "MH-02-TB/HU ngày 15/5/2020") == [READ_BACK]
    assert await board.say("standing_board", "3") == ["Đã bỏ; chưa ghi gì."]
    assert state_of(board, "K56") is CongressState.READY


async def test_decider_who_sets_the_regime_gets_the_proposal_at_once(hall: Conversation) -> None:
    await hall.say("standing_board", "/capdo huyện CT16 16/5-30/5")
    await hall.say("standing_board", "MH-01/UBND ngày 15/5/2020")

    _, proposal = await hall.say("standing_board", "1")

    assert proposal == f"{PROPOSED} [1 Tạm hoãn cả 2] [2 Chọn đơn vị] [3 Chưa hoãn]"
    assert await hall.say("standing_board", "1") == [ASKED]


async def test_proposal_answered_by_others_is_refused(board: Conversation) -> None:
    change = board.directory.regimes[0].id

    for who in ("K56", "T01", "standing_committee"):
        (answer,) = await board.say(who, f"/dxhoan {change} all")
        assert answer.startswith("Đồng chí chưa được giao quyền dùng /dxhoan.")
    (answer,) = await board.say("standing_board", "/dxhoan 1 all")
    assert "không có gì thay đổi" in answer
