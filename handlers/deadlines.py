"""What falls due in the coming fortnight: /thoihan, of one unit by date, of several in pages."""

from collections.abc import Iterable
from datetime import date

from congress.derive import FORTNIGHT
from congress.matters import Matter, share_out
from congress.plans import Gate, PlanItem
from congress.roles import OVERSEERS, VIEWERS
from congress.units import Group, Unit
from handlers.context import Context
from handlers.lists import group_buttons
from handlers.lookup import find_group, find_unit, match_group, own_units
from handlers.pages import cut_page, split_page
from handlers.picture import look
from handlers.registry import Command

#: Lines on a page: each takes about two lines of a phone.
_PAGE = 8


async def show_deadlines(ctx: Context, args: str) -> None:
    """Answer /thoihan [unit|group] [page]: what falls due in the coming fortnight, by date.

    Of one unit all stands there; of several how many there are each day, and a page of them.
    """
    text, number = split_page(ctx, args)
    scope = _read_scope(ctx, text)
    picture = await look(ctx, own_units(ctx) if scope is None else _units_of(ctx, scope))
    coming = picture.due_within(FORTNIGHT)
    single = len(picture.units) == 1
    page = cut_page(_put_gates_first(coming), number, size=_PAGE)
    place = f" {scope.code}" if scope else ""
    links = []
    if page.after and not single:
        links.append(ctx.button("more", f"/thoihan{place} {number + 1}"))
    if page.count > 1 and scope is None and ctx.member.role in OVERSEERS:
        links += group_buttons("/thoihan", share_out(coming, directory=ctx.directory))
    ctx.say(
        "lists/deadlines",
        scope=scope,
        until=ctx.today + FORTNIGHT,
        days=_sort_by_day(coming),
        single=single,
        page=page,
        postponed=picture.postponed,
        links=links,
    )


def _read_scope(ctx: Context, text: str) -> Unit | Group | None:
    if not text:
        return None
    if match_group(ctx, text):
        return find_group(ctx, text)
    return find_unit(ctx, text, complete="/thoihan {code}", keeps=False)


def _units_of(ctx: Context, scope: Unit | Group) -> list[Unit]:
    if isinstance(scope, Unit):
        return [scope]
    return [unit for unit in own_units(ctx) if unit.group == scope.code]


def _put_gates_first(matters: Iterable[Matter]) -> list[Matter]:
    """Put what holds up a congress before the rest of its day, and the weekly reports last."""

    def rank(item: PlanItem) -> tuple[date, bool, bool]:
        return item.due, item.weekly, item.gate is Gate.NONE

    pairs = [(matter, matter.item) for matter in matters if matter.item]
    return [matter for matter, _ in sorted(pairs, key=lambda pair: rank(pair[1]))]


def _sort_by_day(matters: Iterable[Matter]) -> dict[date, list[PlanItem]]:
    days: dict[date, list[PlanItem]] = {}
    for matter in matters:
        if item := matter.item:
            days.setdefault(item.due, []).append(item)
    return days


COMMANDS = (Command("thoihan", show_deadlines, VIEWERS, aliases=("hancuoi",)),)
