"""Read what a sample brings along: conclusions.toml, lessons.toml and records.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from congress.experience import Experience, PastConclusions, Records
from profiles.lessons import read_lessons
from profiles.records import read_records

_HERE = Path(__file__).parent


@cache
def read_experience(name: str) -> Experience:
    """Read the three files of a profile by its name; any may be missing."""
    conclusions, records = _read(name, "conclusions"), _read(name, "records")
    return Experience(
        conclusions=PastConclusions.model_validate(conclusions) if conclusions else None,
        lessons=read_lessons().get(name),
        records=read_records(records) if records else Records(),
    )


def _read(name: str, file: str) -> dict[str, Any] | None:
    path = _HERE / name / f"{file}.toml"
    if not name.isidentifier() or not path.exists():
        return None
    return tomllib.loads(path.read_text(encoding="utf-8"))
