"""Conclusions of reviews: /ketluan writes them down for one unit or for all (CL-2, CL-8).

How far they are is shown by conclusion_lists; what is done about one by its number stands in
conclusion_steps.
"""

from collections.abc import Sequence
from typing import Any

from congress.authority import REVIEWERS, may_review
from congress.conclusions import Conclusion
from congress.notes import squeeze
from congress.pushes import Notice, NoticeKind
from congress.reviews import find_concluded, find_pending
from congress.roles import VIEWERS
from congress.tasks import Task, TaskKind
from congress.units import Unit
from handlers.audience import leaders_of
from handlers.conclusion_lists import show_own, show_unit
from handlers.conclusion_steps import FLOWS as STEPS
from handlers.conclusion_steps import follow
from handlers.conclusion_words import is_common, names_conclusion, read_new
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.lookup import find_unit, own_units, read_number
from handlers.notices import open_notice, tell_unit
from handlers.phrases import EDGE, asks_to_add
from handlers.registry import Command, Flow
from handlers.review_lines import require_left, require_reviewer
from handlers.unit_words import take_named_unit
from storage import reviews, tasks

FLOW = "conclusion"


async def conclude(ctx: Context, args: str) -> None:
    """Answer /ketluan [KL03 deed | unit [text] | chung [text]]."""
    if not args or asks_to_add(ctx.texts, args):
        await show_own(ctx)
    elif names_conclusion(args):
        await follow(ctx, args)
    else:
        first, _, rest = args.partition("\n")
        await _about_units(ctx, squeeze(first), rest)


async def _about_units(ctx: Context, first: str, rest: str) -> None:
    """Read a line that names a unit, or all; further lines hold conclusions of their own."""
    head, _, tail = first.partition(" ")
    if is_common(ctx, head.rstrip(":")):
        await _write(ctx, None, _join(tail, rest))
        return
    unit, said = take_named_unit(ctx, first, command="/ketluan")
    text = _join(said.strip(EDGE), rest)
    page = read_number(text)
    if asks_to_add(ctx.texts, text):
        await _write(ctx, unit, "")
    elif not text or page:
        await show_unit(ctx, unit, page or 1)
    else:
        await _write(ctx, unit, text)


async def begin(ctx: Context, args: str) -> None:
    """Answer /klghi UNIT: ask for conclusions of a unit."""
    await _write(ctx, find_unit(ctx, args), "")


def _join(first: str, rest: str) -> str:
    return "\n".join(part for part in (first.strip(), rest.strip()) if part)


async def _write(ctx: Context, unit: Unit | None, text: str) -> None:
    """Write conclusions down: for one unit at once, for all only after they were read back."""
    units = _targets(ctx, unit)
    if not text:
        _ask(ctx, {"unit": unit.code if unit else None})
        return
    found = read_new(ctx, text)
    if unit:
        await _keep(ctx, unit, units, found)
    else:
        _read_back(ctx, None, units, found, text)


def _targets(ctx: Context, unit: Unit | None) -> list[Unit]:
    if unit:
        require_reviewer(ctx, unit, command="ketluan")
        require_left(ctx, unit)
        return [unit]
    ctx.require(REVIEWERS, command="ketluan")
    units = [
        one
        for one in own_units(ctx)
        if not ctx.directory.is_held(one.code) and may_review(ctx.directory, ctx.member, one)
    ]
    if not units:
        raise Answer("conclusions/nobody_left")
    return units


def _ask(ctx: Context, data: dict[str, Any]) -> None:
    ctx.expect(FLOW, unit=data["unit"])
    unit = ctx.directory.units.get(data["unit"] or "")
    ctx.say("conclusions/ask", unit=unit, today=ctx.today)


def _read_back(
    ctx: Context, unit: Unit | None, units: Sequence[Unit], found: list[Conclusion], text: str
) -> None:
    choices = draft(ctx, FLOW, confirm="send_to_all", unit=unit.code if unit else None, said=text)
    ctx.say("conclusions/read_back", unit=unit, units=units, found=found, choices=choices)


async def _take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    unit = ctx.directory.units.get(data["unit"] or "")
    _read_back(ctx, unit, _targets(ctx, unit), read_new(ctx, text), text)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    if not data.get("said"):
        raise Answer("flow/outdated")
    unit = ctx.directory.units.get(data["unit"] or "")
    await _keep(ctx, unit, _targets(ctx, unit), read_new(ctx, data["said"]))


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    _ask(ctx, data)


async def _keep(
    ctx: Context, unit: Unit | None, units: Sequence[Unit], found: Sequence[Conclusion]
) -> None:
    """Give every unit a numbered copy of its own of each conclusion, and tell the units."""
    number = await tasks.next_number(ctx.work, kind=TaskKind.CONCLUSION)
    review = await _find_source(ctx, unit) if unit else None
    sources = [review or ctx.work.new_id() for _ in found]
    made: dict[str, list[Task]] = {}
    for one in units:
        for conclusion, source in zip(found, sources, strict=True):
            task = Task(
                kind=TaskKind.CONCLUSION,
                number=number,
                unit=one.code,
                source=source,
                text=conclusion.text,
                due=conclusion.due,
                common=unit is None,
                member=ctx.member.id,
                at=ctx.now,
            )
            tasks.save(ctx.work, task)
            ctx.record("conclude", f"conclusion {task.code}", new=one.code)
            made.setdefault(one.code, []).append(task)
            number += 1
        ctx.affects(one.code)
    notice = open_notice(ctx, NoticeKind.CONCLUSIONS, units)
    unreached = [one for one in units if not _tell(ctx, notice, one, made[one.code])]
    if unit is None:
        _tell_leaders(ctx, units, found)
    ctx.say(
        "conclusions/recorded",
        unit=unit,
        units=units,
        made=made[units[0].code] if unit else [],
        count=len(found),
        unreached=unreached,
        at=ctx.now,
        links=[ctx.button("unit_conclusions", f"/ketluan {unit.code}" if unit else "/ketluan")],
    )


async def _find_source(ctx: Context, unit: Unit) -> int | None:
    """Give the review that conclusions come from; copies of a common one are tied by a new id."""
    known = await reviews.listed(ctx.work, unit=unit.code)
    review = find_concluded(known) or find_pending(known)
    return review.id if review else None


def _tell(ctx: Context, notice: Notice, unit: Unit, made: Sequence[Task]) -> bool:
    """Tell a unit; its group's leader hears of common ones once for all units."""
    return tell_unit(
        ctx,
        notice,
        unit,
        "conclusions/notice",
        made=made,
        today=ctx.today,
        leaders=not made[0].common,
        links=[ctx.button("unit_conclusions", f"/ketluan {unit.code}")],
    )


def _tell_leaders(ctx: Context, units: Sequence[Unit], found: Sequence[Conclusion]) -> None:
    for leader, theirs in leaders_of(ctx, units):
        ctx.tell(leader, "conclusions/leader_notice", found=found, units=theirs)


COMMANDS = (
    Command("ketluan", conclude, VIEWERS, writers=REVIEWERS),
    Command("klghi", begin, REVIEWERS, hidden=True),
)
FLOWS = {FLOW: Flow(FLOW, _confirm, _amend, read=_take_words), **STEPS}
