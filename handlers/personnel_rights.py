"""Who may read and who may write the personnel of a unit, if its congress elects any.

DOMAIN 1.6, 8.5, 8.6, 8.8.
"""

from congress.members import sees_detail
from congress.roles import REPORTERS, Role
from congress.transitions import ELECTION
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.step_commands import next_links

#: Those who record steps, counts and gaps; the decision on the plan is the committee's above.
WRITERS = REPORTERS | {Role.ORGANISATION_DEPT}


def elects(ctx: Context, unit: Unit) -> bool:
    """Tell whether a unit's congress elects a committee; a new or merged unit's may not."""
    return ELECTION in ctx.directory.contents_of(unit)


def require_election(ctx: Context, unit: Unit) -> None:
    """Answer what there is to be done instead where a congress elects no committee."""
    if not elects(ctx, unit):
        raise Answer(
            "personnel/no_election",
            unit=unit,
            contents=ctx.directory.contents_of(unit),
            buttons=next_links(ctx, unit) or [ctx.button("contents", f"/noidung {unit.code}")],
        )


def require_writer(ctx: Context, unit: Unit) -> None:
    """Answer who may write where the speaker may only read."""
    if ctx.member.role not in WRITERS:
        raise Answer("personnel/may_not_write", unit=unit)


def may_write(ctx: Context) -> bool:
    """Tell whether the speaker may record anything of personnel."""
    return ctx.member.role in WRITERS


def reads_detail(ctx: Context, unit: Unit) -> bool:
    """Tell whether the speaker reads counts and days of a unit, not only statuses."""
    return sees_detail(ctx.member, of=unit)
