"""The named statements of queries/: called with a Work, they collect a write or await rows.

One adapter serves both engines, because the engine itself binds parameters. Statements answer
nothing about counts or old ids: what a write did is told by its RETURNING, or by no row at all.
"""

from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiosql

from storage.parameters import Parameters

if TYPE_CHECKING:
    from storage.work import Row, Work

_FOLDER = Path(__file__).parent / "queries"


class CollectingAdapter:
    """Hand aiosql's statements to a Work: `!` collects, the others give an awaitable."""

    is_aio_driver = False  # the functions made are plain: some return None, some an awaitable

    def process_sql(self, _name: str, _operation: object, sql: str) -> str:
        """Leave the text alone; the engine translates its parameters."""
        return sql

    def insert_update_delete(
        self, conn: "Work", _name: str, sql: str, parameters: Parameters
    ) -> None:
        """Collect a write (`!`)."""
        conn.collect(sql, parameters)

    def select(
        self,
        conn: "Work",
        _name: str,
        sql: str,
        parameters: Parameters,
        _record_class: None = None,
    ) -> Awaitable[list["Row"]]:
        """Read all rows (no operator)."""
        return conn.fetch(sql, parameters)

    async def select_one(
        self,
        conn: "Work",
        _name: str,
        sql: str,
        parameters: Parameters,
        _record_class: None = None,
    ) -> "Row | None":
        """Read the first row, or None (`^`)."""
        rows = await conn.fetch(sql, parameters)
        return rows[0] if rows else None

    async def select_value(
        self, conn: "Work", _name: str, sql: str, parameters: Parameters
    ) -> Any:
        """Read the first column of the first row, or None (`$`)."""
        rows = await conn.fetch(sql, parameters)
        return next(iter(rows[0].values())) if rows else None

    async def insert_returning(
        self, conn: "Work", _name: str, sql: str, parameters: Parameters
    ) -> bool:
        """Write and tell whether a row came back: False on a conflict (`<!`)."""
        return bool(await conn.fetch(sql, parameters))


def load(noun: str) -> Any:
    """Load queries/<noun>.sql as an object with one function for each statement."""
    adapter: Any = CollectingAdapter  # aiosql's own protocol wants generators and cursors
    return aiosql.from_path(_FOLDER / f"{noun}.sql", adapter, encoding="utf-8")
