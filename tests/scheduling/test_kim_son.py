"""The Kim Sơn sample on the days its story turns on (DIALOGUES (b), (c); DOMAIN 7)."""

from datetime import date, time

import pytest

from bot.loading import load_roster
from congress.directory import Directory
from congress.roles import Role
from profiles.reader import read_profile
from scheduling.run import RunSummary, run_due
from storage import directory as directories
from storage import members
from storage.database import Database
from tests.scheduling.situations import CAPABILITIES, OFFICE, account, at, letters
from texts.render import Texts


@pytest.fixture
async def known(database: Database) -> Directory:
    """Load the sample and give everybody an account."""
    morning = at(date(2020, 5, 15), time(6))
    async with database.work() as work:
        await load_roster(work, read_profile("kim_son"), now=morning, works=OFFICE.works)
    async with database.work() as work:
        for member in (await directories.load(work)).members.values():
            members.bind_identity(work, account(member))
    async with database.work() as work:
        return await directories.load(work)


async def run_at(database: Database, known: Directory, day: date, clock: time) -> RunSummary:
    return await run_due(
        database,
        directory=known,
        office=OFFICE,
        texts=Texts(),
        capabilities=CAPABILITIES,
        now=at(day, clock),
    )


async def test_leader_of_group_3_gets_the_reminder_of_the_dialogue(
    database: Database,
    known: Directory,
) -> None:
    await run_at(database, known, date(2020, 5, 15), time(7, 30))
    told = dict(await letters(database, kind="reminder"))
    [leader] = known.people(Role.GROUP_LEADER, group="T03")
    assert told[leader.id] == (
        "Đề nghị đồng chí Tổ trưởng Tổ 3 đôn đốc 2 việc quá hạn:\n"
        "1. Đảng bộ xã Ân Hòa: X17 Gửi tài liệu duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)\n"
        "2. Đảng bộ thị trấn Phát Diệm: X15 Trình phương án nhân sự, hạn 13/5/2020 (quá 2) "
        "[1] [2] [3 Đã đôn đốc cả 2]"
    )


@pytest.mark.parametrize(
    ("day", "reminded"),
    [
        (date(2020, 4, 14), False),  # the sample has done what was due by then
        (date(2020, 5, 15), True),
        (date(2020, 5, 31), False),  # a Sunday
        (date(2020, 6, 23), True),
    ],
)
async def test_round_on_a_day_of_the_story_always_digests_and_reminds_of_what_is_due(
    database: Database,
    known: Directory,
    *,
    day: date,
    reminded: bool,
) -> None:
    summary = await run_at(database, known, day, time(7, 30))
    again = await run_at(database, known, day, time(7, 31))
    assert summary.failed_jobs == ()
    assert (summary.digests.failed, summary.reminders.failed) == (0, 0)
    assert bool(summary.digests.told) is True
    assert bool(summary.reminders.told) is reminded
    assert (again.digests.told, again.reminders.told) == (0, 0)
