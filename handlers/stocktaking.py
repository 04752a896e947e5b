"""Overviews of what many units need: /vankien, /giayto and /cocau by who has several units."""

from collections.abc import Callable, Sequence

from chat.message import Button
from congress.overview import Overview
from congress.stocktaking import Stock
from handlers.context import Answer, Context
from handlers.lookup import own_units, unit_buttons
from handlers.pages import cut_page
from handlers.picture import look

#: With the figures above and what is left below, these fit a phone's screen.
_PAGE = 7


async def show_stock(
    ctx: Context,
    number: int,
    *,
    about: str,
    command: str,
    take: Callable[[Overview], Stock],
    links: Sequence[Button] = (),
) -> None:
    """Show how many units are in which state, and a page of those that lack something."""
    units = own_units(ctx)
    if not units:
        raise Answer("status/no_units")
    picture = await look(ctx, units)
    stock = take(picture)
    page = cut_page(stock.lacking, number, size=_PAGE)
    more = [ctx.button("more", f"{command} {number + 1}")] if page.after else []
    ctx.say(
        "stock/overview",
        about=about,
        command=command,
        picture=picture,
        stock=stock,
        page=page,
        choices=unit_buttons([one.unit for one in page.lines], f"{command} {{code}}"),
        links=[*more, *links],
    )
