"""Opening a database by its address, and one transaction at a time on it."""

import asyncio
from abc import abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from storage.errors import UnknownUrlError
from storage.ids import Ids
from storage.named import load
from storage.work import Engine, Work

_sql = load("ids")

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


class Database(Engine):
    """One connection for all work of the program; made by open_database()."""

    def __init__(self, url: str, clock: Callable[[], datetime]) -> None:
        self.url = url
        self.ids = Ids(clock)
        self._one_at_a_time = asyncio.Lock()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """Give a Work; commit at the end, or roll back and raise what was raised.

        A second caller waits until the first has ended. Raises StorageError.
        """
        async with self._one_at_a_time:
            work = Work(self, self.ids)
            try:
                yield work
                await work.commit()
            except BaseException:
                await work.roll_back()
                raise

    @abstractmethod
    async def close(self) -> None:
        """Close the connection; what was not committed is gone."""


async def open_database(url: str, *, clock: Callable[[], datetime]) -> Database:
    """Open a prepared database (storage.migrate.prepare); `clock` dates the ids it makes.

    `url` is sqlite:///relative, sqlite:////absolute or postgresql://…. Raises StorageError.
    """
    database = await connect(url, clock=clock)
    try:
        async with database.work() as work:
            database.ids.go_on_after(await _sql.last(work) or 0)
    except BaseException:
        await database.close()
        raise
    return database


async def connect(url: str, *, clock: Callable[[], datetime]) -> Database:
    """Open a database whatever is in it."""
    if path := sqlite_path(url):
        from storage.sqlite import SqliteDatabase

        return await SqliteDatabase.open(url, path, clock)
    from storage.postgres import PostgresDatabase  # loads asyncpg only where it is used

    return await PostgresDatabase.open(url, clock)


def sqlite_path(url: str) -> Path | None:
    """Give the file of an SQLite address; None for PostgreSQL's.

    Raises UnknownUrlError for any other address.
    """
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        return Path(url.removeprefix(_SQLITE))
    if url.startswith(_POSTGRES):
        return None
    raise UnknownUrlError
