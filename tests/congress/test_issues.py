"""How an issue goes from one state to the next, and who may take which step."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.issues import (
    Issue,
    IssueError,
    IssueOwner,
    IssueState,
    close,
    escalate,
    flag_complex,
    may_close,
    may_flag,
    may_reopen,
    read_issue_code,
    reopen,
    resolve,
    set_due,
    start,
)
from congress.members import Member
from congress.roles import Role
from congress.severity import find_complex, find_late, sort_by_severity
from tests.congress.pictures import picture, unit

AT = datetime(2020, 5, 15, tzinfo=UTC)
STEPS: dict[str, Callable[[Issue], Issue]] = {
    "start": start,
    "resolve": lambda one: resolve(one, how="đã bố trí"),
    "close": close,
    "reopen": lambda one: reopen(one, reason="chưa xong"),
    "escalate": escalate,
    "complex": flag_complex,
    "due": lambda one: set_due(one, date(2020, 5, 20)),
}
#: The steps that each state allows.
ALLOWED = {
    IssueState.NEW: {"start", "resolve", "escalate", "complex", "due"},
    IssueState.IN_PROGRESS: {"resolve", "escalate", "complex", "due"},
    IssueState.ESCALATED: {"resolve", "escalate", "complex", "due"},
    IssueState.RESOLVED: {"close", "reopen"},
    IssueState.CLOSED: {"reopen"},
}


def issue(number: int = 3, **more: object) -> Issue:
    values = {"unit": "K01", "text": "hội trường đang sửa", "at": AT, "raised_by": 7}
    return Issue.model_validate({"number": number} | values | more)


@pytest.mark.parametrize("state", list(IssueState))
def test_only_the_steps_of_a_state_are_taken(state: IssueState) -> None:
    taken = {name for name in STEPS if _is_taken(name, state)}
    assert taken == ALLOWED[state]


def _is_taken(name: str, state: IssueState) -> bool:
    try:
        STEPS[name](issue(state=state))
    except IssueError:
        return False
    return True


def test_escalation_goes_up_to_the_standing_board() -> None:
    once = escalate(issue(), reason="vượt thẩm quyền")
    twice = escalate(once)
    assert (once.owner, once.note) == (IssueOwner.ORGANISATION_DEPT, "vượt thẩm quyền")
    assert (twice.owner, twice.state) == (IssueOwner.STANDING_BOARD, IssueState.ESCALATED)
    with pytest.raises(IssueError, match="top"):
        escalate(twice)


@pytest.mark.row("DH-8")
def test_complex_issue_is_the_standing_boards() -> None:
    flagged = flag_complex(issue())
    assert (flagged.complex, flagged.owner) == (True, IssueOwner.STANDING_BOARD)
    with pytest.raises(IssueError, match="complex_already"):
        flag_complex(flagged)


@given(st.lists(st.sampled_from(list(STEPS)), max_size=30))
def test_whatever_is_tried_an_issue_stays_whole(names: list[str]) -> None:
    one = issue()
    for name in names:
        try:
            one = STEPS[name](one)
        except IssueError:
            continue
    assert (one.number, one.text, one.raised_by) == (3, "hội trường đang sửa", 7)
    assert not one.complex or one.owner is IssueOwner.STANDING_BOARD
    assert one.is_open == (one.state not in {IssueState.RESOLVED, IssueState.CLOSED})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("VM03", (3, "")),
        ("vm 3 đã bố trí", (3, "đã bố trí")),
        ("VM-12: xong", (12, "xong")),
        ("12", (12, "")),
        ("12/5", None),
        ("VM", None),
        ("VM3x", None),
        ("hội trường", None),
        ("9" * 12, None),
        ("٣", None),
    ],
)
def test_read_issue_code(text: str, read: tuple[int, str] | None) -> None:
    assert read_issue_code(text) == read


def member(role: Role, *, group: str | None = None, number: int = 1) -> Member:
    return Member(id=number, title="Chức danh", role=role, group=group)


def test_who_closes_reopens_and_flags() -> None:
    one, hard = issue(), flag_complex(issue())
    of = unit("K01", group="T01")
    raiser = member(Role.UNIT_REPORTER, number=7)
    leader, other = member(Role.GROUP_LEADER, group="T01"), member(Role.GROUP_LEADER, group="T02")
    board, department = member(Role.STANDING_BOARD), member(Role.ORGANISATION_DEPT)
    everybody = [raiser, leader, other, board, department]

    assert [may_close(who, one, of) for who in everybody] == [True, True, False, False, False]
    assert [may_close(who, hard, of) for who in everybody] == [False, False, False, True, False]
    assert [may_reopen(who, one, of) for who in everybody] == [True, True, False, True, True]
    assert [may_flag(who) for who in everybody] == [False, True, True, True, True]


def test_most_pressing_issues_come_first() -> None:
    raised = [
        issue(1),
        issue(2, blocking=True),
        issue(3, due=date(2020, 5, 14)),
        issue(4, complex=True),
        issue(5, due=date(2020, 5, 15)),
    ]
    look = picture([unit("K01")], issues=raised)
    assert [one.number for one in sort_by_severity(look.issues, today=look.today)] == [
        4,
        3,
        2,
        1,
        5,
    ]
    assert [one.number for one in find_complex(look)] == [4]
    assert [one.number for one in find_late(look)] == [3]
