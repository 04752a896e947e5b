"""What somebody is to do by a day, whatever it is kept as: items, conclusions, issues, tasks.

One ladder of reminders serves all of them (scheduling/due). Told here is who does a thing, who
above hears of it when it is late, and what waits while a congress is postponed (DOMAIN 2.2, 8.10).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from congress.bodies import Body, BodyKind
from congress.derive import NOT_ASKED, is_asked, is_called_for, status_of
from congress.directory import Directory
from congress.issues import ABOUT_PEOPLE, Issue, IssueCategory, IssueOwner
from congress.members import Member, sees_detail
from congress.plans import Gate, PlanItem, Progress
from congress.roles import DECIDERS, GROUPS, OVERSEERS, REPORTERS, Role
from congress.tasks import Task, TaskKind
from congress.units import UnitKind

Roles = frozenset[Role]

#: Who does what a unit owes: the unit, and who is in charge of it.
UNIT_DOERS: Roles = frozenset({Role.UNIT_REPORTER, Role.GROUP_MEMBER})

#: Who deals with an issue, and who above hears of it; the office does not read issues.
_BY_OWNER: Mapping[IssueOwner, tuple[Roles, Roles]] = {
    IssueOwner.GROUP: (
        frozenset({Role.GROUP_LEADER}),
        frozenset({Role.ORGANISATION_DEPT, Role.STANDING_BOARD}),
    ),
    IssueOwner.ORGANISATION_DEPT: (
        frozenset({Role.ORGANISATION_DEPT}),
        frozenset({Role.STANDING_BOARD}),
    ),
    IssueOwner.STANDING_BOARD: (frozenset({Role.STANDING_BOARD}), frozenset()),
}


@dataclass(frozen=True)
class Duty:
    """One thing and its day; `version` tells the day from one it was moved from.

    `doers` hear of it beforehand and daily when it is late, `above` by their level. Where its
    words (`short`) are not told, the label `called` names it; only who reads the unit's detail is
    told the words of a `detail`. `opens` is the command that opens it; items have none of their
    own. What is `inner` to a committee is told at its own level; `group` is whose it is alone.
    """

    unit: str
    code: str
    short: str
    due: date
    version: int
    doers: Roles = UNIT_DOERS
    above: Roles = REPORTERS | OVERSEERS
    due_time: time | None = None
    weekly: bool = False
    #: It holds up the congress: all levels are told on the first day.
    at_once: bool = False
    called: str = ""
    detail: bool = False
    opens: str = ""
    inner: bool = False
    group: str | None = None

    def concerns(self, member: Member, directory: Directory) -> bool:
        """Tell whether a thing of a unit that a person sees is the person's own business.

        A level above is told of those right below it, and of what is its own; where a level has
        nobody of the role, the next one above is told.
        """
        if member.role is Role.UNIT_REPORTER:
            return self.unit == member.unit
        if member.role in GROUPS:
            return self.group in {None, member.group}
        return directory.oversees(member, self.unit, itself=self.inner)

    def told_to(self, member: Member, directory: Directory) -> "Duty":
        """Leave out words that are the unit's detail, for who may not read it (DOMAIN 8.8)."""
        if not self.detail or sees_detail(member, of=directory.units[self.unit]):
            return self
        return replace(self, short="")


def find_item_duties(
    directory: Directory, progress: Mapping[tuple[str, str], Progress]
) -> Iterator[Duty]:
    """List the items of plans that somebody is asked about."""
    for item in directory.items.values():
        if is_asked(item, status_of(item, progress), directory.congress(item.unit)):
            yield _of_item(item)


def find_duties_beside(
    directory: Directory,
    *,
    issues: Iterable[Issue],
    tasks: Iterable[Task],
    bodies: Iterable[Body],
) -> Iterator[Duty]:
    """List what has a day beside the plans: issues, conclusions, the tasks of bodies.

    Works have an item in the plan; what goes on in parallel, and what a trip proposes, is nobody's
    delay.
    """
    for issue in issues:
        if issue.is_open and issue.due and issue.unit in directory.units:
            goes_on = issue.category is not IssueCategory.LOGISTICS
            if is_called_for(issue.due, directory.congress(issue.unit), goes_on=goes_on):
                yield _of_issue(issue, issue.due, directory)
    kinds = {body.code: body.kind for body in bodies}
    for task in tasks:
        unit, due = task.unit or "", task.due
        if due and unit in directory.units and task.status not in NOT_ASKED:
            goes_on = kinds.get(task.body or "") is not BodyKind.LOGISTICS_SUBCOMMITTEE
            if is_called_for(due, directory.congress(unit), goes_on=goes_on):
                yield from _of_task(task, unit, due, directory)


def _of_item(item: PlanItem) -> Duty:
    return Duty(
        unit=item.unit,
        code=item.code,
        short=item.short,
        due=item.due,
        version=item.due_version,
        due_time=item.due_time,
        weekly=item.weekly,
        at_once=item.gate is Gate.HARD,
    )


def _of_issue(issue: Issue, due: date, directory: Directory) -> Duty:
    doers, above = _BY_OWNER[issue.owner]
    if issue.owner is IssueOwner.STANDING_BOARD:
        # Where the level has no standing board, those who decide there are all there is.
        roles = frozenset(one.role for one in directory.overseers_of(issue.unit, *DECIDERS))
        doers = doers & roles or roles
    told = issue.category not in ABOUT_PEOPLE
    return Duty(
        unit=issue.unit,
        code=issue.code,
        short=issue.text if told else "",
        due=due,
        version=due.toordinal(),
        doers=doers,
        above=above,
        at_once=issue.blocking,
        called=f"duty.issue_{issue.category}" if not told else "",
        opens=f"/xuly {issue.code}",
    )


def _of_task(task: Task, unit: str, due: date, directory: Directory) -> Iterator[Duty]:
    duty = Duty(unit=unit, code=task.code, short=task.text, due=due, version=due.toordinal())
    if task.kind is TaskKind.CONCLUSION:
        yield replace(
            duty,
            called="duty.conclusion",
            detail=not task.common,
            opens=f"/ketluan {task.code}",
        )
    elif task.kind is TaskKind.BODY:
        group = task.body if task.body in directory.groups else None
        committee = directory.units[unit].kind is UnitKind.COMMITTEE
        # People sit in a body by title, not by account: who keeps it is told.
        keepers: Roles = frozenset({Role.UNIT_REPORTER}) | ({Role.OFFICE} if committee else set())
        yield replace(
            duty,
            doers=GROUPS if group else keepers,
            above=OVERSEERS if committee else duty.above,
            opens=f"/tieuban {task.code}",
            inner=True,
            group=group,
        )
