"""Lists about personnel: units without an approved plan, and those that miss a criterion."""

from collections.abc import Callable, Iterable

from congress.matters import Matter
from congress.overview import Overview
from congress.personnel import find_failing, find_without_plan
from congress.structure import Criterion

_WORDS = {
    Criterion.RENEWAL: "chuadatdoimoi",
    Criterion.FEMALE: "chuadatnu",
    Criterion.UNDER35: "chuadattre",
    Criterion.BTV_FEMALE: "chuadatnubtv",
}


def _without_plan(picture: Overview) -> list[Matter]:
    return [Matter(unit, item) for unit, item in find_without_plan(picture)]


def _failing(picture: Overview, *criteria: Criterion) -> list[Matter]:
    """List the units that miss one of some criteria, with all that they miss."""
    return [
        Matter(unit, failed=failed)
        for unit, failed in find_failing(picture).items()
        if any(verdict.criterion in criteria for verdict in failed)
    ]


def _missing(criterion: Criterion) -> Callable[[Overview], Iterable[Matter]]:
    return lambda picture: _failing(picture, criterion)


#: Word, key of the texts, line, and what is in the list; one list more for each criterion (DH-3).
PERSONNEL_LISTS: tuple[tuple[str, str, str, Callable[[Overview], Iterable[Matter]]], ...] = (
    ("chuaphuongan", "without_plan", "without_plan", _without_plan),
    ("chuadatcocau", "failing", "failing", lambda picture: _failing(picture, *Criterion)),
    *(
        (word, f"failing_{criterion}", "failing", _missing(criterion))
        for criterion, word in _WORDS.items()
    ),
)
#: Reading these leaves a trace (DOMAIN 6).
READ_AUDITED = frozenset(key for _, key, _, _ in PERSONNEL_LISTS)
