"""Our program as an office runs it, for the benchmark: Kim Sơn loaded, everybody known.

`python -m benchmarks.office FOLDER API_BASE TOKEN` runs it over the database that prepare() made.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.loading import load_roster
from bot.office_calendar import make_office
from bot.program import Program, open_telegram
from bot.settings import Schedule, Settings, Storage, Telegram
from congress.members import Identity
from congress.roles import Role
from profiles.reader import read_profile
from sandbox.clock import SandboxClock
from storage import directory as directories
from storage import members
from storage.database import open_database
from storage.migrate import prepare as migrate
from texts.render import Texts

#: 05:00 in Việt Nam on the day of the sample: quiet hours, only reports are answered.
NOW = datetime(2020, 5, 14, 22, tzinfo=UTC)
_FIRST_ACCOUNT = 1001


async def prepare(folder: Path) -> list[tuple[int, str]]:
    """Make the database; give each reporter's account and how their complete line begins."""
    url = _url(folder)
    await migrate(url)
    database = await open_database(url, clock=lambda: NOW)
    try:
        async with database.work() as work:
            works = make_office(Schedule()).works
            await load_roster(work, read_profile("kim_son"), now=NOW, works=works)
        async with database.work() as work:
            directory = await directories.load(work)
            first_items = dict(reversed(directory.items))
            reporters = [
                (account, one)
                for account, one in enumerate(directory.members.values(), _FIRST_ACCOUNT)
                if one.role is Role.UNIT_REPORTER and one.unit in first_items
            ]
            for account, one in reporters:
                key = str(account)
                identity = Identity(channel="telegram", sender=key, member=one.id, chat=key)
                members.bind_identity(work, identity)
            work.touch_directory()
    finally:
        await database.close()
    return [
        (account, f"/baocao {one.unit} {first_items[one.unit]} đang làm")
        for account, one in reporters
    ]


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'office.db'}"


async def main(folder: str, api_base: str, token: str) -> None:
    """Run until stopped."""
    settings = Settings(
        telegram=Telegram(token=SecretStr(token), api_base=api_base),
        storage=Storage(url=_url(Path(folder))),
    )
    await migrate(settings.storage.url)
    clock = SandboxClock(NOW).now
    database = await open_database(settings.storage.url, clock=clock)
    program = Program(
        settings,
        database=database,
        channel=open_telegram(settings),
        clock=clock,
        texts=Texts(),
    )
    await program.run_until_stopped()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
