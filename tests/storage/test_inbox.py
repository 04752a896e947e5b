"""Updates are stored once and stay until they are answered."""

from pydantic import AwareDatetime, TypeAdapter

from chat.message import RawUpdate
from storage import inbox
from storage.database import Database
from storage.work import Work
from tests.conftest import NOW

INSTANT = TypeAdapter(AwareDatetime)


def store(work: Work, *keys: str, bot: str = "1") -> None:
    updates = [RawUpdate(key=key, payload={"update_id": key}) for key in keys]
    inbox.store(work, channel="telegram", bot=bot, updates=updates, at=NOW)


async def test_update_is_stored_once_for_each_bot(database: Database) -> None:
    async with database.work() as work:
        store(work, "1", "2")
        store(work, "2", "3")
        store(work, "2", bot="9")
        pending = await inbox.take(work, limit=10)
        stored = await work.fetch("select received_at from inbox", {})
    assert [(row.bot, row.key) for row in pending] == [
        ("1", "1"),
        ("1", "2"),
        ("1", "3"),
        ("9", "2"),
    ]
    assert {INSTANT.validate_python(row["received_at"]) for row in stored} == {NOW}


async def test_answered_update_is_not_taken_nor_stored_again(database: Database) -> None:
    async with database.work() as work:
        store(work, "1", "2", "3")
        first, second, third = await inbox.take(work, limit=10)
        inbox.mark_done(work, [first.id])
        inbox.mark_failed(work, second.id, "E-1")
        store(work, "1", "2")
        assert await inbox.take(work, limit=10) == [third]
        assert await inbox.counts(work) == {"done": 1, "failed": 1, "pending": 1}


async def test_oldest_updates_are_taken_first(database: Database) -> None:
    async with database.work() as work:
        store(work, "b", "a", "c")
        assert [row.key for row in await inbox.take(work, limit=2)] == ["b", "a"]


async def test_update_knows_its_attempts_and_the_version_of_the_directory(
    database: Database,
) -> None:
    async with database.work() as work:
        store(work, "1")
        (row,) = await inbox.take(work, limit=1)
        inbox.count_attempt(work, row.id)
        work.touch_directory()
        assert await inbox.take(work, limit=1) == [row._replace(attempts=1, directory_version=1)]
