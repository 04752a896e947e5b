"""What one transaction promises, on both engines."""

import asyncio
import logging
from datetime import datetime, timedelta

import pytest

from storage import directory, units
from storage.database import Database, open_database
from storage.errors import NotPreparedError, StorageError, UnknownUrlError
from storage.ids import Ids
from storage.work import Work
from tests.conftest import NOW

ADD = "insert into profile (key, value) values (:key, :value)"
CHANGE = "update profile set value = :value where key = :key"
READ = "select key, value from profile order by key"


async def read_all(database: Database) -> dict[str, str]:
    async with database.work() as work:
        return {row["key"]: row["value"] for row in await work.fetch(READ, {})}


def add(work: Work, **pairs: str) -> None:
    for key, value in pairs.items():
        work.collect(ADD, {"key": key, "value": value})


async def test_writes_run_in_the_order_they_were_collected(database: Database) -> None:
    async with database.work() as work:
        add(work, a="1")
        work.collect(CHANGE, {"key": "a", "value": "2"})
        add(work, b="3")
    assert await read_all(database) == {"a": "2", "b": "3"}


async def test_read_sees_what_was_collected_before_it(database: Database) -> None:
    async with database.work() as work:
        add(work, a="1")
        rows = await work.fetch(READ, {})
        add(work, b="2")
    assert rows == [{"key": "a", "value": "1"}]
    assert await read_all(database) == {"a": "1", "b": "2"}


async def test_read_past_writes_sees_only_what_was_said_to_change(database: Database) -> None:
    async with database.work() as work:
        add(work, a="1")
        unseen = await work.past_writes("b").fetch(READ, {})
        work.note_change("b")
        add(work, b="2")
        seen = await work.past_writes("b").fetch(READ, {})
        add(work, c="3")
        run_by_then = await work.past_writes("b").fetch(READ, {})
    assert unseen == []
    assert seen == run_by_then == [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]
    assert await read_all(database) == {"a": "1", "b": "2", "c": "3"}


async def test_drop_to_forgets_writes_that_were_read_past(database: Database) -> None:
    async with database.work() as work:
        add(work, a="1")
        mark = work.mark()
        add(work, b="2")
        await work.past_writes("c").fetch(READ, {})
        assert work.drop_to(mark)
    assert await read_all(database) == {"a": "1"}


async def test_nothing_is_kept_after_an_exception(database: Database) -> None:
    with pytest.raises(LookupError):
        async with database.work() as work:
            add(work, a="1")
            await work.flush()
            add(work, b="2")
            raise LookupError
    assert await read_all(database) == {}


async def test_nothing_is_kept_after_a_failed_statement(database: Database) -> None:
    with pytest.raises(StorageError):
        async with database.work() as work:
            add(work, a="1", b="2")
            work.collect(ADD, {"key": "a", "value": "again"})
    assert await read_all(database) == {}


async def test_work_refuses_to_go_on_after_a_failed_statement(database: Database) -> None:
    with pytest.raises(StorageError):
        async with database.work() as work:
            add(work, a="1")
            with pytest.raises(NotPreparedError):
                await work.fetch("select 1 from no_such_table", {})
            add(work, b="2")  # would run outside any transaction
    assert await read_all(database) == {}


async def test_work_refuses_to_be_used_after_its_end(database: Database) -> None:
    async with database.work() as work:
        add(work, a="1")
    with pytest.raises(StorageError):
        await work.fetch(READ, {})


async def test_cancelled_work_keeps_nothing_and_leaves_the_database_usable(
    database: Database,
) -> None:
    inside = asyncio.Event()

    async def linger() -> None:
        async with database.work() as work:
            add(work, a="1")
            await work.flush()
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await read_all(database) == {}


async def test_statement_cancelled_on_its_way_keeps_nothing(database: Database) -> None:
    async def write() -> None:
        async with database.work() as work:
            add(work, a="1")
            await work.flush()
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    await asyncio.sleep(0)  # the flush is under way now
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await read_all(database) == {}


async def test_works_follow_one_another(database: Database) -> None:
    async def grow() -> None:
        async with database.work() as work:
            rows = await work.fetch(READ, {})
            add(work, **{f"k{len(rows)}": "x"})

    await asyncio.gather(*(grow() for _ in range(5)))
    assert sorted(await read_all(database)) == ["k0", "k1", "k2", "k3", "k4"]


async def test_drop_to_forgets_what_was_collected_since(database: Database) -> None:
    async with database.work() as work:
        add(work, a="1")
        mark = work.mark()
        add(work, b="2")
        assert work.drop_to(mark)
        add(work, c="3")
    assert await read_all(database) == {"a": "1", "c": "3"}


async def test_drop_to_works_after_a_read_that_followed_no_write(database: Database) -> None:
    async with database.work() as work:
        add(work, a="1")
        mark = work.mark()
        await work.fetch(READ, {})
        add(work, b="2")
        assert work.drop_to(mark)
    assert await read_all(database) == {"a": "1"}


@pytest.mark.parametrize("statement", [READ, ADD + " returning key"])
async def test_drop_to_refuses_once_writes_were_run(database: Database, statement: str) -> None:
    with pytest.raises(LookupError):
        async with database.work() as work:
            mark = work.mark()
            if statement == READ:
                add(work, a="1")
            await work.fetch(statement, {"key": "b", "value": "2"})
            if not work.drop_to(mark):
                raise LookupError
    assert await read_all(database) == {}


async def test_touched_directory_gets_one_new_version(database: Database) -> None:
    versions = []
    for _ in range(2):
        async with database.work() as work:
            versions.append((await directory.version(work), work.directory_changed))
            units.set_profile(work, "rung", "7")
            units.set_profile(work, "rung", "8")
            versions.append((await directory.version(work), work.directory_changed))
    assert versions == [(0, False), (1, True), (1, False), (2, True)]


async def test_dropping_a_change_of_the_directory_leaves_its_version(database: Database) -> None:
    async with database.work() as work:
        mark = work.mark()
        units.set_profile(work, "rung", "7")
        work.drop_to(mark)
        assert not work.directory_changed
    async with database.work() as work:
        assert await directory.version(work) == 0


async def test_parameters_are_checked_when_a_write_is_collected(database: Database) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            work.collect(ADD, {"key": "a"})
        with pytest.raises(ValueError, match="time zone"):
            work.collect(ADD, {"key": "a", "value": datetime(2020, 5, 15)})  # noqa: DTZ001 -- the naive one that must be refused
    assert await read_all(database) == {}


async def test_what_no_engine_can_keep_is_replaced(database: Database) -> None:
    async with database.work() as work:
        add(work, a="một\0hai \ud800")
    assert await read_all(database) == {"a": "một\ufffdhai \ufffd"}


async def test_batch_goes_to_the_driver_s_thread_only_to_commit(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    database = await open_database(sqlite_url, clock=lambda: NOW)
    caplog.set_level(logging.DEBUG, logger="aiosqlite")  # the driver tells each hop
    async with database.work() as work:
        add(work, a="1", b="2")
        units.set_profile(work, "c", "3")
    hops = [record for record in caplog.messages if record.startswith("executing")]
    assert ["commit" in hop for hop in hops] == [True]
    assert await read_all(database) == {"a": "1", "b": "2", "c": "3"}
    await database.close()


async def test_work_that_only_collects_holds_no_lock(database_url: str) -> None:
    one = await open_database(database_url, clock=lambda: NOW)
    other = await open_database(database_url, clock=lambda: NOW)
    async with one.work() as work:
        add(work, a="1")
        async with other.work() as beside:
            add(beside, b="2")
    assert await read_all(one) == {"a": "1", "b": "2"}
    await one.close()
    await other.close()


def test_ids_grow_though_the_clock_goes_back() -> None:
    times = [NOW + timedelta(seconds=n) for n in (0, 0, 60, -60, 90)]
    clock = iter(times)
    ids = Ids(lambda: next(clock))
    made = [ids.new() for _ in times]
    assert made == sorted(set(made))
    assert all(0 < one < 2**63 for one in made)


async def test_ids_go_on_after_those_stored_though_the_clock_went_back(
    database_url: str,
) -> None:
    later = await open_database(database_url, clock=lambda: NOW + timedelta(days=1))
    async with later.work() as work:
        last = work.new_id()
        work.collect(
            "insert into audit (id, at, action, object) values (:id, :at, 'x', 'x')",
            {"id": last, "at": NOW},
        )
    await later.close()
    earlier = await open_database(database_url, clock=lambda: NOW)
    async with earlier.work() as work:
        assert work.new_id() > last
    await earlier.close()


@pytest.mark.parametrize("url", ["mysql://host/db", "daihoi.db", "sqlite:///", ""])
async def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(UnknownUrlError):
        await open_database(url, clock=lambda: NOW)
