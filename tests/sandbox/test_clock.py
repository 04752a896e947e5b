from datetime import UTC, datetime, timedelta

import pytest

from sandbox import SandboxClock
from tests.sandbox.conftest import START


def test_clock_standing_still_shows_its_start(clock: SandboxClock) -> None:
    assert clock.now() == START


def test_clock_running_goes_on_from_its_start() -> None:
    clock = SandboxClock(START)
    first, second = clock.now(), clock.now()
    assert START <= first <= second < START + timedelta(minutes=1)


def test_clock_moved_forward_and_backward_tells_its_listeners(clock: SandboxClock) -> None:
    told: list[datetime] = []
    clock.on_moved(told.append)
    later, earlier = START + timedelta(hours=1), START - timedelta(days=1)
    clock.move_to(later)
    clock.move_to(earlier)
    assert (told, clock.now()) == ([later, earlier], earlier)


def test_clock_refuses_a_naive_time(clock: SandboxClock) -> None:
    with pytest.raises(ValueError, match="aware"):
        clock.move_to(START.replace(tzinfo=None))


def test_clock_keeps_utc_whatever_zone_it_is_given() -> None:
    local = datetime.fromisoformat("2020-05-15T06:55:00+07:00")
    assert SandboxClock(local, moving=False).now().tzinfo is UTC
