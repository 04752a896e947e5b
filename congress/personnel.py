"""The preparation of personnel, in counts, days and yes or no: never a name (DH-1, DH-7, NS-5).

The five steps are taken in order in each stream; who comes in for the first time begins after the
re-elected have gone through (DOMAIN 1.6, 2.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from chat.message import Value
from congress.decided import PERSONNEL_PLAN
from congress.dossier import Dossier
from congress.facts import FactKind, Facts
from congress.overview import Overview
from congress.plans import FINISHED, ItemStatus, PlanItem, Stream
from congress.reporting import Warned
from congress.structure import (
    Structure,
    Verdict,
    find_failed,
    is_measured,
    judge,
    read_structure,
    read_thresholds,
)
from congress.transitions import ELECTION
from congress.units import Unit

LAST_STEP = 5
#: The item that is the check of the make-up.
CHECK_ITEM = "X13"
#: Done with a warning while a criterion of the make-up fails (DH-3).
WARNED_ITEMS = frozenset({"X13", "X15", "C05", "C06"})


class ProcessStream(StrEnum):
    """Who goes through the five steps."""

    RE_ELECTION = "re_election"
    FIRST_TIME = "first_time"


#: The items of a plan that follow the steps.
STEP_ITEMS: Mapping[ProcessStream, str] = {
    ProcessStream.RE_ELECTION: "X11",
    ProcessStream.FIRST_TIME: "X12",
}


class Standard(StrEnum):
    """What people may still lack for their post."""

    POLITICAL_THEORY = "political_theory"
    PROFESSION = "profession"
    SPECIALIST = "specialist"
    INFORMATICS = "informatics"
    FOREIGN_LANGUAGE = "foreign_language"


class ScreeningBody(StrEnum):
    """Who is competent to confirm that personnel were screened."""

    STANDING_COMMITTEE = "standing_committee"
    ORGANISATION_DEPT = "organisation_dept"
    OWN_COMMITTEE = "own_committee"


class Screening(Value):
    """The screening was done, says a body; nothing is told about anybody."""

    on: date
    body: ScreeningBody


class StepError(ValueError):
    """A step that cannot be taken; `key` names the text that says why, the rest its values."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Process:
    """The days of the steps taken so far, by stream and in order."""

    days: Mapping[ProcessStream, tuple[date, ...]]

    def done(self, stream: ProcessStream) -> int:
        """Give the number of the last step taken; 0 before the first."""
        return len(self.days[stream])

    def next_step(self, stream: ProcessStream) -> int | None:
        """Give the step to be taken next; None when all are, or the stream may not begin yet."""
        waits = stream is ProcessStream.FIRST_TIME and self.done(ProcessStream.RE_ELECTION) < (
            LAST_STEP
        )
        done = self.done(stream)
        return None if done == LAST_STEP or waits else done + 1

    @property
    def total(self) -> int:
        """Count the steps taken in both streams."""
        return sum(map(len, self.days.values()))


def step_subject(stream: ProcessStream, step: int) -> str:
    """Name the subject of the fact of a step."""
    return f"{stream}/{step}"


def read_process(facts: Facts) -> Process:
    """Read the steps taken; a step whose last word has no day was withdrawn."""
    return Process({stream: tuple(_days(facts, stream)) for stream in ProcessStream})


def _days(facts: Facts, stream: ProcessStream) -> list[date]:
    days: list[date] = []
    for step in range(1, LAST_STEP + 1):
        fact = facts.get(FactKind.STEP, step_subject(stream, step))
        if fact is None or fact.data["on"] is None:
            break
        days.append(date.fromisoformat(fact.data["on"]))
    return days


def check_step(
    process: Process, stream: ProcessStream, step: int, *, on: date, today: date
) -> None:
    """Raise StepError unless a step may be recorded as done on a day.

    "no_step", "done" (already), "skips", "waits" (for the re-elected), "future", "too_early".
    """
    if not 1 <= step <= LAST_STEP:
        raise StepError("no_step")
    days = process.days[stream]
    if step <= len(days):
        raise StepError("done", on=days[step - 1], last=step == len(days))
    before = process.days[ProcessStream.RE_ELECTION]
    if stream is ProcessStream.FIRST_TIME and len(before) < LAST_STEP:
        raise StepError("waits", next_step=len(before) + 1)
    if step > len(days) + 1:
        raise StepError("skips", next_step=len(days) + 1)
    if on > today:
        raise StepError("future")
    earlier = days[-1:] or (before[-1:] if stream is ProcessStream.FIRST_TIME else ())
    if earlier and on < earlier[0]:
        raise StepError("too_early", earlier=earlier[0], first=not days)


def check_withdrawal(process: Process, stream: ProcessStream, step: int) -> None:
    """Raise StepError unless a step recorded by mistake may be withdrawn: only the last one.

    "not_done", "not_last", "followed" (who comes in for the first time has begun).
    """
    done = process.done(stream)
    if not 1 <= step <= done:
        raise StepError("not_done")
    if step < done:
        raise StepError("not_last", last=done)
    if stream is ProcessStream.RE_ELECTION and process.done(ProcessStream.FIRST_TIME):
        raise StepError("followed")


def status_after(step: int) -> ItemStatus:
    """Give how far a stream's item is once a step is the last one taken."""
    if step == LAST_STEP:
        return ItemStatus.DONE
    return ItemStatus.IN_PROGRESS if step else ItemStatus.NOT_STARTED


def read_gaps(facts: Facts) -> dict[Standard, int]:
    """Map the standards that were told of to how many people lack each."""
    told = facts.of(FactKind.STANDARDS_GAP)
    return {
        standard: int(told[standard].data["count"]) for standard in Standard if standard in told
    }


def read_screening(facts: Facts) -> Screening | None:
    """Give the last confirmation that personnel were screened."""
    fact = facts.get(FactKind.SCREENING)
    return Screening.model_validate(fact.data) if fact else None


@dataclass(frozen=True)
class PersonnelCard:
    """Where the personnel of one unit stand; `plan` is the item of its personnel plan."""

    unit: Unit
    process: Process
    structure: Structure | None
    verdicts: tuple[Verdict, ...]
    gaps: Mapping[Standard, int]
    screening: Screening | None
    plan: PlanItem | None
    plan_status: ItemStatus

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """List the criteria that are not met."""
        return tuple(verdict for verdict in self.verdicts if verdict.met is False)


def read_card(dossier: Dossier) -> PersonnelCard:
    """Read a unit's card off its record."""
    structure = read_structure(dossier.facts)
    plan = plan_item(dossier.plan, contents=dossier.contents)
    thresholds = read_thresholds(dossier.directory.profile)
    return PersonnelCard(
        unit=dossier.unit,
        process=read_process(dossier.facts),
        structure=structure,
        verdicts=judge(structure, dossier.unit, thresholds) if structure else (),
        gaps=read_gaps(dossier.facts),
        screening=read_screening(dossier.facts),
        plan=plan,
        plan_status=dossier.status_of(plan.code) if plan else ItemStatus.NOT_APPLICABLE,
    )


def plan_item(plan: tuple[PlanItem, ...], *, contents: str) -> PlanItem | None:
    """Find the item of the personnel plan; there is none where nobody is elected."""
    if ELECTION not in contents:
        return None
    return next((item for item in plan if item.code in PERSONNEL_PLAN), None)


def find_without_plan(picture: Overview) -> list[tuple[Unit, PlanItem]]:
    """Pair the units whose personnel plan is not approved, congress to come, with its item."""
    found = []
    for unit in picture.left:
        plan = picture.directory.items_by_unit.get(unit.code, ())
        item = plan_item(plan, contents=picture.directory.contents_of(unit))
        if item and picture.status_of(item) not in FINISHED:
            found.append((unit, item))
    return found


def find_failing(picture: Overview) -> dict[Unit, tuple[Verdict, ...]]:
    """Map the units whose coming committee misses a criterion, congress to come, to which."""
    profile = picture.directory.profile
    told = (
        (unit, picture.facts.get(unit.code, Facts()))
        for unit in picture.left
        if ELECTION in picture.directory.contents_of(unit)
    )
    failed = {unit: find_failed(unit, facts, profile) for unit, facts in told}
    return {unit: verdicts for unit, verdicts in failed.items() if verdicts}


def find_warned(picture: Overview, unit: Unit) -> list[PlanItem]:
    """List the items of a unit that are done although a criterion is not met (DH-3)."""
    facts = picture.facts.get(unit.code, Facts())
    if not find_failed(unit, facts, picture.directory.profile):
        return []
    return [
        item
        for item in picture.directory.items_by_unit.get(unit.code, ())
        if item.code in WARNED_ITEMS and picture.status_of(item) is ItemStatus.DONE
    ]


def warn(item: str, unit: Unit, facts: Facts, profile: Mapping[str, str]) -> Warned | None:
    """Tell what speaks against an item's "hoàn thành"; None when nothing does.

    That no counts were told at all speaks only against the check of the make-up itself.
    """
    if item not in WARNED_ITEMS or not is_measured(unit, profile):
        return None
    if failed := find_failed(unit, facts, profile):
        return Warned(failed)
    untold = item == CHECK_ITEM and read_structure(facts) is None
    return Warned() if untold else None


def count_statuses(picture: Overview, unit: Unit) -> dict[ItemStatus, int]:
    """Count the personnel items of a unit by status: all that everybody may see."""
    items = picture.directory.items_by_unit.get(unit.code, ())
    statuses = [picture.status_of(item) for item in items if item.stream is Stream.PERSONNEL]
    return {status: count for status in ItemStatus if (count := statuses.count(status))}
