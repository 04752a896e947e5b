"""What is told to units is a row of its own, and each level keeps its own directives.

Who has not acknowledged something can be asked then; the one register there was is the top's.
"""

from typing import Any

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

revision = "0003"
down_revision = "0002"

INSTANT = TIMESTAMP(timezone=True).with_variant(String(27), "sqlite")
DAY = Date().with_variant(String(10), "sqlite")
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


#: The register was one for all: it is now the one of the committee at the top.
_TO_THE_TOP = """
insert into directives (unit, number, issuer, dated, title)
select root.code, b.number, b.issuer, b.dated, b.title
from directives_before b
cross join (
    select code from units
    where kind = 'committee' and parent is null
    order by position, code
    limit 1
) root
"""


def upgrade() -> None:
    """Add the one, and make the other anew around what it holds."""
    _create_notices()
    _move_directives()


def _create_notices() -> None:
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


def _move_directives() -> None:
    # SQLite does not change a key, and PostgreSQL keeps its name until the table is gone.
    op.execute("create table directives_before as select * from directives")
    op.drop_table("directives")
    op.create_table(
        "directives",
        Column("unit", Text, ForeignKey("units.code"), primary_key=True),
        Column("number", Text, primary_key=True),
        Column("issuer", Text, nullable=False),
        Column("dated", DAY, nullable=False),
        Column("title", Text, nullable=False),
    )
    op.execute(_TO_THE_TOP)
    op.drop_table("directives_before")
