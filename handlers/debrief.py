"""The meeting to learn from a pilot: it opens by itself once a pilot is held (KS-4, BT-8)."""

from congress.events import Congress, EventKind
from congress.lessons import DEBRIEF
from congress.roles import Role
from handlers.context import Context


def follow_pilot(ctx: Context, congress: Congress, kind: EventKind) -> None:
    """Ask the department and the office for the meeting when a pilot was held; else do nothing."""
    unit = ctx.directory.units[congress.unit]
    if kind is not EventKind.HELD or not unit.is_pilot:
        return
    item = ctx.directory.items.get((unit.code, DEBRIEF))
    ctx.record("open_debrief", f"unit {unit.code}", new=item.due.isoformat() if item else None)
    for role in (Role.ORGANISATION_DEPT, Role.OFFICE):
        for person in ctx.directory.overseers_of(unit.code, role):
            writes = role is Role.ORGANISATION_DEPT
            ctx.tell(
                person,
                "lessons/debrief",
                unit=unit,
                held_on=congress.held_on,
                item=item,
                writes=writes,
                links=[ctx.button("add_lesson", "/baihoc them")] if writes else [],
            )
