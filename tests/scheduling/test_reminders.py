import asyncio
import json
from datetime import date, time
from pathlib import Path

import pytest

from congress.issues import Issue, IssueCategory, IssueOwner
from congress.plans import Gate, ItemStatus, Progress
from congress.tasks import Task, TaskKind
from scheduling.round import Told
from storage import issues, members, outbox, plans, tasks
from storage.database import Database, open_database
from tests.scheduling.situations import (
    BOARD,
    GROUP_MEMBER,
    LEADER,
    OFFICE_CLERK,
    ORGANISER,
    REPORTER,
    account,
    at,
    deliver,
    directory,
    furnish,
    item,
    letters,
    run_round,
    say_nothing_new,
)
from texts.render import Texts

FRIDAY = date(2020, 5, 15)
MONDAY = date(2020, 5, 18)

OVERDUE = item(date(2020, 5, 11), code="X17")
GATE = item(date(2020, 5, 13), code="X15", gate=Gate.HARD)
COMING = item(date(2020, 5, 18), code="X25")


async def set_status(database: Database, status: ItemStatus, *, code: str) -> None:
    async with database.work() as work:
        plans.save_progress(work, Progress(unit="K12", item=code, status=status))


@pytest.mark.row("MX-3", "KS-9")
async def test_reminder_tells_each_person_everything_in_one_message(database: Database) -> None:
    await furnish(database, directory(OVERDUE, GATE, COMING))
    await run_round(database, at(FRIDAY))
    first = "X17 Kết luận duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)"
    second = "X15 Kết luận duyệt, hạn 13/5/2020 (quá 2)"
    third = "X25 Kết luận duyệt, hạn 18/5/2020 (còn 3 ngày)"
    unit = "Đảng bộ xã Kim Đông"
    overdue = f"1. {unit}: {first}\n2. {unit}: {second}"
    gate = f"1. {unit}: X15 Kết luận duyệt, hạn 13/5/2020 (quá 2 ngày làm việc)"
    said = dict(await letters(database, kind="reminder"))
    assert said == {
        REPORTER.id: f"Đề nghị {unit} thực hiện 3 việc:\n1. {first}\n2. {second}\n3. {third} "
        "[1 X17] [2 X15] [3 X25]",
        GROUP_MEMBER.id: f"Đề nghị đồng chí Tổ viên Tổ 1 đôn đốc 3 việc:\n{overdue}"
        f"\n3. {unit}: {third} [1] [2] [3] [4 Đã đôn đốc cả 3]",
        LEADER.id: f"Đề nghị đồng chí Tổ trưởng Tổ 1 đôn đốc 2 việc quá hạn:\n{overdue} "
        "[1] [2] [3 Đã đôn đốc cả 2]",
        OFFICE_CLERK.id: f"Kính gửi Văn phòng 1 việc quá hạn:\n{gate} [Quá hạn]",
        ORGANISER.id: f"Kính gửi Ban Tổ chức 1 việc quá hạn:\n{gate} [Quá hạn]",
        BOARD.id: f"Kính báo cáo Thường trực 1 việc quá hạn:\n{gate}\nTrân trọng báo cáo. "
        "[Quá hạn]",
    }


async def test_reminder_lists_eight_lines_and_counts_the_rest(database: Database) -> None:
    plan = [item(date(2020, 5, 15), code=f"X{n:02}") for n in range(1, 12)]
    await furnish(database, directory(*plan), accounts=[REPORTER])
    await run_round(database, at(FRIDAY))
    [(_, text)] = await letters(database, kind="reminder")
    assert text.splitlines()[0] == "Đề nghị Đảng bộ xã Kim Đông thực hiện 11 việc:"
    assert text.splitlines()[-1].startswith("và 3 việc khác. [1 X01]")
    assert text.endswith("[8 X08] [Xem tất cả]")


async def test_reminder_is_queued_once_however_often_the_bell_rings(database: Database) -> None:
    await furnish(database, directory(OVERDUE, GATE, COMING))
    rounds = [
        await run_round(database, at(FRIDAY, clock))
        for clock in (time(7, 29), time(7, 30), time(7, 31), time(12), time(19, 59), time(22))
    ]
    assert [one.reminders.told for one in rounds] == [0, 6, 0, 0, 0, 0]


async def test_two_programs_at_once_tell_each_person_once(database: Database) -> None:
    await furnish(database, directory(OVERDUE, GATE, COMING))
    other = await open_database(database.url, clock=lambda: at(FRIDAY))
    try:
        rounds = await asyncio.gather(
            *(run_round(one, at(FRIDAY)) for one in (database, other, database, other)),
        )
    finally:
        await other.close()
    assert sorted(who for who, _ in await letters(database, kind="reminder")) == [1, 2, 3, 4, 5, 6]
    assert sum(one.reminders.told for one in rounds) == 6
    assert sum(one.reminders.failed for one in rounds) == 0


async def test_reminder_says_after_days_off_only_what_is_newest(database: Database) -> None:
    await furnish(database, directory(COMING), accounts=[REPORTER])
    await run_round(database, at(date(2020, 5, 11)))
    await run_round(database, at(MONDAY))  # nobody ran in between: rungs 3 and 1 were missed
    said = "Đề nghị Đảng bộ xã Kim Đông: X25 Kết luận duyệt, hạn 18/5/2020"
    assert await letters(database, kind="reminder") == [(1, f"{said} (hôm nay) [1 X25]")]
    assert await letters(database, kind="reminder", state="expired") == [
        (1, f"{said} (còn 7 ngày) [1 X25]"),
    ]


async def test_waiting_reminder_is_taken_back_once_its_item_is_done(database: Database) -> None:
    await furnish(database, directory(OVERDUE, COMING), accounts=[REPORTER])
    await run_round(database, at(FRIDAY))
    await set_status(database, ItemStatus.DONE, code="X17")
    await run_round(database, at(FRIDAY, time(7, 31)))
    assert await letters(database, kind="reminder") == [
        (
            1,
            "Đề nghị Đảng bộ xã Kim Đông: X25 Kết luận duyệt, hạn 18/5/2020 (còn 3 ngày) [1 X25]",
        ),
    ]
    assert len(await letters(database, kind="reminder", state="cancelled")) == 1


async def test_moved_due_date_voids_the_waiting_reminder(database: Database) -> None:
    await furnish(database, directory(OVERDUE), accounts=[REPORTER, LEADER])
    await run_round(database, at(FRIDAY))
    async with database.work() as work:
        plans.set_due(work, unit="K12", item="X17", due=date(2020, 5, 16), due_version=2)
    await run_round(database, at(FRIDAY, time(7, 31)))
    assert await letters(database, kind="reminder") == [
        (
            1,
            "Đề nghị Đảng bộ xã Kim Đông: X17 Kết luận duyệt, hạn 16/5/2020 (còn 1 ngày) [1 X17]",
        ),
    ]


async def test_undelivered_reminder_is_given_up_in_the_evening_and_said_anew(
    database: Database,
) -> None:
    await furnish(database, directory(item(date(2020, 5, 21))), accounts=[REPORTER])
    await run_round(database, at(FRIDAY))
    await run_round(database, at(FRIDAY, time(21)))
    said = "Đề nghị Đảng bộ xã Kim Đông: X19 Kết luận duyệt, hạn 21/5/2020"
    assert await letters(database, kind="reminder") == []
    await run_round(database, at(MONDAY))
    assert await letters(database, kind="reminder") == [(1, f"{said} (còn 3 ngày) [1 X19]")]


async def test_reminder_waits_for_the_end_of_a_person_s_own_quiet_hours(
    database: Database,
) -> None:
    late_riser = REPORTER.model_copy(update={"quiet_from": time(22), "quiet_to": time(9)})
    await furnish(database, directory(OVERDUE), accounts=[REPORTER])
    async with database.work() as work:
        members.save_member(work, late_riser)
    await run_round(database, at(FRIDAY))
    due = {}
    for clock in (time(8, 59), time(9)):
        async with database.work() as work:
            due[clock] = await outbox.take_due(work, now=at(FRIDAY, clock), limit=9)
    assert {clock: len(found) for clock, found in due.items()} == {time(8, 59): 0, time(9): 1}
    assert due[time(9)][0].expires_at == at(FRIDAY, time(22))


async def test_person_without_an_account_is_counted_and_told_once_he_has_one(
    database: Database,
) -> None:
    await furnish(database, directory(OVERDUE), accounts=[GROUP_MEMBER])
    before = await run_round(database, at(FRIDAY))
    async with database.work() as work:
        members.bind_identity(work, account(REPORTER))
    after = await run_round(database, at(FRIDAY, time(10)))
    assert before.reminders == Told(told=1, unreachable=frozenset({REPORTER.id, LEADER.id}))
    assert after.reminders == Told(told=1, unreachable=frozenset({LEADER.id}))


async def test_blocked_person_stops_nobody(database: Database) -> None:
    await furnish(database, directory(OVERDUE, GATE))
    async with database.work() as work:
        members.set_blocked(work, channel="telegram", sender=str(REPORTER.id), at=at(FRIDAY))
    summary = await run_round(database, at(FRIDAY))
    assert summary.reminders == Told(told=5, unreachable=frozenset({REPORTER.id}))
    assert BOARD.id in {who for who, _ in await letters(database, kind="reminder")}


async def test_faulty_text_for_one_level_stops_no_other(
    database: Database,
    tmp_path: Path,
) -> None:
    (tmp_path / "reminder").mkdir()
    (tmp_path / "reminder" / "unit.j2").write_text("{{ nonsense }}", encoding="utf-8")
    await furnish(database, directory(OVERDUE, GATE))
    summary = await run_round(database, at(FRIDAY), texts=Texts(override_dirs=[tmp_path]))
    assert summary.reminders == Told(told=5, failed=1)
    mended = await run_round(database, at(FRIDAY, time(8)))
    assert mended.reminders == Told(told=1)


async def test_told_once_means_once_for_the_levels_above_and_daily_for_those_who_act(
    database: Database,
) -> None:
    await furnish(database, directory(GATE), heard_on=date(2020, 5, 18))
    told = {}
    for day in (14, 15, 16, 17, 18):
        now = at(date(2020, 5, day))
        await run_round(database, now)
        told[day] = await deliver(database, now)
    acting = [REPORTER.id, GROUP_MEMBER.id, LEADER.id]
    above = [OFFICE_CLERK.id, ORGANISER.id, BOARD.id]
    assert told == {14: [*acting, *above], 15: acting, 16: [], 17: [], 18: acting}


async def test_silence_is_told_to_those_below_first_and_ends_with_a_report(
    database: Database,
) -> None:
    await furnish(database, directory(), heard_on=date(2020, 5, 6))
    days = [date(2020, 5, day) for day in (12, 13, 14, 15, 16, 18, 19, 20, 21)]
    told = {}
    for day in days:
        if day == date(2020, 5, 21):
            await say_nothing_new(database, date(2020, 5, 20))
        await run_round(database, at(day))
        told[day.day] = await deliver(database, at(day))
    acting, leader = [REPORTER.id, GROUP_MEMBER.id], LEADER.id
    office = [OFFICE_CLERK.id, ORGANISER.id]
    assert told == {
        12: [],
        13: acting,  # seven days after the last report
        14: acting,
        15: [*acting, leader],
        16: [],  # a Saturday
        18: [*acting, leader],
        19: [*acting, leader, *office],
        20: [*acting, leader],
        21: [],
    }


async def test_silence_and_items_come_in_one_message(database: Database) -> None:
    await furnish(
        database, directory(OVERDUE), accounts=[REPORTER, LEADER], heard_on=date(2020, 5, 6)
    )
    await run_round(database, at(FRIDAY))
    assert dict(await letters(database, kind="reminder")) == {
        REPORTER.id: "Đề nghị Đảng bộ xã Kim Đông: X17 Kết luận duyệt, hạn 11/5/2020 "
        "(quá 4 ngày làm việc)\nĐề nghị đơn vị báo cáo tình hình, kể cả khi không phát sinh "
        "(báo cáo gần nhất 06/5/2020). [1 X17] [Không phát sinh]",
        LEADER.id: "Đề nghị đồng chí Tổ trưởng Tổ 1 đôn đốc 1 việc quá hạn:\n"
        "1. Đảng bộ xã Kim Đông: X17 Kết luận duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)\n"
        "Chưa báo cáo: Kim Đông. [1] [2 Đã đôn đốc] [Chưa báo cáo]",
    }


@pytest.mark.row("MX-3")
async def test_what_is_beside_the_plans_comes_after_the_items_in_the_same_message(
    database: Database,
) -> None:
    await furnish(database, directory(OVERDUE))
    early = at(date(2020, 4, 1))
    conclusion = Task(
        kind=TaskKind.CONCLUSION,
        number=7,
        unit="K12",
        text="bổ sung số liệu",
        due=date(2020, 5, 18),
        at=early,
    )
    raised = Issue(
        number=3, unit="K12", text="hội trường đang sửa", due=date(2020, 5, 14), at=early
    )
    people = Issue(
        number=4,
        unit="K12",
        text="còn 01 trường hợp",
        category=IssueCategory.PERSONNEL,
        owner=IssueOwner.ORGANISATION_DEPT,
        due=date(2020, 5, 14),
        at=early,
    )
    async with database.work() as work:
        tasks.save(work, conclusion)
        issues.add(work, raised)
        issues.add(work, people)
    await run_round(database, at(FRIDAY))
    item_ = "X17 Kết luận duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)"
    unit = "Đảng bộ xã Kim Đông"
    assert dict(await letters(database, kind="reminder")) == {
        REPORTER.id: f"Đề nghị {unit} thực hiện 2 việc:\n1. {item_}\n"
        "2. KL07 bổ sung số liệu, hạn 18/5/2020 (còn 3 ngày) [1 X17] [2 KL07]",
        # A group's member may not read what was concluded about one unit alone.
        GROUP_MEMBER.id: f"Đề nghị đồng chí Tổ viên Tổ 1 đôn đốc 2 việc:\n1. {unit}: {item_}\n"
        f"2. {unit}: KL07 kết luận, hạn 18/5/2020 (còn 3 ngày) [1] [2] [3 Đã đôn đốc cả 2]",
        LEADER.id: "Đề nghị đồng chí Tổ trưởng Tổ 1 đôn đốc 2 việc quá hạn:\n"
        f"1. {unit}: {item_}\n2. {unit}: VM03 hội trường đang sửa, hạn 14/5/2020 (quá 1) "
        "[1] [2] [3 Đã đôn đốc cả 2]",
        ORGANISER.id: "Kính gửi Ban Tổ chức 1 việc quá hạn:\n"
        f"1. {unit}: VM04 vướng mắc nhân sự, hạn 14/5/2020 (quá 1 ngày làm việc) [VM04]",
    }
    assert await commands(database, member=REPORTER.id) == ["/baocao K12 X17", "/ketluan KL07"]
    assert await commands(database, member=LEADER.id) == [
        "/xl K12 X17",
        "/xuly VM03",
        "/dadondoc",
    ]


async def test_rung_before_a_conclusions_day_is_said_once(database: Database) -> None:
    await furnish(database, directory(), accounts=[REPORTER], heard_on=date(2020, 5, 13))
    conclusion = Task(
        kind=TaskKind.CONCLUSION,
        number=7,
        unit="K12",
        text="bổ sung số liệu " * 10,
        due=date(2020, 5, 18),
        common=True,
        at=at(date(2020, 4, 1)),
    )
    async with database.work() as work:
        tasks.save(work, conclusion)
    told = {}
    for day in range(11, 19):
        now = at(date(2020, 5, day))
        await run_round(database, now)
        told[day] = await deliver(database, now)
    mine = [REPORTER.id]
    # Seven days before; the Friday before a Sunday, which is the day before; and the day.
    assert told == {11: mine, 12: [], 13: [], 14: [], 15: mine, 16: [], 17: [], 18: mine}
    [*_, (_, last)] = await letters(database, kind="reminder", state="sent")
    assert last == (
        "Đề nghị Đảng bộ xã Kim Đông: KL07 bổ sung số liệu bổ sung số liệu bổ sung số liệu bổ "
        "sung số…, hạn 18/5/2020 (hôm nay) [1 KL07]"
    )


async def commands(database: Database, *, member: int) -> list[str]:
    """Give the commands under a person's only reminder."""
    sql = "select rows from outbox where kind = 'reminder' and member = :member"
    async with database.work() as work:
        [row] = await work.fetch(sql, {"member": member})
    return [button["command"] for line in json.loads(row["rows"]) for button in line]
