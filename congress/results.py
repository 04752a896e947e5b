"""How a congress went, in figures (KS-5, BT-6): what a unit tells, read, checked and kept.

Counts and shares only, never a name and never the votes of one person. A share keeps the
comparator it was told with. What a unit need not tell depends on the contents of its congress.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from chat.message import Value
from congress.facts import Fact
from congress.labelled import DAYS, Field, FieldKind, Share, read_fields

#: The numbers of the contents that are an election of a committee, and of a delegation (NS-1).
ELECTION, DELEGATION = "3", "4"
#: No congress of any tier has more days than this (DOMAIN 1.6); what was held is kept even where
#: it was longer than its own tier may be.
LONGEST = 4
#: No congress has more people than this, no committee more members.
_MOST_DELEGATES, _MOST_MEMBERS = 9999, 199
#: The surplus is at most 30% of those to be elected (DOMAIN 1.6).
_SURPLUS = (3, 10)


class Result(Value):
    """What is known of how a congress went; None is not told."""

    days: tuple[date, ...] = ()
    summoned: int | None = None
    present: int | None = None
    to_elect: int | None = None
    elected: int | None = None
    surplus: int | None = None
    lowest: Share | None = None
    secretary: Share | None = None
    direct: bool | None = None
    upper_allotted: int | None = None
    upper_elected: int | None = None
    software: bool | None = None
    as_planned: bool | None = None


FIELDS: Sequence[Field] = (
    Field("summoned", FieldKind.COUNT),
    Field("present", FieldKind.COUNT, of="summoned"),
    Field("to_elect", FieldKind.COUNT),
    Field("elected", FieldKind.COUNT, of="to_elect"),
    Field("surplus", FieldKind.COUNT),
    Field("lowest", FieldKind.SHARE),
    Field("secretary", FieldKind.SHARE),
    Field("direct", FieldKind.FLAG),
    Field("upper_allotted", FieldKind.COUNT),
    Field("upper_elected", FieldKind.COUNT, of="upper_allotted"),
    Field("software", FieldKind.FLAG),
    Field("as_planned", FieldKind.FLAG),
)
_OF_ELECTION = ("to_elect", "elected", "surplus", "lowest", "secretary", "direct", "software")
_OF_DELEGATION = ("upper_allotted", "upper_elected")
#: What cannot be more than what it is a part of.
_PARTS = (
    ("present", "summoned"),
    ("elected", "to_elect"),
    ("upper_elected", "upper_allotted"),
)


class ResultError(ValueError):
    """Figures that cannot be: `key` names the text that says why, `field` what it is about."""

    def __init__(self, key: str, field: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.field = field


def read_result(text: str, *, words: Mapping[str, Sequence[str]], today: date) -> Result:
    """Read what a line tells; what it leaves out stays None. Raises FieldError."""
    said = read_fields(text, FIELDS, words=words, today=today)
    if DAYS in said:
        said[DAYS] = days_between(*said[DAYS])
    return Result(**said)


def days_between(opens: date, closes: date) -> tuple[date, ...]:
    """List the days of a session that opens and closes on days, at most one more than may be."""
    count = min((closes - opens).days, LONGEST) + 1
    return tuple(opens + timedelta(days=n) for n in range(count))


def merge(known: Result, said: Result) -> Result:
    """Put what was said last over what was known."""
    told = {name: value for name in Result.model_fields if (value := _told(said, name))}
    return known.model_copy(update={name: value[0] for name, value in told.items()})


def _told(result: Result, name: str) -> tuple[Any] | None:
    value = getattr(result, name)
    return None if value in (None, ()) else (value,)


def find_missing(result: Result, *, contents: str) -> list[str]:
    """List what must still be told, in the order it is asked for."""
    wanted = [DAYS, "present", "summoned"]
    if ELECTION in contents:
        wanted += ["elected", "to_elect"]
    return [name for name in (*wanted, "as_planned") if _told(result, name) is None]


def check_result(result: Result, *, contents: str, today: date) -> None:
    """Refuse figures that cannot be; what is not told is not looked at.

    Raises ResultError: "future", "too_long", "too_many", "part" (more than the whole), "surplus",
    "not_direct" (a share for the secretary whom the congress did not elect), "no_election",
    "no_delegation".
    """
    _check_days(result.days, today=today)
    for absent, key, names in (
        (ELECTION, "no_election", _OF_ELECTION),
        (DELEGATION, "no_delegation", _OF_DELEGATION),
    ):
        for name in names:
            if absent not in contents and getattr(result, name) is not None:
                raise ResultError(key, name)
    _check_counts(result)
    if result.secretary and result.direct is False:
        raise ResultError("not_direct", "secretary")


def _check_days(days: Sequence[date], *, today: date) -> None:
    if days and days[-1] > today:
        raise ResultError("future", DAYS)
    if len(days) > LONGEST:
        raise ResultError("too_long", DAYS)


def _check_counts(result: Result) -> None:
    for field in FIELDS:
        many = _MOST_DELEGATES if field.name in {"summoned", "present"} else _MOST_MEMBERS
        value = getattr(result, field.name)
        if field.kind is FieldKind.COUNT and value is not None and value > many:
            raise ResultError("too_many", field.name)
    for part, whole in _PARTS:
        some, all_ = getattr(result, part), getattr(result, whole)
        if all_ == 0 and whole != "upper_allotted":
            raise ResultError("none", whole)
        if some is not None and all_ is not None and some > all_:
            raise ResultError("part", part)
    most, of = _SURPLUS
    if result.surplus and result.to_elect and result.surplus * of > result.to_elect * most:
        raise ResultError("surplus", "surplus")


def complete(result: Result, *, direct_election: bool) -> Result:
    """Fill in what follows: a secretary who got a share was elected by the congress itself."""
    if result.direct is None and (result.secretary or direct_election):
        return result.model_copy(update={"direct": True})
    return result


def dump(result: Result) -> dict[str, Any]:
    """Give a result as a fact keeps it: plain JSON, without what is not told."""
    return result.model_dump(mode="json", exclude_none=True)


def of_fact(fact: Fact | None) -> Result | None:
    """Read a result out of its fact."""
    return Result.model_validate(fact.data) if fact else None
