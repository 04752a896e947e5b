"""One conclusion by its number: the unit says it is done, the reviewer closes or returns it."""

from typing import Any

from chat.message import Button
from congress.authority import closers, confirmers, may_confirm, may_review
from congress.conclusions import Tally, tally
from congress.members import sees_detail
from congress.notes import as_phrase, squeeze
from congress.plans import FINISHED, ItemStatus
from congress.pushes import NoticeKind
from congress.reviews import CONCLUSIONS_ITEM
from congress.roles import REPORTERS
from congress.tasks import Task, TaskKind
from congress.units import Unit
from handlers.conclusion_words import Deed, find_conclusion, take_deed
from handlers.context import Answer, Context
from handlers.free_text import NAMES_PERSON, check_words
from handlers.notices import open_notice, tell_unit
from handlers.registry import Flow
from handlers.review_lines import require_reviewer
from storage import plans, tasks

RETURN_FLOW = "conclusion_return"


async def follow(ctx: Context, args: str) -> None:
    """Answer /ketluan KL03 [xong | đóng | trả lại] [words]."""
    task, said = await find_conclusion(ctx, squeeze(args))
    deed, words = take_deed(ctx, said)
    unit = ctx.directory.units[task.unit or ""]
    if deed is None:
        _show(ctx, unit, task, said)
    elif deed is Deed.CONFIRM:
        await _say_done(ctx, unit, task, as_phrase(words))
    elif deed is Deed.CLOSE:
        await _close(ctx, unit, task)
    else:
        await _give_back(ctx, unit, task, as_phrase(words))


def sees_text(ctx: Context, task: Task) -> bool:
    """Tell whether a person may read a conclusion: a common one is no detail of a unit."""
    return task.common or sees_detail(ctx.member, of=ctx.directory.units[task.unit or ""])


def _show(ctx: Context, unit: Unit, task: Task, said: str) -> None:
    line = f"/ketluan {task.code}"
    choices = []
    if may_review(ctx.directory, ctx.member, unit) and task.is_open:
        choices = [ctx.button("close_one", f"{line} {Deed.CLOSE}")]
        if task.status is ItemStatus.SUBMITTED:
            choices.append(ctx.button("give_back_one", f"{line} {Deed.GIVE_BACK}"))
    elif ctx.member.role in REPORTERS and task.is_open:
        choices = [ctx.button("done", f"{line} {Deed.CONFIRM}")]
    ctx.say(
        "conclusions/one",
        unit=unit,
        task=task,
        text=said[:60],
        shown=sees_text(ctx, task),
        today=ctx.today,
        choices=choices,
    )


async def _say_done(ctx: Context, unit: Unit, task: Task, words: str) -> None:
    """Keep that a unit says a conclusion is carried out; only the reviewer closes it."""
    ctx.require(REPORTERS, command="ketluan")
    check_words(ctx, words, answer=NAMES_PERSON)
    if not task.is_open or task.status is ItemStatus.SUBMITTED:
        raise Answer("conclusions/same", task=task)
    done = await _change(ctx, task, ItemStatus.SUBMITTED, note=words)
    for person in closers(ctx.directory, unit):
        ctx.tell(
            person,
            "conclusions/to_close",
            choices=[
                ctx.button("close_one", f"/ketluan {task.code} {Deed.CLOSE}"),
                ctx.button("give_back_one", f"/ketluan {task.code} {Deed.GIVE_BACK}"),
            ],
            unit=unit,
            task=task,
            note=words,
        )
    ctx.say(
        "conclusions/confirmed",
        unit=unit,
        task=task,
        known=done,
        at=ctx.now,
        links=[ctx.button("unit_conclusions", f"/ketluan {unit.code}")],
    )


async def _close(ctx: Context, unit: Unit, task: Task) -> None:
    """Close a conclusion; the copies of other units stay open (CL-8)."""
    require_reviewer(ctx, unit, command="ketluan")
    if not task.is_open:
        raise Answer("conclusions/same", task=task)
    known = await _change(ctx, task, ItemStatus.DONE, note=task.note)
    offered = known.is_complete and await _offer_item(ctx, unit, known)
    confirms = offered and may_confirm(ctx.directory, ctx.member, unit)
    for person in ctx.directory.reporters_of(unit):
        ctx.tell(person, "conclusions/closed_notice", task=task, known=known)
    ctx.say(
        "conclusions/closed",
        unit=unit,
        task=task,
        known=known,
        offered=offered,
        confirms=confirms,
        group=ctx.directory.groups.get(unit.group or ""),
        at=ctx.now,
        choices=[_confirm_button(ctx, unit)] if confirms else [],
        links=[ctx.button("unit_conclusions", f"/ketluan {unit.code}")],
    )


def _confirm_button(ctx: Context, unit: Unit) -> Button:
    return ctx.button("confirm_x19", f"/xl {unit.code} {CONCLUSIONS_ITEM} done")


async def _offer_item(ctx: Context, unit: Unit, known: Tally) -> bool:
    """Offer X19 to whoever confirms it: it is never set silently."""
    item = ctx.directory.items.get((unit.code, CONCLUSIONS_ITEM))
    if item is None:
        return False
    progress = await plans.progress_of_item(ctx.work, unit=unit.code, item=item.code)
    if progress.status in FINISHED:
        return False
    for person in confirmers(ctx.directory, unit):
        ctx.tell(
            person,
            "conclusions/offer_item",
            choices=[_confirm_button(ctx, unit)],
            unit=unit,
            item=item,
            known=known,
        )
    return True


async def _give_back(ctx: Context, unit: Unit, task: Task, words: str) -> None:
    require_reviewer(ctx, unit, command="ketluan")
    if not words:
        ctx.expect(RETURN_FLOW, number=task.number, status=task.status)
        ctx.say("conclusions/ask_reason", unit=unit, task=task)
        return
    check_words(ctx, words, answer=NAMES_PERSON)
    if task.status is ItemStatus.RETURNED:
        raise Answer("conclusions/same", task=task)
    known = await _change(ctx, task, ItemStatus.RETURNED, note=words)
    tell_unit(
        ctx,
        open_notice(ctx, NoticeKind.CONCLUSIONS, [unit]),
        unit,
        "conclusions/returned_notice",
        task=task,
        reason=words,
        to_do=[ctx.button("done", f"/ketluan {task.code} {Deed.CONFIRM}")],
    )
    ctx.say("conclusions/returned", unit=unit, task=task, known=known, at=ctx.now)


async def _take_reason(ctx: Context, data: dict[str, Any], text: str) -> None:
    task, _ = await find_conclusion(ctx, f"KL{data['number']:02}")
    words = as_phrase(text)
    check_words(ctx, words, answer=NAMES_PERSON)
    unit = ctx.directory.units[task.unit or ""]
    ctx.forget()
    if task.status != data.get("status", task.status):  # somebody was faster: closed it, perhaps
        raise Answer("conclusions/same", unit=unit, task=task)
    await _give_back(ctx, unit, task, words)


async def _change(ctx: Context, task: Task, status: ItemStatus, *, note: str) -> Tally:
    """Keep how far a conclusion is now; give how far all of the unit's are."""
    changed = task.model_copy(update={"status": status, "note": note})
    tasks.save(ctx.work, changed)
    ctx.record("conclusion", f"conclusion {task.code}", old=task.status, new=status)
    ctx.affects(task.unit or "")
    return tally(
        await tasks.listed(ctx.work, kind=TaskKind.CONCLUSION, unit=task.unit), today=ctx.today
    )


FLOWS = {RETURN_FLOW: Flow(RETURN_FLOW, read=_take_reason)}
