"""Lines of the lists leaders act on: a unit and what it is about, shared out to the groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from congress.decided import DAY, RATIFICATION
from congress.derive import status_of
from congress.directory import Directory
from congress.events import HELD_STATES, CongressState
from congress.issues import Issue
from congress.plans import ItemStatus, PlanItem, Progress, Stream
from congress.structure import Verdict
from congress.tasks import Task, TaskKind
from congress.units import Group, Unit


class Wait(StrEnum):
    """What somebody above has to decide."""

    DATE = "date"
    PERSONNEL = "personnel"
    REVIEW = "review"
    RATIFICATION = "ratification"
    #: What a field trip proposed.
    PROPOSAL = "proposal"


#: States of a congress that wait for the committee.
_WAITS_IN = {
    CongressState.PROPOSED: Wait.DATE,
    CongressState.RATIFICATION_SUBMITTED: Wait.RATIFICATION,
}
#: Items that ask for the very decision the congress's state may already wait for (DOMAIN 8.5).
_ASKED_BY_STATE = {
    **dict.fromkeys(DAY, Wait.DATE),
    **dict.fromkeys(RATIFICATION, Wait.RATIFICATION),
}


@dataclass(frozen=True)
class Matter:
    """One line of a list: a unit, and what it is about.

    That is an item, a decision, criteria that are not met, an issue, or a task.
    """

    unit: Unit
    item: PlanItem | None = None
    wait: Wait | None = None
    failed: tuple[Verdict, ...] = ()
    issue: Issue | None = None
    task: Task | None = None


@dataclass(frozen=True)
class Share:
    """What falls to one group; `group` is None for units that no group is in charge of."""

    group: Group | None
    matters: tuple[Matter, ...]


def share_out(matters: Iterable[Matter], *, directory: Directory) -> tuple[Share, ...]:
    """Sort matters by the group in charge, in the groups' own order; theirs is kept inside.

    Merged units come first in each (CL-4).
    """
    shares: dict[str | None, list[Matter]] = {}
    for matter in matters:
        shares.setdefault(matter.unit.group, []).append(matter)
    groups = sorted(directory.groups.values(), key=lambda one: (one.position, one.code))
    order: list[Group | None] = [*groups, None]
    return tuple(
        Share(group, tuple(sorted(shares[code], key=lambda one: not one.unit.is_merged)))
        for group in order
        if (code := group.code if group else None) in shares
    )


def find_waiting(
    unit: Unit,
    *,
    directory: Directory,
    progress: Mapping[tuple[str, str], Progress],
) -> list[Matter]:
    """List what of a unit waits for a decision, each decision once.

    The day of a postponed congress does not: it is proposed anew once the congress is resumed.
    Of one that was held neither its day nor its review does.
    """
    state = directory.congress(unit.code).state
    waits: dict[Wait, PlanItem | None] = {}
    if state in _WAITS_IN:
        waits[_WAITS_IN[state]] = None
    for item in directory.items_by_unit.get(unit.code, ()):
        if item.decided and status_of(item, progress) is ItemStatus.SUBMITTED:
            waits.setdefault(_find_wait(item), item)
    if state is CongressState.POSTPONED or state in HELD_STATES:
        waits.pop(Wait.DATE, None)
    if state in HELD_STATES:
        waits.pop(Wait.REVIEW, None)
    return [Matter(unit, item, wait) for wait, item in waits.items()]


def find_proposed(unit: Unit, tasks: Iterable[Task]) -> list[Matter]:
    """List what field trips proposed about a unit and nobody has decided yet (NS-3)."""
    return [
        Matter(unit, wait=Wait.PROPOSAL, task=task)
        for task in tasks
        if task.unit == unit.code
        and task.kind is TaskKind.PROPOSAL
        and task.status is ItemStatus.SUBMITTED
    ]


def _find_wait(item: PlanItem) -> Wait:
    if item.code in _ASKED_BY_STATE:
        return _ASKED_BY_STATE[item.code]
    return Wait.PERSONNEL if item.stream is Stream.PERSONNEL else Wait.REVIEW
