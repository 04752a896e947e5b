"""The whole program in conversation: real PTB over HTTP, real database, the Kim Sơn sample."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.demo import fill
from bot.program import Program, open_telegram
from bot.settings import Settings, Storage, Telegram
from congress.directory import Directory
from sandbox.clock import SandboxClock
from sandbox.phones import Phone
from sandbox.server import Sandbox
from sandbox.world import Message
from storage import directory as directories
from storage.database import Database, open_database
from storage.migrate import prepare
from tests.handlers.harness import find_person
from texts.render import Texts

TEXTS = Texts()


@dataclass
class Office:
    """The running program and the sandbox in front of it; time stands still until it is moved."""

    sandbox: Sandbox
    clock: SandboxClock
    database: Database
    directory: Directory

    def phone(self, who: str) -> Phone:
        """Find the phone of "secretary", "T03", "T03 member", "K12" or "stranger"."""
        if who == "stranger":
            return self.sandbox.person(999)
        member = find_person(self.directory, who)
        return self.sandbox.person(int(self.directory.identities_of(member.id)[0].sender))

    async def verify(self, who: str, dialogue: Sequence[tuple[str, str]]) -> None:
        """Say each line ("[label]" presses a button) and compare the whole answer.

        Answers are text with the buttons behind it, each as [label].
        """
        phone = self.phone(who)
        for said, expected in dialogue:
            heard = len(_from_bot(phone))
            if said.startswith("[") and said.endswith("]"):
                await phone.press(said[1:-1])
            else:
                await phone.say(said)
            await self.sandbox.wait_until(lambda at=heard: len(_from_bot(phone)) > at)
            assert read(_from_bot(phone)[heard]) == expected, f"after {said!r}"

    async def hear(self, who: str, *, after: int = 0) -> str:
        """Wait for somebody's next message after the first `after` from the bot, and read it."""
        phone = self.phone(who)
        await self.sandbox.wait_until(lambda: len(_from_bot(phone)) > after)
        return read(_from_bot(phone)[after])


def _from_bot(phone: Phone) -> list[Message]:
    return [message for message in phone.messages if message.sender != phone.id]


def read(message: Message) -> str:
    """Write a message as its text with its buttons behind it."""
    labels = [f"[{button.text}]" for row in message.buttons for button in row]
    return " ".join([message.text, *labels])


@asynccontextmanager
async def open_office(folder: Path, *, now: datetime) -> AsyncIterator[Office]:
    """Run the program over a fresh sample at an instant."""
    clock = SandboxClock(now, moving=False)
    sandbox = Sandbox(clock=clock, limits=False)
    async with sandbox.running():
        settings = Settings(
            telegram=Telegram(token=SecretStr(sandbox.token), api_base=sandbox.api_base),
            storage=Storage(url=f"sqlite:///{folder / 'office.db'}"),
        )
        await prepare(settings.storage.url)
        database = await open_database(settings.storage.url, clock=clock.now)
        await fill(database, sandbox, settings=settings, texts=TEXTS)
        async with database.work() as work:
            directory = await directories.load(work)
        program = Program(
            settings,
            database=database,
            channel=open_telegram(settings),
            clock=clock.now,
            texts=TEXTS,
        )
        clock.on_moved(lambda _moment: program.ring())
        async with program.running():
            yield Office(sandbox, clock, database, directory)
        await database.close()
