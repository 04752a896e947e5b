"""Answer from a reminder (DIALOGUES b): how far the item is, who deals with a difficulty, or that
the unit was chased.

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
from congress.issues import Issue, IssueOwner
from congress.nudges import NudgeKey, NudgeKind
from congress.plans import ItemStatus, PlanItem
from congress.roles import GROUPS, REPORTERS, Role
from congress.units import Unit
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
#: Words of a status whose note is asked for before the read-back.
_NEEDS_WORDS = frozenset({ItemStatus.BLOCKED})
_ANSWERS = (ItemStatus.DONE, ItemStatus.IN_PROGRESS, ItemStatus.BLOCKED)
_CHASE = "nhac"
_AGE = timedelta(hours=24)


async def answer_line(ctx: Context, args: str) -> None:
    """Answer /xl UNIT ITEM [STATUS [note]] or "nhac"."""
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
    progress = await plans.progress_of(ctx.work, unit=unit.code)
    claim = make_claim(ctx, unit, item, ItemStatus.BLOCKED, ctx.texts.issue_code(issue))
    await file_claim(ctx, claim, progress)
    await _say_left(ctx, "tasks/handed_over", issue=issue, group=_group_name(ctx, unit))
