"""Bringing a database to this program's schema; one made by a newer program is refused.

Alembic and SQLAlchemy are imported only when there is something to migrate (DESIGN 6).
"""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage.database import connect, sqlite_path
from storage.errors import NewerSchemaError, NotPreparedError
from storage.lock import preparing
from storage.named import load

if TYPE_CHECKING:
    from sqlalchemy import Connection

_sql = load("migrations")

_FOLDER = Path(__file__).parent / "migrations"
#: Revisions are numbered files: 0001_first.py is revision 0001.
REVISIONS = tuple(sorted(file.name[:4] for file in (_FOLDER / "versions").glob("0*.py")))
#: Two programs that migrate one server at once wait for each other; any number will do.
_POSTGRES_LOCK = 4_019_052_021


async def prepare(url: str) -> None:
    """Make or migrate the tables, in one transaction: a kill in the middle leaves all as it was.

    Raises NewerSchemaError and other StorageErrors.
    """
    async with preparing(url):
        revision = await _read_revision(url)
        if revision == REVISIONS[-1]:
            return
        if revision is not None and revision not in REVISIONS:
            raise NewerSchemaError
        if path := sqlite_path(url):
            await asyncio.to_thread(_upgrade_sqlite, path)
        else:
            await _upgrade_postgres(url)


async def _read_revision(url: str) -> str | None:
    database = await connect(url, clock=lambda: datetime.fromtimestamp(0, UTC))  # makes no ids
    try:
        async with database.work() as work:
            revision: str | None = await _sql.revision(work)
            return revision
    except NotPreparedError:
        return None
    finally:
        await database.close()


def _upgrade_sqlite(path: Path) -> None:
    import sqlite3

    from sqlalchemy import create_engine, event, exc
    from sqlalchemy.pool import NullPool

    from storage.sqlite import set_pragmas, translate

    def connect_bare() -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)  # no hidden COMMIT before DDL
        set_pragmas(connection)
        return connection

    engine = create_engine("sqlite://", creator=connect_bare, poolclass=NullPool)
    event.listen(engine, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            _upgrade(connection)
    except exc.DBAPIError as error:
        raise translate(error.orig) from error


async def _upgrade_postgres(url: str) -> None:
    from sqlalchemy import exc, text
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    from storage.postgres import connect_postgres, translate

    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: connect_postgres(url), poolclass=NullPool
    )
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"select pg_advisory_xact_lock({_POSTGRES_LOCK})"))
            await connection.run_sync(_upgrade)
    except exc.DBAPIError as error:
        raise translate(error.orig and error.orig.__cause__) from error


def _upgrade(connection: "Connection") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
