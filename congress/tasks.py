"""Numbered work beside the plans: conclusions, tasks of bodies, welcome works, proposals.

All are one thing to people: a short text with a number, somebody to do it, a day, and how far it
is. The unit says it is done (submitted), whoever set it closes it (done).
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value
from congress.plans import FINISHED, ItemStatus
from congress.units import Unit


class TaskKind(StrEnum):
    """Where a task comes from."""

    #: A conclusion of a review, for one unit; common ones are copied to each (CL-2, CL-8).
    CONCLUSION = "conclusion"
    #: The own plan of a subcommittee or another body (NS-2).
    BODY = "body"
    #: A work registered to welcome the congress (DH-9).
    WELCOME = "welcome"
    #: What goes on beside the congress and is no part of its progress (NS-9).
    PARALLEL = "parallel"
    #: What a field trip proposes to the standing board; done is accepted (NS-3).
    PROPOSAL = "proposal"


#: How the numbers of each kind are said: KL03, NV01.
PREFIXES: Mapping[TaskKind, str] = {
    TaskKind.CONCLUSION: "KL",
    TaskKind.BODY: "NV",
    TaskKind.WELCOME: "CT",
    TaskKind.PARALLEL: "SS",
    TaskKind.PROPOSAL: "KN",
}
_CODE = re.compile(r"^([A-Z]{2})[\s-]?0*(\d{1,6})$")


class Task(Value):
    """One task; `number` counts within its kind. `text` never names a person.

    `unit` has to do it, or `body` (a body's code); `source` is the id of the review, or the number
    of the trip or body it comes from. `common` tells copies that all units got.
    """

    kind: TaskKind
    number: int
    unit: str | None = None
    body: str | None = None
    source: int | None = None
    text: str
    due: date | None = None
    status: ItemStatus = ItemStatus.NOT_STARTED
    common: bool = False
    note: str = ""
    member: int | None = None
    at: AwareDatetime

    @property
    def code(self) -> str:
        """Give the number as people say it: KL03."""
        return f"{PREFIXES[self.kind]}{self.number:02}"

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to be done, be it only to close it."""
        return self.status not in FINISHED


def tasks_of_units(tasks: Iterable[Task], units: Iterable[Unit]) -> list[Task]:
    """List the tasks of some units, the open ones first, by unit and number."""
    place = {unit.code: position for position, unit in enumerate(units)}
    mine = [task for task in tasks if task.unit in place]
    return sorted(mine, key=lambda one: (not one.is_open, place[one.unit or ""], one.number))


def read_task_code(text: str, kind: TaskKind) -> int | None:
    """Read "KL03", "kl 3" or "3" as the number of a kind; None for anything else."""
    plain = text.strip().upper()
    if plain.isdecimal():
        return int(plain)
    match = _CODE.match(plain)
    return int(match[2]) if match and match[1] == PREFIXES[kind] else None
