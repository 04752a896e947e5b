"""Messages on their way out: order, exclusions, retries, and what an unclean stop leaves."""

from datetime import datetime, timedelta

import pytest

from chat.message import Button, Outgoing, Priority
from storage import outbox
from storage.database import Database
from storage.work import Work
from tests.conftest import NOW
from tests.storage.sample import LEADER, REPORTER

LATER = NOW + timedelta(minutes=5)


def queue(
    work: Work,
    id: int,  # noqa: A002 -- the column's name
    *,
    chat: str = "100",
    priority: Priority = Priority.PUSH,
    member: int | None = None,
    not_before: datetime = NOW,
    expires_at: datetime | None = None,
) -> None:
    outbox.queue(
        work,
        id=id,
        message=Outgoing(channel="telegram", chat=chat, html=f"số {id}", priority=priority),
        kind=outbox.REPLY if priority is Priority.REPLY else "notice",
        member=member,
        not_before=not_before,
        expires_at=expires_at,
        created_at=NOW,
    )


async def take(work: Work, *, now: datetime = NOW, limit: int = 10) -> list[int]:
    return [letter.id for letter in await outbox.take_due(work, now=now, limit=limit)]


async def test_replies_go_first_and_then_the_oldest(database: Database) -> None:
    async with database.work() as work:
        queue(work, 1)
        queue(work, 2, priority=Priority.REPLY)
        queue(work, 3, priority=Priority.URGENT)
        queue(work, 4)
        queue(work, 5, priority=Priority.REPLY)
        assert await take(work, limit=4) == [2, 5, 3, 1]
        assert await take(work) == [4]
        assert await take(work) == []
        assert await outbox.counts(work) == {"sending": 5}


async def test_only_replies_are_taken_while_pushes_wait(database: Database) -> None:
    async with database.work() as work:
        for number, priority in enumerate([Priority.PUSH, Priority.REPLY, Priority.URGENT], 1):
            queue(work, number, priority=priority)
        taken = await outbox.take_due(work, now=NOW, limit=10, lowest=Priority.REPLY)
    assert [letter.id for letter in taken] == [2]


async def test_message_is_not_taken_before_its_time_nor_after_it(database: Database) -> None:
    async with database.work() as work:
        queue(work, 1, not_before=LATER)
        queue(work, 2, expires_at=LATER)
        queue(work, 3, expires_at=NOW)
        assert await outbox.next_wake(work, now=NOW) == LATER
        assert await take(work) == [2]
        outbox.expire(work, now=NOW)
        assert await take(work, now=LATER) == [1]
        assert await outbox.next_wake(work, now=NOW) is None
        assert await outbox.counts(work) == {"sending": 2, "expired": 1}


@pytest.mark.parametrize("limit", [1, 2, 3])
async def test_excluded_chats_are_passed_over_however_many_wait_there(
    database: Database, limit: int
) -> None:
    async with database.work() as work:
        for number in range(1, 6):
            queue(work, number, chat="full")
        for number in range(6, 10):
            queue(work, number, chat="free")
        taken = await outbox.take_due(
            work, now=NOW, limit=limit, exclude_chats={("telegram", "full")}
        )
        assert [letter.id for letter in taken] == [6, 7, 8][:limit]
        assert await outbox.counts(work) == {"sending": limit, "queued": 9 - limit}


async def test_key_queues_one_message_ever(database: Database) -> None:
    message = Outgoing(channel="telegram", chat="100", html="Bản tin sáng")
    async with database.work() as work:
        queued = [
            await outbox.queue_once(
                work,
                id=number,
                message=message,
                kind="digest",
                unique_key=key,
                not_before=NOW,
                created_at=NOW,
            )
            for number, key in enumerate(["a", "b", "a"], start=1)
        ]
        assert queued == [True, True, False]
        assert await take(work) == [1, 2]


async def test_sent_message_is_never_taken_again(database: Database) -> None:
    async with database.work() as work:
        queue(work, 1)
        await take(work)
        outbox.mark_sent(work, id=1, message="777", at=NOW)
        assert await take(work, now=LATER) == []
        assert await outbox.counts(work) == {"sent": 1}


async def test_requeued_message_waits_and_counts_its_tries(database: Database) -> None:
    async with database.work() as work:
        queue(work, 1)
        await take(work)
        outbox.requeue(work, id=1, not_before=LATER, error="429")
        assert await take(work) == []
        (letter,) = await outbox.take_due(work, now=LATER, limit=1)
    assert (letter.attempts, letter.last_error, letter.is_repeated) == (2, "429", False)


async def test_message_that_may_have_arrived_stays_marked_through_retries(
    database: Database,
) -> None:
    async with database.work() as work:
        queue(work, 1)
        await take(work)
        outbox.requeue(work, id=1, not_before=NOW, error=outbox.UNKNOWN)
        await take(work)
        outbox.requeue(work, id=1, not_before=NOW, error="429")
        (letter,) = await outbox.take_due(work, now=NOW, limit=1)
    assert letter.is_repeated


async def test_after_an_unclean_stop_what_was_on_its_way_goes_once_more_marked(
    database: Database,
) -> None:
    async with database.work() as work:
        queue(work, 1, priority=Priority.REPLY)
        queue(work, 2)
        queue(work, 3)
        await take(work, limit=2)
    async with database.work() as work:
        assert [letter.id for letter in await outbox.recover(work)] == [1, 2]
        again = await outbox.take_due(work, now=NOW, limit=10)
    assert [(letter.id, letter.is_repeated) for letter in again] == [
        (1, True),
        (2, True),
        (3, False),
    ]
    async with database.work() as work:
        await outbox.recover(work)
        assert await outbox.counts(work) == {"unknown": 2, "queued": 1}


async def test_only_queued_messages_are_cancelled(database: Database) -> None:
    async with database.work() as work:
        queue(work, 1)
        await take(work)
        queue(work, 2)
        outbox.cancel(work, ids=[1, 2])
        assert await outbox.counts(work) == {"sending": 1, "cancelled": 1}


async def test_people_are_unreachable_until_something_arrives(stored: Database) -> None:
    async with stored.work() as work:
        for number, member in enumerate([LEADER.id, REPORTER.id, LEADER.id, None], start=1):
            queue(work, number, member=member)
        await take(work)
        for number in (1, 2, 4):
            outbox.mark_failed(work, id=number, error="blocked")
        assert await outbox.failed_people(work) == {LEADER.id, REPORTER.id}
        outbox.mark_sent(work, id=3, message=None, at=NOW)
        assert await outbox.failed_people(work) == {REPORTER.id}


async def test_message_given_up_as_unknown_is_not_taken_again(database: Database) -> None:
    async with database.work() as work:
        queue(work, 1)
        await take(work)
        outbox.mark_unknown(work, id=1)
        assert await take(work) == []
        assert await outbox.counts(work) == {"unknown": 1}


async def test_words_of_old_replies_and_of_what_never_arrived_are_cleared(
    database: Database,
) -> None:
    async with database.work() as work:
        queue(work, 1, priority=Priority.REPLY)
        queue(work, 2)
        queue(work, 3)
        queue(work, 4)
        queue(work, 5, expires_at=NOW)
        queue(work, 6)
        queue(work, 7, priority=Priority.REPLY)
        outbox.cancel(work, ids=[4])
        outbox.expire(work, now=NOW)
        await take(work)
        outbox.mark_sent(work, id=1, message="m1", at=NOW)
        outbox.mark_sent(work, id=2, message="m2", at=NOW)
        outbox.mark_failed(work, id=3, error="blocked")
        outbox.mark_unknown(work, id=6)
        outbox.clear_words(work, before=NOW)
        kept = await work.fetch("select html from outbox order by id", {})
        assert [row["html"] for row in kept] == [f"số {number}" for number in range(1, 8)]
        outbox.clear_words(work, before=LATER)
        rows = await work.fetch(
            "select id, state, html, last_error, message from outbox order by id", {}
        )
    assert [tuple(row.values()) for row in rows] == [
        (1, "sent", "", None, "m1"),
        (2, "sent", "số 2", None, "m2"),
        (3, "failed", "", "blocked", None),
        (4, "cancelled", "", None, None),
        (5, "expired", "", None, None),
        (6, "unknown", "", "unknown", None),
        (7, "sending", "số 7", None, None),
    ]


def queue_named(work: Work, id: int) -> None:  # noqa: A002 -- the column's name
    """Queue an answer to who named somebody: its buttons repeat the line (/baocao K12 …)."""
    button = Button(label="K12", command="/baocao K12 X25 vướng ông Nguyễn Văn A")
    message = Outgoing(channel="telegram", chat="100", html="Kim nào?", rows=((button,),))
    outbox.queue(
        work, id=id, message=message, kind=outbox.NOT_KEPT, not_before=NOW, created_at=NOW
    )


async def test_buttons_go_with_the_words_that_are_not_kept(database: Database) -> None:
    async with database.work() as work:
        queue_named(work, 1)
        queue_named(work, 2)
        (first, _) = await outbox.take_due(work, now=NOW, limit=10)
        assert first.outgoing.rows[0][0].label == "K12"
        outbox.mark_sent(work, id=1, message="m1", at=NOW)
        # An earlier release cleared the words alone.
        await work.fetch(
            "update outbox set html = '', state = 'sent' where id = 2 returning id", {}
        )
        outbox.clear_words(work, before=LATER)
        kept = await work.fetch("select html, rows from outbox order by id", {})
    assert [(row["html"], str(row["rows"])) for row in kept] == [("", "[]"), ("", "[]")]
