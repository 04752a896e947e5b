"""Keep a fact told of a unit: the row, the audit row, and the second look at its readiness."""

from typing import Any

from congress.facts import Fact, FactKind
from congress.units import Unit
from handlers.context import Context
from storage import facts


def keep_fact(
    ctx: Context,
    unit: Unit,
    kind: FactKind,
    data: dict[str, Any],
    *,
    subject: str = "",
    old: str | None = None,
    new: str | None = None,
) -> Fact:
    """Add a fact; `old` and `new` are short codes for the audit row, never words."""
    fact = add_fact(ctx, unit.code, kind, data, subject=subject)
    place = f"{unit.code}/{subject}" if subject else unit.code
    ctx.record(f"tell_{kind}", f"unit {place}", old=old, new=new)
    ctx.affects(unit.code)
    return fact


def add_fact(
    ctx: Context, unit: str, kind: FactKind, data: dict[str, Any], *, subject: str = ""
) -> Fact:
    """Add the row alone: what is told with an audit row of its own, of a version or a result."""
    fact = Fact(
        id=ctx.work.new_id(),
        unit=unit,
        kind=kind,
        subject=subject,
        data=data,
        member=ctx.member.id,
        at=ctx.now,
        key=ctx.incoming.key,
    )
    facts.add(ctx.work, fact)
    return fact
