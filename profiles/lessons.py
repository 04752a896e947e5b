"""Read the lessons that samples come with, in words already: what their pilots taught (BT-3)."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from congress.experience import WrittenLessons

_HERE = Path(__file__).parent


def read_lessons() -> Mapping[str, WrittenLessons]:
    """Read the lessons.toml of all samples, by the sample's name; most have none."""
    return {
        path.parent.name: WrittenLessons.model_validate(
            tomllib.loads(path.read_text(encoding="utf-8"))
        )
        for path in sorted(_HERE.glob("*/lessons.toml"))
    }
