"""How a congress goes from one state to the next: one function for each decision or fact.

What is not allowed from where it stands raises TransitionError; who may decide is
congress.authority's, and what a decision rests on congress.basis's (DOMAIN 2.2, 8.4-8.6).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from congress.events import (
    DATED_STATES,
    HELD_STATES,
    UNDATED_STATES,
    Congress,
    CongressEvent,
    CongressState,
    EventKind,
)
from congress.units import Unit, UnitKind

#: The number of the content that is an election (NS-1): without it nothing is ratified.
ELECTION = "3"

#: Where each step may be taken from. A fact ("held") is accepted from anywhere before it.
_SOURCES: dict[EventKind, frozenset[CongressState]] = {
    EventKind.PROPOSED: UNDATED_STATES | {CongressState.PROPOSED},
    EventKind.APPROVED: frozenset({CongressState.PROPOSED}),
    EventKind.RETURNED: frozenset({CongressState.PROPOSED}),
    EventKind.MOVED: frozenset({CongressState.APPROVED, CongressState.READY}),
    EventKind.ADVANCED: frozenset({CongressState.APPROVED, CongressState.READY}),
    # All that have not been held, with a day or without (DH-5).
    EventKind.POSTPONED: UNDATED_STATES | DATED_STATES | {CongressState.PROPOSED},
    EventKind.RESUMED: frozenset({CongressState.POSTPONED}),
    EventKind.OPENED: frozenset({CongressState.APPROVED, CongressState.READY}),
    EventKind.OPENED_WITHDRAWN: frozenset({CongressState.IN_SESSION}),
}
#: A congress lasts no longer than this; an opening day further back was another plan.
_LONGEST_CONGRESS = timedelta(days=4)


class TransitionError(ValueError):
    """A step that cannot be taken now: `kind` is the step, `state` where the congress stands."""

    def __init__(self, kind: EventKind, state: CongressState) -> None:
        super().__init__(f"{kind} from {state}")
        self.kind = kind
        self.state = state


def propose(congress: Congress, *, opens: date, closes: date) -> Congress:
    """Propose days; a newer proposal takes the place of one that was not decided yet."""
    _require(congress, EventKind.PROPOSED)
    return _dated(congress, CongressState.PROPOSED, opens, closes)


def approve(congress: Congress) -> Congress:
    """Agree to the proposed days."""
    _require(congress, EventKind.APPROVED)
    return congress.model_copy(update={"state": CongressState.APPROVED})


def give_back(congress: Congress) -> Congress:
    """Return a proposal; the congress has no day until another is proposed."""
    _require(congress, EventKind.RETURNED)
    return Congress(unit=congress.unit, state=CongressState.RETURNED)


def move(congress: Congress, *, opens: date, closes: date) -> tuple[EventKind, Congress]:
    """Give agreed days others; tell whether that moves or advances the congress."""
    kind = EventKind.MOVED
    _require(congress, kind)
    if congress.opens_on is not None and opens < congress.opens_on:
        kind = EventKind.ADVANCED
    return kind, _dated(congress, CongressState.APPROVED, opens, closes)


def postpone(congress: Congress, *, until_on: date | None = None) -> Congress:
    """Postpone, until a day or further notice; days it had stay known, to be proposed again."""
    _require(congress, EventKind.POSTPONED)
    return congress.model_copy(update={"state": CongressState.POSTPONED, "until_on": until_on})


def resume(congress: Congress) -> Congress:
    """Allow a postponed congress again; its day is to be proposed anew (DOMAIN 8.5)."""
    _require(congress, EventKind.RESUMED)
    return Congress(unit=congress.unit)


def make_ready(congress: Congress) -> Congress:
    """Say that nothing is missing any more; the program finds that, nobody decides it."""
    return congress.model_copy(update={"state": CongressState.READY})


def withdraw_ready(congress: Congress) -> Congress:
    """Say that something is missing again."""
    return congress.model_copy(update={"state": CongressState.APPROVED})


def open_session(congress: Congress, *, on: date) -> Congress:
    """Open the first session on a day, as reported; the clock never does.

    Agreed days with that day among them stay; else they move with it.
    """
    _require(congress, EventKind.OPENED)
    opens, closes = congress.opens_on or on, congress.closes_on or on
    if not opens <= on <= closes:
        opens, closes = on, on + (closes - opens)
    return _dated(congress, CongressState.IN_SESSION, opens, closes)


def withdraw_opened(congress: Congress, events: Sequence[CongressEvent]) -> Congress:
    """Take back the report of an opening that was a mistake, from the events in order."""
    _require(congress, EventKind.OPENED_WITHDRAWN)
    opened = max(n for n, event in enumerate(events) if event.kind is EventKind.OPENED)
    return withdraw_held(congress.unit, events[:opened])


def hold(congress: Congress, *, closed_on: date, opened_on: date | None = None) -> Congress:
    """Make a congress held on its closing day; an opening day just before it stays."""
    opened = opened_on or congress.opens_on
    near = opened is not None and closed_on - _LONGEST_CONGRESS <= opened <= closed_on
    return congress.model_copy(
        update={
            "state": CongressState.HELD,
            "opens_on": opened if near else closed_on,
            "closes_on": closed_on,
            "held_on": closed_on,
            "until_on": None,
        }
    )


#: Where a congress stands after its last decision; READY is found anew by the program.
_STATE_AFTER = {
    EventKind.PROPOSED: CongressState.PROPOSED,
    EventKind.APPROVED: CongressState.APPROVED,
    EventKind.ADVANCED: CongressState.APPROVED,
    EventKind.MOVED: CongressState.APPROVED,
    EventKind.RETURNED: CongressState.RETURNED,
    EventKind.POSTPONED: CongressState.POSTPONED,
    EventKind.RESUMED: CongressState.UNDATED,
    EventKind.OPENED: CongressState.IN_SESSION,
    EventKind.OPENED_WITHDRAWN: CongressState.APPROVED,
}


def withdraw_held(unit: str, events: Sequence[CongressEvent]) -> Congress:
    """Give a congress as it stood before it was reported held, from its events in order."""
    for event in reversed(events):
        if state := _STATE_AFTER.get(event.kind):
            if state in UNDATED_STATES:
                return Congress(unit=unit, state=state)
            return Congress(
                unit=unit,
                state=state,
                opens_on=event.opens_on,
                closes_on=event.closes_on,
                until_on=event.until_on,
            )
    return Congress(unit=unit)


def follow_up(congress: Congress, kind: EventKind, unit: Unit, *, contents: str) -> Congress:
    """Take one of the steps after a congress; which there are depends on the unit (`chain_of`)."""
    chain = chain_of(unit, contents=contents)
    states = [CongressState.HELD, *chain.values()]
    if kind not in chain:
        raise TransitionError(kind, congress.state)
    before = states[states.index(chain[kind]) - 1]
    if congress.state is not before:
        raise TransitionError(kind, congress.state)
    return congress.model_copy(update={"state": chain[kind]})


def take_back(congress: Congress, kind: EventKind, unit: Unit, *, contents: str) -> Congress:
    """Take back the last step after a congress, which was reported by mistake."""
    chain = chain_of(unit, contents=contents)
    states = [CongressState.HELD, *chain.values()]
    if kind not in chain or congress.state is not chain[kind]:
        raise TransitionError(EventKind.STEP_WITHDRAWN, congress.state)
    before = states[states.index(chain[kind]) - 1]
    return congress.model_copy(update={"state": before})


def has_taken(congress: Congress, kind: EventKind, unit: Unit, *, contents: str) -> bool:
    """Tell whether a step after a congress has been taken, be it followed by others."""
    chain = chain_of(unit, contents=contents)
    states = [CongressState.HELD, *chain.values()]
    if kind not in chain or congress.state not in states:
        return False
    return states.index(congress.state) >= states.index(chain[kind])


def chain_of(unit: Unit, *, contents: str) -> dict[EventKind, CongressState]:
    """Give the steps that follow a held congress, in order.

    A cell has no first committee meeting; without an election all that is left is the file.
    """
    chain = {EventKind.FILED: CongressState.FILED}
    if ELECTION not in contents:
        return chain
    chain = {
        EventKind.SUBMITTED: CongressState.RATIFICATION_SUBMITTED,
        EventKind.RATIFIED: CongressState.RATIFIED,
        **chain,
    }
    if unit.kind is UnitKind.PARTY_CELL:
        return chain
    return {EventKind.FIRST_MEETING: CongressState.FIRST_MEETING_HELD, **chain}


def may(congress: Congress, kind: EventKind) -> bool:
    """Tell whether a step before the congress may be taken from where it stands."""
    return congress.state in _SOURCES[kind]


def is_held(congress: Congress) -> bool:
    """Tell whether a congress has been held."""
    return congress.state in HELD_STATES


def _require(congress: Congress, kind: EventKind) -> None:
    if not may(congress, kind):
        raise TransitionError(kind, congress.state)


def _dated(congress: Congress, state: CongressState, opens: date, closes: date) -> Congress:
    return congress.model_copy(update={"state": state, "opens_on": opens, "closes_on": closes})
