"""Lines of labelled figures, as people write them: "có mặt 148/150, phiếu thấp nhất trên 91%".

All of a line must be understood, or nothing is: what is neither label, figure nor day is an error.
Labels and the words beside figures are data (texts); they are compared folded.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from chat.message import Value
from congress.dates import DateError, parse_range
from congress.folding import fold
from congress.notes import mirror, squeeze

_MOST_PERCENT = 100
_SKIPPED = re.compile(r"[\s,;.]+")
_COUNT = re.compile(r"[\s:=]*([0-9]{1,5})(?:\s*/\s*([0-9]{1,5}))?(?![0-9/%]|[.,][0-9])")
_DAY = r"[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}(?:\s*[/.-]\s*[0-9]{4})?"
_DAYS = re.compile(
    rf"(?:ngay[\s:=]*)?(?:[0-9]{{1,2}}(?:\s*[/.]\s*[0-9]{{1,2}}(?:\s*[/.]\s*[0-9]{{4}})?)?"
    rf"\s*(?:-|–|—|den|toi|va)\s*{_DAY}|{_DAY})(?![0-9/])"
)
#: The longest piece of a line that is quoted back.
_QUOTED = 40


class Comparator(StrEnum):
    """How a figure was told; it is kept as it was (KS-5)."""

    EQUAL = "="
    MORE = ">"
    AT_LEAST = ">="
    LESS = "<"
    AT_MOST = "<="


class Share(Value):
    """A share in percent, with the comparator it was told with: ">91" never becomes "91"."""

    comparator: Comparator = Comparator.EQUAL
    percent: Decimal

    @property
    def is_possible(self) -> bool:
        """Tell whether there is such a share: not above 100%, not below nothing."""
        if self.percent == _MOST_PERCENT:
            return self.comparator is not Comparator.MORE
        if self.percent == 0:
            return self.comparator is not Comparator.LESS
        return self.percent < _MOST_PERCENT


class FieldKind(StrEnum):
    """What stands beside a label."""

    COUNT = "count"
    SHARE = "share"
    FLAG = "flag"


@dataclass(frozen=True)
class Field:
    """A figure that may be told; `of` names the one after a slash: 148/150 present/summoned."""

    name: str
    kind: FieldKind
    of: str | None = None


class FieldError(ValueError):
    """A line cannot be read: `key` names the text that says why, `said` is where it stops.

    "unknown" (no label), "no_value", "twice", "share", "days" (no such days).
    """

    def __init__(self, key: str, *, field: str = "", said: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.field = field
        self.said = said[:_QUOTED]


#: The name that days get; they need no label.
DAYS = "days"
#: Keys of `words` that hold comparators said in words, and how they are written.
_COMPARING = {
    "equal": Comparator.EQUAL,
    "more": Comparator.MORE,
    "at_least": Comparator.AT_LEAST,
    "less": Comparator.LESS,
    "at_most": Comparator.AT_MOST,
}
_SIGNS = {
    ">=": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    ">": Comparator.MORE,
    "<=": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    "<": Comparator.LESS,
}


def read_fields(
    text: str,
    fields: Sequence[Field],
    *,
    words: Mapping[str, Sequence[str]],
    today: date,
) -> dict[str, Any]:
    """Map names of fields to what a line says of them: int, bool, Share, or (opens, closes).

    `words` are the labels by field, and: yes, no, equal, more, at_least, less, at_most,
    at_least_after ("trở lên"), people (what may follow a number). Raises FieldError.
    """
    plain = squeeze(text)
    line = _Line(plain, mirror(plain), fields, words, today)
    while not line.at_end():
        line.take()
    return line.found


class _Line:
    """One line being read from left to right."""

    def __init__(
        self,
        plain: str,
        folded: str,
        fields: Sequence[Field],
        words: Mapping[str, Sequence[str]],
        today: date,
    ) -> None:
        self.found: dict[str, Any] = {}
        self._plain, self._folded, self._at = plain, folded, 0
        self._words, self._today = words, today
        self._fields = {fold(label): field for field in fields for label in words[field.name]}
        flags = [label for label, one in self._fields.items() if one.kind is FieldKind.FLAG]
        answers = rf"{_any(words['no'])}|{_any(words['yes'])}"
        self._label = re.compile(rf"()({_any(self._fields)})(?!\w)")
        self._answered = re.compile(rf"({answers})\s+({_any(flags)})(?!\w)")
        self._flag = re.compile(rf"[\s:=]*({answers})(?!\w)")
        said = {fold(word): sign for key, sign in _COMPARING.items() for word in words[key]}
        self._signs = said | _SIGNS
        self._share = re.compile(
            rf"\s*[:=]?\s*({_any(self._signs)})?\s*([0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?)"
            rf"(?![0-9/]|[.,][0-9])\s*%?(\s*(?:{_any(words['at_least_after'])})(?!\w))?"
        )
        self._people = re.compile(rf"\s*(?:{_any(words['people'])})(?!\w)(?!\s*[:=]?\s*[0-9])")

    def at_end(self) -> bool:
        """Step over separators, and tell whether that was all."""
        if skipped := _SKIPPED.match(self._folded, self._at):
            self._at = skipped.end()
        return self._at >= len(self._folded)

    def take(self) -> None:
        """Take one field, or days."""
        label = self._label.match(self._folded, self._at)
        label = label or self._answered.match(self._folded, self._at)
        if label is None:
            self._take_days()
            return
        field = self._fields[label[2]]
        self._at = label.end()
        if field.kind is FieldKind.COUNT:
            self._take_count(field)
        elif field.kind is FieldKind.SHARE:
            self._take_share(field)
        else:
            self._take_flag(field, before=label[1] or None)

    def _take_days(self) -> None:
        match = _DAYS.match(self._folded, self._at)
        if match is None:
            raise FieldError("unknown", said=self._plain[self._at :])
        said = self._plain[self._at : match.end()]
        written = re.sub(r"\s*([/.])\s*", r"\1", match[0])
        try:
            days = parse_range(re.sub(r"^ngay[\s:=]*", "", written), today=self._today)
        except DateError as exc:
            raise FieldError("days", field=DAYS, said=said) from exc
        self._keep(DAYS, days)
        self._at = match.end()

    def _take_count(self, field: Field) -> None:
        match = _COUNT.match(self._folded, self._at)
        if match is None or (match[2] and field.of is None):
            raise FieldError("no_value", field=field.name, said=self._plain[self._at :])
        self._keep(field.name, int(match[1]))
        if match[2] and field.of:
            self._keep(field.of, int(match[2]))
        self._at = match.end()
        if people := self._people.match(self._folded, self._at):
            self._at = people.end()

    def _take_share(self, field: Field) -> None:
        match = self._share.match(self._folded, self._at)
        if match is None:
            raise FieldError("share", field=field.name, said=self._plain[self._at :])
        sign = self._signs[match[1]] if match[1] else Comparator.EQUAL
        if match[3] and sign is Comparator.EQUAL:
            sign = Comparator.AT_LEAST
        self._at = match.end()
        share = Share(comparator=sign, percent=Decimal(match[2].replace(",", ".")))
        if not share.is_possible:
            raise FieldError("share", field=field.name, said=match[0].strip())
        self._keep(field.name, share)

    def _take_flag(self, field: Field, *, before: str | None) -> None:
        said = before
        if before is None and (match := self._flag.match(self._folded, self._at)):
            said, self._at = match[1], match.end()
        self._keep(field.name, said not in {fold(word) for word in self._words["no"]})

    def _keep(self, name: str, value: object) -> None:
        if self.found.get(name, value) != value:
            raise FieldError("twice", field=name, said=self._plain)
        self.found[name] = value


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(fold(word)) for word in words), key=len, reverse=True))
