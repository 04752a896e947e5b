"""Field trips to units: /congtac, with what is proposed to those who decide (NS-3).

/congtac [unit]                      what is on record; words only to who reads notes (8.8)
/congtac K12 12/5: findings          read back, then kept; proposals are asked for, one a line;
                                     without findings they are asked for first
/congtac ghi                         where a trip of today went is asked for before that
/congtac KN02 dongy | khong [why]    those who decide accept a proposal or do not
"""

import re
from datetime import date
from typing import Any

from chat.message import Button
from congress.authority import deciders, may_decide
from congress.dates import DateError, parse_date
from congress.members import Member, sees_detail
from congress.notes import mirror, read_lines
from congress.plans import ItemStatus
from congress.roles import GROUPS, OVERSEERS, VIEWERS
from congress.tasks import Task, TaskKind, read_task_code
from congress.trips import Trip
from congress.units import Unit
from handlers.choices import is_assent
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.free_text import check_names, take_text
from handlers.lookup import find_unit, own_units
from handlers.pages import cut_page, split_page
from handlers.phrases import asks_to_add
from handlers.registry import Command, Flow
from handlers.report_lines import asks
from handlers.report_steps import ask_unit
from handlers.unit_words import drafted_unit
from storage import tasks, trips
from texts.render import write_day_month

_PAGE = 6
_MOST_BUTTONS = 6
#: "đồng ý", "không", "không đồng ý", and what follows; "không rõ" is no opinion.
_OPINION = re.compile(
    r"(?:(?P<no>khong(?! ?(?:co y kien|ro|biet|hieu|phai)(?!\w))(?: ?dong ?y)?)|dong ?y)"
    r"(?!\w)[\s,:;]*"
)
_MOST_PROPOSALS = 8
_LONGEST = 500
#: Those who go on trips, or write down what was found.
_WRITERS = GROUPS | OVERSEERS


async def show_trips(ctx: Context, args: str) -> None:
    """Answer /congtac."""
    head, _, rest = args.partition(" ")
    number = None if head.isdecimal() else read_task_code(head, TaskKind.PROPOSAL)
    place, colon, findings = args.partition(":")
    if number is not None:
        await _decide(ctx, number, rest.strip())
    elif asks_to_add(ctx.texts, args):
        _ask_place(ctx)
    elif colon:
        _read_back(ctx, *_find_place(ctx, place), findings)
    elif _split_day(place)[1]:
        _ask_findings(ctx, *_find_place(ctx, place))
    else:
        await _list(ctx, args)


async def _list(ctx: Context, args: str) -> None:
    text, number = split_page(ctx, args)
    unit = find_unit(ctx, text, complete="/congtac {code}", keeps=False) if text else None
    own = {one.code for one in own_units(ctx)}
    found = [
        trip
        for trip in await trips.listed(ctx.work, unit=unit.code if unit else None)
        if trip.unit in own
    ]
    page = cut_page(found, number, size=_PAGE)
    more = f"/congtac {unit.code if unit else ''} {number + 1}".replace("  ", " ")
    proposals = await tasks.listed(ctx.work, kind=TaskKind.PROPOSAL)
    ctx.say(
        "trip/list",
        page=page,
        unit=unit,
        units=ctx.directory.units,
        readable={one.code for one in own_units(ctx) if sees_detail(ctx.member, of=one)},
        proposals=[one for one in proposals if one.unit in own],
        today=ctx.today,
        example=unit or next(iter(own_units(ctx)), ctx.directory.root),
        choices=_decision_buttons(ctx, proposals),
        writes=ctx.member.role in _WRITERS,
        links=[
            *([ctx.button("more", more)] if page.after else []),
            *([_new_trip(ctx, unit)] if ctx.member.role in _WRITERS else []),
        ],
    )


def _new_trip(ctx: Context, unit: Unit | None) -> Button:
    place = f"{unit.code} {write_day_month(ctx.today)}" if unit else "ghi"
    return ctx.button("new_trip", f"/congtac {place}")


def _check_writer(ctx: Context) -> None:
    if ctx.member.role not in _WRITERS:
        raise Answer("trip/not_yours")


def _ask_place(ctx: Context) -> None:
    """Ask where a trip of today went, or what was found where only one place can be meant."""
    _check_writer(ctx)
    own = own_units(ctx)
    if len(own) == 1:
        _ask_findings(ctx, own[0], ctx.today)
    else:
        ask_unit(ctx, "/congtac", words=write_day_month(ctx.today))


def _decision_buttons(ctx: Context, proposals: list[Task]) -> list[Button]:
    """Lead to the proposals that wait for the person's own decision."""
    units = ctx.directory.units
    return [
        see_proposed(ctx, one)
        for one in proposals
        if one.is_open
        and one.status is ItemStatus.SUBMITTED
        and (unit := units.get(one.unit or ""))
        and may_decide(ctx.directory, ctx.member, unit)
    ][:_MOST_BUTTONS]


def _ask_findings(ctx: Context, unit: Unit, on_day: date) -> None:
    ctx.expect("trip_findings", unit=unit.code, on_day=on_day.isoformat())
    ctx.say("trip/ask_findings", unit=unit, on_day=on_day)


async def read_findings(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Read back what was found, the trip's unit and day being told before."""
    _read_back(ctx, drafted_unit(ctx, data), date.fromisoformat(data["on_day"]), text)


def _read_back(ctx: Context, unit: Unit, on_day: date, findings: str) -> None:
    words = take_text(ctx, findings, most=_LONGEST)
    if not words:
        raise Answer("trip/no_findings", unit=unit, today=ctx.today)
    buttons = draft(ctx, "trip", unit=unit.code, on_day=on_day.isoformat(), findings=words)
    team = _team(ctx)
    ctx.say("trip/read_back", unit=unit, on_day=on_day, team=team, findings=words, choices=buttons)


def _find_place(ctx: Context, place: str) -> tuple[Unit, date]:
    """Find the unit and the day of "Kim Đông 12/5", today where none is said."""
    _check_writer(ctx)
    name, said = _split_day(place)
    try:
        day = parse_date(said, today=ctx.today) if said else ctx.today
    except DateError as error:
        raise Answer("report/wrong_day", why=error.key, today=ctx.today) from error
    if day > ctx.today:
        raise Answer("trip/future", day=day)
    return find_unit(ctx, name, complete=None), day


def _split_day(place: str) -> tuple[str, str]:
    """Split "Kim Đông 12/5" into what names the unit and what looks like a day, if anything."""
    name, _, last = place.strip().rpartition(" ")
    looks_so = name and last[:1].isdecimal() and set(last) & set("/-.")
    return (name, last) if looks_so else (place.strip(), "")


async def confirm_trip(ctx: Context, data: dict[str, Any]) -> None:
    """Keep the trip, and ask for proposals."""
    unit = drafted_unit(ctx, data)
    trip = Trip(
        number=await trips.next_number(ctx.work),
        unit=unit.code,
        team=_team(ctx),
        on_day=date.fromisoformat(data["on_day"]),
        findings=data["findings"],
        member=ctx.member.id,
        at=ctx.now,
    )
    trips.add(ctx.work, trip)
    ctx.record("add_trip", f"trip {trip.code}", new=unit.code)
    ctx.expect("trip_proposals", trip=trip.number, unit=unit.code)
    links = [ctx.button("no_proposal", f"/congtac {unit.code}")]
    ctx.say("trip/recorded", trip=trip, at=ctx.now, links=links)


async def amend_trip(ctx: Context, data: dict[str, Any]) -> None:
    """Show how the line is written."""
    ctx.say("trip/amend", unit=drafted_unit(ctx, data), today=ctx.today)


async def read_proposals(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Keep one proposal a line, and put each before those who decide."""
    unit = drafted_unit(ctx, data)
    lines = [words for line in read_lines(text) if (words := take_text(ctx, line))]
    # The trip was confirmed twice, or a number was meant for other buttons.
    if not any(map(_has_letters, lines)) or is_assent(ctx.texts, " ".join(lines)):
        raise Answer("trip/no_proposal")
    if len(lines) > _MOST_PROPOSALS:
        raise Answer("trip/too_many", most=_MOST_PROPOSALS)
    check_names(ctx, *lines)
    ctx.forget()
    kept = []
    for words in lines:
        task = Task(
            kind=TaskKind.PROPOSAL,
            number=await tasks.next_number(ctx.work, kind=TaskKind.PROPOSAL),
            unit=unit.code,
            source=data["trip"],
            text=words,
            status=ItemStatus.SUBMITTED,
            member=ctx.member.id,
            at=ctx.now,
        )
        tasks.save(ctx.work, task)
        ctx.record("propose", f"task {task.code}", new=unit.code)
        kept.append(task)
    _lay_before(ctx, unit, kept)
    ctx.say("trip/proposed", tasks=kept, at=ctx.now)


def _has_letters(words: str) -> bool:
    return any(map(str.isalpha, words))


def _lay_before(ctx: Context, unit: Unit, proposed: list[Task]) -> None:
    """Put the proposals of a trip before those who decide, in one message for each of them."""
    choices = [see_proposed(ctx, task) for task in proposed]
    if len(proposed) == 1:
        choices = _answers(ctx, proposed[0])
    for person in deciders(ctx.directory, unit):
        ctx.tell(
            person,
            "trip/proposal",
            role=person.role,
            unit=unit,
            tasks=proposed,
            by=ctx.member,
            choices=choices,
        )


def see_proposed(ctx: Context, task: Task) -> Button:
    """Give the button that leads to a proposal that waits for a decision."""
    return ctx.button("see_proposal_task", f"/congtac {task.code}", code=task.code)


def _answers(ctx: Context, task: Task) -> list[Button]:
    return [
        ctx.button("accept", f"/congtac {task.code} dongy"),
        ctx.button("decline", f"/congtac {task.code} khong"),
    ]


async def _decide(ctx: Context, number: int, text: str) -> None:
    task = await tasks.get(ctx.work, kind=TaskKind.PROPOSAL, number=number)
    unit = ctx.directory.units.get(task.unit or "") if task else None
    if task is None or unit is None or unit not in own_units(ctx):
        raise Answer("trip/unknown_proposal", number=number)
    if not may_decide(ctx.directory, ctx.member, unit):
        raise Answer("trip/may_not_decide", task=task)
    if not task.is_open or task.status is not ItemStatus.SUBMITTED:
        raise Answer("trip/decided_before", task=task)
    match = _OPINION.match(mirror(text))
    if match is None or asks(ctx.texts, text[match.end() :]):
        raise Answer("trip/which_way", task=task, unit=unit, buttons=_answers(ctx, task))
    outcome = ItemStatus.NOT_APPLICABLE if match["no"] else ItemStatus.DONE
    note = take_text(ctx, text[match.end() :])
    after = task.model_copy(update={"status": outcome, "note": note})
    listed = await tasks.listed(ctx.work, kind=TaskKind.PROPOSAL)
    tasks.save(ctx.work, after)
    ctx.record("decide_proposal", f"task {task.code}", old=task.status, new=outcome)
    left = _decision_buttons(ctx, [one for one in listed if one.number != number])
    ctx.say("trip/decided", task=after, at=ctx.now, choices=left)
    for person in _concerned(ctx, task, unit):
        ctx.tell(person, "trip/decided_notice", task=after, unit=unit, by=ctx.member)


def _concerned(ctx: Context, task: Task, unit: Unit) -> list[Member]:
    """Give who proposed, if the unit is one of theirs still."""
    raised = ctx.directory.members.get(task.member or 0)
    return [raised] if raised and raised.active and unit in ctx.directory.units_of(raised) else []


def _team(ctx: Context) -> str:
    group = ctx.directory.groups.get(ctx.member.group or "")
    return group.name if group else ctx.member.title


COMMANDS = (Command("congtac", show_trips, VIEWERS, writers=_WRITERS),)
FLOWS = {
    "trip_findings": Flow("trip_findings", read=read_findings, command="congtac", roles=_WRITERS),
    "trip": Flow(
        "trip", confirm=confirm_trip, amend=amend_trip, command="congtac", roles=_WRITERS
    ),
    "trip_proposals": Flow(
        "trip_proposals",
        read=read_proposals,
        left="trip/no_proposals",
        command="congtac",
        roles=_WRITERS,
    ),
}
