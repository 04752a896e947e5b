"""Figures of a picture that no digest tells: who was heard of, and what they said."""

from dataclasses import replace
from datetime import date, time

import pytest

from congress.dates import instant
from tests.congress.pictures import picture, unit

EVENING = instant(date(2020, 5, 15), time(20))


@pytest.mark.parametrize(
    ("on", "at", "counts"),
    [
        # Seven days ago is another week, however late in the evening it was.
        (date(2020, 5, 8), time(21), True),
        (date(2020, 5, 8), time(6), True),
        (date(2020, 5, 9), time(0), False),
        (date(2020, 5, 15), time(19), False),
    ],
)
def test_week_of_nothing_new_is_of_local_days(on: date, at: time, *, counts: bool) -> None:
    seen = replace(
        picture([unit("K12")], heard={"K12": instant(date(2020, 5, 14), time(9))}, now=EVENING),
        reported={"K12": instant(on, at)},
    )
    assert [one.code for one in seen.heard_lately] == ["K12"]
    assert [one.code for one in seen.only_nothing_new] == ["K12"] * counts
