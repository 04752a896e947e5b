"""People, their accounts and invitations, and strangers who try to get in."""

from datetime import date, datetime, time, timedelta

from congress.dates import instant
from congress.members import Identity, Invitation, Member
from storage.named import load
from storage.work import Work

_sql = load("members")

#: Guesses at codes are counted over this long, from the first one on.
TRIES_WINDOW = timedelta(hours=1)


def save_member(work: Work, member: Member) -> None:
    """Add a person, or change one of the same id."""
    work.touch_directory()
    _sql.save_member(work, **member.model_dump())


def set_title(work: Work, *, member: int, title: str) -> None:
    """Change what a person is called."""
    work.touch_directory()
    _sql.set_title(work, member=member, title=title)


def deactivate(work: Work, *, member: int) -> None:
    """End a person's access; what they did stays theirs."""
    work.touch_directory()
    _sql.deactivate(work, member=member)


def bind_identity(work: Work, identity: Identity) -> None:
    """Make an account a person's; an account has one person, the last one it was bound to."""
    work.touch_directory()
    _sql.bind_identity(work, **identity.model_dump())


def set_blocked(work: Work, *, channel: str, sender: str, at: datetime | None) -> None:
    """Record since when an account blocks the bot; None when it no longer does."""
    work.touch_directory()
    _sql.set_blocked(work, channel=channel, sender=sender, at=at)


def add_invitation(work: Work, invitation: Invitation) -> None:
    """Add a single-use way in."""
    _sql.add_invitation(work, **invitation.model_dump())


async def find_invitation(work: Work, *, code_hash: str) -> Invitation | None:
    """Find an invitation by its hashed code, used up or too old ones too."""
    row = await _sql.find_invitation(work, code_hash=code_hash)
    return Invitation.model_validate(row) if row else None


async def use_invitation(
    work: Work,
    *,
    id: int,  # noqa: A002 -- the column's name
    member: int,
    at: datetime,
) -> bool:
    """Use an invitation up; False when somebody already did."""
    used: bool = await _sql.use_invitation(work, id=id, member=member, at=at)
    return used


async def note_try(work: Work, *, channel: str, sender: str, at: datetime) -> int:
    """Count a guess at a code; give how many there were within TRIES_WINDOW, this one included."""
    tries: int = await _sql.note_try(
        work, channel=channel, sender=sender, at=at, window=at - TRIES_WINDOW
    )
    return tries


async def greet_once(work: Work, *, channel: str, sender: str, day: date) -> bool:
    """Tell whether a stranger has not been greeted on this local day; from now on they have."""
    greeted: bool = await _sql.greet_once(
        work, channel=channel, sender=sender, day=day, since=instant(day, time(0))
    )
    return greeted
