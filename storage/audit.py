"""Who changed what; rows are only ever added."""

from pydantic import TypeAdapter

from congress.audit import AuditEntry
from congress.tasks import TaskKind
from storage.named import load
from storage.parameters import columns
from storage.work import Work

_sql = load("audit")
_many = TypeAdapter(list[AuditEntry])


def add(work: Work, entry: AuditEntry) -> None:
    """Add an entry."""
    _sql.add(work, **columns(entry))


async def of_object_prefix(work: Work, *, prefix: str, limit: int) -> list[AuditEntry]:
    """List the newest entries on objects that begin with `prefix`, newest first.

    End the prefix of a unit's items with a slash ("item K1/"), or those of K12 come along.
    """
    end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    rows = await _sql.of_objects_between(work, first=prefix, end=end, limit=limit)
    return _many.validate_python(rows)


async def of_tasks(work: Work, *, unit: str, kind: TaskKind, objects: str) -> list[AuditEntry]:
    """List the entries on a unit's tasks of one kind, in any order.

    `objects` is how their objects begin, up to the number: "conclusion KL".
    """
    rows = await _sql.of_tasks(work, unit=unit, kind=kind, objects=objects)
    return _many.validate_python(rows)
