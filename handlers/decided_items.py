"""Set items of a plan from what was recorded elsewhere: a decision, or a fact told by its command.

`decide_item` is the one way in for what only a recorded decision makes done (DOMAIN 8.5), e.g.
`await decide_item(ctx, unit, *DAY, basis=basis)`; `report_item` is for what a unit has done by
using a command (it proposed a day, so X16 is done). Codes are congress.decided's.

Both read by SQL: refuse (raise Answer) before calling them, never after.
"""

from congress.basis import Basis
from congress.plans import ItemStatus, PlanItem, Progress
from congress.reports import StatusReport
from congress.units import Unit
from handlers.context import Context
from handlers.filing import progress_from
from storage import plans, reports


async def decide_item(
    ctx: Context,
    unit: Unit,
    *codes: str,
    status: ItemStatus = ItemStatus.DONE,
    basis: Basis | None = None,
) -> PlanItem | None:
    """Set the item among `codes` that the unit's plan has; None where it has none of them.

    No report is added: a decision from above is no sign of life of the unit. The event or fact
    of the decision tells it in /nhatky; the audit row here tells the item's old and new status.
    """
    item = _find(ctx, unit, codes)
    if item is None:
        return None
    known = await plans.progress_of_item(ctx.work, unit=unit.code, item=item.code)
    decided = Progress(
        unit=unit.code,
        item=item.code,
        status=status,
        note=basis.text if basis else "",
        reported_at=ctx.now,
        reported_by=ctx.member.id,
    )
    _keep(ctx, "decide_item", known, decided)
    return item


async def report_item(
    ctx: Context, unit: Unit, *codes: str, status: ItemStatus = ItemStatus.DONE
) -> PlanItem | None:
    """Add the report that a unit's deed makes of an item, as `decide_item` finds it.

    It is a sign of life, also where the status was the same before.
    """
    item = _find(ctx, unit, codes)
    if item is None:
        return None
    known = await plans.progress_of_item(ctx.work, unit=unit.code, item=item.code)
    report = StatusReport(
        id=ctx.work.new_id(),
        unit=unit.code,
        item=item.code,
        status=status,
        member=ctx.member.id,
        at=ctx.now,
        key=ctx.incoming.key,
    )
    reports.add(ctx.work, report)
    _keep(ctx, "report", known, progress_from(report))
    return item


def _keep(ctx: Context, action: str, old: Progress, new: Progress) -> None:
    plans.save_progress(ctx.work, new)
    ctx.record(action, f"item {new.unit}/{new.item}", old=old.status, new=new.status)
    ctx.affects(new.unit)


def _find(ctx: Context, unit: Unit, codes: tuple[str, ...]) -> PlanItem | None:
    found = (ctx.directory.items.get((unit.code, code)) for code in codes)
    return next(filter(None, found), None)
