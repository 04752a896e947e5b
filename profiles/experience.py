"""Read what a sample's reviews and pilots came to: conclusions.toml and lessons.toml."""

import tomllib
from pathlib import Path
from typing import Any

from congress.experience import Experience, PastConclusions, WrittenLessons

_HERE = Path(__file__).parent


def read_experience(name: str) -> Experience:
    """Read the two files of a profile by its name; either may be missing."""
    conclusions, lessons = _read(name, "conclusions"), _read(name, "lessons")
    return Experience(
        conclusions=PastConclusions.model_validate(conclusions) if conclusions else None,
        lessons=WrittenLessons.model_validate(lessons) if lessons else None,
    )


def _read(name: str, file: str) -> dict[str, Any] | None:
    path = _HERE / name / f"{file}.toml"
    if not name.isidentifier() or not path.exists():
        return None
    return tomllib.loads(path.read_text(encoding="utf-8"))
