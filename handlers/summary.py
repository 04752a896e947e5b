"""The summary for a briefing: as text, as a table, and its lists of limits and solutions (MX-12).

The table goes out as a file, made by bot/recipes just before it is sent; where a channel takes no
files its lines come as text.
"""

from chat.message import Attachment
from congress.contents import weigh
from congress.facts import FactKind, Facts
from congress.notes import as_phrase
from congress.roles import OVERSEERS, Role
from congress.summary import (
    LONGEST_LINE,
    LineKind,
    Summary,
    SummaryLine,
    find_line,
    next_line,
    read_lines,
    read_rows,
)
from handlers.context import Answer, Context
from handlers.free_text import check_words
from handlers.lookup import own_units
from handlers.old_names import old_names_in
from handlers.phrases import take_phrase
from handlers.picture import look
from handlers.registry import Command
from handlers.telling import add_fact
from profiles.reader import read_contents, read_documents
from storage import facts
from texts.summary import write_csv

#: Makes the file of the table (bot/recipes).
SUMMARY_CSV = "summary_csv"

_ROLES = OVERSEERS | {Role.GROUP_LEADER}
_KEEPERS = frozenset({Role.OFFICE, Role.ORGANISATION_DEPT})
_KINDS = {"limit": LineKind.LIMIT, "solution": LineKind.SOLUTION}


async def summarise(ctx: Context, args: str) -> None:
    """Answer /xuatbaocao: the summary, its table (csv), or a line added to or taken off a list."""
    action, rest = take_phrase(ctx.texts.words("summary"), args)
    if not args:
        await _show(ctx)
    elif action == "csv" and not rest:
        await _send_table(ctx)
    elif action in _KINDS:
        await _add_line(ctx, _KINDS[action], rest)
    elif action == "drop":
        await _drop_line(ctx, rest)
    else:
        raise Answer("summary/unclear", text=args[:60], keeper=ctx.member.role in _KEEPERS)


async def _show(ctx: Context) -> None:
    picture = await look(ctx, own_units(ctx))
    summary = Summary(picture, weigh(read_contents(), picture), await _lines(ctx))
    ctx.say(
        "summary/text",
        summary=summary,
        picture=picture,
        group=ctx.directory.groups.get(ctx.member.group or ""),
        defects=read_documents().defects,
        links=[ctx.button("summary_csv", "/xuatbaocao csv")],
    )


async def _lines(ctx: Context) -> tuple[SummaryLine, ...]:
    return read_lines(Facts(await facts.newest(ctx.work, unit=_committee(ctx))))


def _committee(ctx: Context) -> str:
    """Give the committee whose lists these are: the person's own, or the one at the top."""
    unit = ctx.directory.units.get(ctx.member.unit or "")
    return unit.code if unit else ctx.directory.root.code


async def _send_table(ctx: Context) -> None:
    capabilities = ctx.assistant.capabilities[ctx.incoming.channel]
    ctx.record("export", "summary csv")
    if capabilities.files:
        arguments = {"member": str(ctx.member.id), "at": ctx.now.isoformat()}
        attachment = Attachment(recipe=SUMMARY_CSV, arguments=arguments)
        ctx.say("summary/file", at=ctx.now, today=ctx.today, attachment=attachment)
        return
    table = write_csv(ctx.texts, read_rows(await look(ctx, own_units(ctx))))
    ctx.say("summary/table", lines=table.splitlines())


async def _add_line(ctx: Context, kind: LineKind, text: str) -> None:
    _check_keeper(ctx)
    text = as_phrase(text)
    if not text:
        raise Answer("summary/no_words", kind=kind)
    check_words(ctx, text, most=LONGEST_LINE)
    line = next_line(await _lines(ctx), kind, text)
    _keep(ctx, line, "summary_line")
    ctx.say("summary/kept", line=line, old=old_names_in(ctx, text), at=ctx.now)


async def _drop_line(ctx: Context, code: str) -> None:
    _check_keeper(ctx)
    line = find_line(await _lines(ctx), code)
    if line is None:
        raise Answer("summary/unknown_line", text=code[:20])
    _keep(ctx, line.model_copy(update={"dropped": True}), "summary_line_dropped")
    ctx.say("summary/dropped", line=line, at=ctx.now)


def _check_keeper(ctx: Context) -> None:
    ctx.require(_KEEPERS, "summary/not_yours")


def _keep(ctx: Context, line: SummaryLine, action: str) -> None:
    add_fact(
        ctx, _committee(ctx), FactKind.SUMMARY, line.model_dump(mode="json"), subject=line.subject
    )
    ctx.record(action, f"summary {_committee(ctx)}/{line.code}")


COMMANDS = (Command("xuatbaocao", summarise, _ROLES),)
