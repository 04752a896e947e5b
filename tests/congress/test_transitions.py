"""Decisions about the day of a congress: from where each may be taken, and what it leaves."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.events import Congress, CongressState
from congress.transitions import (
    TransitionError,
    approve,
    give_back,
    move,
    open_session,
    postpone,
    propose,
    resume,
    withdraw_opened,
)

DAY, NEXT = date(2020, 6, 10), date(2020, 6, 11)
UNDATED, PROPOSED, RETURNED = "undated", "proposed", "returned"
AGREED = ("approved", "ready")

#: Each decision, from where it may be taken (DOMAIN 2.2), and where it leads.
DECISIONS: dict[str, tuple[Callable[[Congress], Congress], set[str], str]] = {
    "propose": (
        lambda one: propose(one, opens=DAY, closes=NEXT),
        {UNDATED, PROPOSED, RETURNED},
        PROPOSED,
    ),
    "approve": (approve, {PROPOSED}, "approved"),
    "give back": (give_back, {PROPOSED}, RETURNED),
    "move": (lambda one: move(one, opens=DAY, closes=NEXT)[1], {*AGREED}, "approved"),
    "postpone": (postpone, {UNDATED, PROPOSED, RETURNED, *AGREED}, "postponed"),
    "resume": (resume, {"postponed"}, UNDATED),
    "open": (lambda one: open_session(one, on=DAY), {*AGREED}, "in_session"),
}


@pytest.mark.row("CL-3")
@given(name=st.sampled_from(sorted(DECISIONS)), state=st.sampled_from(CongressState))
def test_decision_is_taken_only_from_where_it_may_be(name: str, state: CongressState) -> None:
    decide, sources, leads_to = DECISIONS[name]
    congress = Congress(unit="K01", state=state, opens_on=DAY, closes_on=NEXT)
    if state not in sources:
        with pytest.raises(TransitionError, match=f"from {state}$"):
            decide(congress)
        return
    assert decide(congress).state == leads_to


@given(state=st.sampled_from([one for one in CongressState if one != "in_session"]))
def test_opening_is_taken_back_only_while_it_is_in_session(state: CongressState) -> None:
    with pytest.raises(TransitionError):
        withdraw_opened(Congress(unit="K01", state=state), ())


@pytest.mark.parametrize(
    ("decide", "days"),
    [
        (give_back, (None, None)),
        (resume, (None, None)),
        (approve, (DAY, NEXT)),
        (postpone, (DAY, NEXT)),
    ],
)
def test_day_that_is_given_back_or_allowed_again_is_none(
    decide: Callable[[Congress], Congress], days: tuple[date | None, date | None]
) -> None:
    state = "postponed" if decide is resume else "proposed"
    before = Congress(unit="K01", state=CongressState(state), opens_on=DAY, closes_on=NEXT)
    after = decide(before)
    assert (after.opens_on, after.closes_on) == days
