"""The congress work: facts about units, numbered tasks, reviews, lessons, directives, bodies."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

revision = "0002"
down_revision = "0001"

UNIT_STATUS = (
    "status in ('not_started', 'in_progress', 'submitted', 'done', 'returned', 'blocked', "
    "'not_applicable')"
)

INSTANT = TIMESTAMP(timezone=True).with_variant(String(27), "sqlite")
DAY = Date().with_variant(String(10), "sqlite")
DOCUMENT = JSONB().with_variant(JSON(), "sqlite")
ID = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Widen what is there, then add what is new."""
    _widen_tables()
    _move_pushes()
    _create_facts_and_tasks()
    _create_reviews_and_lessons()
    _create_bodies()


def _widen_tables() -> None:
    op.add_column("units", Column("contents", Text, nullable=False, server_default=""))
    op.add_column("congresses", Column("until_on", DAY))
    op.add_column("congress_events", Column("number", Integer))
    op.add_column("congress_events", Column("until_on", DAY))
    op.create_index("ix_congress_events_number", "congress_events", ["number"], unique=True)
    op.add_column("issues", Column("category", Text, nullable=False, server_default="other"))
    for name in ("complex", "blocking"):
        op.add_column(
            "issues", Column(name, Boolean, nullable=False, server_default=text("false"))
        )
    op.add_column("issues", Column("due", DAY))
    op.add_column("issues", Column("note", Text, nullable=False, server_default=""))


def _move_pushes() -> None:
    op.create_table(
        "pushes",
        Column("about", BigInteger, primary_key=True),
        Column("unit", Text, ForeignKey("units.code"), primary_key=True),
        Column("member", BigInteger, ForeignKey("members.id"), primary_key=True),
        Column("at", INSTANT, nullable=False),
        Column("acknowledged_at", INSTANT),
    )
    op.execute(
        "insert into pushes (about, unit, member, at, acknowledged_at) "
        "select change, unit, member, at, acknowledged_at from guidance_pushes"
    )
    op.drop_table("guidance_pushes")


def _create_facts_and_tasks() -> None:
    op.create_table(
        "facts",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("unit", Text, ForeignKey("units.code"), nullable=False),
        Column("kind", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("data", DOCUMENT, nullable=False),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
        Column("key", Text),
    )
    op.create_index("ix_facts_unit_kind_subject", "facts", ["unit", "kind", "subject", "id"])
    op.create_table(
        "tasks",
        Column("kind", Text, primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("unit", Text, ForeignKey("units.code")),
        Column("body", Text),
        Column("source", BigInteger),
        Column("text", Text, nullable=False),
        Column("due", DAY),
        Column("status", Text, nullable=False),
        Column("common", Boolean, nullable=False),
        Column("note", Text, nullable=False),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
        CheckConstraint(UNIT_STATUS, name="status"),
    )
    op.create_index("ix_tasks_unit", "tasks", ["unit"])


def _create_reviews_and_lessons() -> None:
    op.create_table(
        "reviews",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("unit", Text, ForeignKey("units.code"), nullable=False),
        Column("round", Integer, nullable=False),
        Column("meets_on", DAY, nullable=False),
        Column("chair", Text, nullable=False),
        Column("attendees", Text, nullable=False),
        Column("papers_sent_on", DAY),
        Column("outcome", Text),
        Column("basis", Text),
        Column("basis_on", DAY),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
        UniqueConstraint("unit", "round"),
    )
    op.create_table(
        "lessons",
        Column("number", ID, primary_key=True, autoincrement=False),
        Column("unit", Text, ForeignKey("units.code")),
        Column("kind", Text, nullable=False),
        Column("area", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("sent", BigInteger),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
    )
    op.create_table(
        "directives",
        Column("number", Text, primary_key=True),
        Column("issuer", Text, nullable=False),
        Column("dated", DAY, nullable=False),
        Column("title", Text, nullable=False),
    )


def _create_bodies() -> None:
    op.create_table(
        "bodies",
        Column("code", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("unit", Text, ForeignKey("units.code"), nullable=False),
    )
    op.create_table(
        "body_members",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("body", Text, ForeignKey("bodies.code"), nullable=False, index=True),
        Column("title", Text, nullable=False),
        Column("post", Text, nullable=False),
        Column("left_at", INSTANT),
    )
    op.create_table(
        "trips",
        Column("number", ID, primary_key=True, autoincrement=False),
        Column("unit", Text, ForeignKey("units.code"), nullable=False),
        Column("team", Text, nullable=False),
        Column("on_day", DAY, nullable=False),
        Column("findings", Text, nullable=False),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
    )
