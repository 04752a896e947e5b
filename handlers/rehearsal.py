"""What units rehearse before their congress, from what went wrong at pilots (KS-4, BT-4)."""

from collections.abc import Sequence

from congress.checklists import Checklist
from congress.lessons import Lesson, count_rehearsed, find_rehearsal, rehearses
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import find_unit, own_units
from handlers.picture import look
from profiles.reader import read_checklists
from storage import lessons


async def show_rehearsal(ctx: Context, text: str) -> None:
    """Answer /baihoc tapduot [unit]: what of the rehearsal is done, by unit or counted."""
    units: Sequence[Unit] = own_units(ctx)
    if text:
        units = [find_unit(ctx, text, complete="/baihoc tapduot {code}", keeps=False)]
    if not units:
        raise Answer("status/no_units")
    picture = await look(ctx, units)
    asked = [unit for unit in picture.left if _is_asked(ctx, unit)]
    if not asked:
        raise nobody_rehearses(ctx, units)
    written = await lessons.listed(ctx.work)
    ctx.say(
        "lessons/rehearsal",
        checklist=read_checklists()["rehearsal"],
        counted=count_rehearsed(
            picture.narrow(asked), {unit.code: _find_list(ctx, unit, written) for unit in asked}
        ),
        asked=asked,
        single=asked[0] if len(asked) == 1 else None,
    )


async def load_rehearsal(ctx: Context, unit: Unit) -> Checklist:
    """Give the list of what one unit rehearses; whether it does is `rehearses`' to say."""
    return _find_list(ctx, unit, await lessons.listed(ctx.work))


def nobody_rehearses(ctx: Context, units: Sequence[Unit]) -> Answer:
    """Make the answer where none of some units learns from a pilot: why, and what there is."""
    single = units[0] if len(units) == 1 else None
    return Answer(
        "lessons/nobody_rehearses",
        buttons=[ctx.button("see_plan", f"/thoihan {single.code}")] if single else [],
        pilot=single if single and single.is_pilot else None,
        pilots=any(unit.is_pilot for unit in ctx.directory.reporting_units),
    )


def _find_list(ctx: Context, unit: Unit, written: Sequence[Lesson]) -> Checklist:
    directory = ctx.directory
    return find_rehearsal(
        read_checklists()["rehearsal"],
        written,
        unit,
        root=directory.root,
        units=directory.units,
    )


def _is_asked(ctx: Context, unit: Unit) -> bool:
    """Tell whether a unit rehearses, and its plan has what the list is about: no cell's has."""
    wanted = {code for one in read_checklists()["rehearsal"].entries for code in one.items}
    plan = ctx.directory.items_by_unit.get(unit.code, ())
    return rehearses(unit, ctx.directory.reporting_units) and any(
        item.code in wanted for item in plan
    )
