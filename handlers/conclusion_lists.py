"""How far the conclusions of reviews are: over all of one's units, and of one unit."""

from collections.abc import Sequence

from chat.message import Button
from congress.authority import REVIEWERS, may_review
from congress.conclusions import group_copies, tally
from congress.plans import ItemStatus
from congress.reviewing import find_reviewing
from congress.roles import REPORTERS
from congress.tasks import Task, TaskKind
from congress.units import Unit
from handlers.conclusion_steps import sees_text
from handlers.context import Answer, Context
from handlers.lookup import own_units
from handlers.pages import cut_page
from handlers.picture import look
from storage import tasks

_PAGE = 8
_MOST_BUTTONS = 6


async def show_own(ctx: Context) -> None:
    """Show how far the conclusions are: those of one unit, or of all together."""
    units = own_units(ctx)
    if not units:
        raise Answer("status/no_units")
    if len(units) == 1:
        await show_unit(ctx, units[0], 1)
        return
    picture = await look(ctx, units)
    known = find_reviewing(picture)
    waiting = [one for one in known.conclusions if one.task and _is_confirmed(one.task)]
    ctx.say(
        "conclusions/overview",
        known=known,
        picture=picture,
        waiting=waiting,
        commons=group_copies(picture.tasks),
        reviewer=ctx.member.role in REVIEWERS,
        choices=[
            Button(
                label=f"{ctx.texts.short_name(one.unit.name)} {one.task.code}",
                command=f"/ketluan {one.task.code}",
            )
            for one in waiting[:_MOST_BUTTONS]
            if one.task
        ],
        links=[ctx.button("list", "/danhsach ketluan")] if known.conclusions else [],
    )


def _is_confirmed(task: Task) -> bool:
    return task.status is ItemStatus.SUBMITTED


async def show_unit(ctx: Context, unit: Unit, number: int) -> None:
    """Show the conclusions of one unit, the open ones first."""
    known = tally(
        await tasks.listed(ctx.work, kind=TaskKind.CONCLUSION, unit=unit.code), today=ctx.today
    )
    page = cut_page([*known.open, *known.closed], number, size=_PAGE)
    links = [ctx.button("more", f"/ketluan {unit.code} {number + 1}")] if page.after else []
    if may_review(ctx.directory, ctx.member, unit) and not ctx.directory.is_held(unit.code):
        links.append(ctx.button("write_conclusions", f"/klghi {unit.code}"))
    ctx.say(
        "conclusions/unit",
        unit=unit,
        known=known,
        page=page,
        shown={task.number: sees_text(ctx, task) for task in page.lines},
        today=ctx.today,
        choices=_deed_buttons(ctx, unit, page.lines),
        links=links,
    )


def _deed_buttons(ctx: Context, unit: Unit, shown: Sequence[Task]) -> list[Button]:
    if may_review(ctx.directory, ctx.member, unit):
        asked = [task for task in shown if _is_confirmed(task)]
    elif ctx.member.role in REPORTERS:
        asked = [task for task in shown if task.is_open and not _is_confirmed(task)]
    else:
        asked = []
    return [
        Button(label=task.code, command=f"/ketluan {task.code}") for task in asked[:_MOST_BUTTONS]
    ]
