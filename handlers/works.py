"""Works that welcome the congress (/congtrinh, DH-9) and what goes on beside it (/songsong, NS-9).

Both are tasks of a unit: registered with a day, told how far they are, finished by who registered
them. Neither is an item of a plan, so neither counts in the progress of a congress.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from congress.notes import as_phrase, squeeze
from congress.roles import REPORTERS, VIEWERS, Role
from congress.tasks import PREFIXES, Task, TaskKind, read_task_code, tasks_of_units
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.free_text import check_words, split_due
from handlers.lookup import is_code, own_units, read_number
from handlers.old_names import old_names_in
from handlers.pages import cut_page
from handlers.phrases import asks_to_add, take_phrase
from handlers.plan_items import enter_items
from handlers.registry import Command, Flow
from handlers.report_lines import read_status
from handlers.report_steps import ask_unit
from handlers.unit_words import drafted_unit, take_unit
from storage import tasks

_NAMES = {TaskKind.WELCOME: "congtrinh", TaskKind.PARALLEL: "songsong"}
_FLOW = "work"
_PAGE = 8
#: A single word names nothing that people would know again.
_FEWEST_WORDS = 2
_LONGEST = 200


async def works(ctx: Context, args: str, *, kind: TaskKind) -> None:
    """Answer /congtrinh and /songsong: list, register, or tell how far one is."""
    name, text = _NAMES[kind], squeeze(args)
    action, rest = take_phrase(ctx.texts.words("work"), text)
    first, _, said = text.partition(" ")
    if not text or action == "page":
        await _show(ctx, kind, own_units(ctx), read_number(rest) or 1)
    elif asks_to_add(ctx.texts, text):
        await _ask_place(ctx, kind)
    elif _is_numbered(first, kind):
        await _tell_progress(ctx, kind, first, said)
    else:
        unit, rest = take_unit(ctx, text, command=f"/{name}", is_word=_is_unaddressed, free=True)
        if rest:
            await _register(ctx, kind, unit, rest)
        else:
            await _show_unit(ctx, kind, unit)


async def _ask_place(ctx: Context, kind: TaskKind) -> None:
    """Ask whose a new one is; who has one unit is asked what it is."""
    _check_writer(ctx, kind)
    own = own_units(ctx)
    if len(own) == 1:
        await _show_unit(ctx, kind, own[0])
    else:
        ask_unit(ctx, f"/{_NAMES[kind]}")


def _is_unaddressed(text: str) -> bool:
    """Tell whether a text names no unit: neither a code first, nor a name before ":"."""
    return ":" not in text and not is_code(text.partition(" ")[0])


def _is_numbered(word: str, kind: TaskKind) -> bool:
    return word.upper().startswith(PREFIXES[kind]) and read_task_code(word, kind) is not None


async def _show(ctx: Context, kind: TaskKind, units: Sequence[Unit], number: int) -> None:
    known = await tasks.listed(ctx.work, kind=kind)
    mine = tasks_of_units(known, units)
    page = cut_page(mine, number, size=_PAGE)
    name = _NAMES[kind]
    links = [ctx.button("more", f"/{name} trang {number + 1}")] if page.after else []
    if ctx.member.role in _writers(kind):
        links.append(ctx.button(f"new_{kind}", f"/{name} ghi"))
    ctx.say(
        "works/list",
        command=name,
        page=page,
        done=[task for task in mine if not task.is_open],
        units=ctx.directory.units,
        example=next(iter(own_units(ctx)), ctx.directory.root),
        today=ctx.today,
        links=links,
    )


async def _show_unit(ctx: Context, kind: TaskKind, unit: Unit) -> None:
    """List a unit's own, and wait for one more to be named by who may."""
    name = _NAMES[kind]
    may = ctx.member.role in _writers(kind)
    if may:
        ctx.expect(_FLOW, unit=unit.code, kind=kind.value)
    ctx.say(
        "works/unit",
        command=name,
        unit=unit,
        tasks=await tasks.listed(ctx.work, kind=kind, unit=unit.code),
        may=may,
        today=ctx.today,
    )


def _writers(kind: TaskKind) -> frozenset[Role]:
    return REPORTERS | ({Role.OFFICE} if kind is TaskKind.PARALLEL else set())


def _check_writer(ctx: Context, kind: TaskKind) -> None:
    ctx.require(_writers(kind), "papers/not_yours")


async def _register(ctx: Context, kind: TaskKind, unit: Unit, text: str) -> None:
    _check_writer(ctx, kind)
    words, due = _read_work(ctx, kind, text)
    task = Task(
        kind=kind,
        number=await tasks.next_number(ctx.work, kind=kind),
        unit=unit.code,
        text=words,
        due=due,
        member=ctx.member.id,
        at=ctx.now,
    )
    tasks.save(ctx.work, task)
    ctx.record("register", f"task {task.code}", new=unit.code)
    if kind is TaskKind.WELCOME:
        enter_items(ctx, unit, "works")
    _say_kept(ctx, task, unit)


def _read_work(ctx: Context, kind: TaskKind, text: str) -> tuple[str, date | None]:
    """Read "tuyến đường hoa thôn 3, hạn 10/6/2020"."""
    check_words(ctx, text, most=_LONGEST)
    words, due = split_due(ctx, text)
    if sum(any(map(str.isalnum, word)) for word in words.split()) < _FEWEST_WORDS:
        raise Answer("works/too_short", text=text[:60], command=_NAMES[kind], today=ctx.today)
    return words, due


async def _tell_progress(ctx: Context, kind: TaskKind, code: str, text: str) -> None:
    task, unit = await _find(ctx, kind, code)
    if not text:
        ctx.say("works/task", task=task, unit=unit, command=_NAMES[kind], links=_steps(ctx, task))
        return
    _check_writer(ctx, kind)
    status, note = read_status(ctx.texts, text)
    if status is None:
        raise Answer("works/unclear", text=text[:60], task=task, command=_NAMES[kind])
    note = as_phrase(note)
    check_words(ctx, note, most=_LONGEST)
    told = task.model_copy(update={"status": status, "note": note})
    tasks.save(ctx.work, told)
    ctx.record("work", f"task {task.code}", old=task.status, new=status)
    ctx.affects(unit.code)
    _say_kept(ctx, told, unit)


async def _find(ctx: Context, kind: TaskKind, code: str) -> tuple[Task, Unit]:
    """Find a work of one's own units; of others there seems to be none."""
    number = read_task_code(code, kind)
    task = await tasks.get(ctx.work, kind=kind, number=number) if number else None
    unit = next((one for one in own_units(ctx) if task and one.code == task.unit), None)
    if task is None or unit is None:
        raise Answer("works/unknown", text=code[:20], command=_NAMES[kind])
    return task, unit


def _say_kept(ctx: Context, task: Task, unit: Unit) -> None:
    ctx.say(
        "works/kept",
        task=task,
        unit=unit,
        old=old_names_in(ctx, task.text, task.note),
        at=ctx.now,
        links=_steps(ctx, task),
    )


def _steps(ctx: Context, task: Task) -> list[Any]:
    if not task.is_open or ctx.member.role not in _writers(task.kind):
        return []
    line = f"/{_NAMES[task.kind]} {task.code}"
    return [
        ctx.button("work_going_on", f"{line} in_progress"),
        ctx.button("work_done", f"{line} done"),
    ]


async def _read(ctx: Context, data: dict[str, Any], text: str) -> None:
    unit, kind = _place(ctx, data)
    text = squeeze(text)
    words, due = _read_work(ctx, kind, text)
    buttons = draft(ctx, _FLOW, confirm="confirm", unit=unit.code, kind=kind.value, text=text)
    ctx.say("works/read_back", unit=unit, words=words, due=due, choices=buttons)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    unit, kind = _place(ctx, data)
    await _register(ctx, kind, unit, data["text"])


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    unit, kind = _place(ctx, data)
    await _show_unit(ctx, kind, unit)


def _place(ctx: Context, data: dict[str, Any]) -> tuple[Unit, TaskKind]:
    return drafted_unit(ctx, data), TaskKind(data["kind"])


def _of(kind: TaskKind) -> Callable[[Context, str], Awaitable[None]]:
    return partial(works, kind=kind)


COMMANDS = tuple(
    Command(name, _of(kind), VIEWERS, writers=_writers(kind)) for kind, name in _NAMES.items()
)
FLOWS = {_FLOW: Flow(_FLOW, confirm=_confirm, amend=_amend, read=_read)}
