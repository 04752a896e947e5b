"""What the work groups have done within the week: /hoatdong, by count and without blame (KS-9)."""

from chat.message import Button
from congress.ranking import find_behind, rank_groups
from congress.roles import GROUPS, OVERSEERS
from handlers.context import Answer, Context
from handlers.lookup import own_units
from handlers.picture import look
from handlers.registry import Command

_MOST_BUTTONS = 4


async def show_activity(ctx: Context, _args: str) -> None:
    """Answer /hoatdong: each group in a line, the quietest reachable by a button."""
    ranking = rank_groups(await look(ctx, own_units(ctx)))
    if not ranking:
        raise Answer("activity/no_groups")
    ctx.say(
        "activity/groups",
        ranking=ranking,
        now=ctx.now,
        links=[
            Button(label=one.group.name, command=f"/tinhhinh {one.group.code}")
            for one in find_behind(ranking)[:_MOST_BUTTONS]
        ],
    )


COMMANDS = (Command("hoatdong", show_activity, OVERSEERS | GROUPS),)
