"""What a note of a report says beside its words: a percentage, and the day something is expected.

Only plain places count: "nữ 3/15" and "tiếp thu 3/5 ý kiến" are no dates, "nữ 15%" is no progress.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from congress.dates import parse_range
from congress.folding import fold

_DAYS = r"[0-9]{1,2}(?:\s?[-–]\s?[0-9]{1,2})?\s?/\s?[0-9]{1,2}(?:\s?/\s?[0-9]{4})?(?![0-9/%])"
_PERCENT = r"([0-9]{1,4})(?:[.,][0-9]+)?\s?%"
_EDGE = " ,;:.-–"
_BULLET = re.compile(r"^(?:[-–•*+]|\d{1,2}[.)])\s+")
MOST_PERCENT = 100


@dataclass(frozen=True)
class Cues:
    """Words that tell what a number is; all are compared folded.

    `about` stands before a percentage ("khoảng"), `by` before an expected day ("dự kiến"),
    `deed` after one ("gửi"); `today` and `yesterday` name a day without a number ("sáng nay").
    """

    about: Sequence[str]
    by: Sequence[str]
    deed: Sequence[str]
    today: Sequence[str]
    yesterday: Sequence[str]

    @cached_property
    def percents(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Find a percentage: at the beginning, or set off by commas."""
        about = rf"(?:(?:{_any(*self.about)}) )*{_PERCENT}"
        return re.compile(rf"^{about}"), re.compile(rf"(?<=[,;] ){about}(?=[,;.]|$)")

    @cached_property
    def expected(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Find an expected day: by the word before it, by the deed after it, or alone."""
        return (
            re.compile(rf"\b(?:(?:{_any(*self.by)}) )+({_DAYS})"),
            re.compile(rf"\b({_DAYS})(?= (?:{_any(*self.deed)})\b)"),
            re.compile(rf"^({_DAYS})\Z"),
        )

    @cached_property
    def deeds(self) -> frozenset[str]:
        """Give the deeds folded."""
        return frozenset(map(fold, self.deed))


@dataclass(frozen=True)
class Note:
    """A note read: `text` is what is left of the words."""

    text: str
    percent: int | None = None
    expected_on: date | None = None


class NoteError(ValueError):
    """A number in a note cannot be: `key` names the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def squeeze(text: str) -> str:
    """Write a note on one line, its marks composed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read_lines(text: str) -> list[str]:
    """Read the lines that say something, without the bullets or numbers of a list."""
    lines = (_BULLET.sub("", line).strip(_EDGE) for line in map(squeeze, text.splitlines()))
    return [line for line in lines if line]


def as_phrase(text: str) -> str:
    """Write words on one line, without a stop at their end: they are put into sentences."""
    return squeeze(text).rstrip(" .,;")


def read_note(text: str, *, today: date, cues: Cues) -> Note:
    """Read percentage and expected day out of a note; days gone by stay words.

    Raises NoteError("percent") above 100%, DateError for a day that is none, e.g. "31/2 gửi".
    """
    left, percent = _take_percent(squeeze(text), cues)
    left, expected = _take_day(left, today=today, cues=cues)
    if fold(left) in cues.deeds:
        left = ""
    return Note(text=as_phrase(left), percent=percent, expected_on=expected)


def read_day(text: str, *, today: date, cues: Cues) -> tuple[date, str]:
    """Read the (last) day a thing happened on, and what else was said; without one it is today.

    Raises DateError.
    """
    text = squeeze(text)
    folded = mirror(text)
    if match := re.search(rf"(?:\b(?:{_any(*cues.by)}) )*({_DAYS})", folded):
        return parse_range(match[1].replace(" ", ""), today=today)[1], _cut(text, match)
    for words, day in ((cues.yesterday, today - timedelta(days=1)), (cues.today, today)):
        if match := re.search(rf"\b(?:{_any(*words)})\b", folded):
            return day, _cut(text, match)
    return today, text


def _take_percent(text: str, cues: Cues) -> tuple[str, int | None]:
    match = _search(cues.percents, mirror(text)) if "%" in text else None
    if match is None:
        return text, None
    if int(match[1]) > MOST_PERCENT:
        raise NoteError("percent")
    return _cut(text, match), int(match[1])


def _take_day(text: str, *, today: date, cues: Cues) -> tuple[str, date | None]:
    match = _search(cues.expected, mirror(text)) if "/" in text else None
    if match is None:
        return text, None
    day = parse_range(match[1].replace(" ", ""), today=today)[1]
    return (text, None) if day < today else (_cut(text, match), day)


def _search(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """Give the first match of the first pattern that has one."""
    return next(filter(None, (pattern.search(text) for pattern in patterns)), None)


@cache
def _any(*words: str) -> str:
    return "|".join(sorted((re.escape(fold(word)) for word in words), key=len, reverse=True))


def mirror(text: str) -> str:
    """Fold letter by letter, so that places in the fold are places in the text."""
    return text.translate(_MIRRORED)


class _Mirrored(dict[int, str]):
    """The folds of letters, each found out once."""

    def __missing__(self, letter: int) -> str:
        char = chr(letter)
        self[letter] = (fold(char) or char)[:1]
        return self[letter]


_MIRRORED = _Mirrored()


def _cut(text: str, match: re.Match[str]) -> str:
    before, after = text[: match.start()].rstrip(_EDGE), text[match.end() :].lstrip(_EDGE)
    return ", ".join(part for part in (before, after) if part)
