"""Pilots told apart, late meetings to learn from them, the rehearsal counted."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.directory import Directory
from congress.events import Congress, CongressState
from congress.facts import Fact, FactKind, Facts
from congress.lessons import count_rehearsed, find_late_debriefs, find_pilots, rehearses
from congress.overview import Overview
from congress.plans import ItemStatus, PlanItem, Progress, Stream
from congress.units import Unit, UnitKind
from profiles.reader import read_checklists

NOW = datetime(2020, 5, 15, 2, 0, tzinfo=UTC)
CELL, UPPER = UnitKind.PARTY_CELL, UnitKind.COMMITTEE
COMMITTEE = UnitKind.PARTY_COMMITTEE_UNIT
ON = {"digest.pilots": "on"}


def unit(code: str, kind: UnitKind = COMMITTEE, *, pilot: bool = False) -> Unit:
    return Unit(code=code, name=code, kind=kind, parent="ROOT", is_pilot=pilot)


def picture_of(
    units: list[Unit],
    held: list[Unit],
    *,
    items: Sequence[PlanItem] = (),
    progress: Mapping[tuple[str, str], Progress] = MappingProxyType({}),
    facts: Mapping[str, Facts] = MappingProxyType({}),
) -> Overview:
    congresses = {
        one.code: Congress(unit=one.code, state=CongressState.HELD, held_on=date(2020, 5, 1))
        for one in held
    }
    return Overview(
        as_of=NOW,
        directory=Directory(
            units={one.code: one for one in units},
            items={(one.unit, one.code): one for one in items},
            congresses=congresses,
        ),
        works=lambda _day: True,
        units=tuple(units),
        progress=progress,
        heard={},
        reported={},
        issues=(),
        facts=facts,
    )


@pytest.mark.row("BT-2")
def test_pilots_of_the_upper_tier_are_told_apart_from_the_twelve() -> None:
    pilots = [unit("HAMTAN", UPPER, pilot=True), unit("KHOI", UPPER, pilot=True)]
    others = [unit(f"U{number:02}", UPPER) for number in range(3, 15)]
    base = [unit("HT01"), unit("U0301", CELL)]

    known = find_pilots([*pilots, *others, *base], held=[*pilots, base[0]], profile={})

    assert known is not None
    assert (known.pilots, known.held_pilots) == (tuple(pilots), tuple(pilots))
    assert (len(known.others), known.held_others) == (12, ())


@pytest.mark.row("DH-12")
def test_three_pilots_of_two_kinds_are_just_data() -> None:
    pilots = [unit("D01", CELL, pilot=True), unit("D02", pilot=True), unit("D03", pilot=True)]
    units = [*pilots, unit("D04"), unit("D05", CELL)]

    assert find_pilots(units, held=[], profile={}) is None
    known = find_pilots(units, held=pilots[:1], profile=ON)

    assert known is not None
    assert [one.kind for one in known.pilots] == [CELL, COMMITTEE, COMMITTEE]
    assert known.held_pilots == (pilots[0],)
    assert len(known.others) == 2


@given(
    st.lists(st.tuples(st.sampled_from(UnitKind), st.booleans(), st.booleans()), max_size=12),
    st.booleans(),
)
def test_figures_of_pilots_add_up(drawn: list[tuple[UnitKind, bool, bool]], on: bool) -> None:
    units = [unit(f"K{n}", kind, pilot=pilot) for n, (kind, pilot, _) in enumerate(drawn)]
    held = [one for one, (_, _, done) in zip(units, drawn, strict=True) if done]

    known = find_pilots(units, held=held, profile=ON if on else {})

    if known is None:
        return
    assert known.pilots
    assert set(known.held_pilots) == set(known.pilots) & set(held)
    assert set(known.held_others) == set(known.others) & set(held)
    assert not set(known.pilots) & set(known.others)


@pytest.mark.row("BT-8")
@pytest.mark.parametrize(
    ("due", "status", "late"),
    [
        (date(2020, 5, 14), ItemStatus.NOT_STARTED, True),
        (date(2020, 5, 14), ItemStatus.SUBMITTED, True),
        (date(2020, 5, 14), ItemStatus.DONE, False),
        (date(2020, 5, 15), ItemStatus.NOT_STARTED, False),
    ],
)
def test_meeting_after_a_pilot_is_late(due: date, status: ItemStatus, *, late: bool) -> None:
    pilot, other = unit("K01", pilot=True), unit("K02")
    items = [
        PlanItem(
            unit=one.code,
            code="X39",
            title="x",
            short="x",
            stream=Stream.COMMON,
            baseline_due=due,
            due=due,
        )
        for one in (pilot, other)
    ]
    progress = {("K01", "X39"): Progress(unit="K01", item="X39", status=status)}
    picture = picture_of([pilot, other], [pilot, other], items=items, progress=progress)
    assert [matter.unit for matter in find_late_debriefs(picture)] == [pilot] * late


@pytest.mark.row("BT-4")
def test_rehearsal_is_counted_over_those_still_to_come() -> None:
    units = [unit("K01"), unit("K02"), unit("K03")]
    said = [
        Fact(
            id=place,
            unit=one.code,
            kind=FactKind.CHECK,
            subject="R2",
            data={"there": True},
            at=NOW,
        )
        for place, one in enumerate(units)
    ]
    facts = {fact.unit: Facts([fact]) for fact in said}
    picture = picture_of(units, units[2:], facts=facts)

    rehearsal = read_checklists()["rehearsal"]
    counted = count_rehearsed(picture, dict.fromkeys(("K01", "K02"), rehearsal))

    assert {one.entry.code: [unit.code for unit in one.done] for one in counted} == {
        "R1": [],
        "R2": ["K01", "K02"],
        "R3": [],
        "R4": [],
        "R5": [],
    }


@pytest.mark.row("BT-4")
def test_only_those_beside_a_pilot_rehearse_what_went_wrong_there() -> None:
    pilot, other = unit("K01", pilot=True), unit("K02")
    assert [rehearses(one, [pilot, other]) for one in (pilot, other)] == [False, True]
    assert not rehearses(other, [other])
