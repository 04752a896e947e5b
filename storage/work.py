"""One transaction: writes are collected and go to the driver at once, with a read or COMMIT.

Statements run in the order they were collected, so a row must be collected after the rows its
foreign keys point at.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from storage.errors import StorageError
from storage.ids import Ids
from storage.named import load
from storage.parameters import Parameters

Row = dict[str, Any]


class Table(NamedTuple):
    """What a read gave: the columns' names, and a tuple of values for each row."""

    names: Sequence[str] = ()
    rows: Sequence[tuple[Any, ...]] = ()


#: A statement as its engine wants it: the text, and parameters in the driver's own form.
Statement = tuple[str, Any]

_versions = load("directory_version")


class Engine(ABC):
    """What a database must be able to do for a Work."""

    @abstractmethod
    def compile(self, sql: str, parameters: Parameters) -> Statement:
        """Bind parameters; raise KeyError for a missing and ValueError for an unfit one."""

    @abstractmethod
    async def run(
        self,
        statements: Sequence[Statement],
        *,
        read: Statement | None = None,
        begin: bool = False,
        commit: bool = False,
    ) -> Table:
        """Run statements at once and give what `read` reads, which runs after them.

        Raises StorageError; then only roll_back() may follow.
        """

    @abstractmethod
    async def roll_back(self) -> None:
        """End the open transaction, if there is one, and keep nothing."""


class Reader(ABC):
    """Read rows inside one transaction."""

    @abstractmethod
    async def read(self, sql: str, parameters: Parameters) -> Table:
        """Run `sql` and give what it reads."""

    async def fetch(self, sql: str, parameters: Parameters) -> list[Row]:
        """Run `sql` and give its rows."""
        names, rows = await self.read(sql, parameters)
        return [dict(zip(names, row)) for row in rows]  # noqa: B905 -- a row has what it has names for

    async def fetch_map(self, sql: str, parameters: Parameters) -> dict[Any, Any]:
        """Run `sql`, which reads two columns, and map the first to the second.

        It takes a small part of the time of fetch() where there are many rows.
        """
        table = await self.read(sql, parameters)
        return dict(table.rows)


class Work(Reader):
    """Collect writes and read rows inside one transaction; made by Database.work() only.

    The transaction begins with the first statement that is run. After a failed statement, and
    after its end, a work does nothing any more but raise StorageError.
    """

    def __init__(self, engine: Engine, ids: Ids) -> None:
        self._engine = engine
        self._ids = ids
        self._collected: list[Statement] = []
        self._flushed = 0
        self._touched_at: int | None = None
        self._changed: set[Hashable] = set()
        self._begun = False
        self._usable = True

    def new_id(self) -> int:
        """Make an id greater than all before it."""
        return self._ids.new()

    def collect(self, sql: str, parameters: Parameters) -> None:
        """Keep a write for the next run; its parameters are checked now."""
        self._collected.append(self._engine.compile(sql, parameters))

    def note_change(self, what: Hashable) -> None:
        """Remember that the next write changes `what`, for past_writes()."""
        self._changed.add(what)

    def past_writes(self, what: Hashable) -> Reader:
        """Give a reader of `what` alone: only writes that change it are run before it reads.

        All that write it must say so by note_change(). Writes that run together are faster.
        """
        return self if what in self._changed else PastWrites(self)

    async def read(self, sql: str, parameters: Parameters, *, flush: bool = True) -> Table:
        """Run what is collected and then `sql`; give what it reads."""
        read = self._engine.compile(sql, parameters)
        table = await self._run(read=read, flush=flush)
        if not sql.lstrip().lower().startswith("select"):
            self._flushed += 1
        return table

    async def flush(self) -> None:
        """Run what is collected, without ending the transaction."""
        if self._collected:
            await self._run()

    def mark(self) -> int:
        """Remember this point for drop_to()."""
        return self._flushed + len(self._collected)

    def drop_to(self, mark: int) -> bool:
        """Forget the writes since `mark`; False when some have already been run.

        In that case only rolling back the whole transaction undoes them.
        """
        if self._flushed > mark:
            return False
        del self._collected[mark - self._flushed :]
        if self._touched_at is not None and self._touched_at >= mark:
            self._touched_at = None
        return True

    def touch_directory(self) -> None:
        """Make every running program load the directory anew after this transaction."""
        if self._touched_at is None:
            self._touched_at = self.mark()
            _versions.bump(self)

    @property
    def directory_changed(self) -> bool:
        """Tell whether this work changes what the directory holds."""
        return self._touched_at is not None

    async def commit(self) -> None:
        """End the transaction and keep it; called by Database.work()."""
        if self._begun or self._collected:
            await self._run(commit=True)
        self._usable = False

    async def roll_back(self) -> None:
        """End the transaction and keep nothing; called by Database.work()."""
        self._usable = False
        if self._begun:
            await self._engine.roll_back()

    async def _run(
        self, *, read: Statement | None = None, commit: bool = False, flush: bool = True
    ) -> Table:
        if not self._usable:
            raise StorageError
        statements: list[Statement] = []
        if flush:
            statements, self._collected = self._collected, []
            self._changed.clear()
        begin, self._begun = not self._begun, True
        self._usable = False
        table = await self._engine.run(statements, read=read, begin=begin, commit=commit)
        self._usable = True
        self._flushed += len(statements)
        return table


@dataclass(frozen=True)
class PastWrites(Reader):
    """Read past the writes of a Work; made by Work.past_writes() only."""

    work: Work

    async def read(self, sql: str, parameters: Parameters) -> Table:
        """Run `sql` and nothing else; give what it reads."""
        return await self.work.read(sql, parameters, flush=False)
