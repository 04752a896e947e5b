"""The list of open issues, the most pressing first in each group."""

from collections.abc import Callable, Iterable

from congress.matters import Matter
from congress.overview import Overview
from congress.severity import sort_by_severity


def _open_issues(picture: Overview) -> list[Matter]:
    return [
        Matter(picture.directory.units[issue.unit], issue=issue)
        for issue in sort_by_severity(picture.issues, today=picture.today)
    ]


#: Word, key of the texts, line, and what is in the list.
ISSUE_LISTS: tuple[tuple[str, str, str, Callable[[Overview], Iterable[Matter]]], ...] = (
    ("vuongmac", "issues", "issues", _open_issues),
)
