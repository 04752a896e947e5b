"""What only a server can do to us."""

import asyncpg
import pytest

from storage import units
from storage.database import open_database
from storage.errors import UnreachableError
from storage.migrate import prepare
from storage.postgres import PostgresDatabase
from tests.conftest import NOW


async def test_connection_the_server_ended_is_made_anew(postgres_url: str) -> None:
    database = await open_database(postgres_url, clock=lambda: NOW)
    assert isinstance(database, PostgresDatabase)
    ended = database._connection.get_server_pid()
    beside = await asyncpg.connect(postgres_url)
    with pytest.raises(UnreachableError):
        async with database.work() as work:
            units.set_profile(work, "a", "1")
            await work.flush()
            await beside.execute("select pg_terminate_backend($1, 5000)", ended)
    await beside.close()
    async with database.work() as work:
        units.set_profile(work, "b", "2")
        rows = await work.fetch("select key, value from profile", {})
    assert rows == [{"key": "b", "value": "2"}]
    await database.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://postgres@/postgres?host=/no/such/folder",
        "postgresql://postgres@127.0.0.1:1/postgres",
    ],
)
async def test_server_that_does_not_answer_is_told(url: str) -> None:
    with pytest.raises(UnreachableError):
        await prepare(url)


async def test_database_the_server_does_not_have_is_told(postgres_url: str) -> None:
    with pytest.raises(UnreachableError):
        await prepare(postgres_url.replace("/postgres?", "/no_such_database?"))
