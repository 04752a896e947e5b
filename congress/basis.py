"""What a decision rests on: a document's number and date, or a meeting and its date (DOMAIN 8.6).

Numbers are written in many ways ("167 - KH/HU", "182 – KH/TU"); they are kept in one.
"""

import re
import unicodedata
from datetime import date, timedelta

from chat.message import Value
from congress.dates import DateError, parse_date
from congress.folding import fold

#: More than this is not a number any more but a text.
MOST_CHARACTERS = 80

_HALF_A_YEAR = timedelta(days=183)
_DAY = re.compile(
    r"[\s,;(]*(?:\bngày\s+|\bngay\s+)?(?<![\w/.-])"
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}\s*([/.-])\s*\d{1,2}(?:\s*\2\s*\d{4})?)"
    r"(?![\w/])(?!\s*[-–—/]\s*[^\W\d])\)?",
    re.IGNORECASE,
)
_SPELLED_DAY = re.compile(
    r"\b(\d{1,2})\s+(?:tháng|thang)\s+(\d{1,2})(?:\s+(?:năm|nam)\s+(\d{4}))?", re.IGNORECASE
)
_NUMBER = re.compile(r"\d[-/][^\W\d]|[^\W\d]-\d|\d{3,}/\d{4}")
_MEETING = re.compile(r"\b(?:hoi nghi|phien hop|cuoc hop|hop|btv|thuong vu|thuong truc)\b")
#: Loose signs inside a number: after a digit, before one, and between capitals.
_LOOSE = re.compile(
    r"(?<=\d)\s*([-–—/])\s*(?=\w)|(?<=[^\W\d])\s*([-–—])\s*(?=\d)"
    r"|(?<=[^\W\d])\s*(/)\s*(?=\w)|(?<=[A-ZĐ])\s*([-–—])\s*(?=[A-ZĐ]{2})"
)
#: How kinds of documents and those who issue them are written.
_ABBREVIATIONS = {
    fold(one): one
    for one in (
        *("BC", "CT", "CTr", "CV", "HD", "KH", "KL", "NQ", "QĐ", "TB", "TTr"),
        *("CP", "HU", "TTg", "TU", "TW", "TXU", "UBND", "ĐU"),
    )
}
#: "45 tb/hu", "16/ct-ttg": figures, the kind, the issuer.
_LETTERED = re.compile(
    r"(?<=\d)(?P<before>[-/]|\s+)(?P<kind>[^\W\d]{2,3})(?P<between>[-/])(?P<issuer>[^\W\d]{2,4})\b"
)
#: What parts a reason from the basis behind it.
_BEFORE_BASIS = re.compile(r"\s*[;,]\s*(?:theo\s+)?|(?:^|\s+)theo\s+", re.IGNORECASE)


class BasisError(ValueError):
    """A basis lacks something; `key` names the text that asks for it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Basis(Value):
    """A document (its number) or a meeting (what it is called), and the day of it."""

    text: str
    on: date

    @property
    def is_meeting(self) -> bool:
        """Tell whether it has no number, so that its day must be told with it."""
        return _NUMBER.search(self.text) is None


def read_basis(text: str, *, today: date, meetings: bool) -> Basis:
    """Read "MH-01/UBND ngày 15/5/2020", or "hội nghị BTV 15/5" where `meetings` count.

    A day without a year is this year's, in January also last December's. Raises BasisError:
    "no_document", "no_day", "no_such_day", "future", "too_long".
    """
    composed = unicodedata.normalize("NFC", text)
    squeezed = " ".join(_SPELLED_DAY.sub(_write_in_figures, composed).split())
    found = list(_DAY.finditer(squeezed))
    said = squeezed[: found[-1].start()] + squeezed[found[-1].end() :] if found else squeezed
    name = tighten_number(said).strip(" ,;:.()")
    if len(name) > MOST_CHARACTERS:
        raise BasisError("too_long")
    if not _NUMBER.search(name) and not (meetings and _MEETING.search(fold(name))):
        raise BasisError("no_document")
    if not found:
        raise BasisError("no_day")
    return Basis(text=name, on=_read_day(re.sub(r"\s", "", found[-1][1]), today=today))


def tighten_number(text: str) -> str:
    """Write the numbers of documents in one way: "167 – kh / HU" -> "167-KH/HU"."""
    return _LETTERED.sub(_capitalise, _LOOSE.sub(_tighten, text))


def _read_day(text: str, *, today: date) -> date:
    try:
        day = parse_date(text, today=today)
        if day - today > _HALF_A_YEAR and str(day.year) not in text:
            day = parse_date(f"{day.day}/{day.month}/{day.year - 1}", today=today)
    except DateError as exc:
        raise BasisError("no_such_day") from exc
    if day > today:
        raise BasisError("future")
    return day


def _write_in_figures(match: re.Match[str]) -> str:
    return "/".join(part for part in match.groups() if part)


def _tighten(match: re.Match[str]) -> str:
    return "/" if "/" in match[0] else "-"


def _capitalise(match: re.Match[str]) -> str:
    kind, issuer = (_ABBREVIATIONS.get(fold(match[name])) for name in ("kind", "issuer"))
    if not (kind and issuer):
        return match[0]
    return f"{match['before'].strip() or '-'}{kind}{match['between']}{issuer}"


def split_basis(text: str, *, today: date) -> tuple[str, str]:
    """Split "chưa xong văn kiện; hội nghị BTV 15/5" into what is said and what it rests on.

    The basis stands last, after a semicolon, a comma or "theo". Without one all words are said.
    """
    for match in reversed(list(_BEFORE_BASIS.finditer(text))):
        said, basis = text[: match.start()], text[match.end() :]
        try:
            read_basis(basis, today=today, meetings=True)
        except BasisError:
            continue
        return said.strip(), basis.strip()
    return text.strip(), ""
