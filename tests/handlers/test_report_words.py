"""The questions of a report answered in words: each is a dialogue, and survives what comes between."""

import pytest

from storage import dialogs
from storage.dialogs import AGE
from tests.handlers.harness import CHANNEL, Conversation
from tests.handlers.test_report import count_reports, progress
from tests.handlers.test_words import NOTE, READ_BACK, STATUSES

WITH_PERCENT = READ_BACK.replace(".", ", 60%.", 1)


async def test_status_and_note_are_said_at_once(either_hall: Conversation) -> None:
    hall = either_hall
    for said in ("đang làm 60%", "dang lam, 60%", "2, 60%", "Đang làm: 60%"):
        assert await hall.say("K12", "/baocao X25") == [STATUSES]
        assert await hall.say("K12", said) == [WITH_PERCENT]
    await hall.say("K12", "gửi")
    assert (await progress(hall, "K12", "X25")).percent == 60


async def test_difficulty_is_said_at_once_and_is_no_command(hall: Conversation) -> None:
    await hall.say("K12", "/baocao X25")
    assert await hall.say("K12", "vướng mắc, chờ kinh phí") == [
        'X25 Kịch bản điều hành: vướng mắc, "chờ kinh phí". [1 Gửi] [2 Sửa] [3 Bỏ]'
    ]


async def test_other_words_are_a_command_or_asked_again(hall: Conversation) -> None:
    before = await count_reports(hall, "K12")
    await hall.say("K12", "/baocao X25")
    (unknown,) = await hall.say("K12", "để xem")
    assert unknown == (
        'X25 Kịch bản điều hành: chưa rõ trạng thái "để xem"; chưa ghi gì. Ví dụ: X25 đang làm '
        "60%. [1 Chưa làm] [2 Đang làm] [3 Hoàn thành] [4 Vướng mắc]"
    )
    (asked,) = await hall.say("K12", "xong chưa?")
    assert asked.startswith("X25 Kịch bản điều hành: đồng chí đang hỏi hay báo cáo? Chưa ghi gì.")
    assert await hall.say("K12", "đang làm 60%") == [WITH_PERCENT]
    await hall.say("K12", "/baocao X25")
    (other,) = await hall.say("K12", "báo cáo X28")
    assert other.startswith("X28 Tuyên truyền, hạn ")
    assert await count_reports(hall, "K12") == before


async def test_status_that_was_not_understood_is_said_again_with_its_note(
    hall: Conversation,
) -> None:
    await hall.say("K12", "/baocao X25 sap roi")
    assert await hall.say("K12", "đang làm 60%") == [WITH_PERCENT]


async def test_item_that_is_not_offered_is_named(hall: Conversation) -> None:
    await hall.say("K12", "/baocao")
    (asked,) = await hall.say("K12", "phiếu bầu")
    assert asked.startswith("X26 Phiếu bầu, biên bản, hạn 31/5/2020, đến đâu?")
    await hall.say("K12", "/baocao")
    (kept,) = await hall.say("K12", "X26 đang làm 30%")
    assert kept.startswith("✓ Đã ghi lúc 09:00")
    await hall.say("K12", "/baocao")
    (unknown,) = await hall.say("K12", "hội họa")
    assert unknown.startswith('Kế hoạch của Đảng bộ xã Kim Đông không có mục "hội họa"')


async def test_question_which_item_is_over_once_it_is_answered(hall: Conversation) -> None:
    await hall.say("T03", "/baocao K03")
    (kept,) = await hall.say("T03", "X26 đang làm 30%")
    assert kept.startswith("✓ Đã ghi lúc 09:00: Ân Hòa, X26 ")
    before = await count_reports(hall, "K03")
    for said in ("X25 xong", "kịch bản xong"):  # of which unit, nobody knows
        (unknown,) = await hall.say("T03", said)
        assert unknown.startswith("Trợ lý chưa hiểu nội dung này; chưa ghi gì.")
    assert await count_reports(hall, "K03") == before


async def test_item_is_named_in_words_where_the_unit_has_a_word_for_a_code(
    province: Conversation,
) -> None:
    await province.say("HAMTAN", "/baocao")
    (asked,) = await province.say("HAMTAN", "kịch bản đang làm")
    assert asked.startswith("X25 Kịch bản điều hành đã hoàn thành;")


@pytest.mark.parametrize("said", ["2", "đang làm", "Đang làm."])
async def test_what_chose_the_status_is_no_note_when_it_comes_twice(
    hall: Conversation, said: str
) -> None:
    await hall.say("K12", "/baocao X25")
    assert await hall.say("K12", said) == [NOTE]
    assert await hall.say("K12", said) == [NOTE]
    await hall.say("T03", "/xl K03 X17")
    assert await hall.say("T03", said) == [NOTE]
    assert await hall.say("T03", said) == [NOTE]


async def test_button_pressed_twice_asks_once_more(hall: Conversation) -> None:
    before = await count_reports(hall, "K12")
    await hall.say("K12", "/baocao X25")
    for _ in range(2):
        assert await hall.say("K12", "/bcmuc K12 X25 in_progress") == [NOTE]
    assert await count_reports(hall, "K12") == before


async def test_question_waits_over_a_restart_and_ages_as_others_do(
    either_hall: Conversation,
) -> None:
    hall, chat = either_hall, str(either_hall.person("K12").id)
    await hall.say("K12", "/baocao X25")
    async with hall.database.work() as work:
        kept = await dialogs.get(work, channel=CHANNEL, chat=chat, sender=chat)
    assert kept is not None
    assert (kept.name, kept.data) == ("report_status", {"unit": "K12", "item": "X25"})
    hall.now += AGE
    assert await hall.say("K12", "đang làm 60%") == [WITH_PERCENT]
    await hall.say("K12", "/baocao X25")
    hall.now += 2 * AGE
    (answer,) = await hall.say("K12", "đang làm 60%")
    assert answer.startswith("Trợ lý chưa hiểu nội dung này; chưa ghi gì.")


async def test_notice_in_between_takes_no_number_from_the_question(hall: Conversation) -> None:
    await hall.say("K12", "/baocao X25")
    await hall.say("T01", "/xl K12 X19 nhac")  # [1 Hoàn thành] [2 Đang làm] [3 Vướng mắc]
    (asked,) = await hall.say("K12", "2")
    assert asked.startswith("Vừa có thông báo mới khi nội dung trước chưa nhập xong")
    assert await hall.say("K12", "2") == [NOTE]
    assert await hall.say("K12", "bỏ qua") == [READ_BACK]


async def test_correction_is_said_in_words(hall: Conversation) -> None:
    await hall.say("K12", "/baocao X25 xong")
    await hall.say("K12", "/dinhchinh")
    assert await hall.say("K12", "đang làm 60%") == [WITH_PERCENT]
    await hall.say("K12", "gửi")
    assert (await progress(hall, "K12", "X25")).percent == 60


async def test_reminder_is_answered_in_words(hall: Conversation) -> None:
    await hall.say("T03", "/xl K03 X17")
    assert await hall.say("T03", "đang làm, 18/5 gửi") == [
        "Đang làm, dự kiến 18/5/2020; hạn 11/5/2020 giữ nguyên. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
