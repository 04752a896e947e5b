"""The four contents of a congress: /noidung for one unit, and for all in view (NS-1, BT-7)."""

from congress.contents import track, weigh
from congress.roles import VIEWERS
from handlers.context import Context
from handlers.draft_steps import load
from handlers.lookup import own_units
from handlers.picture import look
from handlers.registry import Command
from handlers.unit_words import take_unit
from profiles.reader import read_contents


async def show_contents(ctx: Context, args: str) -> None:
    """Answer /noidung [unit]: how far each content is; without a unit, all units together."""
    own = own_units(ctx)
    if not args and len(own) != 1:
        balance = weigh(read_contents(), await look(ctx, own))
        ctx.say("contents/balance", balance=balance, at=ctx.now, today=ctx.today)
        return
    unit, _ = take_unit(ctx, args, command="/noidung", is_word=lambda _: False, keeps=False)
    dossier = await load(ctx, unit)
    ctx.say(
        "contents/unit",
        unit=unit,
        tracked=track(
            read_contents(),
            ctx.directory,
            unit,
            progress=dossier.progress,
            facts=dossier.facts,
        ),
        links=[ctx.button("whole_card", f"/vankien {unit.code}")],
    )


COMMANDS = (Command("noidung", show_contents, VIEWERS),)
