"""The only reader of the wall clock; everything below is given `now`."""

from collections.abc import Callable
from datetime import UTC, datetime

#: Tells the instant, aware and in UTC.
Clock = Callable[[], datetime]


def system_now() -> datetime:
    """Give the machine's instant, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- this is the one place
