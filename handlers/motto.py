"""The motto of the congresses, and a word on austerity: /phuongcham (NS-8)."""

from congress.roles import EVERYONE
from handlers.context import Context
from handlers.registry import Command
from profiles.reader import read_checklists


async def show_motto(ctx: Context, _args: str) -> None:
    """Answer /phuongcham."""
    ctx.say(
        "summary/motto",
        motto=ctx.directory.profile.get("motto", ""),
        austerity=read_checklists()["austerity"].entries,
    )


COMMANDS = (Command("phuongcham", show_motto, EVERYONE),)
