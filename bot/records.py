"""Store what a sample has on record beside plans; the loader calls this the first time only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from congress.bodies import Body, BodyKind, BodyMember, next_code
from congress.dates import instant
from congress.experience import PastBody, PastFact, PastSeat, PastTask, PastTrip, PastWork, Records
from congress.facts import Fact
from congress.history import REPORTED_AT
from congress.roster import Roster
from congress.tasks import Task, TaskKind
from congress.trips import Trip
from storage import bodies, facts, tasks, trips
from storage.work import Work


async def store_records(
    work: Work,
    records: Records,
    roster: Roster,
    *,
    reporters: Mapping[str | None, int],
    today: date,
) -> None:
    """Store what was on record by `today`, in the order it is written.

    `reporters` map the codes of units to the people who told their facts.
    """
    (root,) = (unit.code for unit in roster.units if unit.is_root)
    keeper = _Keeper(work, root, reporters)
    if records.leaders:
        for group in roster.groups:
            body = Body(code=group.code, kind=BodyKind.WORK_GROUP, name=group.name, unit=root)
            keeper.seat(body, records.leaders)
    told = records.by(today)
    for one in told.bodies:
        await keeper.set_up(one)
    for trip in told.trips:
        await keeper.add_trip(trip)
    for registered in told.works:
        await keeper.add_task(
            registered.kind, registered, unit=registered.unit, at=_at(registered.on)
        )
    for fact in told.facts:
        keeper.tell(fact)


@dataclass(frozen=True)
class _Keeper:
    """Stores one record after another; `root` has what names no unit."""

    work: Work
    root: str
    reporters: Mapping[str | None, int]

    def tell(self, told: PastFact) -> None:
        fact = Fact(
            id=self.work.new_id(),
            unit=told.unit or self.root,
            kind=told.kind,
            subject=told.subject,
            data=dict(told.data),
            member=None if told.decided else self.reporters.get(told.unit),
            at=_at(told.on),
        )
        facts.add(self.work, fact)

    def seat(self, body: Body, people: Iterable[PastSeat]) -> None:
        bodies.save(self.work, body)
        for person in people:
            member = BodyMember(
                id=self.work.new_id(), body=body.code, title=person.title, post=person.post
            )
            bodies.add_member(self.work, member)

    async def set_up(self, told: PastBody) -> None:
        unit = told.unit or self.root
        code = next_code(await bodies.listed(self.work))
        body = Body(code=code, kind=told.kind, name=told.name, unit=unit)
        self.seat(body, told.people)
        for task in told.tasks:
            await self.add_task(TaskKind.BODY, task, unit=unit, at=_at(told.on), body=body.code)

    async def add_trip(self, told: PastTrip) -> None:
        number = await trips.next_number(self.work)
        trip = Trip(
            number=number,
            unit=told.unit,
            team=told.team,
            on_day=told.on,
            findings=told.findings,
            at=_at(told.on),
        )
        trips.add(self.work, trip)
        for proposal in told.proposals:
            await self.add_task(
                TaskKind.PROPOSAL, proposal, unit=told.unit, at=trip.at, source=number
            )

    async def add_task(
        self,
        kind: TaskKind,
        told: PastTask | PastWork,
        *,
        unit: str,
        at: datetime,
        body: str | None = None,
        source: int | None = None,
    ) -> None:
        task = Task(
            kind=kind,
            number=await tasks.next_number(self.work, kind=kind),
            unit=unit,
            body=body,
            source=source,
            text=told.text,
            due=told.due,
            status=told.status,
            note=told.note,
            at=at,
        )
        tasks.save(self.work, task)


def _at(day: date) -> datetime:
    return instant(day, REPORTED_AT)
