"""One round of the bell: what its jobs see, and telling people apart from each other."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from chat.message import Button, Capabilities
from congress.dates import instant, local_date
from congress.directory import Directory
from congress.members import Member
from congress.office import Office
from storage import letters
from storage.database import Database
from storage.work import Work
from texts.render import Texts

_log = structlog.get_logger()

#: Puts what one person is told into a work, or raises AlreadyToldError.
Say = Callable[[Work, Member], Awaitable[None]]


class AlreadyToldError(Exception):
    """Another round told this person meanwhile; nothing of this one's is kept."""


@dataclass(frozen=True)
class Told:
    """How a job went: how many people were told, whom it could not reach, and how many failed."""

    told: int = 0
    unreachable: frozenset[int] = frozenset()
    failed: int = 0


@dataclass(frozen=True)
class Round:
    """What all jobs of one ring see: one picture, one instant."""

    database: Database
    directory: Directory
    office: Office
    texts: Texts
    capabilities: Mapping[str, Capabilities]
    now: datetime

    @property
    def today(self) -> date:
        """Give the local day."""
        return local_date(self.now)

    async def tell_each(self, people: Iterable[int], say: Say, *, job: str) -> Told:
        """Tell people one by one, each in a transaction of their own.

        A person who cannot be told (a faulty text, a broken row) is logged and passed over; one
        without an account that can be reached is counted, and told once there is one.
        """
        told, unreachable, failed = 0, set(), 0
        for member in (self.directory.members[one] for one in people):
            if not self._can_reach(member):
                unreachable.add(member.id)
                continue
            try:
                async with self.database.work() as work:
                    await say(work, member)
                told += 1
            except AlreadyToldError:
                continue
            except Exception:  # noqa: BLE001 -- one person's failure must not stop the others
                failed += 1
                _log.exception("A person was not told.", action=f"{job}.failed", member=member.id)
        return Told(told, frozenset(unreachable), failed)

    def post(
        self,
        work: Work,
        member: Member,
        html: str,
        *,
        kind: str,
        choices: Sequence[Button] = (),
        links: Sequence[Button] = (),
    ) -> int:
        """Queue a message at a polite time; give its outbox row.

        It is given up when the next quiet hours begin: in the morning there are newer words.
        """
        not_before = self.office.polite_time(self.now, member=member)
        row = letters.post(
            work,
            directory=self.directory,
            member=member,
            html=html,
            kind=kind,
            choices=choices,
            links=links,
            capabilities=self.capabilities,
            now=self.now,
            not_before=not_before,
            expires_at=self._next_quiet(not_before, member),
        )
        if row is None:
            raise LookupError(member.id)
        return row

    def _can_reach(self, member: Member) -> bool:
        address = letters.address_of(self.directory, member, self.capabilities)
        return address is not None and address.blocked_at is None

    def _next_quiet(self, at: datetime, member: Member) -> datetime:
        begins = instant(local_date(at), member.quiet_from or self.office.quiet_from)
        return begins if begins > at else begins + timedelta(days=1)
