"""The leader of Tổ 3 answers from the reminder (DIALOGUES b)."""

from collections.abc import Sequence
from datetime import timedelta

from congress.issues import Issue, IssueOwner, IssueState
from congress.nudges import NudgeKey, NudgeKind
from congress.plans import ItemStatus
from congress.roles import Role
from storage import issues, letters, nudges
from tests.handlers.harness import CAPABILITIES, CHANNEL, Conversation
from tests.handlers.test_report import count_reports, progress

LINES = (("K03", "X17"), ("K25", "X15"))


async def remind(
    desk: Conversation, who: str = "T03", lines: Sequence[tuple[str, str]] = LINES
) -> None:
    """Queue what the morning's reminder leaves behind: one message, and a nudge for each line."""
    member = desk.person(who)
    at = desk.now - timedelta(hours=8)
    async with desk.database.work() as work:
        row = letters.post(
            work,
            directory=desk.directory,
            member=member,
            html="Đề nghị đồng chí đôn đốc 2 việc quá hạn",
            kind="reminder",
            capabilities={CHANNEL: CAPABILITIES},
            now=at,
        )
        assert row is not None
        for unit, item in lines:
            key = NudgeKey(
                kind=NudgeKind.OVERDUE,
                unit=unit,
                item=item,
                rung="3",
                due_version=1,
                member=member.id,
            )
            assert await nudges.claim(work, key, outbox=row, at=at)


async def test_leader_answers_each_line(either_desk: Conversation) -> None:
    desk = either_desk
    await remind(desk)
    assert await desk.say("T03", "/xl K03 X17") == [
        "Ân Hòa, X17: [1 Hoàn thành] [2 Đang làm] [3 Vướng mắc] [4 Nhắc đơn vị]",
    ]
    assert await desk.say("T03", "2, 18/5 gửi") == [
        "Đang làm, dự kiến 18/5/2020; hạn 11/5/2020 giữ nguyên. [1 Đúng] [2 Sửa] [3 Bỏ]",
    ]
    assert await desk.say("T03", "1") == ["✓ Đã ghi. Còn 1 việc: [1 Phát Diệm]"]
    assert await desk.say("T03", "1") == [
        "Phát Diệm, X15: [1 Hoàn thành] [2 Đang làm] [3 Vướng mắc] [4 Nhắc đơn vị]",
    ]
    assert await desk.say("T03", "3, còn 01 đơn đang xem xét") == [
        ('Vướng mắc: "còn 01 đơn đang xem xét". Ai xử lý? [1 Tổ 3] [2 Chuyển Ban Tổ chức] [3 Bỏ]'),
    ]
    assert await desk.say("T03", "2") == [
        "✓ Đã ghi VM03, đã chuyển Ban Tổ chức. Không còn việc chờ đồng chí trả lời.",
    ]
    async with desk.database.work() as work:
        issue = await issues.get(work, number=3)
    assert issue == Issue(
        number=3,
        unit="K25",
        item="X15",
        text="còn 01 đơn đang xem xét",
        state=IssueState.ESCALATED,
        owner=IssueOwner.ORGANISATION_DEPT,
        raised_by=desk.person("T03").id,
        at=desk.now,
    )
    (told,) = desk.told
    assert told.to == str(desk.directory.people(Role.ORGANISATION_DEPT)[0].id)
    known = await progress(desk, "K25", "X15")
    assert (known.status, known.note) == (ItemStatus.BLOCKED, "VM03")


async def test_unit_is_reminded_once_a_day(either_desk: Conversation) -> None:
    desk = either_desk
    await remind(desk)
    await desk.say("T03", "/xl K03 X17")
    assert await desk.say("T03", "4") == [
        "✓ Đã nhắc Đảng bộ xã Ân Hòa. Còn 1 việc: [1 Phát Diệm]",
    ]
    assert [str(said) for said in desk.told] == [
        (
            "Tổ trưởng Tổ 3 đề nghị Đảng bộ xã Ân Hòa báo cáo X17 Gửi tài liệu duyệt, hạn "
            "11/5/2020: [1 Hoàn thành] [2 Đang làm] [3 Vướng mắc]"
        ),
    ]
    assert await desk.say("T03", "/xl K03 X17 nhac") == [
        "Hôm nay đã nhắc Đảng bộ xã Ân Hòa việc này. Còn 1 việc: [1 Phát Diệm]",
    ]
    assert len(desk.told) == 1
    assert (await desk.say("K03", "2, 60%"))[0].startswith("Đang làm, 60%.")


async def test_all_was_chased(either_desk: Conversation) -> None:
    desk = either_desk
    await remind(desk)
    assert await desk.say("T03", "/dadondoc") == [
        "✓ Đã ghi đồng chí đôn đốc 2 việc. Không còn việc chờ đồng chí trả lời.",
    ]
    assert await desk.say("T03", "/dadondoc") == ["Không còn việc chờ đồng chí trả lời."]


async def test_report_of_the_unit_answers_the_line(desk: Conversation) -> None:
    await remind(desk)
    await desk.say("K03", "/baocao X17 đã trình")
    await desk.say("T03", "/xl K25 X15 in_progress 18/5 gửi")
    assert await desk.say("T03", "1") == ["✓ Đã ghi. Không còn việc chờ đồng chí trả lời."]


async def test_difficulty_of_the_group_is_asked_for_first(desk: Conversation) -> None:
    before = await count_reports(desk, "K25")
    await desk.say("T03", "/xl K25 X15 blocked")
    (asked,) = await desk.say("T03", "còn 01 trường hợp")
    assert asked.startswith('Vướng mắc: "còn 01 trường hợp". Ai xử lý?')
    (refused,) = await desk.say("T03", "chờ đồng chí Nguyễn Văn A")
    assert refused.startswith("Đề nghị không nêu họ tên")
    await desk.say("T03", "còn 02 trường hợp")
    assert await desk.say("T03", "1") == [
        "✓ Đã ghi VM03, đã chuyển Tổ 3. Không còn việc chờ đồng chí trả lời.",
    ]
    assert await count_reports(desk, "K25") == before + 1


async def test_forged_handing_over_changes_nothing(desk: Conversation) -> None:
    await desk.say("T03", "/xl K25 X15 blocked còn 01 trường hợp")
    for line in ("/vmgiao abc group", "/vmgiao", "/dongythao abc"):
        (answer,) = await desk.say("T03", line)
        assert answer.startswith("Nội dung này đã được xử lý hoặc đã quá hạn"), line
    async with desk.database.work() as work:
        assert await issues.get(work, number=3) is None


async def test_unknown_answer_is_told(desk: Conversation) -> None:
    (answer,) = await desk.say("T03", "/xl K03 X17 bay")
    assert 'chưa rõ trạng thái "bay"; chưa ghi gì.' in answer
    (other,) = await desk.say("T03", "/xl K12 X25")
    assert "không thuộc phạm vi" in other


async def test_line_of_a_reminder_ends_an_unfinished_report(desk: Conversation) -> None:
    await desk.say("T03", "/bcmuc K25 X25 in_progress")
    await desk.say("T03", "/xl K03 X17")
    (answer,) = await desk.say("T03", "2, 18/5 gửi")
    assert answer.startswith("Đang làm, dự kiến 18/5/2020; hạn 11/5/2020 giữ nguyên.")


async def test_line_beside_the_plans_is_left_until_it_is_done_or_chased(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    await hall.say("organisation_dept", "/ketluan K03 bổ sung số liệu, hạn 15/5")
    await remind(hall, lines=(("K03", "X17"), ("K03", "KL01"), ("K25", "KL99")))
    await hall.say("T03", "/xl K03 X17 done")
    assert await hall.say("T03", "1") == ["✓ Đã ghi. Còn 1 việc: [1 Ân Hòa]"]
    (shown,) = await hall.say("T03", "1")
    assert shown.startswith("KL01, Đảng bộ xã Ân Hòa: bổ sung số liệu, hạn 15/5/2020")
    assert await hall.say("T03", "/dadondoc") == [
        "✓ Đã ghi đồng chí đôn đốc 1 việc. Không còn việc chờ đồng chí trả lời."
    ]
    assert await hall.say("T03", "/dadondoc") == ["Không còn việc chờ đồng chí trả lời."]
