"""Only one `daihoi run` at a time works on a database; other commands may write beside it.

Only one program at a time prepares the files of a folder, too: two that make one new SQLite file
at once find it locked, however long they would wait.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from storage.database import Database, sqlite_path
from storage.errors import AlreadyRunningError, UnreachableError

#: Any number does that other programs on the server do not use.
_POSTGRES_LOCK = 4_019_052_020


@asynccontextmanager
async def run_lock(db: Database) -> AsyncIterator[None]:
    """Keep other runs away while inside; the lock ends with the process, however that ends.

    Raises AlreadyRunningError.
    """
    if path := sqlite_path(db.url):
        with _lock_file(path.with_name(path.name + ".lock")):
            yield
    else:
        async with _lock_server(db.url):
            yield


@asynccontextmanager
async def preparing(url: str) -> AsyncIterator[None]:
    """Wait until no other program prepares a file in the same folder, and keep others waiting.

    A server has a lock of its own (storage.migrate). Raises UnreachableError.
    """
    path = sqlite_path(url)
    if path is None:
        yield
        return
    try:
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as exc:
        raise UnreachableError from exc
    try:
        await asyncio.to_thread(fcntl.flock, folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


@contextmanager
def _lock_file(path: Path) -> Iterator[None]:
    try:
        file = path.open("w")
    except OSError as exc:
        raise UnreachableError from exc
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise AlreadyRunningError from exc
        yield


@asynccontextmanager
async def _lock_server(url: str) -> AsyncIterator[None]:
    from storage.postgres import connect_postgres  # loads asyncpg only where it is used

    connection = await connect_postgres(url)
    try:
        if not await connection.fetchval("select pg_try_advisory_lock($1)", _POSTGRES_LOCK):
            raise AlreadyRunningError
        yield
    finally:
        await connection.close()
