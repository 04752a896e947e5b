"""What is wrong in a filled-in file, where, and what to write instead; all of it at once."""

from collections.abc import Iterator

from chat.message import Value
from files.layout import words


class Mistake(Value):
    """One thing to mend; `key` names its text, `sheet` and `column` are as people see them."""

    key: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    values: dict[str, str] = {}  # noqa: RUF012 -- pydantic copies defaults


class MistakesError(Exception):
    """A file cannot be taken in; `mistakes` are all that were found."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(", ".join(mistake.key for mistake in mistakes))
        self.mistakes = mistakes


def write_mistake(mistake: Mistake) -> str:
    """Write a mistake as one line: where it is, what is wrong, what to write."""
    place = {"sheet": mistake.sheet, "row": mistake.row, "column": mistake.column}
    where = words()[f"place_{_find_place(mistake)}"].format(**place)
    return f"{where}: {words()[f'mistake_{mistake.key}'].format(**mistake.values)}"


def _find_place(mistake: Mistake) -> str:
    parts: Iterator[tuple[str, object]] = iter(
        (("cell", mistake.column), ("row", mistake.row), ("sheet", mistake.sheet)),
    )
    return next((name for name, part in parts if part), "file")
