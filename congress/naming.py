"""Names of units and items compared as people write them: part of a name, initials, no marks."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from congress.folding import fold

_WORD = re.compile(r"[^\W_]+")

Words = tuple[str, ...]


@lru_cache(maxsize=2048)  # codes and units' names come again and again
def words_of(text: str) -> Words:
    """Split a text into folded words: "Phòng Tài chính - Kế hoạch" -> phong tai chinh ke hoach."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=8192)
def name_words(name: str) -> Words:
    """Split a name that is kept here: cached apart, so that people's words push none out."""
    return words_of(name)


def fits(asked: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether all asked words stand in a name, in order, with gaps.

    A word may also be the initials of words in a row: "dbx an hoa" fits "dang bo xa an hoa",
    "ubkt" fits "co quan uy ban kiem tra huyen uy" (DOMAIN 5.1 lists such abbreviations).
    """
    if not asked:
        return True
    return len(asked) <= len(name) and any(
        fits(asked[1:], name[end:]) for end in _ends(asked[0], name)
    )


def _ends(word: str, name: Sequence[str]) -> Iterator[int]:
    for start, first in enumerate(name):
        if first == word:
            yield start + 1
        elif len(word) > 1 and word == "".join(
            part[0] for part in name[start : start + len(word)]
        ):
            yield start + len(word)
