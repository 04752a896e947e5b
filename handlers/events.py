"""Keep what happened to a congress: the event, where it stands now, the plan, the audit row.

The one way in for every decision and fact about a congress, whoever told it.
"""

from datetime import date

from congress.basis import Basis
from congress.events import Congress, CongressEvent, EventKind
from congress.planning import end_before, find_day_d, move_plan, thaw
from congress.plans import PlanItem
from congress.roster import TEMPLATES
from congress.transitions import is_held
from handlers.context import Context
from handlers.debrief import follow_pilot
from profiles.reader import read_template
from storage import congresses, plans, units


def keep_event(  # noqa: PLR0913 -- one argument for each thing an event tells
    ctx: Context,
    before: Congress,
    after: Congress,
    kind: EventKind,
    *,
    day: date | None = None,
    basis: Basis | None = None,
    reason: str = "",
    proposal: int | None = None,
    until_on: date | None = None,
    action: str | None = None,
) -> CongressEvent:
    """Add an event, put the congress where it now stands, and move its plan with its day.

    What is asked of the directory later in the same message sees the change.

    `day` is when it happened, today where it is not said. A returned or resumed congress has no
    days any more: its event keeps the old ones. A postponement moves no due date: what goes on is
    as late as before. The audit row has `action`, else the kind.
    """
    dated = after if after.opens_on else before
    event = CongressEvent(
        id=ctx.work.new_id(),
        unit=after.unit,
        kind=kind,
        opens_on=dated.opens_on,
        closes_on=dated.closes_on,
        happened_on=day or ctx.today,
        basis=basis.text if basis else None,
        basis_on=basis.on if basis else None,
        reason=reason,
        member=ctx.member.id,
        at=ctx.now,
        key=ctx.incoming.key,
        number=proposal,
        until_on=until_on,
    )
    congresses.add_event(ctx.work, event)
    congresses.save(ctx.work, after)
    ctx.directory = ctx.directory.put(congress=after)
    ctx.record(action or kind, f"unit {after.unit}", old=before.state, new=after.state)
    if kind is EventKind.RESUMED and before.opens_on:
        _forget_planned(ctx, after.unit)
    if kind is not EventKind.POSTPONED:
        _keep_dues(ctx, after.unit, _follow_day(ctx, before, after))
    if kind is EventKind.RESUMED:
        plan = ctx.directory.items_by_unit.get(after.unit, ())
        _keep_dues(ctx, after.unit, thaw(plan, before, today=ctx.today))
    follow_pilot(ctx, after, kind)
    ctx.affects(after.unit)
    if is_held(before) is not is_held(after):
        for above in list(ctx.directory.line_up(after.unit))[1:]:
            ctx.affects(above)
    return event


def _forget_planned(ctx: Context, code: str) -> None:
    """Let go of the day thought of before the one that was postponed: a new one is proposed."""
    unit = ctx.directory.units[code]
    if unit.planned_on:
        unit = unit.model_copy(update={"planned_on": None})
        units.save_unit(ctx.work, unit)
        ctx.directory = ctx.directory.put(unit=unit)


def _follow_day(ctx: Context, before: Congress, after: Congress) -> list[PlanItem]:
    """Move the due dates of a plan with its day D; the first dates stay (DOMAIN 8.2)."""
    unit = ctx.directory.units[after.unit]
    profile = ctx.directory.profile
    day_d = find_day_d(unit, after, profile=profile, today=ctx.today)
    if day_d is None or day_d == find_day_d(unit, before, profile=profile):
        return []
    template = read_template(TEMPLATES[unit.kind])
    plan = ctx.directory.items_by_unit.get(unit.code, ())
    moved = []
    if is_held(after):
        # What was to be done before it is asked of nobody any more.
        moved = end_before(plan, template, day_d)
        template = tuple(rule for rule in template if rule.offset < 0)
    moved += move_plan(plan, template, day_d, today=ctx.today, works=ctx.office.works)
    return moved


def _keep_dues(ctx: Context, unit: str, moved: list[PlanItem]) -> None:
    ctx.directory = ctx.directory.put(items=moved)
    for item in moved:
        plans.set_due(
            ctx.work, unit=unit, item=item.code, due=item.due, due_version=item.due_version
        )
