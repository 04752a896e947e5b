"""Find a body, and tell who sees it, keeps it, and reports on its tasks."""

from chat.message import Button
from congress.bodies import Body, BodyKind
from congress.roles import Role
from congress.units import Group
from handlers.context import Context
from storage import bodies

#: Those who keep the bodies of their own level; the rest of OVERSEERS reads.
KEEPERS = frozenset(
    {
        Role.OFFICE,
        Role.ORGANISATION_DEPT,
        Role.SECRETARY,
        Role.DEPUTY,
        Role.STANDING_BOARD,
        Role.UNIT_REPORTER,
    }
)


async def find_body(ctx: Context, code: str) -> Body | None:
    """Find a body, or a work group as one, by its code; whoever asks."""
    if group := ctx.directory.groups.get(code):
        return as_body(ctx, group)
    return await bodies.get(ctx.work, code=code)


def as_body(ctx: Context, group: Group) -> Body:
    """Give a work group as a body of the committee at the top."""
    root = ctx.directory.root.code
    return Body(code=group.code, kind=BodyKind.WORK_GROUP, name=group.name, unit=root)


def sees(ctx: Context, body: Body) -> bool:
    """Tell whether a body is of one's own level, or of a unit one looks after."""
    own = {unit.code for unit in ctx.directory.units_of(ctx.member)}
    return body.unit in own or body.unit == owner_of(ctx)


def may_write(ctx: Context, body: Body) -> bool:
    """Tell whether a person keeps a body: its people and its plan."""
    return ctx.member.role in KEEPERS and body.unit == owner_of(ctx)


def may_report(ctx: Context, body: Body) -> bool:
    """Tell whether a person may say how far a body's tasks are: who keeps it, or its group."""
    own_group = body.kind is BodyKind.WORK_GROUP and body.code == ctx.member.group
    return may_write(ctx, body) or own_group


def owner_of(ctx: Context) -> str | None:
    """Give whose bodies a person looks after: the own committee's, or the own unit's."""
    if ctx.member.role is Role.UNIT_REPORTER or ctx.member.unit:
        return ctx.member.unit
    return ctx.directory.root.code


def ways_on(ctx: Context, body: Body) -> list[Button]:
    """Lead to what a body still needs: people, and a plan."""
    return [
        ctx.button("add_person", f"/tieuban {body.code} thêm"),
        ctx.button("add_task", f"/tieuban {body.code} việc"),
    ]
