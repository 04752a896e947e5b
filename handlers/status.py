"""Quick answers about how far things are: /tinhhinh, /tiendo, and the digest on demand.

Everybody sees the own subtree, group or unit; in a group chat there are counts only.
"""

from datetime import date

from chat.message import ChatKind
from congress.dates import DateError, parse_date
from congress.derive import WEEK, is_asked
from congress.digest import compose_digest
from congress.lessons import find_pilots
from congress.members import sees_detail
from congress.overview import Overview
from congress.planning import find_day_d, find_hurried
from congress.plans import PlanItem
from congress.reviewing import find_reviewing
from congress.roles import GROUPS, OVERSEERS, VIEWERS, Role
from congress.roster import TEMPLATES
from congress.severity import sort_by_severity
from congress.standing import find_standing
from congress.tally import count_by_kind, find_held
from congress.units import Group, Unit
from handlers.context import Answer, Context
from handlers.lookup import find_group, find_unit, names_group, own_units
from handlers.picture import look
from handlers.registry import Command
from profiles.reader import read_contents, read_template
from storage.overview import load_previous_digest
from texts.digest import choose_template, label_buttons


async def show_status(ctx: Context, args: str) -> None:
    """Answer /tinhhinh: all that is one's own, or the unit or group that was named."""
    if ctx.incoming.chat_kind is ChatKind.GROUP:
        await _show_bound_group(ctx)
    elif args and names_group(ctx, args):
        await _show_group(ctx, find_group(ctx, args))
    elif args:
        await _show_unit(ctx, find_unit(ctx, args, complete="/tinhhinh {code}", keeps=False))
    elif ctx.member.role in OVERSEERS:
        await _show_totals(ctx)
    elif ctx.member.role in GROUPS and ctx.member.group:
        await _show_group(ctx, ctx.directory.groups[ctx.member.group])
    elif units := own_units(ctx):
        await _show_unit(ctx, units[0])
    else:
        raise Answer("status/no_units")


async def _show_totals(ctx: Context) -> None:
    picture = await look(ctx, own_units(ctx))
    ctx.say(
        "status/totals",
        picture=picture,
        quietest=picture.quietest,
        days_quiet=picture.days_quiet(picture.quietest) if picture.quietest else None,
        choices=label_buttons(ctx.texts, picture),
    )


async def _show_group(ctx: Context, group: Group) -> None:
    units = [unit for unit in own_units(ctx) if unit.group == group.code]
    picture = await look(ctx, units)
    links = []
    if count := len(picture.overdue):
        links.append(ctx.button("see_overdue", f"/danhsach quahan {group.code}", count=count))
    ctx.say("status/group", group=group, picture=picture, named=True, links=links)


async def _show_bound_group(ctx: Context) -> None:
    chat = ctx.directory.group_chats.get((ctx.incoming.channel, ctx.incoming.chat))
    if chat is None:
        raise Answer("status/unbound_chat")
    units = [unit for unit in ctx.directory.reporting_units if unit.group == chat.group]
    group = ctx.directory.groups[chat.group]
    ctx.say("status/group", group=group, picture=await look(ctx, units), named=False)


async def _show_unit(ctx: Context, unit: Unit) -> None:
    picture = await look(ctx, [unit])
    standing = find_standing(picture, unit)
    deadlines = ctx.button("deadlines", f"/thoihan {unit.code}")
    ctx.say(
        "status/unit",
        standing=standing,
        hurried=_find_hurried(ctx, picture, unit),
        today=ctx.today,
        reviewing=find_reviewing(picture),
        group=ctx.directory.groups.get(unit.group or ""),
        detail=sort_by_severity(picture.issues, today=picture.today)
        if sees_detail(ctx.member, of=unit)
        else (),
        links=[
            *([deadlines] if standing.next_due else []),
            ctx.button("see_history", f"/nhatky {unit.code}"),
            ctx.button("unit_card", f"/donvi {unit.code}"),
        ],
    )


def _find_hurried(ctx: Context, picture: Overview, unit: Unit) -> list[PlanItem]:
    """List what is still to be done in less time than the template gives."""
    congress = ctx.directory.congress(unit.code)
    day_d = find_day_d(unit, congress, profile=ctx.directory.profile, today=ctx.today)
    plan = ctx.directory.items_by_unit.get(unit.code, ())
    asked = [item for item in plan if is_asked(item, picture.status_of(item), congress)]
    if day_d is None or not asked:
        return []
    return find_hurried(asked, read_template(TEMPLATES[unit.kind]), day_d, works=ctx.office.works)


async def show_progress(ctx: Context, args: str) -> None:
    """Answer /tiendo: held congresses by kind to the end of a day, and a week before."""
    day = _read_day(ctx, args)
    units = own_units(ctx)
    held = find_held(ctx.directory, units, by=day)
    earlier = find_held(ctx.directory, units, by=day - WEEK)
    ctx.say(
        "status/progress",
        day=day,
        today=ctx.today,
        now=ctx.now,
        units=units,
        held=held,
        tally=count_by_kind(units, held=held),
        pilots=find_pilots(units, held=held, profile=ctx.directory.profile),
        before=day - WEEK,
        earlier=earlier,
        links=[ctx.button("left", "/danhsach chuadaihoi")] if len(held) < len(units) else [],
    )


def _read_day(ctx: Context, text: str) -> date:
    try:
        day = parse_date(text, today=ctx.today) if text else ctx.today
    except DateError as exc:
        raise Answer("status/bad_date", text=text, reason=exc.key, today=ctx.today) from exc
    if day > ctx.today:
        raise Answer("status/future_date", day=day, today=ctx.today)
    return day


async def show_digest(ctx: Context, _args: str) -> None:
    """Answer /bantin: the reader's digest as of now; the one of the morning comes all the same."""
    picture = await look(ctx, own_units(ctx))
    previous = await load_previous_digest(ctx.work, reader=ctx.member, overview=picture)
    digest = compose_digest(
        picture,
        reader=ctx.member,
        office=ctx.office,
        previous=previous,
        contents=read_contents(),
    )
    ctx.say(choose_template(digest), digest=digest, choices=label_buttons(ctx.texts, picture))


COMMANDS = (
    Command("tinhhinh", show_status, VIEWERS, aliases=("th",), in_groups=True),
    Command("tiendo", show_progress, OVERSEERS),
    Command("bantin", show_digest, OVERSEERS | {Role.GROUP_LEADER}),
)
