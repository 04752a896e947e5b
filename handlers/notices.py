"""Notices that want an answer: sent with [Đã nhận], kept with who pressed it and who did not.

Who has not is told by handlers/acknowledgement.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from chat.message import Button
from congress.members import Member, sees_detail
from congress.pushes import Notice, NoticeKind, Push
from congress.units import Unit
from handlers.context import Context
from storage import pushes


def open_notice(
    ctx: Context, kind: NoticeKind, units: Iterable[Unit], *, basis: str = "", subject: str = ""
) -> Notice:
    """Record what some units are to be told; who cannot be reached is known by this alone."""
    notice = Notice(
        id=ctx.work.new_id(),
        kind=kind,
        subject=subject,
        basis=basis,
        units=tuple(unit.code for unit in units),
        member=ctx.member.id,
        at=ctx.now,
    )
    pushes.add_notice(ctx.work, notice)
    return notice


def see_unacknowledged(ctx: Context, notice: Notice) -> Button:
    """Make the button that tells who has not acknowledged a notice."""
    return ctx.button("unacknowledged", f"/chuaxacnhan {notice.id}")


def acknowledge_button(ctx: Context, notice: Notice, unit: Unit) -> Button:
    """Make the button by which a unit's people say that they got a notice."""
    return ctx.button("received", f"/danhan {notice.id} {unit.code}")


def announce(
    ctx: Context,
    notice: Notice,
    person: Member,
    unit: Unit,
    template: str,
    *,
    links: Sequence[Button] = (),
    urgent: bool = False,
    **values: Any,
) -> bool:
    """Send a notice that one of the unit's people is to acknowledge; tell whether it was queued.

    `values` are the template's own.
    """
    received = acknowledge_button(ctx, notice, unit)
    row = ctx.tell(person, template, links=[received, *links], urgent=urgent, **values)
    if row is None:
        return False
    pushes.add(ctx.work, Push(about=notice.id, unit=unit.code, member=person.id, at=ctx.now))
    return True


def tell_unit(
    ctx: Context,
    notice: Notice,
    unit: Unit,
    template: str,
    *,
    links: Sequence[Button] = (),
    to_do: Sequence[Button] = (),
    urgent: bool = False,
    leaders: bool = True,
    **values: Any,
) -> bool:
    """Send a notice to the unit's people and its group's leaders; tell whether the unit got it.

    The heads of a unit that is a level itself hear of it, too; they need not acknowledge, and
    what is `to_do` is none of theirs but of who reports. The template is also given `noted`, the
    unit, whether it is the reader's `own`, whether he `reports`, and whether he `reads` its
    details (DOMAIN 8.8).
    """
    people = ctx.directory.reporters_of(unit)
    for head in ctx.directory.heads_of(unit):
        ctx.tell(
            head,
            template,
            links=links,
            urgent=urgent,
            noted=unit,
            own=True,
            reads=sees_detail(head, of=unit),
            reports=False,
            **values,
        )
    above = ctx.directory.leaders_of(unit) if leaders else []
    told = [
        announce(
            ctx,
            notice,
            person,
            unit,
            template,
            links=[*to_do, *links],
            urgent=urgent,
            noted=unit,
            own=person.unit == unit.code,
            reads=sees_detail(person, of=unit),
            reports=True,
            **values,
        )
        for person in (*people, *above)
    ]
    return any(told[: len(people)])
