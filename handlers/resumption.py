"""/cholai: let postponed congresses be held after all, by permission of the level above (DH-5).

The day is to be proposed anew; the old one, if any, is offered to the unit while still to come.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from chat.message import Button
from congress.authority import RECORDERS
from congress.basis import Basis
from congress.decided import DAY, DAY_PROPOSAL
from congress.events import Congress, EventKind
from congress.notes import squeeze
from congress.plans import ItemStatus
from congress.postponement import survey
from congress.pushes import Notice, NoticeKind
from congress.roles import Role
from congress.transitions import resume
from congress.units import Unit
from handlers.areas import find_decided_above, own_level, read_places, units_under
from handlers.audience import groups_over, leaders_of, people_above
from handlers.context import Answer, Context
from handlers.days import type_days
from handlers.decided_items import decide_item
from handlers.decisions import Data, Decision
from handlers.events import keep_event
from handlers.notices import announce, open_notice, see_unacknowledged, tell_unit
from handlers.registry import Command
from texts.render import write_days

_MOST_BUTTONS = 8
_BASIS = re.compile(
    r"(?:^|[\s,;])(?:theo|căn\s+cứ|can\s+cu|được\s+phép|duoc\s+phep)"
    r"\s+([^,;]*\d.*)$",
    re.IGNORECASE,
)


async def resume_branch(ctx: Context, args: str) -> None:
    """Answer /cholai [where] [basis]."""
    text = squeeze(args)
    match = _BASIS.search(text)
    where = (text[: match.start()] if match else text).strip(" ,;.:")
    if not where:
        _ask_where(ctx)
        return
    places = [unit.code for unit in read_places(ctx, where, complete="/cholai {code}")]
    if not survey(ctx.directory, units_under(ctx, places)).postponed:
        raise _nothing(ctx, places)
    await RESUME.begin(ctx, {"places": places}, said=match[1] if match else "")


def _ask_where(ctx: Context) -> None:
    whole = [ctx.directory.root.code]
    found = survey(ctx.directory, units_under(ctx, whole)).postponed
    if not found:
        raise _nothing(ctx, whole)
    everything = ctx.button("resume_all", f"/cholai {own_level(ctx).code}", count=len(found))
    each = [
        Button(label=ctx.texts.short_name(unit.name), command=f"/cholai {unit.code}")
        for unit in found[:_MOST_BUTTONS]
    ]
    ctx.say(
        "resumption/ask_where",
        units=found,
        own=find_decided_above(ctx, whole, EventKind.RESUMED),
        choices=[everything, *each] if len(found) > 1 else each,
    )


def _nothing(ctx: Context, places: list[str]) -> Answer:
    own = find_decided_above(ctx, places, EventKind.RESUMED)
    return Answer("resumption/nothing_here", own=own)


def _ask_basis(ctx: Context, data: Data) -> None:
    ctx.say("resumption/ask_basis", units=_left_of(ctx, data))


async def _read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
    units = _left_of(ctx, data)
    again = any(ctx.directory.congress(unit.code).opens_on for unit in units)
    ctx.say(
        "resumption/read_back",
        units=units,
        again=again,
        basis=basis,
        own=find_decided_above(ctx, data["places"], EventKind.RESUMED),
        choices=buttons,
    )


async def _record(ctx: Context, data: Data, basis: Basis) -> None:
    units = _left_of(ctx, data)
    before = {unit.code: ctx.directory.congress(unit.code) for unit in units}
    for congress in before.values():
        after, kind = resume(congress), EventKind.RESUMED
        keep_event(ctx, congress, after, kind, basis=basis, action="resume")
    for unit in units:
        for codes in (DAY_PROPOSAL, DAY):
            await decide_item(ctx, unit, *codes, status=ItemStatus.NOT_STARTED, basis=basis)
    notice = open_notice(ctx, NoticeKind.RESUMPTION, units, basis=basis.text)
    reached = _tell_below(ctx, notice, units, before, basis)
    for person, theirs in people_above(ctx, units, Role.OFFICE):
        ctx.tell(person, "resumption/office_notice", units=theirs, basis=basis)
    unreached = [unit for unit in units if unit not in reached]
    ctx.say(
        "resumption/recorded",
        units=units,
        unreached=unreached,
        groups=groups_over(ctx, units),
        by=ctx.member,
        at=ctx.now,
        links=[see_unacknowledged(ctx, notice)],
    )


RESUME = Decision(
    "resume",
    ask=_ask_basis,
    read_back=_read_back,
    record=_record,
    meetings=False,
    command="cholai",
    roles=RECORDERS,
)


def _tell_below(
    ctx: Context,
    notice: Notice,
    units: Sequence[Unit],
    before: Mapping[str, Congress],
    basis: Basis,
) -> list[Unit]:
    """Tell each unit's own people, with the old day, and each group's leader once."""
    reached = [
        unit
        for unit in units
        if tell_unit(
            ctx,
            notice,
            unit,
            "resumption/notice",
            leaders=False,
            to_do=[_offer_day(ctx, before[unit.code])],
            old=before[unit.code],
            past=_is_past(before[unit.code], ctx.today),
            basis=basis,
        )
    ]
    for person, theirs in leaders_of(ctx, units):
        announce(
            ctx, notice, person, theirs[0], "resumption/group_notice", units=theirs, basis=basis
        )
    return reached


def _offer_day(ctx: Context, old: Congress) -> Button:
    """Offer the old day as a proposal; one that is over cannot be proposed any more."""
    if old.opens_on is None or _is_past(old, ctx.today):
        return ctx.button("propose_day", f"/ngay {old.unit}")
    closes = old.closes_on or old.opens_on
    return ctx.button(
        "propose_again",
        f"/ngay {old.unit} {type_days(old.opens_on, closes)}",
        days=write_days(old.opens_on, closes),
    )


def _is_past(old: Congress, today: date) -> bool:
    return old.opens_on is None or old.opens_on < today


def _left_of(ctx: Context, data: Data) -> list[Unit]:
    """Give the units a draft is about; Answers, and ends it, where somebody was faster."""
    units = list(survey(ctx.directory, units_under(ctx, data["places"])).postponed)
    if not units:
        ctx.forget()
        raise _nothing(ctx, data["places"])
    return units


COMMANDS = (Command("cholai", resume_branch, RECORDERS),)
FLOWS = RESUME.flows
