"""Which open issues press most: figures of digests and lists over a picture."""

from collections.abc import Iterable
from datetime import date

from congress.issues import Issue
from congress.overview import Overview


def find_complex(picture: Overview) -> tuple[Issue, ...]:
    """List the open issues that were called complex."""
    return tuple(issue for issue in picture.issues if issue.complex)


def find_late(picture: Overview) -> tuple[Issue, ...]:
    """List the open issues that should have been resolved by now."""
    return tuple(issue for issue in picture.issues if issue.is_overdue(picture.today))


def sort_by_severity(issues: Iterable[Issue], *, today: date) -> list[Issue]:
    """Put complex issues first, then overdue and blocking ones; else by number."""

    def rank(issue: Issue) -> tuple[bool, bool, bool, int]:
        return not issue.complex, not issue.is_overdue(today), not issue.blocking, issue.number

    return sorted(issues, key=rank)
