"""Talk to the handlers in process: the real router on a real database with the Kim Sơn sample.

People are named by what they are: "secretary", "office", "T03" (the group's leader),
"T03 member", "K12" (the unit's reporter). Time stands still until a test moves it.
"""

import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from bot.loading import load_roster
from bot.office_calendar import make_office
from bot.settings import Schedule
from channels.telegram.client import CAPABILITIES
from chat.message import ChatKind, Content, Incoming, Outgoing, Priority
from congress.directory import Directory
from congress.members import Identity, Member
from congress.office import Office
from congress.roles import Role
from congress.roster import Roster
from handlers.context import Assistant
from handlers.everything import ALL_COMMANDS, ALL_FLOWS
from handlers.registry import Command, Flow
from handlers.router import Router
from profiles.lessons import read_lessons
from profiles.reader import read_profile
from storage import directory as directories
from storage import members, outbox
from storage.database import Database, open_database
from tests.untold import leave_untold
from texts.render import Texts

CHANNEL = "telegram"
TEXTS = Texts()


@dataclass(frozen=True)
class Said:
    """What somebody was told: plain text, and labels of the buttons."""

    to: str
    text: str
    buttons: tuple[str, ...] = ()
    #: Whether it passes quiet hours.
    urgent: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return " ".join([self.text, *(f"[{label}]" for label in self.buttons)])


@dataclass
class Conversation:
    """The assistant at work; `say` gives what the speaker is answered, `told` the others."""

    database: Database
    directory: Directory
    router: Router
    office: Office
    now: datetime
    told: list[Said] = field(default_factory=list)
    _commands: dict[str, dict[str, str]] = field(default_factory=dict)
    _keys: int = 0

    def person(self, who: str) -> Member:
        """Find a person of the sample by what they are."""
        return find_person(self.directory, who)

    async def say(self, who: str, text: str, *, content: Content = Content.TEXT) -> list[str]:
        """Say something in private; "[label]" presses that button. Give the answers as text."""
        command = self._pressed(who, text)
        chat = str(self.person(who).id) if who != "stranger" else "999"
        return await self.send(
            Incoming(
                channel=CHANNEL,
                bot="1",
                key=f"t{self._next()}",
                chat=chat,
                chat_kind=ChatKind.PRIVATE,
                sender=chat,
                at=self.now,
                content=Content.BUTTON if command else content,
                text=command or text,
            ),
        )

    async def send(self, incoming: Incoming) -> list[str]:
        """Let the router handle a message in a transaction of its own."""
        async with self.database.work() as work:
            before = work.new_id()
            await self.router.handle(
                incoming,
                work=work,
                directory=self.directory,
                now=self.now,
            )
        async with self.database.work() as work:
            if await directories.version(work) != self.directory.version:
                self.directory = await directories.load(work)
            letters = await outbox.take_due(
                work, now=datetime.max.replace(tzinfo=self.now.tzinfo), limit=1000
            )
        answers = []
        for letter in letters:
            if letter.id < before:
                continue
            said = self._read(letter.outgoing)
            if letter.outgoing.chat == incoming.chat:
                answers.append(str(said))
            else:
                self.told.append(said)
        return answers

    def _read(self, message: Outgoing) -> Said:
        buttons = {button.label: button.command for row in message.rows for button in row}
        if buttons:
            self._commands[message.chat] = buttons
        return Said(
            to=message.chat,
            text=unescape(re.sub(r"<[^>]+>", "", message.html)),
            buttons=tuple(buttons),
            urgent=message.priority is Priority.URGENT,
        )

    def _pressed(self, who: str, text: str) -> str | None:
        if not (text.startswith("[") and text.endswith("]")):
            return None
        known = self._commands[str(self.person(who).id)]
        return known[text[1:-1]]

    def _next(self) -> int:
        self._keys += 1
        return self._keys


def find_person(directory: Directory, who: str) -> Member:
    """Find "secretary", "T03", "T03 member", "K12" or "HAMTAN office" among a sample's people."""
    code, _, rest = who.partition(" ")
    if code in directory.groups:
        role = Role.GROUP_MEMBER if rest == "member" else Role.GROUP_LEADER
        return directory.people(role, group=code)[0]
    if code in directory.units:
        return directory.people(Role(rest or Role.UNIT_REPORTER), unit=code)[0]
    return directory.people(Role(who))[0]


@asynccontextmanager
async def conversation(
    database: Database,
    *,
    now: datetime,
    commands: Sequence[Command] = ALL_COMMANDS,
    flows: Mapping[str, Flow] = ALL_FLOWS,
    roster: Roster | None = None,
    filled: bool = False,
) -> AsyncIterator[Conversation]:
    """Open a conversation over a roster, unless the database is `filled`.

    Without a roster it is the Kim Sơn sample with its plans, and nothing told beside them.
    """
    if not filled:
        await (fill(database, roster, now=now) if roster else fill_untold(database, now=now))
    yield await _begin(database, now=now, commands=commands, flows=flows)


@asynccontextmanager
async def open_hall(url: str, *, now: datetime, **how: Any) -> AsyncIterator[Conversation]:
    """Open a conversation, as `conversation` does, over a database of its own."""
    database = await open_database(url, clock=lambda: now)
    try:
        async with conversation(database, now=now, **how) as opened:
            yield opened
    finally:
        await database.close()


@asynccontextmanager
async def open_copy(template: Path, *, now: datetime) -> AsyncIterator[Conversation]:
    """Open a conversation over a copy of a filled database, for one of many examples."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talk.db"
        shutil.copyfile(template, path)
        async with open_hall(f"sqlite:///{path}", now=now, filled=True) as opened:
            yield opened


async def _begin(
    database: Database, *, now: datetime, commands: Sequence[Command], flows: Mapping[str, Flow]
) -> Conversation:
    office = make_office(Schedule(), bot_link="https://t.me/daihoi_bot?start=")
    async with database.work() as work:
        directory = await directories.load(work)
    assistant = Assistant(
        texts=TEXTS,
        office=office,
        capabilities={CHANNEL: CAPABILITIES},
        lessons=read_lessons(),
    )
    return Conversation(
        database=database,
        directory=directory,
        router=Router(assistant, commands=commands, flows=flows),
        office=office,
        now=now,
    )


async def fill(database: Database, roster: Roster, *, now: datetime) -> None:
    """Load a roster, and give everybody an account."""
    async with database.work() as work:
        await load_roster(work, roster, now=now, works=make_office(Schedule()).works)
    await give_accounts(database)


async def fill_untold(database: Database, *, now: datetime) -> None:
    """Load the Kim Sơn sample without what its units told beside their plans."""
    await fill(database, read_profile("kim_son"), now=now)
    await leave_untold(database)


async def give_accounts(database: Database) -> None:
    """Give each person of the sample an account whose chat is the person's own id."""
    async with database.work() as work:
        for member in (await directories.load(work)).members.values():
            account = str(member.id)
            members.bind_identity(
                work,
                Identity(channel=CHANNEL, sender=account, member=member.id, chat=account),
            )
        work.touch_directory()
