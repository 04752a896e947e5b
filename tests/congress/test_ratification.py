"""What follows a congress: which step comes next, how far all are, and what is late (KS-10)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.derive import find_overdue
from congress.events import Congress, CongressState, EventKind
from congress.overview import Overview
from congress.plans import ItemStatus, Progress
from congress.ratification import find_ratification, item_of, next_step, step_of
from congress.transitions import (
    TransitionError,
    chain_of,
    follow_up,
    has_taken,
    open_session,
    take_back,
)
from congress.units import Unit, UnitKind
from tests.congress.pictures import NOW, TODAY, item, picture, unit

HELD_ON = TODAY - timedelta(days=20)
CHAIN = (
    CongressState.HELD,
    CongressState.FIRST_MEETING_HELD,
    CongressState.RATIFICATION_SUBMITTED,
    CongressState.RATIFIED,
    CongressState.FILED,
)
COMMITTEE = unit("K01")
CELL = unit("K02", kind=UnitKind.PARTY_CELL)
OF_TWO = unit("K03").model_copy(update={"contents": "12"})


def held(one: Unit, state: CongressState = CongressState.HELD) -> Congress:
    return Congress(
        unit=one.code, state=state, opens_on=HELD_ON, closes_on=HELD_ON, held_on=HELD_ON
    )


def seen(*pairs: tuple[Unit, CongressState], done: tuple[str, ...] = ()) -> Overview:
    units = [one for one, _ in pairs]
    dues = {"X36": 1, "X37": 7, "X38": 30, "X40": 90, "C15": 3, "C16": 14, "C17": 30}
    items = [
        item(one.code, code, HELD_ON + timedelta(days=days))
        for one in units
        for code, days in dues.items()
        if (one.kind is UnitKind.PARTY_CELL) == code.startswith("C")
    ]
    progress = [
        Progress(unit=one.code, item=code, status=ItemStatus.DONE)
        for one in units
        for code in done
    ]
    congresses = [held(one, state) for one, state in pairs]
    return picture(units, congresses=congresses, items=items, progress=progress)


@pytest.mark.row("KS-10")
@pytest.mark.parametrize(
    ("one", "steps"),
    [
        (COMMITTEE, ["first_meeting", "submitted", "ratified", "filed"]),
        (CELL, ["submitted", "ratified", "filed"]),
        (OF_TWO, ["filed"]),
    ],
)
def test_steps_follow_each_other(one: Unit, steps: list[str]) -> None:
    contents = one.contents or "1234"
    directory = seen((one, CongressState.HELD)).directory
    congress = held(one)
    taken = []
    while kind := next_step(directory.put(congress=congress), one):
        congress = follow_up(congress, kind, one, contents=contents)
        taken.append(kind.value)
    assert taken == steps
    assert congress.state is CongressState.FILED


@given(
    one=st.sampled_from([COMMITTEE, CELL, OF_TWO]),
    state=st.sampled_from(CongressState),
    kind=st.sampled_from(
        [EventKind.FIRST_MEETING, EventKind.SUBMITTED, EventKind.RATIFIED, EventKind.FILED]
    ),
)
def test_only_the_next_step_is_taken_and_only_the_last_taken_back(
    one: Unit, state: CongressState, kind: EventKind
) -> None:
    contents = one.contents or "1234"
    congress = Congress(unit=one.code, state=state)
    directory = seen((one, CongressState.HELD)).directory.put(congress=congress)
    comes = next_step(directory, one)
    try:
        after = follow_up(congress, kind, one, contents=contents)
    except TransitionError:
        assert comes is not kind
        return
    assert comes is kind
    assert has_taken(after, kind, one, contents=contents)
    assert not has_taken(congress, kind, one, contents=contents)
    assert take_back(after, kind, one, contents=contents) == congress
    for other in chain_of(one, contents=contents):
        if other is not kind:
            with pytest.raises(TransitionError):
                take_back(after, other, one, contents=contents)


def test_opening_moves_the_days_it_is_not_among() -> None:
    agreed = Congress(
        unit="K01",
        state=CongressState.APPROVED,
        opens_on=date(2020, 6, 10),
        closes_on=date(2020, 6, 11),
    )
    second = open_session(agreed, on=date(2020, 6, 11))
    assert (second.opens_on, second.closes_on) == (agreed.opens_on, agreed.closes_on)
    other = open_session(agreed, on=date(2020, 6, 8))
    assert (other.opens_on, other.closes_on) == (date(2020, 6, 8), date(2020, 6, 9))


@pytest.mark.row("KS-10")
def test_late_steps_are_told_by_what_they_wait_for() -> None:
    several = [unit(f"K0{n}") for n in range(1, 6)]
    chain = find_ratification(
        seen(
            *zip(several, CHAIN, strict=True), (CELL.model_copy(update={"code": "K09"}), CHAIN[0])
        )
    )

    assert [one.code for one in chain.ratified] == ["K04", "K05"]
    assert [(one.unit.code, one.item.code if one.item else None) for one in chain.open] == [
        ("K03", "X38"),
        ("K02", "X37"),
        ("K01", "X36"),
        ("K09", "C15"),
    ]
    assert [one.unit.code for one in chain.late] == ["K02", "K01", "K09"]
    assert chain.late_steps == {EventKind.FIRST_MEETING: 1, EventKind.SUBMITTED: 2}
    assert chain.total == 6


def test_step_reported_done_before_is_not_waited_for() -> None:
    chain = find_ratification(seen((COMMITTEE, CongressState.HELD), done=("X36", "X37")))
    (matter,) = chain.open
    assert matter.item is not None
    assert matter.item.code == "X38"


def test_congress_without_election_is_not_ratified() -> None:
    chain = find_ratification(seen((OF_TWO, CongressState.HELD)))
    assert (chain.total, chain.open, chain.late) == (0, (), ())


STANDING = st.lists(
    st.tuples(st.sampled_from(CongressState), st.booleans()), min_size=1, max_size=9
)


@given(standing=STANDING)
def test_figures_are_the_sums_of_their_lists(standing: list[tuple[CongressState, bool]]) -> None:
    units = [
        unit(f"K0{n}", kind=UnitKind.PARTY_CELL if cell else UnitKind.PARTY_COMMITTEE_UNIT)
        for n, (_, cell) in enumerate(standing, start=1)
    ]
    states = [state for state, _ in standing]
    whole = seen(*zip(units, states, strict=True))
    chain = find_ratification(whole)

    # A cell in the state of a first meeting is no cell's state; it is counted all the same.
    assert chain.total == sum(state in CHAIN for state in states)
    assert set(chain.late) <= set(chain.open)
    assert sum(chain.late_steps.values()) == len(chain.late)
    overdue = {
        (one.unit, one.code)
        for one in find_overdue(
            whole.directory.items.values(),
            progress={},
            congresses=whole.directory.congresses,
            now=NOW,
        )
    }
    assert {(one.item.unit, one.item.code) for one in chain.late if one.item} <= overdue


def test_items_stand_for_steps() -> None:
    directory = seen((COMMITTEE, CongressState.HELD), (CELL, CongressState.HELD)).directory
    for one in (COMMITTEE, CELL):
        for kind in chain_of(one, contents="1234"):
            found = item_of(directory, one, kind)
            assert found is not None
            assert step_of(found) is kind
