"""Status reports: append-only; a correction points at what it corrects (MX-1)."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value
from congress.plans import ItemStatus


class ReportKind(StrEnum):
    """What a report says."""

    STATUS = "status"
    #: "Không phát sinh": a sign of life that changes no status and is counted apart.
    NOTHING_NEW = "nothing_new"


class StatusReport(Value):
    """One report; `item` and `status` are None in a NOTHING_NEW one. `key` is the message's."""

    id: int
    unit: str
    kind: ReportKind = ReportKind.STATUS
    item: str | None = None
    status: ItemStatus | None = None
    percent: int | None = None
    expected_on: date | None = None
    note: str = ""
    member: int | None = None
    at: AwareDatetime
    key: str | None = None
    corrects: int | None = None
