"""Notices that want an answer: sent with [Đã nhận], kept with who pressed it and who did not."""

from collections.abc import Sequence
from typing import Any

from chat.message import Button
from congress.members import Member
from congress.pushes import Push
from congress.roles import REPORTERS, Role
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import read_number
from handlers.registry import Command
from storage import pushes


def announce(
    ctx: Context,
    person: Member,
    unit: Unit,
    template: str,
    *,
    about: int,
    links: Sequence[Button] = (),
    urgent: bool = False,
    **values: Any,
) -> bool:
    """Send a notice that one of the unit's people is to acknowledge; tell whether it was queued.

    `about` is the id of what it tells: a regime, a decision, a lesson (congress.pushes). `values`
    are the template's own.
    """
    received = ctx.button("received", f"/danhan {about} {unit.code}")
    row = ctx.tell(person, template, links=[received, *links], urgent=urgent, **values)
    if row is None:
        return False
    pushes.add(ctx.work, Push(about=about, unit=unit.code, member=person.id, at=ctx.now))
    return True


def tell_unit(
    ctx: Context,
    unit: Unit,
    template: str,
    *,
    about: int,
    links: Sequence[Button] = (),
    urgent: bool = False,
    leaders: bool = True,
    **values: object,
) -> bool:
    """Send a notice to the unit's people and its group's leaders; tell whether the unit got it.

    The template is also given `noted`, the unit, and whether it is the reader's `own`.
    """
    people = ctx.directory.people(Role.UNIT_REPORTER, unit=unit.code)
    group = unit.group if leaders else None
    above = ctx.directory.people(Role.GROUP_LEADER, group=group) if group else []
    told = [
        announce(
            ctx,
            person,
            unit,
            template,
            about=about,
            links=links,
            urgent=urgent,
            noted=unit,
            own=person.unit == unit.code,
            **values,
        )
        for person in (*people, *above)
    ]
    return any(told[: len(people)])


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
    ctx.say("postponement/received", unit=unit, at=ctx.now, first=first)


COMMANDS = (Command("danhan", acknowledge, REPORTERS, hidden=True),)
