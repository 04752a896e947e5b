"""The whole program in conversation: real PTB over HTTP, real database, a sample's people.

Everybody of the sample has an account. Time stands still until a test moves it.
"""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.demo import begins, fill
from bot.office_calendar import make_office
from bot.program import Program, open_telegram
from bot.settings import Settings, Storage, Telegram
from channels.telegram.client import TelegramChannel
from congress.dates import ZONE
from congress.directory import Directory
from profiles.reader import read_profile
from sandbox.clock import SandboxClock
from sandbox.phones import Phone
from sandbox.server import Sandbox
from sandbox.world import Message
from scheduling.run import run_due
from storage import directory as directories
from storage import outbox
from storage.database import Database, open_database
from storage.migrate import prepare
from tests.handlers.harness import find_person
from tests.untold import leave_untold
from texts.render import Texts

TEXTS = Texts()
STRANGER = 999
BOT = 42


def at(clock: str, *, day: str = "2020-05-15") -> datetime:
    """Write an instant by the clock of the congress zone."""
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZONE)


@dataclass
class Office:
    """The program and the sandbox in front of it; `start` and `stop` are one run of it."""

    sandbox: Sandbox
    clock: SandboxClock
    settings: Settings
    directory: Directory = field(default_factory=Directory)
    heard: dict[int, int] = field(default_factory=dict)
    _run: AsyncExitStack = field(default_factory=AsyncExitStack)
    _program: Program | None = None
    _database: Database | None = None

    async def start(self) -> None:
        """Run the program on the database as it is."""
        database = await self._run.enter_async_context(self._open_database())
        async with database.work() as work:
            self.directory = await directories.load(work)
        self._database = database
        self._program = self.make_program(database)
        await self._run.enter_async_context(self._program.running())

    async def stop(self) -> None:
        """End the program as SIGTERM does; people and what they were told stay."""
        await self._run.aclose()
        self._program = None

    def make_program(self, database: Database) -> Program:
        """Put a program together without running it."""
        return Program(
            self.settings,
            database=database,
            channel=open_telegram(self.settings),
            clock=self.clock.now,
            texts=TEXTS,
        )

    def ring(self) -> None:
        """Let a running program ask what is due."""
        if self._program:
            self._program.ring()

    async def let_pass(self, moment: datetime) -> None:
        """Move the clock, and go on when all that is due by then has been queued.

        The bell asks the same beside it, as two rounds at once may.
        """
        self.clock.move_to(moment)
        assert self._database is not None
        async with self._database.work() as work:
            directory = await directories.load(work)
        await run_due(
            self._database,
            directory=directory,
            office=make_office(self.settings.schedule),
            texts=TEXTS,
            capabilities={TelegramChannel.name: open_telegram(self.settings).capabilities},
            now=moment,
        )
        self.ring()

    def phone(self, who: str | int) -> Phone:
        """Find the phone of "secretary", "T03", "T03 member", "K12", "HAMTAN office" or a number."""
        if who == "stranger":
            return self.sandbox.person(STRANGER)
        if isinstance(who, int):
            return self.sandbox.person(who)
        member = find_person(self.directory, who)
        return self.sandbox.person(int(self.directory.identities_of(member.id)[0].sender))

    async def do(self, who: str | int, said: str) -> str | None:
        """Say a line, or press a button for "[label]"; give the key of the update."""
        if said.startswith("[") and said.endswith("]"):
            return await self.phone(who).press(said[1:-1])
        return await self.phone(who).say(said)

    async def verify(self, who: str | int, dialogue: Sequence[tuple[str, str]]) -> None:
        """Say each line and compare the whole answer: text with the buttons behind it."""
        for said, expected in dialogue:
            assert await self.unheard(who) == []
            await self.do(who, said)
            assert (said, await self.hear(who)) == (said, expected)

    async def hear(self, who: str | int, *, chat: int | None = None) -> str:
        """Wait for the next message in somebody's chat that was not heard yet, and read it."""
        phone = self.phone(who)
        place = chat or phone.id
        number = self.heard.get(place, 0)
        await self.sandbox.wait_until(lambda: len(_from_bot(phone, chat)) > number)
        self.heard[place] = number + 1
        return read(_from_bot(phone, chat)[number])

    async def unheard(self, who: str | int, *, chat: int | None = None) -> list[str]:
        """Give what has come to somebody's chat and was not heard, and hear it."""
        phone = self.phone(who)
        place = chat or phone.id
        found = _from_bot(phone, chat)[self.heard.get(place, 0) :]
        self.heard[place] = len(_from_bot(phone, chat))
        return [read(message) for message in found]

    async def settle(self) -> None:
        """Wait until all that was said so far has been dealt with: messages are taken in turn."""
        await self.do("admin", "/start")
        await self.hear("admin")

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Read the database beside the program."""
        path = self.settings.storage.url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def read_tables(self) -> dict[str, list[tuple[object, ...]]]:
        """Read all that the database holds."""
        tables = self.ask("select name from sqlite_master where type = 'table'")
        return {str(name): self.ask(f'select * from "{name}"') for (name,) in tables}  # noqa: S608 -- its own names

    @asynccontextmanager
    async def _open_database(self) -> AsyncIterator[Database]:
        database = await open_database(self.settings.storage.url, clock=self.clock.now)
        try:
            yield database
        finally:
            await database.close()


def _from_bot(phone: Phone, chat: int | None) -> list[Message]:
    return [message for message in phone.history(chat=chat) if message.sender == BOT]


def read(message: Message) -> str:
    """Write a message as its text with its buttons behind it."""
    labels = [f"[{button.text}]" for row in message.buttons for button in row]
    return " ".join([message.text, *labels])


@asynccontextmanager
async def open_office(
    folder: Path,
    *,
    now: datetime | None = None,
    morning: bool = False,
    profile: str = "kim_son",
    untold: bool = False,
) -> AsyncIterator[Office]:
    """Run the program over a fresh sample at an instant, or where its demo begins.

    With `morning`, the digests and reminders of 15/5/2020 have gone out before and were read;
    `untold` units have told nothing beside their plans.
    """
    roster = read_profile(profile)
    now = now or begins(roster)
    clock = SandboxClock(now, moving=False)
    sandbox = Sandbox(clock=clock, limits=False)
    async with sandbox.running():
        settings = Settings(
            telegram=Telegram(token=SecretStr(sandbox.token), api_base=sandbox.api_base),
            storage=Storage(url=f"sqlite:///{folder / 'office.db'}"),
        )
        await prepare(settings.storage.url)
        database = await open_database(settings.storage.url, clock=clock.now)
        await fill(database, sandbox, settings=settings, texts=TEXTS, roster=roster)
        if untold:
            await leave_untold(database)
        if morning:
            await _pass_morning(database, settings)
        await database.close()
        office = Office(sandbox, clock, settings)
        clock.on_moved(lambda _moment: office.ring())
        await office.start()
        try:
            yield office
        finally:
            await office.stop()


async def _pass_morning(database: Database, settings: Settings) -> None:
    async with database.work() as work:
        directory = await directories.load(work)
    for clock in ("07:00", "07:30"):
        await run_due(
            database,
            directory=directory,
            office=make_office(settings.schedule),
            texts=TEXTS,
            capabilities={TelegramChannel.name: open_telegram(settings).capabilities},
            now=at(clock),
        )
    async with database.work() as work:
        for letter in await outbox.take_due(work, now=at("07:30"), limit=1000):
            outbox.mark_sent(work, id=letter.id, message=None, at=at("07:30"))
