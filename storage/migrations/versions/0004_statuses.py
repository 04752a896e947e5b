"""Statuses of a plan are read with every report: from an index alone.

Nothing is looked for by the due day, which had an index of its own.
"""

from alembic import op
from sqlalchemy import text

revision = "0004"
down_revision = "0003"

STARTED = text("status <> 'not_started'")


def upgrade() -> None:
    """Put one index in the place of the other."""
    op.drop_index("ix_plan_items_due", "plan_items")
    op.create_index(
        "ix_plan_items_started",
        "plan_items",
        ["unit", "code", "status"],
        sqlite_where=STARTED,
        postgresql_where=STARTED,
    )
