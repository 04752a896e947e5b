"""One's own last report is corrected by a new one that points at it."""

import pytest

from congress.events import CongressState, EventKind
from congress.plans import ItemStatus
from storage import congresses, reports
from tests.handlers.harness import Conversation
from tests.handlers.test_report import progress


@pytest.mark.row("MX-1")
async def test_last_report_is_corrected(either_desk: Conversation) -> None:
    desk = either_desk
    await desk.say("K12", "/baocao X25 xong")
    assert await desk.say("K12", "[Đính chính]") == [
        (
            "Báo cáo gần nhất của đồng chí, 16:02 15/5/2020: Kim Đông, X25 Kịch bản điều hành: "
            "hoàn thành. Sửa thành: [1 Chưa làm] [2 Đang làm] [3 Hoàn thành] [4 Vướng mắc] "
            "[5 Đã trình] [6 Bị trả lại] [7 Không áp dụng]"
        ),
    ]
    await desk.say("K12", "2")
    assert await desk.say("K12", "60%") == [
        "X25 Kịch bản điều hành: đang làm, 60%. [1 Gửi] [2 Sửa] [3 Bỏ]",
    ]
    (answer,) = await desk.say("K12", "1")
    assert answer.startswith(
        "✓ Đã ghi lúc 16:02: Kim Đông, X25 Kịch bản điều hành: đang làm, 60%."
    )
    async with desk.database.work() as work:
        second, first = await reports.of_item(work, unit="K12", item="X25", limit=9)
    assert (first.status, first.corrects) == (ItemStatus.DONE, None)
    assert (second.status, second.corrects) == (ItemStatus.IN_PROGRESS, first.id)


async def test_nothing_to_correct_is_told(desk: Conversation) -> None:
    await desk.say("T09 member", "/khongphatsinh K09")
    assert await desk.say("T09 member", "/dinhchinh") == [
        "Đồng chí chưa có báo cáo nào để đính chính. [1 Việc của tôi]",
    ]


async def test_report_of_another_since_is_told(desk: Conversation) -> None:
    await desk.say("K12", "/baocao X25 xong")
    await desk.say("T01", "/baocao K12 X25 đang làm thiếu nội quy")
    (answer,) = await desk.say("K12", "/dinhchinh đang làm 60%")
    assert answer.startswith(
        "Kim Đông, X25 Kịch bản điều hành đã được Tổ trưởng Tổ 1 báo cáo lại lúc 16:02 15/5/2020: "
        'đang làm, "thiếu nội quy". Chưa sửa gì;'
    )


async def test_unknown_status_is_answered(desk: Conversation) -> None:
    await desk.say("K12", "/baocao X25 xong")
    (answer,) = await desk.say("K12", "/dinhchinh bay")
    assert 'chưa rõ trạng thái "bay"; chưa ghi gì.' in answer


async def test_held_by_mistake_is_withdrawn(either_desk: Conversation) -> None:
    desk = either_desk
    await desk.say("K12", "/baocao X34 xong 14/5")
    (shown,) = await desk.say("K12", "/dinhchinh")
    assert "X34 Đại hội: hoàn thành, bế mạc ngày 14/5/2020. Sửa thành:" in shown
    await desk.say("K12", "/dinhchinh chưa làm báo nhầm")
    await desk.say("K12", "1")
    congress = desk.directory.congress("K12")
    assert (congress.state, str(congress.opens_on), str(congress.closes_on), congress.held_on) == (
        CongressState.PROPOSED,
        "2020-06-10",
        "2020-06-11",
        None,
    )
    async with desk.database.work() as work:
        kinds = [event.kind for event in await congresses.events(work, unit="K12")]
    assert kinds[-2:] == [EventKind.HELD, EventKind.HELD_WITHDRAWN]
    assert (await progress(desk, "K12", "X34")).status is ItemStatus.NOT_STARTED


async def test_day_of_a_held_congress_is_corrected(desk: Conversation) -> None:
    await desk.say("K12", "/baocao X34 xong 14/5")
    await desk.say("K12", "/dinhchinh hoàn thành 13/5")
    await desk.say("K12", "1")
    congress = desk.directory.congress("K12")
    assert (congress.state, str(congress.held_on)) == (CongressState.HELD, "2020-05-13")
