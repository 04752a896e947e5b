"""The morning digests: exactly once for each reader and local day, on days off too (MX-5)."""

from datetime import time

from congress.dates import instant
from congress.digest import DIGEST, compose_digest
from congress.members import Member
from congress.overview import Overview
from congress.roles import DIGEST_READERS
from profiles.reader import read_contents
from scheduling.round import AlreadyToldError, Round, Told
from storage import nudges
from storage.overview import load_overview, load_previous_digest
from storage.work import Work
from texts.digest import write_digest

#: How late a day's digest is still sent, with its real as-of time. In the evening it still tells
#: a leader something to act on; then the quiet hours begin, and yesterday's is not sent today.
SEND_UNTIL = time(20, 0)


async def send_digests(round_: Round) -> Told:
    """Queue the digests of today that are due and not yet queued."""
    opens = instant(round_.today, round_.office.digest_at)
    if not opens <= round_.now < instant(round_.today, SEND_UNTIL):
        return Told()
    readers = [one for one in round_.directory.people(*DIGEST_READERS) if one.wants_digest]
    async with round_.database.work() as work:
        done = await nudges.digest_readers(work, day=round_.today)
        waiting = [one.id for one in readers if one.id not in done]
        if not waiting:
            return Told()
        picture = await load_overview(
            work,
            directory=round_.directory,
            units=round_.directory.reporting_units,
            office=round_.office,
            now=round_.now,
        )

    async def say(work: Work, member: Member) -> None:
        await _say(round_, work, member, picture.narrow(round_.directory.units_of(member)))

    return await round_.tell_each(waiting, say, job="digest")


async def _say(round_: Round, work: Work, member: Member, picture: Overview) -> None:
    digest = compose_digest(
        picture,
        reader=member,
        office=round_.office,
        previous=await load_previous_digest(work, reader=member, overview=picture),
        pushed=True,
        contents=read_contents(),
    )
    html, choices = write_digest(round_.texts, digest)
    row = round_.post(work, member, html, kind="digest", choices=choices)
    if not await nudges.claim_digest(
        work,
        kind=DIGEST,
        day=round_.today,
        member=member.id,
        outbox=row,
        as_of=digest.as_of,
        snapshot=digest.snapshot,
    ):
        raise AlreadyToldError
