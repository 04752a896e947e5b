"""What is on record about one unit: its card (/donvi), its reports and decisions (/nhatky)."""

from collections.abc import Iterable

from congress.authority import may_decide
from congress.events import DECIDED_STATES, CongressState
from congress.facts import FactKind
from congress.first_meeting import FIRST_MEETING
from congress.members import Identity, Member, sees_detail
from congress.records import (
    Record,
    order_records,
    tell_event,
    tell_reports,
    tell_result,
    tell_reviews,
    tell_tasks,
    tell_trip,
)
from congress.roles import GROUPS, KEEPERS, VIEWERS, Role
from congress.tasks import PREFIXES, TaskKind
from congress.units import Unit
from handlers.acknowledgement import Waiting, find_waiting
from handlers.context import Context
from handlers.lookup import find_unit, kept_units, own_units
from handlers.notices import acknowledge_button
from handlers.pages import cut_page, split_page
from handlers.proposal_file import see_proposal
from handlers.registry import Command
from handlers.step_commands import look_after
from handlers.unit_words import which_unit
from storage import audit, congresses, facts, reports, reviews, tasks, trips

#: Lines of a history on a page: each takes about two lines of a phone.
_PAGE = 8

#: Reports of one unit that are looked at; a plan has some 40 items and few reports on each.
_REPORTS = 1000

#: Audit rows of a unit's reviews that are looked at; each round has a few.
_REVIEW_STEPS = 100

#: How an audit row names tasks that belong to a unit, before their code.
_TASK_OBJECTS = {TaskKind.CONCLUSION: "conclusion", TaskKind.PROPOSAL: "task"}


async def show_card(ctx: Context, args: str) -> None:
    """Answer /donvi: what a unit is, when its congress is, and who its people are."""
    unit = _read_unit(ctx, args, command="donvi")
    congress = ctx.directory.congress(unit.code)
    links = [ctx.button("unit_status", f"/tinhhinh {unit.code}")] if _may_view(ctx) else []
    waiting = await find_waiting(ctx, unit) if _may_view(ctx) else Waiting()
    links = [*(acknowledge_button(ctx, one, unit) for one in waiting.own[:1]), *links]
    if congress.state is CongressState.PROPOSED and may_decide(ctx.directory, ctx.member, unit):
        links.append(see_proposal(ctx, unit))
    ctx.say(
        "history/card",
        unit=unit,
        group=ctx.directory.groups.get(unit.group or ""),
        congress=congress if _may_view(ctx) else None,
        opens=congress.opens_on or unit.planned_on,
        decided=congress.state in DECIDED_STATES,
        today=ctx.today,
        after=await look_after(ctx, unit),
        waiting=waiting.notices,
        detail=sees_detail(ctx.member, of=unit),
        people=_list_people(ctx, unit),
        keeper=ctx.member.role in KEEPERS,
        links=links,
    )


async def show_history(ctx: Context, args: str) -> None:
    """Answer /nhatky: who reported and decided what about a unit, the newest first."""
    text, number = split_page(ctx, args)
    unit = _read_unit(ctx, text, command="nhatky")
    page = cut_page(await _find_records(ctx, unit), number, size=_PAGE)
    more = f"/nhatky {unit.code} {number + 1}"
    ctx.say(
        "history/log",
        unit=unit,
        page=page,
        items={item.code: item for item in ctx.directory.items_by_unit.get(unit.code, ())},
        members=ctx.directory.members,
        with_notes=sees_detail(ctx.member, of=unit),
        links=[ctx.button("more", more)] if page.after else [],
    )


async def _find_records(ctx: Context, unit: Unit) -> list[Record]:
    work, code = ctx.work, unit.code
    told = [
        *tell_reports(await reports.of_unit(work, unit=code, limit=_REPORTS)),
        *map(tell_event, await congresses.events(work, unit=code)),
        *map(tell_trip, await trips.listed(work, unit=code)),
        *tell_reviews(
            await reviews.listed(work, unit=code),
            await audit.of_object_prefix(work, prefix=f"review {code}/", limit=_REVIEW_STEPS),
        ),
    ]
    for subject in ("", FIRST_MEETING):
        known = await facts.history(work, unit=code, kind=FactKind.RESULT, subject=subject)
        told += map(tell_result, known)
    for kind, objects in _TASK_OBJECTS.items():
        start = f"{objects} {PREFIXES[kind]}"
        trail = await audit.of_tasks(work, unit=code, kind=kind, objects=start)
        told += tell_tasks(await tasks.listed(work, kind=kind, unit=code), trail)
    return order_records(told)


def _read_unit(ctx: Context, text: str, *, command: str) -> Unit:
    own = own_units(ctx)
    within = kept_units(ctx) if ctx.member.role is Role.ADMIN else own
    if text:
        return find_unit(ctx, text, within=within, complete=f"/{command} {{code}}", keeps=False)
    if len(own) == 1:
        return own[0]
    raise which_unit(ctx, f"/{command}", within=within)


def _may_view(ctx: Context) -> bool:
    return ctx.member.role in VIEWERS


def _list_people(ctx: Context, unit: Unit) -> list[tuple[Member, bool]]:
    """Pair the unit's people, and those of its group, with whether a message reaches them."""
    directory = ctx.directory
    people = [
        *directory.reporters_of(unit),
        *(directory.people(*GROUPS, group=unit.group) if unit.group else ()),
    ]
    return [(one, _is_reachable(directory.identities_of(one.id))) for one in people]


def _is_reachable(accounts: Iterable[Identity]) -> bool:
    return any(account.blocked_at is None for account in accounts)


COMMANDS = (
    Command("donvi", show_card, VIEWERS | {Role.ADMIN}),
    Command("nhatky", show_history, VIEWERS),
)
