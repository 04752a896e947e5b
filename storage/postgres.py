"""PostgreSQL through asyncpg: one connection, made anew when the server dropped it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Self

import asyncpg

from storage.database import Database
from storage.errors import (
    BusyError,
    DiskFullError,
    NotPreparedError,
    StorageError,
    UnreachableError,
)
from storage.parameters import Parameters, adapt, number
from storage.work import Statement, Table

_ERRORS: dict[type[BaseException], type[StorageError]] = {
    asyncpg.LockNotAvailableError: BusyError,
    asyncpg.DeadlockDetectedError: BusyError,
    asyncpg.DiskFullError: DiskFullError,
    asyncpg.UndefinedTableError: NotPreparedError,
    asyncpg.PostgresConnectionError: UnreachableError,
    asyncpg.CannotConnectNowError: UnreachableError,
    asyncpg.AdminShutdownError: UnreachableError,
    asyncpg.TooManyConnectionsError: UnreachableError,
    asyncpg.InvalidAuthorizationSpecificationError: UnreachableError,
    asyncpg.InvalidCatalogNameError: UnreachableError,
    asyncpg.ReadOnlySQLTransactionError: UnreachableError,
    asyncpg.InterfaceError: UnreachableError,
    OSError: UnreachableError,
}


class PostgresDatabase(Database):
    """A database on a server; documents travel as JSON text, as on SQLite."""

    def __init__(
        self, url: str, clock: Callable[[], datetime], connection: asyncpg.Connection
    ) -> None:
        super().__init__(url, clock)
        self._connection = connection

    @classmethod
    async def open(cls, url: str, clock: Callable[[], datetime]) -> Self:
        """Connect. Raises StorageError."""
        return cls(url, clock, await connect_postgres(url))

    def compile(self, sql: str, parameters: Parameters) -> Statement:
        """Bind by number."""
        numbered, names = number(sql)
        return numbered, [adapt(parameters[name]) for name in names]

    async def run(
        self,
        statements: Sequence[Statement],
        *,
        read: Statement | None = None,
        begin: bool = False,
        commit: bool = False,
    ) -> Table:
        """Run statements one after the other."""
        table = Table()
        with _translated_errors():
            if begin:
                await self._begin()
            for sql, parameters in statements:
                await self._connection.execute(sql, *parameters)
            if read:
                rows = await self._connection.fetch(read[0], *read[1])
                table = Table(tuple(rows[0].keys()) if rows else (), [tuple(row) for row in rows])
            if commit:
                await self._connection.execute("COMMIT")
        return table

    async def roll_back(self) -> None:
        """End the open transaction, if there is one."""
        if not self._connection.is_closed() and self._connection.is_in_transaction():
            with _translated_errors():
                await self._connection.execute("ROLLBACK")

    async def close(self) -> None:
        """Close the connection."""
        await self._connection.close()

    async def _begin(self) -> None:
        if self._connection.is_closed():
            self._connection = await connect_postgres(self.url)
        await self._connection.execute("BEGIN")


async def connect_postgres(url: str) -> asyncpg.Connection:
    """Connect to a server. Raises StorageError."""
    try:
        with _translated_errors():
            return await asyncpg.connect(url)
    except ValueError as exc:  # an address that cannot be read; the driver has no error of its own
        raise UnreachableError from exc


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as exc:
        raise translate(exc) from exc


def translate(exc: BaseException | None) -> StorageError:
    """Say what an error of the driver means."""
    for kind, error in _ERRORS.items():
        if isinstance(exc, kind):
            return error()
    return StorageError()
