"""Words and phrases as people type them: marks may be missing, but one that is typed must fit.

So "mat" may be mật, and "mặt" never is; for names, which never clash so, see congress.naming.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Word:
    """One word: its base letters, the set of its marks, and whether only a space is before it."""

    raw: str
    base: str
    marks: frozenset[str]
    joined: bool = False


Phrase = tuple[Word, ...]
Clause = list[Word]

#: Stands where a unit's name stood.
UNIT = Word(raw="", base="@", marks=frozenset())

_CLAUSE_END = re.compile(r"[.,;!?…\n]+")
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_UNIT = 2


def compose(text: str) -> str:
    """Compose marks and drop what is not seen, such as zero-width spaces."""
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", seen)


def read_clauses(text: str, *, unit_names: tuple[str, ...] = ()) -> list[Clause]:
    """Split a composed text into clauses of words; units' names and ends of them become UNIT."""
    units = _unit_phrases(unit_names)
    return [_mask(read_words(part), units) for part in _CLAUSE_END.split(text)]


def read_words(text: str) -> Clause:
    """Split a composed text into words."""
    words = []
    end = 0
    for match in _WORD.finditer(text):
        base, marks = _split_marks(match[0])
        words.append(Word(match[0], base, marks, joined=text[end : match.start()].isspace()))
        end = match.end()
    return words


def read_phrases(*texts: str) -> tuple[Phrase, ...]:
    """Make phrases to look for, the longest first."""
    return tuple(sorted((tuple(read_words(text)) for text in texts), key=len, reverse=True))


def find_phrases(clause: Clause, phrases: Sequence[Phrase]) -> Iterator[slice]:
    """Find where phrases stand in a clause."""
    for place in range(len(clause)):
        for phrase in phrases:
            if stands_at(clause, place, phrase):
                yield slice(place, place + len(phrase))


def stands_at(clause: Clause, place: int, phrase: Phrase) -> bool:
    """Tell whether a phrase stands at a place of a clause."""
    return len(phrase) <= len(clause) - place and all(
        means(clause[place + step], wanted) for step, wanted in enumerate(phrase)
    )


def means(word: Word, wanted: Word) -> bool:
    """Tell whether a typed word may be the wanted one."""
    return word.base == wanted.base and word.marks <= wanted.marks


@lru_cache(maxsize=8192)
def _split_marks(word: str) -> tuple[str, frozenset[str]]:
    parts = unicodedata.normalize("NFD", word.casefold())
    marks = {char for char in parts if unicodedata.combining(char) or char == "đ"}
    base = "".join(char for char in parts if not unicodedata.combining(char))
    return base.replace("đ", "d"), frozenset(marks)


@lru_cache(maxsize=8)
def _unit_phrases(names: tuple[str, ...]) -> dict[str, list[Phrase]]:
    phrases: dict[str, list[Phrase]] = {}
    for name in names:
        words = tuple(read_words(compose(name)))
        for start in range(len(words) - _SHORTEST_UNIT + 1):
            phrases.setdefault(words[start].base, []).append(words[start:])
    return {first: sorted(found, key=len, reverse=True) for first, found in phrases.items()}


def _mask(clause: Clause, units: dict[str, list[Phrase]]) -> Clause:
    masked: Clause = []
    place = 0
    while place < len(clause):
        found = next(
            (one for one in units.get(clause[place].base, ()) if stands_at(clause, place, one)),
            None,
        )
        masked.append(UNIT if found else clause[place])
        place += len(found) if found else 1
    return masked
