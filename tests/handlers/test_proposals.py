"""A day is proposed and lies before those who decide (CL-3, CL-9, DH-4)."""

import pytest

from congress.events import CongressEvent, CongressState, EventKind
from congress.plans import ItemStatus, Progress
from congress.tasks import Task, TaskKind
from storage import congresses, plans, tasks
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_people import trail

EXAMPLE = "29–30/5/2020"
SENT = (
    "Đã trình Bí thư Huyện ủy, Phó Bí thư Thường trực Huyện ủy, Thường trực Huyện ủy. "
    "Chưa có quyết định thì chưa phải ngày chính thức. [Xem hồ sơ]"
)
PROPOSED = "✓ Đã ghi lúc 09:00: DX13, Hùng Tiến đề xuất đại hội ngày 05–06/6/2020.\n" + SENT
POINTS = (
    "✓ Trước 30/6/2020 ✓ Phương án nhân sự đã phê duyệt ✓ Đã duyệt nội dung ngày 29/4/2020 "
    "✓ Xong kết luận duyệt\nVướng mắc: 1."
)
CARD = f"Đảng bộ xã Hùng Tiến đề xuất đại hội ngày 05–06/6/2020 (DX13).\n{POINTS}"
CHOICES = ("1 Đồng ý", "2 Trả lại", "3 Xem hồ sơ")


def told(hall: Conversation, who: str) -> list[Said]:
    return [said for said in hall.told if said.to == str(hall.person(who).id)]


async def events_of(hall: Conversation, unit: str) -> list[CongressEvent]:
    async with hall.database.work() as work:
        return await congresses.events(work, unit=unit)


async def progress_of(hall: Conversation, unit: str, item: str) -> Progress:
    async with hall.database.work() as work:
        return await plans.progress_of_item(work, unit=unit, item=item)


@pytest.mark.row("CL-3")
async def test_complete_line_puts_the_days_before_those_who_decide(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    assert await hall.say("K09", "/ngay 5-6/6/2020") == [PROPOSED]

    congress = hall.directory.congress("K09")
    assert (congress.state, str(congress.opens_on), str(congress.closes_on)) == (
        CongressState.PROPOSED,
        "2020-06-05",
        "2020-06-06",
    )
    *_, event = await events_of(hall, "K09")
    assert (event.kind, event.code) == (EventKind.PROPOSED, "DX13")
    assert await trail(hall, "unit K09") == [("propose_day", "undated", "proposed")]
    assert told(hall, "secretary") == [
        Said(str(hall.person("secretary").id), f"Kính báo cáo đồng chí Bí thư. {CARD}", CHOICES)
    ]
    assert [said.text for said in told(hall, "standing_board")] == [
        f"Kính báo cáo Thường trực. {CARD}"
    ]
    assert [said.text for said in told(hall, "T09")] == [
        "Cán bộ báo cáo xã Hùng Tiến đề xuất Đảng bộ xã Hùng Tiến đại hội ngày 05–06/6/2020 "
        "(DX13), đang chờ quyết định."
    ]
    assert len(hall.told) == 4


@pytest.mark.row("CL-3")
async def test_proposed_day_is_nowhere_taken_as_fixed(hall: Conversation) -> None:
    await hall.say("K09", "/ngay 20-21/5/2020")

    (ahead,) = await hall.say("secretary", "/danhsach sapdaihoi")
    assert "Hùng Tiến" not in ahead
    (card,) = await hall.say("secretary", "/donvi K09")
    assert "Đại hội: 20–21/5/2020 (dự kiến); đã đề xuất ngày." in card
    (waiting,) = await hall.say("secretary", "/danhsach choquyetdinh")
    assert "Hùng Tiến: ngày đại hội 20–21/5/2020" in waiting
    assert waiting.endswith(" [Đề xuất của Kim Đông] [Đề xuất của Hùng Tiến]")


async def test_proposal_reports_the_items_of_the_plan(hall: Conversation) -> None:
    await hall.say("K19", "/ngay 5-6/6/2020")  # the sample has nobody report its X16

    assert (await progress_of(hall, "K19", "X16")).status is ItemStatus.DONE
    assert (await progress_of(hall, "K19", "X20")).status is ItemStatus.SUBMITTED
    assert await trail(hall, "item K19/X16") == [("report", "not_started", "done")]
    (answer,) = await hall.say("K19", "/dinhchinh")
    assert "X16" in answer


async def test_cell_has_only_the_item_of_the_decision(hall: Conversation) -> None:
    await hall.say("K65", "/ngay 5/6/2020")
    assert (await progress_of(hall, "K65", "C07")).status is ItemStatus.SUBMITTED
    assert [said.text for said in told(hall, "secretary")] == [
        "Kính báo cáo đồng chí Bí thư. Chi bộ Bảo hiểm xã hội huyện đề xuất đại hội ngày "
        "05/6/2020 (DX13).\n✓ Trước 30/6/2020\n! Chưa duyệt nội dung, nhân sự. Vướng mắc: 1."
    ]


async def test_guided_proposal_is_read_back_and_confirmed(hall: Conversation) -> None:
    asked = f"Đảng bộ xã Hùng Tiến đề xuất đại hội ngày nào? Ví dụ: {EXAMPLE}"
    assert await hall.say("K09", "/ngay") == [asked]
    assert await hall.say("K09", "từ ngày 4/6 đến hết ngày 5/6/2020") == [
        "Đảng bộ xã Hùng Tiến đề xuất đại hội ngày 04–05/6/2020. [1 Gửi] [2 Sửa] [3 Bỏ]"
    ]
    assert hall.directory.congress("K09").state is CongressState.UNDATED
    assert await hall.say("K09", "2") == [asked]
    assert await hall.say("K09", "5-6/6") == [
        "Đảng bộ xã Hùng Tiến đề xuất đại hội ngày 05–06/6/2020. [1 Gửi] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("K09", "1") == [PROPOSED]


async def test_read_back_confirmed_twice_is_kept_once(hall: Conversation) -> None:
    await hall.say("K09", "/ngay")
    await hall.say("K09", "5-6/6")
    send = hall._commands[str(hall.person("K09").id)]["1 Gửi"]
    assert await hall.say("K09", send) == [PROPOSED]
    hall.told.clear()

    (answer,) = await hall.say("K09", send)

    assert answer.startswith("Nội dung này đã được xử lý")
    assert hall.told == []
    assert len(await events_of(hall, "K09")) == 1


async def test_leader_chooses_among_the_units_without_a_day(hall: Conversation) -> None:
    (asked,) = await hall.say("T09", "/ngay")
    assert asked.startswith("Đề xuất ngày đại hội cho đơn vị nào?\nVí dụ: /ngay K")
    assert "[1 K09 Đảng bộ xã Hùng Tiến]" in asked
    assert await hall.say("T09", "1") == [
        f"Đảng bộ xã Hùng Tiến đề xuất đại hội ngày nào? Ví dụ: {EXAMPLE}"
    ]


async def test_unit_hears_what_its_group_proposes(hall: Conversation) -> None:
    assert await hall.say("T09", "/ngay Hùng Tiến 5-6/6/2020") == [PROPOSED]
    assert [str(said) for said in told(hall, "K09")] == [
        "Tổ trưởng Tổ 9 đề xuất Đảng bộ xã Hùng Tiến đại hội ngày 05–06/6/2020 (DX13), "
        "đang chờ quyết định. [Xem hồ sơ]"
    ]
    (seen,) = await hall.say("K09", "[Xem hồ sơ]")
    assert seen.startswith("Hồ sơ đề xuất DX13: Đảng bộ xã Hùng Tiến, đại hội ngày 05–06/6/2020;")
    assert "[1 Đồng ý]" not in seen


async def test_newer_proposal_takes_the_place_of_the_older(hall: Conversation) -> None:
    assert await hall.say("K12", "/ngay 12-13/6") == [
        "✓ Đã ghi lúc 09:00: DX13, Kim Đông đề xuất đại hội ngày 12–13/6/2020, "
        "thay ngày 10–11/6/2020.\n" + SENT
    ]
    assert await hall.say("standing_board", "/dongy DX12") == [
        "DX12 đã được thay bằng DX13 (ngày 12–13/6/2020); không có gì thay đổi. [Xem nhật ký]"
    ]


async def test_same_days_again_change_nothing(hall: Conversation) -> None:
    assert await hall.say("K12", "/ngay 10-11/6/2020") == [
        "Đảng bộ xã Kim Đông đã đề xuất ngày 10–11/6/2020, đang chờ quyết định; "
        "không có gì thay đổi."
    ]
    assert hall.told == []


@pytest.mark.row("DH-4", "CL-9")
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("31/2", 'Không có ngày như "31/2"; chưa ghi gì.\nVí dụ: /ngay K09 {}'),
        (
            "11-10/6/2020",
            'Ngày kết thúc trước ngày bắt đầu ("11-10/6/2020"); chưa ghi gì.\nVí dụ: /ngay K09 {}',
        ),
        ("tuần sau", 'Chưa rõ ngày nào là "tuần sau"; chưa ghi gì.\nVí dụ: /ngay K09 {}'),
        ("14/5", "Ngày 14/5/2020 đã qua; chưa ghi gì.\nVí dụ cách ghi: /ngay K09 {}"),
        (
            "10-12/6",
            "Đại hội đảng bộ cơ sở không quá 2 ngày; 10–12/6/2020 là 3 ngày. Chưa ghi gì.\n"
            "Ví dụ cách ghi: /ngay K09 {}",
        ),
        (
            "30/6-1/7",
            "Ngày 30/6–01/7/2020 sau hạn đại hội đảng bộ cơ sở (30/6/2020); chưa ghi gì.\n"
            "Ví dụ cách ghi: /ngay K09 {}",
        ),
    ],
)
async def test_wrong_days_are_refused_with_the_reason_and_an_example(
    hall: Conversation, said: str, answer: str
) -> None:
    for line in (f"/ngay {said}", f"/ngay Hùng Tiến {said}"):
        assert await hall.say("K09", line) == [answer.format(EXAMPLE)]
    await hall.say("K09", "/ngay")
    assert await hall.say("K09", said) == [answer.format(EXAMPLE)]
    assert hall.directory.congress("K09").state is CongressState.UNDATED
    assert await events_of(hall, "K09") == []
    assert hall.told == []


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        (
            "K56",
            "Chi bộ Phòng Tư pháp đã được đồng ý ngày 20/5/2020; chưa ghi gì. "
            "Muốn đổi ngày, đề nghị báo cáo Thường trực.",
        ),
        ("K01", "Đảng bộ xã Thượng Kiệm đã đại hội ngày 29–30/4/2020; chưa ghi gì."),
    ],
)
async def test_day_is_proposed_only_where_none_was_decided(
    hall: Conversation, who: str, answer: str
) -> None:
    assert await hall.say(who, "/ngay 10/6") == [answer]


async def test_other_units_are_not_proposed_for(hall: Conversation) -> None:
    (answer,) = await hall.say("K09", "/ngay Kim Đông 15/6")
    assert answer.startswith("Đảng bộ xã Kim Đông không thuộc phạm vi của đồng chí.")
    (unknown,) = await hall.say("T09", "/ngay Hùng Tiếnn 15/6")
    assert unknown.startswith('Chưa rõ đơn vị nào là "Hùng Tiếnn"; chưa ghi gì.')


async def test_open_conclusions_stand_on_the_card_word_for_word(hall: Conversation) -> None:
    await keep_conclusions(hall, open_ones=1, done=3)
    (seen,) = await hall.say("standing_board", "/hosodx DX12")
    assert seen.splitlines()[1:3] == [
        "✓ Trước 30/6/2020 ✓ Phương án nhân sự đã phê duyệt ✓ Đã duyệt nội dung ngày 11/5/2020",
        "! Kết luận duyệt còn 1/4, hạn 21/5/2020. Vướng mắc: không.",
    ]
    assert "\nKL01: bổ sung số liệu [1 Đồng ý] [2 Trả lại]" in seen


async def test_detail_of_issues_is_only_for_those_who_may_see_it(hall: Conversation) -> None:
    await hall.say("K09", "/ngay 5-6/6/2020")
    detail = "VM01: hội trường đang sửa chữa, chưa có địa điểm thay thế"
    seen = {
        who: (await hall.say(who, "/hosodx DX13"))[0]
        for who in ("standing_board", "T09", "K09", "standing_committee", "office", "T09 member")
    }
    assert [who for who, text in seen.items() if detail in text] == [
        "standing_board",
        "T09",
        "K09",
    ]
    assert [who for who, text in seen.items() if "[1 Đồng ý]" in text] == ["standing_board"]


async def test_proposal_of_others_is_as_unknown_as_none(hall: Conversation) -> None:
    for who, line in (("T03", "/hosodx DX12"), ("secretary", "/hosodx DX99")):
        (answer,) = await hall.say(who, line)
        assert answer.startswith(f'Không có đề xuất "{line[-4:]}" trong phạm vi của đồng chí;')
    assert await hall.say("secretary", "/hosodx K20") == [
        "Đảng bộ xã Quang Thiện chưa có đề xuất ngày nào; không có gì thay đổi."
    ]


async def keep_conclusions(hall: Conversation, *, open_ones: int, done: int) -> None:
    """Give Kim Đông the conclusions of its review."""
    statuses = [ItemStatus.IN_PROGRESS] * open_ones + [ItemStatus.DONE] * done
    async with hall.database.work() as work:
        for number, status in enumerate(statuses, 1):
            tasks.save(
                work,
                Task(
                    kind=TaskKind.CONCLUSION,
                    number=number,
                    unit="K12",
                    text="bổ sung số liệu",
                    status=status,
                    at=hall.now,
                ),
            )
