"""Read what comes with the program: ways of organising by name, plan templates, guidance."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from congress.checklists import Checklist
from congress.contents import Content
from congress.directives import Directive
from congress.documents import Documents
from congress.epidemic import Guidance
from congress.plans import TemplateItem
from congress.roster import Roster
from congress.units import Group, Unit, UnitKind
from profiles.past import read_history
from profiles.people import make_people
from profiles.tree import read_units

_HERE = Path(__file__).parent
_template = TypeAdapter(tuple[TemplateItem, ...])
_checklists = TypeAdapter(tuple[Checklist, ...])
_contents = TypeAdapter(tuple[Content, ...])
_guidance = TypeAdapter(tuple[Guidance, ...])


def profile_names() -> list[str]:
    """List the ways of organising that can be loaded by name."""
    return sorted(path.parent.name for path in _HERE.glob("*/profile.toml"))


@cache
def read_template(name: str) -> tuple[TemplateItem, ...]:
    """Read a plan template ("x" or "c") in its own order."""
    return _template.validate_python(_read_toml(f"templates/{name}.toml")["item"])


@cache
def read_guidance() -> tuple[Guidance, ...]:
    """Read the catalogue of epidemic guidance (DOMAIN 4)."""
    return _guidance.validate_python(_read_toml("guidance.toml")["guidance"])


@cache
def read_checklists() -> Mapping[str, Checklist]:
    """Read the lists of what must be there, by name (KS-7, NS-7, CL-5)."""
    lists = _checklists.validate_python(_read_toml("checklists.toml")["checklist"])
    return {one.name: one for one in lists}


@cache
def read_contents() -> tuple[Content, ...]:
    """Read the four contents of a congress and what prepares each (NS-1)."""
    return _contents.validate_python(_read_toml("contents.toml")["content"])


@cache
def read_documents() -> Documents:
    """Read what is known beforehand of a congress's documents (DH-6, DH-10, DH-14)."""
    return Documents.model_validate(_read_toml("documents.toml"))


def read_directives(profile: str) -> Iterator[Directive]:
    """Read the directives that a way of organising goes by (KS-13)."""
    for row in _read_toml("directives.toml")["directive"]:
        told = {key: value for key, value in row.items() if key != "profiles"}
        if profile in row["profiles"]:
            yield Directive.model_validate(told)


class ProfileError(ValueError):
    """A folder does not hold a way of organising; its cause tells what is missing."""


def read_folder(folder: Path) -> Roster:
    """Read an office's own way of organising, laid out like kim_son/; raise ProfileError."""
    try:
        return read_profile(str(folder.resolve()))
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as exc:
        raise ProfileError(f"{type(exc).__name__}: {exc}") from exc


def read_profile(name: str) -> Roster:
    """Read a way of organising by name, or from a folder given by its absolute path.

    Its people are role titles, made by the rules it states. Groups and a history may be missing.
    """
    profile = _read_toml(f"{name}/profile.toml")
    with (_HERE / name / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    root = Unit(**profile["root"], kind=UnitKind.COMMITTEE)
    units = read_units(rows, _read_toml("words.toml"), root=root.code)
    groups = tuple(_make_groups(**profile["groups"])) if "groups" in profile else ()
    has_past = (_HERE / name / "history.toml").exists()
    return Roster(
        profile=profile["switches"],
        units=(root, *units),
        groups=groups,
        people=make_people(profile, rows, units=units, groups=groups, root=root.code),
        directives=tuple(read_directives(profile["switches"].get("name", name))),
        plans_from=profile.get("plans_from"),
        demo_at=profile.get("demo_at"),
        history=read_history(_read_toml(f"{name}/history.toml"), rows) if has_past else None,
    )


def _read_toml(path: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / path).read_text(encoding="utf-8"))


def _make_groups(count: int, code: str, name: str) -> Iterator[Group]:
    for number in range(1, count + 1):
        yield Group(
            code=code.format(number=number), name=name.format(number=number), position=number
        )
