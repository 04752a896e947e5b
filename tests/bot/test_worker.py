"""Each stored update is answered exactly once; what fails, fails alone."""

import asyncio
from datetime import datetime

import pytest

from bot.worker import Worker
from channels.telegram.client import TelegramChannel
from chat.message import Button, Incoming, Outgoing, RawUpdate
from congress.directory import Directory
from sandbox import Sandbox
from storage import dialogs, inbox, units
from storage.database import Database, open_database
from storage.errors import DiskFullError
from storage.work import Work
from tests.bot.conftest import read_rows
from tests.bot.echo_program import answer
from tests.conftest import NOW
from tests.storage.sample import UNIT, store_sample

Rows = list[tuple[object, ...]]


class Office:
    """Handlers of the tests: they say what they hear, or do what its first word says."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.commits = 0

    def count_commit(self) -> None:
        self.commits += 1

    async def handle(
        self, incoming: Incoming, *, work: Work, directory: Directory, now: datetime
    ) -> None:
        self.handled.append(incoming.text)
        answer(work, incoming, f"đã nghe {incoming.text}", now)
        match incoming.text.split():
            case ["hỏng"]:
                raise ZeroDivisionError
            case ["đọc", "hỏng"]:
                await dialogs.get(work, channel="telegram", chat="1", sender="1")
                raise ZeroDivisionError
            case ["trùng"]:
                units.bind_chat(
                    work,
                    units.GroupChat(channel="telegram", chat="-1", group="không có"),
                    bound_by=999,
                    at=now,
                )
            case ["đổi", name]:
                units.save_unit(work, UNIT.model_copy(update={"name": name}))
            case ["tên"]:
                answer(work, incoming, directory.units["K01"].name, now)

    @staticmethod
    def apologise(incoming: Incoming, *, work: Work, error: str, now: datetime) -> None:
        answer(work, incoming, f"xin lỗi {error}", now)


def make_worker(
    database: Database, channel: TelegramChannel, office: Office, **others: object
) -> Worker:
    parts = {
        "channel": channel,
        "database": database,
        "handle": office.handle,
        "apologise": office.apologise,
        "committed": office.count_commit,
        "clock": lambda: NOW,
        "steady": lambda: 0.0,  # a batch takes no time
    }
    return Worker(**(parts | others))  # type: ignore[arg-type]  # the parts are of many types


def said(text: str, number: int) -> RawUpdate:
    message = {
        "message_id": number,
        "date": 1589500800,
        "chat": {"id": 1, "type": "private"},
        "from": {"id": 1},
        "text": text,
    }
    return RawUpdate(key=str(number), payload={"update_id": number, "message": message})


async def store(database: Database, *texts: str) -> None:
    updates = [said(text, number) for number, text in enumerate(texts, 1)]
    async with database.work() as work:
        inbox.store(work, channel="telegram", bot="42", updates=updates, at=NOW)


async def results(database: Database) -> tuple[list[object], list[str]]:
    """Give the states of the updates, and the answers without what is random in them."""
    found = [row[0] for row in await read_rows(database, "inbox", "state")]
    said = [str(row[0]) for row in await read_rows(database, "outbox", "html")]
    return found, ["xin lỗi" if html.startswith("xin lỗi") else html for html in said]


async def test_many_messages_are_answered_in_one_commit(
    database: Database, channel: TelegramChannel
) -> None:
    office = Office()
    await store(database, "một", "hai", "ba")
    assert await make_worker(database, channel, office).work_batch() == 3
    assert office.commits == 1
    assert await results(database) == (
        ["done"] * 3,
        ["đã nghe một", "đã nghe hai", "đã nghe ba"],
    )


async def test_batch_ends_when_its_time_is_over(
    database: Database, channel: TelegramChannel
) -> None:
    seconds = iter(range(100))
    worker = make_worker(database, channel, Office(), steady=lambda: next(seconds) * 0.02)
    await store(database, *(str(number) for number in range(5)))
    assert [await worker.work_batch() for _ in range(3)] == [3, 2, 0]


async def test_empty_inbox_is_no_work(database: Database, channel: TelegramChannel) -> None:
    office = Office()
    assert await make_worker(database, channel, office).work_batch() == 0
    assert office.commits == 0


async def test_message_whose_handler_fails_fails_alone(
    database: Database, channel: TelegramChannel
) -> None:
    await store(database, "một", "hỏng", "ba")
    await make_worker(database, channel, Office()).work_batch()
    assert await results(database) == (
        ["done", "failed", "done"],
        ["đã nghe một", "xin lỗi", "đã nghe ba"],
    )
    ((error,),) = [row for row in await read_rows(database, "inbox", "error") if row[0]]
    assert (f"xin lỗi {error}",) in await read_rows(database, "outbox", "html")


@pytest.mark.parametrize("bad", ["đọc hỏng", "trùng"])
async def test_message_that_spoils_the_transaction_fails_alone(
    database: Database, channel: TelegramChannel, bad: str
) -> None:
    await store(database, "một", bad, "ba")
    office = Office()
    assert await make_worker(database, channel, office).work_batch() == 3
    assert await results(database) == (
        ["done", "failed", "done"],
        ["đã nghe một", "xin lỗi", "đã nghe ba"],
    )


async def test_apology_that_cannot_be_made_gives_the_message_up_all_the_same(
    database: Database, channel: TelegramChannel
) -> None:
    def apologise(incoming: Incoming, *, work: Work, error: str, now: datetime) -> None:
        answer(work, incoming, error, now)
        raise ZeroDivisionError

    await store(database, "hỏng", "hai")
    await make_worker(database, channel, Office(), apologise=apologise).work_batch()
    assert await results(database) == (["failed", "done"], ["đã nghe hai"])


async def test_nonsense_is_done_without_an_answer(
    database: Database, channel: TelegramChannel
) -> None:
    async with database.work() as work:
        update = RawUpdate(key="1", payload={"update_id": 1, "channel_post": {}})
        inbox.store(work, channel="telegram", bot="42", updates=[update], at=NOW)
    assert await make_worker(database, channel, Office()).work_batch() == 1
    assert await results(database) == (["done"], [])


@pytest.mark.row("MX-2")
async def test_same_update_twice_is_answered_once(
    database: Database, channel: TelegramChannel
) -> None:
    worker = make_worker(database, channel, Office())
    await store(database, "một")
    await worker.work_batch()
    await store(database, "một")
    assert await worker.work_batch() == 0
    assert await results(database) == (["done"], ["đã nghe một"])


async def test_change_of_the_directory_is_seen_by_the_next_message(
    database: Database, channel: TelegramChannel
) -> None:
    async with database.work() as work:
        store_sample(work)
    worker = make_worker(database, channel, Office())
    await store(database, "đổi Mới", "tên")
    assert [await worker.work_batch() for _ in range(3)] == [1, 1, 0]
    assert (await results(database))[1] == ["đã nghe đổi Mới", "đã nghe tên", "Mới"]


async def test_change_by_another_program_is_seen(
    database: Database, channel: TelegramChannel
) -> None:
    async with database.work() as work:
        store_sample(work)
    worker = make_worker(database, channel, Office())
    await worker.refresh()
    async with database.work() as work:
        units.save_unit(work, UNIT.model_copy(update={"name": "Mới"}))
    await store(database, "tên")
    await worker.work_batch()
    assert (await results(database))[1] == ["đã nghe tên", "Mới"]


async def test_full_disk_loses_nothing(sqlite_url: str, channel: TelegramChannel) -> None:
    database = await open_database(sqlite_url, clock=lambda: NOW)
    office = Office()
    worker = make_worker(database, channel, office)
    await store(database, *(f"{number} " + "x" * 2000 for number in range(20)))
    async with database.work() as work:
        ((pages,),) = [tuple(row.values()) for row in await work.fetch("pragma page_count", {})]
        await work.fetch(f"pragma max_page_count = {pages}", {})
    with pytest.raises(DiskFullError):
        await worker.work_batch()
    assert "failed" not in (await results(database))[0]

    async with database.work() as work:
        await work.fetch("pragma max_page_count = 100000", {})
    while await worker.work_batch():
        pass
    states, answers = await results(database)
    assert states == ["done"] * 20
    assert [text.split()[2] for text in answers] == [str(number) for number in range(20)]
    await database.close()


async def run_until_worked(worker: Worker, office: Office, commits: int) -> None:
    task = asyncio.create_task(worker.run())
    async with asyncio.timeout(5):
        while office.commits < commits:  # noqa: ASYNC110 -- the test has no event to wait for
            await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_messages_left_pending_are_taken_one_by_one(
    database: Database, channel: TelegramChannel
) -> None:
    office = Office()
    await store(database, "một", "hỏng", "ba")
    await run_until_worked(make_worker(database, channel, office), office, commits=3)
    rows = await read_rows(database, "inbox", "state", "attempts")
    assert rows == [("done", 1), ("failed", 1), ("done", 1)]


async def test_message_that_ended_the_program_three_times_is_not_tried_again(
    database: Database, channel: TelegramChannel
) -> None:
    office = Office()
    await store(database, "chết", "hai")
    async with database.work() as work:
        (first, _) = await inbox.take(work, limit=2)
        for _ in range(2):
            inbox.count_attempt(work, first.id)
    await run_until_worked(make_worker(database, channel, office), office, commits=2)
    assert office.handled == ["hai"]
    assert await results(database) == (["failed", "done"], ["xin lỗi", "đã nghe hai"])


async def test_pressed_button_is_acknowledged_after_the_commit(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    rows = ((Button(label="Có", command="/co"),),)
    await channel.send(Outgoing(channel="telegram", chat="1", html="Chọn", rows=rows))
    await sandbox.person(1).press("Có")
    async with database.work() as work:
        updates = await channel.poll()
        inbox.store(work, channel="telegram", bot="42", updates=updates, at=NOW)
    await make_worker(database, channel, Office()).work_batch()
    await sandbox.wait_until(lambda: not sandbox.messenger.presses)
    assert await results(database) == (["done"], ["đã nghe /co"])
