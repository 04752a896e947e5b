"""The register of directives: number, issuer, day; found by number in any spelling (KS-13)."""

import re
from collections.abc import Iterable
from datetime import date

from chat.message import Value
from congress.basis import BasisError, read_basis, tighten_number
from congress.folding import fold
from congress.naming import fits, words_of
from congress.notes import as_phrase

LONGEST_TITLE = 300
LONGEST_ISSUER = 80

_NUMBER = re.compile(r"^\d{1,5}-[^\W\d_]{2,6}(?:/[^\W\d_]{2,6})?$")
_LETTERS = re.compile(r"[a-z]+")


class Directive(Value):
    """One document that directs the congresses; `number` is written in one way."""

    number: str
    issuer: str
    dated: date
    title: str


class DirectiveError(ValueError):
    """A directive lacks something; `key` names the text that asks for it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_directive(text: str, *, today: date) -> Directive:
    """Read "150-KH/HU ngày 08/8/2019 BTV Huyện ủy: trích yếu".

    Raises DirectiveError: "no_title", "no_number", "no_issuer", "no_day", "no_such_day",
    "future", "too_long".
    """
    head, colon, title = text.partition(":")
    if not colon or not title.strip():
        raise DirectiveError("no_title")
    try:
        told = read_basis(head, today=today, meetings=False)
    except BasisError as error:
        raise DirectiveError("no_number" if error.key == "no_document" else error.key) from error
    number, _, issuer = told.text.partition(" ")
    issuer = issuer.strip(" ,;.-–")
    number = tighten_number(number)
    if not _NUMBER.match(number):
        raise DirectiveError("no_number")
    if not issuer:
        raise DirectiveError("no_issuer")
    if len(title) > LONGEST_TITLE or len(issuer) > LONGEST_ISSUER:
        raise DirectiveError("too_long")
    return Directive(number=number, issuer=issuer, dated=told.on, title=as_phrase(title))


def search_directives(directives: Iterable[Directive], text: str) -> list[Directive]:
    """List the directives that all words of a text fit, the newest first.

    A word may be of the number in any spelling ("167 - KH/HU", "khhu 167"), of the issuer, or of
    the title; where the whole text is of some numbers, only these count.
    """
    words, known = words_of(text), tuple(directives)
    found = [one for one in known if words and all(_is_numbered(one, word) for word in words)]
    found = found or [one for one in known if all(_has(one, word) for word in words)]
    return sorted(found, key=lambda one: (one.dated, one.number), reverse=True)


def _is_numbered(directive: Directive, word: str) -> bool:
    """Tell whether a word is of the number: its figures, its letters, or both in one."""
    letters = _LETTERS.findall(fold(directive.number))
    digits, rest = re.sub(r"\D", "", word), re.sub(r"\d", "", word)
    number = re.sub(r"\D", "", directive.number.partition("-")[0])
    return (not digits or digits.lstrip("0") == number.lstrip("0")) and (
        not rest or rest in {"".join(letters), *letters}
    )


def _has(directive: Directive, word: str) -> bool:
    told = f"{directive.issuer} {directive.title}"
    return (
        _is_numbered(directive, word)
        or word == str(directive.dated.year)
        or (not word.isdigit() and fits((word,), words_of(told)))
    )
