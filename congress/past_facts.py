"""What units told in a sample's past beside their plans, so that nothing done lacks its facts.

Steps, counts, drafts and figures follow from the days on which the items that stand for them were
done. They are the same for all units of a kind, and illustrative; what a sample tells in its
records takes their place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from congress.checklists import Checklist
from congress.conferences import CONFERENCE_ITEM, Conference
from congress.dates import WorkingDay, add_working_days
from congress.decided import REVIEW
from congress.documents import Documents, Link
from congress.drafts import Draft, DraftKind, DraftState
from congress.events import Congress, EventKind
from congress.experience import PastFact
from congress.facts import FactKind
from congress.first_meeting import FIRST_MEETING, FirstMeeting
from congress.history import Called, Done
from congress.opinions import Opinions, OpinionStage
from congress.personnel import CHECK_ITEM, LAST_STEP, STEP_ITEMS, step_subject
from congress.ratification import RESULT_ITEMS
from congress.ratification import STEP_ITEMS as STEPS_AFTER
from congress.results import ELECTION, Result, days_between, dump
from congress.structure import Structure
from congress.units import Unit, UnitKind

#: The checklists of what the last draft must state.
_IN_DRAFTS = ("draft_parts", "targets")
#: Working days between two of the five steps.
_BETWEEN_STEPS = 2
#: The items by which opinions on a draft were asked for.
_OPINIONS = ("X07", "C03")


@dataclass(frozen=True)
class _Size:
    """How many people the congress of a kind of unit has; `board` is its standing committee."""

    delegates: int
    committee: int
    board: int
    deputies: int
    inspection: int


_SIZES: Mapping[UnitKind, _Size] = {
    UnitKind.COMMITTEE: _Size(250, 39, 11, 2, 7),
    UnitKind.PARTY_COMMITTEE_UNIT: _Size(120, 15, 5, 2, 3),
    UnitKind.PARTY_CELL: _Size(24, 3, 1, 0, 0),
}


@dataclass(frozen=True)
class Teller:
    """Tells the facts of units, save what is `told` already (PastFact.about)."""

    done: Done
    congresses: Mapping[str, Congress]
    contents: Mapping[str, str]
    called: Called
    documents: Documents
    checklists: Mapping[str, Checklist]
    works: WorkingDay
    told: AbstractSet[tuple[str | None, FactKind, str]]

    def tell(self, units: Iterable[Unit]) -> Iterator[PastFact]:
        """Tell the facts behind what the units have done."""
        for unit in units:
            days = self.done[unit.code]
            for fact in self._tell_all(unit, days):
                if fact.about not in self.told:
                    yield fact

    def _tell_all(self, unit: Unit, days: Mapping[str, date]) -> Iterator[PastFact]:
        yield from _tell_conference(unit, days)
        yield from self._tell_steps(unit, days)
        yield from _tell_structure(unit, days)
        for link in self.documents.link:
            yield from self._tell_draft(unit, link, days)
        yield from self._tell_parts(unit, days)
        yield from self._tell_opinions(unit, days)
        yield from self._tell_result(unit, days)
        yield from _tell_first_meeting(unit, days)

    def _tell_steps(self, unit: Unit, days: Mapping[str, date]) -> Iterator[PastFact]:
        for stream, code in STEP_ITEMS.items():
            for step in range(1, LAST_STEP + 1) if code in days else ():
                before = (step - LAST_STEP) * _BETWEEN_STEPS
                on = add_working_days(days[code], before, self.works) if before else days[code]
                told = {"on": on.isoformat()}
                yield _fact(unit, FactKind.STEP, on, told, step_subject(stream, step))

    def _tell_draft(self, unit: Unit, link: Link, days: Mapping[str, date]) -> Iterator[PastFact]:
        """Tell how far a version is: the last one may have been agreed to and brought along."""
        on = _find(link.items, days)
        if on is None:
            return
        versions = [one for one in self.documents.link if one.kind is link.kind]
        later = [one for one in versions if one.version > link.version]
        draft = Draft(kind=link.kind, version=link.version)
        if later:
            out = _find(_OPINIONS, days) or _find(later[0].items, days)
            state = DraftState.COMMENTED if out else DraftState.DRAFTING
            yield self._keep_draft(unit, draft, state, max(on, out or on))
            return
        agreed = _find(REVIEW, days) if link.kind is not DraftKind.FEEDBACK_SUMMARY else None
        state = DraftState.APPROVED if agreed else DraftState.FINALISED
        if congress := self.congresses.get(unit.code):
            yield self._keep_draft(unit, draft, DraftState.TO_CONGRESS, congress.opens_on or on)
        else:
            yield self._keep_draft(unit, draft, state, max(on, agreed or on))

    def _keep_draft(self, unit: Unit, draft: Draft, state: DraftState, on: date) -> PastFact:
        moved: dict[str, Any] = {"state": state}
        if state is DraftState.APPROVED:
            moved |= {"basis": self.called.meeting, "basis_on": on}
        data = draft.model_copy(update=moved).model_dump(mode="json")
        told = _fact(unit, FactKind.DRAFT, on, data, draft.subject)
        return told.model_copy(update={"decided": state is DraftState.APPROVED})

    def _tell_parts(self, unit: Unit, days: Mapping[str, date]) -> Iterator[PastFact]:
        """Tell that a last draft states all it must (NS-7), with a merged unit's targets later."""
        on = _find(self._find_link(DraftKind.POLITICAL_REPORT).items, days)
        for name in _IN_DRAFTS if on else ():
            for entry in self.checklists[name].entries:
                if on and not (unit.is_merged and entry.items):
                    yield _fact(unit, FactKind.CHECK, on, {"there": True}, entry.code)

    def _tell_opinions(self, unit: Unit, days: Mapping[str, date]) -> Iterator[PastFact]:
        if on := _find(self._find_link(DraftKind.FEEDBACK_SUMMARY).items, days):
            count = _SIZES[unit.kind].delegates
            for draft in self.documents.upper_draft:
                told = Opinions(draft=draft.code, stage=OpinionStage.SUMMARISED, count=count)
                yield _fact(unit, FactKind.OPINIONS, on, told.model_dump(mode="json"), draft.code)

    def _find_link(self, kind: DraftKind) -> Link:
        """Find the link of the last version of a document."""
        return [one for one in self.documents.link if one.kind is kind][-1]

    def _tell_result(self, unit: Unit, days: Mapping[str, date]) -> Iterator[PastFact]:
        on, congress = _find(RESULT_ITEMS, days), self.congresses.get(unit.code)
        if on is None or not congress or not congress.opens_on or not congress.closes_on:
            return
        size, elects = _SIZES[unit.kind], ELECTION in self.contents[unit.code]
        result = Result(
            days=days_between(congress.opens_on, congress.closes_on),
            summoned=size.delegates,
            present=size.delegates,
            to_elect=size.committee if elects else None,
            elected=size.committee if elects else None,
            direct=unit.direct_election if elects else None,
            as_planned=True,
        )
        yield _fact(unit, FactKind.RESULT, max(on, congress.closes_on), dump(result))


def _tell_conference(unit: Unit, days: Mapping[str, date]) -> Iterator[PastFact]:
    if on := days.get(CONFERENCE_ITEM):
        yield _fact(unit, FactKind.CONFERENCE, on, Conference(on=on).model_dump(mode="json"))


def _tell_structure(unit: Unit, days: Mapping[str, date]) -> Iterator[PastFact]:
    """Tell a make-up that meets what the samples ask: a third new, 15 women, 10 young in 100."""
    if on := days.get(CHECK_ITEM):
        size = _SIZES[unit.kind].committee
        structure = Structure(
            size=size,
            female=-(-size * 15 // 100),
            under35=-(-size // 10),
            renewal=-(-size // 3),
            btv_female=1,
        )
        yield _fact(unit, FactKind.STRUCTURE, on, structure.model_dump())


def _tell_first_meeting(unit: Unit, days: Mapping[str, date]) -> Iterator[PastFact]:
    if on := _find(STEPS_AFTER[EventKind.FIRST_MEETING], days):
        size = _SIZES[unit.kind]
        meeting = FirstMeeting(
            on=on,
            board=size.board,
            secretary=None if unit.direct_election else True,
            deputies=size.deputies,
            inspection=size.inspection,
        )
        data = meeting.model_dump(mode="json", exclude_none=True)
        yield _fact(unit, FactKind.RESULT, on, data, FIRST_MEETING)


def _fact(
    unit: Unit, kind: FactKind, on: date, data: Mapping[str, Any], subject: str = ""
) -> PastFact:
    return PastFact(unit=unit.code, kind=kind, on=on, subject=subject, data=data)


def _find(codes: Sequence[str], days: Mapping[str, date]) -> date | None:
    return next((days[code] for code in codes if code in days), None)
