"""People by role title: what they may reach, and how they like to be told."""

from datetime import time

from pydantic import AwareDatetime

from chat.message import Value
from congress.roles import CONFIDANTS, Role
from congress.units import Unit


class Member(Value):
    """One person by role title, never by name.

    `unit` is the committee (leaders, office, admin) or the reporting unit; `group` the work group.
    `quiet_from`/`quiet_to` are None where the office's hours hold.
    """

    id: int
    title: str
    role: Role
    unit: str | None = None
    group: str | None = None
    is_head: bool = False
    active: bool = True
    wants_digest: bool = True
    quiet_from: time | None = None
    quiet_to: time | None = None


def sees_detail(member: Member, *, of: Unit) -> bool:
    """Tell whether a person may read a unit's issues and notes, not only count (DOMAIN 8.8).

    `of` is a unit within the person's own scope (Directory.units_of). At an upper unit its
    reporter and its confidants are "the unit itself"; its office and committee only count.
    """
    leads = member.role is Role.GROUP_LEADER and member.group == of.group
    reports = member.role is Role.UNIT_REPORTER and member.unit == of.code
    return member.role in CONFIDANTS or leads or reports


class Identity(Value):
    """A person's account on a channel; `blocked_at` is set while the bot cannot reach it."""

    channel: str
    sender: str
    member: int
    chat: str
    blocked_at: AwareDatetime | None = None


class Invitation(Value):
    """A single-use way in, stored hashed; its code is shown once to who made it."""

    id: int
    code_hash: str
    role: Role
    unit: str | None = None
    group: str | None = None
    expires_at: AwareDatetime
    created_by: int | None = None
    created_at: AwareDatetime
    used_at: AwareDatetime | None = None
    used_by: int | None = None
