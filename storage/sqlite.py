"""SQLite through aiosqlite: what may wait goes to the driver's thread, the rest runs here."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import lru_cache, partial
from pathlib import Path
from typing import Self, TypeVar

import aiosqlite

from storage.database import Database
from storage.errors import (
    BrokenError,
    BusyError,
    DiskFullError,
    NotPreparedError,
    StorageError,
    UnreachableError,
)
from storage.parameters import Adapters, Parameters, adapt, number
from storage.work import Statement, Table

_T = TypeVar("_T")

#: A writer beside us (the command line) is waited for this long.
BUSY_MILLISECONDS = 5000
_ROWS_PER_CHUNK = 64  # of aiosqlite's own cursors, which are not used here
_PRIMARY_CODE = 0xFF

_ERRORS: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: BusyError,
    sqlite3.SQLITE_LOCKED: BusyError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_CANTOPEN: UnreachableError,
    sqlite3.SQLITE_READONLY: UnreachableError,
    sqlite3.SQLITE_PERM: UnreachableError,
    sqlite3.SQLITE_IOERR: UnreachableError,
    sqlite3.SQLITE_NOTADB: BrokenError,
    sqlite3.SQLITE_CORRUPT: BrokenError,
}

# At DEBUG the driver logs parameters: people's words and addresses have no place in a log.
logging.getLogger("aiosqlite").setLevel(logging.INFO)


class _Connection(aiosqlite.Connection):
    """A connection that runs any function in its thread.

    Uses the private `_execute` and `_thread` of aiosqlite 0.22.1, which is pinned for that.
    """

    def __init__(self, path: Path) -> None:
        connector = partial(sqlite3.connect, path, isolation_level=None, check_same_thread=False)
        super().__init__(connector, _ROWS_PER_CHUNK)
        self._thread.daemon = True  # a program that fails before close() must still end

    async def open(self) -> None:
        """Start the thread and open the file. Raises StorageError."""
        with _translated_errors():
            try:
                await self
            except sqlite3.Error:
                await asyncio.to_thread(self._thread.join)  # or it answers to a closed loop
                raise

    async def hop(self, function: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run `function` on the bare connection in the driver's thread."""
        with _translated_errors():
            result: _T = await self._execute(function, self._conn)  # type: ignore[no-untyped-call]  # private, so it has no types
            return result

    def begin_here(self) -> bool:
        """Begin a transaction without waiting; tell whether nobody else was writing."""
        with _translated_errors():
            [patience] = self._conn.execute("PRAGMA busy_timeout").fetchone()
            self._conn.execute("PRAGMA busy_timeout = 0")
            try:
                _begin(self._conn)
            except sqlite3.OperationalError as exc:
                if exc.sqlite_errorcode & _PRIMARY_CODE == sqlite3.SQLITE_BUSY:
                    return False
                raise
            finally:
                self._conn.execute(f"PRAGMA busy_timeout = {patience}")
        return True

    def run_here(self, statements: Sequence[Statement], read: Statement | None) -> Table:
        """Run statements in this thread, while the driver's has nothing to do."""
        with _translated_errors():
            return _run_batch(self._conn, statements, read)


#: Types that go to the driver as they are.
_PLAIN = frozenset({type(None), int, bool, float})


class SqliteDatabase(Database):
    """A database in one file, with its write-ahead log beside it."""

    def __init__(self, url: str, clock: Callable[[], datetime], connection: _Connection) -> None:
        super().__init__(url, clock)
        self._connection = connection

    @classmethod
    async def open(cls, url: str, path: Path, clock: Callable[[], datetime]) -> Self:
        """Open or make the file. Raises StorageError."""
        connection = _Connection(path)
        await connection.open()
        try:
            await connection.hop(set_pragmas)
        except BaseException:
            await connection.close()
            raise
        return cls(url, clock, connection)

    def compile(self, sql: str, parameters: Parameters) -> Statement:
        """Bind by number; instants, days and clock times become text that sorts as they do."""
        numbered, names = number(sql, "?")
        values = map(parameters.__getitem__, names)
        # Most values go to the driver as they are, and all of them pass through here.
        return numbered, [
            one if (kind := type(one)) in _PLAIN else _ADAPTERS[kind](one) for one in values
        ]

    async def run(
        self,
        statements: Sequence[Statement],
        *,
        read: Statement | None = None,
        begin: bool = False,
        commit: bool = False,
    ) -> Table:
        """Run statements here; commit, and wait for another writer, in the driver's thread.

        Within a transaction a statement takes microseconds and waits for nobody, while two threads
        that both have work hand Python's lock to and fro at every statement.
        """
        if begin and not self._connection.begin_here():
            await self._connection.hop(_begin)
        table = self._connection.run_here(statements, read)
        if commit:
            await self._connection.hop(sqlite3.Connection.commit)
        return table

    async def roll_back(self) -> None:
        """End the open transaction, unless SQLite already did, as on a full disk."""
        await self._connection.hop(sqlite3.Connection.rollback)

    async def close(self) -> None:
        """Close the connection; the last one to close folds the log into the file."""
        await self._connection.close()


def set_pragmas(connection: sqlite3.Connection) -> None:
    """Make a bare connection durable and strict; also used for migrations."""
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")


def _run_batch(
    connection: sqlite3.Connection, statements: Sequence[Statement], read: Statement | None
) -> Table:
    for statement in statements:
        connection.execute(*statement)
    return _read(connection, read) if read else Table()


def _read(connection: sqlite3.Connection, statement: Statement) -> Table:
    cursor = connection.execute(*statement)
    return Table([column[0] for column in cursor.description], cursor.fetchall())


@lru_cache(maxsize=64)  # all rows of a message have its instant
def _write_instant(instant: datetime) -> str:
    plain: datetime = adapt(instant).replace(tzinfo=None)
    return plain.isoformat(timespec="microseconds") + "Z"


_ADAPTERS = Adapters({datetime: _write_instant, date: date.isoformat, time: time.isoformat})


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OverflowError) as exc:  # a number beyond 64 bits
        raise translate(exc) from exc


def translate(exc: BaseException | None) -> StorageError:
    """Say what an error of the driver means."""
    code = getattr(exc, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if str(exc).startswith("no such table"):
        return NotPreparedError()
    return _ERRORS.get(code & _PRIMARY_CODE, StorageError)()
