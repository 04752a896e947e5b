"""What the end of one try means for a message's row: sent, again, given up, unknown (DESIGN 3)."""

import random
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog

from chat.message import Outcome, Priority
from storage import letters, members, outbox, units
from storage.outbox import Letter
from storage.work import Work

log = structlog.get_logger()

#: A message that the platform itself keeps failing on is given up after this many tries, some
#: five hours. Waiting that was asked for, or for the network, has no end but `expires_at`.
_MOST_TRIES = 60
_PATIENT = frozenset({"never_left", "too_many", "token_refused"})
_LONGEST_WAIT = 300.0
#: What never left costs the platform nothing, and may go as soon as there is a network again.
_LONGEST_WAIT_FOR_NETWORK = 30.0


class Ended(NamedTuple):
    """How one try of one letter ended."""

    letter: Letter
    outcome: Outcome


def back_off(letter: Letter, outcome: Outcome) -> float:
    """Give the seconds to wait before the next try: what the platform named, or ever longer."""
    if outcome.wait_seconds is not None:
        return outcome.wait_seconds
    patient = outcome.error == "never_left"
    longest = _LONGEST_WAIT_FOR_NETWORK if patient else _LONGEST_WAIT
    wait = min(2.0 ** min(letter.attempts, 10), longest)
    return wait * random.uniform(0.7, 1.3)  # noqa: S311 -- jitter


def record(work: Work, ended: Ended, *, now: datetime) -> datetime | None:
    """Write down how a try ended; give the instant of the next one if there will be one."""
    letter, outcome = ended
    match outcome.kind:
        case "sent":
            outbox.mark_sent(work, id=letter.id, message=outcome.message, at=now)
            letters.offer_arrived(work, letter, now=now)
        case "migrated" if outcome.new_chat:
            return _follow(work, letter, outcome.new_chat, now=now)
        case "retry" if outcome.error in _PATIENT or letter.attempts < _MOST_TRIES:
            again = now + timedelta(seconds=back_off(letter, outcome))
            outbox.requeue(work, id=letter.id, not_before=again, error=outcome.error or "retry")
            return again
        case "unknown" if letter.outgoing.priority is Priority.REPLY or letter.is_repeated:
            outbox.mark_unknown(work, id=letter.id)
        case "unknown":
            outbox.requeue(work, id=letter.id, not_before=now, error=outbox.UNKNOWN)
            return now
        case _:
            _give_up(work, letter, outcome.error or "failed", now=now)
    return None


def _follow(work: Work, letter: Letter, new_chat: str, *, now: datetime) -> datetime:
    channel, chat = letter.outgoing.channel, letter.outgoing.chat
    outbox.requeue(work, id=letter.id, not_before=now, error="migrated")
    units.move_chat(work, channel=channel, old=chat, new=new_chat)
    return now


def _give_up(work: Work, letter: Letter, error: str, *, now: datetime) -> None:
    outbox.mark_failed(work, id=letter.id, error=error)
    log.warning("A message was not delivered", action="undelivered", letter=letter.id, why=error)
    if error == "blocked":
        # A private chat has the number of its person; a group's number is nobody's.
        channel, chat = letter.outgoing.channel, letter.outgoing.chat
        members.set_blocked(work, channel=channel, sender=chat, at=now)
