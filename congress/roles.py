"""Who people are to the assistant, and who may do what (DOMAIN 2.3, 8.6, 8.8)."""

from enum import StrEnum


class Role(StrEnum):
    """A person's role; vice leaders and clerks of a group count as leader and member."""

    SECRETARY = "secretary"
    DEPUTY = "deputy"
    STANDING_BOARD = "standing_board"
    STANDING_COMMITTEE = "standing_committee"
    ORGANISATION_DEPT = "organisation_dept"
    OFFICE = "office"
    GROUP_LEADER = "group_leader"
    GROUP_MEMBER = "group_member"
    UNIT_REPORTER = "unit_reporter"
    ADMIN = "admin"


EVERYONE = frozenset(Role)
#: Those who see the whole tree below their own committee.
LEADERS = frozenset(
    {Role.SECRETARY, Role.DEPUTY, Role.STANDING_BOARD, Role.STANDING_COMMITTEE},
)
OVERSEERS = LEADERS | {Role.ORGANISATION_DEPT, Role.OFFICE}
GROUPS = frozenset({Role.GROUP_LEADER, Role.GROUP_MEMBER})
#: Those who report for a unit: its own people and the group in charge of it.
REPORTERS = GROUPS | {Role.UNIT_REPORTER}
VIEWERS = OVERSEERS | REPORTERS
#: Those who record a decision of the committee (DOMAIN 8.6).
DECIDERS = frozenset({Role.SECRETARY, Role.DEPUTY, Role.STANDING_BOARD})
#: Those who keep people and invitations.
KEEPERS = frozenset({Role.ADMIN, Role.OFFICE})
#: Those who may read issue and personnel detail besides the unit and its leader (DOMAIN 8.8).
CONFIDANTS = DECIDERS | {Role.ORGANISATION_DEPT}
#: Those who get the morning digest (DOMAIN 8.8); a group's leader gets the group's.
DIGEST_READERS = LEADERS | {Role.GROUP_LEADER}
