"""The people who report, at 16:02 on 15/5/2020 in the Kim Sơn sample."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers import correction, followup, raising, report, tasks
from handlers.flows import commands as flow_commands
from profiles.reader import read_profile
from storage.database import Database, open_database
from tests.handlers.harness import Conversation, conversation, fill_untold, open_hall

MORNING = datetime(2020, 5, 15, 2, 0, tzinfo=UTC)
AFTERNOON = datetime(2020, 5, 15, 9, 2, tzinfo=UTC)
#: 09:00 on the day that the sample of Bình Thuận is about.
JUNE = datetime(2020, 6, 22, 2, 0, tzinfo=UTC)
_FLOWS = report.FLOWS | correction.FLOWS | followup.FLOWS | raising.FLOWS
_COMMANDS = (
    *report.COMMANDS,
    *correction.COMMANDS,
    *tasks.COMMANDS,
    *followup.COMMANDS,
    *raising.COMMANDS,
    *flow_commands(_FLOWS),
)


@pytest.fixture(scope="session")
def sample_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the sample once into a file; tests copy it."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    shutil.copyfile(sqlite_template, path)
    asyncio.run(_fill(f"sqlite:///{path}"))
    return path


async def _fill(url: str) -> None:
    database = await open_database(url, clock=lambda: MORNING)
    await fill_untold(database, now=MORNING)
    await database.close()


@pytest.fixture
def sample_url(tmp_path: Path, sample_template: Path) -> str:
    """Give an SQLite database with the sample in it, where everybody has an account."""
    path = tmp_path / "daihoi.db"
    shutil.copyfile(sample_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def desk(sample_url: str) -> AsyncIterator[Conversation]:
    """Let people report to a real SQLite database."""
    async with open_hall(
        sample_url, now=AFTERNOON, commands=_COMMANDS, flows=_FLOWS, filled=True
    ) as opened:
        yield opened


@pytest.fixture
async def either_desk(database: Database) -> AsyncIterator[Conversation]:
    """Let people report to each kind of database in turn."""
    async with conversation(database, now=AFTERNOON, commands=_COMMANDS, flows=_FLOWS) as opened:
        yield opened


@pytest.fixture
async def hall(sample_url: str) -> AsyncIterator[Conversation]:
    """Let everybody say everything at 09:00, on a real SQLite database."""
    async with open_hall(sample_url, now=MORNING, filled=True) as opened:
        yield opened


@pytest.fixture
async def either_hall(database: Database) -> AsyncIterator[Conversation]:
    """Let everybody say everything at 09:00, on each kind of database in turn."""
    async with conversation(database, now=MORNING) as opened:
        yield opened


@pytest.fixture
async def province(sqlite_url: str) -> AsyncIterator[Conversation]:
    """Let everybody of a province over its districts say everything: Bình Thuận at 09:00."""
    async with open_hall(sqlite_url, now=JUNE, roster=read_profile("binh_thuan")) as opened:
        yield opened
