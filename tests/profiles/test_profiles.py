"""Every way of organising loads by name and says what its account says (DOMAIN 1, 7)."""

from collections import Counter
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest

from bot.demo import begins
from bot.loading import LoadSummary, load_roster
from bot.office_calendar import make_calendar
from congress.events import DATED_STATES, Congress, CongressState
from congress.office import Office
from congress.overview import Overview
from congress.readiness import find_missing
from congress.roles import Role
from congress.units import UnitKind
from profiles.reader import ProfileError, profile_names, read_folder, read_profile
from storage import directory as directories
from storage.database import Database
from storage.dossier import load_dossier
from storage.overview import load_overview

NAMES = ["binh_thuan", "can_loc", "duyen_hai", "kim_son", "ngan_son", "tinh_2025"]
OFFICE = Office(works=make_calendar())


async def load(database: Database, name: str) -> tuple[LoadSummary, Overview]:
    """Load a profile on the morning of its own day, and look at all of it."""
    roster = read_profile(name)
    now = (begins(roster) + timedelta(minutes=5)).astimezone(UTC)
    async with database.work() as work:
        summary = await load_roster(work, roster, now=now, works=OFFICE.works)
    async with database.work() as work:
        known = await directories.load(work)
        return summary, await load_overview(
            work, directory=known, units=known.reporting_units, office=OFFICE, now=now
        )


def test_every_profile_is_found_by_name() -> None:
    assert profile_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_profile_says_that_it_is_illustrative_and_names_nobody(name: str) -> None:
    roster = read_profile(name)
    assert roster.profile["name"] == name
    assert roster.profile["note"] == "dữ liệu minh họa"
    assert len(set(roster.people)) == len(roster.people)
    roles = {person.role for person in roster.people if person.unit == roster.units[0].code}
    assert roles >= {Role.SECRETARY, Role.STANDING_BOARD, Role.ORGANISATION_DEPT, Role.OFFICE}


@pytest.mark.parametrize("name", NAMES)
async def test_profile_gives_every_unit_a_plan_and_somebody_who_reports(
    database: Database, name: str
) -> None:
    summary, picture = await load(database, name)
    assert summary.unplanned == 0
    for unit in picture.units:
        assert picture.directory.items_by_unit[unit.code]
        assert picture.directory.people(Role.UNIT_REPORTER, unit=unit.code)


@pytest.mark.parametrize(
    ("name", "held", "left"),
    [
        ("duyen_hai", 0, 12),
        ("can_loc", 0, 10),
        ("binh_thuan", 29, 17),
        ("ngan_son", 4, 6),
        ("tinh_2025", 13, 11),
    ],
)
async def test_figures_of_the_first_morning(
    database: Database, name: str, held: int, left: int
) -> None:
    _, picture = await load(database, name)
    assert (len(picture.held), len(picture.left)) == (held, left)


@pytest.mark.row("DH-12")
def test_duyen_hai_has_three_pilots_of_two_kinds_its_window_and_its_criteria() -> None:
    roster = read_profile("duyen_hai")
    assert [(unit.name, unit.kind) for unit in roster.units if unit.is_pilot] == [
        ("Chi bộ Trường THPT Duyên Hải", UnitKind.PARTY_CELL),
        ("Đảng bộ xã Long Hữu", UnitKind.PARTY_COMMITTEE_UNIT),
        ("Đảng bộ Phường 2", UnitKind.PARTY_COMMITTEE_UNIT),
    ]
    switches = {
        key: value
        for key, value in roster.profile.items()
        if key.startswith(("window.", "structure."))
    }
    assert switches == {
        "window.party_committee_unit": "2020-04-15..2020-05-20",
        "window.party_cell": "2020-04-15..2020-05-20",
        "structure.renewal": "1/3",
        "structure.female": "15",
        "structure.under35": "10",
        "structure.btv_female": "1",
    }


async def test_can_loc_has_three_merged_units_and_only_nghen_has_a_day(
    database: Database,
) -> None:
    _, picture = await load(database, "can_loc")
    merged = [unit for unit in picture.units if unit.is_merged]
    assert [(unit.name, bool(unit.old_names)) for unit in merged] == [
        ("Đảng bộ thị trấn Nghèn", True),
        ("Đảng bộ xã Kim Song Trường", True),
        ("Đảng bộ xã Khánh Vĩnh Yên", True),
    ]
    assert picture.directory.congresses == {
        "L01": Congress(
            unit="L01",
            state=CongressState.APPROVED,
            opens_on=date(2020, 3, 30),
            closes_on=date(2020, 3, 31),
        )
    }
    assert [picture.opens_on(unit) for unit in merged[1:]] == [None, None]
    codes = {item.code for item in picture.directory.items_by_unit["L02"]}
    assert codes >= {"X41", "X42"}


@pytest.mark.row("BT-2")
async def test_binh_thuan_has_fourteen_upper_units_two_of_them_pilots(database: Database) -> None:
    _, picture = await load(database, "binh_thuan")
    tiers = picture.tiers
    assert tiers is not None
    assert [unit.code for unit in tiers.upper if unit.is_pilot] == ["HAMTAN", "KHOI"]
    assert (len(tiers.upper), len(tiers.base), len(tiers.base_left)) == (14, 32, 3)
    assert tiers.base_deadline == date(2020, 5, 30)
    assert {one.unit.code: [unit.code for unit in one.blockers] for one in tiers.waiting} == {
        "U05": ["U0502"],
        "U11": ["U1101", "U1102"],
    }
    assert picture.directory.profile["digest.pilots"] == "on"


def test_ngan_son_has_four_contents_a_motto_and_units_without_a_team() -> None:
    roster = read_profile("ngan_son")
    assert roster.profile["contents"] == "1234"
    assert roster.profile["digest.contents"] == "on"
    assert roster.profile["motto"].startswith("kế thừa, ổn định, đổi mới")
    assert Counter(unit.group for unit in roster.units[1:]) == {"T01": 3, "T02": 3, None: 4}


async def test_merged_communes_of_2025_elect_nobody(database: Database) -> None:
    _, picture = await load(database, "tinh_2025")
    known = picture.directory
    upper = [unit for unit in picture.units if unit.is_upper]
    assert {unit.parent for unit in upper} == {"TU"}
    elects = {
        unit.code: "X15" in {item.code for item in known.items_by_unit[unit.code]}
        for unit in upper
    }
    assert elects == {unit.code: not unit.is_merged for unit in upper}
    assert {known.contents_of(unit) for unit in upper if unit.is_merged} == {"12"}
    assert known.congress("A04").opens_on == date(2025, 7, 29)  # brought forward


def test_parent_that_is_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text(
        '[root]\ncode = "HU"\nname = "Đảng bộ huyện"\n[switches]\n[titles]\ndropped = []\n'
        'unit_reporter = "Cán bộ {unit}"\n[[people]]\nrole = "office"\ntitle = "Văn phòng"\n',
        encoding="utf-8",
    )
    units = tmp_path / "units.csv"
    units.write_text("code,name,kind,parent\nA01,Đảng bộ xã A,DANG_BO,\n", encoding="utf-8")
    assert [unit.code for unit in read_folder(tmp_path).units] == ["HU", "A01"]
    for parent in ("B01", "A01"):
        units.write_text(
            f"code,name,kind,parent\nA01,Đảng bộ xã A,DANG_BO,{parent}\n", encoding="utf-8"
        )
        with pytest.raises(ProfileError, match="A01"):
            read_folder(tmp_path)


@pytest.mark.parametrize("name", NAMES)
async def test_what_is_ready_is_called_so_from_the_first_day(
    database: Database, name: str
) -> None:
    """Else the first message about a unit would tell people so out of the blue."""
    _, picture = await load(database, name)
    async with database.work() as work:
        files = [
            await load_dossier(work, directory=picture.directory, unit=unit, now=picture.as_of)
            for unit in picture.units
            if picture.directory.congress(unit.code).state in DATED_STATES
        ]
    told = {file.unit.code: file.congress.state is CongressState.READY for file in files}
    assert told == {file.unit.code: not find_missing(file) for file in files}
