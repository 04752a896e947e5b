"""What becomes of an issue: /xuly, /molai, /chuyencap, until it is closed."""

from collections.abc import Callable, Iterable
from typing import Any

from chat.message import Button
from congress.folding import fold
from congress.issues import (
    LONGEST_TEXT,
    Issue,
    IssueError,
    IssueState,
    close,
    escalate,
    flag_complex,
    may_close,
    may_flag,
    may_reopen,
    reopen,
    resolve,
    set_due,
    start,
)
from congress.members import Member
from congress.notes import as_phrase, mirror
from congress.units import Unit
from handlers import climate
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.free_text import check_words, split_due
from handlers.issue_filing import owners_of, tell_owners
from handlers.issue_lookup import COMPLEX, FoundIssue, find_issue
from handlers.raising import ROLES
from handlers.registry import Command, Flow
from storage import issues

WORDS_FLOW = "issue_words"
STEP_FLOW = "issue_step"

_ASK = "?"


async def handle_issue(ctx: Context, args: str) -> None:
    """Answer /xuly VM12 [how]: show it, take it on, give it a day, or say how it was resolved."""
    found = await find_issue(ctx, args, command="xuly")
    if not found.rest:
        _show(ctx, found)
        return
    if found.rest == _ASK:
        _try(found, lambda issue: resolve(issue, how=""))
        _ask_words(ctx, found, "resolve")
        return
    if _is_word(ctx, found.rest, "close"):
        await _close(ctx, found)
        return
    words, due = split_due(ctx, found.rest)
    if due and not words:
        _keep(ctx, found, "due", lambda issue: set_due(issue, due))
    elif _is_word(ctx, words, "start"):
        _keep(ctx, found, "start", start)
    else:
        _finish(ctx, found, "resolve", words)


async def reopen_issue(ctx: Context, args: str) -> None:
    """Answer /molai VM12 reason."""
    found = await find_issue(ctx, args, command="molai")
    if not may_reopen(ctx.member, found.issue, found.unit):
        raise Answer("issues/may_not_reopen", issue=found.issue)
    if found.rest and found.rest != _ASK:
        _finish(ctx, found, "reopen", found.rest)
    else:
        _try(found, lambda issue: reopen(issue, reason=""))
        _ask_words(ctx, found, "reopen")


async def escalate_issue(ctx: Context, args: str) -> None:
    """Answer /chuyencap VM12 [reason]: to the next one above, or "phức tạp": to all above."""
    found = await find_issue(ctx, args, command="chuyencap")
    folded = mirror(found.rest)
    if match := COMPLEX.match(folded):
        if not may_flag(ctx.member):
            raise Answer("issues/may_not_flag", issue=found.issue)
        _try(found, flag_complex)
        if found.rest[match.end() :] == _ASK:
            _read_back(ctx, found, "complex", "")
        else:
            _finish(ctx, found, "complex", "")
    else:
        _finish(ctx, found, "escalate", found.rest)


async def close_issue(ctx: Context, args: str) -> None:
    """Answer /dongvm VM12: agree that it is dealt with."""
    await _close(ctx, await find_issue(ctx, args, command="xuly"))


async def _close(ctx: Context, found: FoundIssue) -> None:
    if not may_close(ctx.member, found.issue, found.unit):
        raise Answer("issues/may_not_close", issue=found.issue)
    issue = _keep(ctx, found, "close", close)
    if issue.complex:
        _tell_news(ctx, found.unit, issue, ctx.directory.reporters_of(found.unit))
    await climate.settle_locality(ctx, found.unit, found.issue)


def _is_word(ctx: Context, text: str, key: str) -> bool:
    return fold(text) in {fold(one) for one in ctx.texts.words("issues")[key]}


async def take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take how it was resolved, or why it is reopened, and read it back."""
    found = await find_issue(ctx, str(data["number"]), command="xuly")
    words = as_phrase(text)
    check_words(ctx, words, most=LONGEST_TEXT)
    _read_back(ctx, found, data["step"], words)


async def confirm(ctx: Context, data: dict[str, Any]) -> None:
    """Take the step that was read back."""
    found = await find_issue(ctx, str(data["number"]), command="xuly")
    allowed = {
        "complex": may_flag(ctx.member),
        "reopen": may_reopen(ctx.member, found.issue, found.unit),
    }
    if not allowed.get(data["step"], True):
        raise Answer("flow/outdated")
    _finish(ctx, found, data["step"], data["words"])


async def amend(ctx: Context, data: dict[str, Any]) -> None:
    """Ask again, or show the issue where no words are wanted."""
    found = await find_issue(ctx, str(data["number"]), command="xuly")
    if data["step"] == "complex":
        _show(ctx, found)
    else:
        _ask_words(ctx, found, data["step"])


def _ask_words(ctx: Context, found: FoundIssue, step: str) -> None:
    ctx.expect(WORDS_FLOW, number=found.issue.number, step=step)
    ctx.say("issues/ask_words", issue=found.issue, step=step)


def _read_back(ctx: Context, found: FoundIssue, step: str, words: str) -> None:
    buttons = draft(ctx, STEP_FLOW, number=found.issue.number, step=step, words=words)
    ctx.say(
        "issues/read_back",
        issue=found.issue,
        unit=found.unit,
        step=step,
        words=words,
        choices=buttons,
    )


def _finish(ctx: Context, found: FoundIssue, step: str, words: str) -> None:
    """Take a step that others are told of."""
    words = as_phrase(words)
    check_words(ctx, words, most=LONGEST_TEXT)
    changes: dict[str, Callable[[Issue], Issue]] = {
        "resolve": lambda issue: resolve(issue, how=words),
        "reopen": lambda issue: reopen(issue, reason=words),
        "escalate": lambda issue: escalate(issue, reason=words),
        "complex": flag_complex,
    }
    issue = _keep(ctx, found, step, changes[step])
    if step == "resolve":
        _tell_resolved(ctx, found.unit, issue)
    else:
        tell_owners(ctx, found.unit, issue)
    if issue.complex and step in {"resolve", "reopen"}:
        unit = found.unit
        _tell_news(ctx, unit, issue, ctx.directory.leaders_of(unit))
        _tell_news(ctx, unit, issue, ctx.directory.reporters_of(unit))


def _keep(ctx: Context, found: FoundIssue, step: str, change: Callable[[Issue], Issue]) -> Issue:
    issue = _try(found, change)
    issues.save(ctx.work, issue)
    ctx.record(
        f"{step}_issue",
        f"issue {issue.code}",
        old=f"{found.issue.state} {found.issue.owner}",
        new=f"{issue.state} {issue.owner}",
    )
    ctx.affects(found.unit.code)
    ctx.say(
        "issues/kept",
        issue=issue,
        unit=found.unit,
        group=ctx.directory.groups.get(found.unit.group or ""),
        step=step,
        at=ctx.now,
        links=_closing(ctx, found.unit, issue) if step == "resolve" else [],
    )
    return issue


def _try(found: FoundIssue, change: Callable[[Issue], Issue]) -> Issue:
    try:
        return change(found.issue)
    except IssueError as error:
        raise Answer("issues/not_now", issue=found.issue, key=error.key) from error


def _tell_resolved(ctx: Context, unit: Unit, issue: Issue) -> None:
    """Tell those who may close an issue that it is said to be resolved."""
    raiser = ctx.directory.members.get(issue.raised_by or 0)
    group_issue = issue.model_copy(update={"owner": "group"})
    people = owners_of(ctx, unit, issue if issue.complex else group_issue)
    told = {one.id: one for one in (*people, *([raiser] if raiser and raiser.active else []))}
    for person in told.values():
        if may_close(person, issue, unit):
            ctx.tell(
                person,
                "issues/resolved_notice",
                choices=[
                    ctx.button("close_issue", f"/dongvm {issue.code}"),
                    ctx.button("reopen_issue", f"/molai {issue.code}"),
                ],
                urgent=issue.complex,
                issue=issue,
                unit=unit,
                by=ctx.member,
            )


def _tell_news(ctx: Context, unit: Unit, issue: Issue, people: Iterable[Member]) -> None:
    """Tell those who do not deal with a complex issue, its unit and group, what becomes of it."""
    for person in people:
        resolved = issue.state is IssueState.RESOLVED
        choices = _closing(ctx, unit, issue, person=person) if resolved else []
        ctx.tell(
            person,
            "issues/complex_news",
            choices=choices,
            reopens=bool(choices),
            links=[ctx.button("see_issue", f"/xuly {issue.code}", code=issue.code)],
            urgent=issue.is_open,
            issue=issue,
            unit=unit,
            by=ctx.member,
        )


def _show(ctx: Context, found: FoundIssue) -> None:
    issue = found.issue
    ctx.say(
        "issues/card",
        issue=issue,
        unit=found.unit,
        group=ctx.directory.groups.get(found.unit.group or ""),
        today=ctx.today,
        choices=_open_choices(ctx, issue) if issue.is_open else _closing(ctx, found.unit, issue),
    )


def _open_choices(ctx: Context, issue: Issue) -> list[Button]:
    choices = [ctx.button("resolve_issue", f"/xuly {issue.code} ?")]
    if issue.state is IssueState.NEW:
        choices.append(ctx.button("start_issue", f"/xuly {issue.code} dangxuly"))
    if not issue.complex:
        choices.append(ctx.button("escalate_issue", f"/chuyencap {issue.code}"))
        if may_flag(ctx.member):
            choices.append(ctx.button("flag_complex", f"/chuyencap {issue.code} phuctap ?"))
    return choices


def _closing(
    ctx: Context, unit: Unit, issue: Issue, *, person: Member | None = None
) -> list[Button]:
    """Offer the speaker, or another person, what may be done with an issue that was resolved."""
    one = person or ctx.member
    choices = []
    if issue.state is IssueState.RESOLVED and may_close(one, issue, unit):
        choices.append(ctx.button("close_issue", f"/dongvm {issue.code}"))
    if may_reopen(one, issue, unit):
        choices.append(ctx.button("reopen_issue", f"/molai {issue.code}"))
    return choices


COMMANDS = (
    Command("xuly", handle_issue, ROLES),
    Command("molai", reopen_issue, ROLES),
    Command("chuyencap", escalate_issue, ROLES),
    Command("dongvm", close_issue, ROLES, hidden=True),
)
FLOWS = {
    WORDS_FLOW: Flow(WORDS_FLOW, amend, amend, read=take_words),
    STEP_FLOW: Flow(STEP_FLOW, confirm, amend),
}
