"""Store the illustrative past of a sample; the loader calls this the first time only."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.experience import store_experience
from bot.records import store_records
from congress.dates import WorkingDay
from congress.experience import Experience
from congress.history import History, Rule, replay
from congress.past_decisions import TOLD_BY_UNITS, Decisions, decide_past
from congress.past_facts import Teller
from congress.plans import PlanItem, Progress
from congress.reports import StatusReport
from congress.roster import Roster
from congress.units import find_contents
from profiles.reader import read_checklists, read_documents
from storage import congresses, issues, plans, reports, reviews
from storage.work import Work

#: Whose accounts told what of which unit.
Reporters = Mapping[str | None, int]


async def store_past(
    work: Work,
    roster: Roster,
    history: History,
    experience: Experience,
    *,
    items: Sequence[PlanItem],
    reporters: Reporters,
    today: date,
    works: WorkingDay,
) -> None:
    """Store what was reported, decided and told before the sample begins, and what is on record.

    The records of `experience` count as far as they were written by `today`.
    """
    units = [unit for unit in roster.units if not unit.is_root]
    contents = {unit.code: find_contents(unit, profile=roster.profile) for unit in units}
    done = Rule(history, works, experience.reviewed).find_done(units, items)
    for report in replay(history, done, items=items, units=units):
        _save_report(work, report, reporters)
    decisions = decide_past(
        history, done, units=units, items=items, contents=contents, experience=experience
    )
    _save_decisions(work, history, decisions, reporters)
    for issue in history.issues:
        issues.add(work, issue.model_copy(update={"raised_by": reporters.get(issue.unit)}))
    teller = Teller(
        done=done,
        congresses=history.held,
        contents=contents,
        called=history.called,
        documents=read_documents(),
        checklists=read_checklists(),
        works=works,
        told=experience.records.told,
    )
    facts = (*decisions.facts, *teller.tell(units), *experience.records.facts)
    await store_experience(
        work, experience, units=roster.units, held=history.held.keys(), today=today
    )
    records = experience.records.model_copy(update={"facts": facts})
    await store_records(work, records, roster, reporters=reporters, today=today)


def _save_report(work: Work, told: StatusReport, reporters: Reporters) -> None:
    member = reporters.get(told.unit)
    report = told.model_copy(update={"id": work.new_id(), "member": member})
    reports.add(work, report)
    if report.item and report.status:
        progress = Progress(
            unit=report.unit,
            item=report.item,
            status=report.status,
            percent=report.percent,
            note=report.note,
            reported_at=report.at,
            reported_by=report.member,
            report=report.id,
        )
        plans.save_progress(work, progress)


def _save_decisions(
    work: Work, history: History, decisions: Decisions, reporters: Reporters
) -> None:
    """Store decisions; where a congress stands is told last of all by what was decided."""
    for congress in (*history.congresses, *decisions.congresses):
        congresses.save(work, congress)
    events = (*history.events, *decisions.events)
    for event in sorted(events, key=lambda one: one.at):
        member = reporters.get(event.unit) if event.kind in TOLD_BY_UNITS else None
        congresses.add_event(
            work, event.model_copy(update={"id": work.new_id(), "member": member})
        )
    for review in decisions.reviews:
        reviews.save(work, review.model_copy(update={"id": work.new_id()}))
    for progress in decisions.progress:
        plans.save_progress(work, progress)
