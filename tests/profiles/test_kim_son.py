"""The Kim Sơn sample says what its account says, and what DIALOGUES (a), (b), (c) and (e) tell."""

import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.loading import LoadSummary, load_roster
from bot.office_calendar import make_calendar
from congress.events import CongressState, EventKind
from congress.office import Office
from congress.overview import Overview
from congress.plans import ItemStatus
from congress.roles import Role
from congress.units import LOCAL, UnitKind
from profiles import reader
from profiles.reader import profile_names, read_profile
from storage import congresses, plans
from storage import directory as directories
from storage.database import Database
from storage.overview import load_overview

NOW = datetime(2020, 5, 15, tzinfo=UTC)  # 07:00 in the congress zone
OFFICE = Office(works=make_calendar())
WEEK = timedelta(days=7)


async def load(database: Database, *, now: datetime = NOW) -> LoadSummary:
    async with database.work() as work:
        return await load_roster(work, read_profile("kim_son"), now=now, works=OFFICE.works)


@pytest.fixture
async def picture(database: Database) -> Overview:
    """Load the sample and look at it at seven in the morning."""
    await load(database)
    async with database.work() as work:
        directory = await directories.load(work)
        return await load_overview(
            work, directory=directory, units=directory.reporting_units, office=OFFICE, now=NOW
        )


def test_profile_is_found_by_name() -> None:
    assert "kim_son" in profile_names()


@pytest.mark.row("KS-1")
def test_roster_holds_the_organisations_groups_and_people_of_the_account() -> None:
    roster = read_profile("kim_son")
    kinds = Counter(unit.kind for unit in roster.units)
    assert kinds == {
        UnitKind.COMMITTEE: 1,
        UnitKind.PARTY_COMMITTEE_UNIT: 29,
        UnitKind.PARTY_CELL: 43,
    }
    assert Counter(Counter(unit.group for unit in roster.units[1:]).values()) == {7: 6, 6: 5}
    assert sum(unit.block in LOCAL for unit in roster.units) == 26
    assert [unit.code for unit in roster.units if unit.is_pilot] == ["K01"]
    assert [unit.old_names for unit in roster.units if unit.is_merged] == [
        ("Chính Tâm", "Xuân Thiện")
    ]
    assert Counter(person.role for person in roster.people) == {
        Role.SECRETARY: 1,
        Role.DEPUTY: 1,
        Role.STANDING_BOARD: 1,
        Role.STANDING_COMMITTEE: 3,
        Role.ORGANISATION_DEPT: 1,
        Role.OFFICE: 1,
        Role.ADMIN: 1,
        Role.GROUP_LEADER: 11,
        Role.GROUP_MEMBER: 11,
        Role.UNIT_REPORTER: 72,
    }
    assert len(set(roster.people)) == len(roster.people)


@pytest.mark.row("KS-1", "KS-3")
async def test_digest_figures_of_the_morning_hold(picture: Overview) -> None:
    assert [(len(line.held), len(line.units)) for line in picture.tally] == [(5, 29), (18, 43)]
    assert (len(picture.held), len(picture.left)) == (23, 49)
    assert [unit.code for unit in picture.ahead] == ["K56", "K10"]
    assert picture.expected == ()
    assert [
        (line.group and line.group.name, len(line.matters)) for line in picture.overdue_by_group
    ] == [
        ("Tổ 3", 2),
        ("Tổ 8", 3),
    ]
    assert len(picture.silent) == 4
    assert [(one.unit.code, one.wait) for one in picture.waiting] == [("K12", "date")]
    assert [issue.number for issue in picture.issues] == [1, 2]


async def test_four_congresses_were_added_since_the_digest_of_the_day_before(
    database: Database, picture: Overview
) -> None:
    async with database.work() as work:
        known = await congresses.events(work, since=NOW - timedelta(days=1))
    held = {event.unit for event in known if event.kind is EventKind.HELD}
    assert held == {"K14", "K17", "K53", "K54"}


async def test_group_3_is_late_with_the_two_items_of_the_dialogue(picture: Overview) -> None:
    group = picture.narrow(unit for unit in picture.units if unit.group == "T03")
    told = [
        (one.unit.code, one.item.code, one.item.due, picture.days_late(one))
        for one in group.overdue
        if one.item
    ]
    assert told == [
        ("K03", "X17", date(2020, 5, 11), 4),
        ("K25", "X15", date(2020, 5, 13), 2),
    ]
    assert (len(group.held), len(group.units), group.silent) == (2, 7, ())


async def test_kim_dong_has_the_week_of_the_dialogue(picture: Overview) -> None:
    own = picture.narrow([picture.directory.units["K12"]])
    assert [(one.item.code, one.item.due) for one in own.due_within(WEEK) if one.item] == [
        ("X22", date(2020, 5, 16)),
        ("X19", date(2020, 5, 21)),
    ]
    asked = [
        item.code
        for item in picture.directory.items_by_unit["K12"]
        if own.status_of(item) in {ItemStatus.NOT_STARTED, ItemStatus.IN_PROGRESS}
        and item.due < date(2020, 6, 1)
    ]
    assert asked == ["X19", "X22", "X25", "X28"]
    assert own.status_of(picture.directory.items["K12", "X18"]) is ItemStatus.DONE


async def test_days_of_congresses_are_decided_and_proposed_as_in_the_dialogues(
    picture: Overview,
) -> None:
    dated = [
        (one.unit, one.state, one.opens_on, one.closes_on)
        for one in picture.directory.congresses.values()
        if not one.held_on
    ]
    assert sorted(dated) == [
        ("K10", CongressState.APPROVED, date(2020, 5, 21), date(2020, 5, 22)),
        ("K12", CongressState.PROPOSED, date(2020, 6, 10), date(2020, 6, 11)),
        ("K56", CongressState.READY, date(2020, 5, 20), date(2020, 5, 20)),
    ]


async def test_kim_chinh_lacks_only_the_conclusions_of_its_review(picture: Overview) -> None:
    lacking = {
        (item.unit, item.code)
        for unit in ("K10", "K56")
        for item in picture.directory.items_by_unit[unit]
        if item.gate == "hard" and picture.status_of(item) is not ItemStatus.DONE
    }
    assert lacking == {("K10", "X19")}


async def test_sample_loaded_again_days_later_changes_nothing(database: Database) -> None:
    async def read() -> object:
        async with database.work() as work:
            known = await directories.load(work)
            progress = await plans.progress_all(work, units=None)
            told = await congresses.events(work)
        return known.units, known.members, known.items, known.profile, progress, told

    first = await load(database)
    before = await read()
    again = await load(database, now=NOW + timedelta(days=3))
    assert (first, await read()) == (again, before)
    assert first == LoadSummary(units=72, groups=11, members=103, items=1804, unplanned=0)


def test_folder_of_an_office_is_read_like_a_profile(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(Path(reader.__file__).parent / "kim_son", folder)
    assert reader.read_folder(folder) == read_profile("kim_son")


def test_folder_without_a_profile_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text("[root\n")
    with pytest.raises(reader.ProfileError):
        reader.read_folder(tmp_path)
