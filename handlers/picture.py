"""The picture of a person's units that status answers and lists are read off."""

from collections.abc import Sequence

from congress.overview import Overview
from congress.units import Unit
from handlers.context import Context
from storage.overview import load_overview


async def look(ctx: Context, units: Sequence[Unit]) -> Overview:
    """Read how far some units are now; `units` must be within the person's own scope."""
    picture = await load_overview(
        ctx.work, directory=ctx.directory, units=units, office=ctx.office, now=ctx.now
    )
    return picture.seen_by(ctx.member)
