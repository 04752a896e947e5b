"""Switches of another way of organising, put over the Kim Sơn sample."""

from storage import units
from tests.handlers.harness import Conversation

#: Duyên Hải's thresholds (DOMAIN 1.8).
THRESHOLDS = {
    "structure.renewal": "1/3",
    "structure.female": "15",
    "structure.under35": "10",
    "structure.btv_female": "1",
}


async def switch(hall: Conversation, switches: dict[str, str]) -> None:
    """Set switches of the profile; what is said next goes by them."""
    async with hall.database.work() as work:
        for key, value in switches.items():
            units.set_profile(work, key, value)
        work.touch_directory()
    await hall.say("admin", "/trogiup")
