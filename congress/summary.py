"""The summary for a briefing: figures, what is wanting, and what is to be done about it (DH-13).

What is wanting follows from the figures; the office adds lines of its own to both lists. A line
taken away stays on record.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from chat.message import Value
from congress.bodies import find_late_tasks
from congress.contents import Balance
from congress.drafts import DefectCount, count_defects, read_drafts
from congress.events import CongressState
from congress.facts import FactKind, Facts
from congress.overview import Overview
from congress.personnel import find_failing
from congress.plans import FINISHED
from congress.reviewing import Reviewing, find_reviewing
from congress.structure import Criterion, Verdict
from congress.tasks import Task, TaskKind
from congress.units import Unit, UnitKind

LONGEST_LINE = 300

_MOST_DEFECTS = 3


class LineKind(StrEnum):
    """Which of the two lists a line is of."""

    #: What is wanting (hạn chế).
    LIMIT = "limit"
    #: What is to be done about it (giải pháp).
    SOLUTION = "solution"


#: How the numbers of each list are said: HC01, GP01.
LINE_PREFIXES = {LineKind.LIMIT: "HC", LineKind.SOLUTION: "GP"}
_CODE = re.compile(r"^(HC|GP)[\s-]?0*(\d{1,4})$")


class SummaryLine(Value):
    """One line that the office added."""

    kind: LineKind
    number: int
    text: str
    dropped: bool = False

    @property
    def code(self) -> str:
        """Give the number as people say it: GP01."""
        return f"{LINE_PREFIXES[self.kind]}{self.number:02}"

    @property
    def subject(self) -> str:
        """Give the subject of the fact that tells it."""
        return f"{self.kind}/{self.number}"


def read_lines(facts: Facts) -> tuple[SummaryLine, ...]:
    """Read all lines of a committee, those taken away too, by list and number."""
    told = facts.of(FactKind.SUMMARY).values()
    lines = (SummaryLine.model_validate(fact.data) for fact in told)
    return tuple(sorted(lines, key=lambda line: (line.kind, line.number)))


def next_line(lines: Iterable[SummaryLine], kind: LineKind, text: str) -> SummaryLine:
    """Make the next line of a list."""
    numbers = [line.number for line in lines if line.kind is kind]
    return SummaryLine(kind=kind, number=max(numbers, default=0) + 1, text=text)


def find_line(lines: Iterable[SummaryLine], code: str) -> SummaryLine | None:
    """Find a line that stands by its number: "GP01", "gp 1"."""
    match = _CODE.match(code.strip().upper())
    if match is None:
        return None
    return next(
        (
            line
            for line in lines
            if not line.dropped
            and LINE_PREFIXES[line.kind] == match[1]
            and line.number == int(match[2])
        ),
        None,
    )


@dataclass(frozen=True)
class Summary:
    """What a briefing is told; every figure is the length of a list of the picture."""

    picture: Overview
    balance: Balance
    lines: tuple[SummaryLine, ...] = ()

    @property
    def limits(self) -> tuple[SummaryLine, ...]:
        """List what the office says is wanting."""
        return self._standing(LineKind.LIMIT)

    @property
    def solutions(self) -> tuple[SummaryLine, ...]:
        """List what the office says is to be done."""
        return self._standing(LineKind.SOLUTION)

    @cached_property
    def defects(self) -> tuple[DefectCount, ...]:
        """List the most frequent defects of drafts that are not mended everywhere."""
        found = (count for count in count_defects(self.picture) if count.open)
        return tuple(found)[:_MOST_DEFECTS]

    @cached_property
    def failing(self) -> Mapping[Unit, tuple[Verdict, ...]]:
        """Map the units whose coming committee misses a criterion to which (DH-3)."""
        return find_failing(self.picture)

    @property
    def failing_by_criterion(self) -> Mapping[Criterion, int]:
        """Count the units that miss each criterion; who misses several is in each."""
        missed = Counter(
            verdict.criterion for failed in self.failing.values() for verdict in failed
        )
        return {criterion: missed[criterion] for criterion in Criterion if missed[criterion]}

    @cached_property
    def reviewing(self) -> Reviewing:
        """Give what reviews left to be done."""
        return find_reviewing(self.picture)

    @cached_property
    def late_tasks(self) -> tuple[Task, ...]:
        """List the tasks of bodies that are late."""
        return find_late_tasks(self.picture)

    @cached_property
    def works(self) -> tuple[Task, ...]:
        """List the works registered to welcome the congresses."""
        return tuple(task for task in self.picture.tasks if task.kind is TaskKind.WELCOME)

    @cached_property
    def works_done(self) -> tuple[Task, ...]:
        """List those that are finished."""
        return tuple(task for task in self.works if not task.is_open)

    @property
    def has_limits(self) -> bool:
        """Tell whether the figures or the office say that anything is wanting."""
        picture = self.picture
        found = (picture.overdue, picture.silent, picture.issues, self.failing, self.defects)
        reviews = (self.reviewing.to_redo, self.reviewing.conclusions)
        return any((*found, *reviews, self.late_tasks, self.balance.one_sided, self.limits))

    def _standing(self, kind: LineKind) -> tuple[SummaryLine, ...]:
        return tuple(line for line in self.lines if line.kind is kind and not line.dropped)


@dataclass(frozen=True)
class UnitRow:
    """One unit in a table; counts and statuses only."""

    unit: Unit
    kind: UnitKind
    group: str
    state: CongressState
    opens_on: date | None
    decided: bool
    done: int
    total: int
    overdue: int
    issues: int
    days_quiet: int | None
    open_defects: int


def read_rows(picture: Overview) -> list[UnitRow]:
    """Make the table's rows, in the order of the units."""
    return [_read_row(picture, unit) for unit in picture.units]


def _read_row(picture: Overview, unit: Unit) -> UnitRow:
    directory = picture.directory
    plan = directory.items_by_unit.get(unit.code, ())
    group = directory.groups.get(unit.group or "")
    drafts = read_drafts(picture.facts.get(unit.code, Facts()))
    return UnitRow(
        unit=unit,
        kind=unit.kind,
        group=group.name if group else "",
        state=directory.congress(unit.code).state,
        opens_on=picture.opens_on(unit),
        decided=picture.is_decided(unit),
        done=sum(picture.status_of(item) in FINISHED for item in plan),
        total=len(plan),
        overdue=sum(matter.unit.code == unit.code for matter in picture.overdue),
        issues=sum(issue.unit == unit.code for issue in picture.issues),
        days_quiet=picture.days_quiet(unit),
        open_defects=sum(len(draft.open_defects) for draft in drafts),
    )
