"""A day that is moved: reminders of the old dates are void, those of the new ones follow."""

from datetime import date, time

from congress.roles import Role
from storage.database import Database
from tests.handlers.harness import Conversation, conversation
from tests.scheduling.situations import at, letters, run_round

MONDAY = date(2020, 5, 18)
TUESDAY = date(2020, 5, 26)
LINE = "/doingay K10 28-29/5/2020 MH-05-TB/HU ngày 15/5/2020"

SILENT = (
    "Đề nghị đơn vị báo cáo tình hình, kể cả khi không phát sinh (báo cáo gần nhất 14/5/2020). "
)
OF_OLD_DATES = (
    "Đề nghị Đảng bộ xã Kim Chính thực hiện 7 việc:\n"
    "1. X33 Tình hình tư tưởng, hạn 15/5/2020 (quá 1 ngày làm việc)\n"
    "2. X30 Hội trường, thiết bị, hạn 16/5/2020 (quá 1)\n"
    "3. X32 Tập huấn, tổng duyệt, hạn 18/5/2020 (hôm nay)\n"
    "4. X19 Kết luận duyệt, hạn 19/5/2020 (còn 1 ngày)\n"
    "5. X34 Đại hội, hạn 22/5/2020 (còn 4 ngày)\n"
    "6. X35 Báo cáo nhanh kết quả, hạn 18:00 ngày 22/5/2020 (còn 4 ngày)\n"
    "7. X36 Hội nghị BCH lần thứ nhất, hạn 23/5/2020 (còn 5 ngày)\n"
    f"{SILENT}[1 X33] [2 X30] [3 X32] [4 X19] [5 X34] [6 X35] [7 X36] [Không phát sinh]"
)
OF_NEW_DATES = (
    "Đề nghị Đảng bộ xã Kim Chính thực hiện 3 việc:\n"
    "1. X19 Kết luận duyệt, hạn 19/5/2020 (còn 1 ngày)\n"
    "2. X30 Hội trường, thiết bị, hạn 23/5/2020 (còn 5 ngày)\n"
    "3. X32 Tập huấn, tổng duyệt, hạn 25/5/2020 (còn 7 ngày)\n"
    f"{SILENT}[1 X19] [2 X30] [3 X32] [Không phát sinh]"
)


async def reminders(talk: Conversation, state: str) -> list[str]:
    [reporter] = talk.directory.people(Role.UNIT_REPORTER, unit="K10")
    told = await letters(talk.database, kind="reminder", state=state)
    return [text for member, text in told if member == reporter.id]


async def test_queued_reminders_of_old_dates_are_void_after_a_move(database: Database) -> None:
    async with conversation(database, now=at(MONDAY)) as talk:
        await run_round(database, at(MONDAY))
        assert await reminders(talk, "queued") == [OF_OLD_DATES]
        await talk.say("secretary", LINE)
        await talk.say("secretary", "[1 Xác nhận]")

        await run_round(database, at(MONDAY, time(7, 31)))

        assert await reminders(talk, "cancelled") == [OF_OLD_DATES]
        assert await reminders(talk, "queued") == [OF_NEW_DATES]
        for clock in (time(7, 32), time(12)):
            await run_round(database, at(MONDAY, clock))
        assert await reminders(talk, "queued") == [OF_NEW_DATES]


async def test_days_that_were_moved_are_reminded_of_in_their_own_time(database: Database) -> None:
    async with conversation(database, now=at(MONDAY)) as talk:
        await talk.say("secretary", LINE)
        await talk.say("secretary", "[1 Xác nhận]")
        opening = "X34 Đại hội, hạn 29/5/2020 (còn {} ngày)"

        for day, left in ((date(2020, 5, 19), None), (date(2020, 5, 22), 7), (TUESDAY, 3)):
            await run_round(database, at(day))
            (said,) = await reminders(talk, "queued")
            assert "hạn 22/5/2020 (còn" not in said.replace("X33 Tình hình tư tưởng, ", "")
            assert (opening.format(left) in said) is (left is not None)
