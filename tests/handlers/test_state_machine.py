"""Random people take random steps: no illegal state, no lost decision, and the audit tells all.

Whatever is typed by whomever, in any order: a congress only goes where DOMAIN 2.2 lets it; what
was answered with "✓" stands in a row of its own; and the audit rows, read from the first to the
last, end in the very state the congresses are in. What the digest then counts is what is in the
lists. A further command is one more line of DEEDS.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.loading import load_roster
from bot.office_calendar import make_office
from bot.settings import Schedule
from congress.audit import AuditEntry
from congress.events import Congress, CongressEvent, CongressState, EventKind
from congress.facts import FactKind
from profiles.reader import read_profile
from storage import audit, congresses, facts
from storage import directory as directories
from storage.database import open_database
from storage.migrate import prepare
from storage.work import Work
from tests.handlers.figures import check_figures
from tests.handlers.harness import Conversation, give_accounts, open_copy

NOW = datetime(2020, 5, 22, 2, 0, tzinfo=UTC)
TODAY = date(2020, 5, 22)
#: A committee of a commune and a cell, in two groups.
COMMITTEE, CELL = "K12", "K56"
UNITS = (COMMITTEE, CELL)
PEOPLE = (
    "K12", "K56", "T01", "T01 member", "secretary", "standing_board", "standing_committee",
    "organisation_dept", "office", "admin",
)  # fmt: skip
_ITEMS = {
    COMMITTEE: {"congress": "X34", "submission": "X37", "filing": "X40"},
    CELL: {"congress": "C13", "submission": "C15", "filing": "C17"},
}
#: The first button of a read-back.
CONFIRM = "1"
_DAY = f"{TODAY:%-d/%-m}"

#: What people say to take a step: {unit} and its newest {proposal}, and the codes of its plan's
#: items (_ITEMS).
DEEDS: dict[str, tuple[str, ...]] = {
    "open": ("/khaimac {unit}", CONFIRM),
    "open_some_days_ago": ("/khaimac {unit} 18/5", CONFIRM),
    "opened_by_mistake": ("/khaimacnham {unit}",),
    "hold": ("/baocao {unit} {congress} hoàn thành",),
    "hold_on_another_day": ("/baocao {unit} {congress} hoàn thành 20/5",),
    "not_held": ("/baocao {unit} {congress} đang làm, báo nhầm",),
    "tell_result": (f"/ketqua {{unit}} {_DAY}, có mặt 20/20, trúng cử 5/5, đúng dự kiến",),
    "correct_result": ("/ketqua {unit} 21/5, có mặt 19/20",),
    "meet": ("/hopbch {unit} BTV 3, Bí thư có, Phó Bí thư 1, UBKT 3",),
    "not_met": ("/baocao {unit} X36 đang làm, báo nhầm",),
    "submit": (f"/totrinh {{unit}} MH-05-TTr/ĐU ngày {_DAY}",),
    "not_submitted": ("/baocao {unit} {submission} đang làm, báo nhầm",),
    "ratify": (f"/chuany {{unit}} MH-06-QĐ/HU ngày {_DAY}", CONFIRM),
    "file": ("/nophoso {unit}",),
    "not_filed": ("/baocao {unit} {filing} đang làm, báo nhầm",),
    "propose": (f"/ngay {{unit}} {_DAY}", CONFIRM),
    "approve": (f"/dongy {{proposal}} hội nghị BTV {_DAY}", CONFIRM),
    "give_back": (f"/tralai {{proposal}} chưa xong văn kiện; hội nghị BTV {_DAY}", CONFIRM),
    "move": (f"/doingay {{unit}} 29/5 hội nghị BTV {_DAY}", CONFIRM),
    "postpone": (f"/tamhoan {{unit}} theo MH-02-TB/HU ngày {_DAY}", CONFIRM),
    "resume": (f"/cholai {{unit}} theo MH-03-TB/HU ngày {_DAY}", CONFIRM),
}

#: What comes next for a committee, and who may say so: so that the end is reached, too.
NEXT: dict[CongressState, tuple[str, str]] = {
    CongressState.UNDATED: ("propose", "T01"),
    CongressState.PROPOSED: ("approve", "standing_board"),
    CongressState.APPROVED: ("open", "T01"),
    CongressState.READY: ("open", "T01"),
    CongressState.IN_SESSION: ("tell_result", "T01"),
    CongressState.HELD: ("meet", "T01"),
    CongressState.FIRST_MEETING_HELD: ("submit", "T01"),
    CongressState.RATIFICATION_SUBMITTED: ("ratify", "standing_board"),
    CongressState.RATIFIED: ("file", "T01"),
    CongressState.FILED: ("correct_result", "T01"),
    CongressState.RETURNED: ("propose", "T01"),
    CongressState.POSTPONED: ("resume", "office"),
}

#: How each state is left in another way: taken back, put off, moved.
ASIDE: dict[CongressState, tuple[str, str]] = {
    CongressState.UNDATED: ("hold", "T01"),
    CongressState.PROPOSED: ("give_back", "standing_board"),
    CongressState.APPROVED: ("postpone", "standing_board"),
    CongressState.READY: ("move", "standing_board"),
    CongressState.IN_SESSION: ("opened_by_mistake", "T01"),
    CongressState.HELD: ("not_held", "T01"),
    CongressState.FIRST_MEETING_HELD: ("not_met", "T01"),
    CongressState.RATIFICATION_SUBMITTED: ("not_submitted", "T01"),
    CongressState.RATIFIED: ("correct_result", "T01"),
    CongressState.FILED: ("not_filed", "T01"),
    CongressState.RETURNED: ("postpone", "standing_board"),
    CongressState.POSTPONED: ("tell_result", "T01"),
}

_BEFORE = {"undated", "proposed", "approved", "ready", "in_session", "returned", "postponed"}
#: Where each event may lead, from where: DOMAIN 2.2 once more, in other words than the program's.
LEGAL: dict[EventKind, set[tuple[str, str]]] = {
    EventKind.PROPOSED: {(one, "proposed") for one in ("undated", "proposed", "returned")},
    EventKind.APPROVED: {("proposed", "approved")},
    EventKind.RETURNED: {("proposed", "returned")},
    EventKind.MOVED: {("approved", "approved"), ("ready", "approved")},
    EventKind.ADVANCED: {("approved", "approved"), ("ready", "approved")},
    EventKind.POSTPONED: {(one, "postponed") for one in _BEFORE - {"in_session", "postponed"}},
    EventKind.RESUMED: {("postponed", "undated")},
    EventKind.OPENED: {("approved", "in_session"), ("ready", "in_session")},
    EventKind.OPENED_WITHDRAWN: {("in_session", "approved")},
    EventKind.HELD: {(one, "held") for one in _BEFORE},
    EventKind.HELD_WITHDRAWN: {("held", one) for one in _BEFORE - {"ready"}},
    EventKind.FIRST_MEETING: {("held", "first_meeting_held")},
    EventKind.SUBMITTED: {
        ("first_meeting_held", "ratification_submitted"),
        ("held", "ratification_submitted"),
    },
    EventKind.RATIFIED: {("ratification_submitted", "ratified")},
    EventKind.FILED: {("ratified", "filed")},
    EventKind.STEP_WITHDRAWN: {
        ("first_meeting_held", "held"),
        ("ratification_submitted", "first_meeting_held"),
        ("ratification_submitted", "held"),
        ("filed", "ratified"),
    },
}
#: How every answer to something that was kept begins.
_KEPT = re.compile("✓ Đã (?:ghi|đính chính|rút)")
#: Found by the program, not decided: no event, but audited all the same.
_READINESS = {("approved", "ready"), ("ready", "approved")}
_CODES = frozenset(CongressState)
#: What each withdrawal takes back.
_WITHDRAWN = {
    EventKind.HELD_WITHDRAWN: EventKind.HELD,
    EventKind.OPENED_WITHDRAWN: EventKind.OPENED,
}
#: The opening and the closing day, None while there is none.
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Step:
    """Somebody's deed, or the NEXT one or one ASIDE by somebody who may."""

    unit: str
    deed: str
    who: str


_NEXT, _ASIDE = "next", "aside"
STEPS = st.builds(
    Step,
    unit=st.sampled_from((COMMITTEE, COMMITTEE, CELL)),
    deed=st.one_of(st.just(_NEXT), st.sampled_from((_NEXT, _ASIDE)), st.sampled_from(list(DEEDS))),
    # Half of the deeds are by people who may do most of them.
    who=st.one_of(st.sampled_from(("T01", "standing_board")), st.sampled_from(PEOPLE)),
)


@dataclass(frozen=True)
class Picture:
    """All that is on record about the units' congresses."""

    congresses: dict[str, Congress]
    events: tuple[CongressEvent, ...]
    audit: tuple[AuditEntry, ...]
    results: int


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a database with two units of the sample and its people; examples copy it."""
    return asyncio.run(_set_stage(tmp_path_factory.mktemp("stage") / "stage.db"))


async def _set_stage(path: Path) -> Path:
    sample = read_profile("kim_son")
    roster = sample.model_copy(
        update={
            "units": tuple(one for one in sample.units if one.is_root or one.code in UNITS),
            "people": tuple(
                one
                for one in sample.people
                if one.group in {None, "T01"} and one.unit in {None, "HU", *UNITS}
            ),
            "history": None,
        }
    )
    await prepare(f"sqlite:///{path}")
    database = await open_database(f"sqlite:///{path}", clock=lambda: NOW)
    async with database.work() as work:
        await load_roster(work, roster, now=NOW, works=make_office(Schedule()).works)
    await give_accounts(database)
    await database.close()
    return path


async def _play(stage: Path, steps: Sequence[Step]) -> None:
    async with open_copy(stage, now=NOW) as talk:
        for step in steps:
            await _take(talk, step)
        _check_whole(await _look(talk))
        await check_figures(talk, "secretary")


async def _take(talk: Conversation, step: Step) -> None:
    congress = talk.directory.congress(step.unit)
    usual = {_NEXT: NEXT, _ASIDE: ASIDE}.get(step.deed, {})
    deed, who = usual.get(congress.state, (step.deed, step.who))
    if deed == "meet" and step.unit == CELL and usual:
        deed = "submit"
    for line in DEEDS[deed]:
        before = await _look(talk)
        numbers = [one.number or 0 for one in before.events if one.unit == step.unit]
        proposal = f"DX{max(numbers, default=0):02}"
        said = line.format(unit=step.unit, proposal=proposal, **_ITEMS[step.unit])
        answer = " ".join(await talk.say(who, said))
        _check_answer(said, answer, before, await _look(talk))


def _check_answer(said: str, answer: str, before: Picture, after: Picture) -> None:
    """Compare: what is not answered as kept changed nothing; what is, is a row of its own."""
    news = len(after.events) + after.results > len(before.events) + before.results
    audited = len(after.audit) > len(before.audit)
    assert after.events[: len(before.events)] == before.events
    if not _KEPT.search(answer):
        assert after == before, (said, answer)
    elif after.congresses != before.congresses:
        assert news, (said, answer)
        assert audited, (said, answer)
    elif said != CONFIRM and not said.startswith("/baocao"):
        assert news, (said, answer)


def _check_whole(picture: Picture) -> None:
    """Replay the audit: it tells what the events tell, each step is legal, and it ends here.

    The events, read in order, end in the very days.
    """
    for unit in UNITS:
        told = [
            (row.old, row.new)
            for row in picture.audit
            if row.object == f"unit {unit}" and row.old in _CODES and row.new in _CODES
        ]
        state: str | None = CongressState.UNDATED
        for old, new in told:
            assert old == state
            state = new
        assert picture.congresses.get(unit, Congress(unit=unit)).state == state
        decided = [step for step in told if step not in _READINESS]
        events = [event for event in picture.events if event.unit == unit]
        kinds = [event.kind for event in events]
        congress = picture.congresses.get(unit, Congress(unit=unit))
        assert (congress.opens_on, congress.closes_on) == _replay_days(events)
        assert len(kinds) == len(decided)
        for kind, step in zip(kinds, decided, strict=True):
            assert step in LEGAL[kind]


def _replay_days(events: Sequence[CongressEvent]) -> Days:
    """Read the days of a congress off its events; what is withdrawn was never so."""
    stood: list[tuple[EventKind | None, Days]] = [(None, (None, None))]
    for event in events:
        if mistake := _WITHDRAWN.get(event.kind):
            while stood.pop()[0] is not mistake:
                pass
        elif event.kind in {EventKind.RETURNED, EventKind.RESUMED}:
            stood.append((event.kind, (None, None)))
        else:
            stood.append((event.kind, (event.opens_on, event.closes_on)))
    return stood[-1][1]


async def _look(talk: Conversation) -> Picture:
    async with talk.database.work() as work:
        return Picture(
            congresses=dict((await directories.load(work)).congresses),
            events=tuple(sorted(await congresses.events(work), key=lambda one: one.id)),
            audit=await _read_audit(work),
            results=await _count_results(work),
        )


async def _read_audit(work: Work) -> tuple[AuditEntry, ...]:
    rows = await audit.of_object_prefix(work, prefix="unit ", limit=1000)
    return tuple(sorted(rows, key=lambda row: row.id))


async def _count_results(work: Work) -> int:
    counted = [
        len(await facts.history(work, unit=unit, kind=FactKind.RESULT, subject=subject))
        for unit in UNITS
        for subject in ("", "first_meeting")
    ]
    return sum(counted)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(steps=[Step(COMMITTEE, deed, "T01") for deed in (_NEXT, _NEXT, _ASIDE, _NEXT)])
@example(steps=[Step(COMMITTEE, deed, "T01") for deed in (_NEXT, _ASIDE)])
@example(steps=[Step(COMMITTEE, deed, "T01") for deed in (_NEXT, _NEXT, _NEXT, _ASIDE)])
@example(steps=[Step(COMMITTEE, deed, "T01") for deed in (*[_NEXT] * 5, "not_held")])
@given(steps=st.lists(STEPS, min_size=8, max_size=24))
def test_random_steps_by_random_people(stage: Path, steps: Sequence[Step]) -> None:
    asyncio.run(_play(stage, steps))


@pytest.mark.parametrize(("unit", "steps"), [(COMMITTEE, 8), (CELL, 7)])
def test_next_steps_lead_to_the_end(stage: Path, unit: str, steps: int) -> None:
    """The random walk can reach the last state: eight right steps do."""

    async def walk() -> CongressState:
        async with open_copy(stage, now=NOW) as talk:
            for _ in range(steps):
                await _take(talk, Step(unit, _NEXT, "T01"))
            _check_whole(await _look(talk))
            return talk.directory.congress(unit).state

    assert asyncio.run(walk()) is CongressState.FILED
