"""Congress events as of a day, regimes, guidance, issues and the record of changes."""

from datetime import date, timedelta

from congress.audit import AuditEntry
from congress.events import CongressEvent, EventKind
from congress.issues import Issue, IssueState
from congress.pushes import Notice, NoticeKind, Push
from storage import audit, congresses, issues, pushes
from storage.database import Database
from tests.conftest import NOW
from tests.storage.sample import LEADER, REPORTER

HELD, WITHDRAWN = EventKind.HELD, EventKind.HELD_WITHDRAWN


def event(number: int, unit: str, kind: EventKind, day: int) -> CongressEvent:
    return CongressEvent(
        id=number,
        unit=unit,
        kind=kind,
        happened_on=date(2020, 5, day),
        at=NOW + timedelta(minutes=number),
    )


async def held_until(database: Database, day: int, *events: CongressEvent) -> dict[str, date]:
    async with database.work() as work:
        for one in events:
            congresses.add_event(work, one)
        return await congresses.held_until(work, day=date(2020, 5, day))


async def test_held_until_counts_congresses_held_by_that_day(stored: Database) -> None:
    events = [
        event(1, "K01", HELD, 10),
        event(2, "K02", HELD, 12),
        event(3, "HU", EventKind.APPROVED, 1),
    ]
    assert await held_until(stored, 9, *events) == {}
    assert await held_until(stored, 10) == {"K01": date(2020, 5, 10)}
    assert await held_until(stored, 12) == {"K01": date(2020, 5, 10), "K02": date(2020, 5, 12)}


async def test_fact_withdrawn_is_as_if_never_reported(stored: Database) -> None:
    events = [event(1, "K01", HELD, 10), event(2, "K01", WITHDRAWN, 11)]
    assert await held_until(stored, 10, *events) == {}
    assert await held_until(stored, 30) == {}


async def test_fact_reported_anew_counts_from_its_own_day(stored: Database) -> None:
    events = [
        event(1, "K01", HELD, 10),
        event(2, "K01", WITHDRAWN, 11),
        event(3, "K01", HELD, 12),
        event(4, "K02", HELD, 14),
        event(5, "K02", HELD, 13),
    ]
    assert await held_until(stored, 11, *events) == {}
    assert await held_until(stored, 13) == {"K01": date(2020, 5, 12), "K02": date(2020, 5, 13)}


async def test_events_are_listed_by_unit_and_by_when_they_were_recorded(
    stored: Database,
) -> None:
    one, two, three = (event(n, unit, HELD, 10) for n, unit in enumerate(("K01", "K02", "K01"), 1))
    async with stored.work() as work:
        for each in (one, two, three):
            congresses.add_event(work, each)
        assert await congresses.events(work) == [one, two, three]
        assert await congresses.events(work, unit="K01") == [one, three]
        assert await congresses.events(work, since=two.at) == [two, three]
        assert await congresses.events(work, until=two.at) == [one]
        assert await congresses.events(work, unit="K02", since=one.at, until=three.at) == [two]


async def test_guidance_is_pushed_once_and_acknowledged_once(stored: Database) -> None:
    push = Push(about=1, unit="K01", member=REPORTER.id, at=NOW)
    later = NOW + timedelta(hours=1)
    async with stored.work() as work:
        pushes.add(work, push)
        pushes.add(work, push.model_copy(update={"at": later}))
        read = [
            await pushes.acknowledge(work, about=1, unit="K01", member=member, at=later)
            for member in (REPORTER.id, REPORTER.id, LEADER.id)
        ]
        assert read == [True, False, False]
        assert await pushes.of(work, about=1) == [
            push.model_copy(update={"acknowledged_at": later})
        ]


async def test_notices_are_listed_with_whom_they_went_to(stored: Database) -> None:
    later = NOW + timedelta(days=40)
    old = Notice(id=1, kind=NoticeKind.REGIME, subject="CT16", units=("K01", "K02"), at=NOW)
    new = Notice(id=2, kind=NoticeKind.POSTPONEMENT, basis="2472-CV/TU", units=("K01",), at=later)
    sent = [
        Push(about=about, unit="K01", member=REPORTER.id, at=NOW)
        for about in (1, 2, 3)  # the third is of a time before there were notices
    ]
    async with stored.work() as work:
        for notice in (old, new):
            pushes.add_notice(work, notice)
        for push in sent:
            pushes.add(work, push)
        assert await pushes.notices(work) == [new, old]
        assert await pushes.notices(work, kind=NoticeKind.REGIME) == [old]
        assert await pushes.notices(work, since=later) == [new]
        assert await pushes.of_notices(work) == sent[:2]
        assert await pushes.of_notices(work, kind=NoticeKind.REGIME) == sent[:1]
        assert await pushes.of_notices(work, since=later) == sent[1:2]
        assert await pushes.get_notice(work, id=3) is None


async def test_issues_are_numbered_and_stay_open_until_resolved(stored: Database) -> None:
    async with stored.work() as work:
        raised = []
        for text in ("Thiếu hội trường", "Chưa có kinh phí"):
            number = await issues.next_number(work)
            raised.append(Issue(number=number, unit="K01", text=text, at=NOW))
            issues.add(work, raised[-1])
        assert [issue.number for issue in raised] == [1, 2]
        escalated = raised[0].model_copy(update={"state": IssueState.ESCALATED})
        issues.save(work, escalated)
        issues.save(work, raised[1].model_copy(update={"state": IssueState.RESOLVED}))
        assert await issues.open_issues(work) == [escalated]
        assert [issue.number for issue in await issues.settled(work)] == [2]
        assert await issues.get(work, number=1) == escalated
        assert await issues.get(work, number=9) is None


async def test_history_of_an_object_is_listed_newest_first(stored: Database) -> None:
    objects = ("item K1/X01", "item K12/X01", "item K1/X02", "unit K1", "item k1/X01")
    entries = [
        AuditEntry(
            id=number,
            at=NOW,
            member=LEADER.id,
            role=LEADER.role,
            action="report",
            object=name,
        )
        for number, name in enumerate(objects, start=1)
    ]
    async with stored.work() as work:
        for entry in entries:
            audit.add(work, entry)
        history = await audit.of_object_prefix(work, prefix="item K1/", limit=9)
        assert history == [entries[2], entries[0]]
        assert await audit.of_object_prefix(work, prefix="unit K1", limit=9) == [entries[3]]
        assert await audit.of_object_prefix(work, prefix="item", limit=1) == [entries[4]]
