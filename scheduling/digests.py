"""The morning digests: exactly once for each reader and local day, on days off too (MX-5)."""

from datetime import time

from chat.message import Button
from congress.dates import instant
from congress.digest import Previous, compose_digest, digest_buttons
from congress.members import Member
from congress.overview import Overview
from congress.roles import DIGEST_READERS, Role
from scheduling.round import AlreadyToldError, Round, Told
from storage import nudges, overview
from storage.work import Work

#: How late a day's digest is still sent, with its real as-of time. In the evening it still tells
#: a leader something he can act on; after that the quiet hours begin, and yesterday's figures are
#: never sent as today's.
SEND_UNTIL = time(20, 0)


async def send_digests(round_: Round) -> Told:
    """Queue the digests of today that are due and not yet queued."""
    opens = instant(round_.today, round_.office.digest_at)
    if not opens <= round_.now < instant(round_.today, SEND_UNTIL):
        return Told()
    async with round_.database.work() as work:
        done = await nudges.digest_readers(work, day=round_.today)
    waiting = [
        member.id
        for member in round_.directory.people(*DIGEST_READERS)
        if member.wants_digest and member.id not in done
    ]
    return Told()
