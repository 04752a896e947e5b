"""The tables, declared once; Alembic migrates to them and the tests compare (DESIGN 6).

Imported by migrations and tests only: at run time SQL is the text in queries/.
"""

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
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    },
)

# Instants are fixed-width UTC text on SQLite ("2020-05-15T00:00:00.000000Z"), so that they
# compare and sort as text; days and clock times are ISO text there.
INSTANT = TIMESTAMP(timezone=True).with_variant(String(27), "sqlite")
DAY = Date().with_variant(String(10), "sqlite")
CLOCK_TIME = Time().with_variant(String(15), "sqlite")
DOCUMENT = JSONB().with_variant(JSON(), "sqlite")

UNIT_STATUS = (
    "status in ('not_started', 'in_progress', 'submitted', 'done', 'returned', 'blocked', "
    "'not_applicable')"
)


# On SQLite only INTEGER is the row's own number; anything else costs a second tree.
ID = BigInteger().with_variant(Integer(), "sqlite")
# PostgreSQL's usual collations do not sort as code points do, by which prefixes are bounded.
PREFIXED = Text().with_variant(Text(collation="C"), "postgresql")


def _key(name: str = "id") -> Column[int]:
    return Column(name, ID, primary_key=True, autoincrement=False)


directory_version = Table(
    "directory_version",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    CheckConstraint("one = 1", name="one_row"),
)

profile = Table(
    "profile",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
)

units = Table(
    "units",
    metadata,
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
    Column("contents", Text, nullable=False, server_default=""),
    CheckConstraint(
        "kind in ('committee', 'party_committee_unit', 'party_cell')",
        name="kind",
    ),
)

members = Table(
    "members",
    metadata,
    _key(),
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

identities = Table(
    "identities",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    Column("member", BigInteger, ForeignKey("members.id"), nullable=False, index=True),
    Column("chat", Text, nullable=False),
    Column("blocked_at", INSTANT),
)

invitations = Table(
    "invitations",
    metadata,
    _key(),
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

# Strangers' guesses at invitation codes and whether they had their one polite line.
strangers = Table(
    "strangers",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("since", INSTANT, nullable=False),
    Column("greeted_on", DAY),
)

group_chats = Table(
    "group_chats",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("group", Text, ForeignKey("groups.code"), nullable=False),
    Column("bound_by", BigInteger, ForeignKey("members.id"), nullable=False),
    Column("bound_at", INSTANT, nullable=False),
)

# What must be done, and beside it how far it is (the newest report's own words).
plan_items = Table(
    "plan_items",
    metadata,
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
    # The statuses that every report is answered with are read from here alone.
    Index(
        "ix_plan_items_started",
        "unit",
        "code",
        "status",
        sqlite_where=text("status <> 'not_started'"),
        postgresql_where=text("status <> 'not_started'"),
    ),
)

reports = Table(
    "reports",
    metadata,
    _key(),
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

congresses = Table(
    "congresses",
    metadata,
    Column("unit", Text, ForeignKey("units.code"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("opens_on", DAY),
    Column("closes_on", DAY),
    Column("held_on", DAY),
    Column("until_on", DAY),
)

congress_events = Table(
    "congress_events",
    metadata,
    _key(),
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
    # The number of a proposal (DX12), and the last day of a postponement that has one.
    Column("number", Integer),
    Column("until_on", DAY),
    Index("ix_congress_events_unit_at", "unit", "at"),
    Index("ix_congress_events_number", "number", unique=True),
)

regime_changes = Table(
    "regime_changes",
    metadata,
    _key(),
    Column("area", Text, ForeignKey("units.code")),
    Column("regime", Text, nullable=False),
    Column("since", DAY, nullable=False),
    Column("until", DAY),
    Column("basis", Text, nullable=False),
    Column("basis_on", DAY),
    Column("member", BigInteger, ForeignKey("members.id")),
    Column("at", INSTANT, nullable=False),
)

# What was told to some units at once and is to be acknowledged: guidance, lessons, decisions.
notices = Table(
    "notices",
    metadata,
    _key(),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("units", DOCUMENT, nullable=False),
    Column("member", BigInteger, ForeignKey("members.id")),
    Column("at", INSTANT, nullable=False),
    Index("ix_notices_at", "at"),
)

# A notice as it went to a person of a unit, and when it was acknowledged.
pushes = Table(
    "pushes",
    metadata,
    Column("about", BigInteger, primary_key=True),
    Column("unit", Text, ForeignKey("units.code"), primary_key=True),
    Column("member", BigInteger, ForeignKey("members.id"), primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("acknowledged_at", INSTANT),
)

issues = Table(
    "issues",
    metadata,
    _key("number"),
    Column("unit", Text, ForeignKey("units.code"), nullable=False),
    Column("item", Text),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("raised_by", BigInteger, ForeignKey("members.id")),
    Column("at", INSTANT, nullable=False),
    Column("category", Text, nullable=False, server_default="other"),
    Column("complex", Boolean, nullable=False, server_default=text("false")),
    Column("blocking", Boolean, nullable=False, server_default=text("false")),
    Column("due", DAY),
    Column("note", Text, nullable=False, server_default=""),
)

# What was said of a unit, one row each time; the newest of a kind and subject counts.
facts = Table(
    "facts",
    metadata,
    _key(),
    Column("unit", Text, ForeignKey("units.code"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("data", DOCUMENT, nullable=False),
    Column("member", BigInteger, ForeignKey("members.id")),
    Column("at", INSTANT, nullable=False),
    Column("key", Text),
    Index("ix_facts_unit_kind_subject", "unit", "kind", "subject", "id"),
)

# Numbered work beside the plans: conclusions, tasks of bodies, welcome works, proposals.
tasks = Table(
    "tasks",
    metadata,
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
    Index("ix_tasks_unit", "unit"),
)

reviews = Table(
    "reviews",
    metadata,
    _key(),
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

lessons = Table(
    "lessons",
    metadata,
    _key("number"),
    Column("unit", Text, ForeignKey("units.code")),
    Column("kind", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sent", BigInteger),
    Column("member", BigInteger, ForeignKey("members.id")),
    Column("at", INSTANT, nullable=False),
)

# Each level keeps a register of its own; the units below it read it.
directives = Table(
    "directives",
    metadata,
    Column("unit", Text, ForeignKey("units.code"), primary_key=True),
    Column("number", Text, primary_key=True),
    Column("issuer", Text, nullable=False),
    Column("dated", DAY, nullable=False),
    Column("title", Text, nullable=False),
)

bodies = Table(
    "bodies",
    metadata,
    Column("code", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, ForeignKey("units.code"), nullable=False),
)

body_members = Table(
    "body_members",
    metadata,
    _key(),
    Column("body", Text, ForeignKey("bodies.code"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("left_at", INSTANT),
)

trips = Table(
    "trips",
    metadata,
    _key("number"),
    Column("unit", Text, ForeignKey("units.code"), nullable=False),
    Column("team", Text, nullable=False),
    Column("on_day", DAY, nullable=False),
    Column("findings", Text, nullable=False),
    Column("member", BigInteger, ForeignKey("members.id")),
    Column("at", INSTANT, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    _key(),
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

inbox = Table(
    "inbox",
    metadata,
    _key(),
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

outbox = Table(
    "outbox",
    metadata,
    _key(),
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

# A person is nudged once about one rung of one item's due date; the row points to its carrier.
nudges = Table(
    "nudges",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("unit", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("rung", Text, primary_key=True),
    Column("due_version", Integer, primary_key=True),
    Column("member", BigInteger, ForeignKey("members.id"), primary_key=True),
    Column("outbox", BigInteger, ForeignKey("outbox.id"), nullable=False),
    Column("at", INSTANT, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("day", DAY, primary_key=True),
    Column("member", BigInteger, ForeignKey("members.id"), primary_key=True),
    Column("outbox", BigInteger, ForeignKey("outbox.id")),
    Column("as_of", INSTANT, nullable=False),
    Column("snapshot", DOCUMENT, nullable=False),
)

# Half-finished dialogues and the last numbered menu of a person in a chat.
dialogs = Table(
    "dialogs",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("sender", Text, primary_key=True),
    Column("name", Text),
    Column("data", DOCUMENT, nullable=False),
    Column("menu", DOCUMENT, nullable=False),
    Column("updated_at", INSTANT, nullable=False),
)
