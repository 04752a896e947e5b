"""What a report of an item's status comes to: who makes "done", who reopens (DOMAIN 8.5)."""

from dataclasses import dataclass
from enum import StrEnum

from congress.plans import Gate, ItemStatus, PlanItem
from congress.roles import REPORTERS, Role
from congress.structure import Verdict

LONGEST_NOTE = 500

#: The items that are the congress itself: done means held.
CONGRESS_ITEMS = frozenset({"X34", "C13"})

_ONLY_UNITS = frozenset({Role.UNIT_REPORTER, Role.GROUP_MEMBER})


class Hold(StrEnum):
    """Why "hoàn thành" is kept as submitted."""

    #: The group's leader, or whoever stands in for one, has to confirm.
    GATE = "gate"
    #: Only a recorded decision makes it done.
    DECISION = "decision"


class ReportError(ValueError):
    """A report may not be made by this person; `key` names the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Warned:
    """What speaks against "hoàn thành": criteria that are not met, or counts never told."""

    failed: tuple[Verdict, ...] = ()


@dataclass(frozen=True)
class Settled:
    """The status a report comes to, and what it waits for.

    `unready`: the congress was held while hard gates were open (DOMAIN 8.5). `warning`: the
    make-up of the coming committee speaks against "hoàn thành" (DH-3).
    """

    status: ItemStatus
    hold: Hold | None = None
    unready: bool = False
    warning: Warned | None = None


def settle(
    item: PlanItem,
    *,
    role: Role,
    old: ItemStatus,
    wanted: ItemStatus,
    reason: str = "",
    corrects: bool = False,
    confirms: bool = False,
) -> Settled:
    """Decide what a reported status comes to; a correction of one's own report may reopen.

    `confirms` tells that the person makes the unit's gates done (congress.authority).

    Raises ReportError: "reopen_reason", and as check_reporter does.
    """
    check_reporter(item, role=role, old=old, wanted=wanted, corrects=corrects, confirms=confirms)
    if _reopens(old, wanted) and not corrects and not reason:
        raise ReportError("reopen_reason")
    return _hold(item, role=role, old=old, wanted=wanted)


def check_reporter(
    item: PlanItem,
    *,
    role: Role,
    old: ItemStatus,
    wanted: ItemStatus,
    corrects: bool = False,
    confirms: bool = False,
) -> None:
    """Check whether a person may give an item a status, whatever else is said with it.

    Raises ReportError: "reopen" (for group_leader and above), "only_reopen" (overseers do nothing
    else here), "waive" (a unit does not waive or return a gate itself).
    """
    reopens = _reopens(old, wanted)
    if reopens and not corrects and role in _ONLY_UNITS:
        raise ReportError("reopen")
    guarded = item.decided or item.gate is not Gate.NONE
    stands_in = confirms and guarded and not item.decided and wanted in _ANSWERS_TO_GATE
    if role not in REPORTERS and not reopens and not stands_in:
        raise ReportError("only_reopen")
    if guarded and role in _ONLY_UNITS and wanted in _LEADERS_ONLY:
        raise ReportError("waive")


def _reopens(old: ItemStatus, wanted: ItemStatus) -> bool:
    return old is ItemStatus.DONE and wanted is not ItemStatus.DONE


_ANSWERS_TO_GATE = frozenset({ItemStatus.DONE, ItemStatus.RETURNED})
_LEADERS_ONLY = frozenset({ItemStatus.RETURNED, ItemStatus.NOT_APPLICABLE})


def _hold(item: PlanItem, *, role: Role, old: ItemStatus, wanted: ItemStatus) -> Settled:
    if wanted is ItemStatus.DONE and old is not ItemStatus.DONE:
        if item.decided:
            return Settled(ItemStatus.SUBMITTED, Hold.DECISION)
        if item.gate is not Gate.NONE and role in _ONLY_UNITS:
            return Settled(ItemStatus.SUBMITTED, Hold.GATE)
    return Settled(wanted)
