"""Bodies that prepare congresses, and who sits in them by role title (DH-11, KS-2, NS-2).

A work group in charge of units is a Group (congress.units); its leaders and members are listed
here as those of any other body, under the group's code.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value
from congress.folding import fold
from congress.overview import Overview
from congress.tasks import Task, TaskKind


class BodyKind(StrEnum):
    """What a body is there for (DOMAIN 2.1, S2)."""

    STEERING_BOARD = "steering_board"
    WORK_GROUP = "work_group"
    DOCUMENTS_SUBCOMMITTEE = "documents_subcommittee"
    PERSONNEL_SUBCOMMITTEE = "personnel_subcommittee"
    PROPAGANDA_SUBCOMMITTEE = "propaganda_subcommittee"
    LOGISTICS_SUBCOMMITTEE = "logistics_subcommittee"
    EDITORIAL_TEAM = "editorial_team"
    DATA_TEAM = "data_team"
    PERSONNEL_REVIEW_TEAM = "personnel_review_team"
    FIELD_TEAM = "field_team"


class Post(StrEnum):
    """What a person is in a body."""

    LEADER = "leader"
    DEPUTY = "deputy"
    CLERK = "clerk"
    MEMBER = "member"


_CODE = re.compile(r"TB(\d+)")
#: Only these posts may be kept for people of some standing.
LEADING = frozenset({Post.LEADER, Post.DEPUTY})


class Body(Value):
    """One body of a committee or of a unit (`unit` is its code)."""

    code: str
    kind: BodyKind
    name: str
    unit: str


class BodyMember(Value):
    """One person in a body, by role title; who has left keeps the row."""

    id: int
    body: str
    title: str
    post: Post = Post.MEMBER
    left_at: AwareDatetime | None = None


def next_code(known: Iterable[Body]) -> str:
    """Give the code of the next body after those there are; a work group has its own."""
    numbers = [int(match[1]) for body in known if (match := _CODE.fullmatch(body.code))]
    return f"TB{max(numbers, default=0) + 1:02}"


def titles_for(profile: Mapping[str, str], kind: BodyKind, post: Post) -> tuple[str, ...]:
    """Give how titles of leaders must begin where the way of organising says so; () for any.

    The switch "leaders.<kind>" holds them with semicolons between (S1: members of the standing
    committee, or vice chairmen of the people's committee, lead the work groups).
    """
    written = profile.get(f"leaders.{kind}", "") if post in LEADING else ""
    return tuple(part.strip() for part in written.split(";") if part.strip())


def may_hold(title: str, allowed: Iterable[str]) -> bool:
    """Tell whether a title begins as one of those allowed; any does where none are named."""
    wanted = tuple(fold(one) for one in allowed)
    return not wanted or fold(title).startswith(wanted)


def find_late_tasks(picture: Overview) -> tuple[Task, ...]:
    """List the tasks of bodies that should have been done, the oldest day first."""
    late = [
        task
        for task in picture.tasks
        if task.kind is TaskKind.BODY and task.is_open and task.due and task.due < picture.today
    ]
    return tuple(sorted(late, key=lambda task: (task.due or picture.today, task.number)))
