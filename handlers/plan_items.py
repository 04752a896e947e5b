"""Items that enter a plan once something comes to hold for its unit: a regime, welcome works."""

from congress.planning import add_items, find_day_d
from congress.roster import TEMPLATES
from congress.units import Unit
from handlers.context import Context
from profiles.reader import read_template
from storage import plans


def enter_items(ctx: Context, unit: Unit, condition: str) -> None:
    """Put the items of a condition ("regime", "works") into a unit's plan, with days of grace.

    What is in the plan already stays as it is; a unit without a plan gets none of it yet.
    """
    plan = ctx.directory.items_by_unit.get(unit.code, ())
    day_d = find_day_d(
        unit,
        ctx.directory.congress(unit.code),
        profile=ctx.directory.profile,
        today=ctx.today,
    )
    if not plan or day_d is None:
        return
    known = {item.code for item in plan}
    made = add_items(
        unit,
        read_template(TEMPLATES[unit.kind]),
        condition,
        day_d,
        today=ctx.today,
        works=ctx.office.works,
    )
    new = [item for item in made if item.code not in known]
    for item in new:
        plans.save_item(ctx.work, item)
        ctx.record("plan", f"item {unit.code}/{item.code}", new=condition)
    ctx.directory = ctx.directory.put(items=new)
