"""What is said of a unit beside its plan: one row each time, and the newest of a subject counts.

A fact holds counts, days, codes and short notes; never a name (DOMAIN 6). What its data looks like
is told by the module of its kind, which reads it into a value of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field

from chat.message import Value


class FactKind(StrEnum):
    """What a fact is about; its subject is told in brackets."""

    #: A step of the five of the personnel process was done (stream and number).
    STEP = "step"
    #: The make-up of the coming committee, in counts.
    STRUCTURE = "structure"
    #: How many people lack a standard (category).
    STANDARDS_GAP = "standards_gap"
    #: The screening of personnel was confirmed.
    SCREENING = "screening"
    #: The committee above approved the personnel plan (document or meeting, and its day).
    PLAN_APPROVAL = "plan_approval"
    #: How far a draft is, and what was found wanting in it (document and version).
    DRAFT = "draft"
    #: Opinions on drafts of the level above were collected (document).
    OPINIONS = "opinions"
    #: An entry of a checklist is there or not (the entry's code).
    CHECK = "check"
    #: How the congress went, in figures.
    RESULT = "result"
    #: The climate of opinion: calm, something, or complicated.
    CLIMATE = "climate"
    #: Whether the locality is calm.
    STABILITY = "stability"
    #: A conference was held (which).
    CONFERENCE = "conference"
    #: A line of a committee's summary (list and number).
    SUMMARY = "summary"


class Fact(Value):
    """One thing said of a unit; `data` must be JSON-able. `key` is the message's."""

    id: int
    unit: str
    kind: FactKind
    subject: str = ""
    data: dict[str, Any] = Field(default_factory=dict)
    member: int | None = None
    at: AwareDatetime
    key: str | None = None


class Facts:
    """The newest facts of one unit, by kind and subject."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        newest = {(fact.kind, fact.subject): fact for fact in sorted(facts, key=lambda f: f.id)}
        self._newest: Mapping[tuple[FactKind, str], Fact] = newest

    def get(self, kind: FactKind, subject: str = "") -> Fact | None:
        """Find the newest fact of a kind and subject."""
        return self._newest.get((kind, subject))

    def of(self, kind: FactKind) -> dict[str, Fact]:
        """Map the subjects of a kind to their newest facts, in the order they were told."""
        return {subject: fact for (one, subject), fact in self._newest.items() if one is kind}

    def __iter__(self) -> Iterator[Fact]:
        """Walk the newest facts."""
        return iter(self._newest.values())


def sort_facts(facts: Iterable[Fact]) -> dict[str, Facts]:
    """Sort facts by unit."""
    by_unit: dict[str, list[Fact]] = {}
    for fact in facts:
        by_unit.setdefault(fact.unit, []).append(fact)
    return {unit: Facts(known) for unit, known in by_unit.items()}
