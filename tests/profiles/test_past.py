"""A sample's past agrees with itself: what its plans call done stands on record, and the reverse.

/nhatky, /tinhhinh, /sansang, /duyet, /nhansu, /vankien and /ketqua read different records of the
same thing; an office that tries a sample sees them side by side.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC

import pytest

from bot.demo import begins
from bot.loading import load_roster
from bot.office_calendar import make_calendar
from congress.conferences import CONFERENCE_ITEM
from congress.decided import DAY, DAY_PROPOSAL, PERSONNEL_PLAN, REVIEW
from congress.documents import find_linked
from congress.dossier import Dossier
from congress.drafts import DraftState, read_drafts
from congress.events import DECIDED_STATES, CongressEvent, CongressState, EventKind
from congress.facts import FactKind
from congress.personnel import CHECK_ITEM, LAST_STEP, STEP_ITEMS, read_process
from congress.plans import ItemStatus
from congress.ratification import RESULT_ITEMS
from congress.ratification import STEP_ITEMS as STEPS_AFTER
from congress.readiness import find_missing
from congress.reports import StatusReport
from congress.reviews import GOOD_OUTCOMES, find_concluded
from congress.structure import read_structure
from congress.transitions import ELECTION, chain_of, has_taken, withdraw_held
from profiles.reader import profile_names, read_documents, read_profile
from storage import congresses, reports
from storage import directory as directories
from storage.database import Database
from storage.dossier import load_dossier


class Told:
    """All that a sample has of one unit."""

    def __init__(
        self, dossier: Dossier, events: list[CongressEvent], said: list[StatusReport]
    ) -> None:
        self.dossier, self.events, self.said = dossier, events, said
        self.unit, self.congress = dossier.unit, dossier.congress

    def is_done(self, *codes: str) -> bool:
        return any(self.dossier.status_of(code) is ItemStatus.DONE for code in codes)

    def has(self, *codes: str) -> bool:
        return any(item.code in codes for item in self.dossier.plan)


@pytest.fixture(params=profile_names())
async def told(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[list[Told]]:
    """Load a sample as its demo does, and read what it has of each unit."""
    roster = read_profile(request.param)
    now = begins(roster).astimezone(UTC)
    async with database.work() as work:
        await load_roster(work, roster, now=now, works=make_calendar())
    async with database.work() as work:
        directory = await directories.load(work)
        yield [
            Told(
                await load_dossier(work, directory=directory, unit=unit, now=now),
                list(await congresses.events(work, unit=unit.code)),
                await reports.of_unit(work, unit=unit.code, limit=1000),
            )
            for unit in directory.reporting_units
        ]


def test_day_is_proposed_and_agreed_to_where_the_plan_says_so(told: list[Told]) -> None:
    for one in told:
        state = one.congress.state
        if one.has(*DAY_PROPOSAL):
            assert one.is_done(*DAY_PROPOSAL) == (state is not CongressState.UNDATED), one.unit
        assert one.is_done(*DAY) == (state in DECIDED_STATES), one.unit
        agreed = [event for event in one.events if event.kind is EventKind.APPROVED]
        assert bool(agreed) == (state in DECIDED_STATES), one.unit
        assert all(event.basis and event.basis_on for event in agreed), one.unit


def test_congress_stands_where_its_events_leave_it(told: list[Told]) -> None:
    for one in told:
        congress = one.congress
        before = withdraw_held(one.unit.code, one.events)
        days = (congress.opens_on, congress.closes_on)
        assert (before.opens_on, before.closes_on) == days, one.unit
        assert one.events == sorted(one.events, key=lambda event: event.at)
        chain = chain_of(one.unit, contents=one.dossier.contents)
        for kind in chain:
            happened = any(event.kind is kind for event in one.events)
            taken = has_taken(congress, kind, one.unit, contents=one.dossier.contents)
            assert happened == taken == one.is_done(*STEPS_AFTER[kind]), (one.unit, kind)
        held = any(event.kind is EventKind.HELD for event in one.events)
        assert held == (congress.held_on is not None), one.unit


def test_program_itself_would_call_the_same_congresses_ready(told: list[Told]) -> None:
    for one in told:
        if one.congress.state in {CongressState.APPROVED, CongressState.READY}:
            ready = one.congress.state is CongressState.READY
            assert ready == (not find_missing(one.dossier)), one.unit


def test_contents_and_personnel_were_decided_where_the_plan_says_so(told: list[Told]) -> None:
    for one in told:
        last = find_concluded(one.dossier.reviews)
        passed = last is not None and last.outcome in GOOD_OUTCOMES
        assert one.is_done(*REVIEW) == passed, one.unit
        if ELECTION in one.dossier.contents:
            approved = one.dossier.facts.get(FactKind.PLAN_APPROVAL) is not None
            assert one.is_done(*PERSONNEL_PLAN) == approved, one.unit


def test_nobody_reported_what_only_a_decision_makes_done(told: list[Told]) -> None:
    for one in told:
        decided = {item.code for item in one.dossier.plan if item.decided}
        said = {report.item for report in one.said if report.status is ItemStatus.DONE}
        assert not decided & said, one.unit
        for code in decided:
            if one.is_done(code):
                assert one.dossier.progress[code].note, (one.unit, code)


def test_steps_and_make_up_of_personnel_are_told(told: list[Told]) -> None:
    for one in told:
        process = read_process(one.dossier.facts)
        for stream, code in STEP_ITEMS.items():
            if one.has(code):
                assert one.is_done(code) == (process.done(stream) == LAST_STEP), (one.unit, code)
        if one.has(CHECK_ITEM):
            known = read_structure(one.dossier.facts) is not None
            assert one.is_done(CHECK_ITEM) == known, one.unit


def test_drafts_conferences_and_results_are_told(told: list[Told]) -> None:
    for one in told:
        finished = set(_find_finished(one))
        for link in read_documents().link:
            item = find_linked(read_documents(), one.dossier.plan, link.kind, link.version)
            if item and one.is_done(item.code):
                assert (link.kind, link.version) in finished, (one.unit, link)
        facts = one.dossier.facts
        if one.is_done("X27", "C08"):
            assert facts.of(FactKind.OPINIONS), one.unit
        if one.is_done(CONFERENCE_ITEM):
            assert facts.get(FactKind.CONFERENCE), one.unit
        assert one.is_done(*RESULT_ITEMS) == (facts.get(FactKind.RESULT) is not None), one.unit


def _find_finished(one: Told) -> Iterator[tuple[str, int]]:
    """List the versions that somebody has at least begun."""
    for draft in read_drafts(one.dossier.facts):
        if draft.state is not DraftState.OUT_FOR_COMMENT:
            yield draft.kind, draft.version
