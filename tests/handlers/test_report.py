"""Reports in one line: what is kept, what is asked, what is answered."""

import unicodedata

import pytest

from congress.events import CongressState, EventKind
from congress.plans import ItemStatus, Progress
from congress.reports import ReportKind
from storage import congresses, plans, reports
from tests.handlers.harness import Conversation


async def progress(desk: Conversation, unit: str, item: str) -> Progress:
    async with desk.database.work() as work:
        return await plans.progress_of_item(work, unit=unit, item=item)


async def count_reports(desk: Conversation, unit: str) -> int:
    async with desk.database.work() as work:
        return len(await reports.of_unit(work, unit=unit, limit=1000))


async def test_complete_line_is_kept_and_echoed(either_desk: Conversation) -> None:
    desk = either_desk
    answer = await desk.say("K12", "/baocao K12 X25 đang làm 60%, chờ Tổ 1 góp ý")
    assert answer == [
        (
            "✓ Đã ghi lúc 16:02: Kim Đông, X25 Kịch bản điều hành: đang làm, 60%, "
            '"chờ Tổ 1 góp ý".\n'
            "Đến 22/5 còn 2 việc: X22, hạn 16/5/2020; X19, hạn 21/5/2020. "
            "[Báo cáo tiếp] [Việc của tôi] [Đính chính]"
        ),
    ]
    known = await progress(desk, "K12", "X25")
    async with desk.database.work() as work:
        (kept,) = await reports.of_item(work, unit="K12", item="X25", limit=9)
    assert known == Progress(
        unit="K12",
        item="X25",
        status=ItemStatus.IN_PROGRESS,
        percent=60,
        note="chờ Tổ 1 góp ý",
        reported_at=desk.now,
        reported_by=desk.person("K12").id,
        report=kept.id,
    )
    assert (kept.status, kept.note, kept.kind) == (known.status, known.note, ReportKind.STATUS)


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("K12", "/baocao X25 đang làm"),
        ("K12", "/bc x25 dang lam"),
        ("K12", "/bao X25: Đang làm"),
        ("K12", "/baocao K12 X25 in_progress"),
        ("K12", "/baocao kịch bản đang làm"),
        ("K12", unicodedata.normalize("NFD", "/baocao kịch bản đang làm")),
        ("K12", "báo cáo kich ban dieu hanh dang lam"),
        ("T01", "/baocao Kim Đông: kịch bản đang làm"),
        ("T01", "/baocao ĐBX Kim Đông X25 đang làm"),
        ("T01 member", "/baocao kim dong: x25 danglam"),
    ],
)
async def test_line_is_read_however_it_is_written(desk: Conversation, who: str, line: str) -> None:
    (answer,) = await desk.say(who, line)
    assert answer.startswith("✓ Đã ghi lúc 16:02: Kim Đông, X25 Kịch bản điều hành: đang làm.")


async def test_expected_day_leaves_the_due_date(desk: Conversation) -> None:
    (answer,) = await desk.say("K03", "/baocao X17 đang làm, 18/5 gửi")
    assert "đang làm, dự kiến 18/5/2020; hạn 11/5/2020 giữ nguyên." in answer
    assert desk.directory.items["K03", "X17"].due.isoformat() == "2020-05-11"


async def test_markup_in_a_note_is_shown_as_typed(desk: Conversation) -> None:
    (answer,) = await desk.say("K12", "/baocao X25 đang làm <b>x</b> & 1 < 2")
    assert 'đang làm, "<b>x</b> & 1 < 2".' in answer


NOTHING_KEPT = [
    ("K12", "/baocao X25 bay", 'chưa rõ trạng thái "bay"; chưa ghi gì.'),
    ("K12", "/baocao X25 xong chưa?", "đồng chí đang hỏi hay báo cáo? Chưa ghi gì."),
    ("K12", "/baocao X25 đang làm 150%", "Tỷ lệ chỉ từ 0% đến 100%; chưa ghi gì."),
    ("K12", "/baocao X25 đang làm, dự kiến 31/2", "Không có ngày này trong lịch; chưa ghi gì."),
    ("K12", "/baocao X25 xong 60%", "Hoàn thành nhưng tỷ lệ 60%"),
    ("K12", "/baocao X25 đang làm " + "a" * 501, "Ghi chú dài 501 ký tự, tối đa 500"),
    ("K12", "/baocao " + "á" * 5000, 'không có mục "' + "á" * 99 + "…"),
    ("K12", "/baocao X99 done", 'không có mục "X99"; chưa ghi gì.'),
    ("K12", "/baocao K99 X99 done", 'Chưa rõ đơn vị nào là "K99"; chưa ghi gì.'),
    ("K12", "/baocao K13 X25 xong", "Đảng bộ xã Kim Hải không thuộc phạm vi của đồng chí."),
    ("T03", "/baocao Kim Đông: X25 xong", "không thuộc phạm vi của đồng chí."),
    ("K12", "/baocao X25 đang làm, chờ đồng chí Nguyễn Văn A ký", "không nêu họ tên; chưa ghi gì"),
    ("K12", "/baocao chương trình xong", '"chương trình" có thể là nhiều mục'),
    ("K12", "/baocao X20 không áp dụng", "là điều kiện bắt buộc"),
    ("K12", "/baocao X01 đang làm", "đã hoàn thành; việc mở lại do Tổ trưởng"),
    ("T01", "/baocao K12 X01 đang làm", "đề nghị nêu lý do mở lại"),
    ("secretary", "/baocao K12 X25 xong", "Đồng chí chỉ mở lại mục đã hoàn thành"),
    ("K12", "/baocao X34 xong 20/6", "Ngày 20/6/2020 chưa đến"),
    ("T01", "/baocao X25 xong", "Đồng chí báo cáo cho đơn vị nào?"),
]


async def test_wrong_line_is_answered_and_nothing_kept(desk: Conversation) -> None:
    before = await count_reports(desk, "K12")
    for who, line, expected in NOTHING_KEPT:
        (answer,) = await desk.say(who, line)
        assert expected in answer, line
    assert await count_reports(desk, "K12") == before


async def test_contradiction_is_settled_by_a_button(desk: Conversation) -> None:
    await desk.say("K12", "/baocao X25 xong 60%")
    (answer,) = await desk.say("K12", "[1 Đang làm, 60%]")
    assert answer == "X25 Kịch bản điều hành: đang làm, 60%. [1 Gửi] [2 Sửa] [3 Bỏ]"


async def test_unit_that_is_not_clear_is_completed_by_a_button(desk: Conversation) -> None:
    assert await desk.say("T04", "/baocao Bình: X28 đang làm 20%") == [
        (
            '"Bình" có thể là nhiều đơn vị. Đồng chí chọn: '
            "[1 K04 Đảng bộ xã Chất Bình] [2 K26 Đảng bộ thị trấn Bình Minh]"
        ),
    ]
    (answer,) = await desk.say("T04", "2")
    assert answer.startswith("✓ Đã ghi lúc 16:02: Bình Minh, X28 Tuyên truyền: đang làm, 20%.")


async def test_old_name_is_told(desk: Conversation) -> None:
    old, kept = await desk.say("T01", "/baocao xã Chính Tâm: X28 đang làm")
    assert old == "Chính Tâm nay thuộc Đảng bộ xã Xuân Chính (K23)."
    assert kept.startswith("✓ Đã ghi lúc 16:02: Xuân Chính, X28 Tuyên truyền: đang làm.")


async def test_gate_waits_for_the_leader(desk: Conversation) -> None:
    (answer,) = await desk.say("K12", "/baocao X19 xong")
    assert "X19 Kết luận duyệt: đã trình.\nMục này hoàn thành khi Tổ trưởng xác nhận." in answer
    assert [str(said) for said in desk.told] == [
        (
            "Đảng bộ xã Kim Đông báo hoàn thành X19 Kết luận duyệt. Đề nghị đồng chí Tổ trưởng "
            "xác nhận. [1 Xác nhận hoàn thành] [2 Trả lại]"
        ),
    ]
    assert await desk.say("T01", "1") == ["Kim Đông, X19: hoàn thành. [1 Đúng] [2 Sửa] [3 Bỏ]"]
    await desk.say("T01", "1")
    assert (await progress(desk, "K12", "X19")).status is ItemStatus.DONE


async def test_decided_item_waits_for_the_decision(desk: Conversation) -> None:
    for who in ("K12", "T01"):
        (answer,) = await desk.say(who, "/baocao K12 X20 xong")
        assert (
            "X20 Đồng ý ngày đại hội: đã trình.\nMục này chỉ hoàn thành khi có văn bản" in answer
        )
    assert desk.told == []


async def test_leader_reopens_with_a_reason(desk: Conversation) -> None:
    (answer,) = await desk.say("T01", "/baocao K12 X01 đang làm bổ sung quyết định")
    assert 'X01 Kế hoạch đại hội: đang làm, "bổ sung quyết định".' in answer


async def test_weekly_item_starts_its_next_week(desk: Conversation) -> None:
    (answer,) = await desk.say("K12", "/baocao X33 xong")
    assert answer.startswith("✓ Đã ghi lúc 16:02: Kim Đông, X33 ")
    assert desk.directory.items["K12", "X33"].due.isoformat() == "2020-05-22"
    assert (await progress(desk, "K12", "X33")).status is ItemStatus.NOT_STARTED


async def test_congress_is_held_on_its_closing_day(either_desk: Conversation) -> None:
    desk = either_desk
    (answer,) = await desk.say("K12", "/baocao X34 xong 13-14/5, đủ 4 nội dung")
    assert (
        'X34 Đại hội: hoàn thành, bế mạc ngày 14/5/2020, "đủ 4 nội dung".\n'
        "Ghi nhận: tổ chức khi chưa đủ điều kiện.\n"
    ) in answer
    assert desk.directory.congress("K12").held_on is not None
    async with desk.database.work() as work:
        event = (await congresses.events(work, unit="K12"))[-1]
    assert (event.kind, event.happened_on.isoformat(), event.reason) == (
        EventKind.HELD,
        "2020-05-14",
        "tổ chức khi chưa đủ điều kiện",
    )
    (again,) = await desk.say("K12", "/baocao X34 xong hôm nay")
    assert again == (
        "Đảng bộ xã Kim Đông đã được ghi đại hội, bế mạc ngày 14/5/2020; không có gì thay đổi. "
        "Sửa ngày: /dinhchinh."
    )


@pytest.mark.parametrize(
    ("line", "day"), [("C13 xong", "2020-05-15"), ("C13 xong hôm qua", "2020-05-14")]
)
async def test_congress_without_a_date_was_held_today(
    desk: Conversation, line: str, day: str
) -> None:
    await desk.say("K56", f"/baocao {line}")
    congress = desk.directory.congress("K56")
    assert (congress.state, str(congress.held_on)) == (CongressState.HELD, day)


async def test_nothing_new_is_kept_apart(desk: Conversation) -> None:
    assert await desk.say("K12", "/khongphatsinh") == [
        "✓ Đã ghi lúc 16:02: Đảng bộ xã Kim Đông không phát sinh. [Việc của tôi]",
    ]
    (refused,) = await desk.say("K12", "/khongphatsinh Ân Hòa")
    assert refused.startswith("Đảng bộ xã Ân Hòa không thuộc phạm vi của đồng chí.")
    (asked,) = await desk.say("T03", "không có gì mới")
    assert asked.startswith("Đồng chí chọn đơn vị: [1 K03 Đảng bộ xã Ân Hòa]")
    (answer,) = await desk.say("T03", "1")
    assert answer.startswith("✓ Đã ghi lúc 16:02: Đảng bộ xã Ân Hòa không phát sinh.")
    async with desk.database.work() as work:
        newest = (await reports.of_unit(work, unit="K03", limit=1))[0]
    assert (newest.kind, newest.item, newest.status) == (ReportKind.NOTHING_NEW, None, None)
