"""Who has said that a notice came, and who has not: [Đã nhận], and [Ai chưa xác nhận]."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from congress.derive import find_left
from congress.plans import PlanItem
from congress.pushes import (
    Acknowledgement,
    Notice,
    NoticeKind,
    Push,
    find_unconfirmed,
    read_acknowledgements,
)
from congress.roles import OVERSEERS, REPORTERS, Role
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import own_units, read_number
from handlers.registry import Command
from storage import plans, pushes

#: Notices told of where none is named; what is older nobody waits for any more.
_RECENT = timedelta(days=30)
_MOST_LINES = 8


async def acknowledge(ctx: Context, args: str) -> None:
    """Take [Đã nhận]; a second time changes nothing."""
    word, _, code = args.partition(" ")
    number, unit = read_number(word), ctx.directory.units.get(code.strip())
    if unit is None or number is None or unit not in ctx.directory.units_of(ctx.member):
        raise Answer("flow/outdated")
    sent = await pushes.of(ctx.work, about=number)
    if not any((push.unit, push.member) == (unit.code, ctx.member.id) for push in sent):
        raise Answer("flow/outdated")
    first = await pushes.acknowledge(
        ctx.work, about=number, unit=unit.code, member=ctx.member.id, at=ctx.now
    )
    if first:
        ctx.record("received", f"unit {unit.code}", new=str(number))
    following = await _find_next(ctx, unit) if first else None
    ctx.say("notices/received", at=ctx.now, first=first, following=following)


async def _find_next(ctx: Context, unit: Unit) -> PlanItem | None:
    """Find what the unit itself is asked for next, within a week."""
    if ctx.member.role is not Role.UNIT_REPORTER:
        return None
    left = find_left(
        ctx.directory.items_by_unit.get(unit.code, ()),
        statuses=await plans.statuses_of(ctx.work, unit=unit.code),
        congress=ctx.directory.congress(unit.code),
        now=ctx.now,
    )
    return next(iter(left), None)


async def show_unacknowledged(ctx: Context, args: str) -> None:
    """Answer /chuaxacnhan [notice | kind]: which units have not said that they got it."""
    number, kind = read_number(args), next((one for one in NoticeKind if one == args), None)
    if number is not None:
        notice = await pushes.get_notice(ctx.work, id=number)
        sent = await pushes.of(ctx.work, about=number)
        _say(ctx, _find(ctx, [notice], sent) if notice else [])
    elif kind or not args:
        await show_waiting(ctx, kind)
    else:
        raise Answer("flow/outdated")


async def show_waiting(ctx: Context, kind: NoticeKind | None) -> None:
    """Show the notices of a kind, or the recent ones of all, that some unit has not confirmed."""
    since = None if kind else ctx.now - _RECENT
    known = _find(
        ctx,
        await pushes.notices(ctx.work, kind=kind, since=since),
        await pushes.of_notices(ctx.work, kind=kind, since=since),
    )
    waiting = [one for one in known if one.waiting]
    if len(known) == 1 or len(waiting) == 1:
        _say(ctx, waiting or known)
    else:
        ctx.say("notices/waiting", known=waiting[:_MOST_LINES], total=len(waiting))


async def find_silent(ctx: Context, kind: NoticeKind, units: Sequence[Unit]) -> list[Unit]:
    """List the units that have not confirmed the newest notice of a kind to them."""
    notices = await pushes.notices(ctx.work, kind=kind)
    sent = await pushes.of_notices(ctx.work, kind=kind)
    return find_unconfirmed(read_acknowledgements(ctx.directory, notices, sent, units=units))


@dataclass(frozen=True)
class Waiting:
    """The recent notices that a unit has not confirmed, and those of them the speaker got."""

    notices: tuple[Notice, ...] = ()
    own: tuple[Notice, ...] = ()


async def find_waiting(ctx: Context, unit: Unit) -> Waiting:
    """Find what a unit has not confirmed, the newest first."""
    since = ctx.now - _RECENT
    notices = await pushes.notices(ctx.work, since=since)
    sent = await pushes.of_notices(ctx.work, since=since)
    known = read_acknowledgements(ctx.directory, notices, sent, units=[unit])
    waiting = tuple(one.notice for one in known if one.waiting)
    got = {one.about for one in sent if (one.unit, one.member) == (unit.code, ctx.member.id)}
    return Waiting(waiting, tuple(one for one in waiting if one.id in got))


def _find(ctx: Context, notices: Sequence[Notice], sent: Sequence[Push]) -> list[Acknowledgement]:
    """Read how far notices are among the person's own units; those to others are left out."""
    known = read_acknowledgements(ctx.directory, notices, sent, units=own_units(ctx))
    return [one for one in known if one.read or one.waiting]


def _say(ctx: Context, known: Sequence[Acknowledgement]) -> None:
    if not known:
        raise Answer("flow/outdated")
    ctx.say("notices/unacknowledged", one=known[0])


COMMANDS = (
    Command("danhan", acknowledge, REPORTERS, hidden=True),
    Command("chuaxacnhan", show_unacknowledged, OVERSEERS | {Role.GROUP_LEADER}, hidden=True),
)
