"""What a sample's reviews and pilots came to is stored once, and only what was written by then."""

from datetime import UTC, date, datetime

import pytest

from bot.experience import store_experience
from bot.loading import load_roster
from bot.office_calendar import make_calendar
from congress.history import Called, History
from congress.lessons import LessonArea, LessonKind
from congress.reviews import Outcome
from congress.roster import Roster
from congress.tasks import TaskKind
from congress.units import Unit, UnitKind
from profiles.experience import read_experience
from storage import directory as directories
from storage import lessons, reviews, tasks
from storage.database import Database

ROOT = Unit(code="HU", name="Đảng bộ huyện A", kind=UnitKind.COMMITTEE)
COMMITTEE, CELL = UnitKind.PARTY_COMMITTEE_UNIT, UnitKind.PARTY_CELL
WORKS = make_calendar()


def unit(code: str, kind: UnitKind = COMMITTEE, *, pilot: bool = False) -> Unit:
    return Unit(
        code=code,
        name=f"Đảng bộ xã {code}",
        kind=kind,
        parent="HU",
        is_pilot=pilot,
        is_merged=code in {"L01", "L02", "L03"},
        planned_on=date(2020, 4, 20),
    )


async def load(database: Database, roster: Roster, *, now: datetime) -> None:
    async with database.work() as work:
        await load_roster(work, roster, now=now, works=WORKS)


@pytest.mark.row("CL-2", "CL-8", "CL-10")
async def test_can_loc_begins_with_what_was_concluded(database: Database) -> None:
    units = (ROOT, *(unit(f"L0{number}") for number in range(1, 6)))
    roster = Roster(
        profile={"name": "can_loc"},
        units=units,
        history=History(
            until=date(2020, 3, 27),
            called=Called(
                meeting="hội nghị", submission="TTr-{number}", ratification="QĐ-{number}"
            ),
            heard_on=(date(2020, 3, 26),),
        ),
    )
    for _ in range(2):
        await load(database, roster, now=datetime(2020, 3, 27, tzinfo=UTC))

    async with database.work() as work:
        known = await tasks.listed(work, kind=TaskKind.CONCLUSION)
        outcomes = {one.unit: one.outcome for one in await reviews.listed(work)}
    common = [task for task in known if task.common]
    own = [task for task in known if not task.common]
    assert outcomes == {
        "L01": Outcome.PASSED_WITH_CHANGES,
        "L02": Outcome.REDO,
        "L03": Outcome.PASSED_WITH_CHANGES,
    }
    assert len(common) == 10 * 5
    assert len({task.source for task in common}) == 10
    assert [task.unit for task in own] == ["L01", "L02", "L02", "L03", "L03"]
    assert [task.number for task in known] == list(range(1, 56))


@pytest.mark.row("BT-3")
async def test_binh_thuan_has_six_and_four_limits_and_eight_lessons(database: Database) -> None:
    experience = read_experience("binh_thuan")
    async with database.work() as work:
        for today in (date(2020, 6, 22), date(2020, 7, 1)):
            await store_experience(work, experience, units=(), held=frozenset(), today=today)
        known = await lessons.listed(work)

    limits = [one.area for one in known if one.kind is LessonKind.LIMIT]
    assert limits == [LessonArea.DISCUSSION] * 6 + [LessonArea.ELECTION] * 4
    assert sum(one.kind is LessonKind.EXPERIENCE for one in known) == 8
    assert [one.number for one in known] == list(range(1, 19))


def test_others_bring_nothing_along() -> None:
    for name in ("tinh_2025", "", "../can_loc", "/etc"):
        assert read_experience(name) == read_experience("")


@pytest.mark.row("DH-12", "BT-8")
async def test_pilots_of_both_kinds_have_the_meeting_in_their_plans(database: Database) -> None:
    pilots = (unit("D01", CELL, pilot=True), unit("D02", pilot=True), unit("D03", pilot=True))
    others = (unit("D04"), unit("D05", CELL))
    roster = Roster(profile={}, units=(ROOT, *pilots, *others))
    await load(database, roster, now=datetime(2020, 3, 2, tzinfo=UTC))

    async with database.work() as work:
        known = await directories.load(work)
    due = {code: item.due for (code, name), item in known.items.items() if name == "X39"}
    assert due == dict.fromkeys(("D01", "D02", "D03"), date(2020, 4, 27))
