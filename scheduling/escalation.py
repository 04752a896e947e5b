"""How far up a matter goes while nobody answers: pure rules of the ladder (DOMAIN 2.2, 8.10).

The same steps hold for all that is overdue and for a silent unit; both count working days, so that
a holiday is nobody's delay. A report ends the matter, and with it every further step.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from congress.dates import WorkingDay, instant, local_date
from congress.derive import is_silent
from congress.directory import Directory
from congress.duties import UNIT_DOERS
from congress.roles import REPORTERS, Role
from congress.units import Unit

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


def find_rung(
    role: Role, days: int, *, doers: Collection[Role] = UNIT_DOERS, at_once: bool = False
) -> str | None:
    """Name the rung a role stands on after `days` working days; None when it is not told (yet).

    Who does the thing is told from the first day on. With `at_once` (a hard gate holds up the
    congress) every level is.
    """
    level = 1 if role in doers else LEVELS.get(role)
    if level is None or days < (1 if at_once else level):
        return None
    return f"+{days}" if role in DAILY or role in doers else f"+{level}"


#: How many days back a silence is counted. The top of the ladder is long passed by then, and so
#: those who act are not asked daily without end either.
LONGEST_SILENCE = 30


@dataclass(frozen=True)
class Silence:
    """A unit not heard of for too long; `days` are the working days of that, today included.

    `heard_on` is the day of its last sign of life, by which one silence is told from the next.
    """

    unit: str
    heard_on: date | None
    days: int


def find_silences(
    directory: Directory,
    *,
    heard: Mapping[str, datetime],
    now: datetime,
    works: WorkingDay,
) -> list[Silence]:
    """List the silent units; one that was never heard of is counted from the day of loading."""
    loaded_on = directory.profile.get("loaded_on")
    loaded_at = instant(date.fromisoformat(loaded_on), time(0)) if loaded_on else None
    found = []
    for unit in directory.reporting_units:
        heard_at = heard.get(unit.code)
        days = _count_days(directory, unit, heard_at or loaded_at, now=now, works=works)
        if days:
            found.append(Silence(unit.code, heard_at and local_date(heard_at), days))
    return found


def _count_days(
    directory: Directory,
    unit: Unit,
    heard_at: datetime | None,
    *,
    now: datetime,
    works: WorkingDay,
) -> int:
    """Count the working days on end, back from today, on which a unit was silent."""
    congress, days = directory.congress(unit.code), 0
    for back in range(LONGEST_SILENCE if heard_at else 1):
        at = now - timedelta(days=back)
        if not is_silent(unit, congress, heard_at=heard_at, now=at, works=works):
            break
        days += works(local_date(at))
    return days
