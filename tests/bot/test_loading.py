from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.loading import LoadSummary, OtherOfficeError, load_roster
from bot.office_calendar import make_calendar
from congress.directory import Directory
from congress.events import Congress, CongressState
from congress.members import Identity
from congress.plans import ItemStatus, Progress
from congress.roles import Role
from congress.roster import Person, Roster
from congress.units import Block, Group, Unit, UnitKind
from files.workbook import read_workbook
from storage import audit, congresses, members, plans
from storage import directory as directories
from storage.database import Database
from tests.files.filling import RIGHT, fill

NOW = datetime(2020, 3, 2, tzinfo=UTC)
WORKS = make_calendar()
REPORTER = Person(title="Cán bộ báo cáo xã B", role=Role.UNIT_REPORTER, unit="A01")
OFFICE = Roster(
    profile={"deadline.party_cell": "2020-06-30"},
    units=(
        Unit(code="HU", name="Đảng bộ huyện A", kind=UnitKind.COMMITTEE),
        Unit(
            code="A01",
            name="Đảng bộ xã B",
            kind=UnitKind.PARTY_COMMITTEE_UNIT,
            block=Block.COMMUNE,
            parent="HU",
            group="T01",
            planned_on=date(2020, 6, 10),
        ),
        Unit(
            code="A02",
            name="Chi bộ Phòng C",
            kind=UnitKind.PARTY_CELL,
            block=Block.AGENCY,
            parent="HU",
        ),
    ),
    groups=(Group(code="T01", name="Tổ 1"),),
    people=(Person(title="Văn phòng", role=Role.OFFICE, unit="HU"), REPORTER),
)


async def load(database: Database, roster: Roster = OFFICE, *, now: datetime = NOW) -> LoadSummary:
    async with database.work() as work:
        return await load_roster(work, roster, now=now, works=WORKS)


async def read(database: Database) -> Directory:
    """Give what is stored, but for the number that grows with every change."""
    async with database.work() as work:
        return replace(await directories.load(work), version=0)


def plan_on(roster: Roster, day: date | None) -> Roster:
    """Give the roster with another day thought of for A01."""
    units = [
        unit.model_copy(update={"planned_on": day}) if unit.code == "A01" else unit
        for unit in roster.units
    ]
    return roster.model_copy(update={"units": tuple(units)})


async def test_roster_is_stored_with_plans_by_planned_day_and_deadline(
    database: Database,
) -> None:
    summary = await load(database)
    known = await read(database)
    assert summary == LoadSummary(units=2, groups=1, members=2, items=54, unplanned=0)
    assert known.units == {unit.code: unit for unit in OFFICE.units}
    assert known.profile == {"deadline.party_cell": "2020-06-30", "loaded_on": "2020-03-02"}
    assert known.items["A01", "X19"].due == date(2020, 5, 21)
    assert known.items["A02", "C13"].due == date(2020, 6, 30)
    assert (len(known.items_by_unit["A01"]), len(known.items_by_unit["A02"])) == (37, 17)


async def test_roster_loaded_again_changes_nothing(database: Database) -> None:
    await load(database)
    before = await read(database)
    await load(database, now=NOW + timedelta(days=40))
    assert await read(database) == before


async def test_workbook_loaded_twice_gives_the_same_database(
    database: Database, tmp_path: Path
) -> None:
    roster = read_workbook(fill(tmp_path / "office.xlsx"))
    assert isinstance(roster, Roster)
    first = await load(database, roster)
    before = await read(database)
    assert await load(database, roster, now=NOW + timedelta(days=3)) == first
    assert await read(database) == before
    assert first == LoadSummary(units=2, groups=1, members=3, items=57, unplanned=0)


async def test_changed_workbook_updates_what_is_known_by_code(
    database: Database, tmp_path: Path
) -> None:
    changed = [list(row) for row in RIGHT["Đơn vị"]]
    changed[2][1] = "Chi bộ Phòng D"
    for rows in (RIGHT, {**RIGHT, "Đơn vị": changed}):
        roster = read_workbook(fill(tmp_path / "office.xlsx", rows))
        assert isinstance(roster, Roster)
        await load(database, roster)
    known = await read(database)
    assert [unit.name for unit in known.reporting_units] == ["Đảng bộ xã B", "Chi bộ Phòng D"]


async def test_new_day_moves_due_dates_and_keeps_baselines_and_progress(
    database: Database,
) -> None:
    await load(database)
    before = await read(database)
    done = Progress(unit="A01", item="X19", status=ItemStatus.IN_PROGRESS, percent=60)
    async with database.work() as work:
        plans.save_progress(work, done)
    await load(database, plan_on(OFFICE, date(2020, 6, 17)))
    known = await read(database)
    item = known.items["A01", "X19"]
    assert item == before.items["A01", "X19"].model_copy(
        update={"due": date(2020, 5, 28), "due_version": 2}
    )
    assert known.items_by_unit["A02"] == before.items_by_unit["A02"]
    async with database.work() as work:
        assert await plans.progress_of_item(work, unit="A01", item="X19") == done


async def test_due_date_put_off_by_the_office_stands_while_the_day_does(
    database: Database,
) -> None:
    await load(database)
    async with database.work() as work:
        plans.set_due(work, unit="A01", item="X19", due=date(2020, 5, 25), due_version=2)
    await load(database, now=NOW + timedelta(days=1))
    assert (await read(database)).items["A01", "X19"].due == date(2020, 5, 25)


async def test_decided_day_wins_over_the_day_of_the_workbook(database: Database) -> None:
    await load(database)
    decided = Congress(
        unit="A01",
        state=CongressState.APPROVED,
        opens_on=date(2020, 6, 10),
        closes_on=date(2020, 6, 10),
    )
    async with database.work() as work:
        congresses.save(work, decided)
    before = await read(database)
    await load(database, plan_on(OFFICE, date(2020, 6, 20)))
    known = await read(database)
    assert known.items == before.items
    assert known.congresses == {"A01": decided}


async def test_unit_without_any_day_gets_its_plan_when_one_is_known(database: Database) -> None:
    without = plan_on(OFFICE, None)
    assert (await load(database, without)).unplanned == 1
    assert (await load(database)).unplanned == 0
    assert len((await read(database)).items_by_unit["A01"]) == 37


async def test_item_that_begins_to_apply_is_added_and_the_others_stay(database: Database) -> None:
    await load(database)
    before = await read(database)
    pilot = OFFICE.units[1].model_copy(update={"is_pilot": True})
    units = (OFFICE.units[0], pilot, OFFICE.units[2])
    await load(database, OFFICE.model_copy(update={"units": units}))
    known = await read(database)
    assert set(known.items) - set(before.items) == {("A01", "X39")}
    assert {key: known.items[key] for key in before.items} == {
        key: item.model_copy(update={"position": known.items[key].position})
        for key, item in before.items.items()
    }


async def test_person_loaded_again_keeps_id_account_and_choices(database: Database) -> None:
    await load(database)
    (reporter,) = (await read(database)).people(Role.UNIT_REPORTER)
    account = Identity(channel="telegram", sender="7", member=reporter.id, chat="7")
    async with database.work() as work:
        members.save_member(work, reporter.model_copy(update={"wants_digest": False}))
        members.bind_identity(work, account)
    head = REPORTER.model_copy(update={"is_head": True})
    await load(database, OFFICE.model_copy(update={"people": (OFFICE.people[0], head)}))
    known = await read(database)
    assert known.people(Role.UNIT_REPORTER) == [
        reporter.model_copy(update={"wants_digest": False, "is_head": True})
    ]
    assert known.identities == {("telegram", "7"): account}


def over(name: str, root: Unit) -> Roster:
    """Give the office as a sample of a name, or ("") as somebody's workbook, under a committee."""
    profile = {**OFFICE.profile, **({"name": name} if name else {})}
    units = (root, *OFFICE.units[1:])
    return OFFICE.model_copy(update={"profile": profile, "units": units})


HU = OFFICE.units[0]
RENAMED = HU.model_copy(update={"name": "Đảng bộ huyện A mới"})


@pytest.mark.parametrize(
    ("first", "second", "mixes"),
    [
        (over("a", HU), over("a", RENAMED), False),
        (over("a", HU), over("b", HU), True),
        (over("", HU), over("a", HU), True),
        (over("", HU), over("", RENAMED), False),
        (over("a", HU), over("", HU), False),
        (over("a", HU), over("", RENAMED), True),
    ],
)
async def test_one_database_holds_one_office(
    database: Database, first: Roster, second: Roster, mixes: bool
) -> None:
    await load(database, first)
    before = await read(database)
    if not mixes:
        assert (await load(database, second)).units == 2
        return
    with pytest.raises(OtherOfficeError) as refused:
        await load(database, second)
    assert (refused.value.name, refused.value.units) == ("Đảng bộ huyện A", 2)
    assert await read(database) == before


async def test_committee_of_another_code_is_another_office(database: Database) -> None:
    await load(database)
    units = [HU.model_copy(update={"code": "TU"})]
    units += [unit.model_copy(update={"parent": "TU"}) for unit in OFFICE.units[1:]]
    with pytest.raises(OtherOfficeError):
        await load(database, OFFICE.model_copy(update={"units": tuple(units), "people": ()}))


async def test_units_left_out_stay_and_are_counted(database: Database) -> None:
    await load(database)
    summary = await load(database, OFFICE.model_copy(update={"units": OFFICE.units[:2]}))
    assert (summary.units, summary.others) == (1, 1)
    assert (await read(database)).units.keys() == {"HU", "A01", "A02"}


async def test_loading_is_audited(database: Database) -> None:
    await load(database)
    async with database.work() as work:
        entries = await audit.of_object_prefix(work, prefix="roster", limit=5)
    assert [(entry.action, entry.member, entry.at) for entry in entries] == [("load", None, NOW)]
