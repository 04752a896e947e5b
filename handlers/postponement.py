"""Postponing congresses as one act: decided by people with a basis, told once (DOMAIN 8.6, DH-5).

`POSTPONE` asks for the basis, reads back and records; /tamhoan (postponing) begins it, and so does
what a regime suggests (postponement_suggestion). What goes on meanwhile is congress.standstill's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chat.message import Button
from congress.authority import RECORDERS
from congress.basis import Basis
from congress.events import CongressEvent, EventKind
from congress.postponement import survey
from congress.pushes import Notice, NoticeKind
from congress.roles import Role
from congress.transitions import may
from congress.transitions import postpone as put_off
from congress.units import Unit
from handlers.areas import find_decided_above, own_level, units_under
from handlers.audience import groups_over, leaders_of, people_above
from handlers.context import Answer, Context
from handlers.decisions import Data, Decision
from handlers.events import keep_event
from handlers.notices import announce, open_notice, see_unacknowledged, tell_unit
from handlers.set_aside import Proposals, find_set_aside, proposers_of

#: The event of each unit.
Events = Mapping[str, CongressEvent]


@dataclass(frozen=True)
class Postponed:
    """What came of it: who was postponed, who was left alone, and who could be told of it."""

    notice: Notice
    units: Sequence[Unit]
    untouched: Sequence[Unit]
    unreached: Sequence[Unit]


def _ask_basis(ctx: Context, data: Data) -> None:
    ctx.say(
        "postponement/ask_basis",
        units=_left_of(ctx, data),
        until=_until_of(data),
        whole="places" in data,
    )


async def _read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
    named = data.get("places")
    whole = [ctx.directory.root.code]
    found = survey(ctx.directory, units_under(ctx, named or whole))
    units = _left_of(ctx, data)
    ctx.say(
        "postponement/read_back",
        units=units,
        dated=survey(ctx.directory, units).dated,
        proposals=await find_set_aside(ctx, units),
        basis=basis,
        until=_until_of(data),
        reason=data.get("reason", ""),
        held=found.held,
        in_session=found.in_session if named else (),
        postponed=found.postponed if named else (),
        own=find_decided_above(ctx, named, EventKind.POSTPONED) if named else None,
        choices=buttons,
    )


async def _record(ctx: Context, data: Data, basis: Basis) -> None:
    units = _units_of(ctx, data)
    done = postpone(
        ctx,
        units,
        await find_set_aside(ctx, units),
        basis=basis,
        reason=data.get("reason", ""),
        until_on=_until_of(data),
    )
    area = ctx.directory.units.get(data.get("area") or "", own_level(ctx))
    ctx.say(
        "postponement/recorded",
        done=done,
        left=[]
        if "places" in data
        else survey(ctx.directory, units_under(ctx, [area.code])).undated,
        area=area if area != own_level(ctx) else None,
        groups=groups_over(ctx, done.units),
        by=ctx.member,
        at=ctx.now,
        links=[see_unacknowledged(ctx, done.notice)],
    )


POSTPONE = Decision(
    "postpone",
    ask=_ask_basis,
    read_back=_read_back,
    record=_record,
    command="tamhoan",
    roles=RECORDERS,
)


def postpone(
    ctx: Context,
    units: Sequence[Unit],
    proposals: Proposals,
    *,
    basis: Basis,
    reason: str = "",
    until_on: date | None = None,
) -> Postponed:
    """Postpone congresses until a day or the level above allows them; tell whom it concerns.

    Those in session, held or already postponed are left as they are; Answers where all are.
    """
    chosen = [
        unit for unit in units if may(ctx.directory.congress(unit.code), EventKind.POSTPONED)
    ]
    if not chosen:
        raise Answer("postponement/nothing_left", unit=None)
    events = {unit.code: _postpone_one(ctx, unit, basis, reason, until_on) for unit in chosen}
    notice = open_notice(ctx, NoticeKind.POSTPONEMENT, chosen, basis=basis.text)
    reached = _tell_below(ctx, notice, chosen, events, proposals=proposals, basis=basis)
    for person, theirs in people_above(ctx, chosen, Role.OFFICE):
        ctx.tell(
            person,
            "postponement/office_notice",
            units=theirs,
            proposals=proposals,
            basis=basis,
            until=until_on,
            urgent=True,
        )
    return Postponed(
        notice,
        units=chosen,
        untouched=[unit for unit in units if unit not in chosen],
        unreached=[unit for unit in chosen if unit not in reached],
    )


def _postpone_one(
    ctx: Context, unit: Unit, basis: Basis, reason: str, until_on: date | None
) -> CongressEvent:
    before = ctx.directory.congress(unit.code)
    return keep_event(
        ctx,
        before,
        put_off(before, until_on=until_on),
        EventKind.POSTPONED,
        basis=basis,
        reason=reason,
        until_on=until_on,
        action="postpone",
    )


def _tell_below(
    ctx: Context,
    notice: Notice,
    units: Sequence[Unit],
    events: Events,
    *,
    proposals: Proposals,
    basis: Basis,
) -> list[Unit]:
    """Tell each unit's own people, each group's leader and who proposed once; give the reached."""
    reached = [
        unit
        for unit in units
        if tell_unit(
            ctx,
            notice,
            unit,
            "postponement/notice",
            leaders=False,
            urgent=True,
            event=events[unit.code],
            proposal=proposals.get(unit.code),
            basis=basis,
        )
    ]
    for person, theirs in (*leaders_of(ctx, units), *proposers_of(ctx, units, proposals)):
        first = theirs[0]
        announce(
            ctx,
            notice,
            person,
            first,
            "postponement/notice" if len(theirs) == 1 else "postponement/group_notice",
            urgent=True,
            noted=first,
            own=False,
            event=events[first.code],
            proposal=proposals.get(first.code),
            basis=basis,
            units=theirs,
            events=events,
            proposals=proposals,
        )
    return reached


def _left_of(ctx: Context, data: Data) -> list[Unit]:
    """Give the units a draft is about; Answers, and ends it, where somebody was faster."""
    units = _units_of(ctx, data)
    if not any(may(ctx.directory.congress(unit.code), EventKind.POSTPONED) for unit in units):
        ctx.forget()
        raise Answer("postponement/nothing_left", unit=None)
    return units


def _units_of(ctx: Context, data: Data) -> list[Unit]:
    """Give the units a draft is about; what it was made of may have changed meanwhile."""
    if "places" in data:
        return list(survey(ctx.directory, units_under(ctx, data["places"])).postponable)
    return [
        ctx.directory.units[code]
        for code in data["units"]
        if code in ctx.directory.units and ctx.directory.is_above(ctx.member, code)
    ]


def _until_of(data: Data) -> date | None:
    return date.fromisoformat(data["until"]) if data.get("until") else None


FLOWS = POSTPONE.flows
