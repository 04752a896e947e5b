"""The picture behind queries and digests, read back from both kinds of database."""

from datetime import UTC, date, datetime, timedelta

from congress.digest import DIGEST, Previous, compose_digest
from congress.issues import Issue, IssueState
from congress.plans import ItemStatus, Progress
from congress.reports import ReportKind, StatusReport
from storage import directory as directories
from storage import issues, members, nudges, plans, reports, units
from storage.database import Database
from storage.overview import load_overview, load_previous_digest
from storage.work import Work
from tests.congress.pictures import COMMITTEE, GROUPS, NOW, OFFICE, SECRETARY, item, unit

K01, K02 = unit("K01"), unit("K02", group="T02")
X17 = item("K01", "X17", date(2020, 5, 11))
DONE = Progress(
    unit="K01",
    item="X18",
    status=ItemStatus.DONE,
    reported_at=NOW - timedelta(days=3),
)


async def furnish(work: Work) -> None:
    for group in GROUPS.values():
        units.save_group(work, group)
    for one in (COMMITTEE, K01, K02):
        units.save_unit(work, one)
    members.save_member(work, SECRETARY)
    for one in (X17, item("K01", "X18", date(2020, 5, 11)), item("K02", "X17", NOW.date())):
        plans.save_item(work, one)
    plans.save_progress(work, DONE)
    for days, code, kind in (
        (9, "K01", ReportKind.STATUS),
        (1, "K01", ReportKind.NOTHING_NEW),
        (2, "K02", ReportKind.STATUS),
    ):
        at = NOW - timedelta(days=days)
        reports.add(work, StatusReport(id=work.new_id(), unit=code, kind=kind, at=at))
    for number, state in ((1, IssueState.NEW), (2, IssueState.CLOSED)):
        issues.add(work, Issue(number=number, unit="K01", text="Kinh phí", state=state, at=NOW))


async def test_overview_holds_only_the_units_asked_for(database: Database) -> None:
    async with database.work() as work:
        await furnish(work)
    async with database.work() as work:
        directory = await directories.load(work)
        found = await load_overview(
            work, directory=directory, units=[directory.units["K01"]], office=OFFICE, now=NOW
        )
    assert found.units == (K01,)
    assert found.progress == {("K01", "X18"): DONE}
    assert found.heard == {"K01": NOW - timedelta(days=1)}
    assert found.reported == {"K01": NOW - timedelta(days=9)}
    assert [issue.number for issue in found.issues] == [1]
    assert [matter.item for matter in found.overdue] == [X17]


async def test_previous_digest_is_of_a_day_before(database: Database) -> None:
    async with database.work() as work:
        await furnish(work)
    async with database.work() as work:
        directory = await directories.load(work)
        seen = await load_overview(
            work,
            directory=directory,
            units=directory.reporting_units,
            office=OFFICE,
            now=NOW,
        )
        said = compose_digest(seen, reader=SECRETARY, office=OFFICE, previous=None).snapshot
        for back in (2, 1, 0):
            at = NOW - timedelta(days=back)
            await nudges.claim_digest(
                work,
                kind=DIGEST,
                day=at.date(),
                member=SECRETARY.id,
                outbox=None,
                as_of=at,
                snapshot=said,
            )
        previous = await load_previous_digest(work, reader=SECRETARY, overview=seen)
    assert previous == Previous(as_of=datetime(2020, 5, 14, tzinfo=UTC), snapshot=said)


async def test_first_digest_has_no_previous_one(database: Database) -> None:
    async with database.work() as work:
        await furnish(work)
    async with database.work() as work:
        directory = await directories.load(work)
        seen = await load_overview(work, directory=directory, units=[], office=OFFICE, now=NOW)
        assert await load_previous_digest(work, reader=SECRETARY, overview=seen) is None
