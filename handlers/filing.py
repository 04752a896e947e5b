"""Keep a report: its row, how far the item is now, the audit row, and what follows from it.

The one way in for a status, however it was said: one line, guided, corrected or in answer to a
reminder.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from congress.facts import Facts
from congress.personnel import WARNED_ITEMS, warn
from congress.planning import find_day_d, next_week
from congress.plans import Gate, ItemStatus, PlanItem, Progress
from congress.reporting import Hold, ReportError, Settled, Warned, settle
from congress.reports import StatusReport
from handlers.claims import Claim
from handlers.context import Answer, Context
from handlers.held import follow_congress
from storage import facts, plans, reports

#: The last weekly report is due this long before the congress (DOMAIN 8.3).
_WEEKLY_ENDS = timedelta(days=2)
#: A percentage says something only beside these.
_UNDER_WAY = frozenset(
    {ItemStatus.IN_PROGRESS, ItemStatus.SUBMITTED, ItemStatus.RETURNED, ItemStatus.BLOCKED}
)


async def file_claim(ctx: Context, claim: Claim, progress: Mapping[str, Progress]) -> Settled:
    """Keep a claim; `progress` is how far the unit's items were before it."""
    unit, item = claim.unit, claim.item
    known = progress.get(item.code) or Progress(unit=unit.code, item=item.code)
    settled = settle_claim(ctx, claim, known)
    warning = await _warn(ctx, claim)
    unready = await follow_congress(ctx, claim, settled.status, known=known)
    percent = claim.note.percent if settled.status in _UNDER_WAY else None
    report = StatusReport(
        id=ctx.work.new_id(),
        unit=unit.code,
        item=item.code,
        status=settled.status,
        percent=percent,
        expected_on=claim.note.expected_on,
        note=claim.note.text,
        member=ctx.member.id,
        at=ctx.now,
        key=ctx.incoming.key,
        corrects=claim.corrects,
    )
    reports.add(ctx.work, report)
    if settled.status is ItemStatus.DONE and (coming := _next_week(ctx, claim)):
        plans.save_item(ctx.work, coming)
        plans.save_progress(ctx.work, _start_week(report))
    else:
        plans.save_progress(ctx.work, progress_from(report))
    action = "correct" if claim.corrects else "report"
    ctx.record(action, f"item {unit.code}/{item.code}", old=known.status, new=settled.status)
    if warning and settled.status is ItemStatus.DONE:
        failed = ",".join(verdict.criterion for verdict in warning.failed) or "untold"
        ctx.record("done_with_warning", f"item {unit.code}/{item.code}", new=failed)
    if unready or warning:
        settled = replace(settled, unready=unready, warning=warning)
    _tell_leader(ctx, claim, settled)
    if item.gate is Gate.HARD:
        ctx.affects(unit.code)
    return settled


async def _warn(ctx: Context, claim: Claim) -> Warned | None:
    """Look at what speaks against "hoàn thành" of a personnel item (DH-3)."""
    if claim.status is not ItemStatus.DONE or claim.item.code not in WARNED_ITEMS:
        return None
    told = Facts(await facts.newest(ctx.work, unit=claim.unit.code))
    return warn(claim.item.code, claim.unit, told, ctx.directory.profile)


def settle_claim(ctx: Context, claim: Claim, known: Progress) -> Settled:
    """Decide what a claim comes to; Answers why it may not be made."""
    try:
        return settle(
            claim.item,
            role=ctx.member.role,
            old=known.status,
            wanted=claim.status,
            reason=claim.note.text,
            corrects=claim.corrects is not None,
        )
    except ReportError as error:
        raise Answer(
            f"report/may_not_{error.key}", unit=claim.unit, item=claim.item, status=claim.status
        ) from error


def progress_from(report: StatusReport) -> Progress:
    """Make how far an item is out of its newest report."""
    return Progress(
        unit=report.unit,
        item=report.item or "",
        status=report.status or ItemStatus.NOT_STARTED,
        percent=report.percent,
        expected_on=report.expected_on,
        note=report.note,
        reported_at=report.at,
        reported_by=report.member,
        report=report.id,
    )


def _next_week(ctx: Context, claim: Claim) -> PlanItem | None:
    """Give a weekly item as it is due next; it ends two days before the congress."""
    day_d = find_day_d(
        claim.unit,
        ctx.directory.congress(claim.unit.code),
        profile=ctx.directory.profile,
        today=ctx.today,
    )
    if day_d is None:
        return None
    return next_week(claim.item, done_on=ctx.today, last=day_d.opens - _WEEKLY_ENDS)


def _start_week(report: StatusReport) -> Progress:
    return progress_from(report).model_copy(update={"status": ItemStatus.NOT_STARTED})


def _tell_leader(ctx: Context, claim: Claim, settled: Settled) -> None:
    if settled.hold is not Hold.GATE:
        return
    line = f"/xl {claim.unit.code} {claim.item.code}"
    for leader in ctx.directory.leaders_of(claim.unit):
        ctx.tell(
            leader,
            "report/to_confirm",
            choices=[
                ctx.button("confirm_done", f"{line} done"),
                ctx.button("return_item", f"{line} returned"),
            ],
            unit=claim.unit,
            item=claim.item,
            by=ctx.member,
            warning=settled.warning,
        )
