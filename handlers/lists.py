"""Lists behind the figures: /danhsach and /thoihan, page by page, never cut silently.

Everybody sees the own subtree, group or unit; lines are ordered by the group in charge.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chat.message import Button
from congress.folding import fold
from congress.matters import Matter, Share, share_out
from congress.overview import FORTNIGHT, WEEK, Overview
from congress.plans import PlanItem
from congress.roles import OVERSEERS, VIEWERS
from congress.units import Group, Unit
from handlers.context import Answer, Context
from handlers.lookup import find_group, find_unit, match_group, own_units
from handlers.pages import cut_page, split_page
from handlers.picture import look
from handlers.registry import Command


@dataclass(frozen=True)
class Listing:
    """One list: the word people ask for it by, the key of its texts, and what is in it."""

    word: str
    key: str
    read: Callable[[Overview], Iterable[Matter]]


@dataclass(frozen=True)
class Due:
    """One item on one day, and the units it falls due at."""

    item: PlanItem
    units: tuple[Unit, ...]


def _about(units: Iterable[Unit]) -> list[Matter]:
    return [Matter(unit) for unit in units]


LISTINGS = (
    Listing("quahan", "overdue", lambda picture: picture.overdue),
    Listing("chuabaocao", "silent", lambda picture: _about(picture.silent)),
    Listing("saphan", "soon", lambda picture: picture.due_within(WEEK)),
    Listing("chuadaihoi", "left", lambda picture: _about(picture.left)),
    Listing(
        "sapdaihoi",
        "ahead",
        lambda picture: _about(picture.opening_within(FORTNIGHT, decided=True)),
    ),
    Listing("chochoduyet", "waiting", lambda picture: picture.waiting),
    Listing("tamhoan", "postponed", lambda picture: _about(picture.postponed)),
)


@dataclass(frozen=True)
class Asked:
    """What of a list is asked for."""

    listing: Listing
    group: Group | None = None
    page: int = 1

    def command(self, *, page: int = 1, group: Group | None = None) -> str:
        """Give the line that asks for another page or group of the same list."""
        chosen = group or self.group
        words = [self.listing.word, chosen.code if chosen else "", str(page) if page > 1 else ""]
        return "/danhsach " + " ".join(word for word in words if word)


async def show_list(ctx: Context, args: str) -> None:
    """Answer /danhsach <list> [group] [page]."""
    asked = _read_list(ctx, args)
    units = [
        unit for unit in own_units(ctx) if asked.group is None or unit.group == asked.group.code
    ]
    picture = await look(ctx, units)
    shares = share_out(asked.listing.read(picture), directory=ctx.directory)
    page = cut_page([matter for share in shares for matter in share.matters], asked.page)
    links = [ctx.button("more", asked.command(page=asked.page + 1))] if page.after else []
    if page.count > 1 and asked.group is None:
        links += _group_buttons(asked, shares)
    ctx.say(
        "lists/list",
        key=asked.listing.key,
        group=asked.group,
        by_group=asked.group is None and ctx.member.role in OVERSEERS,
        picture=picture,
        page=page,
        shares=share_out(page.lines, directory=ctx.directory),
        only_nothing_new=picture.only_nothing_new,
        links=links,
    )


def _group_buttons(asked: Asked, shares: Sequence[Share]) -> list[Button]:
    return [
        Button(
            label=f"{share.group.name} ({len(share.matters)})",
            command=asked.command(group=share.group),
        )
        for share in shares
        if share.group
    ]


def _read_list(ctx: Context, text: str) -> Asked:
    words = text.split()
    for count in range(len(words), 0, -1):
        name = fold("".join(words[:count]))
        for listing in LISTINGS:
            if name == listing.word:
                return _read_rest(ctx, listing, " ".join(words[count:]))
    raise Answer("lists/which", text=text, buttons=_list_buttons(ctx))


def _read_rest(ctx: Context, listing: Listing, text: str) -> Asked:
    group, number = split_page(ctx, text)
    return Asked(listing, find_group(ctx, group) if group else None, number)


def _list_buttons(ctx: Context) -> list[Button]:
    return [ctx.button(listing.key, f"/danhsach {listing.word}") for listing in LISTINGS]


async def show_deadlines(ctx: Context, args: str) -> None:
    """Answer /thoihan [unit|group] [page]: what falls due in the coming fortnight, by date."""
    text, number = split_page(ctx, args)
    scope = _read_scope(ctx, text)
    picture = await look(ctx, own_units(ctx) if scope is None else _units_of(ctx, scope))
    page = cut_page(_by_item(picture.due_within(FORTNIGHT)), number)
    line = f"/thoihan {scope.code if scope else ''}".strip()
    ctx.say(
        "lists/deadlines",
        scope=scope,
        picture=picture,
        until=ctx.today + FORTNIGHT,
        page=page,
        links=[ctx.button("more", f"{line} {number + 1}")] if page.after else [],
    )


def _read_scope(ctx: Context, text: str) -> Unit | Group | None:
    if not text:
        return None
    if match_group(ctx, text):
        return find_group(ctx, text)
    return find_unit(ctx, text, complete="/thoihan {code}")


def _units_of(ctx: Context, scope: Unit | Group) -> list[Unit]:
    if isinstance(scope, Unit):
        return [scope]
    return [unit for unit in own_units(ctx) if unit.group == scope.code]


def _by_item(matters: Iterable[Matter]) -> list[Due]:
    units: dict[tuple[date, str], list[Unit]] = {}
    items: dict[tuple[date, str], PlanItem] = {}
    for matter in matters:
        if item := matter.item:
            units.setdefault((item.due, item.code), []).append(matter.unit)
            items.setdefault((item.due, item.code), item)
    return [Due(item, tuple(units[key])) for key, item in items.items()]


COMMANDS = (
    Command("danhsach", show_list, VIEWERS),
    Command("thoihan", show_deadlines, VIEWERS, aliases=("hancuoi",)),
)
