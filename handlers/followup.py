"""Answer from a reminder: how far an item is, who deals with a difficulty, that one has chased.

Buttons a reminder may carry:
  /xl UNIT ITEM [STATUS [note]]   one line of the reminder; without a status it asks
  /xl UNIT ITEM nhac              one reminder to the unit's reporters, once a day for an item
  /dadondoc                       "Đã đôn đốc (cả n)": all lines not answered yet were chased
After each answer the lines still open are offered, from the nudges of the last 24 hours.
"""

from typing import Any

from congress.authority import REVIEWERS
from congress.members import Member
from congress.nudges import NudgeKey, NudgeKind
from congress.plans import ItemStatus, PlanItem
from congress.roles import GROUPS, REPORTERS
from congress.units import Unit
from handlers.claims import make_claim
from handlers.context import Context
from handlers.drafts import confirm_draft, drafted_item, read_back
from handlers.filing import check_status
from handlers.left_lines import find_unanswered, say_left
from handlers.raising import OBSTACLE, ask_owner
from handlers.registry import Command, Flow
from handlers.report_lines import begins_with_status, read_whole_status, status_buttons
from handlers.report_steps import NO_NOTE, expect_note, is_repeated, read_step
from storage import nudges

FLOW, STATUS = "followup", "followup_status"
#: Those who report, and those above who confirm gates where no group does.
_ROLES = REPORTERS | REVIEWERS
_ANSWERS = (ItemStatus.DONE, ItemStatus.IN_PROGRESS, ItemStatus.BLOCKED)
_CHASE = "nhac"


async def answer_line(ctx: Context, args: str) -> None:
    """Answer /xl UNIT ITEM [STATUS [note]] or "nhac"."""
    ctx.forget()
    unit, item, rest = read_step(ctx, args)
    if not rest:
        _ask(ctx, unit, item)
    elif rest == _CHASE and ctx.member.role in GROUPS:
        await _chase_unit(ctx, unit, item)
    else:
        await _take(ctx, unit, item, *read_whole_status(ctx, unit, item, rest))


async def chase_all(ctx: Context, _args: str) -> None:
    """Answer /dadondoc: the leader has chased whatever of the reminder is still open."""
    left = await find_unanswered(ctx)
    for nudge in left:
        key = nudge.key.model_copy(update={"kind": NudgeKind.CHASED})
        await nudges.claim(ctx.work, key, outbox=nudge.outbox, at=ctx.now)
        ctx.record("chase", f"item {key.unit}/{key.item}")
    ctx.say("tasks/chased", count=len(left))


async def hear_status(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take a status that was typed, with or without a note."""
    unit, item = drafted_item(ctx, data)
    await _take(ctx, unit, item, *read_whole_status(ctx, unit, item, text))


async def take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take a note, or better words for what was read back."""
    unit, item = drafted_item(ctx, data)
    words = "" if is_repeated(ctx, data) else text
    await _take(ctx, unit, item, ItemStatus(data["status"]), words)


async def confirm(ctx: Context, data: dict[str, Any]) -> None:
    """Keep what was read back, and offer what is left of the reminder."""
    if kept := await confirm_draft(ctx, FLOW, data):
        claim, settled = kept
        await say_left(ctx, "tasks/answered", unit=claim.unit, warning=settled.warning)


async def amend(ctx: Context, data: dict[str, Any]) -> None:
    """Ask again."""
    _ask(ctx, *drafted_item(ctx, data))


def _ask(ctx: Context, unit: Unit, item: PlanItem) -> None:
    line = f"/xl {unit.code} {item.code}"
    choices = status_buttons(ctx, unit, item, _ANSWERS, command="/xl")
    if ctx.member.role in GROUPS:
        choices.append(ctx.button("nudge_unit", f"{line} {_CHASE}"))
    ctx.expect(STATUS, unit=unit.code, item=item.code)
    ctx.say("tasks/ask", choices=choices, unit=unit, item=item)


async def _take(ctx: Context, unit: Unit, item: PlanItem, status: ItemStatus, words: str) -> None:
    await check_status(ctx, unit, item, status)
    if not words and status is not ItemStatus.DONE:
        expect_note(ctx, FLOW, unit, item, status)
        links = []
        if status is not ItemStatus.BLOCKED:
            line = f"/xl {unit.code} {item.code} {status} {NO_NOTE}"
            links = [ctx.button("skip", line)]
        ctx.say("report/ask_note", links=links, status=status)
        return
    words = "" if words == NO_NOTE else words
    claim = make_claim(ctx, unit, item, status, words)
    if status is ItemStatus.BLOCKED and words:
        ask_owner(ctx, {"unit": unit.code, "item": item.code, "status": status, "words": words})
    else:
        await read_back(
            ctx, FLOW, claim, words=words, template="tasks/read_back", confirm="confirm"
        )


async def _chase_unit(ctx: Context, unit: Unit, item: PlanItem) -> None:
    people = ctx.directory.reporters_of(unit)
    rung = ctx.today.isoformat()
    if await nudges.was_told(
        ctx.work, kind=NudgeKind.ASKED, unit=unit.code, item=item.code, rung=rung
    ):
        await say_left(ctx, "tasks/asked_before", unit=unit)
        return
    told = [person for person in people if await _ask_reporter(ctx, person, item, rung)]
    if told:
        ctx.record("ask_unit", f"item {unit.code}/{item.code}")
    await say_left(ctx, "tasks/asked" if told else "tasks/nobody_to_ask", unit=unit)


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


COMMANDS = (
    Command("xl", answer_line, _ROLES, hidden=True),
    Command("dadondoc", chase_all, GROUPS, hidden=True),
)
FLOWS = {
    FLOW: Flow(FLOW, confirm, amend, read=take_words, command="baocao", roles=_ROLES),
    STATUS: Flow(
        STATUS, read=hear_status, heed=begins_with_status, command="baocao", roles=_ROLES
    ),
    OBSTACLE: Flow(OBSTACLE, amend, amend, read=take_words, command="baocao", roles=REPORTERS),
}
