"""What the page does to the clock and to the network."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web
from pydantic import NaiveDatetime

from sandbox.faults import FaultKind
from sandbox.messenger import Messenger
from sandbox.page_chats import Body

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Move(Body):
    """Where to move the clock: on by hours, to the next time of day, or to a local moment."""

    hours: int = 0
    until: time | None = None
    tomorrow: bool = False
    at: NaiveDatetime | None = None


class Network(Body):
    """Switch the limits as a whole, or one kind of fault; `kind` None clears all faults."""

    limits: bool | None = None
    kind: FaultKind | None = None
    on: bool = True
    method: str | None = None
    count: int | None = None
    value: int | None = None


async def move_clock(messenger: Messenger, request: web.Request) -> None:
    """Move the clock."""
    move = Move.model_validate_json(await request.read())
    messenger.clock.move_to(find_moment(messenger.clock.now(), move))


async def change_network(messenger: Messenger, request: web.Request) -> None:
    """Switch limits and faults."""
    wish = Network.model_validate_json(await request.read())
    if wish.limits is not None:
        messenger.limits.enabled = wish.limits
    else:
        messenger.faults.clear(wish.kind)
    if wish.kind and wish.on:
        messenger.faults.add(wish.kind, method=wish.method, count=wish.count, value=wish.value)
    messenger.changes.tell()


def find_moment(now: datetime, move: Move) -> datetime:
    """Return the moment a move leads to; a time of day is the next one, or tomorrow's."""
    if move.at:
        return move.at.replace(tzinfo=ZONE).astimezone(UTC)
    if move.until is None:
        return now + timedelta(hours=move.hours)
    local = now.astimezone(ZONE)
    target = datetime.combine(local.date(), move.until, tzinfo=ZONE)
    if move.tomorrow or target <= local:
        target += timedelta(days=1)
    return target.astimezone(UTC)
