"""Plans and reports: what is asked, how far it is, and what was said about it."""

from datetime import UTC, date, datetime, timedelta

from congress.facts import Fact, FactKind
from congress.issues import Issue
from congress.members import Member
from congress.plans import ItemStatus, Progress
from congress.reports import ReportKind, StatusReport
from congress.roles import Role
from storage import directory, facts, issues, members, plans, reports
from storage.database import Database
from storage.reports import SignOfLife
from tests.conftest import NOW
from tests.storage.sample import ITEM, LEADER, OTHER_ITEM, REPORTER

BOARD = Member(id=3, title="Thường trực", role=Role.STANDING_BOARD, unit="HU")
PROGRESS = Progress(
    unit="K01",
    item="X01",
    status=ItemStatus.IN_PROGRESS,
    percent=60,
    expected_on=date(2020, 5, 18),
    note="đang hoàn thiện",
    reported_at=NOW,
    reported_by=REPORTER.id,
    report=5,
)


def report(number: int, **fields: object) -> StatusReport:
    values = {
        "id": number,
        "unit": "K01",
        "item": "X01",
        "status": ItemStatus.SUBMITTED,
        "member": REPORTER.id,
        "at": NOW + timedelta(minutes=number),
    }
    return StatusReport.model_validate(values | fields)


async def test_plan_changed_keeps_progress_and_the_first_due_date(stored: Database) -> None:
    changed = ITEM.model_copy(
        update={
            "title": "Kế hoạch tổ chức đại hội",
            "baseline_due": date(2020, 4, 10),
            "due": date(2020, 4, 10),
            "due_version": 2,
        }
    )
    async with stored.work() as work:
        plans.save_progress(work, PROGRESS)
        plans.save_item(work, changed)
        found = (await directory.load(work)).items["K01", "X01"]
        assert await plans.progress_of_item(work, unit="K01", item="X01") == PROGRESS
    assert found == changed.model_copy(update={"baseline_due": ITEM.baseline_due})


async def test_statuses_are_read_with_the_writes_before_them(stored: Database) -> None:
    async with stored.work() as work:
        assert await plans.statuses_of(work, unit="K01") == {}
        plans.save_progress(work, PROGRESS)
        assert await plans.statuses_of(work, unit="K01") == {"X01": PROGRESS.status}
        assert await plans.statuses_of(work, unit="K02") == {}


async def test_due_date_moves_and_the_first_one_stays(stored: Database) -> None:
    async with stored.work() as work:
        plans.set_due(work, unit="K01", item="X01", due=date(2020, 5, 30), due_version=2)
        found = (await directory.load(work)).items["K01", "X01"]
    assert found == ITEM.model_copy(update={"due": date(2020, 5, 30), "due_version": 2})


async def test_progress_is_read_by_unit_by_item_and_for_all(stored: Database) -> None:
    untouched = Progress(unit="K01", item="X02")
    async with stored.work() as work:
        plans.save_progress(work, PROGRESS)
        assert await plans.progress_of(work, unit="K01") == {"X01": PROGRESS}
        assert await plans.progress_of(work, unit="K02") == {}
        assert await plans.progress_of_item(work, unit="K01", item="X02") == untouched
        assert await plans.progress_of_item(work, unit="K02", item="X01") == Progress(
            unit="K02", item="X01"
        )
        assert await plans.progress_all(work, units=None) == [PROGRESS]
        assert await plans.progress_all(work, units=["K01", "K02"]) == [PROGRESS]
        assert await plans.progress_all(work, units=["K02"]) == []


async def test_plan_is_listed_in_its_order(stored: Database) -> None:
    async with stored.work() as work:
        found = await directory.load(work)
    assert found.items_by_unit == {"K01": (ITEM, OTHER_ITEM)}


async def test_reports_are_listed_newest_first(stored: Database) -> None:
    first, second, third = report(1), report(2, item="X02"), report(3, corrects=1)
    async with stored.work() as work:
        for one in (first, second, third):
            reports.add(work, one)
        assert await reports.of_unit(work, unit="K01", limit=2) == [third, second]
        assert await reports.of_item(work, unit="K01", item="X01", limit=9) == [third, first]
        assert await reports.last_by_member(work, member=REPORTER.id) == third
        assert await reports.last_by_member(work, member=1) is None
        assert await reports.get(work, id=2) == second
        assert await reports.get(work, id=99) is None
        assert await reports.since(work, at=first.at) == [second, third]


async def test_report_told_late_is_placed_by_its_own_date(stored: Database) -> None:
    late, early = report(1, at=NOW), report(2, at=NOW - timedelta(days=1))
    async with stored.work() as work:
        reports.add(work, late)
        reports.add(work, early)
        assert await reports.of_unit(work, unit="K01", limit=9) == [late, early]


async def test_signs_of_life_are_counted_apart(stored: Database) -> None:
    quiet = {"kind": ReportKind.NOTHING_NEW, "item": None, "status": None}
    async with stored.work() as work:
        assert await reports.last_sign_of_life(work) == {}
        reports.add(work, report(1))
        reports.add(work, report(2))
        reports.add(work, report(3, **quiet))
        reports.add(work, report(4, unit="K02", **quiet))
        found = await reports.last_sign_of_life(work)
    at = datetime(2020, 5, 15, tzinfo=UTC)
    assert found == {
        "K01": SignOfLife(at + timedelta(minutes=2), at + timedelta(minutes=3)),
        "K02": SignOfLife(None, at + timedelta(minutes=4)),
    }


async def test_issue_and_fact_of_its_own_people_are_signs_of_life(stored: Database) -> None:
    async with stored.work() as work:
        members.save_member(work, BOARD)
        for minutes, unit, teller in (
            (1, "K01", REPORTER),
            (2, "K02", LEADER),
            (3, "K02", BOARD),
            (4, "K02", None),
        ):
            at = NOW + timedelta(minutes=minutes)
            member = teller and teller.id
            fact = {"id": minutes, "unit": unit, "kind": FactKind.CLIMATE, "at": at}
            facts.add(work, Fact.model_validate(fact | {"member": member}))
            raised = {"number": minutes, "unit": unit, "text": "Kinh phí", "raised_by": member}
            at += timedelta(hours=1) if unit == "K01" else -timedelta(hours=1)
            issues.add(work, Issue.model_validate(raised | {"at": at}))
        found = await reports.last_sign_of_life(work)
    assert found == {
        "K01": SignOfLife(NOW + timedelta(hours=1, minutes=1), None),
        "K02": SignOfLife(NOW + timedelta(minutes=2), None),
    }
