"""Reports step by step: unit, item, status, note, read-back; and two people at one item."""

from congress.plans import ItemStatus
from storage import dialogs
from tests.handlers.harness import Conversation
from tests.handlers.test_report import count_reports, progress


async def test_clerk_reports_step_by_step(either_desk: Conversation) -> None:
    desk = either_desk
    await desk.say("K12", "/baocao X22 xong")
    assert await desk.say("K12", "[Báo cáo tiếp]") == [
        (
            "Đồng chí chọn mục: [1 X19 Kết luận duyệt] [2 X25 Kịch bản điều hành] "
            "[3 X28 Tuyên truyền] [4 Mục khác]"
        ),
    ]
    assert await desk.say("K12", "2") == [
        (
            "X25 Kịch bản điều hành, hạn 26/5/2020, đến đâu? [1 Chưa làm] [2 Đang làm] "
            "[3 Hoàn thành] [4 Vướng mắc] [Trạng thái khác]"
        ),
    ]
    assert await desk.say("K12", "[2 Đang làm]") == [
        "Ghi chú ngắn, không nêu họ tên. [Bỏ qua]",
    ]
    assert await desk.say("K12", "khoảng 60%, chờ Tổ 1 góp ý") == [
        'X25 Kịch bản điều hành: đang làm, 60%, "chờ Tổ 1 góp ý". [1 Gửi] [2 Sửa] [3 Bỏ]',
    ]
    assert await desk.say("K12", "1") == [
        "✓ Đã ghi lúc 16:02; Tổ 1 xem được ngay. Báo nhầm: [Đính chính]",
    ]
    assert (await progress(desk, "K12", "X25")).percent == 60


async def test_group_is_not_told_that_it_sees_its_own_report(desk: Conversation) -> None:
    for who in ("T01", "T01 member"):
        await desk.say(who, "/bcmuc K12 X25 in_progress _")
        assert await desk.say(who, "1") == [
            "✓ Đã ghi lúc 16:02; đơn vị xem được ngay. Báo nhầm: [Đính chính]",
        ]


async def test_note_is_skipped_or_said_again(desk: Conversation) -> None:
    await desk.say("K12", "/bcmuc K12 X25 in_progress")
    read_back = "X25 Kịch bản điều hành: đang làm. [1 Gửi] [2 Sửa] [3 Bỏ]"
    assert await desk.say("K12", "[Bỏ qua]") == [read_back]
    (better,) = await desk.say("K12", "70%")
    assert better == "X25 Kịch bản điều hành: đang làm, 70%. [1 Gửi] [2 Sửa] [3 Bỏ]"
    (refused,) = await desk.say("K12", "chờ ông Nguyễn Văn A")
    assert refused.startswith("Đề nghị không nêu họ tên; chưa ghi gì.")
    assert (await desk.say("K12", "2"))[0].startswith("X25 Kịch bản điều hành, hạn 26/5/2020")


async def test_draft_is_dropped(desk: Conversation) -> None:
    before = await count_reports(desk, "K12")
    await desk.say("K12", "/bcmuc K12 X25 done _")
    assert await desk.say("K12", "3") == ["Đã bỏ; chưa ghi gì."]
    assert await count_reports(desk, "K12") == before


async def test_button_counts_once(desk: Conversation) -> None:
    await desk.say("K12", "/bcmuc K12 X25 done _")
    token = (await _menu(desk))[0]
    before = await count_reports(desk, "K12")
    await desk.say("K12", token)
    (again,) = await desk.say("K12", token)
    assert again.startswith("Nội dung này đã được xử lý hoặc đã quá hạn")
    assert await count_reports(desk, "K12") == before + 1


async def test_old_button_changes_nothing(desk: Conversation) -> None:
    await desk.say("K12", "/bcmuc K12 X25 done _")
    old = (await _menu(desk))[0]
    await desk.say("K12", "/bcmuc K12 X28 in_progress _")
    before = await count_reports(desk, "K12")
    (answer,) = await desk.say("K12", old)
    assert answer.startswith("Nội dung này đã được xử lý hoặc đã quá hạn")
    assert await count_reports(desk, "K12") == before


async def test_other_statuses_and_items_are_reached(desk: Conversation) -> None:
    await desk.say("K12", "/baocao X25")
    (more,) = await desk.say("K12", "[Trạng thái khác]")
    assert more.endswith("[1 Đã trình] [2 Bị trả lại] [3 Không áp dụng]")
    await desk.say("K12", "/baocao")
    (page,) = await desk.say("K12", "4")
    assert page.startswith("Đảng bộ xã Kim Đông, đồng chí chọn mục: [1 X22 ")
    (last,) = await desk.say("K12", "/bcthem K12 99")
    assert last == "Đảng bộ xã Kim Đông, đồng chí chọn mục:"


async def test_who_may_not_reopen_is_told_before_a_note_is_asked(desk: Conversation) -> None:
    refusal = [
        "X01 Kế hoạch đại hội đã hoàn thành; việc mở lại do Tổ trưởng hoặc cấp trên thực hiện, có "
        "nêu lý do. Nếu báo nhầm: /dinhchinh."
    ]
    for who in ("K12", "T01 member"):
        for line in ("/baocao K12 X01", "/xl K12 X01"):  # guided, and from a reminder
            await desk.say(who, line)
            assert await desk.say(who, "[2 Đang làm]") == refusal
        assert await desk.say(who, "/xl K12 X01 vướng chờ kinh phí") == refusal
        assert await desk.say(who, "/bcmuc K12 X01 in_progress _") == refusal
    await desk.say("T01", "/baocao K12 X01")
    assert await desk.say("T01", "[2 Đang làm]") == ["Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"]


async def test_who_may_only_reopen_is_told_before_a_status_is_asked(desk: Conversation) -> None:
    assert await desk.say("office", "/baocao K12 X25") == [
        "Tình hình do đơn vị và Tổ công tác báo cáo. Đồng chí chỉ mở lại mục đã hoàn thành, có "
        "nêu lý do."
    ]
    (asked,) = await desk.say("office", "/baocao K12 X01")
    assert asked.startswith("Kim Đông, X01 Kế hoạch đại hội, hạn ")
    assert await desk.say("office", "[2 Đang làm]") == ["Ghi chú ngắn, không nêu họ tên. [Bỏ qua]"]
    assert (await desk.say("office", "bổ sung quyết định"))[0].startswith(
        'Kim Đông, X01 Kế hoạch đại hội: đang làm, "bổ sung quyết định". [1 Gửi]'
    )


async def test_gate_is_not_waived_by_its_unit_before_a_note_is_asked(desk: Conversation) -> None:
    await desk.say("K12", "/baocao X19")
    await desk.say("K12", "[Trạng thái khác]")
    assert await desk.say("K12", "[3 Không áp dụng]") == [
        'X19 Kết luận duyệt là điều kiện bắt buộc; "không áp dụng" do Tổ trưởng ghi. Chưa ghi gì.'
    ]


async def test_step_of_another_unit_is_refused(desk: Conversation) -> None:
    for line in ("/bcmuc K13 X25 done", "/bcthem K13 1", "/xl K13 X25 done", "/khongphatsinh K13"):
        (answer,) = await desk.say("K12", line)
        assert answer.startswith("Đảng bộ xã Kim Hải không thuộc phạm vi của đồng chí."), line


async def test_who_is_slower_is_asked_again(either_desk: Conversation) -> None:
    desk = either_desk
    await desk.say("T01", "/bcmuc K12 X25 in_progress 40%")
    await desk.say("K12", "/baocao X25 đang làm 60%, chờ góp ý")
    assert await desk.say("T01", "1") == [
        (
            "X25 Kịch bản điều hành vừa được Cán bộ báo cáo xã Kim Đông báo cáo lúc 16:02: "
            'đang làm, 60%, "chờ góp ý".\n'
            "Báo cáo của đồng chí: đang làm, 40%. Vẫn ghi? [1 Gửi] [2 Sửa] [3 Bỏ]"
        ),
    ]
    await desk.say("T01", "1")
    known = await progress(desk, "K12", "X25")
    assert (known.status, known.percent) == (ItemStatus.IN_PROGRESS, 40)


async def _menu(desk: Conversation) -> tuple[str, ...]:
    chat = str(desk.person("K12").id)
    async with desk.database.work() as work:
        dialog = await dialogs.get(work, channel="telegram", chat=chat, sender=chat)
    assert dialog is not None
    return tuple(button.command for button in dialog.menu)


async def test_command_ends_the_dialogue_and_its_answer_without_choices_keeps_the_last(
    either_desk: Conversation,
) -> None:
    desk, wrong = either_desk, "/baocao K12 X25 đang làm 120%"
    before = await count_reports(desk, "K12")
    await desk.say("K12", "/bcmuc K12 X25 in_progress")
    (refusal,) = await desk.say("K12", wrong)
    assert "[" not in refusal
    assert await desk.say("K12", "1") == [  # [Bỏ qua]
        "X25 Kịch bản điều hành: đang làm. [1 Gửi] [2 Sửa] [3 Bỏ]",
    ]
    await desk.say("K12", "/bcmuc K12 X25 in_progress")
    await desk.say("K12", wrong)
    (answer,) = await desk.say("K12", "chờ Tổ 1 góp ý")  # nobody waits for a note any more
    assert not answer.startswith("X25")
    assert await count_reports(desk, "K12") == before
