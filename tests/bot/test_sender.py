"""Every message that is due goes out once, in order, whatever the messenger does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

import pytest

from bot.sender import MakeFile, Sender, SenderSettings
from channels.telegram.client import CAPABILITIES, TelegramChannel
from chat.message import Attachment, ChatKind, Content, Incoming, Outgoing, Priority
from sandbox import FaultKind, Sandbox
from storage import directory as directories
from storage import letters, outbox, units
from storage.database import Database
from tests.bot.conftest import GROUP, PEOPLE, heard, read_rows
from tests.bot.echo_program import MARK, answer
from tests.conftest import NOW
from tests.storage.sample import IDENTITY, store_sample

REPLY, PUSH = Priority.REPLY, Priority.PUSH


class Steady:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def running(
    database: Database,
    channel: TelegramChannel,
    clock: Callable[[], datetime],
    *,
    make_file: MakeFile | None = None,
    steady: Callable[[], float] | None = None,
) -> AsyncIterator[Sender]:
    """Run a sender; at the end it is stopped cleanly, with everything recorded."""
    sender = Sender(
        channel=channel,
        database=database,
        settings=SenderSettings(mark_repeated=lambda html: MARK + html, make_file=make_file),
        clock=clock,
        **({"steady": steady} if steady else {}),
    )
    task = asyncio.create_task(sender.run())
    try:
        yield sender
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def queue(
    database: Database,
    *html: str,
    chat: int = 1,
    priority: Priority = REPLY,
    attachment: Attachment | None = None,
    not_before: datetime = NOW,
    expires_at: datetime | None = None,
    at: int = 0,
) -> None:
    """Queue messages; their ids go on after `at`."""
    async with database.work() as work:
        for number, text in enumerate(html, at + 1):
            outbox.queue(
                work,
                id=number,
                message=Outgoing(
                    channel="telegram",
                    chat=str(chat),
                    html=text,
                    priority=priority,
                    attachment=attachment,
                ),
                kind="test",
                not_before=not_before,
                expires_at=expires_at,
                created_at=NOW,
            )


async def states(database: Database) -> list[tuple[object, ...]]:
    return await read_rows(database, "outbox", "state", "last_error")


async def until_used_up(sandbox: Sandbox) -> None:
    """Wait until every fault has struck."""
    async with asyncio.timeout(5):
        while sandbox.faults.active:  # noqa: ASYNC110 -- a fault tells nobody that it struck
            await asyncio.sleep(0)


async def until_recorded(database: Database, *expected: tuple[object, ...]) -> None:
    """Wait until the outbox says so."""
    async with asyncio.timeout(5):
        while await states(database) != list(expected):  # noqa: ASYNC110 -- nor does a row
            await asyncio.sleep(0)


async def test_message_is_sent_and_its_number_kept(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    async with running(database, channel, sandbox.clock.now) as sender:
        await queue(database, "<b>Đã ghi</b>")
        sender.wake()
        message = await sandbox.person(1).next_message()
    assert message.text == "Đã ghi"
    rows = await read_rows(database, "outbox", "state", "attempts", "message")
    assert rows == [("sent", 1, str(message.id))]


async def test_messages_of_one_chat_keep_their_order(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    texts = [str(number) for number in range(30)]
    await queue(database, *texts)
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(lambda: len(heard(sandbox, 1)) == len(texts))
    assert heard(sandbox, 1) == texts


async def test_one_slow_chat_stops_nobody(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    for place, person in enumerate(PEOPLE):
        await queue(database, "một", chat=person, at=place)
    sandbox.faults.add(FaultKind.DELAY, method="sendMessage", count=1, value=500)
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(
            lambda: sum(bool(heard(sandbox, person)) for person in PEOPLE) == len(PEOPLE) - 1
        )
    assert await states(database) == [("sent", None)] * len(PEOPLE)


async def test_refused_message_keeps_its_place_before_those_behind_it(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, method="sendMessage", count=1)
    await queue(database, "một", "hai")
    async with running(database, channel, sandbox.clock.now) as sender:
        await until_used_up(sandbox)
        await queue(database, "ba", at=2)
        await queue(database, "khác", chat=2, at=3)
        sender.wake()
        await sandbox.wait_until(lambda: heard(sandbox, 2) == ["khác"])
        assert heard(sandbox, 1) == []
        sandbox.clock.move_to(NOW + timedelta(minutes=10))
        sender.wake()
        await sandbox.wait_until(lambda: len(heard(sandbox, 1)) == 3)
    assert heard(sandbox, 1) == ["một", "hai", "ba"]
    assert await read_rows(database, "outbox", "state") == [("sent",)] * 4


async def test_asked_wait_is_kept_for_that_chat_alone(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    steady = Steady()
    sandbox.faults.add(FaultKind.TOO_MANY, method="sendMessage", count=1, value=20)
    await queue(database, "một")
    async with running(database, channel, sandbox.clock.now, steady=steady) as sender:
        await until_recorded(database, ("queued", "too_many"))
        sandbox.clock.move_to(NOW + timedelta(hours=1))  # the wait is real, whatever this says
        await queue(database, "khác", chat=2, at=1)
        sender.wake()
        await sandbox.wait_until(lambda: heard(sandbox, 2) == ["khác"])
        assert heard(sandbox, 1) == []
        steady.now += 20
        sender.wake()
        await sandbox.wait_until(lambda: heard(sandbox, 1) == ["một"])
    assert await states(database) == [("sent", "too_many"), ("sent", None)]


@pytest.mark.row("MX-11")
async def test_person_who_blocked_the_bot_stops_nobody_and_is_known(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    async with database.work() as work:
        store_sample(work)
        await work.flush()
        await work.fetch("update identities set sender = '1', chat = '1' returning chat", {})
    await sandbox.person(1).block()
    await queue(database, "một", chat=1, priority=PUSH)
    await queue(database, "hai", chat=2, priority=PUSH, at=1)
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(lambda: heard(sandbox, 2) == ["hai"])
    assert await states(database) == [("failed", "blocked"), ("sent", None)]
    async with database.work() as work:
        directory = await directories.load(work)
    assert directory.identities["telegram", "1"].blocked_at == NOW


async def test_group_that_moved_is_followed(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    async with database.work() as work:
        store_sample(work)
        units.bind_chat(
            work,
            units.GroupChat(channel="telegram", chat=str(GROUP), group="T01"),
            bound_by=1,
            at=NOW,
        )
    new_chat = sandbox.upgrade(GROUP, by=1)
    await queue(database, "một", "hai", chat=GROUP, priority=PUSH)
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(lambda: heard(sandbox, 1, chat=new_chat) == ["một", "hai"])
    assert await read_rows(database, "outbox", "state", "chat") == [("sent", str(new_chat))] * 2
    async with database.work() as work:
        directory = await directories.load(work)
    assert list(directory.group_chats) == [("telegram", str(new_chat))]


@pytest.mark.parametrize("fault", [FaultKind.DROP_AFTER, FaultKind.DROP_BEFORE])
async def test_push_of_unknown_fate_is_repeated_once_and_marked(
    database: Database, channel: TelegramChannel, sandbox: Sandbox, fault: FaultKind
) -> None:
    sandbox.faults.add(fault, method="sendMessage", count=1)
    await queue(database, "một", priority=PUSH)
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(lambda: MARK + "một" in heard(sandbox, 1))
    arrived = ["một"] if fault is FaultKind.DROP_AFTER else []
    assert heard(sandbox, 1) == [*arrived, MARK + "một"]
    assert await states(database) == [("sent", "unknown")]


async def test_push_of_twice_unknown_fate_is_given_up(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    sandbox.faults.add(FaultKind.DROP_AFTER, method="sendMessage", count=2)
    await queue(database, "một", priority=PUSH)
    async with running(database, channel, sandbox.clock.now):
        await until_used_up(sandbox)
    assert heard(sandbox, 1) == ["một", MARK + "một"]
    assert await states(database) == [("unknown", "unknown")]


async def test_reply_of_unknown_fate_is_not_repeated(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    sandbox.faults.add(FaultKind.DROP_AFTER, method="sendMessage", count=1)
    await queue(database, "một", "hai")
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(lambda: len(heard(sandbox, 1)) == 2)
    assert heard(sandbox, 1) == ["một", "hai"]
    assert await states(database) == [("unknown", "unknown"), ("sent", None)]


async def test_message_that_never_left_waits_for_the_network(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    port = int(sandbox.url.rpartition(":")[2])
    await sandbox.stop()
    await channel.acknowledge("9")  # finds out that the open connection is dead
    await queue(database, "một")
    async with running(database, channel, sandbox.clock.now):
        await until_recorded(database, ("queued", "never_left"))
    await sandbox.start(port=port)
    sandbox.clock.move_to(NOW + timedelta(minutes=1))
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(lambda: heard(sandbox, 1) == ["một"])
    assert await states(database) == [("sent", "never_left")]


async def test_message_whose_time_is_over_is_not_sent(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    await queue(database, "muộn", expires_at=NOW)
    await queue(database, "kịp", expires_at=NOW + timedelta(hours=1), at=1)
    async with running(database, channel, sandbox.clock.now):
        await until_recorded(database, ("expired", None), ("sent", None))
    assert heard(sandbox, 1) == ["kịp"]


async def test_message_waits_until_its_time_has_come(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    await queue(database, "mai", not_before=NOW + timedelta(days=1))
    await queue(database, "nay", at=1)
    async with running(database, channel, sandbox.clock.now) as sender:
        await sandbox.wait_until(lambda: heard(sandbox, 1) == ["nay"])
        sandbox.clock.move_to(NOW + timedelta(days=1))
        sender.wake()
        await sandbox.wait_until(lambda: heard(sandbox, 1) == ["nay", "mai"])


async def test_reply_does_not_wait_behind_paced_pushes(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    steady = Steady()
    await queue(database, *(f"tin {number}" for number in range(5)), chat=GROUP, priority=PUSH)
    async with running(database, channel, sandbox.clock.now, steady=steady) as sender:
        await sandbox.wait_until(lambda: len(heard(sandbox, 1, chat=GROUP)) == 5)
        await queue(database, "tin 5", chat=GROUP, priority=PUSH, at=10)
        await queue(database, "đáp", chat=GROUP, at=20)
        sender.wake()
        await sandbox.wait_until(lambda: heard(sandbox, 1, chat=GROUP)[5:] == ["đáp"])
        steady.now += 60
        sender.wake()
        await sandbox.wait_until(lambda: heard(sandbox, 1, chat=GROUP)[6:] == ["tin 5"])


async def test_file_is_made_before_it_is_sent(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    async def make_file(attachment: Attachment) -> tuple[str, bytes]:
        return f"{attachment.recipe}.xlsx", attachment.arguments["unit"].encode()

    recipe = Attachment(recipe="so-lieu", arguments={"unit": "K01"})
    await queue(database, "Số liệu", attachment=recipe)
    async with running(database, channel, sandbox.clock.now, make_file=make_file):
        message = await sandbox.person(1).next_message()
    assert message.file
    assert (message.text, message.file.name, message.file.content) == (
        "Số liệu",
        "so-lieu.xlsx",
        b"K01",
    )


async def test_file_that_cannot_be_made_stops_nobody(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    async def make_file(_attachment: Attachment) -> tuple[str, bytes]:
        raise ZeroDivisionError

    await queue(database, "Số liệu", attachment=Attachment(recipe="x"))
    await queue(database, "hai", at=1)
    async with running(database, channel, sandbox.clock.now, make_file=make_file):
        await sandbox.wait_until(lambda: heard(sandbox, 1) == ["hai"])
    assert await states(database) == [("failed", "not_made"), ("sent", None)]


async def test_clean_stop_waits_for_what_is_in_flight(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    sandbox.faults.add(FaultKind.DELAY, method="sendMessage", count=1, value=100)
    await queue(database, "một", "hai")
    async with running(database, channel, sandbox.clock.now):
        await until_used_up(sandbox)
    assert heard(sandbox, 1) == ["một"]
    assert [row[0] for row in await states(database)] == ["sent", "queued"]


async def test_message_left_in_doubt_by_a_crash_is_sent_marked(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    await queue(database, "một", priority=PUSH)
    async with database.work() as work:
        await outbox.take_due(work, now=NOW, limit=10)
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(lambda: heard(sandbox, 1) == [MARK + "một"])
    assert await states(database) == [("sent", "unknown")]


async def test_longest_part_has_room_for_the_mark(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    await sandbox.person(1).say("/tongquan")
    (update,) = await channel.poll()
    incoming = channel.decode(update.payload, key=update.key)
    assert incoming
    async with database.work() as work:
        answer(work, incoming, "x" * 5000, NOW)
        await outbox.take_due(work, now=NOW, limit=10)
    async with running(database, channel, sandbox.clock.now):
        await sandbox.wait_until(lambda: len(heard(sandbox, 1)) == 2)
    assert "".join(text.removeprefix(MARK) for text in heard(sandbox, 1)) == "x" * 5000


ASKED = Incoming(
    channel="telegram",
    bot="1",
    key="1",
    chat=IDENTITY.chat,
    chat_kind=ChatKind.PRIVATE,
    sender=IDENTITY.sender,
    at=NOW,
    content=Content.TEXT,
    text="/xuatbaocao",
)


async def test_file_with_many_words_comes_after_them(
    database: Database, channel: TelegramChannel, sandbox: Sandbox
) -> None:
    async def make_file(_attachment: Attachment) -> tuple[str, bytes]:
        return "so-lieu.xlsx", b"PK"

    reader = sandbox.add_person(int(IDENTITY.chat), "K01")
    async with database.work() as work:
        letters.reply(
            work,
            incoming=ASKED,
            html="x" * 2000,
            choices=(),
            links=(),
            capabilities=CAPABILITIES,
            now=NOW,
            attachment=Attachment(recipe="x"),
        )
    async with running(database, channel, sandbox.clock.now, make_file=make_file):
        words, file = await reader.next_message(), await reader.next_message()
    assert (words.text, words.file) == ("x" * 2000, None)
    assert file.file
    assert (file.text, file.file.name) == ("", "so-lieu.xlsx")
