"""What keeps a congress from being ready, and who must act (DOMAIN 2.2, 8.4)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.directory import Directory
from congress.dossier import Dossier
from congress.epidemic import Regime, RegimeChange
from congress.events import Congress, CongressState
from congress.facts import Fact, FactKind, Facts
from congress.issues import Issue, IssueOwner, IssueState
from congress.planning import DayD, plan_for
from congress.plans import FINISHED, Gate, ItemStatus, Progress
from congress.readiness import Actor, Condition, ConditionKind, find_conditions, find_missing
from congress.reviews import Outcome, Review
from congress.tasks import Task, TaskKind
from congress.units import Block, Unit, UnitKind
from profiles.reader import read_template

NOW = datetime(2020, 5, 15, 2, 0, tzinfo=UTC)
OPENS = date(2020, 6, 10)
ROOT = Unit(code="HU", name="Đảng bộ huyện", kind=UnitKind.COMMITTEE)
COMMUNE = Unit(
    code="K1",
    name="Đảng bộ xã K1",
    kind=UnitKind.PARTY_COMMITTEE_UNIT,
    block=Block.COMMUNE,
    parent="HU",
    group="T01",
)
CELL = Unit(code="K2", name="Chi bộ K2", kind=UnitKind.PARTY_CELL, parent="HU")
CT16 = RegimeChange(
    id=1, area=None, regime=Regime.CT16, since=date(2020, 6, 1), basis="MH", at=NOW
)
HARD = {"X03", "X14", "X15", "X18", "X19"}


def dossier(  # noqa: PLR0913 -- one for each thing that a test varies
    unit: Unit = COMMUNE,
    *,
    state: CongressState = CongressState.APPROVED,
    but: dict[str, ItemStatus] | None = None,
    approved_at: datetime = NOW,
    regimes: tuple[RegimeChange, ...] = (),
    below: Iterable[Congress] = (),
    contents: str = "",
    issues: tuple[Issue, ...] = (),
    tasks: tuple[Task, ...] = (),
    reviews: tuple[Review, ...] = (),
    profile: dict[str, str] | None = None,
) -> Dossier:
    """Make a unit whose plan is done but for some items; the cells `below` hold congresses too."""
    template = read_template("c" if unit.kind is UnitKind.PARTY_CELL else "x")
    conditions = frozenset({"regime"} if regimes else ())
    day_d = DayD(OPENS, OPENS)
    own = unit.model_copy(update={"contents": contents})
    plan = plan_for(
        own, template, day_d, today=NOW.date(), works=lambda _: True, conditions=conditions
    )
    cells = [
        Unit(code=one.unit, name=f"Chi bộ {one.unit}", kind=UnitKind.PARTY_CELL, parent=unit.code)
        for one in below
    ]
    days = {} if state is CongressState.UNDATED else {"opens_on": OPENS, "closes_on": OPENS}
    congress = Congress(unit=unit.code, state=state, **days)
    return Dossier(
        as_of=NOW,
        directory=Directory(
            units={one.code: one for one in (ROOT, own, *cells)},
            items={(item.unit, item.code): item for item in plan},
            congresses={one.unit: one for one in (congress, *below)},
            regimes=regimes,
            profile=profile or {},
        ),
        unit=own,
        progress={
            item.code: Progress(
                unit=unit.code,
                item=item.code,
                status=(but or {}).get(item.code, ItemStatus.DONE),
                reported_at=approved_at,
            )
            for item in plan
        },
        facts=Facts(),
        issues=issues,
        tasks=tasks,
        reviews=reviews,
    )


def issue(number: int = 3, **more: object) -> Issue:
    values = {"number": number, "unit": "K1", "text": "hội trường", "at": NOW, "blocking": True}
    return Issue.model_validate(values | more)


def conclusion(number: int, status: ItemStatus, due: date | None = None) -> Task:
    return Task(
        kind=TaskKind.CONCLUSION,
        number=number,
        unit="K1",
        text="rà soát số liệu",
        status=status,
        due=due,
        at=NOW,
    )


def review(round_: int, outcome: Outcome | None, meets_on: date = OPENS) -> Review:
    return Review(id=round_, unit="K1", round=round_, meets_on=meets_on, outcome=outcome, at=NOW)


def only(made: Dossier) -> Condition:
    (condition,) = find_missing(made)
    return condition


def missing(made: Dossier) -> list[str]:
    return [one.item.code if one.item else one.kind.value for one in find_missing(made)]


@pytest.mark.parametrize("unit", [COMMUNE, CELL])
def test_nothing_is_missing_when_all_is_done(unit: Unit) -> None:
    assert find_missing(dossier(unit)) == ()


def test_every_hard_gate_is_a_condition() -> None:
    undone = dict.fromkeys(HARD | {"X13", "X25"}, ItemStatus.NOT_STARTED)

    assert set(missing(dossier(but=undone))) == HARD
    assert missing(dossier(CELL, but={"C06": ItemStatus.IN_PROGRESS})) == ["C06"]


def test_soft_gate_is_told_and_never_blocks() -> None:
    made = dossier(but={"X13": ItemStatus.NOT_STARTED})

    assert find_missing(made) == ()
    assert [one.item.code for one in find_conditions(made) if one.item and not one.met] == ["X13"]


@pytest.mark.parametrize(
    ("state", "actor"),
    [
        (CongressState.UNDATED, Actor.UNIT),
        (CongressState.RETURNED, Actor.UNIT),
        (CongressState.PROPOSED, Actor.UPPER),
        (CongressState.POSTPONED, Actor.OFFICE),
    ],
)
def test_day_must_be_agreed_whatever_its_item_says(state: CongressState, actor: Actor) -> None:
    condition = only(dossier(state=state))

    assert (condition.kind, condition.actor) == (ConditionKind.DATE, actor)
    assert find_missing(dossier(but={"X20": ItemStatus.NOT_STARTED})) == ()


@pytest.mark.parametrize(
    ("code", "status", "actor"),
    [
        ("X03", ItemStatus.IN_PROGRESS, Actor.UNIT),
        ("X03", ItemStatus.SUBMITTED, Actor.GROUP_LEADER),
        ("X15", ItemStatus.NOT_STARTED, Actor.UNIT),
        ("X15", ItemStatus.SUBMITTED, Actor.UPPER),
        ("X18", ItemStatus.RETURNED, Actor.UNIT),
    ],
)
def test_whoever_moves_an_item_on_must_act(code: str, status: ItemStatus, actor: Actor) -> None:
    condition = only(dossier(but={code: status}))

    assert (condition.status, condition.actor) == (status, actor)


@pytest.mark.row("KS-14", "KS-8")
def test_compliance_is_asked_only_under_a_regime() -> None:
    undone = {"X31": ItemStatus.NOT_STARTED, "C12": ItemStatus.NOT_STARTED}
    lifted = CT16.model_copy(update={"id": 2, "regime": Regime.NONE, "since": date(2020, 5, 1)})

    assert missing(dossier(but=undone, regimes=(CT16,))) == ["X31"]
    assert missing(dossier(but=undone, regimes=(CT16, lifted))) == []
    cell = dossier(CELL, but=undone, regimes=(CT16,))
    assert missing(cell) == []
    assert [one.item.code for one in find_conditions(cell) if one.item and not one.met] == ["C12"]
    assert [one.item.code for one in find_conditions(dossier(CELL)) if one.item] == ["C07", "C06"]


@pytest.mark.row("KS-8")
def test_open_blocking_issue_is_a_condition() -> None:
    assert missing(dossier(issues=(issue(blocking=False),))) == []
    assert missing(dossier(issues=(issue(state=IssueState.RESOLVED),))) == []

    condition = only(dossier(issues=(issue(), issue(5, due=date(2020, 5, 20)))))

    assert (condition.kind, condition.left, condition.codes, condition.due) == (
        ConditionKind.ISSUES,
        2,
        ("VM03", "VM05"),
        date(2020, 5, 20),
    )
    assert condition.actor is Actor.GROUP_LEADER
    department = only(dossier(issues=(issue(owner=IssueOwner.ORGANISATION_DEPT),)))
    assert department.actor is Actor.ORGANISATION_DEPT
    board = only(dossier(issues=(issue(owner=IssueOwner.STANDING_BOARD),)))
    assert board.actor is Actor.UPPER


@pytest.mark.row("BT-5")
@pytest.mark.parametrize("category", ["personnel", "complaint"])
def test_open_issue_about_personnel_blocks_even_if_not_marked_so(category: str) -> None:
    made = dossier(issues=(issue(category=category, blocking=False),))

    assert only(made).kind is ConditionKind.PERSONNEL_ISSUES
    both = dossier(issues=(issue(category="personnel"), issue(4)))
    assert [(one.kind, one.codes) for one in find_missing(both)] == [
        (ConditionKind.ISSUES, ("VM04",)),
        (ConditionKind.PERSONNEL_ISSUES, ("VM03",)),
    ]


@pytest.mark.row("BT-5")
@pytest.mark.parametrize("unit", [COMMUNE, CELL])
def test_personnel_must_be_approved_before_the_opening_day(unit: Unit) -> None:
    # 16:59 UTC is 23:59 of the day before in Việt Nam.
    in_time = datetime(2020, 6, 9, 16, 59, tzinfo=UTC)

    assert find_missing(dossier(unit, approved_at=in_time)) == ()
    late = only(dossier(unit, approved_at=in_time + timedelta(minutes=1)))
    assert (late.kind, late.actor) == (ConditionKind.LATE_APPROVAL, Actor.UPPER)


@pytest.mark.row("BT-5")
def test_day_of_the_decision_counts_not_when_it_was_recorded() -> None:
    recorded_late = dossier(approved_at=datetime(2020, 6, 11, tzinfo=UTC))
    approval = Fact(
        id=1,
        unit=COMMUNE.code,
        kind=FactKind.PLAN_APPROVAL,
        data={"text": "MH-05-QĐ/HU", "on": "2020-06-09"},
        at=NOW,
    )

    assert find_missing(replace(recorded_late, facts=Facts([approval]))) == ()
    same_day = approval.model_copy(update={"data": {"text": "MH-05-QĐ/HU", "on": "2020-06-10"}})
    late = only(replace(recorded_late, facts=Facts([same_day])))
    assert late.kind is ConditionKind.LATE_APPROVAL


@pytest.mark.row("BT-5")
def test_complaints_under_review_are_about_personnel() -> None:
    assert only(dossier(issues=(issue(category="complaint"),))).kind is (
        ConditionKind.PERSONNEL_ISSUES
    )


@pytest.mark.row("BT-5")
def test_personnel_gates_do_not_apply_without_an_election() -> None:
    undone = dict.fromkeys(("X13", "X14", "X15"), ItemStatus.NOT_STARTED)
    made = dossier(
        but=undone, contents="12", issues=(issue(category="personnel", blocking=False),)
    )

    assert find_missing(made) == ()
    late = datetime(2020, 6, 11, tzinfo=UTC)
    assert find_missing(dossier(CELL, contents="12", approved_at=late)) == ()


def test_open_conclusions_stand_for_the_item_that_sums_them_up() -> None:
    done, said = conclusion(1, ItemStatus.DONE), conclusion(2, ItemStatus.SUBMITTED)
    made = dossier(but={"X19": ItemStatus.IN_PROGRESS}, tasks=(done, said))

    condition = only(made)

    assert (condition.kind, condition.left, condition.total, condition.codes) == (
        ConditionKind.CONCLUSIONS,
        1,
        2,
        ("KL02",),
    )
    assert condition.actor is Actor.ORGANISATION_DEPT
    due = date(2020, 5, 18)
    late = only(dossier(tasks=(said, conclusion(3, ItemStatus.NOT_STARTED, due))))
    assert (late.actor, late.due) == (Actor.UNIT, due)
    assert missing(dossier(but={"X19": ItemStatus.IN_PROGRESS}, tasks=(done,))) == ["X19"]
    assert missing(dossier(CELL, tasks=(said,))) == ["conclusions"]


def test_review_to_be_done_again_blocks_until_the_next_one() -> None:
    redo = review(1, Outcome.REDO)

    assert only(dossier(reviews=(redo,))).kind is ConditionKind.REVIEW
    coming = only(dossier(reviews=(redo, review(2, None, date(2020, 5, 20)))))
    assert coming.due == date(2020, 5, 20)
    assert find_missing(dossier(reviews=(redo, review(2, Outcome.PASSED)))) == ()
    # The item that a review closes is open as well: that is no second condition.
    returned = {"X18": ItemStatus.RETURNED}
    assert only(dossier(but=returned, reviews=(redo,))).kind is ConditionKind.REVIEW


@pytest.mark.row("BT-1")
def test_upper_unit_waits_for_all_below_it() -> None:
    held = Congress(unit="C1", state=CongressState.RATIFIED, held_on=date(2020, 5, 1))
    open_ = Congress(unit="C2", state=CongressState.READY)
    upper = COMMUNE.model_copy(update={"kind": UnitKind.COMMITTEE})
    profile = {"deadline.party_cell": "2020-05-30"}

    condition = only(dossier(upper, below=(held, open_), profile=profile))

    assert (condition.kind, condition.left, condition.total, condition.due) == (
        ConditionKind.BELOW,
        1,
        2,
        date(2020, 5, 31),
    )
    assert [unit.code for unit in condition.units] == ["C2"]
    assert find_missing(dossier(upper, below=(held,), profile=profile)) == ()


def test_congresses_below_are_told_of_once() -> None:
    held = Congress(unit="C1", state=CongressState.RATIFIED, held_on=date(2020, 5, 1))
    open_ = Congress(unit="C2", state=CongressState.READY)
    upper = COMMUNE.model_copy(update={"kind": UnitKind.COMMITTEE})
    summed_up = {"X03": ItemStatus.IN_PROGRESS}

    def about_below(*below: Congress, but: dict[str, ItemStatus]) -> list[tuple[str, bool]]:
        return [
            (one.kind, one.met)
            for one in find_conditions(dossier(upper, below=below, but=but))
            if one.item and one.item.code == "X03"
        ]

    assert about_below(held, open_, but=summed_up) == [("below", False)]
    assert about_below(held, but={}) == [("below", True)]
    # All were held, but nobody has said so of the item yet.
    assert about_below(held, but=summed_up) == [("item", False)]
    assert about_below(but=summed_up) == [("item", False)]


@given(
    statuses=st.dictionaries(
        st.sampled_from([item.code for item in read_template("x")]), st.sampled_from(ItemStatus)
    ),
    state=st.sampled_from([CongressState.APPROVED, CongressState.PROPOSED]),
    blocking=st.booleans(),
)
def test_ready_means_that_every_hard_thing_is_done(
    statuses: dict[str, ItemStatus], state: CongressState, *, blocking: bool
) -> None:
    made = dossier(state=state, but=statuses, issues=(issue(blocking=blocking),))
    gates = [item for item in made.plan if item.gate is Gate.HARD and item.code != "X20"]

    expected = (
        state is CongressState.APPROVED
        and not blocking
        and all(statuses.get(item.code, ItemStatus.DONE) in FINISHED for item in gates)
    )

    assert (not find_missing(made)) is expected
    assert all(one.actor in set(Actor) for one in find_conditions(made))
