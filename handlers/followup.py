"""Answer from a reminder: how far an item is, who deals with a difficulty, that one has chased.

Buttons a reminder may carry:
  /xl UNIT ITEM [STATUS [note]]   one line of the reminder; without a status it asks
  /xl UNIT ITEM nhac              one reminder to the unit's reporters, once a day for an item
  /dadondoc                       "Đã đôn đốc (cả n)": all lines not answered yet were chased
After each answer the lines still open are offered, from the nudges of the last 24 hours.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chat.message import Button
from congress.issues import Issue, IssueOwner, IssueState
from congress.members import Member
from congress.nudges import NudgeKey, NudgeKind
from congress.plans import ItemStatus, PlanItem
from congress.roles import GROUPS, REPORTERS, Role
from congress.units import Group, Unit
from handlers.claims import make_claim
from handlers.context import Context
from handlers.drafts import confirm_draft, drafted_item, read_back
from handlers.filing import file_claim
from handlers.flows import draft
from handlers.registry import Command, Flow
from handlers.report import NO_NOTE, read_step
from handlers.report_lines import read_status, status_buttons, unknown_status
from storage import issues, nudges, plans

FLOW = "followup"
OBSTACLE = "obstacle"
_ANSWERS = (ItemStatus.DONE, ItemStatus.IN_PROGRESS, ItemStatus.BLOCKED)
_CHASE = "nhac"
#: A reminder of 07:30 is answered at night, as its menu is.
_AGE = timedelta(hours=24)
_MOST_LEFT = 8


async def answer_line(ctx: Context, args: str) -> None:
    """Answer /xl UNIT ITEM [STATUS [note]] or "nhac"."""
    ctx.forget()
    unit, item, rest = read_step(ctx, args)
    if not rest:
        _ask(ctx, unit, item)
    elif rest == _CHASE and ctx.member.role in GROUPS:
        await _chase_unit(ctx, unit, item)
    else:
        status, words = read_status(ctx.texts, rest)
        if status is None:
            raise unknown_status(ctx, unit, item, rest)
        await _take(ctx, unit, item, status, words)


async def chase_all(ctx: Context, _args: str) -> None:
    """Answer /dadondoc: the leader has chased whatever of the reminder is still open."""
    left = await nudges.unanswered(ctx.work, member=ctx.member.id, since=ctx.now - _AGE)
    for nudge in left:
        key = nudge.key.model_copy(update={"kind": NudgeKind.CHASED})
        await nudges.claim(ctx.work, key, outbox=nudge.outbox, at=ctx.now)
        ctx.record("chase", f"item {key.unit}/{key.item}")
    ctx.say("tasks/chased", count=len(left))


async def take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take a note, or better words for what was read back."""
    unit, item = drafted_item(ctx, data)
    await _take(ctx, unit, item, ItemStatus(data["status"]), text)


async def confirm(ctx: Context, data: dict[str, Any]) -> None:
    """Keep what was read back, and offer what is left of the reminder."""
    if await confirm_draft(ctx, FLOW, data):
        await _say_left(ctx, "tasks/answered")


async def amend(ctx: Context, data: dict[str, Any]) -> None:
    """Ask again."""
    _ask(ctx, *drafted_item(ctx, data))


async def hand_over(ctx: Context, args: str) -> None:
    """Answer /vmgiao TOKEN OWNER: a difficulty becomes an issue of the group or the department."""
    token, _, owner = args.partition(" ")
    data = ctx.dialog.data
    known = ctx.dialog.name == OBSTACLE and data.get("token") == token
    if not known or owner not in set(IssueOwner):
        ctx.say("flow/outdated")
        return
    ctx.forget()
    unit, item = drafted_item(ctx, data)
    issue = await _raise_issue(ctx, unit, item, data["words"], IssueOwner(owner))
    claim = make_claim(ctx, unit, item, ItemStatus.BLOCKED, issue.code)
    await file_claim(ctx, claim, await plans.progress_of(ctx.work, unit=unit.code))
    await _say_left(ctx, "tasks/handed_over", issue=issue, group=_group(ctx, unit))


async def _choose_owner(ctx: Context, _data: dict[str, Any]) -> None:
    """Answer a forged confirmation: a difficulty is handed over, not confirmed."""
    ctx.say("flow/outdated")


def _ask(ctx: Context, unit: Unit, item: PlanItem) -> None:
    line = f"/xl {unit.code} {item.code}"
    choices = status_buttons(ctx, unit, item, _ANSWERS, command="/xl")
    if ctx.member.role in GROUPS:
        choices.append(ctx.button("nudge_unit", f"{line} {_CHASE}"))
    ctx.say("tasks/ask", choices=choices, unit=unit, item=item)


async def _take(ctx: Context, unit: Unit, item: PlanItem, status: ItemStatus, words: str) -> None:
    if not words and status is not ItemStatus.DONE:
        ctx.expect(FLOW, unit=unit.code, item=item.code, status=status.value, words="")
        links = []
        if status is not ItemStatus.BLOCKED:
            line = f"/xl {unit.code} {item.code} {status} {NO_NOTE}"
            links = [ctx.button("skip", line)]
        ctx.say("report/ask_note", links=links, item=item, status=status)
        return
    words = "" if words == NO_NOTE else words
    claim = make_claim(ctx, unit, item, status, words)
    if status is ItemStatus.BLOCKED and words:
        _ask_owner(ctx, unit, item, words)
    else:
        await read_back(
            ctx, FLOW, claim, words=words, template="tasks/read_back", confirm="confirm"
        )


def _ask_owner(ctx: Context, unit: Unit, item: PlanItem, words: str) -> None:
    *_, drop = draft(ctx, OBSTACLE, unit=unit.code, item=item.code, status="blocked", words=words)
    token = ctx.dialog.data["token"]
    group = _group(ctx, unit)
    to_group = Button(label=group.name, command=f"/vmgiao {token} group") if group else None
    key = "to_organisation_dept" if group else "to_department"
    to_department = ctx.button(key, f"/vmgiao {token} organisation_dept")
    choices = [button for button in (to_group, to_department, drop) if button]
    ctx.say("tasks/ask_owner", choices=choices, words=words)


async def _raise_issue(
    ctx: Context, unit: Unit, item: PlanItem, words: str, owner: IssueOwner
) -> Issue:
    handed_up = owner is IssueOwner.ORGANISATION_DEPT
    issue = Issue(
        number=await issues.next_number(ctx.work),
        unit=unit.code,
        item=item.code,
        text=words,
        state=IssueState.ESCALATED if handed_up else IssueState.NEW,
        owner=owner,
        raised_by=ctx.member.id,
        at=ctx.now,
    )
    issues.add(ctx.work, issue)
    ctx.record("raise_issue", f"issue {issue.code}", new=f"{issue.state} {owner}")
    people = (
        ctx.directory.overseers_of(unit.code, Role.ORGANISATION_DEPT)
        if handed_up
        else ctx.directory.people(Role.GROUP_LEADER, group=unit.group)
    )
    for person in people:
        ctx.tell(person, "tasks/issue_raised", unit=unit, item=item, issue=issue, by=ctx.member)
    return issue


async def _chase_unit(ctx: Context, unit: Unit, item: PlanItem) -> None:
    people = ctx.directory.people(Role.UNIT_REPORTER, unit=unit.code)
    rung = ctx.today.isoformat()
    if await nudges.was_told(
        ctx.work, kind=NudgeKind.ASKED, unit=unit.code, item=item.code, rung=rung
    ):
        await _say_left(ctx, "tasks/asked_before", unit=unit)
        return
    told = [person for person in people if await _ask_reporter(ctx, person, item, rung)]
    if told:
        ctx.record("ask_unit", f"item {unit.code}/{item.code}")
    await _say_left(ctx, "tasks/asked" if told else "tasks/nobody_to_ask", unit=unit)


async def _ask_reporter(ctx: Context, person: Member, item: PlanItem, rung: str) -> bool:
    """Remind one reporter and keep that it was done; False when he has no account."""
    row = ctx.tell(
        person,
        "tasks/please_report",
        choices=status_buttons(ctx, ctx.directory.units[item.unit], item, _ANSWERS, command="/xl"),
        unit=ctx.directory.units[item.unit],
        item=item,
        by=ctx.member,
    )
    key = NudgeKey(
        kind=NudgeKind.ASKED,
        unit=item.unit,
        item=item.code,
        rung=rung,
        due_version=item.due_version,
        member=person.id,
    )
    return row is not None and await nudges.claim(ctx.work, key, outbox=row, at=ctx.now)


async def _say_left(ctx: Context, template: str, **values: Any) -> None:
    left = await nudges.unanswered(ctx.work, member=ctx.member.id, since=ctx.now - _AGE)
    choices = [
        Button(
            label=_label(ctx, one.key, single=_is_single(one.key, left)),
            command=f"/xl {one.key.unit} {one.key.item}",
        )
        for one in left[:_MOST_LEFT]
    ]
    ctx.say(template, choices=choices, left=len(left), **values)


def _label(ctx: Context, key: NudgeKey, *, single: bool) -> str:
    if ctx.member.role is Role.UNIT_REPORTER:
        return f"{key.item} {ctx.directory.items[key.unit, key.item].short}"
    name = ctx.texts.short_name(ctx.directory.units[key.unit].name)
    return name if single else f"{name} {key.item}"


def _is_single(key: NudgeKey, left: Sequence[nudges.Unanswered]) -> bool:
    return sum(other.key.unit == key.unit for other in left) == 1


def _group(ctx: Context, unit: Unit) -> Group | None:
    return ctx.directory.groups.get(unit.group or "")


COMMANDS = (
    Command("xl", answer_line, REPORTERS, hidden=True),
    Command("dadondoc", chase_all, GROUPS, hidden=True),
    Command("vmgiao", hand_over, REPORTERS, hidden=True),
)
FLOWS = {
    FLOW: Flow(FLOW, confirm, amend, read=take_words),
    OBSTACLE: Flow(OBSTACLE, _choose_owner, amend, read=take_words),
}
