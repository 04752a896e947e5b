"""Two runs on one database."""

import pytest

from storage import units
from storage.database import Database, open_database
from storage.errors import AlreadyRunningError
from storage.lock import run_lock
from tests.conftest import NOW


async def test_second_run_is_refused_while_the_first_lasts(
    database: Database, database_url: str
) -> None:
    other = await open_database(database_url, clock=lambda: NOW)
    async with run_lock(database):
        with pytest.raises(AlreadyRunningError):
            async with run_lock(other):
                pass
    async with run_lock(other):
        pass
    await other.close()


async def test_other_commands_may_write_beside_a_run(
    database: Database, database_url: str
) -> None:
    other = await open_database(database_url, clock=lambda: NOW)
    async with run_lock(database), other.work() as work:
        units.set_profile(work, "a", "1")
    async with database.work() as work:
        assert await work.fetch("select key from profile", {}) == [{"key": "a"}]
    await other.close()
