"""Epidemic regimes that were set."""

from congress.epidemic import RegimeChange
from storage.named import load
from storage.work import Work

_sql = load("epidemic")


def add_change(work: Work, change: RegimeChange) -> None:
    """Add a regime set by a person; the newest one that covers a day counts."""
    work.touch_directory()
    _sql.add_change(work, **change.model_dump())
