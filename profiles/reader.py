"""Read the data that comes with the program: ways of organising, plan templates, guidance."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from congress.epidemic import Guidance
from congress.planning import Template
from congress.plans import TemplateItem
from congress.roles import GROUPS, Role
from congress.roster import Person, Roster
from congress.units import Block, Group, Unit, UnitKind

_HERE = Path(__file__).parent
_KINDS = {"DANG_BO": UnitKind.PARTY_COMMITTEE_UNIT, "CHI_BO": UnitKind.PARTY_CELL}
_BLOCKS = {
    "xã": Block.COMMUNE,
    "phường": Block.WARD,
    "thị trấn": Block.TOWN,
    "cơ quan": Block.AGENCY,
    "sự nghiệp": Block.SERVICE,
    "doanh nghiệp": Block.ENTERPRISE,
    "lực lượng vũ trang": Block.ARMED_FORCES,
}
_guidance = TypeAdapter(tuple[Guidance, ...])


def profile_names() -> list[str]:
    """List the profiles that can be loaded by name."""
    return sorted(path.parent.name for path in _HERE.glob("*/profile.toml"))


@cache
def read_template(template: Template) -> tuple[TemplateItem, ...]:
    """Read a plan template in its own order."""
    with (_HERE / "templates" / f"{template}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_template_item(row) for row in csv.DictReader(file))


@cache
def read_guidance() -> tuple[Guidance, ...]:
    """Read the guidance catalogue (DOMAIN 4)."""
    with (_HERE / "guidance.toml").open("rb") as file:
        return _guidance.validate_python(tomllib.load(file)["guidance"])


def read_settings_of(name: str) -> dict[str, Any]:
    """Read profile.toml of a profile as it is."""
    with (_HERE / name / "profile.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def read_profile(name: str) -> Roster:
    """Read a way of organising by name; its people are role titles made by its rule."""
    settings = read_settings_of(name)
    root = Unit(**settings["root"], kind=UnitKind.COMMITTEE)
    units = tuple(_read_units(name, root.code))
    groups = tuple(_make_groups(settings["groups"]))
    return Roster(
        units=(root, *units),
        groups=groups,
        people=tuple(_make_people(settings, root, units, groups)),
        switches=settings["switches"],
        profile=name,
    )


def read_rows(name: str) -> list[dict[str, str]]:
    """Read a profile's units.csv as it is."""
    with (_HERE / name / "units.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_units(name: str, root: str) -> Iterator[Unit]:
    for position, row in enumerate(read_rows(name), start=1):
        yield Unit(
            code=row["code"],
            name=row["name"],
            kind=_KINDS[row["kind"]],
            block=_BLOCKS[row["block"]],
            parent=root,
            group=row["group"] or None,
            old_names=tuple(part for part in row["old_names"].split(";") if part),
            is_pilot=row["is_pilot"] == "1",
            is_merged=row["is_merged"] == "1",
            direct_election=row["is_pilot"] == "1",
            planned_on=date.fromisoformat(row["planned_on"]) if row["planned_on"] else None,
            position=position,
        )


def _make_groups(settings: dict[str, Any]) -> Iterator[Group]:
    for number in range(1, settings["count"] + 1):
        name = settings["name"].format(number=number)
        yield Group(code=f"T{number:02}", name=name, position=number)


def _make_people(
    settings: dict[str, Any],
    root: Unit,
    units: tuple[Unit, ...],
    groups: tuple[Group, ...],
) -> Iterator[Person]:
    for row in settings["people"]:
        yield Person(**row, unit=root.code)
    titles = settings["titles"]
    for group in groups:
        for role in sorted(GROUPS):
            title = titles[role].format(group=group.name)
            yield Person(title=title, role=role, group=group.code)
    for unit in units:
        title = titles[Role.UNIT_REPORTER].format(unit=unit.name)
        yield Person(title=title, role=Role.UNIT_REPORTER, unit=unit.code, is_head=True)


def _template_item(row: dict[str, str]) -> TemplateItem:
    return TemplateItem.model_validate(
        {
            **row,
            "due_time": time.fromisoformat(row["due_time"]) if row["due_time"] else None,
            "applies_when": row["applies_when"] or None,
        },
    )
