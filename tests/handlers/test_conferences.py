"""The conference of each unit, and the activity of the groups."""

import pytest

from congress.facts import FactKind
from storage import facts
from tests.handlers.harness import Conversation

RANKED = (
    "Tổ 1: 5/5 đơn vị có báo cáo\nTổ 2: 5/5 đơn vị có báo cáo\nTổ 5: 5/5 đơn vị có báo cáo\n"
    "Tổ 6: 4/4 đơn vị có báo cáo\nTổ 9: 4/4 đơn vị có báo cáo\n"
    "Tổ 4: 4/5 đơn vị có báo cáo; chưa báo cáo 1\nTổ 7: 3/4 đơn vị có báo cáo; chưa báo cáo 1\n"
    "Tổ 10: 3/4 đơn vị có báo cáo; chưa báo cáo 1\n"
    "Tổ 11: 4/5 đơn vị có báo cáo; chưa báo cáo 1\n"
    "Tổ 3: 5/5 đơn vị có báo cáo; quá hạn 2 việc\nTổ 8: 3/3 đơn vị có báo cáo; quá hạn 3 việc"
)


@pytest.mark.row("NS-6")
async def test_conference_is_kept_with_its_counts(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("K12", "/hoinghi 20/3 45/50") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông tổ chức hội nghị quán triệt ngày 20/3/2020, "
        "dự 45/50; X02 hoàn thành."
    ]
    assert await hall.say("secretary", "/hoinghi Kim Đông") == [
        "Đảng bộ xã Kim Đông đã tổ chức hội nghị quán triệt ngày 20/3/2020, dự 45/50 (90,0%)."
    ]
    (missing,) = await hall.say("office", "/hoinghi")
    assert missing.startswith(
        "Hội nghị quán triệt: 1/49 đơn vị chưa đại hội đã báo cáo.\nChưa báo cáo (48): Ân Hòa, "
    )
    assert missing.endswith(" và 36 đơn vị khác.")


async def test_cell_has_no_item_for_it(hall: Conversation) -> None:
    assert await hall.say("K56", "/hoinghi 20/3") == [
        "✓ Đã ghi lúc 09:00: Chi bộ Phòng Tư pháp tổ chức hội nghị quán triệt ngày 20/3/2020."
    ]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/hoinghi", "Đảng bộ xã Kim Đông tổ chức hội nghị quán triệt ngày nào?"),
        ("/hoinghi 31/2", "Không có ngày này trong lịch; chưa ghi gì."),
        ("/hoinghi 20/6", "Ngày 20/6/2020 chưa đến"),
        ("/hoinghi 20/3 60/50", "Số dự 60, số triệu tập 50 không khớp; chưa ghi gì."),
        ("/hoinghi K03 20/3", "Đảng bộ xã Ân Hòa"),
    ],
)
async def test_wrong_conferences_are_answered_and_not_kept(
    hall: Conversation, said: str, answer: str
) -> None:
    (heard,) = await hall.say("K12", said)
    assert heard.startswith(answer)
    async with hall.database.work() as work:
        assert await facts.newest(work, unit="K12") == []


async def test_second_word_on_it_counts(hall: Conversation) -> None:
    await hall.say("K12", "/hoinghi 20/3 45/50")
    await hall.say("K12", "/hoinghi 21/3 46/50")
    async with hall.database.work() as work:
        told = await facts.history(work, unit="K12", kind=FactKind.CONFERENCE)
    assert [fact.data["on"] for fact in told] == ["2020-03-20", "2020-03-21"]


@pytest.mark.row("KS-9")
async def test_groups_are_shown_by_what_is_left_to_chase(hall: Conversation) -> None:
    (answer,) = await hall.say("secretary", "/hoatdong")
    assert answer == (
        "Hoạt động của 11 tổ trong 7 ngày (đến 09:00 ngày 15/5/2020), theo số việc còn phải đôn đốc:"
        f"\n{RANKED} [Tổ 8] [Tổ 3] [Tổ 4] [Tổ 7]"
    )
    # The digest counts the same by group; who has nothing late is not named.
    (digest,) = await hall.say("secretary", "/bantin")
    assert "Quá hạn: 5 việc (Tổ 3: 2, Tổ 8: 3). Chưa báo cáo: 4 đơn vị." in digest


@pytest.mark.row("KS-9")
async def test_leader_sees_the_own_group_without_a_ranking(hall: Conversation) -> None:
    assert await hall.say("T03", "/hoatdong") == [
        "Hoạt động của Tổ 3 trong 7 ngày (đến 09:00 ngày 15/5/2020): 5/5 đơn vị có báo cáo; "
        "quá hạn 2 việc. [Tổ 3]"
    ]
