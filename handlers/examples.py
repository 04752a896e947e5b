"""What the examples of usages are made of: the reader's own units, and days that are near."""

from datetime import timedelta

from congress.units import Unit
from handlers.context import Context
from handlers.lookup import kept_units, own_units
from handlers.windows import example_window
from texts.render import write_day, write_day_month, write_days

#: Items that examples report on, of an đảng bộ's plan and of a chi bộ's.
_ITEMS = ("X25", "C09")


def make_examples(ctx: Context) -> dict[str, str]:
    """Give the values that the labels under [usage] may ask for."""
    unit = find_example(ctx)
    plan = [item.code for item in ctx.directory.items_by_unit.get(unit.code, ())]
    groups = [group.code for group in ctx.directory.groups_of(ctx.member)]
    group = unit.group if unit.group in groups else next(iter(groups), None)
    return _write_days(ctx) | {
        "unit": unit.code,
        "item": next((code for code in (*_ITEMS, *plan) if code in plan), _ITEMS[0]),
        "group": group or unit.group or "T01",
        "of_group": f" {group}" if group else "",
        "place": group or unit.code,
        "window": example_window(ctx),
    }


def find_example(ctx: Context) -> Unit:
    """Find a unit of the reader's own whose congress is still to come, or else any."""
    units = own_units(ctx) or kept_units(ctx) or (ctx.directory.root,)
    return next((one for one in units if not ctx.directory.is_held(one.code)), units[0])


def _write_days(ctx: Context) -> dict[str, str]:
    def ahead(days: int) -> str:
        return write_day_month(ctx.today + timedelta(days=days))

    opens = ctx.today + timedelta(days=26)
    return {
        "today": ahead(0),
        "date": write_day(ctx.today),
        "past": ahead(-3),
        "soon": ahead(5),
        "later": ahead(15),
        "span": f"{ahead(1)}-{ahead(15)}",
        "days": write_days(opens, opens + timedelta(days=1)),
        "held": write_days(
            ctx.today - timedelta(days=2), ctx.today - timedelta(days=1), year=False
        ),
    }
