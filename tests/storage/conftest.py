"""The sample committee, stored."""

import pytest

from storage.database import Database
from tests.storage.sample import store_sample


@pytest.fixture
async def stored(database: Database) -> Database:
    """Give each kind of database in turn, with the sample in it."""
    async with database.work() as work:
        store_sample(work)
    return database
