"""`daihoi demo`: the sandbox and the real assistant in one process, over one of the samples.

Everything lives in a temporary folder and ends with the command. The sandbox's clock is the
assistant's clock: moving it on the page rings the bell, so reminders and digests come at once.
"""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.clock import system_now
from bot.commands import CommandError
from bot.loading import load_roster
from bot.logs import set_up_logs
from bot.office_calendar import make_office
from bot.program import Program, open_telegram
from bot.settings import Logging, Settings, Storage, Telegram
from congress.dates import ZONE
from congress.directory import Directory
from congress.members import Identity, Member
from congress.roles import GROUPS, Role
from congress.roster import Roster
from profiles.reader import profile_names, read_profile
from sandbox.clock import SandboxClock
from sandbox.people import Section
from sandbox.server import Sandbox
from storage import directory as directories
from storage import members
from storage.database import Database, open_database
from storage.migrate import prepare
from texts.render import Texts

PROFILE = "kim_son"

#: Accounts of the sample's people begin here; a person's private chat has the same number.
_FIRST_ACCOUNT = 1001
_STRANGER = 999


async def run_demo(settings: Settings, *, port: int, texts: Texts, profile: str = PROFILE) -> None:
    """Serve the demo of a profile until it is stopped; print the one address to open."""
    roster = _read_sample(profile, texts)
    set_up_logs(Logging(level="WARNING", format=settings.logging.format))
    clock = SandboxClock(begins(roster), moving=True)
    sandbox = Sandbox(clock=clock)
    with tempfile.TemporaryDirectory(prefix="daihoi-demo-") as folder:
        storage = Storage(url=f"sqlite:///{Path(folder) / 'demo.db'}")
        await prepare(storage.url)
        database = await open_database(storage.url, clock=clock.now)
        try:  # the page asks for the queues' counters as long as it is served
            async with _serving(sandbox, port=port, host=settings.web.host, texts=texts) as url:
                telegram = Telegram(token=SecretStr(sandbox.token), api_base=sandbox.api_base)
                demo = settings.model_copy(update={"telegram": telegram, "storage": storage})
                await fill(database, sandbox, settings=demo, texts=texts, roster=roster)
                program = Program(
                    demo,
                    database=database,
                    channel=open_telegram(demo),
                    clock=clock.now,
                    texts=texts,
                )
                clock.on_moved(lambda _moment: program.ring())
                sandbox.stats = program.count_queues
                print(texts.label("cli.demo_ready"), url, sep="\n")  # noqa: T201 -- the one address
                print(texts.label("cli.demo_stop"), flush=True)  # noqa: T201 -- and how to stop
                await program.run_until_stopped()
        finally:
            await database.close()


def begins(roster: Roster) -> datetime:
    """Give the instant at which the clock of a sample's sandbox starts: its own day, or now."""
    return roster.demo_at.replace(tzinfo=ZONE) if roster.demo_at else system_now()


def _read_sample(profile: str, texts: Texts) -> Roster:
    if profile not in profile_names():
        names = ", ".join(profile_names())
        raise CommandError(texts.label("cli.demo_no_profile", profile=profile, names=names))
    return read_profile(profile)


@asynccontextmanager
async def _serving(sandbox: Sandbox, *, port: int, host: str, texts: Texts) -> AsyncIterator[str]:
    """Serve the page inside the block; a taken port is said in plain words."""
    try:
        try:
            url = await sandbox.start(port=port, host=host)
        except OSError as exc:
            message = texts.label("cli.demo_no_port", host=host, port=port)
            raise CommandError(message) from exc
        yield url
    finally:
        await sandbox.stop()


async def fill(
    database: Database, sandbox: Sandbox, *, settings: Settings, texts: Texts, roster: Roster
) -> None:
    """Load a sample and give each of its people an account and a place on the page."""
    async with database.work() as work:
        await load_roster(
            work,
            roster,
            now=sandbox.clock.now(),
            works=make_office(settings.schedule).works,
        )
    async with database.work() as work:
        directory = await directories.load(work)
        for account, (member, section) in enumerate(_by_section(directory), _FIRST_ACCOUNT):
            sandbox.add_person(account, member.title, section)
            members.bind_identity(
                work,
                Identity(
                    channel="telegram",
                    sender=str(account),
                    member=member.id,
                    chat=str(account),
                ),
            )
        work.touch_directory()
    sandbox.add_person(_STRANGER, texts.label("cli.demo_stranger"), Section.STRANGERS)


def _by_section(directory: Directory) -> Iterator[tuple[Member, Section]]:
    for member in sorted(directory.members.values(), key=lambda one: one.id):
        if member.role in GROUPS:
            yield member, Section.WORK_GROUPS
        elif member.role is Role.UNIT_REPORTER:
            yield member, Section.UNITS
        else:
            yield member, Section.LEADERS
