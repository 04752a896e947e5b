"""Names of units as they were before a merger, noticed in what people write (CL-6).

Words count with or without marks; with marks they must be the name's own.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from congress.folding import fold
from congress.units import Unit

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[^\W_]+|[,;.:()/]")
#: What the names of units begin with is no name by itself.
_KINDS = re.compile(r"^(?:đảng\s+bộ|chi\s+bộ)?\s*(?:xã|phường|thị\s+trấn)?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class OldName:
    """An old name that was used, and the unit it belongs to now."""

    name: str
    unit: Unit


@dataclass(frozen=True)
class _Word:
    base: str
    marks: frozenset[str]

    def may_be(self, name: "_Word") -> bool:
        """Tell whether people who wrote this may have meant a name's word."""
        return self.base == name.base and (not self.marks or self.marks == name.marks)


class OldNames:
    """The old names of all units, found by their first words.

    Every report is asked, and most words begin no old name.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        known = tuple(units)
        self._by_first_word: dict[str, list[OldName]] = {}
        for unit in known:
            for old in unit.old_names:
                for first in _read(old)[:1]:
                    self._by_first_word.setdefault(first.base, []).append(OldName(old, unit))
        self._today = frozenset(_read(_bare(unit.name)) for unit in known)

    def find(self, text: str) -> tuple[OldName, ...]:
        """List the old names in a text, each once; names that units have today are no old ones."""
        if not text:
            return ()
        words = _read_text(text)
        if not (found := self._list(words)):
            return ()
        for name in sorted(self._today, key=len, reverse=True):
            words = _cut_out(words, name)
        left = self._list(words)
        return tuple(one for one in found if one in left and _read(one.name) not in self._today)

    def _list(self, words: Sequence[_Word | None]) -> list[OldName]:
        firsts = dict.fromkeys(word.base for word in words if word)
        likely = (one for base in firsts for one in self._by_first_word.get(base, ()))
        return [one for one in likely if _stands_in(words, _read(one.name))]


def _bare(name: str) -> str:
    return _KINDS.sub("", name, count=1)


def _read_text(text: str) -> list[_Word | None]:
    """Read words; None stands where a sign parts them."""
    parts = _PART.findall(unicodedata.normalize("NFC", text))
    return [_Word(fold(part), _marks(part)) if _WORD.match(part) else None for part in parts]


@lru_cache(maxsize=4096)  # units' names only
def _read(name: str) -> tuple[_Word, ...]:
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    return tuple(_Word(fold(word), _marks(word)) for word in words)


def _marks(word: str) -> frozenset[str]:
    """Give the marks of a word wherever they stand, so that "hoà" and "hòa" are one."""
    split = unicodedata.normalize("NFD", word.casefold())
    return frozenset(char for char in split if unicodedata.combining(char) or char == "đ")


def _places(words: Sequence[_Word | None], name: Sequence[_Word]) -> Iterable[int]:
    for start in range(len(words) - len(name) + 1):
        part = words[start : start + len(name)]
        pairs = zip(part, name, strict=True)
        if name and all(word and word.may_be(known) for word, known in pairs):
            yield start


def _stands_in(words: Sequence[_Word | None], name: Sequence[_Word]) -> bool:
    return next(iter(_places(words, name)), None) is not None


def _cut_out(words: Sequence[_Word | None], name: Sequence[_Word]) -> list[_Word | None]:
    left = list(words)
    for start in _places(words, name):
        left[start : start + len(name)] = [None] * len(name)
    return left
