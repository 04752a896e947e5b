"""Who changed what: one row for each change by a person (STYLE 3.9)."""

from pydantic import AwareDatetime

from chat.message import Value
from congress.roles import Role


class AuditEntry(Value):
    """One change: `object` names its kind and code ("item K12/X25"); values are short codes."""

    id: int
    at: AwareDatetime
    member: int | None
    role: Role | None
    action: str
    object: str
    old: str | None = None
    new: str | None = None
    key: str | None = None
