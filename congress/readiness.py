"""What a congress still lacks before it may open, and who has to act (DOMAIN 2.2, 8.4).

Read off a dossier and never stored: only the state `ready`, which the program sets and withdraws,
follows from it. Soft conditions are told and block nothing.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from congress.dates import local_date
from congress.decided import DAY, PERSONNEL_PLAN, REVIEW
from congress.dossier import Dossier
from congress.events import UNDATED_STATES, CongressState
from congress.facts import FactKind
from congress.issues import ABOUT_PEOPLE, Issue, IssueOwner
from congress.planning import find_deadline
from congress.plans import FINISHED, Gate, ItemStatus, PlanItem, Stream
from congress.reviews import CONCLUSIONS_ITEM, Outcome
from congress.tasks import Task, TaskKind
from congress.transitions import ELECTION
from congress.units import Unit

#: Where a congress waits for nobody but its own conditions.
DATED = frozenset({CongressState.APPROVED, CongressState.READY})

#: The item that sums up the congresses of the units below.
_BELOW = "X03"

#: What is asked of each congress while an epidemic regime is in force (KS-14).
_COMPLIANCE = frozenset({"X31", "C12"})


class ConditionKind(StrEnum):
    """What has to be so before a congress is ready."""

    #: Its day was agreed to.
    DATE = "date"
    #: All congresses below it have been held (BT-1).
    BELOW = "below"
    #: An item of the plan is done.
    ITEM = "item"
    #: Personnel was approved before the opening day (BT-5).
    LATE_APPROVAL = "late_approval"
    #: The conclusions of its reviews are closed.
    CONCLUSIONS = "conclusions"
    #: It need not be reviewed once more.
    REVIEW = "review"
    #: No blocking issue is open (KS-8).
    ISSUES = "issues"
    #: No issue about personnel is open (BT-5).
    PERSONNEL_ISSUES = "personnel_issues"


class Actor(StrEnum):
    """Who has to act next for a condition to be met."""

    UNIT = "unit"
    GROUP_LEADER = "group_leader"
    ORGANISATION_DEPT = "organisation_dept"
    OFFICE = "office"
    #: The committee above.
    UPPER = "upper"
    #: The units below.
    BELOW = "below"


@dataclass(frozen=True)
class Condition:
    """One condition of one congress; `actor` is who must act where it is not `met`.

    `left` of `total` things are open: their `codes` are detail (DOMAIN 8.8), `units` those below.
    `due` is when it should be met; of BELOW it is the day before which.
    """

    kind: ConditionKind
    met: bool
    actor: Actor = Actor.UNIT
    blocks: bool = True
    item: PlanItem | None = None
    status: ItemStatus | None = None
    left: int = 0
    total: int = 0
    due: date | None = None
    codes: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()


def find_conditions(dossier: Dossier) -> tuple[Condition, ...]:
    """List the conditions of a unit's congress, met or not, in the order they come about.

    What an item sums up and the records tell more truly is told once, from the records.
    """
    below, review = tuple(_check_below(dossier)), tuple(_check_review(dossier))
    told = {one.item.code for one in (*below, *review) if one.item}
    return (
        _check_day(dossier),
        *below,
        *_check_plan(dossier, told),
        *review,
        *_check_issues(dossier),
    )


def find_missing(dossier: Dossier) -> tuple[Condition, ...]:
    """List what keeps a congress from being ready; none when it is."""
    return tuple(one for one in find_conditions(dossier) if one.blocks and not one.met)


def _check_day(dossier: Dossier) -> Condition:
    state = dossier.congress.state
    actors = {CongressState.PROPOSED: Actor.UPPER, CongressState.POSTPONED: Actor.OFFICE}
    return Condition(
        ConditionKind.DATE,
        met=state not in UNDATED_STATES and state not in actors,
        actor=actors.get(state, Actor.UNIT),
        item=dossier.find_item(*DAY),
    )


def _check_below(dossier: Dossier) -> Iterator[Condition]:
    """Check the congresses below; once all were held, an item that is still open stands alone."""
    directory = dossier.directory
    below = set(directory.subtree(dossier.unit.code)) - {dossier.unit.code}
    if not below:
        return
    units = [unit for unit in directory.reporting_units if unit.code in below]
    left = tuple(unit for unit in units if not directory.is_held(unit.code))
    item = dossier.find_item(_BELOW)
    if item and not left and dossier.status_of(_BELOW) not in FINISHED:
        return
    deadlines = [find_deadline(unit.kind, profile=directory.profile) for unit in left]
    last = min((day for day in deadlines if day), default=None)
    yield Condition(
        ConditionKind.BELOW,
        met=not left,
        actor=Actor.BELOW,
        item=item,
        left=len(left),
        total=len(units),
        due=last + timedelta(days=1) if last else None,
        units=left,
    )


def _check_plan(dossier: Dossier, told: Container[str]) -> Iterator[Condition]:
    """Check the gates not told of already; open conclusions stand for what sums them up."""
    open_ones = [task for task in dossier.tasks_of(TaskKind.CONCLUSION) if task.is_open]
    gates = [item for item in dossier.plan if item.code not in told and _applies(item, dossier)]
    summed_up = any(item.code == CONCLUSIONS_ITEM for item in gates)
    for item in gates:
        if item.code == CONCLUSIONS_ITEM and open_ones:
            yield _check_conclusions(dossier, open_ones, item)
        else:
            yield _check_item(dossier, item)
    if open_ones and not summed_up:
        yield _check_conclusions(dossier, open_ones, None)


def _applies(item: PlanItem, dossier: Dossier) -> bool:
    if item.code in _COMPLIANCE:
        return _is_under_regime(dossier)
    # The state of the congress tells more truly than the item whether its day was agreed to.
    if item.gate is Gate.NONE or item.code in DAY:
        return False
    return item.stream is not Stream.PERSONNEL or _elects(dossier)


def _check_item(dossier: Dossier, item: PlanItem) -> Condition:
    status = dossier.status_of(item.code)
    late = _is_approved_late(dossier, item, status)
    return Condition(
        ConditionKind.LATE_APPROVAL if late else ConditionKind.ITEM,
        met=status in FINISHED and not late,
        actor=Actor.UPPER if late else _find_actor(item, status, dossier.unit),
        blocks=item.gate is Gate.HARD,
        item=item,
        status=status,
        due=item.due,
    )


def _find_actor(item: PlanItem, status: ItemStatus, unit: Unit) -> Actor:
    """Name who moves an item on: what is handed in waits for somebody above (DOMAIN 8.5)."""
    if status is not ItemStatus.SUBMITTED:
        return Actor.UNIT
    return Actor.UPPER if item.decided or unit.group is None else Actor.GROUP_LEADER


def _is_approved_late(dossier: Dossier, item: PlanItem, status: ItemStatus) -> bool:
    """Tell whether personnel was approved no sooner than the opening day."""
    on, opens = _approved_on(dossier, item), dossier.congress.opens_on
    return (
        item.code in PERSONNEL_PLAN
        and _elects(dossier)
        and status is ItemStatus.DONE
        and opens is not None
        and on is not None
        and on >= opens
    )


def _approved_on(dossier: Dossier, item: PlanItem) -> date | None:
    """Give the day of the document or meeting that approved, else the day it was recorded."""
    if fact := dossier.facts.get(FactKind.PLAN_APPROVAL):
        return date.fromisoformat(fact.data["on"])
    known = dossier.progress.get(item.code)
    return local_date(known.reported_at) if known and known.reported_at else None


def _check_conclusions(
    dossier: Dossier, open_ones: list[Task], item: PlanItem | None
) -> Condition:
    handed_in = all(task.status is ItemStatus.SUBMITTED for task in open_ones)
    return Condition(
        ConditionKind.CONCLUSIONS,
        met=False,
        actor=Actor.ORGANISATION_DEPT if handed_in else Actor.UNIT,
        item=item,
        left=len(open_ones),
        total=len(dossier.tasks_of(TaskKind.CONCLUSION)),
        due=min((task.due for task in open_ones if task.due), default=item.due if item else None),
        codes=tuple(task.code for task in open_ones),
    )


def _check_review(dossier: Dossier) -> Iterator[Condition]:
    reviews = sorted(dossier.reviews, key=lambda one: (one.round, one.id))
    done = [one for one in reviews if one.outcome]
    if done and done[-1].outcome is Outcome.REDO:
        coming = [one.meets_on for one in reviews if one.outcome is None]
        yield Condition(
            ConditionKind.REVIEW,
            met=False,
            actor=Actor.UPPER,
            item=dossier.find_item(*REVIEW),
            due=coming[-1] if coming else None,
        )


def _check_issues(dossier: Dossier) -> Iterator[Condition]:
    """Check the open issues; one about personnel is told of once, as such."""
    still = [issue for issue in dossier.issues if issue.is_open]
    elects = _elects(dossier)
    personnel = [issue for issue in still if elects and issue.category in ABOUT_PEOPLE]
    blocking = [issue for issue in still if issue.blocking and issue not in personnel]
    yield _count_issues(ConditionKind.ISSUES, blocking, dossier.unit)
    if elects:
        yield _count_issues(ConditionKind.PERSONNEL_ISSUES, personnel, dossier.unit)


def _count_issues(kind: ConditionKind, issues: Iterable[Issue], unit: Unit) -> Condition:
    found = tuple(issues)
    owners = {issue.owner for issue in found}
    if IssueOwner.GROUP in owners and unit.group:
        actor = Actor.GROUP_LEADER
    elif owners == {IssueOwner.STANDING_BOARD}:
        actor = Actor.UPPER
    else:
        actor = Actor.ORGANISATION_DEPT
    return Condition(
        kind,
        met=not found,
        actor=actor,
        left=len(found),
        total=len(found),
        due=min((issue.due for issue in found if issue.due), default=None),
        codes=tuple(issue.code for issue in found),
    )


def _elects(dossier: Dossier) -> bool:
    return ELECTION in dossier.contents


def _is_under_regime(dossier: Dossier) -> bool:
    """Tell whether an epidemic regime is in force now, or will be on a day of the congress."""
    congress = dossier.congress
    days = {dossier.today, congress.opens_on, congress.closes_on}
    return any(dossier.directory.regime_at(day, unit=dossier.unit.code) for day in days if day)
