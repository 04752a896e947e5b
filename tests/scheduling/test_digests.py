import asyncio
from datetime import date, time
from pathlib import Path

import pytest

from scheduling.round import Told
from storage import members
from storage.database import Database, open_database
from tests.scheduling.situations import (
    BOARD,
    LEADER,
    OTHER_LEADER,
    PEOPLE,
    SECRETARY,
    at,
    directory,
    furnish,
    item,
    letters,
    run_round,
)
from texts.render import Texts

FRIDAY = date(2020, 5, 15)
SATURDAY = date(2020, 5, 16)
READERS = [LEADER.id, BOARD.id, SECRETARY.id, OTHER_LEADER.id]

KNOWN = directory(item(date(2020, 6, 20)))


async def readers(database: Database, *, state: str = "queued") -> list[int]:
    return sorted(who for who, _ in await letters(database, kind="digest", state=state))


@pytest.mark.row("MX-5")
async def test_digest_goes_once_a_day_to_each_reader(database: Database) -> None:
    await furnish(database, KNOWN)
    told = [
        (await run_round(database, at(FRIDAY, clock))).digests.told
        for clock in (time(6, 59), time(7), time(7, 1), time(12), time(19, 59))
    ]
    assert told == [0, 4, 0, 0, 0]
    assert await readers(database) == READERS


@pytest.mark.row("MX-5")
async def test_digest_goes_once_when_two_programs_run_at_once(database: Database) -> None:
    await furnish(database, KNOWN)
    other = await open_database(database.url, clock=lambda: at(FRIDAY))
    try:
        rounds = await asyncio.gather(
            *(run_round(one, at(FRIDAY)) for one in (database, other, database, other)),
        )
    finally:
        await other.close()
    assert await readers(database) == READERS
    assert sum(one.digests.told for one in rounds) == len(READERS)


@pytest.mark.row("MX-5")
async def test_digest_of_a_program_that_was_down_goes_late_and_says_so(
    database: Database,
) -> None:
    await furnish(database, KNOWN, accounts=[SECRETARY])
    await run_round(database, at(FRIDAY, time(10, 20)))
    [(_, text)] = await letters(database, kind="digest")
    assert "10:20" in text
    assert "muộn" in text


async def test_digest_is_not_sent_in_the_evening_nor_on_the_next_day(database: Database) -> None:
    await furnish(database, KNOWN, accounts=[SECRETARY])
    evening = await run_round(database, at(FRIDAY, time(20)))
    night = await run_round(database, at(SATURDAY, time(0, 30)))
    morning = await run_round(database, at(SATURDAY, time(7)))
    assert [one.digests.told for one in (evening, night, morning)] == [0, 0, 1]
    [(_, text)] = await letters(database, kind="digest")
    assert "16/5/2020" in text


@pytest.mark.row("MX-6")
async def test_digest_goes_on_days_off_and_says_in_one_line_that_nothing_is_new(
    database: Database,
) -> None:
    await furnish(database, KNOWN, accounts=[SECRETARY])
    await run_round(database, at(FRIDAY, time(7)))
    await run_round(database, at(SATURDAY, time(7)))
    [(_, text)] = await letters(database, kind="digest")
    [(_, old)] = await letters(database, kind="digest", state="expired")
    assert len(text.splitlines()) == 1 < len(old.splitlines())


async def test_digest_is_not_sent_to_who_does_not_want_it(database: Database) -> None:
    await furnish(database, KNOWN, accounts=[SECRETARY, BOARD])
    async with database.work() as work:
        members.save_member(work, BOARD.model_copy(update={"wants_digest": False}))
    summary = await run_round(database, at(FRIDAY, time(7)))
    assert await readers(database) == [SECRETARY.id]
    assert summary.digests == Told(
        told=1, unreachable=frozenset({LEADER.id, OTHER_LEADER.id}), failed=0
    )


async def test_faulty_digest_of_groups_stops_neither_leaders_nor_reminders(
    database: Database,
    tmp_path: Path,
) -> None:
    (tmp_path / "digest").mkdir()
    (tmp_path / "digest" / "group.j2").write_text("{{ nonsense }}", encoding="utf-8")
    await furnish(database, directory(item(FRIDAY)), accounts=PEOPLE)
    summary = await run_round(database, at(FRIDAY), texts=Texts(override_dirs=[tmp_path]))
    assert summary.digests == Told(told=2, failed=2)
    assert summary.reminders == Told(told=2)
