"""A proposal of days once it is made: found again by its number or unit, and shown: /hosodx."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chat.message import Button
from congress.authority import concerns_level, may_decide
from congress.events import CongressEvent, CongressState
from congress.members import sees_detail
from congress.proposals import appraise, find_outcome, find_proposal, read_proposal_code
from congress.roles import VIEWERS
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import find_unit, own_units
from handlers.registry import Command
from storage import congresses
from storage.dossier import load_dossier

_MOST_WAITING = 6


@dataclass(frozen=True)
class Proposal:
    """A proposal, its unit, and what became of it (None while it waits)."""

    unit: Unit
    event: CongressEvent
    events: Sequence[CongressEvent]
    outcome: CongressEvent | None


def decision_buttons(ctx: Context, code: str) -> list[Button]:
    """Give the three answers to a proposal."""
    return [
        ctx.button("agree", f"/dongy {code}"),
        ctx.button("give_back", f"/tralai {code}"),
        see_file(ctx, code),
    ]


def see_file(ctx: Context, code: str) -> Button:
    """Give the button that leads to the file of a proposal."""
    return ctx.button("see_file", f"/hosodx {code}")


def waiting_buttons(ctx: Context) -> list[Button]:
    """Give a button for each proposal that waits for the speaker."""
    waiting = [
        (congress.opens_on, unit)
        for unit in own_units(ctx)
        if (congress := ctx.directory.congress(unit.code)).state is CongressState.PROPOSED
        and congress.opens_on
        and may_decide(ctx.directory, ctx.member, unit)
        and concerns_level(ctx.directory, ctx.member, unit)
    ]
    waiting.sort(key=lambda pair: (pair[0], pair[1].position))
    return [see_proposal(ctx, unit) for _, unit in waiting[:_MOST_WAITING]]


def see_proposal(ctx: Context, unit: Unit) -> Button:
    """Give the button that leads from a list or a card to the proposal of a unit."""
    name = ctx.texts.short_name(unit.name)
    return ctx.button("see_proposal", f"/hosodx {unit.code}", unit=name)


async def show_file(ctx: Context, args: str) -> None:
    """Answer /hosodx DX12 (or a unit): the proposal as things stand now, with the details."""
    found = await find_named(ctx, args, keeps=False)
    unit = found.unit
    proposal = found.event
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    state = ctx.directory.congress(unit.code).state
    waits = found.outcome is None and state is CongressState.PROPOSED
    decides = waits and may_decide(ctx.directory, ctx.member, unit)
    opens, closes = days_of(proposal)
    ctx.say(
        "day/file",
        choices=decision_buttons(ctx, proposal.code or unit.code)[:2] if decides else (),
        links=[
            ctx.button("unit_status", f"/tinhhinh {unit.code}"),
            ctx.button("see_history", f"/nhatky {unit.code}"),
        ],
        unit=unit,
        event=proposal,
        outcome=found.outcome,
        by=ctx.directory.members.get(proposal.member or 0),
        appraisal=appraise(dossier, opens=opens, closes=closes),
        detail=sees_detail(ctx.member, of=unit),
    )


async def find_named(ctx: Context, text: str, *, keeps: bool = True) -> Proposal:
    """Find the proposal meant by its number, or the newest one of a unit that is named.

    One of somebody else's units is as unknown as one that there is not; `keeps` as for
    find_unit().
    """
    number = read_proposal_code(text)
    event = await congresses.proposal(ctx.work, number=number) if number else None
    unit = ctx.directory.units.get(event.unit) if event else None
    if number is None and text.strip():
        unit = find_unit(ctx, text, complete="/hosodx {code}", keeps=keeps)
    if unit is None or unit not in own_units(ctx):
        raise Answer("day/unknown_proposal", text=text[:40], buttons=waiting_buttons(ctx))
    return await find_of_unit(ctx, unit, event)


async def find_of_unit(ctx: Context, unit: Unit, event: CongressEvent | None = None) -> Proposal:
    """Find what became of a unit's proposal: its newest one, where no other is named."""
    events = await congresses.events(ctx.work, unit=unit.code)
    event = event or find_proposal(events)
    if event is None:
        raise Answer("day/no_proposal", unit=unit, congress=ctx.directory.congress(unit.code))
    return Proposal(unit, event, events, find_outcome(event, events))


def days_of(event: CongressEvent) -> tuple[date, date]:
    """Give the days of an event that has some."""
    opens = event.opens_on or event.happened_on
    return opens, event.closes_on or opens


COMMANDS = (Command("hosodx", show_file, VIEWERS, hidden=True),)
