"""Store a roster: units, groups, people and plans; loading again updates and never duplicates."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from chat.message import Value
from congress.dates import WorkingDay, local_date
from congress.directory import Directory
from congress.events import Congress
from congress.members import Member
from congress.planning import Days, choose_template, plan_for
from congress.plans import PlanItem
from congress.roster import Past, Person, Roster
from congress.units import Unit, UnitKind
from profiles.past import make_past, read_congresses
from profiles.reader import read_template
from storage import congresses, issues, members, plans, reports, units
from storage import directory as directories
from storage.work import Work

#: A commune's congress is planned for two days (2020: "không quá 2 ngày"), a cell's for one.
_COMMITTEE_DAYS = timedelta(days=1)


class LoadSummary(Value):
    """How much a roster holds."""

    units: int
    groups: int
    members: int
    items: int


async def load_roster(
    work: Work,
    roster: Roster,
    *,
    now: datetime,
    works: WorkingDay,
) -> LoadSummary:
    """Store a roster in one transaction; progress, accounts and decisions already there stay.

    The illustrative past of a named profile is stored only where nothing was loaded before.
    """
    known = await directories.load(work)
    first = not known.units
    for group in roster.groups:
        units.save_group(work, group)
    for unit in _parents_first(roster.units):
        units.save_unit(work, unit)
    for key, value in roster.switches.items():
        units.set_profile(work, key, value)
    for person in roster.people:
        _save_person(work, person, known)
    stands = _congresses(roster, known, first=first)
    today = local_date(now)
    planned = {
        unit.code: _plan(unit, stands.get(unit.code), today=today, works=works, new=not first)
        for unit in roster.units
        if unit.kind is not UnitKind.COMMITTEE
    }
    for plan in planned.values():
        for item in plan:
            plans.save_item(work, _keep_version(item, known))
    if first and roster.profile:
        _save_past(work, make_past(roster.profile, planned))
    work.touch_directory()
    return LoadSummary(
        units=len(planned),
        groups=len(roster.groups),
        members=len(roster.people),
        items=sum(len(plan) for plan in planned.values()),
    )


def _congresses(roster: Roster, known: Directory, *, first: bool) -> dict[str, Congress]:
    """Give where congresses stand: what the database says, or the sample's own past."""
    if first and roster.profile:
        return {congress.unit: congress for congress in read_congresses(roster.profile)}
    return dict(known.congresses)


def _plan(
    unit: Unit,
    congress: Congress | None,
    *,
    today: date,
    works: WorkingDay,
    new: bool,
) -> list[PlanItem]:
    opens = congress.opens_on if congress and congress.opens_on else unit.planned_on
    if opens is None:
        return []
    usual = timedelta(0) if unit.kind is UnitKind.PARTY_CELL else _COMMITTEE_DAYS
    closes = congress.closes_on if congress and congress.closes_on else opens + usual
    return plan_for(
        unit,
        read_template(choose_template(unit)),
        Days(opens, closes),
        today=today,
        works=works,
        grace=new,
    )


def _keep_version(item: PlanItem, known: Directory) -> PlanItem:
    """Count a moved due date as a new version, so that reminders of the old one are void."""
    before = known.items.get((item.unit, item.code))
    if before is None:
        return item
    moved = before.due != item.due
    return item.model_copy(update={"due_version": before.due_version + moved})


def _save_person(work: Work, person: Person, known: Directory) -> None:
    for member in known.members.values():
        same = (member.role, member.unit, member.group, member.title)
        if same == (person.role, person.unit, person.group, person.title):
            members.save_member(
                work,
                member.model_copy(update={"is_head": person.is_head, "active": True}),
            )
            return
    members.save_member(work, Member(id=work.new_id(), **person.model_dump()))


def _save_past(work: Work, past: Past) -> None:
    for congress in past.congresses:
        congresses.save(work, congress)
    for event in past.events:
        congresses.add_event(work, event)
    for report in past.reports:
        reports.add(work, report)
    for progress in past.progress:
        plans.save_progress(work, progress)
    for issue in past.issues:
        issues.add(work, issue)


def _parents_first(all_units: Iterable[Unit]) -> list[Unit]:
    """Order units so that each comes after its parent."""
    waiting = {unit.code: unit for unit in all_units}
    ordered: list[Unit] = []

    def put(unit: Unit) -> None:
        if unit.parent in waiting:
            put(waiting.pop(unit.parent))
        ordered.append(unit)

    while waiting:
        put(waiting.pop(next(iter(waiting))))
    return ordered
