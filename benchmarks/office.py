"""Our program as an office runs it, for the benchmark: Kim Sơn loaded, everybody known.

`python -m benchmarks.office FOLDER API_BASE TOKEN` runs it over the database that prepare() made.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.clock import system_now
from bot.loading import load_roster
from bot.office_calendar import make_office
from bot.program import Program, open_telegram
from bot.settings import Schedule, Settings, Storage, Telegram
from congress.members import Identity
from congress.roles import Role
from profiles.reader import read_profile
from storage import directory as directories
from storage import members, plans
from storage.database import open_database
from storage.migrate import prepare as migrate
from storage.work import Work
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
            return [(account, line) async for account, line in _bind_reporters(work)]
    finally:
        await database.close()


async def _bind_reporters(work: Work) -> AsyncIterator[tuple[int, str]]:
    """Give each reporter an account, and an item that is still open to report on."""
    directory = await directories.load(work)
    work.touch_directory()
    for account, member in enumerate(directory.members.values(), _FIRST_ACCOUNT):
        if member.role is not Role.UNIT_REPORTER or member.unit is None:
            continue
        key, progress = str(account), await plans.progress_of(work, unit=member.unit)
        plan = directory.items_by_unit.get(member.unit, ())
        if code := next((one.code for one in plan if one.code not in progress), None):
            identity = Identity(channel="telegram", sender=key, member=member.id, chat=key)
            members.bind_identity(work, identity)
            yield account, f"/baocao {member.unit} {code} đang làm"


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'office.db'}"


async def main(folder: str, api_base: str, token: str) -> None:
    """Run until stopped."""
    settings = Settings(
        telegram=Telegram(token=SecretStr(token), api_base=api_base),
        storage=Storage(url=_url(Path(folder))),
    )
    await migrate(settings.storage.url)
    behind = system_now() - NOW

    def clock() -> datetime:  # the office's own, set back to the days of the sample
        return system_now() - behind

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
