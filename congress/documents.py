"""The basis of a decision as people write it: a document's number and date, or a meeting."""

import re
from dataclasses import dataclass
from datetime import date

from congress.dates import DateError, parse_date
from congress.folding import fold

#: "MH-01/UBND", "167 - KH/HU", "182 – KH/TU", "35-CT/TW": letters, digits, a dash or a slash.
_NUMBER = re.compile(r"^(?=.*\d)(?=.*[/-])[\w./-]{3,40}$")
_DATED = re.compile(r"^(?P<number>.+?)[\s,]+(?:ngày|ngay)\s+(?P<day>[\d/. -]+)$", re.IGNORECASE)
_MEETING = re.compile(r"^(?P<what>.{3,60}?)\s+(?:ngày\s+|ngay\s+)?(?P<day>\d[\d/. -]*)$")
_MEETING_WORDS = ("hoi nghi", "cuoc hop", "phien hop")


@dataclass(frozen=True)
class Basis:
    """What a decision rests on; `on` is the document's or the meeting's day."""

    text: str
    on: date


class BasisError(ValueError):
    """A basis cannot be read; `key` names the text that says what is missing."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_basis(text: str, *, today: date) -> Basis:
    """Read "MH-01/UBND ngày 15/5/2020" or "hội nghị BTV 15/5", in odd spellings too.

    Raises BasisError: "no_day", "no_number", "future", or "day" when the day cannot be read.
    """
    words = " ".join(text.split())
    if fold(words).startswith(_MEETING_WORDS):
        match = _MEETING.match(words)
        if match is None:
            raise BasisError("no_day")
        return Basis(match["what"].rstrip(" ,"), _read_day(match["day"], today=today))
    match = _DATED.match(words)
    number = tidy_number(match["number"] if match else words)
    if not _NUMBER.match(number):
        raise BasisError("no_number")
    if match is None:
        raise BasisError("no_day")
    return Basis(number, _read_day(match["day"], today=today))


def tidy_number(text: str) -> str:
    """Write a document number without stray blanks and dashes: "167 – KH/HU" -> "167-KH/HU"."""
    return re.sub(r"\s*[–—-]\s*", "-", re.sub(r"\s*/\s*", "/", text.strip())).upper()


def _read_day(text: str, *, today: date) -> date:
    try:
        day = parse_date(text, today=today)
    except DateError as exc:
        raise BasisError("day") from exc
    if day > today:
        raise BasisError("future")
    return day
