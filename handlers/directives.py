"""The registers of directives: /vanban finds them, the office adds to its level's (KS-13).

What a level registers is read by itself and by all below it, and by nobody beside or above.
"""

from typing import Any

from congress.directives import Directive, DirectiveError, read_directive, search_directives
from congress.naming import words_of
from congress.notes import squeeze
from congress.roles import VIEWERS, Role
from handlers.areas import own_level
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.free_text import check_words
from handlers.lookup import own_units
from handlers.old_names import old_names_in
from handlers.pages import cut_page, split_page
from handlers.phrases import take_phrase
from handlers.registry import Command, Flow
from storage import directives

_ADDED = "directive"
_KEEPERS = frozenset({Role.OFFICE})
_PAGE = 6
_LONGEST = 100
_LONGEST_LINE = 500


async def show_directives(ctx: Context, args: str) -> None:
    """Answer /vanban [words] [page], and /vanban thêm …, which the office alone may."""
    action, rest = take_phrase(ctx.texts.words("directive"), args)
    if action:
        await _add(ctx, rest)
        return
    known = await _read_registers(ctx)
    text, number = _split_page(ctx, known, args)
    found = search_directives(known, text)
    if not found:
        raise Answer("directives/none", text=text[:60], total=len(known), example=known[:1])
    page = cut_page(found, number, size=_PAGE)
    more = f"/vanban {text} {number + 1}"
    fits = len(more.encode()) <= _LONGEST // 2
    links = [ctx.button("more", more)] if page.after and fits else []
    ctx.say("directives/list", page=page, text=text, links=links)


async def _read_registers(ctx: Context) -> list[Directive]:
    """List what the own level and all above it have registered."""
    # Who is of a group sees what directs the units it is in charge of.
    places = [unit.code for unit in own_units(ctx)] if ctx.member.group else []
    places = places or [own_level(ctx).code]
    levels = dict.fromkeys(one for place in places for one in ctx.directory.line_up(place))
    return [one for unit in levels for one in await directives.listed(ctx.work, unit=unit)]


def _split_page(ctx: Context, known: list[Directive], text: str) -> tuple[str, int]:
    """Take a page's number off the end; a number that finds something is a directive's."""
    if len(text) > _LONGEST:
        raise Answer("directives/too_long", most=_LONGEST)
    if search_directives(known, text):
        return text, 1
    rest, number = split_page(ctx, text)
    # Alone it is a page only where there is one: else it is a number that nobody knows.
    return (rest, number) if rest or (number - 1) * _PAGE < len(known) else (text, 1)


async def _add(ctx: Context, text: str) -> None:
    if ctx.member.role not in _KEEPERS:
        raise Answer("directives/not_yours")
    if not text:
        ctx.expect(_ADDED)
        ctx.say("directives/ask")
        return
    await _read(ctx, {}, text)


async def _read(ctx: Context, _data: dict[str, Any], text: str) -> None:
    text = squeeze(text)
    check_words(ctx, text, most=_LONGEST_LINE)
    try:
        told = read_directive(text, today=ctx.today)
    except DirectiveError as error:
        raise Answer("directives/unclear", key=error.key) from error
    await _refuse_known(ctx, told)
    buttons = draft(ctx, _ADDED, confirm="confirm", directive=told.model_dump(mode="json"))
    ctx.say("directives/read_back", directive=told, choices=buttons)


async def _refuse_known(ctx: Context, told: Directive) -> None:
    """Answer that a number is in the own level's register already."""
    words = words_of(told.number)
    for known in await directives.listed(ctx.work, unit=own_level(ctx).code):
        if words_of(known.number) == words:
            raise Answer("directives/known", directive=known)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    told = Directive.model_validate(data["directive"])
    await _refuse_known(ctx, told)
    unit = own_level(ctx).code
    directives.add(ctx.work, told, unit=unit)
    ctx.record("directive", f"directive {unit}/{told.number}", new=told.dated.isoformat())
    ctx.say("directives/kept", directive=told, old=old_names_in(ctx, told.title), at=ctx.now)


async def _amend(ctx: Context, _data: dict[str, Any]) -> None:
    ctx.expect(_ADDED)
    ctx.say("directives/ask")


COMMANDS = (Command("vanban", show_directives, VIEWERS),)
FLOWS = {
    _ADDED: Flow(
        _ADDED, confirm=_confirm, amend=_amend, read=_read, command="vanban", roles=_KEEPERS
    )
}
