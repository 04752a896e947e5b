"""Words and phrases as people type them: marks may be missing, but one that is typed must fit.

So "mat" may be mật, and "mặt" never is; for names, which never clash so, see congress.naming.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """One word: its base letters, the set of its marks, and whether only a space is before it."""

    raw: str
    base: str
    marks: frozenset[str]
    joined: bool = False


Phrase = tuple[Word, ...]
Clause = list[Word]
Phrases = Mapping[str, Sequence[Phrase]]

#: Stands where a unit's name stood.
UNIT = Word(raw="", base="@", marks=frozenset())

_CLAUSE_END = re.compile(r"[.,;!?…\n]+")
_WORD = re.compile(r"([^\W_]+)")
_SHORTEST_UNIT = 2


#: Letters of other languages that look like ours: old fonts and keyboards write them for it.
_D = str.maketrans({"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ"})


def compose(text: str) -> str:
    """Compose marks, drop what is not seen (zero-width spaces), and write each letter one way."""
    if not text.isprintable():
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", text).translate(_D)


def read_clauses(text: str, *, unit_names: tuple[str, ...] = ()) -> list[Clause]:
    """Split a composed text into clauses of words; units' names and ends of them become UNIT."""
    units = _unit_phrases(unit_names)
    return [_mask(read_words(part), units) for part in _CLAUSE_END.split(text)]


def read_words(text: str) -> Clause:
    """Split a composed text into words."""
    parts = _WORD.split(text)  # a gap, a word, a gap, a word, … and what is left
    pairs = zip(parts[0:-1:2], parts[1::2], strict=True)
    return [_read_word(word, joined=gap.isspace()) for gap, word in pairs]


def index_phrases(phrases: Iterable[Phrase]) -> Phrases:
    """Make phrases findable by their first word, the longest first."""
    index: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        index.setdefault(phrase[0].base, []).append(phrase)
    return index


def read_phrases(*texts: str) -> Phrases:
    """Make phrases to look for."""
    return index_phrases(tuple(read_words(text)) for text in texts)


def find_phrases(clause: Clause, phrases: Phrases) -> Iterator[slice]:
    """Find where phrases stand in a clause, the longest at each place."""
    for place, word in enumerate(clause):
        # Few words begin a phrase, and this is asked of every word that is said.
        if word.base in phrases and (length := measure_phrase(clause, place, phrases)):
            yield slice(place, place + length)


def measure_phrase(clause: Clause, place: int, phrases: Phrases) -> int:
    """Count the words of the longest phrase that stands at a place of a clause; 0 for none."""
    if place >= len(clause):
        return 0
    return next(
        (
            len(phrase)
            for phrase in phrases.get(clause[place].base, ())
            if len(phrase) <= len(clause) - place
            and all(means(clause[place + step], wanted) for step, wanted in enumerate(phrase))
        ),
        0,
    )


def means(word: Word, wanted: Word) -> bool:
    """Tell whether a typed word may be the wanted one."""
    return word.base == wanted.base and word.marks <= wanted.marks


@lru_cache(maxsize=8192)
def _read_word(word: str, *, joined: bool) -> Word:
    parts = unicodedata.normalize("NFD", word.casefold())
    marks = {char for char in parts if unicodedata.combining(char) or char == "đ"}
    base = "".join(char for char in parts if not unicodedata.combining(char))
    return Word(word, base.replace("đ", "d"), frozenset(marks), joined)


@lru_cache(maxsize=8)
def _unit_phrases(names: tuple[str, ...]) -> Phrases:
    spelled = [tuple(read_words(compose(name))) for name in names]
    return index_phrases(
        words[start:] for words in spelled for start in range(len(words) - _SHORTEST_UNIT + 1)
    )


def _mask(clause: Clause, units: Phrases) -> Clause:
    masked: Clause = []
    place = 0
    while place < len(clause):
        word = clause[place]
        length = measure_phrase(clause, place, units) if word.base in units else 0
        masked.append(UNIT if length else word)
        place += length or 1
    return masked
