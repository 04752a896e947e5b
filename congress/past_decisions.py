"""What was decided in a sample's past, so that what the rule calls done rests on a decision.

Days agreed to, reviews, personnel plans approved, and the steps after a congress (DOMAIN 8.5).
Each was decided on the day its item is called done. Values have no ids and no members yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from congress.basis import Basis
from congress.dates import instant
from congress.decided import DAY, PERSONNEL_PLAN, REVIEW
from congress.events import Congress, CongressEvent, EventKind
from congress.experience import Experience, PastFact
from congress.facts import FactKind
from congress.history import REPORTED_AT, Done, History
from congress.plans import ItemStatus, PlanItem, Progress
from congress.ratification import STEP_ITEMS
from congress.reviews import CONCLUSIONS_ITEM, PAPERS_ITEM, Outcome, Review
from congress.transitions import ELECTION, chain_of, follow_up
from congress.units import Unit

#: When in the day a committee decided, in the congress zone.
_DECIDED_AT = time(11, 0)
#: What a unit itself tells of its congress; the rest is decided above it.
TOLD_BY_UNITS = frozenset(
    {
        EventKind.PROPOSED,
        EventKind.HELD,
        EventKind.FIRST_MEETING,
        EventKind.SUBMITTED,
        EventKind.FILED,
    }
)


@dataclass
class Decisions:
    """What was decided; `congresses` are the held ones as they stand after it."""

    events: list[CongressEvent] = field(default_factory=list)
    congresses: list[Congress] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    facts: list[PastFact] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)


def decide_past(
    history: History,
    done: Done,
    *,
    units: Iterable[Unit],
    items: Iterable[PlanItem],
    contents: Mapping[str, str],
    experience: Experience,
) -> Decisions:
    """Tell what was decided of units with `contents`; `experience` has reviews that are known."""
    decider = _Decider(history, contents, experience)
    for unit in units:
        decider.decide(unit, done[unit.code])
    for item in items:
        if item.decided and (day := done[item.unit].get(item.code)):
            decider.keep(item, day)
    return decider.made


@dataclass
class _Decider:
    """Decides for one unit after another; documents are numbered as they come."""

    history: History
    contents: Mapping[str, str]
    experience: Experience
    made: Decisions = field(default_factory=Decisions)
    _bases: dict[tuple[str, str], Basis] = field(default_factory=dict)
    _documents: int = 0

    def decide(self, unit: Unit, days: Mapping[str, date]) -> None:
        """Decide about one unit on the `days` on which its items were done."""
        held = self.history.held.get(unit.code)
        if code := _find(DAY, days):
            self._agree(unit, code, days[code], held)
        if code := _find(REVIEW, days):
            self._review(unit, code, days)
        if (code := _find(PERSONNEL_PLAN, days)) and ELECTION in self.contents[unit.code]:
            self._approve(unit, days[code])
        if held:
            self.made.congresses.append(self._follow(unit, held, days))

    def keep(self, item: PlanItem, day: date) -> None:
        """Keep a decided item done, with what its decision rests on."""
        basis = self._bases.get((item.unit, item.code)) or self._meet(day)
        told = Progress(
            unit=item.unit,
            item=item.code,
            status=ItemStatus.DONE,
            note=basis.text,
            reported_at=instant(day, _DECIDED_AT),
        )
        self.made.progress.append(told)

    def _agree(self, unit: Unit, code: str, day: date, held: Congress | None) -> None:
        """Agree to the day of a congress that was held; of another the sample itself tells it."""
        if held:
            self._tell(held, EventKind.APPROVED, day, self._meet(day))
            return
        for event in self.history.events:
            if (event.unit, event.kind) == (unit.code, EventKind.APPROVED) and event.basis:
                self._bases[unit.code, code] = Basis(text=event.basis, on=day)

    def _meet(self, day: date) -> Basis:
        return Basis(text=self.history.called.meeting, on=day)

    def _review(self, unit: Unit, code: str, days: Mapping[str, date]) -> None:
        if known := self.experience.reviewed.get(unit.code):
            self._bases[unit.code, code] = known
            return
        changes = f"{unit.code}/{CONCLUSIONS_ITEM}" in self.history.named
        basis = self._meet(days[code])
        review = Review(
            id=0,
            unit=unit.code,
            round=1,
            meets_on=basis.on,
            papers_sent_on=days.get(PAPERS_ITEM),
            outcome=Outcome.PASSED_WITH_CHANGES if changes else Outcome.PASSED,
            basis=basis.text,
            basis_on=basis.on,
            at=instant(basis.on, _DECIDED_AT),
        )
        self.made.reviews.append(review)

    def _approve(self, unit: Unit, day: date) -> None:
        data = self._meet(day).model_dump(mode="json")
        fact = PastFact(
            unit=unit.code, kind=FactKind.PLAN_APPROVAL, on=day, data=data, decided=True
        )
        self.made.facts.append(fact)

    def _follow(self, unit: Unit, held: Congress, days: Mapping[str, date]) -> Congress:
        """Take the steps after a congress that the rule calls done, in their order."""
        contents = self.contents[unit.code]
        for kind in chain_of(unit, contents=contents):
            code = _find(STEP_ITEMS[kind], days)
            if code is None:
                break
            held = follow_up(held, kind, unit, contents=contents)
            basis = self._write(kind, days[code])
            self._tell(held, kind, days[code], basis)
            if basis:
                self._bases[unit.code, code] = basis
        return held

    def _write(self, kind: EventKind, day: date) -> Basis | None:
        forms = {
            EventKind.SUBMITTED: self.history.called.submission,
            EventKind.RATIFIED: self.history.called.ratification,
        }
        if kind not in forms:
            return None
        self._documents += 1
        return Basis(text=forms[kind].format(number=self._documents), on=day)

    def _tell(self, congress: Congress, kind: EventKind, day: date, basis: Basis | None) -> None:
        event = CongressEvent(
            id=0,
            unit=congress.unit,
            kind=kind,
            opens_on=congress.opens_on,
            closes_on=congress.closes_on,
            happened_on=day,
            basis=basis.text if basis else None,
            basis_on=basis.on if basis else None,
            at=instant(day, REPORTED_AT),
        )
        self.made.events.append(event)


def _find(codes: Iterable[str], days: Mapping[str, date]) -> str | None:
    return next((code for code in codes if code in days), None)
