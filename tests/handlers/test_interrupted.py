"""A notice that comes while a form is open: its menu neither answers for the form, nor revives it."""

from datetime import datetime, timedelta

import pytest

from bot.outcomes import Ended, record
from chat.message import Outcome
from storage import outbox, tasks
from tests.handlers.harness import Conversation
from tests.handlers.test_report import progress
from tests.handlers.test_words import LEFT, counts

PROPOSED = "cho mượn hội trường"


async def _propose(hall: Conversation) -> None:
    """Lay KN01 before the standing board: [1 Đồng ý] [2 Không đồng ý]."""
    await hall.say("T03", "/congtac K03: ổn định")
    await hall.say("T03", "đúng")
    await hall.say("T03", PROPOSED)


async def _proposal(hall: Conversation) -> str:
    async with hall.database.work() as work:
        (task,) = await tasks.listed(work)
    return task.status


WHICH = (
    "Vừa có thông báo mới khi nội dung trước chưa nhập xong, nên chưa rõ đồng chí chọn gì; "
    "chưa ghi gì. Đề nghị chọn lại: "
)


@pytest.mark.parametrize("said", ["1", "không", "đồng ý", "2"])
async def test_answer_that_fits_two_menus_is_asked_for(
    either_hall: Conversation, said: str
) -> None:
    hall = either_hall
    await hall.say("standing_board", "/dongy DX12 hội nghị BTV 15/5")
    await _propose(hall)
    before = await counts(hall)
    assert await hall.say("standing_board", said) == [
        f"{WHICH}[1 Xác nhận] [2 Sửa] [3 Bỏ] [4 Đồng ý] [5 Không đồng ý]"
    ]
    assert await counts(hall) == before
    assert (await hall.say("standing_board", "không"))[0].startswith("Trợ lý chưa hiểu")
    assert await _proposal(hall) == "submitted"
    await hall.say("standing_board", "5")
    assert await _proposal(hall) == "not_applicable"


async def test_note_is_skipped_beneath_a_notice(hall: Conversation) -> None:
    await hall.say("T01", "/bcmuc K12 X25 in_progress")
    await hall.say("K12", "/baocao K12 X19 xong")
    assert hall.told[-1].buttons == ("1 Xác nhận hoàn thành", "2 Trả lại")
    (answer,) = await hall.say("T01", "1")
    assert answer == f"{WHICH}[1 Bỏ qua] [2 Bỏ] [3 Xác nhận hoàn thành] [4 Trả lại]"
    assert (await progress(hall, "K12", "X19")).status == "submitted"
    (read_back,) = await hall.say("T01", "bỏ qua")
    assert "đang làm" in read_back


async def test_question_is_left_beneath_a_notice(hall: Conversation) -> None:
    await hall.say("standing_board", "/dongy DX12")
    await _propose(hall)
    shown = f"{WHICH}[1 Bỏ] [2 Đồng ý] [3 Không đồng ý]"
    assert await hall.say("standing_board", "không") == [shown]
    assert await hall.say("standing_board", "1") == [LEFT]
    assert await _proposal(hall) == "submitted"


async def test_number_that_a_question_asks_for_is_not_the_notices(hall: Conversation) -> None:
    await hall.say("T01", "/vuongmac K12 ?")
    await hall.say("K12", "/baocao K12 X19 xong")
    for said in ("1", "1"):
        await hall.say("T01", said)
    assert (await progress(hall, "K12", "X19")).status == "submitted"


async def test_notice_does_not_keep_a_read_back_alive(either_hall: Conversation) -> None:
    hall = either_hall
    await hall.say("K12", "/bcmuc K12 X25 in_progress 60%")
    hall.now += timedelta(hours=23)
    await hall.say("T01", "/xl K12 X19 nhac")
    before = await counts(hall)
    hall.now += timedelta(hours=2)
    for said in ("ok", "đúng"):
        (answer,) = await hall.say("K12", said)
        assert answer.startswith("Trợ lý chưa hiểu nội dung này; chưa ghi gì.")
    assert await counts(hall) == before
    assert await hall.say("K12", "đang làm") != [answer]  # the notice's own menu is still good


@pytest.mark.parametrize(
    ("said", "answer"), [("gửi", "✓ Đã ghi lúc 09:00"), ("bỏ", LEFT), ("3", LEFT)]
)
async def test_what_only_the_form_offers_still_answers_it(
    hall: Conversation, said: str, answer: str
) -> None:
    await hall.say("T01", "/bcmuc K12 X25 in_progress 60%")
    await hall.say("K12", "/baocao K12 X19 xong")
    (told,) = await hall.say("T01", said)
    assert told.startswith(answer)


async def test_number_chooses_nothing_of_a_notice_that_waits_for_the_morning(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    hall.now = hall.now.replace(hour=15)  # 22:00 here
    await hall.say("K12", "/baocao K12 X19 xong")
    for said in ("1", "1"):
        await hall.say("T01", said)
    assert (await progress(hall, "K12", "X19")).status == "submitted"
    await _deliver(hall, at=hall.now + timedelta(hours=9))
    for said in ("1", "1"):
        await hall.say("T01", said)
    assert (await progress(hall, "K12", "X19")).status == "done"


async def _deliver(hall: Conversation, *, at: datetime) -> None:
    """Let the morning come: what waited is sent, in order."""
    hall.now = at
    async with hall.database.work() as work:
        work.collect("update outbox set state = 'queued'", {})
    async with hall.database.work() as work:
        letters = await outbox.take_due(work, now=at, limit=1000)
        for letter in letters:
            record(work, Ended(letter, Outcome(kind="sent", message="1")), now=at)
