"""Read numbers of people as they are written: "15 nu=3 tre=2", "BCH 15, nữ 3, BTV có 1 nữ".

What a number counts is told by phrases; anything that is neither is an error, so that nothing is
stored from words that were not understood.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from congress.folding import fold

#: More people than this are in no committee and in no list.
MOST = 999

_SPLIT = re.compile(r"[\s:=.]+")
_SEGMENT = re.compile(r"[,;]+")
_FILLERS = frozenset({"d/c", "dong", "chi", "nguoi", "co", "la", "va", "so", "con", "thieu"})
_PLACE = "{n}"


class CountError(ValueError):
    """Numbers cannot be read: `key` names the text that says why, `word` what it is about."""

    def __init__(self, key: str, word: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.word = word


def read_counts(
    text: str, phrases: Mapping[str, Sequence[str]], *, first: str | None = None
) -> dict[str, int]:
    """Map the codes of `phrases` to the numbers written beside them.

    A phrase may hold its number ("btv có {n} nữ"). A number that comes before all others alone
    belongs to the code `first`. Raises CountError: "unknown", "no_number", "twice", "too_many".
    """
    marked = _mark(fold(text), phrases)
    counts: dict[str, int] = {}
    for segment in _SEGMENT.split(marked):
        words = [word for word in _SPLIT.split(segment) if word and word not in _FILLERS]
        for code, number in _pair(words, first=None if counts else first):
            if code in counts:
                raise CountError("twice", code)
            counts[code] = _read(number)
    return counts


def _mark(folded: str, phrases: Mapping[str, Sequence[str]]) -> str:
    """Put each phrase's code, in capitals that no folded word has, in its place."""
    known = [(fold(phrase), code) for code, written in phrases.items() for phrase in written]
    for phrase, code in sorted(known, key=lambda pair: len(pair[0]), reverse=True):
        pattern = (
            re.escape(phrase).replace(re.escape(_PLACE), r"([0-9]+)").replace(r"\ ", r"[\s:=]+")
        )
        number = r" \1 " if _PLACE in phrase else " "
        folded = re.sub(rf"(?<![\w%]){pattern}(?![\w%])", f" {code.upper()}{number}", folded)
    return folded


def _pair(words: Sequence[str], *, first: str | None) -> Iterator[tuple[str, str]]:
    codes = [word for word in words if word.isupper()]
    if len(words) == len(codes) + 1 == 2 and words[1].isupper():  # noqa: PLR2004 -- "3 nữ"
        words = [words[1], words[0]]
    rest = iter(words)
    for place, word in enumerate(rest):
        if word.isupper():
            number = next(rest, None)
            if number is None or number.isupper():
                raise CountError("no_number", word.lower())
            yield word.lower(), number
        elif place == 0 and first and _is_number(word):
            yield first, word
        else:
            raise CountError("unknown", word)


def _read(word: str) -> int:
    if not _is_number(word):
        raise CountError("unknown", word)
    number = int(word)
    if number > MOST:
        raise CountError("too_many", word)
    return number


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= len(str(MOST)) + 1
