"""Lists behind the figures: /danhsach, page by page, never cut silently.

Everybody sees the own subtree, group or unit; lines are ordered by the group in charge.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chat.message import Button
from congress.authority import may_decide
from congress.derive import FORTNIGHT, WEEK
from congress.folding import fold
from congress.matters import Matter, Share, Wait, share_out
from congress.members import sees_detail
from congress.overview import Overview
from congress.pushes import NoticeKind
from congress.ratification import find_ratification
from congress.reviewing import find_reviewing
from congress.roles import OVERSEERS, VIEWERS
from congress.units import Group, Unit
from handlers.acknowledgement import find_silent
from handlers.context import Answer, Context
from handlers.issue_lists import ISSUE_LISTS
from handlers.issue_lookup import issue_buttons
from handlers.lookup import find_group, own_units
from handlers.pages import cut_page, split_page
from handlers.personnel_lists import PERSONNEL_LISTS, READ_AUDITED
from handlers.picture import look
from handlers.proposal_file import see_proposal
from handlers.registry import Command
from handlers.trips import see_proposed

#: Buttons to the conditions of single congresses beside a list.
_MOST_CONDITIONS = 6
#: Words that the name of a list may have.
_LONGEST_NAME = 8


@dataclass(frozen=True)
class Listing:
    """One list: the word people ask for it by, the key of its texts, and what is in it.

    More words for it stand under [words.list]. One that is not `offered` among all lists is only
    asked for by name. `line` names the text of a line where several lists share it.
    """

    word: str
    key: str
    read: Callable[[Overview], Iterable[Matter]]
    offered: bool = True
    line: str = ""


def _about(units: Iterable[Unit]) -> list[Matter]:
    return [Matter(unit) for unit in units]


#: Of the lists about issues and personnel; those of single criteria are asked for by name.
_OFFERED = frozenset({"issues", "without_plan", "failing"})
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
    Listing("choquyetdinh", "waiting", lambda picture: picture.waiting),
    Listing("tamhoan", "postponed", lambda picture: _about(picture.postponed)),
    Listing("chuasansang", "unready", lambda picture: _about(picture.unready), line="ahead"),
    Listing(
        "dukien",
        "hoped_for",
        lambda picture: _about(picture.hoped_for),
        offered=False,
        line="ahead",
    ),
    Listing("chuachuany", "unratified", lambda picture: find_ratification(picture).open),
    *(
        Listing(word, key, read, offered=key in _OFFERED, line=line)
        for word, key, line, read in ISSUE_LISTS + PERSONNEL_LISTS
    ),
    Listing("chuaduyet", "unreviewed", lambda picture: _about(find_reviewing(picture).unreviewed)),
    Listing("ketluan", "conclusions", lambda picture: find_reviewing(picture).conclusions),
)
#: Lists of congresses whose day stands; those whose day does not are told of below them.
_DECIDED = frozenset({"ahead", "unready"})
#: Lists of coming congresses, beside which stands what they lack.
_COMING = _DECIDED | {"hoped_for"}


@dataclass(frozen=True)
class Asked:
    """What of a list is asked for."""

    listing: Listing
    group: Group | None = None
    page: int = 1

    @property
    def next_page(self) -> str:
        """Give the line that asks for the next page."""
        return f"{self.also(self.listing.word)} {self.page + 1}"

    def also(self, word: str) -> str:
        """Give the line that asks for another list of the same units."""
        return f"/danhsach {word} {self.group.code}" if self.group else f"/danhsach {word}"


async def show_list(ctx: Context, args: str) -> None:
    """Answer /danhsach <list> [group] [page]."""
    asked = _read_list(ctx, args)
    units = [
        unit for unit in own_units(ctx) if asked.group is None or unit.group == asked.group.code
    ]
    picture = await look(ctx, units)
    shares = share_out(asked.listing.read(picture), directory=ctx.directory)
    if asked.listing.key in READ_AUDITED:
        ctx.record("read_personnel", f"list {asked.listing.word}")
    by_group = bool(ctx.directory.groups) and asked.group is None and ctx.member.role in OVERSEERS
    page = cut_page(
        [matter for share in shares for matter in share.matters],
        asked.page,
        heading=(lambda matter: matter.unit.group) if by_group else None,
    )
    links = [ctx.button("more", asked.next_page)] if page.after else []
    if asked.listing.key in _COMING:
        links += _condition_buttons(ctx, picture, [matter.unit for matter in page.lines])
    hoped_for = picture.hoped_for if asked.listing.key in _DECIDED and not page.after else ()
    if hoped_for:
        links.append(ctx.button("hoped_for", asked.also("dukien")))
    if asked.listing.key == "waiting":
        links += _proposal_buttons(ctx, page.lines)
    links += issue_buttons(ctx, [matter.issue for matter in page.lines if matter.issue])
    silent: list[Unit] = []
    if asked.listing.key == "postponed":
        silent = await find_silent(ctx, NoticeKind.POSTPONEMENT, picture.postponed)
    if page.count > 1 and asked.group is None:
        links += group_buttons(f"/danhsach {asked.listing.word}", shares)
    ctx.say(
        "lists/list",
        key=asked.listing.key,
        line=asked.listing.line or asked.listing.key,
        group=asked.group,
        by_group=by_group,
        picture=picture,
        page=page,
        shares=share_out(page.lines, directory=ctx.directory),
        hoped_for=hoped_for,
        only_nothing_new=picture.only_nothing_new,
        readable={unit.code for unit in picture.units if sees_detail(ctx.member, of=unit)},
        reviewing=find_reviewing(picture),
        silent=silent,
        links=links,
    )


def _condition_buttons(ctx: Context, picture: Overview, units: Iterable[Unit]) -> list[Button]:
    """Offer the conditions of those that lack some; one needs no name."""
    unready = {*picture.unready, *picture.hoped_for}
    found = [unit for unit in units if unit in unready and picture.missing(unit)]
    if len(found) == 1:
        return [ctx.button("see_conditions", f"/sansang {found[0].code}")]
    return [
        ctx.button(
            "see_conditions_of", f"/sansang {one.code}", unit=ctx.texts.short_name(one.name)
        )
        for one in found[:_MOST_CONDITIONS]
    ]


def _proposal_buttons(ctx: Context, matters: Iterable[Matter]) -> list[Button]:
    """Lead from the proposals that wait for the speaker, of days and of trips, to themselves."""
    return [
        see_proposed(ctx, matter.task) if matter.task else see_proposal(ctx, matter.unit)
        for matter in matters
        if (matter.task or matter.wait is Wait.DATE)
        and may_decide(ctx.directory, ctx.member, matter.unit)
    ]


def group_buttons(line: str, shares: Iterable[Share]) -> list[Button]:
    """Lead to the same of single groups."""
    return [
        Button(
            label=f"{share.group.name} ({len(share.matters)})",
            command=f"{line} {share.group.code}",
        )
        for share in shares
        if share.group
    ]


def _read_list(ctx: Context, text: str) -> Asked:
    words, ways = text.split(), _find_ways(ctx)
    for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
        if listing := ways.get(fold("".join(words[:count]))):
            return _read_rest(ctx, listing, " ".join(words[count:]))
    raise Answer("lists/which", text=text, buttons=_list_buttons(ctx))


def _find_ways(ctx: Context) -> dict[str, Listing]:
    """Give the lists by all that people call them, folded and written as one word."""
    further = ctx.texts.words("list")
    return {
        fold("".join(way.split())): listing
        for listing in LISTINGS
        for way in (listing.word, *further.get(listing.key, ()))
    }


def _read_rest(ctx: Context, listing: Listing, text: str) -> Asked:
    group, number = split_page(ctx, text)
    return Asked(listing, find_group(ctx, group) if group else None, number)


def _list_buttons(ctx: Context) -> list[Button]:
    return [
        ctx.button(listing.key, f"/danhsach {listing.word}")
        for listing in LISTINGS
        if listing.offered
    ]


COMMANDS = (Command("danhsach", show_list, VIEWERS),)
