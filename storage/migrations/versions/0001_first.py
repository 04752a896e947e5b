"""The first tables."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

revision = "0001"
down_revision = None

UNIT_STATUS = (
    "status in ('not_started', 'in_progress', 'submitted', 'done', 'returned', 'blocked', "
    "'not_applicable')"
)

INSTANT = TIMESTAMP(timezone=True).with_variant(String(27), "sqlite")
DAY = Date().with_variant(String(10), "sqlite")
CLOCK_TIME = Time().with_variant(String(15), "sqlite")
DOCUMENT = JSONB().with_variant(JSON(), "sqlite")
ID = BigInteger().with_variant(Integer(), "sqlite")
PREFIXED = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create them, what is pointed at first."""
    _create_organisation()
    _create_people()
    _create_plans()
    _create_congresses()
    _create_records()
    _create_messages()


def _create_organisation() -> None:
    op.create_table(
        "directory_version",
        Column("one", Integer, primary_key=True, autoincrement=False),
        Column("version", BigInteger, nullable=False),
        CheckConstraint("one = 1", name="one_row"),
    )
    op.create_table(
        "profile",
        Column("key", Text, primary_key=True),
        Column("value", Text, nullable=False),
    )
    op.create_table(
        "groups",
        Column("code", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("position", Integer, nullable=False, server_default="0"),
    )
    op.create_table(
        "units",
        Column("code", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("block", Text),
        Column("parent", Text, ForeignKey("units.code")),
        Column("group", Text, ForeignKey("groups.code")),
        Column("old_names", DOCUMENT, nullable=False),
        Column("is_pilot", Boolean, nullable=False),
        Column("is_merged", Boolean, nullable=False),
        Column("direct_election", Boolean, nullable=False),
        Column("planned_on", DAY),
        Column("position", Integer, nullable=False, server_default="0"),
        CheckConstraint(
            "kind in ('committee', 'party_committee_unit', 'party_cell')",
            name="kind",
        ),
    )


def _create_people() -> None:
    op.create_table(
        "members",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("title", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("unit", Text, ForeignKey("units.code")),
        Column("group", Text, ForeignKey("groups.code")),
        Column("is_head", Boolean, nullable=False),
        Column("active", Boolean, nullable=False),
        Column("wants_digest", Boolean, nullable=False),
        Column("quiet_from", CLOCK_TIME),
        Column("quiet_to", CLOCK_TIME),
    )
    op.create_table(
        "identities",
        Column("channel", Text, primary_key=True),
        Column("sender", Text, primary_key=True),
        Column("member", BigInteger, ForeignKey("members.id"), nullable=False, index=True),
        Column("chat", Text, nullable=False),
        Column("blocked_at", INSTANT),
    )
    op.create_table(
        "invitations",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("code_hash", Text, nullable=False, unique=True),
        Column("role", Text, nullable=False),
        Column("unit", Text, ForeignKey("units.code")),
        Column("group", Text, ForeignKey("groups.code")),
        Column("expires_at", INSTANT, nullable=False),
        Column("created_by", BigInteger, ForeignKey("members.id")),
        Column("created_at", INSTANT, nullable=False),
        Column("used_at", INSTANT),
        Column("used_by", BigInteger, ForeignKey("members.id")),
    )
    op.create_table(
        "strangers",
        Column("channel", Text, primary_key=True),
        Column("sender", Text, primary_key=True),
        Column("tries", Integer, nullable=False),
        Column("since", INSTANT, nullable=False),
        Column("greeted_on", DAY),
    )
    op.create_table(
        "group_chats",
        Column("channel", Text, primary_key=True),
        Column("chat", Text, primary_key=True),
        Column("group", Text, ForeignKey("groups.code"), nullable=False),
        Column("bound_by", BigInteger, ForeignKey("members.id"), nullable=False),
        Column("bound_at", INSTANT, nullable=False),
    )


def _create_plans() -> None:
    op.create_table(
        "plan_items",
        Column("unit", Text, ForeignKey("units.code"), primary_key=True),
        Column("code", Text, primary_key=True),
        Column("title", Text, nullable=False),
        Column("short", Text, nullable=False),
        Column("stream", Text, nullable=False),
        Column("gate", Text, nullable=False),
        Column("decided", Boolean, nullable=False),
        Column("weekly", Boolean, nullable=False),
        Column("baseline_due", DAY, nullable=False),
        Column("due", DAY, nullable=False),
        Column("due_time", CLOCK_TIME),
        Column("due_version", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("status", Text, nullable=False, server_default="not_started"),
        Column("percent", Integer),
        Column("expected_on", DAY),
        Column("note", Text, nullable=False, server_default=""),
        Column("reported_at", INSTANT),
        Column("reported_by", BigInteger, ForeignKey("members.id")),
        Column("report", BigInteger),
        CheckConstraint(UNIT_STATUS, name="status"),
        CheckConstraint("percent is null or percent between 0 and 100", name="percent"),
        Index("ix_plan_items_due", "due"),
    )
    op.create_table(
        "reports",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("unit", Text, ForeignKey("units.code"), nullable=False),
        Column("kind", Text, nullable=False),
        Column("item", Text),
        Column("status", Text),
        Column("percent", Integer),
        Column("expected_on", DAY),
        Column("note", Text, nullable=False),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
        Column("key", Text),
        Column("corrects", BigInteger, ForeignKey("reports.id")),
        CheckConstraint("kind in ('status', 'nothing_new')", name="kind"),
        CheckConstraint("status is null or " + UNIT_STATUS, name="status"),
        Index("ix_reports_unit_at", "unit", "at"),
        Index("ix_reports_member_at", "member", "at"),
    )


def _create_congresses() -> None:
    op.create_table(
        "congresses",
        Column("unit", Text, ForeignKey("units.code"), primary_key=True),
        Column("state", Text, nullable=False),
        Column("opens_on", DAY),
        Column("closes_on", DAY),
        Column("held_on", DAY),
    )
    op.create_table(
        "congress_events",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("unit", Text, ForeignKey("units.code"), nullable=False),
        Column("kind", Text, nullable=False),
        Column("opens_on", DAY),
        Column("closes_on", DAY),
        Column("happened_on", DAY, nullable=False),
        Column("basis", Text),
        Column("basis_on", DAY),
        Column("reason", Text, nullable=False),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
        Column("key", Text),
        Index("ix_congress_events_unit_at", "unit", "at"),
    )
    op.create_table(
        "regime_changes",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("area", Text, ForeignKey("units.code")),
        Column("regime", Text, nullable=False),
        Column("since", DAY, nullable=False),
        Column("until", DAY),
        Column("basis", Text, nullable=False),
        Column("basis_on", DAY),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
    )
    op.create_table(
        "guidance_pushes",
        Column("change", BigInteger, ForeignKey("regime_changes.id"), primary_key=True),
        Column("unit", Text, ForeignKey("units.code"), primary_key=True),
        Column("member", BigInteger, ForeignKey("members.id"), primary_key=True),
        Column("at", INSTANT, nullable=False),
        Column("acknowledged_at", INSTANT),
    )


def _create_records() -> None:
    op.create_table(
        "issues",
        Column("number", ID, primary_key=True, autoincrement=False),
        Column("unit", Text, ForeignKey("units.code"), nullable=False),
        Column("item", Text),
        Column("text", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("owner", Text, nullable=False),
        Column("raised_by", BigInteger, ForeignKey("members.id")),
        Column("at", INSTANT, nullable=False),
    )
    op.create_table(
        "audit",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("at", INSTANT, nullable=False),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("role", Text),
        Column("action", Text, nullable=False),
        Column("object", PREFIXED, nullable=False),
        Column("old", Text),
        Column("new", Text),
        Column("key", Text),
        Index("ix_audit_object_at", "object", "at"),
    )


def _create_messages() -> None:
    op.create_table(
        "inbox",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("channel", Text, nullable=False),
        Column("bot", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("payload", DOCUMENT, nullable=False),
        Column("received_at", INSTANT, nullable=False),
        Column("state", Text, nullable=False),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("error", Text),
        UniqueConstraint("channel", "bot", "key"),
        CheckConstraint("state in ('pending', 'done', 'failed')", name="state"),
        Index(
            "ix_inbox_pending",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
    )
    op.create_table(
        "outbox",
        Column("id", ID, primary_key=True, autoincrement=False),
        Column("channel", Text, nullable=False),
        Column("chat", Text, nullable=False),
        Column("member", BigInteger, ForeignKey("members.id")),
        Column("kind", Text, nullable=False),
        Column("html", Text, nullable=False),
        Column("rows", DOCUMENT, nullable=False),
        Column("attachment", DOCUMENT),
        Column("replaces", Text),
        Column("priority", Integer, nullable=False),
        Column("not_before", INSTANT, nullable=False),
        Column("expires_at", INSTANT),
        Column("unique_key", Text, unique=True),
        Column("state", Text, nullable=False),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("last_error", Text),
        Column("message", Text),
        Column("created_at", INSTANT, nullable=False),
        Column("sent_at", INSTANT),
        CheckConstraint(
            "state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled', 'expired')",
            name="state",
        ),
        Index(
            "ix_outbox_waiting",
            "priority",
            "id",
            sqlite_where=text("state in ('queued', 'sending')"),
            postgresql_where=text("state in ('queued', 'sending')"),
        ),
        Index("ix_outbox_member", "member", "id"),
    )
    op.create_table(
        "nudges",
        Column("kind", Text, primary_key=True),
        Column("unit", Text, primary_key=True),
        Column("item", Text, primary_key=True),
        Column("rung", Text, primary_key=True),
        Column("due_version", Integer, primary_key=True),
        Column("member", BigInteger, ForeignKey("members.id"), primary_key=True),
        Column("outbox", BigInteger, ForeignKey("outbox.id"), nullable=False),
        Column("at", INSTANT, nullable=False),
    )
    op.create_table(
        "digests",
        Column("kind", Text, primary_key=True),
        Column("day", DAY, primary_key=True),
        Column("member", BigInteger, ForeignKey("members.id"), primary_key=True),
        Column("outbox", BigInteger, ForeignKey("outbox.id")),
        Column("as_of", INSTANT, nullable=False),
        Column("snapshot", DOCUMENT, nullable=False),
    )
    op.create_table(
        "dialogs",
        Column("channel", Text, primary_key=True),
        Column("chat", Text, primary_key=True),
        Column("sender", Text, primary_key=True),
        Column("name", Text),
        Column("data", DOCUMENT, nullable=False),
        Column("menu", DOCUMENT, nullable=False),
        Column("updated_at", INSTANT, nullable=False),
    )
