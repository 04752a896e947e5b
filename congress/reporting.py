"""What a report of an item's status comes to: who makes "done", who reopens (DOMAIN 8.5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from congress.events import HELD_STATES, Congress, CongressEvent, CongressState, EventKind
from congress.plans import FINISHED, Gate, ItemStatus, PlanItem, Progress
from congress.roles import REPORTERS, Role

LONGEST_NOTE = 500

#: The items that are the congress itself: done means held.
CONGRESS_ITEMS = frozenset({"X34", "C13"})

#: A congress lasts no longer than this; an opening day further back was another plan.
_LONGEST_CONGRESS = timedelta(days=4)

_ONLY_UNITS = frozenset({Role.UNIT_REPORTER, Role.GROUP_MEMBER})


class Hold(StrEnum):
    """Why "hoàn thành" is kept as submitted."""

    #: The group's leader has to confirm.
    GATE = "gate"
    #: Only a recorded decision makes it done.
    DECISION = "decision"


class ReportError(ValueError):
    """A report may not be made by this person; `key` names the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Settled:
    """The status a report comes to, and what it waits for.

    `unready`: the congress was held while hard gates were open (DOMAIN 8.5).
    """

    status: ItemStatus
    hold: Hold | None = None
    unready: bool = False


def settle(
    item: PlanItem,
    *,
    role: Role,
    old: ItemStatus,
    wanted: ItemStatus,
    reason: str = "",
    corrects: bool = False,
) -> Settled:
    """Decide what a reported status comes to; a correction of one's own report may reopen.

    Raises ReportError: "reopen" (for group_leader and above), "reopen_reason", "only_reopen"
    (overseers do nothing else here), "waive" (a unit does not waive or return a gate itself).
    """
    reopens = old is ItemStatus.DONE and wanted is not ItemStatus.DONE
    if reopens and not corrects:
        if role in _ONLY_UNITS:
            raise ReportError("reopen")
        if not reason:
            raise ReportError("reopen_reason")
    if role not in REPORTERS and not reopens:
        raise ReportError("only_reopen")
    guarded = item.decided or item.gate is not Gate.NONE
    if guarded and role in _ONLY_UNITS and wanted in _LEADERS_ONLY:
        raise ReportError("waive")
    return _hold(item, role=role, old=old, wanted=wanted)


_LEADERS_ONLY = frozenset({ItemStatus.RETURNED, ItemStatus.NOT_APPLICABLE})


def _hold(item: PlanItem, *, role: Role, old: ItemStatus, wanted: ItemStatus) -> Settled:
    if wanted is ItemStatus.DONE and old is not ItemStatus.DONE:
        if item.decided:
            return Settled(ItemStatus.SUBMITTED, Hold.DECISION)
        if item.gate is not Gate.NONE and role in _ONLY_UNITS:
            return Settled(ItemStatus.SUBMITTED, Hold.GATE)
    return Settled(wanted)


def open_gates(plan: Sequence[PlanItem], progress: Mapping[str, Progress]) -> list[PlanItem]:
    """List the hard gates of one unit that are not done."""
    return [
        item
        for item in plan
        if item.gate is Gate.HARD
        and (item.code not in progress or progress[item.code].status not in FINISHED)
    ]


def hold_congress(congress: Congress, *, closed_on: date) -> Congress:
    """Make a congress held on its closing day; an opening day just before it stays."""
    opened = congress.opens_on
    near = opened is not None and closed_on - _LONGEST_CONGRESS <= opened <= closed_on
    return congress.model_copy(
        update={
            "state": CongressState.HELD,
            "opens_on": opened if near else closed_on,
            "closes_on": closed_on,
            "held_on": closed_on,
        }
    )


#: Where a congress stands after its last decision; READY is found anew by the program.
_STATE_AFTER = {
    EventKind.PROPOSED: CongressState.PROPOSED,
    EventKind.APPROVED: CongressState.APPROVED,
    EventKind.ADVANCED: CongressState.APPROVED,
    EventKind.MOVED: CongressState.APPROVED,
    EventKind.RETURNED: CongressState.RETURNED,
    EventKind.POSTPONED: CongressState.POSTPONED,
    EventKind.RESUMED: CongressState.UNDATED,
}


def withdraw_held(unit: str, events: Sequence[CongressEvent]) -> Congress:
    """Give a congress as it stood before it was reported held, from its events in order."""
    for event in reversed(events):
        if state := _STATE_AFTER.get(event.kind):
            dated = state is not CongressState.UNDATED
            return Congress(
                unit=unit,
                state=state,
                opens_on=event.opens_on if dated else None,
                closes_on=event.closes_on if dated else None,
            )
    return Congress(unit=unit)


def is_held(congress: Congress) -> bool:
    """Tell whether a congress has been held."""
    return congress.state in HELD_STATES
