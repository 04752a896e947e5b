"""What only a file can do to us: full disks, locks, files that are none of ours."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage import units
from storage.database import Database, open_database
from storage.errors import BrokenError, BusyError, DiskFullError, StorageError, UnreachableError
from storage.migrate import prepare
from storage.sqlite import SqliteDatabase
from tests.conftest import NOW


@pytest.fixture
async def opened(sqlite_url: str) -> AsyncIterator[SqliteDatabase]:
    database = await open_database(sqlite_url, clock=lambda: NOW)
    assert isinstance(database, SqliteDatabase)
    yield database
    await database.close()


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


async def pragma(database: SqliteDatabase, text: str) -> Any:
    def read(connection: sqlite3.Connection) -> Any:
        return connection.execute(f"PRAGMA {text}").fetchone()

    return await database._connection.hop(read)


async def profile_of(database: Database) -> dict[str, str]:
    async with database.work() as work:
        rows = await work.fetch("select key, value from profile", {})
    return {row["key"]: row["value"] for row in rows}


async def test_pragmas_make_it_durable_and_strict(opened: SqliteDatabase) -> None:
    found = {
        name: (await pragma(opened, name))[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


async def test_full_disk_keeps_nothing_and_the_next_work_succeeds(
    opened: SqliteDatabase,
) -> None:
    (pages,) = await pragma(opened, "page_count")
    await pragma(opened, f"max_page_count = {pages + 2}")
    with pytest.raises(StorageError):
        async with opened.work() as work:
            units.set_profile(work, "small", "x")
            await work.flush()
            units.set_profile(work, "large", "x" * 100_000)
            with pytest.raises(DiskFullError):
                await work.flush()
            units.set_profile(work, "later", "x")  # SQLite has no transaction open any more
    assert await profile_of(opened) == {}
    await pragma(opened, "max_page_count = 100000")
    async with opened.work() as work:
        units.set_profile(work, "large", "y" * 100_000)
    assert await profile_of(opened) == {"large": "y" * 100_000}


async def test_writer_beside_us_is_waited_for(opened: SqliteDatabase, path: Path) -> None:
    beside = sqlite3.connect(path, isolation_level=None)
    beside.execute("BEGIN IMMEDIATE")
    beside.execute("insert into profile (key, value) values ('theirs', '1')")

    async def write() -> None:
        async with opened.work() as work:
            units.set_profile(work, "ours", "2")

    task = asyncio.create_task(write())
    await asyncio.sleep(0)  # our BEGIN is on its way to the driver's thread
    beside.execute("COMMIT")
    beside.close()
    await task
    assert await profile_of(opened) == {"theirs": "1", "ours": "2"}


async def test_lock_held_too_long_is_told(opened: SqliteDatabase, path: Path) -> None:
    await pragma(opened, "busy_timeout = 20")
    beside = sqlite3.connect(path, isolation_level=None)
    beside.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError) as caught:
        async with opened.work() as work:
            units.set_profile(work, "ours", "2")
    beside.close()
    assert caught.value.key == "storage/busy"
    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
    assert await profile_of(opened) == {}


async def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("Kính gửi các đồng chí, " * 100)
    before = path.read_bytes()
    with pytest.raises(BrokenError):
        await prepare(f"sqlite:///{path}")
    with pytest.raises(BrokenError):
        await open_database(f"sqlite:///{path}", clock=lambda: NOW)
    assert path.read_bytes() == before


async def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError):
        await prepare(f"sqlite:///{tmp_path}/no/such/folder/daihoi.db")
