"""Raise a difficulty (vướng mắc): from /vuongmac, or from a reminder that is answered with one.

Both end with who is to deal with it, which is the confirmation. The token ties each button to its
step.
"""

from datetime import date
from typing import Any

from chat.message import Button
from congress.issues import (
    LONGEST_TEXT,
    Issue,
    IssueCategory,
    IssueOwner,
    may_flag,
)
from congress.notes import mirror
from congress.plans import ItemStatus
from congress.roles import CONFIDANTS, REPORTERS
from congress.units import Group, Unit
from handlers.claims import make_claim
from handlers.context import Answer, Context
from handlers.drafts import drafted_item
from handlers.filing import file_claim, settle_claim
from handlers.flows import draft
from handlers.free_text import check_words, split_due
from handlers.issue_filing import raise_issue
from handlers.issue_lookup import COMPLEX
from handlers.left_lines import say_left
from handlers.registry import Command, Flow
from handlers.unit_words import drafted_unit
from storage import plans

#: The dialogue of a difficulty met while answering a reminder; followup reads its words.
OBSTACLE = "obstacle"
ISSUE = "issue"
TEXT_FLOW = "issue_text"
ROLES = REPORTERS | CONFIDANTS

Data = dict[str, Any]
_COMPLEX = "complex"


def ask_text(ctx: Context, unit: Unit, *, wish: bool = False) -> None:
    """Ask what the difficulty is; `wish` tells that it is meant to be a complex one."""
    ctx.expect(TEXT_FLOW, unit=unit.code, wish=wish)
    ctx.say("issues/ask_text", unit=unit, wish=wish, today=ctx.today)


async def take_text(ctx: Context, data: Data, text: str) -> None:
    """Take the words of a difficulty, then ask what it is about; "phức tạp: …" says how grave."""
    unit = drafted_unit(ctx, data)
    said = COMPLEX.match(mirror(text))
    wish = data["wish"] or bool(said)
    words, due = split_due(ctx, text[said.end() :] if said else text)
    if not words:
        ask_text(ctx, unit, wish=wish)
        return
    check_words(ctx, words, most=LONGEST_TEXT)
    told: Data = {
        "unit": unit.code,
        "words": words,
        "due": due.isoformat() if due else None,
        "wish": wish,
    }
    if wish:
        ask_owner(ctx, {**told, "category": IssueCategory.OTHER, "blocking": True})
        return
    *_, drop = draft(ctx, ISSUE, **told)
    line = f"/vmloai {ctx.dialog.data['token']}"
    kinds = [ctx.choice(f"issue_category.{one}", f"{line} {one}") for one in IssueCategory]
    ctx.say("issues/ask_category", words=words, choices=[*kinds, drop])


async def take_category(ctx: Context, args: str) -> None:
    """Answer /vmloai TOKEN CATEGORY, then ask whether it holds up the congress."""
    data, answer = _read_step(ctx, args, ISSUE)
    if answer not in set(IssueCategory) or "category" in data:
        raise Answer("flow/outdated")
    *_, drop = draft(ctx, ISSUE, **{**data, "category": answer})
    line = f"/vmchan {ctx.dialog.data['token']}"
    choices = [ctx.button("blocks", f"{line} yes"), ctx.button("blocks_not", f"{line} no"), drop]
    ctx.say("issues/ask_blocking", words=data["words"], choices=choices)


async def take_blocking(ctx: Context, args: str) -> None:
    """Answer /vmchan TOKEN yes|no, then ask who is to deal with it."""
    data, answer = _read_step(ctx, args, ISSUE)
    if answer not in {"yes", "no"} or "category" not in data or "blocking" in data:
        raise Answer("flow/outdated")
    ask_owner(ctx, {**data, "blocking": answer == "yes"})


def ask_owner(ctx: Context, data: Data) -> None:
    """Ask who is to deal with a difficulty; pressing one confirms all that was said of it.

    `data` holds unit and words; from a reminder also its item and status.
    """
    unit = drafted_unit(ctx, data)
    reminded = "item" in data
    *_, drop = draft(ctx, OBSTACLE if reminded else ISSUE, **data)
    line = f"/vmgiao {ctx.dialog.data['token']}"
    group = _group(ctx, unit)
    to_group = Button(label=group.name, command=f"{line} group") if group else None
    key = "to_organisation_dept" if group else "to_department"
    to_department = ctx.button(key, f"{line} organisation_dept")
    flagging = not reminded and may_flag(ctx.member)
    to_board = ctx.button("to_standing_board", f"{line} {_COMPLEX}") if flagging else None
    owners = [to_group, to_department, to_board]
    if data.get("wish"):
        owners = [to_board, to_group, to_department]
    choices = [button for button in (*owners, drop) if button]
    ctx.say("tasks/ask_owner", choices=choices, words=data["words"])


async def hand_over(ctx: Context, args: str) -> None:
    """Answer /vmgiao TOKEN OWNER: the difficulty becomes an issue of that owner."""
    data, owner = _read_step(ctx, args, ISSUE, OBSTACLE)
    reminded = "item" in data
    flagged = owner == _COMPLEX and may_flag(ctx.member) and not reminded
    if owner not in {IssueOwner.GROUP, IssueOwner.ORGANISATION_DEPT} and not flagged:
        raise Answer("flow/outdated")
    unit = drafted_unit(ctx, data)
    groupless = owner == IssueOwner.GROUP and unit.group is None
    if groupless or (not reminded and "blocking" not in data):
        raise Answer("flow/outdated")
    ctx.forget()
    if reminded:
        await _hand_over_item(ctx, data, IssueOwner(owner))
        return
    issue = await raise_issue(
        ctx,
        unit,
        data["words"],
        IssueOwner.STANDING_BOARD if flagged else IssueOwner(owner),
        category=IssueCategory(data["category"]),
        blocking=data["blocking"],
        due=date.fromisoformat(data["due"]) if data["due"] else None,
        is_complex=flagged,
        said_complex=_is_only_said(ctx, data),
    )
    _say_raised(ctx, unit, issue, said_complex=_is_only_said(ctx, data))


def _is_only_said(ctx: Context, data: Data) -> bool:
    """Tell whether an issue is called complex by somebody who cannot make it so."""
    return bool(data.get("wish")) and not may_flag(ctx.member)


async def _hand_over_item(ctx: Context, data: Data, owner: IssueOwner) -> None:
    unit, item = drafted_item(ctx, data)
    known = await plans.progress_of_item(ctx.work, unit=unit.code, item=item.code)
    # What may not be reported is refused before the issue is kept.
    claim = make_claim(ctx, unit, item, ItemStatus.BLOCKED, data["words"])
    settle_claim(ctx, claim, known.status)
    issue = await raise_issue(ctx, unit, data["words"], owner, item=item.code)
    claim = make_claim(ctx, unit, item, ItemStatus.BLOCKED, issue.code)
    await file_claim(ctx, claim, known.status)
    await say_left(ctx, "tasks/handed_over", issue=issue, group=_group(ctx, unit))


def _say_raised(ctx: Context, unit: Unit, issue: Issue, *, said_complex: bool) -> None:
    see = ctx.button("see_issue", f"/xuly {issue.code}", code=issue.code)
    ctx.say(
        "issues/raised",
        unit=unit,
        issue=issue,
        group=_group(ctx, unit),
        said_complex=said_complex,
        at=ctx.now,
        links=[see],
    )


def _read_step(ctx: Context, args: str, *names: str) -> tuple[Data, str]:
    """Give the dialogue's data and the answer to its step; Answers to old or forged buttons."""
    token, _, answer = args.partition(" ")
    data = ctx.dialog.data
    if ctx.dialog.name not in names or not token or data.get("token") != token:
        raise Answer("flow/outdated")
    return {key: value for key, value in data.items() if key != "token"}, answer.strip()


async def _again(ctx: Context, data: Data) -> None:
    """Ask for the words again: a difficulty is handed over, not confirmed."""
    ask_text(ctx, drafted_unit(ctx, data), wish=data["wish"])


def _group(ctx: Context, unit: Unit) -> Group | None:
    return ctx.directory.groups.get(unit.group or "")


COMMANDS = (
    Command("vmgiao", hand_over, ROLES, hidden=True),
    Command("vmloai", take_category, ROLES, hidden=True),
    Command("vmchan", take_blocking, ROLES, hidden=True),
)
FLOWS = {
    TEXT_FLOW: Flow(TEXT_FLOW, read=take_text, command="vuongmac", roles=ROLES),
    ISSUE: Flow(ISSUE, _again, _again, command="vuongmac", roles=ROLES),
}
