"""Long answers in pages: what is shown, and how much is left; nothing is cut silently."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.context import Answer, Context
from handlers.lookup import match_group, match_units, own_units, read_number

#: Lines that a phone shows at once.
PAGE = 12

Line = TypeVar("Line")

_NUMBER = re.compile(r"^\d{1,4}$")


@dataclass(frozen=True)
class Page(Generic[Line]):
    """One page of a list of `total` lines; `after` of them follow on later pages."""

    lines: Sequence[Line]
    number: int
    count: int
    total: int
    after: int


def cut_page(
    lines: Sequence[Line],
    number: int,
    *,
    size: int = PAGE,
    heading: Callable[[Line], object] | None = None,
) -> Page[Line]:
    """Cut a page out of all lines, counting from 1; an empty list has one empty page.

    Lines with another `heading` than the line before them stand below it, which is a line, too.
    """
    starts = _find_starts(lines, size, heading)
    count = len(starts)
    if not 1 <= number <= count:
        raise Answer("lists/no_page", number=number, count=count)
    end = starts[number] if number < count else len(lines)
    return Page(
        lines=lines[starts[number - 1] : end],
        number=number,
        count=count,
        total=len(lines),
        after=len(lines) - end,
    )


def _find_starts(
    lines: Sequence[Line], size: int, heading: Callable[[Line], object] | None
) -> list[int]:
    """Find the first line of each page; a heading is repeated on top of a page."""
    starts, used = [0], 0
    for at, line in enumerate(lines):
        new = heading is not None and (not used or heading(line) != heading(lines[at - 1]))
        if used and used + 1 + new > size:
            starts.append(at)
            used, new = 0, heading is not None
        used += 1 + new
    return starts


def read_page(ctx: Context, args: str) -> int | None:
    """Give the page of an overview of many units that is asked for; None where one is meant."""
    if len(own_units(ctx)) == 1 or (args and not _NUMBER.match(args)):
        return None
    return read_number(args) or 1


def split_page(ctx: Context, text: str) -> tuple[str, int]:
    """Split a page's number off the end: "K12 2" -> "K12", 2; "Phường 2" is a unit of its own."""
    words = text.split()
    if not words or not _NUMBER.match(words[-1]):
        return text, 1
    named = len(words) > 1 and (match_units(ctx, text) or match_group(ctx, text))
    return (text, 1) if named else (" ".join(words[:-1]), int(words[-1]))
