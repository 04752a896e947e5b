"""Take known words off a text, however they are spelled, longest first."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from congress.folding import fold
from congress.notes import mirror, squeeze
from texts.render import Texts

Code = TypeVar("Code", bound=StrEnum)

#: What stands between the words of a line and means nothing.
EDGE = " ,;:.-–"


def take_phrase(words: Mapping[str, Sequence[str]], text: str) -> tuple[str | None, str]:
    """Give the code whose phrase a text begins with, and the rest; None where it is none.

    `words` maps each code to its phrases (Texts.words); the code itself counts, too. Further lines
    of the text stay lines.
    """
    first, newline, more = text.strip().partition("\n")
    first = squeeze(first)
    plain = mirror(first)
    longest, found = 0, None
    for code, phrases in words.items():
        for phrase in (code, *phrases):
            said = fold(phrase)
            ends = not plain[len(said) : len(said) + 1].isalnum()
            if plain.startswith(said) and ends and len(said) > longest:
                longest, found = len(said), code
    rest = first[longest:].lstrip(EDGE) if found else first
    return found, (rest + newline + more).lstrip()


def take_code(
    kind: type[Code], words: Mapping[str, Sequence[str]], text: str
) -> tuple[Code | None, str]:
    """Take one code of a kind off the beginning of a text, as take_phrase does."""
    found, rest = take_phrase({code: words[code] for code in kind}, text)
    return (kind(found) if found else None), rest


def cut_code(
    kind: type[Code], words: Mapping[str, Sequence[str]], text: str
) -> tuple[Code | None, str]:
    """Find the first code of a kind whose phrase stands anywhere in a text, and give the rest."""
    folded = mirror(text)
    for code in kind:
        for phrase in (code, *words[code]):
            if match := re.search(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)", folded):
                return code, (text[: match.start()] + text[match.end() :]).strip(EDGE)
    return None, text.strip(EDGE)


def split_before(words: Sequence[str], text: str) -> tuple[str, str]:
    """Split a text at the first of some words: "D05 bởi BTV" -> "D05", "BTV"."""
    text = squeeze(text)
    plain = f" {mirror(text)} "
    spelled = (f" {fold(word)} " for word in words)
    places = [(place, len(said)) for said in spelled if (place := plain.find(said)) >= 0]
    if not places:
        return text, ""
    place, length = min(places)
    return text[: max(place, 0)].strip(EDGE), text[place + length - 1 :].strip(EDGE)


def asks_to_add(texts: Texts, text: str) -> bool:
    """Tell whether a text only says that something new is to be written: "thêm", "ghi mới"."""
    code, rest = take_phrase(texts.words("new"), text)
    return code is not None and not rest
