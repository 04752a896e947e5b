"""What has a day beside the plans is on the same ladder: issues, conclusions, tasks of bodies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from congress.bodies import Body, BodyKind
from congress.directory import Directory
from congress.duties import find_duties_beside
from congress.events import Congress, CongressState
from congress.issues import Issue, IssueCategory, IssueOwner, IssueState
from congress.members import Member
from congress.plans import ItemStatus
from congress.roles import Role
from congress.tasks import Task, TaskKind
from congress.units import Unit, UnitKind
from scheduling.due import find_nudges
from tests.scheduling.situations import (
    BOARD,
    GROUP_MEMBER,
    LEADER,
    OFFICE,
    OFFICE_CLERK,
    ORGANISER,
    OTHER_LEADER,
    REPORTER,
    SECRETARY,
    at,
    directory,
)

DUE = date(2020, 5, 11)
EARLY = at(date(2020, 4, 1))
UNIT = {REPORTER.id, GROUP_MEMBER.id}
UPWARD = {OFFICE_CLERK.id, ORGANISER.id}


def issue(owner: IssueOwner = IssueOwner.GROUP, **changes: object) -> Issue:
    return Issue(
        number=3, unit="K12", text="hội trường đang sửa", owner=owner, at=EARLY, due=DUE
    ).model_copy(update=changes)


def conclusion(**changes: object) -> Task:
    kind = TaskKind.CONCLUSION
    return Task(
        kind=kind, number=7, unit="K12", text="bổ sung số liệu", at=EARLY, due=DUE
    ).model_copy(update=changes)


def body_task(unit: str, body: str, **changes: object) -> Task:
    kind = TaskKind.BODY
    return Task(
        kind=kind, number=1, unit=unit, body=body, text="đề cương", at=EARLY, due=DUE
    ).model_copy(update=changes)


def said(
    day: date,
    *,
    issues: Sequence[Issue] = (),
    tasks: Sequence[Task] = (),
    bodies: Sequence[Body] = (),
    known: Directory | None = None,
) -> dict[int, list[str]]:
    """Give what would be said to each person that day, as "kind code rung"."""
    known = known or directory()
    nudges = find_nudges(
        known,
        progress={},
        silences=(),
        beside=find_duties_beside(known, issues=issues, tasks=tasks, bodies=bodies),
        now=at(day),
        office=OFFICE,
    )
    return {
        who: [f"{one.key.kind} {one.key.item} {one.key.rung}" for one in told]
        for who, told in nudges.items()
    }


@pytest.mark.row("MX-3")
@pytest.mark.parametrize(
    ("owner", "told"),
    [
        (IssueOwner.GROUP, [LEADER.id, ORGANISER.id, BOARD.id]),
        (IssueOwner.ORGANISATION_DEPT, [ORGANISER.id, BOARD.id]),
        (IssueOwner.STANDING_BOARD, [BOARD.id]),
    ],
)
def test_issue_is_its_owners_then_those_who_may_read_it(
    owner: IssueOwner, told: list[int]
) -> None:
    owners, *_ = told
    raised = issue(owner)
    assert said(date(2020, 5, 8), issues=[raised]) == {owners: ["upcoming VM03 1"]}
    assert said(date(2020, 5, 12), issues=[raised]) == {owners: ["overdue VM03 +1"]}
    late = said(date(2020, 5, 20), issues=[raised])
    assert late.pop(owners) == ["overdue VM03 +7"]
    assert late == {
        who: [f"overdue VM03 {'+5' if who == ORGANISER.id else '+7'}"] for who in told[1:]
    }


def test_issue_that_blocks_the_congress_is_told_to_all_on_the_first_day() -> None:
    told = said(date(2020, 5, 12), issues=[issue(blocking=True)])
    assert set(told) == {LEADER.id, ORGANISER.id, BOARD.id}


def test_issue_of_the_board_is_the_secretarys_where_there_is_no_board() -> None:
    known = directory()
    people = {key: one for key, one in known.members.items() if one.role is not BOARD.role}
    told = said(
        date(2020, 5, 12),
        issues=[issue(IssueOwner.STANDING_BOARD)],
        known=replace(known, members=people),
    )
    assert told == {SECRETARY.id: ["overdue VM03 +1"]}


@pytest.mark.parametrize("state", [IssueState.RESOLVED, IssueState.CLOSED])
def test_nothing_is_said_of_what_is_resolved_or_has_no_day(state: IssueState) -> None:
    closed, dayless = issue(state=state), issue(due=None)
    handed_in = conclusion(status=ItemStatus.SUBMITTED)
    assert (
        said(date(2020, 5, 12), issues=[closed, dayless], tasks=[handed_in, conclusion(due=None)])
        == {}
    )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2020, 5, 4), {who: ["upcoming KL07 7"] for who in UNIT}),
        (date(2020, 5, 11), {who: ["upcoming KL07 0"] for who in UNIT}),
        (date(2020, 5, 12), {who: ["overdue KL07 +1"] for who in UNIT}),
        (date(2020, 5, 14), {who: ["overdue KL07 +3"] for who in {*UNIT, LEADER.id}}),
    ],
)
def test_conclusion_climbs_as_an_item_does(day: date, told: dict[int, list[str]]) -> None:
    assert said(day, tasks=[conclusion()]) == told


def test_tasks_of_other_kinds_are_nobodys_delay() -> None:
    others = [TaskKind.WELCOME, TaskKind.PARALLEL, TaskKind.PROPOSAL]
    tasks = [conclusion(kind=kind) for kind in others]
    assert said(date(2020, 5, 20), tasks=tasks) == {}


def test_task_of_the_committees_body_stays_at_its_level() -> None:
    told = {
        day: set(said(date(2020, 5, day), tasks=[body_task("HU", "TB01")])) for day in (8, 18, 20)
    }
    assert told == {8: {OFFICE_CLERK.id}, 18: UPWARD, 20: UPWARD | {BOARD.id}}


def test_task_of_a_units_body_is_the_units() -> None:
    told = {
        day: set(said(date(2020, 5, day), tasks=[body_task("K12", "TB02")])) for day in (8, 14, 18)
    }
    above = {REPORTER.id, GROUP_MEMBER.id, LEADER.id}
    assert told == {8: {REPORTER.id}, 14: above, 18: above | UPWARD}


def test_task_of_a_work_group_is_that_groups() -> None:
    told = said(date(2020, 5, 12), tasks=[body_task("HU", "T01")])
    assert set(told) == {GROUP_MEMBER.id, LEADER.id}
    assert set(said(date(2020, 5, 12), tasks=[body_task("HU", "T02")])) == {OTHER_LEADER.id}


def test_task_of_a_districts_body_is_not_told_to_the_province() -> None:
    known = directory()
    province = Unit(code="TU", name="Đảng bộ tỉnh", kind=UnitKind.COMMITTEE)
    district = known.units["HU"].model_copy(update={"parent": "TU"})
    above = [
        Member(id=100 + place, title=role, role=role, unit="TU")
        for place, role in enumerate((Role.OFFICE, Role.ORGANISATION_DEPT, Role.STANDING_BOARD))
    ]
    known = replace(
        known,
        units={"TU": province, **known.units, "HU": district},
        members={**known.members, **{one.id: one for one in above}},
    )
    told = said(date(2020, 5, 20), tasks=[body_task("HU", "TB01")], known=known)
    assert set(told) == UPWARD | {BOARD.id}


@pytest.mark.row("MX-4")
@pytest.mark.parametrize(
    ("category", "asked"),
    [
        (IssueCategory.LOGISTICS, False),
        (IssueCategory.DOCUMENTS, True),
        (IssueCategory.PERSONNEL, True),
    ],
)
def test_postponed_congress_freezes_logistics_beside_the_plans_too(
    category: IssueCategory, asked: bool
) -> None:
    opens = date(2020, 5, 20)
    postponed = Congress(unit="K12", state=CongressState.POSTPONED, opens_on=opens)
    known = directory(congress=postponed)
    told = said(date(2020, 5, 12), issues=[issue(category=category)], known=known)
    assert bool(told) == asked
    kind = BodyKind.LOGISTICS_SUBCOMMITTEE if not asked else BodyKind.DOCUMENTS_SUBCOMMITTEE
    body = Body(code="TB02", kind=kind, name="Tiểu ban", unit="K12")
    tasks = [body_task("K12", "TB02")]
    assert bool(said(date(2020, 5, 12), tasks=tasks, bodies=[body], known=known)) == asked


def test_what_was_due_before_a_congress_that_was_held_is_not_asked_for() -> None:
    opens = date(2020, 5, 12)
    held = Congress(unit="K12", state=CongressState.HELD, opens_on=opens, held_on=opens)
    known = directory(congress=held)
    assert said(date(2020, 5, 14), tasks=[conclusion()], issues=[issue()], known=known) == {}
    later = issue(due=date(2020, 5, 13))
    assert said(date(2020, 5, 14), issues=[later], known=known) == {LEADER.id: ["overdue VM03 +1"]}


def test_moved_day_begins_a_new_ladder() -> None:
    before = find_duties_beside(directory(), issues=[issue()], tasks=[], bodies=[])
    moved = issue(due=date(2020, 5, 18))
    after = find_duties_beside(directory(), issues=[moved], tasks=[], bodies=[])
    assert next(before).version < next(after).version
