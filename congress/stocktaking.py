"""How far all units in view are with one thing each of them needs: documents, papers, counts.

Each unit that has not held its congress is in one state, so that the states add up to all of them;
those that lack something are listed, the nearest congress first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from congress.checklists import Checklist, find_asked, find_missing
from congress.drafts import DraftKind, DraftState, read_drafts, versions_of
from congress.facts import Facts
from congress.overview import Overview
from congress.plans import FINISHED, ItemStatus, Stream
from congress.structure import Verdict, judge, read_structure, read_thresholds
from congress.transitions import ELECTION
from congress.units import Unit


class Stage(StrEnum):
    """How far a unit is with a thing, in the order it is told."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"
    #: Counts were told that no threshold is held against.
    UNMEASURED = "unmeasured"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Look:
    """What one unit has: `codes` it lacks out of so many `asked`, or criteria that `failed`.

    `defects` were found in its drafts and are not mended.
    """

    unit: Unit
    stage: Stage
    codes: tuple[str, ...] = ()
    asked: int = 0
    failed: tuple[Verdict, ...] = ()
    defects: int = 0


@dataclass(frozen=True)
class Stock:
    """All units still to hold their congress by stage, and those of them that lack something.

    `reports` counts them by the state of their political report; None has no draft of it.
    """

    stages: Mapping[Stage, tuple[Unit, ...]]
    lacking: tuple[Look, ...]
    reports: Mapping[DraftState | None, int] = field(default_factory=dict)


def take_papers(picture: Overview, checklist: Checklist) -> Stock:
    """Look at a checklist in all units."""

    def look_at(unit: Unit) -> Look:
        dossier = picture.dossier(unit)
        asked = find_asked(checklist, dossier)
        missing = tuple(entry.code for entry in find_missing(checklist, dossier))
        stage = _stage_of(len(asked) - len(missing), len(asked))
        return Look(unit, stage, codes=missing, asked=len(asked))

    return _take(picture, look_at)


def take_documents(picture: Overview) -> Stock:
    """Look at the plan's items of documents in all units, and at defects of drafts."""

    def look_at(unit: Unit) -> Look:
        statuses = {
            item.code: picture.status_of(item)
            for item in picture.directory.items_by_unit.get(unit.code, ())
            if item.stream is Stream.DOCUMENTS
        }
        left = tuple(code for code, status in statuses.items() if status not in FINISHED)
        drafts = read_drafts(picture.facts.get(unit.code, Facts()))
        defects = sum(len(draft.open_defects) for draft in drafts)
        begun = drafts or set(statuses.values()) - {ItemStatus.NOT_STARTED}
        done = Stage.COMPLETE if not (left or defects) else Stage.PARTIAL
        stage = done if begun or not statuses else Stage.NONE
        return Look(unit, stage, codes=left, asked=len(statuses), defects=defects)

    return replace(_take(picture, look_at), reports=_count_reports(picture))


def _count_reports(picture: Overview) -> dict[DraftState | None, int]:
    """Count the units by how far the last draft of the political report is."""
    found: list[DraftState | None] = []
    for unit in picture.left:
        drafts = read_drafts(picture.facts.get(unit.code, Facts()))
        versions = versions_of(drafts, DraftKind.POLITICAL_REPORT)
        found.append(versions[-1].state if versions else None)
    return {state: count for state in (*DraftState, None) if (count := found.count(state))}


def take_counts(picture: Overview) -> Stock:
    """Look at the counts of the coming committees; where nobody is elected none are asked."""
    thresholds = read_thresholds(picture.directory.profile)

    def look_at(unit: Unit) -> Look:
        if ELECTION not in picture.directory.contents_of(unit):
            return Look(unit, Stage.NOT_ASKED)
        structure = read_structure(picture.facts.get(unit.code, Facts()))
        if structure is None:
            return Look(unit, Stage.NONE)
        verdicts = judge(structure, unit, thresholds)
        if all(verdict.met is None for verdict in verdicts):
            return Look(unit, Stage.UNMEASURED)
        failed = tuple(verdict for verdict in verdicts if verdict.met is False)
        return Look(unit, Stage.PARTIAL if failed else Stage.COMPLETE, failed=failed)

    return _take(picture, look_at)


def _stage_of(there: int, asked: int) -> Stage:
    if there == asked:
        return Stage.COMPLETE
    return Stage.PARTIAL if there else Stage.NONE


def _take(picture: Overview, look_at: Callable[[Unit], Look]) -> Stock:
    looks = [look_at(unit) for unit in picture.left]
    stages = {
        stage: found
        for stage in Stage
        if (found := tuple(one.unit for one in looks if one.stage is stage))
    }
    lacking = [one for one in looks if one.stage in {Stage.PARTIAL, Stage.NONE}]

    def day(one: Look) -> date:
        return picture.opens_on(one.unit) or date.max

    return Stock(stages, tuple(sorted(lacking, key=day)))
