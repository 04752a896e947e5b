from dataclasses import replace
from datetime import date, datetime, time

import pytest

from congress.directory import Directory
from congress.events import Congress, CongressState
from congress.roles import Role
from scheduling.escalation import LEVELS, Silence, find_rung, find_silences
from tests.scheduling.situations import OFFICE, at, directory

THURSDAY = date(2020, 5, 7)


def silences(
    known: Directory,
    today: date,
    *,
    heard_at: datetime | None = None,
) -> list[Silence]:
    heard = {"K12": heard_at} if heard_at else {}
    return find_silences(known, heard=heard, now=at(today), works=OFFICE.works)


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2020, 5, 13), 0),
        (date(2020, 5, 14), 1),
        (date(2020, 5, 15), 2),
        (date(2020, 5, 17), 2),  # a weekend is nobody's silence
        (date(2020, 5, 18), 3),
    ],
)
def test_silence_counts_working_days_after_seven_days_without_a_word(
    today: date,
    days: int,
) -> None:
    found = silences(directory(), today, heard_at=at(THURSDAY, time(16)))
    assert found == ([Silence("K12", THURSDAY, days)] if days else [])


def test_silence_of_a_unit_never_heard_of_counts_from_the_day_of_loading() -> None:
    loaded = replace(directory(), profile={"loaded_on": "2020-05-07"})
    assert silences(loaded, date(2020, 5, 13)) == []
    assert silences(loaded, date(2020, 5, 18)) == [Silence("K12", None, 3)]


def test_silence_stops_being_counted_after_thirty_days() -> None:
    [found] = silences(directory(), date(2020, 12, 18), heard_at=at(THURSDAY))
    assert found == Silence("K12", THURSDAY, 22)


def test_unit_that_has_held_its_congress_is_not_silent() -> None:
    held = Congress(unit="K12", state=CongressState.HELD, held_on=THURSDAY)
    assert silences(directory(congress=held), date(2020, 6, 23), heard_at=at(THURSDAY)) == []


def test_levels_are_told_from_below_upwards() -> None:
    assert {
        days: {role for role in Role if find_rung(role, days)} for days in (0, 1, 2, 3, 5, 7)
    } == {
        0: set(),
        1: {Role.UNIT_REPORTER, Role.GROUP_MEMBER},
        2: {Role.UNIT_REPORTER, Role.GROUP_MEMBER},
        3: {Role.UNIT_REPORTER, Role.GROUP_MEMBER, Role.GROUP_LEADER},
        5: set(LEVELS) - {Role.STANDING_BOARD},
        7: set(LEVELS),
    }


def test_levels_above_keep_one_rung_while_those_who_act_climb_daily() -> None:
    assert [find_rung(Role.STANDING_BOARD, days) for days in (6, 7, 8)] == [None, "+7", "+7"]
    assert [find_rung(Role.GROUP_LEADER, days) for days in (3, 4, 5)] == ["+3", "+4", "+5"]
