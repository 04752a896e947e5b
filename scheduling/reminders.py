"""Reminders of the day: one message to each person, with everything he is to be told in it.

A person hears at most once a day. The claims stand in the same transaction as the message, so two
rounds at once, or a round after a crash, never tell the same thing twice (DESIGN 3).
"""

from collections.abc import Mapping, Sequence
from datetime import time

from chat.message import Button
from congress.dates import instant, local_date
from congress.duties import Duty
from congress.members import Member
from congress.nudges import NudgeKind
from congress.roles import GROUPS, REPORTERS, Role
from scheduling.due import Demand, Nudge, find_nudges, is_reminding_time
from scheduling.escalation import find_silences
from scheduling.round import AlreadyToldError, Round, Told
from storage import nudges, outbox, plans, reports
from storage.duties import load_duties_beside
from storage.nudges import Claim
from storage.work import Work

#: How many lines fit on a phone; the rest is counted, and shown when asked for.
MOST_LINES = 8

_Wanted = Mapping[int, Sequence[Nudge]]


async def remind(round_: Round) -> Told:
    """Queue the reminders that are due and not yet queued."""
    if not is_reminding_time(round_.now, round_.office):
        return Told()
    async with round_.database.work() as work:
        wanted = await _find_wanted(round_, work)
        since = instant(round_.today, time(0))
        claims = await nudges.standing_claims(work, since=since, today=round_.today)
        fresh = _find_fresh(round_, wanted, _take_back(work, claims, wanted))

    async def say(work: Work, member: Member) -> None:
        await _say(round_, work, member, fresh[member.id])

    return await round_.tell_each(fresh, say, job="reminder")


async def _find_wanted(round_: Round, work: Work) -> _Wanted:
    progress = await plans.progress_all(work, units=None)
    signs = await reports.last_sign_of_life(work)
    return find_nudges(
        round_.directory,
        progress={(one.unit, one.item): one for one in progress},
        silences=find_silences(
            round_.directory,
            heard={unit: max(at for at in sign if at) for unit, sign in signs.items()},
            now=round_.now,
            works=round_.office.works,
        ),
        beside=await load_duties_beside(work, directory=round_.directory),
        now=round_.now,
        office=round_.office,
    )


def _take_back(work: Work, claims: Sequence[Claim], wanted: _Wanted) -> list[Claim]:
    """Cancel reminders that wait with what is no longer true; give the claims that stand."""
    true = {nudge.key for told in wanted.values() for nudge in told}
    stale = {claim.outbox for claim in claims if claim.is_waiting and claim.key not in true}
    void = stale | {claim.outbox for claim in claims if claim.is_void}
    outbox.cancel(work, ids=sorted(stale))
    for row in sorted(void):
        nudges.release(work, outbox=row)
    return [claim for claim in claims if claim.outbox not in void]


def _find_fresh(round_: Round, wanted: _Wanted, claims: Sequence[Claim]) -> _Wanted:
    claimed = {claim.key for claim in claims}
    told_today = {claim.key.member for claim in claims if local_date(claim.at) == round_.today}
    fresh = {
        member: [nudge for nudge in told if nudge.key not in claimed]
        for member, told in wanted.items()
        if member not in told_today
    }
    return {member: told for member, told in fresh.items() if told}


async def _say(round_: Round, work: Work, member: Member, told: Sequence[Nudge]) -> None:
    demands = [nudge.demand for nudge in told]
    due = [demand for demand in demands if demand.duty]
    silent = [demand for demand in demands if not demand.duty]
    row = round_.post(
        work,
        member,
        _render(round_, member, due, silent),
        kind="reminder",
        choices=_choices(round_, member, due),
        links=_links(round_, member, due, silent),
    )
    for nudge in told:
        if not await nudges.claim(work, nudge.key, outbox=row, at=round_.now):
            raise AlreadyToldError


def _render(round_: Round, member: Member, due: Sequence[Demand], silent: Sequence[Demand]) -> str:
    audience = {Role.UNIT_REPORTER: "unit", **dict.fromkeys(GROUPS, "group")}
    late = [demand for demand in due if demand.kind is NudgeKind.OVERDUE]
    return round_.texts.render(
        f"reminder/{audience.get(member.role, 'upward')}",
        member=member,
        units=round_.directory.units,
        demands=due[:MOST_LINES],
        total=len(due),
        more=len(due[MOST_LINES:]),
        late=len(late),
        silent=silent,
    )


def _choices(round_: Round, member: Member, due: Sequence[Demand]) -> list[Button]:
    """Give a numbered choice for each line; a group's lines carry their numbers themselves."""
    shown = [demand.duty for demand in due[:MOST_LINES] if demand.duty]
    if member.role is Role.UNIT_REPORTER:
        return [_open(duty, label=duty.code, command="/baocao") for duty in shown]
    if member.role not in GROUPS or not shown:
        return []
    answers = [_open(duty, label="", command="/xl") for duty in shown]
    key = "urged_all" if len(due) > 1 else "urged"
    label = round_.texts.label(f"button.{key}", count=len(due))
    return [*answers, Button(label=label, command="/dadondoc")]


def _open(duty: Duty, *, label: str, command: str) -> Button:
    """Lead from a line to the thing itself; an item is reported on by a command."""
    return Button(label=label, command=duty.opens or f"{command} {duty.unit} {duty.code}")


def _links(
    round_: Round, member: Member, due: Sequence[Demand], silent: Sequence[Demand]
) -> list[Button]:
    """Give the ways on: the whole list where it was cut, and what ends a silence."""
    reporter = member.role is Role.UNIT_REPORTER
    upward = member.role not in REPORTERS
    label = round_.texts.label
    beside = [demand.duty for demand in due[:MOST_LINES] if demand.duty and demand.is_beside]
    ways = [
        ("see_all", "/viec", not upward and due[MOST_LINES:]),
        ("overdue", "/danhsach quahan", upward and not all(one.is_beside for one in due)),
        ("nothing_new", "/khongphatsinh", reporter and silent),
        ("silent", "/danhsach chuabaocao", not reporter and silent),
    ]
    opened = [_open(duty, label=duty.code, command="") for duty in beside if upward]
    return [
        *opened,
        *(Button(label=label(f"button.{key}"), command=line) for key, line, any_ in ways if any_),
    ]
