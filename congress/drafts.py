"""Drafts of what a unit brings to its congress: versions, how far they are, defects (DH-6).

A fact tells how one version of one document stands; the steps go in order and none is skipped.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import Field

from chat.message import Value
from congress.facts import FactKind, Facts
from congress.overview import Overview

#: More versions than this nobody writes: it is a slip of the finger.
MOST_VERSIONS = 20


class DraftKind(StrEnum):
    """What is drafted."""

    POLITICAL_REPORT = "political_report"
    SELF_REVIEW_REPORT = "self_review_report"
    RESOLUTION = "resolution"
    ACTION_PROGRAMME = "action_programme"
    PERSONNEL_PLAN = "personnel_plan"
    FEEDBACK_SUMMARY = "feedback_summary"


class DraftState(StrEnum):
    """How far a version is, in the order of the steps (DOMAIN 8.12)."""

    DRAFTING = "drafting"
    OUT_FOR_COMMENT = "out_for_comment"
    COMMENTED = "commented"
    FINALISED = "finalised"
    #: The committee above agreed to it, by recorded decision.
    APPROVED = "approved"
    TO_CONGRESS = "to_congress"


STEPS = tuple(DraftState)


class Defect(Value):
    """A known way in which drafts are wanting; the list is data."""

    code: str
    text: str


class Draft(Value):
    """One version of one document; `defects` tell of each code whether it is mended."""

    kind: DraftKind
    version: int
    state: DraftState = DraftState.DRAFTING
    reviewer: str = ""
    defects: dict[str, bool] = Field(default_factory=dict)
    note: str = ""
    basis: str | None = None
    basis_on: date | None = None

    @property
    def subject(self) -> str:
        """Give the subject of the fact that tells it."""
        return f"{self.kind}/{self.version}"

    @property
    def open_defects(self) -> tuple[str, ...]:
        """List the codes of what is not mended yet."""
        return tuple(code for code, mended in sorted(self.defects.items()) if not mended)


class DraftError(ValueError):
    """A step may not be taken; `key` names why, `about` the draft that is in the way."""

    def __init__(self, key: str, about: Draft | None = None, *, codes: Sequence[str] = ()) -> None:
        super().__init__(key)
        self.key = key
        self.about = about
        self.codes = tuple(codes)


def read_drafts(facts: Facts) -> tuple[Draft, ...]:
    """Read all versions a unit told of, by document and version."""
    found = (Draft.model_validate(fact.data) for fact in facts.of(FactKind.DRAFT).values())
    kinds = list(DraftKind)
    return tuple(sorted(found, key=lambda draft: (kinds.index(draft.kind), draft.version)))


def versions_of(drafts: Iterable[Draft], kind: DraftKind) -> list[Draft]:
    """List the versions of one document, the latest last."""
    return [draft for draft in drafts if draft.kind is kind]


def find_version(
    drafts: Sequence[Draft], kind: DraftKind, version: int, *, finished: int = 0
) -> Draft:
    """Find a version, or begin it where it is its turn.

    A version begins when the one before has its comments; up to `finished` the plan says they do.
    Raises DraftError: "later" (a later version goes on), "gap", "before" (its comments are out).
    """
    known = {draft.version: draft for draft in versions_of(drafts, kind)}
    if known and max(known) > version:
        raise DraftError("later", known[max(known)])
    if version in known:
        return known[version]
    before = known.get(version - 1)
    if before is None and version - 1 > finished:
        raise DraftError("gap")
    if before and STEPS.index(before.state) < STEPS.index(DraftState.COMMENTED):
        raise DraftError("before", before)
    if before and STEPS.index(before.state) >= STEPS.index(DraftState.APPROVED):
        raise DraftError("approved", before)
    return Draft(kind=kind, version=version)


def begin(drafts: Sequence[Draft], draft: Draft) -> Draft:
    """Begin a version; raises DraftError("same") for one that was begun."""
    if draft in drafts or any(one.subject == draft.subject for one in drafts):
        raise DraftError("same" if draft.state is DraftState.DRAFTING else "step", draft)
    return draft


def send_out(draft: Draft, *, to: str = "") -> Draft:
    """Send a version out for comment."""
    _check_step(draft, DraftState.OUT_FOR_COMMENT)
    return _moved(draft, DraftState.OUT_FOR_COMMENT, reviewer=to or draft.reviewer)


def comment(draft: Draft, codes: Iterable[str] = (), *, reviewer: str = "") -> Draft:
    """Take the comments on a version, with what was found wanting; more may follow.

    A defect that was mended and is found again is open again.
    """
    if draft.state is not DraftState.COMMENTED:
        _check_step(draft, DraftState.COMMENTED)
    defects = {**draft.defects, **dict.fromkeys(codes, False)}
    return _moved(
        draft, DraftState.COMMENTED, reviewer=reviewer or draft.reviewer, defects=defects
    )


def mend(draft: Draft, codes: Sequence[str]) -> Draft:
    """Say that defects are mended, all of them where none is named.

    Raises DraftError: "no_defects", "not_noted" (codes nobody found), "mended" (all were before).
    """
    if not draft.defects:
        raise DraftError("no_defects", draft)
    if unknown := [code for code in codes if code not in draft.defects]:
        raise DraftError("not_noted", draft, codes=unknown)
    mended = dict.fromkeys(codes or draft.defects, True)
    if all(draft.defects[code] for code in mended):
        raise DraftError("mended", draft, codes=tuple(mended))
    return draft.model_copy(update={"defects": {**draft.defects, **mended}})


def finalise(drafts: Sequence[Draft], draft: Draft) -> Draft:
    """Say that a version took up its comments; raises DraftError("open") while defects are."""
    _check_step(draft, DraftState.FINALISED)
    earlier = [one for one in versions_of(drafts, draft.kind) if one.version < draft.version]
    for one in (*earlier, draft):
        if one.open_defects:
            raise DraftError("open", one, codes=one.open_defects)
    return _moved(draft, DraftState.FINALISED)


def approve(draft: Draft, *, basis: str, basis_on: date) -> Draft:
    """Take the committee's agreement."""
    _check_step(draft, DraftState.APPROVED)
    return _moved(draft, DraftState.APPROVED, basis=basis, basis_on=basis_on)


def bring(draft: Draft) -> Draft:
    """Bring a version before the congress."""
    _check_step(draft, DraftState.TO_CONGRESS)
    return _moved(draft, DraftState.TO_CONGRESS)


def next_step(draft: Draft) -> DraftState | None:
    """Give the one step that may follow; None at the end."""
    place = STEPS.index(draft.state) + 1
    return STEPS[place] if place < len(STEPS) else None


def _check_step(draft: Draft, to: DraftState) -> None:
    if draft.state is to:
        raise DraftError("same", draft)
    if next_step(draft) is not to:
        raise DraftError("step", draft)


def _moved(draft: Draft, to: DraftState, **changes: object) -> Draft:
    return draft.model_copy(update={"state": to, **changes})


@dataclass(frozen=True)
class DefectCount:
    """How often a defect was found, in how many versions, and in how many it is still open."""

    code: str
    noted: int
    open: int


def count_defects(picture: Overview) -> tuple[DefectCount, ...]:
    """Count the defects of all drafts in view, the most frequent first."""
    noted: Counter[str] = Counter()
    unmended: Counter[str] = Counter()
    for unit in picture.units:
        for draft in read_drafts(picture.facts.get(unit.code, Facts())):
            noted.update(draft.defects.keys())
            unmended.update(draft.open_defects)
    order = sorted(noted, key=lambda code: (-noted[code], code))
    return tuple(DefectCount(code, noted[code], unmended[code]) for code in order)
