"""One office for each module of dialogues: its tests talk to different people of it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.dialogues.office import Office, at, open_office


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Run the program at 16:02 on 15/5/2020; the morning's messages have been read."""
    folder = tmp_path_factory.mktemp("office")
    async with open_office(folder, now=at("16:02"), morning=True) as opened:
        yield opened
