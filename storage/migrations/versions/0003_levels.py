"""What is told to units is a row of its own, so that who has not acknowledged it can be asked."""

from typing import Any

from alembic import op
from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

revision = "0003"
down_revision = "0002"

INSTANT = TIMESTAMP(timezone=True).with_variant(String(27), "sqlite")
DOCUMENT = JSONB().with_variant(JSON(), "sqlite")
ID = BigInteger().with_variant(Integer(), "sqlite")

#: What can be told again of notices that were sent before there were rows of them. Regimes and
#: the events of congresses gave their own ids to what was sent.
_SENT_BEFORE = """
select r.id, 'regime' as kind, r.regime as subject, r.basis, p.unit, r.member, r.at
from regime_changes r
join pushes p on p.about = r.id
union
select
    e.id,
    case e.kind when 'postponed' then 'postponement' else 'resumption' end,
    '', e.basis, e.unit, e.member, e.at
from congress_events e
where e.kind in ('postponed', 'resumed')
order by 1, 5
"""


def upgrade() -> None:
    """Add the table, and rows of what was sent before."""
    notices = op.create_table(
        "notices",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("kind", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("basis", Text, nullable=False),
        Column("units", DOCUMENT, nullable=False),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
    )
    op.create_index("ix_notices_at", "notices", ["at"])
    sent: dict[int, dict[str, Any]] = {}
    for row in op.get_bind().execute(text(_SENT_BEFORE)):
        told = {
            "id": row.id,
            "kind": row.kind,
            "subject": row.subject,
            "basis": row.basis or "",
            "units": [],
            "member": row.member,
            "at": row.at,
        }
        sent.setdefault(row.id, told)["units"].append(row.unit)
    op.bulk_insert(notices, list(sent.values()))
