"""Which congresses a regime touches."""

from datetime import UTC, date, datetime

import pytest

from congress.directory import Directory
from congress.epidemic import Regime, RegimeChange
from congress.events import Congress, CongressState
from congress.postponement import find_affected, find_still_affected, has_lapsed, survey
from congress.transitions import hold, postpone, resume
from congress.units import Unit, UnitKind

SINCE, UNTIL = date(2020, 5, 16), date(2020, 5, 30)


def change(number: int = 1, *, regime: Regime = Regime.CT16, **more: object) -> RegimeChange:
    values = {"area": None, "since": SINCE, "until": UNTIL, "basis": "MH-01/UBND"}
    at = datetime(2020, 5, 15, tzinfo=UTC)
    return RegimeChange.model_validate(values | {"id": number, "regime": regime, "at": at} | more)


def directory(*congresses: Congress, regimes: tuple[RegimeChange, ...] = ()) -> Directory:
    root = Unit(code="HU", name="Đảng bộ huyện", kind=UnitKind.COMMITTEE)
    units = [
        Unit(code=one.unit, name=one.unit, kind=UnitKind.PARTY_CELL, parent="HU")
        for one in congresses
    ]
    return Directory(
        units={unit.code: unit for unit in (root, *units)},
        congresses={one.unit: one for one in congresses},
        regimes=regimes,
    )


def congress(
    unit: str, opens: int, closes: int, *, state: CongressState = CongressState.APPROVED
) -> Congress:
    return Congress(
        unit=unit, state=state, opens_on=date(2020, 5, opens), closes_on=date(2020, 5, closes)
    )


def affected(*congresses: Congress, by: RegimeChange) -> list[str]:
    return [unit.code for unit in find_affected(directory(*congresses), by)]


def test_find_affected_by_day_touching_either_end() -> None:
    days = [
        congress("K1", 14, 15),
        congress("K2", 30, 31),
        congress("K3", 15, 16),
        congress("K4", 31, 31),
    ]

    assert affected(*days, by=change()) == ["K3", "K2"]
    assert affected(*days, by=change(until=None)) == ["K3", "K2", "K4"]


@pytest.mark.parametrize("state", list(CongressState))
def test_find_affected_only_where_a_day_is_to_come(state: CongressState) -> None:
    wanted = {CongressState.PROPOSED, CongressState.APPROVED, CongressState.READY}

    assert affected(congress("K1", 20, 20, state=state), by=change()) == ["K1"] * (state in wanted)


@pytest.mark.parametrize("regime", list(Regime))
def test_find_affected_only_by_strict_regimes(regime: Regime) -> None:
    strict = {Regime.CT15, Regime.CT16, Regime.CAP_4}

    assert affected(congress("K1", 20, 20), by=change(regime=regime)) == ["K1"] * (
        regime in strict
    )


def test_find_affected_only_in_the_area() -> None:
    days = [congress("K1", 20, 20), congress("K2", 20, 20)]

    assert affected(*days, by=change(area="K2")) == ["K2"]
    assert affected(*days, by=change(area="HU")) == ["K1", "K2"]


def test_find_still_affected_until_a_newer_regime_holds() -> None:
    old, new = change(1), change(2, regime=Regime.NONE, since=date(2020, 5, 20), until=None)
    days = [congress("K1", 18, 18), congress("K2", 20, 20)]

    def left(*regimes: RegimeChange) -> list[str]:
        return [unit.code for unit in find_still_affected(directory(*days, regimes=regimes), old)]

    assert left(old) == ["K1", "K2"]
    assert left(old, new) == ["K1"]


def test_put_off_keeps_the_days() -> None:
    before = congress("K1", 20, 21)

    assert postpone(before) == before.model_copy(update={"state": CongressState.POSTPONED})


@pytest.mark.parametrize("state", [CongressState.UNDATED, CongressState.RETURNED])
def test_congress_without_a_day_is_postponed_and_resumed(state: CongressState) -> None:
    before = Congress(unit="K1", state=state)

    after = postpone(before, until_on=UNTIL)

    assert after == Congress(unit="K1", state=CongressState.POSTPONED, until_on=UNTIL)
    assert resume(after) == Congress(unit="K1")


def test_survey_puts_every_congress_in_one_place() -> None:
    one_each = [congress(f"K{place}", 20, 20, state=s) for place, s in enumerate(CongressState)]
    known = directory(*one_each)

    found = survey(known, known.reporting_units)

    def states(units: tuple[Unit, ...]) -> set[CongressState]:
        return {known.congress(unit.code).state for unit in units}

    assert states(found.dated) == {
        CongressState.PROPOSED,
        CongressState.APPROVED,
        CongressState.READY,
    }
    assert states(found.postponed) == {CongressState.POSTPONED}
    assert states(found.undated) == {CongressState.UNDATED, CongressState.RETURNED}
    assert states(found.in_session) == {CongressState.IN_SESSION}
    assert found.postponable == found.dated + found.undated
    counted = [*found.postponable, *found.postponed, *found.in_session, *found.held]
    assert len(counted) == len(set(counted)) == len(one_each)


def test_postponement_lapses_after_its_last_day() -> None:
    until = postpone(congress("K1", 20, 20), until_on=UNTIL)
    further_notice = postpone(congress("K1", 20, 20))

    assert not has_lapsed(until, today=UNTIL)
    assert has_lapsed(until, today=date(2020, 5, 31))
    assert not has_lapsed(further_notice, today=date(2021, 1, 1))
    assert not has_lapsed(hold(until, closed_on=UNTIL), today=date(2021, 1, 1))
