"""Reviews of what units bring to their congresses: /duyet, over all units or one of them.

The schedule stands in review_schedule, outcomes in review_outcomes; entries of the austerity and
the rehearsal list are ticked here (CL-5, BT-4).
"""

from chat.message import Button
from congress.authority import REVIEWERS, may_review
from congress.checklists import Checklist, Entry, find_missing
from congress.conclusions import tally
from congress.dates import local_date
from congress.dossier import Dossier
from congress.lessons import rehearses
from congress.matters import find_waiting
from congress.reviewing import find_reviewing
from congress.reviews import (
    Outcome,
    find_concluded,
    find_pending,
    needs_second_review,
)
from congress.roles import REPORTERS, VIEWERS
from congress.units import Unit
from handlers.checks import keep_ticks, read_presence
from handlers.context import Answer, Context
from handlers.lookup import own_units
from handlers.pages import cut_page, read_page
from handlers.phrases import take_phrase
from handlers.picture import look
from handlers.registry import Command
from handlers.rehearsal import load_rehearsal, nobody_rehearses
from handlers.review_lines import Act, read_check, read_review_line, require_left
from handlers.review_outcomes import conclude_review
from handlers.review_schedule import note_papers, schedule
from profiles.reader import read_checklists
from storage.dossier import load_dossier

#: The letters of the lists that are ticked here; a lesson (BH03) belongs to the rehearsal.
_AUSTERITY, _REHEARSAL = "A", "R"
_OUTCOMES = {Act(outcome.value): outcome for outcome in Outcome}


async def review(ctx: Context, args: str) -> None:
    """Answer /duyet [unit [what is to be done]]."""
    if number := read_page(ctx, args) or _asks_for_schedule(ctx, args):
        await _show_schedule(ctx, number)
    elif not args:
        await _show_card(ctx, own_units(ctx)[0])
    else:
        await _follow(ctx, args)


def _asks_for_schedule(ctx: Context, args: str) -> int:
    """Give the first page where "lịch" stands alone, and could be of any of several units."""
    act, rest = take_phrase(ctx.texts.words("review"), args)
    return int(act == Act.SCHEDULE and not rest and len(own_units(ctx)) > 1)


async def _follow(ctx: Context, args: str) -> None:
    line = read_review_line(ctx, args)
    if line.act is None:
        await _show_card(ctx, line.unit)
    elif line.act is Act.SCHEDULE:
        await schedule(ctx, line.unit, line.rest)
    elif line.act is Act.PAPERS:
        ctx.require(REPORTERS | REVIEWERS, command="duyet")
        await note_papers(ctx, line.unit, line.rest)
    elif line.act is Act.CHECK:
        await _tick(ctx, line.unit, line.rest)
    else:
        await conclude_review(ctx, line.unit, _OUTCOMES[line.act], line.rest)


async def _show_schedule(ctx: Context, number: int) -> None:
    """Show which reviews are to come, and how many units have not been reviewed (CL-1)."""
    units = own_units(ctx)
    if not units:
        raise Answer("status/no_units")
    picture = await look(ctx, units)
    known = find_reviewing(picture)
    page = cut_page(known.scheduled, number)
    links = [ctx.button("more", f"/duyet {number + 1}")] if page.after else []
    if known.unreviewed:
        count = len(known.unreviewed)
        links.append(ctx.button("count_unreviewed", "/danhsach chuaduyet", count=count))
    if known.conclusions:
        links.append(
            ctx.button("count_conclusions", "/danhsach ketluan", count=len(known.conclusions))
        )
    ctx.say(
        "reviews/schedule",
        known=known,
        picture=picture,
        page=page,
        units=ctx.directory.units,
        reviewer=ctx.member.role in REVIEWERS,
        example=next(iter(known.unreviewed), None),
        links=links,
    )


async def _show_card(ctx: Context, unit: Unit) -> None:
    """Show all about the review of one unit, and what may be done next."""
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    lists = _find_lists(dossier, await load_rehearsal(ctx, unit))
    progress = {(unit.code, code): one for code, one in dossier.progress.items()}
    held = ctx.directory.is_held(unit.code)
    missing = {letter: find_missing(one, dossier) for letter, one in lists.items()}
    ctx.say(
        "reviews/card",
        unit=unit,
        group=ctx.directory.groups.get(unit.group or ""),
        held=held,
        reviews=dossier.reviews,
        last=find_concluded(dossier.reviews),
        pending=find_pending(dossier.reviews),
        again=needs_second_review(dossier.reviews),
        conclusions=tally(dossier.tasks, today=ctx.today),
        waiting=find_waiting(unit, directory=ctx.directory, progress=progress),
        lists=lists,
        missing=missing,
        choices=[] if held else _next_steps(ctx, dossier),
        links=_card_links(ctx, dossier, missing.get(_AUSTERITY, [])),
    )


def _find_lists(dossier: Dossier, rehearsal: Checklist) -> dict[str, Checklist]:
    """Give the lists that say something of a unit: none once it is held, no rehearsal of cells.

    Austerity is asked for where an epidemic regime is or was in force, or of all where the profile
    says so; the rehearsal of those that learn from a pilot.
    """
    directory, unit = dossier.directory, dossier.unit
    if directory.is_held(unit.code):
        return {}
    codes = {item.code for item in dossier.plan}
    known = {_AUSTERITY: read_checklists()["austerity"], _REHEARSAL: rehearsal}
    always = directory.profile.get("austerity") == "on"
    if not always and not directory.had_regime(local_date(dossier.as_of), unit=unit.code):
        del known[_AUSTERITY]
    if not rehearses(unit, directory.reporting_units):
        del known[_REHEARSAL]
    return {
        letter: one
        for letter, one in known.items()
        if letter is _AUSTERITY or any(codes & set(entry.items) for entry in one.entries)
    }


def _next_steps(ctx: Context, dossier: Dossier) -> list[Button]:
    line = f"/duyet {dossier.unit.code}"
    pending, last = find_pending(dossier.reviews), find_concluded(dossier.reviews)
    if may_review(ctx.directory, ctx.member, dossier.unit):
        if pending and pending.meets_on <= ctx.today:
            return [ctx.button(f"outcome_{one}", f"{line} {one}") for one in Outcome]
        if not pending and (last is None or needs_second_review(dossier.reviews)):
            return [ctx.button("set_day", f"{line} schedule")]
    if ctx.member.role in REPORTERS and pending and pending.papers_sent_on is None:
        return [ctx.button("papers_sent", f"{line} papers")]
    return []


def _card_links(ctx: Context, dossier: Dossier, missing: list[Entry]) -> list[Button]:
    code = dossier.unit.code
    links = []
    if tally(dossier.tasks, today=ctx.today).all:
        links.append(ctx.button("unit_conclusions", f"/ketluan {code}"))
    if missing and ctx.member.role in REPORTERS:
        links.append(ctx.button("all_there", f"/duyet {code} {_AUSTERITY} done"))
    return [*links, ctx.button("unit_status", f"/tinhhinh {code}")]


async def _tick(ctx: Context, unit: Unit, text: str) -> None:
    """Keep that an entry ("A3"), or a whole list ("A"), is there or not."""
    ctx.require(REPORTERS | REVIEWERS, command="duyet")
    require_left(ctx, unit)
    code, words = read_check(text)
    checklist = read_checklists()["austerity"]
    if code[0] != _AUSTERITY:
        if not rehearses(unit, ctx.directory.reporting_units):
            raise nobody_rehearses(ctx, [unit])
        checklist = await load_rehearsal(ctx, unit)
    whole = code in {_AUSTERITY, _REHEARSAL}
    entries = [entry for entry in checklist.entries if whole or entry.code == code]
    if not entries:
        raise Answer("reviews/unknown_entry", code=code, checklist=checklist, unit=unit)
    there, rest = read_presence(ctx, words)
    if there is None or rest:
        raise Answer(
            "reviews/ask_state",
            entries=entries,
            unit=unit,
            text=words[:60],
            buttons=[
                ctx.button("there", f"/duyet {unit.code} {code} there"),
                ctx.button("not_there", f"/duyet {unit.code} {code} missing"),
            ],
        )
    keep_ticks(ctx, unit, entries, there=there)
    await _say_ticked(ctx, unit, checklist, entries, there=there)


async def _say_ticked(
    ctx: Context, unit: Unit, checklist: Checklist, entries: list[Entry], *, there: bool
) -> None:
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    ctx.say(
        "reviews/ticked",
        unit=unit,
        checklist=checklist,
        entries=entries,
        there=there,
        missing=find_missing(checklist, dossier),
        at=ctx.now,
        links=[ctx.button("review", f"/duyet {unit.code}")],
    )


COMMANDS = (Command("duyet", review, VIEWERS, writers=REVIEWERS),)
