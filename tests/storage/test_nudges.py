"""At most once: nudges and digests."""

from datetime import date, timedelta

from chat.message import Outgoing
from congress.nudges import NudgeKey, NudgeKind
from storage import nudges, outbox
from storage.database import Database
from storage.nudges import Claim, SentDigest
from storage.work import Work
from tests.conftest import NOW
from tests.storage.sample import REPORTER

KEY = NudgeKey(
    kind=NudgeKind.OVERDUE,
    unit="K01",
    item="X01",
    rung="3",
    due_version=1,
    member=REPORTER.id,
)
TODAY = date(2020, 5, 15)


def queue(work: Work, number: int) -> None:
    outbox.queue(
        work,
        id=number,
        message=Outgoing(channel="telegram", chat="100", html="x"),
        kind="reminder",
        member=REPORTER.id,
        not_before=NOW,
        created_at=NOW,
    )


async def test_nudge_is_claimed_once_for_each_version_of_the_due_date(stored: Database) -> None:
    moved = KEY.model_copy(update={"due_version": 2})
    async with stored.work() as work:
        queue(work, 1)
        claimed = [
            await nudges.claim(work, key, outbox=1, at=NOW) for key in (KEY, KEY, moved, moved)
        ]
    assert claimed == [True, False, True, False]


async def test_nudge_of_a_cancelled_message_can_be_claimed_again(stored: Database) -> None:
    async with stored.work() as work:
        queue(work, 1)
        queue(work, 2)
        await nudges.claim(work, KEY, outbox=1, at=NOW)
        nudges.release(work, outbox=1)  # still queued: nothing is given back
        assert await nudges.standing_claims(work, since=NOW, today=TODAY) == [
            Claim(KEY, 1, NOW, "queued")
        ]
        outbox.cancel(work, ids=[1])
        nudges.release(work, outbox=1)
        assert await nudges.standing_claims(work, since=NOW, today=TODAY) == []
        assert await nudges.claim(work, KEY, outbox=2, at=NOW)


async def test_digest_is_claimed_once_a_day_for_each_reader(stored: Database) -> None:
    async with stored.work() as work:
        claimed = [
            await nudges.claim_digest(
                work,
                kind="morning",
                day=day,
                member=member,
                outbox=None,
                as_of=NOW,
                snapshot={"held": 1},
            )
            for day, member in ((TODAY, 1), (TODAY, 1), (TODAY, 2), (TODAY + timedelta(days=1), 1))
        ]
    assert claimed == [True, False, True, True]


async def test_last_digest_is_the_newest_before_a_day(stored: Database) -> None:
    async with stored.work() as work:
        for back in (3, 1, 0):
            await nudges.claim_digest(
                work,
                kind="morning",
                day=TODAY - timedelta(days=back),
                member=1,
                outbox=None,
                as_of=NOW - timedelta(days=back),
                snapshot={"held": 9 - back},
            )
        assert await nudges.last_digest(
            work, kind="morning", member=1, before=TODAY
        ) == SentDigest(NOW - timedelta(days=1), {"held": 8})
        assert await nudges.last_digest(work, kind="evening", member=1, before=TODAY) is None
