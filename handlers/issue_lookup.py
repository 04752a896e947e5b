"""Find the issue a person means; "not yours" and "not there" look the same (DOMAIN 8.8)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chat.message import Button
from congress.issues import Issue, read_issue_code
from congress.members import sees_detail
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import own_units
from storage import issues

#: What calls an issue complex, before its words or after its number; matched folded.
COMPLEX = re.compile(r"(?:phuctap|phuc tap)(?!\w)[ :,]*")
#: The command that is about issues which are no longer open.
REOPEN = "molai"
_MOST_BUTTONS = 8


@dataclass(frozen=True)
class FoundIssue:
    """An issue the speaker may read, its unit, and the words after its number."""

    issue: Issue
    unit: Unit
    rest: str


async def find_issue(ctx: Context, text: str, *, command: str) -> FoundIssue:
    """Find the issue a line begins with; Answers which are the speaker's where it names none."""
    read = read_issue_code(text)
    if read is None:
        buttons = await _own_buttons(ctx, command)
        raise Answer(
            "issues/which",
            text=text[:60],
            command=command,
            settled=command == REOPEN,
            known=bool(buttons),
            buttons=buttons,
        )
    number, rest = read
    issue = await issues.get(ctx.work, number=number)
    unit = ctx.directory.units.get(issue.unit) if issue else None
    if issue is None or unit is None or not may_read(ctx, issue, unit):
        raise Answer("issues/unknown", number=number)
    return FoundIssue(issue, unit, rest)


def may_read(ctx: Context, issue: Issue, unit: Unit) -> bool:
    """Tell whether the speaker reads the words of an issue, and so may open it."""
    detail = sees_detail(ctx.member, of=unit) or issue.raised_by == ctx.member.id
    return detail and unit in own_units(ctx)


async def _own_buttons(ctx: Context, command: str) -> list[Button]:
    """Offer the issues a command is for: those still open, or to reopen them, the others."""
    known = await (issues.settled if command == REOPEN else issues.open_issues)(ctx.work)
    return issue_buttons(ctx, known, command=command)[:_MOST_BUTTONS]


def issue_buttons(ctx: Context, known: Iterable[Issue], *, command: str = "xuly") -> list[Button]:
    """Make a button for each of some issues that the speaker may read."""
    units = {unit.code: unit for unit in own_units(ctx)}
    return [
        Button(
            label=f"{issue.code} {ctx.texts.short_name(units[issue.unit].name)}",
            command=f"/{command} {issue.code}",
        )
        for issue in known
        if issue.unit in units and may_read(ctx, issue, units[issue.unit])
    ]
