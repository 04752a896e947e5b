"""Long answers in pages: what is shown, and how much is left; nothing is cut silently."""

import re
from collections.abc import Sequence
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


def cut_page(lines: Sequence[Line], number: int, *, size: int = PAGE) -> Page[Line]:
    """Cut a page out of all lines, counting from 1; an empty list has one empty page."""
    count = max(1, -(-len(lines) // size))
    if not 1 <= number <= count:
        raise Answer("lists/no_page", number=number, count=count)
    start = (number - 1) * size
    chosen = lines[start : start + size]
    return Page(
        lines=chosen,
        number=number,
        count=count,
        total=len(lines),
        after=len(lines) - start - len(chosen),
    )


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
