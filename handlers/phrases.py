"""Take known words off the beginning of a line, however they are spelled, longest first."""

from collections.abc import Mapping, Sequence

from congress.folding import fold
from congress.notes import mirror, squeeze

_EDGE = " ,;:.-–"


def take_phrase(words: Mapping[str, Sequence[str]], text: str) -> tuple[str | None, str]:
    """Give the code whose phrase a text begins with, and the rest; None where it is none.

    `words` maps each code to its phrases (Texts.words); the code itself counts, too.
    """
    text = squeeze(text)
    plain = mirror(text)
    longest, found = 0, None
    for code, phrases in words.items():
        for phrase in (code, *phrases):
            said = fold(phrase)
            ends = not plain[len(said) : len(said) + 1].isalnum()
            if plain.startswith(said) and ends and len(said) > longest:
                longest, found = len(said), code
    return found, text[longest:].lstrip(_EDGE) if found else text


def split_before(words: Sequence[str], text: str) -> tuple[str, str]:
    """Split a text at the first of some words: "D05 bởi BTV" -> "D05", "BTV"."""
    text = squeeze(text)
    plain = f" {mirror(text)} "
    spelled = (f" {fold(word)} " for word in words)
    places = [(place, len(said)) for said in spelled if (place := plain.find(said)) >= 0]
    if not places:
        return text, ""
    place, length = min(places)
    return text[: max(place, 0)].strip(_EDGE), text[place + length - 1 :].strip(_EDGE)
