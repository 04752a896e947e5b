"""What speaks for and against proposed days, and what became of a proposal (CL-3, CL-10)."""

from datetime import UTC, date, datetime

import pytest

from congress.directory import Directory
from congress.dossier import Dossier
from congress.epidemic import Regime, RegimeChange
from congress.events import CongressEvent, EventKind
from congress.facts import Facts
from congress.issues import Issue, IssueState
from congress.plans import ItemStatus, PlanItem, Progress, Stream
from congress.proposals import (
    Point,
    appraise,
    find_outcome,
    find_proposal,
    read_proposal_code,
)
from congress.reviews import Outcome, Review
from congress.tasks import Task, TaskKind
from congress.units import Unit, UnitKind

NOW = datetime(2020, 5, 15, 8, 20, tzinfo=UTC)
OPENS, CLOSES = date(2020, 6, 10), date(2020, 6, 11)
UNIT = Unit(code="K12", name="Đảng bộ xã Kim Đông", kind=UnitKind.PARTY_COMMITTEE_UNIT)
CELL = Unit(code="K56", name="Chi bộ Phòng Tư pháp", kind=UnitKind.PARTY_CELL)
PROFILE = {
    "deadline.party_committee_unit": "2020-06-30",
    "deadline.party_cell": "2020-06-30",
    "window.party_cell": "2020-06-01..2020-06-20",
}


def item(code: str, unit: Unit = UNIT) -> PlanItem:
    due = date(2020, 5, 21)
    return PlanItem(
        unit=unit.code,
        code=code,
        title=code,
        short=code,
        stream=Stream.COMMON,
        baseline_due=due,
        due=due,
    )


def task(number: int, status: ItemStatus, due: date | None = None) -> Task:
    return Task(
        kind=TaskKind.CONCLUSION,
        number=number,
        unit="K12",
        text="bổ sung số liệu",
        due=due,
        status=status,
        at=NOW,
    )


def review(number: int, outcome: Outcome | None, day: date = date(2020, 5, 11)) -> Review:
    return Review(id=number, unit="K12", round=number, meets_on=day, outcome=outcome, at=NOW)


def dossier(
    statuses: dict[str, ItemStatus],
    *,
    unit: Unit = UNIT,
    issues: tuple[Issue, ...] = (),
    tasks: tuple[Task, ...] = (),
    reviews: tuple[Review, ...] = (),
    regimes: tuple[RegimeChange, ...] = (),
) -> Dossier:
    reported = datetime(2020, 5, 11, 9, 0, tzinfo=UTC)
    return Dossier(
        as_of=NOW,
        directory=Directory(
            units={unit.code: unit},
            items={(unit.code, code): item(code, unit) for code in statuses},
            profile=PROFILE,
            regimes=regimes,
        ),
        unit=unit,
        progress={
            code: Progress(unit=unit.code, item=code, status=status, reported_at=reported)
            for code, status in statuses.items()
        },
        facts=Facts(),
        issues=issues,
        tasks=tasks,
        reviews=reviews,
    )


DONE = {"X15": ItemStatus.DONE, "X18": ItemStatus.DONE, "X19": ItemStatus.DONE}
TODO = {"X15": ItemStatus.SUBMITTED, "X18": ItemStatus.NOT_STARTED, "X19": ItemStatus.NOT_STARTED}


def test_everything_that_is_done_speaks_for_the_days() -> None:
    found = appraise(dossier(DONE), opens=OPENS, closes=CLOSES)
    assert found.good == (Point.DEADLINE, Point.PLAN, Point.REVIEW, Point.CONCLUSIONS)
    assert (found.bad, found.reviewed_on, found.early) == ((), date(2020, 5, 11), True)
    assert found.may_be_approved


def test_what_is_wanting_is_told_and_does_not_stop_an_approval() -> None:
    found = appraise(dossier(TODO), opens=OPENS, closes=CLOSES)
    assert found.good == (Point.DEADLINE,)
    assert found.bad == (Point.PLAN, Point.REVIEW)
    assert found.may_be_approved


def test_open_conclusions_are_counted_with_the_first_of_their_days() -> None:
    tasks = (
        task(1, ItemStatus.DONE, date(2020, 5, 30)),
        task(2, ItemStatus.SUBMITTED, date(2020, 5, 18)),
        task(3, ItemStatus.IN_PROGRESS, date(2020, 5, 19)),
    )
    found = appraise(dossier(DONE, tasks=tasks), opens=OPENS, closes=CLOSES)
    assert found.bad == (Point.CONCLUSIONS,)
    assert found.conclusions is not None
    assert [one.number for one in found.conclusions.open] == [2, 3]
    assert (found.conclusions.total, found.conclusions.due) == (3, date(2020, 5, 18))
    assert found.may_be_approved


def test_open_conclusions_without_days_are_due_with_their_item() -> None:
    found = appraise(
        dossier(DONE, tasks=(task(1, ItemStatus.NOT_STARTED),)), opens=OPENS, closes=CLOSES
    )
    assert found.conclusions is not None
    assert found.conclusions.due == date(2020, 5, 21)


@pytest.mark.row("CL-10")
@pytest.mark.parametrize(
    ("outcomes", "approvable", "points"),
    [
        ((Outcome.REDO,), False, (Point.REVIEW,)),
        ((Outcome.PASSED, Outcome.REDO), False, (Point.REVIEW,)),
        ((Outcome.REDO, None), False, (Point.REVIEW,)),
        ((Outcome.REDO, Outcome.PASSED_WITH_CHANGES), True, ()),
        ((None,), True, ()),
        ((Outcome.PASSED,), True, ()),
    ],
)
def test_review_to_be_done_again_stops_an_approval_until_one_is_passed(
    outcomes: tuple[Outcome | None, ...], *, approvable: bool, points: tuple[Point, ...]
) -> None:
    reviews = tuple(review(number, outcome) for number, outcome in enumerate(outcomes, 1))
    found = appraise(dossier(DONE, reviews=reviews), opens=OPENS, closes=CLOSES)
    assert found.may_be_approved is approvable
    assert found.bad == points


def test_review_that_was_passed_tells_its_own_day() -> None:
    passed = review(2, Outcome.PASSED, date(2020, 5, 14))
    found = appraise(dossier(DONE, reviews=(passed,)), opens=OPENS, closes=CLOSES)
    assert found.reviewed_on == date(2020, 5, 14)


def test_cell_has_its_contents_and_personnel_reviewed_together() -> None:
    found = appraise(dossier({"C06": ItemStatus.DONE}, unit=CELL), opens=OPENS, closes=OPENS)
    assert found.together
    assert found.good == (Point.WINDOW, Point.DEADLINE, Point.REVIEW)
    wanting = appraise(
        dossier({"C06": ItemStatus.SUBMITTED}, unit=CELL), opens=OPENS, closes=OPENS
    )
    assert wanting.bad == (Point.REVIEW,)


def test_days_outside_speak_first_and_stop_an_approval() -> None:
    found = appraise(dossier({}, unit=CELL), opens=date(2020, 6, 21), closes=date(2020, 6, 21))
    assert found.bad[0] is Point.WINDOW
    assert not found.may_be_approved
    late = appraise(dossier(DONE), opens=date(2020, 6, 30), closes=date(2020, 7, 1))
    assert late.bad == (Point.DEADLINE,)
    long = appraise(dossier(DONE), opens=OPENS, closes=date(2020, 6, 12))
    assert (long.bad[0], long.may_be_approved) == (Point.DAYS, False)
    gone = appraise(dossier(DONE), opens=date(2020, 5, 14), closes=date(2020, 5, 15))
    assert gone.bad == (Point.DAYS,)


def test_blocking_issues_and_a_regime_are_told() -> None:
    issues = (
        Issue(number=1, unit="K12", text="kinh phí", at=NOW),
        Issue(number=2, unit="K12", text="hội trường", at=NOW, blocking=True),
        Issue(number=3, unit="K12", text="xong", at=NOW, blocking=True, state=IssueState.RESOLVED),
    )
    regime = RegimeChange(
        id=1, area=None, regime=Regime.CT16, since=date(2020, 6, 1), basis="MH-01/UBND", at=NOW
    )
    found = appraise(dossier(DONE, issues=issues, regimes=(regime,)), opens=OPENS, closes=CLOSES)
    assert found.bad == (Point.ISSUES, Point.REGIME)
    assert ([one.number for one in found.issues], len(found.blocking)) == ([1, 2], 1)
    assert found.may_be_approved


def test_last_day_itself_is_in_time_and_not_early() -> None:
    found = appraise(dossier(DONE), opens=date(2020, 6, 30), closes=date(2020, 6, 30))
    assert (found.fault, found.early) == (None, False)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("DX12", 12),
        ("dx 12", 12),
        ("DX-012", 12),
        ("12", 12),
        ("DX", None),
        ("K12", None),
        ("", None),
        ("DX12x", None),
        ("DX9999999999999999999", None),
        ("١٢", None),
    ],
)
def test_number_of_a_proposal_is_read(text: str, number: int | None) -> None:
    assert read_proposal_code(text) == number


def events(*kinds: EventKind) -> list[CongressEvent]:
    return [
        CongressEvent(id=number, unit="K12", kind=kind, happened_on=OPENS, at=NOW)
        for number, kind in enumerate(kinds, 1)
    ]


@pytest.mark.parametrize(
    ("kinds", "outcome"),
    [
        ((EventKind.PROPOSED,), None),
        ((EventKind.PROPOSED, EventKind.APPROVED, EventKind.MOVED), 2),
        ((EventKind.PROPOSED, EventKind.PROPOSED, EventKind.APPROVED), 2),
        ((EventKind.PROPOSED, EventKind.HELD, EventKind.HELD_WITHDRAWN), None),
        ((EventKind.PROPOSED, EventKind.HELD, EventKind.HELD_WITHDRAWN, EventKind.RETURNED), 4),
        ((EventKind.PROPOSED, EventKind.POSTPONED, EventKind.RESUMED), 2),
    ],
)
def test_outcome_of_a_proposal_is_the_next_decision(
    kinds: tuple[EventKind, ...], outcome: int | None
) -> None:
    told = events(*kinds)
    found = find_outcome(told[0], told)
    assert (found.id if found else None) == outcome


def test_newest_proposal_counts() -> None:
    told = events(EventKind.PROPOSED, EventKind.RETURNED, EventKind.PROPOSED, EventKind.APPROVED)
    assert find_proposal(told) == told[2]
    assert find_proposal(events(EventKind.HELD)) is None
