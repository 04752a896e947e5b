"""Store a roster: units, groups, people and plans; loading again updates and never duplicates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.past import store_past
from chat.message import Value
from congress.audit import AuditEntry
from congress.dates import WorkingDay, local_date
from congress.directory import Directory
from congress.events import Congress
from congress.experience import Experience
from congress.history import History, move_dues
from congress.members import Member
from congress.planning import DayD, find_day_d, move_plan, plan_for
from congress.plans import PlanItem
from congress.roles import Role
from congress.roster import TEMPLATES, Person, Roster
from congress.units import Unit, find_contents
from profiles.experience import read_experience
from profiles.reader import read_template
from storage import audit, directives, members, plans, units
from storage import directory as directories
from storage.work import Work

#: The switch that tells when an office was loaded first; units never heard of count from it.
LOADED_ON = "loaded_on"


class LoadSummary(Value):
    """How much a roster holds; `unplanned` units have no day yet to count a plan from.

    `others` units are known from before and are not in it.
    """

    units: int
    groups: int
    members: int
    items: int
    unplanned: int
    others: int = 0


class OtherOfficeError(ValueError):
    """A database holds another office; `name` is its committee's, with so many `units`."""

    def __init__(self, name: str, units: int) -> None:
        super().__init__(name)
        self.name = name
        self.units = units


async def load_roster(
    work: Work, roster: Roster, *, now: datetime, works: WorkingDay
) -> LoadSummary:
    """Store a roster in the transaction of `work`; raise OtherOfficeError where it is another's.

    Accounts, reports, decisions and how far items are stay as they are; due dates move only where
    day D does. A sample's past is stored the first time only. Nothing is ever deleted.
    """
    known = await directories.load(work)
    _check_same_office(roster, known)
    today = local_date(now)
    _save_organisation(work, roster, known, today=today)
    people = [_save_person(work, person, known) for person in roster.people]
    for root in (unit for unit in roster.units if unit.is_root):
        for directive in roster.directives:
            directives.add(work, directive, unit=root.code)
    history = None if LOADED_ON in known.profile else roster.history
    experience = read_experience(roster.profile.get("name", "")) if history else Experience()
    planner = _Planner(roster, known, history, today, works, experience.records.welcoming)
    made = [planner.plan(unit) for unit in roster.units if not unit.is_root]
    items = [item for plan in made for item in plan]
    for item in items:
        plans.save_item(work, item)
    if history:
        reporters = {one.unit: one.id for one in people if one.role is Role.UNIT_REPORTER}
        await store_past(
            work,
            roster,
            history,
            experience,
            items=items,
            reporters=reporters,
            today=today,
            works=works,
        )
    _record(work, now=now)
    return LoadSummary(
        units=len(made),
        groups=len(roster.groups),
        members=len(people),
        items=len(items),
        unplanned=sum(not plan for plan in made),
        others=len(known.units.keys() - {unit.code for unit in roster.units}),
    )


def _check_same_office(roster: Roster, known: Directory) -> None:
    """Refuse to mix: a named sample updates itself alone, a workbook what has its committee.

    The committee of one's own workbook may be renamed; a sample's may not, as any workbook may
    happen to use its code.
    """
    if not known.units:
        return
    (root,) = (unit for unit in roster.units if unit.is_root)
    named, held = roster.profile.get("name"), known.profile.get("name")
    if named:
        same = named == held
    else:
        same = root.code == known.root.code and (not held or root.name == known.root.name)
    if not same:
        raise OtherOfficeError(known.root.name, len(known.reporting_units))


@dataclass(frozen=True)
class _Planner:
    """Makes and moves plans by what is known after this load."""

    roster: Roster
    known: Directory
    history: History | None
    today: date
    works: WorkingDay
    welcoming: frozenset[str]

    def plan(self, unit: Unit) -> list[PlanItem]:
        """Give a unit's plan as it is to be stored; empty while no day is known."""
        congress = self._find_congress(unit.code)
        profile = {**self.known.profile, **self.roster.profile}
        day_d = find_day_d(unit, congress, profile=profile)
        if day_d is None:
            return []
        template = read_template(TEMPLATES[unit.kind])
        before = self.known.items_by_unit.get(unit.code, ())
        regime = self.known.regime_at(self.today, unit=unit.code)
        occasions = {"regime": regime is not None, "works": unit.code in self.welcoming}
        made = plan_for(
            unit,
            template,
            day_d,
            today=self.today if before else self.roster.plans_from or self.today,
            works=self.works,
            conditions=frozenset(name for name, true in occasions.items() if true),
            contents=find_contents(unit, profile=profile),
        )
        if self.history:
            made = move_dues(self.history, made)
        # A plan that there is does not go back to a day thought of that is over.
        ahead = find_day_d(unit, congress, profile=profile, today=self.today)
        if before and ahead and ahead != self._find_old_day(unit.code, congress):
            moved = move_plan(before, template, ahead, today=self.today, works=self.works)
            before = (*before, *moved)
        return _keep_dues(made, before)

    def _find_congress(self, unit: str) -> Congress | None:
        past = self.history.congresses if self.history else ()
        return {**self.known.congresses, **{one.unit: one for one in past}}.get(unit)

    def _find_old_day(self, unit: str, congress: Congress | None) -> DayD | None:
        known = self.known
        return find_day_d(known.units[unit], congress, profile=known.profile, today=self.today)


def _keep_dues(made: Iterable[PlanItem], before: Iterable[PlanItem]) -> list[PlanItem]:
    """Give a plan in today's words, with the due dates that stand; the last in `before` count.

    What no longer applies stays in the plan, as it may have been reported on.
    """
    stand = {item.code: item for item in before}
    plan = {item.code: item for item in made}
    kept = {
        code: item.model_copy(update=stand[code].model_dump(include=_DUES))
        for code, item in plan.items()
        if code in stand
    }
    return list((stand | plan | kept).values())


_DUES = {"baseline_due", "due", "due_version"}


def _save_organisation(work: Work, roster: Roster, known: Directory, *, today: date) -> None:
    for group in roster.groups:
        units.save_group(work, group)
    for unit in roster.units:
        units.save_unit(work, unit)
    for key, value in {LOADED_ON: today.isoformat(), **known.profile, **roster.profile}.items():
        units.set_profile(work, key, value)


def _save_person(work: Work, person: Person, known: Directory) -> Member:
    same = [
        member
        for member in known.members.values()
        if (member.role, member.unit, member.group, member.title)
        == (person.role, person.unit, person.group, person.title)
    ]
    member = same[0] if same else Member(id=work.new_id(), **person.model_dump())
    member = member.model_copy(update={"is_head": person.is_head})
    members.save_member(work, member)
    return member


def _record(work: Work, *, now: datetime) -> None:
    audit.add(
        work,
        AuditEntry(
            id=work.new_id(),
            at=now,
            member=None,
            role=None,
            action="load",
            object="roster",
        ),
    )
