"""How far up a matter goes while nobody answers: pure rules of the ladder (DOMAIN 2.2, 8.10).

The same steps hold for an overdue item and for a silent unit; both count working days, so that a
holiday is nobody's delay. A report ends the matter, and with it every further step.
"""

from collections.abc import Mapping

from congress.roles import REPORTERS, Role

#: The working day past due (or of silence) on which each level is told.
LEVELS: Mapping[Role, int] = {
    Role.UNIT_REPORTER: 1,
    Role.GROUP_MEMBER: 1,
    Role.GROUP_LEADER: 3,
    Role.OFFICE: 5,
    Role.ORGANISATION_DEPT: 5,
    Role.STANDING_BOARD: 7,
}

#: Those who can act hear of it every working day; those above hear once, then their digest counts.
DAILY = REPORTERS


def find_rung(role: Role, days: int, *, at_once: bool = False) -> str | None:
    """Name the rung a role stands on after `days` working days; None when it is not told (yet).

    With `at_once` (a hard gate holds up the congress) every level is told on the first day.
    """
    level = LEVELS.get(role)
    if level is None or days < (1 if at_once else level):
        return None
    return f"+{days}" if role in DAILY else f"+{level}"
