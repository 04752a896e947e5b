"""Where one unit stands, in the few figures that fit a card."""

from dataclasses import dataclass
from datetime import date, datetime

from congress.climate import Climate, Stability, read_climate, read_stability
from congress.derive import FORTNIGHT, find_stale
from congress.events import Congress
from congress.facts import Facts
from congress.issues import Issue
from congress.matters import Matter
from congress.overview import Overview
from congress.personnel import find_warned
from congress.plans import ItemStatus, PlanItem
from congress.structure import Verdict, find_failed
from congress.units import Unit


@dataclass(frozen=True)
class Standing:
    """One unit's card; `done` of `total` leaves out what does not apply to the unit.

    Nor does a report of every week once the congress has been held: it has no last one to do.

    `next_due` is the first item of the coming fortnight. `failed` are the criteria of the make-up
    that are not met, `warned` the items done in spite of it.
    """

    unit: Unit
    congress: Congress
    opens_on: date | None
    is_decided: bool
    done: tuple[PlanItem, ...]
    total: tuple[PlanItem, ...]
    overdue: tuple[Matter, ...]
    stale: tuple[PlanItem, ...]
    next_due: PlanItem | None
    heard_at: datetime | None
    days_quiet: int | None
    issues: tuple[Issue, ...]
    failed: tuple[Verdict, ...] = ()
    warned: tuple[PlanItem, ...] = ()
    climate: Climate | None = None
    stability: Stability | None = None


def find_standing(picture: Overview, unit: Unit) -> Standing:
    """Read one unit's card off a picture that holds the unit."""
    own = picture.narrow([unit])
    facts = picture.facts.get(unit.code, Facts())
    held = picture.directory.is_held(unit.code)
    asked = [
        item
        for item in picture.directory.items_by_unit.get(unit.code, ())
        if picture.status_of(item) is not ItemStatus.NOT_APPLICABLE and not (item.weekly and held)
    ]
    soon = own.due_within(FORTNIGHT)
    return Standing(
        unit=unit,
        congress=picture.directory.congress(unit.code),
        opens_on=picture.opens_on(unit),
        is_decided=picture.is_decided(unit),
        done=tuple(item for item in asked if picture.status_of(item) is ItemStatus.DONE),
        total=tuple(asked),
        overdue=own.overdue,
        stale=tuple(find_stale(asked, progress=picture.progress, now=picture.as_of)),
        next_due=soon[0].item if soon else None,
        heard_at=picture.heard.get(unit.code),
        days_quiet=picture.days_quiet(unit),
        issues=own.issues,
        failed=find_failed(unit, facts, picture.directory.profile),
        warned=tuple(find_warned(own, unit)),
        climate=read_climate(facts),
        stability=read_stability(facts),
    )
