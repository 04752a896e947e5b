"""What is decided about a proposed day (DIALOGUES (e); CL-3, CL-10)."""

from datetime import date, timedelta

import pytest

from congress.events import CongressState, EventKind
from congress.members import Identity, Member
from congress.plans import ItemStatus
from congress.reviews import Outcome, Review
from congress.roles import Role
from congress.units import Unit, UnitKind
from storage import members, reviews, units
from tests.handlers.harness import CHANNEL, Conversation, Said
from tests.handlers.test_people import trail
from tests.handlers.test_proposals import events_of, keep_conclusions, progress_of, told

ASKED = "Căn cứ: số, ngày văn bản hoặc hội nghị Ban Thường vụ?"
APPROVAL = (
    "Ban Thường vụ Huyện ủy đồng ý Đảng bộ xã Kim Đông đại hội ngày 10–11/6/2020, "
    "theo hội nghị ngày 15/5/2020. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
)
APPROVED = "✓ Đã ghi lúc 09:00. Còn 1 điều kiện để sẵn sàng: kết luận duyệt."
NOTICE = (
    "Ban Thường vụ Huyện ủy đồng ý ngày 10–11/6/2020. "
    "Đề nghị hoàn thành X19 chậm nhất ngày 21/5/2020."
)
DECIDED = "DX12 đã được ghi đồng ý lúc 09:00; không có gì thay đổi. [Xem nhật ký]"
RETURN = (
    "Ban Thường vụ Huyện ủy trả lại đề xuất đại hội ngày 10–11/6/2020 của Đảng bộ xã Kim Đông, "
    'theo hội nghị ngày 15/5/2020. Lý do: "chưa xong văn kiện". [1 Xác nhận] [2 Sửa] [3 Bỏ]'
)


def state_of(hall: Conversation, unit: str = "K12") -> CongressState:
    return hall.directory.congress(unit).state


async def approve(hall: Conversation, who: str = "standing_board") -> str:
    await hall.say(who, "/dongy DX12 hội nghị BTV 15/5")
    (answer,) = await hall.say(who, "[1 Xác nhận]")
    return answer


async def add_review(hall: Conversation, number: int, outcome: Outcome) -> None:
    async with hall.database.work() as work:
        held = Review(
            id=work.new_id(),
            unit="K12",
            round=number,
            meets_on=date(2020, 5, 11),
            outcome=outcome,
            at=hall.now,
        )
        reviews.save(work, held)


@pytest.mark.row("CL-3")
async def test_day_is_agreed_to_word_for_word(either_hall: Conversation) -> None:
    hall = either_hall
    await keep_conclusions(hall, open_ones=1, done=3)

    assert await hall.say("standing_board", "/dongy DX12") == [ASKED]
    assert await hall.say("standing_board", "hội nghị BTV 15/5") == [APPROVAL]
    assert state_of(hall) is CongressState.PROPOSED
    assert await hall.say("standing_board", "1") == [APPROVED]

    assert state_of(hall) is CongressState.APPROVED
    *_, event = await events_of(hall, "K12")
    assert (event.kind, event.basis, event.basis_on) == (
        EventKind.APPROVED,
        "hội nghị BTV",
        date(2020, 5, 15),
    )
    assert (await progress_of(hall, "K12", "X20")).status is ItemStatus.DONE
    assert await trail(hall, "unit K12") == [("approve_day", "proposed", "approved")]
    assert await trail(hall, "item K12/X20") == [("decide_item", "submitted", "done")]
    assert told(hall, "K12") == [
        Said(str(hall.person("K12").id), NOTICE, ("Đã nhận", "Xem kế hoạch"))
    ]
    assert told(hall, "T01") == [
        Said(
            str(hall.person("T01").id),
            f"Đảng bộ xã Kim Đông: {NOTICE}",
            ("Đã nhận", "Xem kế hoạch"),
        )
    ]
    assert len(hall.told) == 2


async def test_second_decider_changes_nothing(hall: Conversation) -> None:
    await approve(hall)
    hall.told.clear()

    assert await hall.say("secretary", "/dongy DX12") == [DECIDED]
    assert await hall.say("deputy", "/tralai DX12 chưa xong; hội nghị BTV 15/5") == [DECIDED]
    hall.now += timedelta(days=1)
    assert await hall.say("deputy", "/dongy DX12") == [
        "DX12 đã được ghi đồng ý lúc 09:00 15/5/2020; không có gì thay đổi. [Xem nhật ký]"
    ]

    assert hall.told == []
    assert [event.kind for event in await events_of(hall, "K12")] == [
        EventKind.PROPOSED,
        EventKind.APPROVED,
    ]


async def test_two_read_backs_are_recorded_once(hall: Conversation) -> None:
    await hall.say("standing_board", "/dongy DX12 hội nghị BTV 15/5")
    await hall.say("secretary", "/tralai DX12 chưa xong văn kiện; hội nghị BTV 15/5")
    await hall.say("standing_board", "1")
    hall.told.clear()

    assert await hall.say("secretary", "1") == [DECIDED]
    assert state_of(hall) is CongressState.APPROVED
    assert hall.told == []


async def test_unit_hears_and_sees_its_plan(hall: Conversation) -> None:
    await approve(hall)
    assert await hall.say("K12", "[Đã nhận]") == [
        "✓ Đã ghi nhận lúc 09:00. Việc tiếp theo: X22 Bầu đại biểu ở chi bộ, hạn 16/5/2020."
    ]
    (plan,) = await hall.say("K12", "[Xem kế hoạch]")
    assert plan.startswith("Đảng bộ xã Kim Đông, hạn 14 ngày tới")


@pytest.mark.row("CL-3")
async def test_proposal_is_returned_with_its_reason(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("standing_board", "/tralai DX12") == [
        "Lý do trả lại DX12 của Kim Đông? Đề nghị ghi ngắn, không nêu họ tên. "
        "Ví dụ: chưa hoàn thiện văn kiện"
    ]
    assert await hall.say("standing_board", "chưa xong văn kiện") == [ASKED]
    assert await hall.say("standing_board", "hội nghị BTV 15/5") == [RETURN]
    assert await hall.say("standing_board", "1") == [
        "✓ Đã ghi lúc 09:00: trả lại DX12. Kim Đông chưa có ngày đại hội."
    ]

    congress = hall.directory.congress("K12")
    assert (congress.state, congress.opens_on) == (CongressState.RETURNED, None)
    *_, event = await events_of(hall, "K12")
    assert (event.kind, event.reason, event.opens_on) == (
        EventKind.RETURNED,
        "chưa xong văn kiện",
        date(2020, 6, 10),
    )
    assert [(await progress_of(hall, "K12", code)).status for code in ("X16", "X20")] == [
        ItemStatus.RETURNED,
        ItemStatus.RETURNED,
    ]
    assert [str(said) for said in told(hall, "K12")] == [
        "Ban Thường vụ Huyện ủy trả lại đề xuất ngày 10–11/6/2020. "
        'Lý do: "chưa xong văn kiện". Đề nghị hoàn thiện, đề xuất lại ngày. '
        "[Đã nhận] [Đề xuất ngày]"
    ]
    assert await hall.say("secretary", "/danhsach choquyetdinh") == [
        "Chờ quyết định: không (đến 09:00 ngày 15/5/2020)."
    ]
    assert await hall.say("secretary", "/dongy DX12") == [
        "DX12 đã được trả lại lúc 09:00; không có gì thay đổi. [Xem nhật ký]"
    ]


async def test_returned_day_is_proposed_again_under_a_new_number(hall: Conversation) -> None:
    await hall.say("standing_board", "/tralai DX12 chưa xong văn kiện; hội nghị BTV 15/5")
    await hall.say("standing_board", "1")
    await hall.say("K12", "[Đề xuất ngày]")
    await hall.say("K12", "15/6")
    (answer,) = await hall.say("K12", "1")
    assert answer.startswith("✓ Đã ghi lúc 09:00: DX13, Kim Đông đề xuất đại hội ngày 15/6/2020.")
    assert await hall.say("standing_board", "/dongy DX12") == [
        "DX12 đã được trả lại lúc 09:00; không có gì thay đổi. [Xem nhật ký]"
    ]
    assert await hall.say("standing_board", "/dongy DX13") == [ASKED]


async def test_return_in_one_line_may_be_amended_or_dropped(hall: Conversation) -> None:
    line = "/tralai dx 12 chưa xong văn kiện; hội nghị BTV 15/5"
    assert await hall.say("secretary", line) == [RETURN]
    assert await hall.say("secretary", "2") == ['Lý do giữ nguyên: "chưa xong văn kiện". ' + ASKED]
    assert await hall.say("secretary", "hội nghị BTV 15/5") == [RETURN]
    assert await hall.say("secretary", "3") == ["Đã bỏ; chưa ghi gì."]
    assert state_of(hall) is CongressState.PROPOSED
    assert hall.told == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "vì đồng chí Hùng chưa ký",
            "Đề nghị không nêu họ tên; chưa ghi gì. "
            "Đồng chí ghi lại theo chức danh hoặc số lượng.",
        ),
        (
            "a " * 200,
            "Ghi chú dài 399 ký tự, tối đa 300; chưa ghi gì. Đề nghị ghi ngắn hơn.",
        ),
        (";", "Chưa có lý do; chưa ghi gì. Ví dụ: chưa hoàn thiện văn kiện"),
    ],
)
async def test_wrong_reason_is_answered_and_asked_again(
    hall: Conversation, said: str, answer: str
) -> None:
    await hall.say("standing_board", "/tralai DX12")
    assert await hall.say("standing_board", said) == [answer]
    assert await hall.say("standing_board", "chưa xong văn kiện; hội nghị BTV 15/5") == [RETURN]


@pytest.mark.row("CL-10")
async def test_second_review_comes_before_an_approval(hall: Conversation) -> None:
    await add_review(hall, 1, Outcome.REDO)
    refused = [
        "Chưa ghi đồng ý DX12 (Kim Đông, ngày 10–11/6/2020).\n"
        "! Phải duyệt lại (lần duyệt ngày 11/5/2020 chưa đạt). "
        "Cần duyệt lần sau đạt yêu cầu rồi mới đồng ý ngày. [1 Trả lại]"
    ]
    assert await hall.say("standing_board", "/dongy DX12") == refused
    assert state_of(hall) is CongressState.PROPOSED

    await add_review(hall, 2, Outcome.PASSED_WITH_CHANGES)
    assert await hall.say("standing_board", "/dongy DX12") == [ASKED]
    await hall.say("standing_board", "hội nghị BTV 15/5")
    await add_review(hall, 3, Outcome.REDO)
    assert await hall.say("standing_board", "1") == refused
    assert state_of(hall) is CongressState.PROPOSED


@pytest.mark.row("DH-4")
async def test_days_outside_a_window_set_since_are_not_agreed_to(hall: Conversation) -> None:
    await hall.say("office", "/khung đảng bộ 15/6-25/6 MH-06-TB/HU ngày 15/5/2020")
    await hall.say("office", "1")
    assert await hall.say("standing_board", "/dongy DX12") == [
        "Chưa ghi đồng ý DX12 (Kim Đông, ngày 10–11/6/2020).\n"
        "! Ngoài khung 15–25/6/2020. Đề nghị trả lại để đơn vị đề xuất ngày khác. [1 Trả lại]"
    ]
    assert await hall.say("standing_board", "1") == [
        "Lý do trả lại DX12 của Kim Đông? Đề nghị ghi ngắn, không nêu họ tên. "
        "Ví dụ: chưa hoàn thiện văn kiện"
    ]


async def test_days_that_have_gone_by_are_not_agreed_to(hall: Conversation) -> None:
    hall.now += timedelta(days=40)
    (answer,) = await hall.say("standing_board", "/dongy DX12")
    assert "! Ngày đề xuất đã qua." in answer
    assert state_of(hall) is CongressState.PROPOSED


async def test_proposal_of_a_postponed_congress_is_void(hall: Conversation) -> None:
    await hall.say("office", "/capdo huyện CT16 1/6-30/6")
    await hall.say("office", "MH-01/UBND ngày 15/5/2020")
    await hall.say("office", "1")
    await hall.say("standing_board", "1")
    await hall.say("standing_board", "MH-02-TB/HU ngày 15/5/2020")
    await hall.say("standing_board", "1")
    assert state_of(hall) is CongressState.POSTPONED

    assert await hall.say("standing_board", "/dongy DX12") == [
        "Đảng bộ xã Kim Đông: tạm hoãn đại hội lúc 09:00 15/5/2020; DX12 không còn hiệu lực, "
        "không có gì thay đổi. [Xem nhật ký]"
    ]
    assert await hall.say("K12", "/ngay 15/6") == [
        "Đại hội Đảng bộ xã Kim Đông đang tạm hoãn; chỉ đề xuất ngày khi cấp trên cho phép "
        "tổ chức lại. Chưa ghi gì."
    ]


async def test_proposal_of_a_held_congress_is_void(hall: Conversation) -> None:
    await hall.say("K12", "/baocao X34 hoàn thành 14/5")
    assert await hall.say("standing_board", "/dongy DX12") == [
        "Đảng bộ xã Kim Đông đã đại hội; DX12 không còn hiệu lực, không có gì thay đổi. "
        "[Xem nhật ký]"
    ]


@pytest.mark.parametrize("line", ["/dongy DX99", "/tralai DX99 chưa xong", "/dongy 99"])
async def test_unknown_number_shows_what_waits(hall: Conversation, line: str) -> None:
    (answer,) = await hall.say("secretary", line)
    assert answer == (
        f'Không có đề xuất "{line.split()[1]}" trong phạm vi của đồng chí; '
        "không có gì thay đổi. Đề nghị ghi số đề xuất, ví dụ: DX12 [1 Đề xuất của Kim Đông]"
    )
    (seen,) = await hall.say("secretary", "1")
    assert seen.startswith("Hồ sơ đề xuất DX12: Đảng bộ xã Kim Đông")


async def test_number_is_asked_for_where_it_is_left_out(hall: Conversation) -> None:
    assert await hall.say("secretary", "/dongy") == [
        "Đề nghị ghi số đề xuất. Ví dụ: /dongy DX12 [1 Đề xuất của Kim Đông]"
    ]
    assert await hall.say("secretary", "/dongy Kim Đông") == [ASKED]
    assert await hall.say("secretary", "hội nghị BTV 15/5") == [APPROVAL]


@pytest.mark.parametrize("who", ["K12", "T01", "office", "standing_committee"])
async def test_others_do_not_decide(hall: Conversation, who: str) -> None:
    for line in ("/dongy DX12", "/tralai DX12 chưa xong", "/doingay K10 25/5"):
        (answer,) = await hall.say(who, line)
        assert answer.startswith("Đồng chí chưa được giao quyền dùng /")
    assert state_of(hall) is CongressState.PROPOSED


async def test_committee_of_a_lower_level_decides_below_itself_and_never_for_itself(
    hall: Conversation,
) -> None:
    await grow_a_level(hall)
    await hall.say("K12", "/ngay 12/6")
    assert [said.text.splitlines()[0] for said in told(hall, "deputy")] == [
        "Kính báo cáo đồng chí Phó Bí thư. Đảng bộ xã Kim Đông đề xuất đại hội ngày 12/6/2020 "
        "(DX14)."
    ]
    assert told(hall, "standing_board") == []

    assert await hall.say("deputy", "/dongy DX13") == [
        "Ngày đại hội của Đảng bộ Khối do cấp ủy cấp trên trực tiếp quyết định; "
        "không có gì thay đổi."
    ]
    (other,) = await hall.say("deputy", "/doingay K10 25/5")
    assert other.startswith("Đảng bộ xã Kim Chính không thuộc phạm vi của đồng chí.")
    assert await hall.say("deputy", "/dongy DX14 hội nghị BTV 15/5") == [
        "Ban Thường vụ Đảng ủy đồng ý Đảng bộ xã Kim Đông đại hội ngày 12/6/2020, "
        "theo hội nghị ngày 15/5/2020. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("secretary", "/dongy DX13") == [ASKED]


async def grow_a_level(hall: Conversation) -> None:
    """Put Kim Đông, and the deputy, under a committee that has proposed a day of its own."""
    deputy = hall.person("deputy")
    async with hall.database.work() as work:
        above = Unit(
            code="KX",
            name="Đảng bộ Khối",
            kind=UnitKind.COMMITTEE,
            parent=hall.directory.root.code,
        )
        units.save_unit(work, above)
        kim_dong = hall.directory.units["K12"]
        units.save_unit(work, kim_dong.model_copy(update={"parent": above.code}))
        members.save_member(work, deputy.model_copy(update={"unit": above.code}))
        reporter = Member(id=work.new_id(), title="Khối", role=Role.UNIT_REPORTER, unit=above.code)
        members.save_member(work, reporter)
        account = str(reporter.id)
        members.bind_identity(
            work, Identity(channel=CHANNEL, sender=account, member=reporter.id, chat=account)
        )
    await hall.say("admin", "/trogiup")  # the harness reads the directory anew
    (proposed,) = await hall.say("KX", "/ngay 20/6")
    assert "DX13" in proposed
    hall.told.clear()
