"""Words that failed are kept for some days, and then cleared; what came and when stays known."""

from datetime import datetime, timedelta

from chat.message import RawUpdate
from scheduling.forgetting import Forgetter
from storage import dialogs, inbox
from storage.database import Database
from storage.dialogs import Dialog
from storage.work import Work
from tests.conftest import NOW

WEEK = timedelta(days=7)
LEFT = {"text": "chờ ông Nguyễn Văn A"}


def come(work: Work, key: str, *, at: datetime = NOW) -> None:
    update = RawUpdate(key=key, payload=LEFT)
    inbox.store(work, channel="telegram", bot="1", updates=[update], at=at)


async def read(database: Database) -> list[tuple[str, str, str | None, bool]]:
    """List the stored updates: key, state, error, and whether the words are still there."""
    sql = "select key, state, error, payload from inbox order by id"
    async with database.work() as work:
        rows = await work.fetch(sql, {})
    return [
        (row["key"], row["state"], row["error"], "Nguyễn" in str(row["payload"])) for row in rows
    ]


async def test_words_of_what_failed_are_cleared_after_a_week(database: Database) -> None:
    async with database.work() as work:
        for key in ("failed", "waits"):
            come(work, key)
        come(work, "failed since", at=NOW + timedelta(days=1))
        first, _, last = await inbox.take(work, limit=3)
        inbox.mark_failed(work, first.id, "E1")
        inbox.mark_failed(work, last.id, "E2")
    forgetter = Forgetter(WEEK)
    await forgetter.forget(database, now=NOW + WEEK)
    assert await read(database) == [
        ("failed", "failed", "E1", True),
        ("waits", "pending", None, True),
        ("failed since", "failed", "E2", True),
    ]
    await forgetter.forget(database, now=NOW + WEEK + timedelta(days=1))
    assert await read(database) == [
        ("failed", "failed", "E1", False),
        ("waits", "pending", None, True),
        ("failed since", "failed", "E2", True),
    ]
    async with database.work() as work:
        come(work, "failed")  # the platform repeats it: it is known, and not taken again
        assert [row.key for row in await inbox.take(work, limit=3)] == ["waits"]


async def test_it_is_done_once_a_day_and_at_the_start(database: Database) -> None:
    forgetter, late = Forgetter(WEEK), NOW + 2 * WEEK
    await forgetter.forget(database, now=late)
    async with database.work() as work:
        come(work, "failed")
        (row,) = await inbox.take(work, limit=1)
        inbox.mark_failed(work, row.id, "E1")
    await forgetter.forget(database, now=late + timedelta(minutes=1))
    assert await read(database) == [("failed", "failed", "E1", True)]
    await Forgetter(WEEK).forget(database, now=late + timedelta(minutes=2))
    assert await read(database) == [("failed", "failed", "E1", False)]


async def test_entries_left_half_way_are_forgotten(database: Database) -> None:
    talk = {"channel": "telegram", "chat": "1", "sender": "1"}
    async with database.work() as work:
        dialogs.save(work, **talk, dialog=Dialog(name="report"), now=NOW)
    for later, name in ((WEEK, "report"), (WEEK + timedelta(days=1), None)):
        await Forgetter(WEEK).forget(database, now=NOW + later)
        async with database.work() as work:
            kept = await dialogs.get(work, **talk)
        assert (kept.name if kept else None) == name
