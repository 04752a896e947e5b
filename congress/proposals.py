"""Proposed days of congresses: what speaks for and against them, and what became of them (CL-3).

A proposal has a number (DX12) and is decided once; a newer one takes the place of an older.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from congress.dates import local_date
from congress.decided import PERSONNEL_PLAN, REVIEW
from congress.dossier import Dossier
from congress.epidemic import PROPOSE_POSTPONEMENT, RegimeChange
from congress.events import CongressEvent, EventKind
from congress.issues import Issue
from congress.plans import FINISHED, ItemStatus, PlanItem
from congress.reviews import (
    CONCLUSIONS_ITEM,
    GOOD_OUTCOMES,
    Review,
    find_concluded,
    needs_second_review,
)
from congress.structure import Verdict
from congress.tasks import Task, TaskKind
from congress.windows import DayFault, TierDays, find_fault, find_tier_days

_CODE = re.compile(r"^DX[\s.-]?0*(\d{1,9})$", re.IGNORECASE)
#: Facts about the congress that leave a proposal as it is.
_BESIDE = frozenset({EventKind.HELD, EventKind.HELD_WITHDRAWN})


class Point(StrEnum):
    """What is looked at when a day is to be decided, in the order it is told."""

    #: The days themselves: gone by, or too many.
    DAYS = "days"
    WINDOW = "window"
    DEADLINE = "deadline"
    PLAN = "plan"
    STRUCTURE = "structure"
    REVIEW = "review"
    CONCLUSIONS = "conclusions"
    ISSUES = "issues"
    REGIME = "regime"


_POINT_OF = {
    DayFault.PAST: Point.DAYS,
    DayFault.TOO_LONG: Point.DAYS,
    DayFault.OUTSIDE_WINDOW: Point.WINDOW,
    DayFault.AFTER_DEADLINE: Point.DEADLINE,
}


@dataclass(frozen=True)
class Conclusions:
    """How many conclusions of the review are open, of how many, and when the first is due.

    `item` tells the same by the plan's item, where no conclusions were recorded one by one.
    """

    open: tuple[Task, ...]
    total: int
    due: date | None
    item: PlanItem | None
    status: ItemStatus

    @property
    def are_done(self) -> bool:
        """Tell whether nothing is open."""
        return not self.open if self.total else self.status in FINISHED


@dataclass(frozen=True)
class Appraisal:
    """What is known of a unit when its days are to be decided; nothing here decides.

    `plan` is None where no personnel plan is asked for; a cell's is reviewed with its contents
    (`together`). `failed` are the criteria of the make-up that are not met (DH-3). `early` tells
    that the days end before the tier's last one. `reviewed_on` is None until a review was passed.
    """

    tier: TierDays
    fault: DayFault | None
    early: bool
    plan: ItemStatus | None
    failed: tuple[Verdict, ...]
    together: bool
    reviewed_on: date | None
    redo: Review | None
    conclusions: Conclusions | None
    issues: tuple[Issue, ...]
    regime: RegimeChange | None

    @property
    def blocking(self) -> tuple[Issue, ...]:
        """List the issues that must be resolved before the congress."""
        return tuple(issue for issue in self.issues if issue.blocking)

    @property
    def may_be_approved(self) -> bool:
        """Tell whether the days may be agreed to; open conclusions do not stand against it."""
        return self.fault is None and self.redo is None

    @property
    def good(self) -> tuple[Point, ...]:
        """List the points that speak for the days."""
        window, deadline = self.tier.window, self.tier.deadline
        holds = {
            Point.WINDOW: self.fault is None and window is not None,
            Point.DEADLINE: self.fault is None
            and deadline is not None
            and (window is None or window.last != deadline),
            Point.PLAN: self.plan is ItemStatus.DONE and not self.together,
            Point.REVIEW: self.reviewed_on is not None,
            Point.CONCLUSIONS: self.conclusions is not None and self.conclusions.are_done,
        }
        return tuple(point for point, true in holds.items() if true)

    @property
    def bad(self) -> tuple[Point, ...]:
        """List the points that are still wanting; only some of them stop an approval."""
        plan, wanting = self.plan, self.conclusions
        # What a review has not concluded yet cannot be late.
        concluded = wanting and (wanting.total or self.reviewed_on)
        holds = {
            Point.PLAN: plan not in {None, ItemStatus.DONE} and not self.together,
            Point.STRUCTURE: bool(self.failed),
            Point.REVIEW: self.reviewed_on is None,
            Point.CONCLUSIONS: bool(wanting and concluded and not wanting.are_done),
            Point.ISSUES: bool(self.blocking),
            Point.REGIME: self.regime is not None,
        }
        found = tuple(point for point, true in holds.items() if true)
        return (_POINT_OF[self.fault], *found) if self.fault else found


def appraise(dossier: Dossier, *, opens: date, closes: date) -> Appraisal:
    """Hold proposed days against all that is on record about the unit."""
    unit = dossier.unit
    tier = find_tier_days(unit.kind, profile=dossier.directory.profile)
    plan, review = _find(dossier, PERSONNEL_PLAN), _find(dossier, REVIEW)
    regime = dossier.directory.regime_at(opens, unit=unit.code)
    redo = find_concluded(dossier.reviews) if needs_second_review(dossier.reviews) else None
    return Appraisal(
        tier=tier,
        fault=find_fault(tier, opens=opens, closes=closes, today=dossier.today),
        early=tier.deadline is not None and closes < tier.deadline,
        plan=_asked_status(dossier, plan),
        failed=dossier.failed,
        together=plan is not None and plan == review,
        reviewed_on=_find_reviewed_on(dossier, review) if redo is None else None,
        redo=redo,
        conclusions=_find_conclusions(dossier),
        issues=tuple(issue for issue in dossier.issues if issue.is_open),
        regime=regime if regime and regime.regime in PROPOSE_POSTPONEMENT else None,
    )


def read_proposal_code(text: str) -> int | None:
    """Read "DX12", "dx 12" or "12" as a proposal's number; None for anything else."""
    plain = text.strip()
    if plain.isascii() and plain.isdecimal():
        plain = f"DX{plain}"
    match = _CODE.match(plain)
    return int(match[1]) if match else None


def find_proposal(events: Sequence[CongressEvent]) -> CongressEvent | None:
    """Find the newest proposal among a unit's events, which are in order."""
    proposed = [event for event in events if event.kind is EventKind.PROPOSED]
    return proposed[-1] if proposed else None


def find_outcome(proposal: CongressEvent, events: Sequence[CongressEvent]) -> CongressEvent | None:
    """Find what became of a proposal: the decision, or what took its place; None while it waits.

    `events` are all of the unit's, in order. That the congress was held is no decision on it.
    """
    later = events[[event.id for event in events].index(proposal.id) + 1 :]
    return next((event for event in later if event.kind not in _BESIDE), None)


def _find(dossier: Dossier, codes: tuple[str, ...]) -> PlanItem | None:
    plan = {item.code: item for item in dossier.plan}
    return next((plan[code] for code in codes if code in plan), None)


def _asked_status(dossier: Dossier, item: PlanItem | None) -> ItemStatus | None:
    status = dossier.status_of(item.code) if item else ItemStatus.NOT_APPLICABLE
    return None if status is ItemStatus.NOT_APPLICABLE else status


def _find_reviewed_on(dossier: Dossier, item: PlanItem | None) -> date | None:
    last = find_concluded(dossier.reviews)
    if last and last.outcome in GOOD_OUTCOMES:
        return last.meets_on
    known = dossier.progress.get(item.code) if item else None
    if known and known.status is ItemStatus.DONE and known.reported_at:
        return local_date(known.reported_at)
    return None


def _find_conclusions(dossier: Dossier) -> Conclusions | None:
    tasks = dossier.tasks_of(TaskKind.CONCLUSION)
    item = next((item for item in dossier.plan if item.code == CONCLUSIONS_ITEM), None)
    if not tasks and item is None:
        return None
    still_open = tuple(task for task in tasks if task.is_open)
    dues = [task.due for task in still_open if task.due]
    return Conclusions(
        open=still_open,
        total=len(tasks),
        due=min(dues) if dues else item.due if item else None,
        item=item,
        status=dossier.status_of(CONCLUSIONS_ITEM),
    )
