from collections.abc import MutableMapping
from datetime import date, time
from typing import Any

from scheduling.round import Told
from scheduling.run import RunSummary
from storage import units
from storage.database import Database
from tests.scheduling.situations import (
    BOARD,
    GROUP_MEMBER,
    LEADER,
    OTHER_LEADER,
    REPORTER,
    SECRETARY,
    at,
    directory,
    furnish,
    item,
    run_round,
)

FRIDAY = date(2020, 5, 15)


async def test_round_counts_whom_no_account_reaches(database: Database) -> None:
    await furnish(database, directory(item(FRIDAY)), accounts=[SECRETARY])
    summary = await run_round(database, at(FRIDAY))
    assert summary.unreachable == frozenset(
        {REPORTER.id, GROUP_MEMBER.id, LEADER.id, OTHER_LEADER.id, BOARD.id}
    )


async def test_failed_job_is_logged_and_stops_no_other(
    database: Database,
    logged: list[MutableMapping[str, Any]],
) -> None:
    await furnish(database, directory(item(FRIDAY)), accounts=[SECRETARY])
    async with database.work() as work:
        units.set_profile(work, "loaded_on", "not a day")
    summary = await run_round(database, at(FRIDAY))
    assert summary.failed_jobs == ("remind",)
    assert (summary.digests.told, summary.reminders) == (1, Told())
    assert [(one["action"], one["job"]) for one in logged] == [("job.failed", "remind")]


async def test_round_at_night_tells_nobody(database: Database) -> None:
    await furnish(database, directory(item(FRIDAY)))
    night = at(FRIDAY, time(3))
    assert await run_round(database, night) == RunSummary(Told(), Told(), failed_jobs=())
