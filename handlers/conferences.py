"""Conferences held at units: /hoinghi [unit] [day] [attended/summoned] (NS-6)."""

import re
from datetime import date

from congress.conferences import CONFERENCE_ITEM, Conference, find_without_conference
from congress.dates import DateError, parse_date
from congress.facts import FactKind
from congress.plans import ItemStatus
from congress.roles import OVERSEERS, REPORTERS, VIEWERS
from congress.units import Unit
from handlers.claims import make_claim
from handlers.context import Answer, Context
from handlers.filing import file_claim
from handlers.lookup import find_unit, own_units, unit_buttons
from handlers.picture import look
from handlers.registry import Command
from handlers.telling import add_fact
from storage import plans

_COUNTS = re.compile(r"(?:^|\s)([0-9]{1,5})\s*/\s*([0-9]{1,5})(?:\s*\w+){0,2}$")
_DAY = re.compile(r"(?:^|\s)([0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-][0-9]{4})?)$")
_MOST_NAMED = 12
_MOST_BUTTONS = 8


async def report_conference(ctx: Context, args: str) -> None:
    """Answer /hoinghi: keep one, or show who has had none."""
    name, on, attended, summoned = _read(ctx, args)
    own = own_units(ctx)
    if not args.strip() and (ctx.member.role in OVERSEERS or len(own) > 1):
        await _show_missing(ctx)
        return
    unit = find_unit(ctx, name, complete="/hoinghi {code}") if name else _only(ctx)
    if ctx.member.role not in REPORTERS:
        await _show_one(ctx, unit)
        return
    if on is None:
        raise Answer("conference/no_day", unit=unit, today=ctx.today)
    await _keep(ctx, unit, Conference(on=on, attended=attended, summoned=summoned))


def _read(ctx: Context, text: str) -> tuple[str, date | None, int | None, int | None]:
    """Read "K12 20/3 45/50": what is last is counts if a day stands before it."""
    rest, day, counts = text.strip(), None, None
    if (match := _COUNTS.search(rest)) and _DAY.search(rest[: match.start()].rstrip()):
        counts, rest = (int(match[1]), int(match[2])), rest[: match.start()].rstrip()
    if match := _DAY.search(rest):
        try:
            day = parse_date(match[1], today=ctx.today)
        except DateError as error:
            raise Answer("report/wrong_day", why=error.key, today=ctx.today) from error
        rest = rest[: match.start()].rstrip()
    if day and day > ctx.today:
        raise Answer("conference/future", day=day)
    if counts and not 0 < counts[0] <= counts[1]:
        raise Answer("conference/wrong_counts", attended=counts[0], summoned=counts[1])
    return rest, day, *(counts or (None, None))


def _only(ctx: Context) -> Unit:
    own = own_units(ctx)
    if len(own) != 1:
        buttons = unit_buttons(own[:_MOST_BUTTONS], "/hoinghi {code}")
        raise Answer("report/which_unit", buttons=buttons)
    return own[0]


async def _keep(ctx: Context, unit: Unit, conference: Conference) -> None:
    item = ctx.directory.items.get((unit.code, CONFERENCE_ITEM))
    known = await plans.progress_of_item(ctx.work, unit=unit.code, item=CONFERENCE_ITEM)
    add_fact(ctx, unit.code, FactKind.CONFERENCE, conference.model_dump(mode="json"))
    ctx.record("report_conference", f"unit {unit.code}", new=conference.on.isoformat())
    if item and known.status is not ItemStatus.DONE:
        await file_claim(ctx, make_claim(ctx, unit, item, ItemStatus.DONE, ""), known.status)
    ctx.say("conference/recorded", unit=unit, conference=conference, item=item, at=ctx.now)


async def _show_one(ctx: Context, unit: Unit) -> None:
    known = (await look(ctx, [unit])).facts.get(unit.code)
    fact = known.get(FactKind.CONFERENCE) if known else None
    ctx.say("conference/one", unit=unit, conference=Conference.read(fact) if fact else None)


async def _show_missing(ctx: Context) -> None:
    picture = await look(ctx, own_units(ctx))
    missing = find_without_conference(picture)
    ctx.say(
        "conference/missing",
        picture=picture,
        missing=missing[:_MOST_NAMED],
        more=len(missing[_MOST_NAMED:]),
        total=len(missing),
        example=next(iter(missing or picture.units), None),
        reports=ctx.member.role in REPORTERS,
    )


COMMANDS = (Command("hoinghi", report_conference, VIEWERS, writers=REPORTERS),)
