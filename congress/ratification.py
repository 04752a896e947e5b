"""What follows a congress until its results are ratified: what comes next, and what is late.

The steps are congress.transitions'; their due dates are the plan's (X36-X38, X40; KS-10).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from congress.decided import RATIFICATION
from congress.directory import Directory
from congress.events import CongressState, EventKind
from congress.matters import Matter
from congress.overview import Overview
from congress.plans import FINISHED, PlanItem
from congress.transitions import ELECTION, chain_of, is_held
from congress.units import Unit

#: The items that stand for the report of results, and for each step after a congress.
RESULT_ITEMS = ("X35", "C14")
STEP_ITEMS: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.FIRST_MEETING: ("X36",),
    EventKind.SUBMITTED: ("X37", "C15"),
    EventKind.RATIFIED: RATIFICATION,
    EventKind.FILED: ("X40", "C17"),
}
_STEP_OF = {code: kind for kind, codes in STEP_ITEMS.items() for code in codes}


def step_of(item: PlanItem) -> EventKind | None:
    """Tell which step after a congress an item stands for."""
    return _STEP_OF.get(item.code)


def next_step(directory: Directory, unit: Unit) -> EventKind | None:
    """Tell what follows from where a held congress stands; None before it and at the end."""
    congress = directory.congress(unit.code)
    if not is_held(congress):
        return None
    chain = chain_of(unit, contents=directory.contents_of(unit))
    states = [CongressState.HELD, *chain.values()]
    if congress.state not in states:
        return None
    place = states.index(congress.state)
    return list(chain)[place] if place < len(chain) else None


def item_of(directory: Directory, unit: Unit, kind: EventKind) -> PlanItem | None:
    """Find the item of a unit's plan that stands for a step."""
    found = (directory.items.get((unit.code, code)) for code in STEP_ITEMS.get(kind, ()))
    return next(filter(None, found), None)


@dataclass(frozen=True)
class Ratification:
    """How far the congresses that were held and elected are, out of some units.

    `open` are those not ratified yet, the furthest first, each with the item that comes next;
    `late` are the open ones whose next item is overdue.
    """

    ratified: tuple[Unit, ...]
    open: tuple[Matter, ...]
    late: tuple[Matter, ...]

    @property
    def total(self) -> int:
        """Give how many congresses there are to ratify."""
        return len(self.ratified) + len(self.open)

    @property
    def late_steps(self) -> Mapping[EventKind, int]:
        """Count the late ones by the step they wait for, in the order of the steps."""
        steps = Counter(step_of(one.item) for one in self.late if one.item)
        return {kind: steps[kind] for kind in STEP_ITEMS if steps[kind]}


_DONE = frozenset({CongressState.RATIFIED, CongressState.FILED})
_ORDER = list(CongressState)


def find_ratification(picture: Overview) -> Ratification:
    """Read how far ratification is off a picture."""
    directory = picture.directory
    electing = [one for one in picture.held if ELECTION in directory.contents_of(one)]
    states = {one.code: directory.congress(one.code).state for one in electing}
    waiting = sorted(
        (one for one in electing if states[one.code] not in _DONE),
        key=lambda one: -_ORDER.index(states[one.code]),
    )
    matters = tuple(Matter(one, _find_item(picture, one)) for one in waiting)
    overdue = {(one.item.unit, one.item.code) for one in picture.overdue if one.item}
    return Ratification(
        ratified=tuple(one for one in electing if states[one.code] in _DONE),
        open=matters,
        late=tuple(
            one for one in matters if one.item and (one.item.unit, one.item.code) in overdue
        ),
    )


def _find_item(picture: Overview, unit: Unit) -> PlanItem | None:
    """Find the item that comes next: of the next step, unless it was reported done already."""
    directory = picture.directory
    step = next_step(directory, unit)
    if step is None:
        return None
    chain = list(chain_of(unit, contents=directory.contents_of(unit)))
    for kind in chain[chain.index(step) :]:
        item = item_of(directory, unit, kind)
        if item and picture.status_of(item) not in FINISHED:
            return item
    return None
