"""What waits for a person: items by urgency for units and groups, decisions for those above.

What is his to do beside the plans (conclusions, issues, tasks of bodies) follows.
"""

from collections.abc import Sequence

from chat.message import Button
from congress.authority import closers, may_confirm, may_decide
from congress.derive import FORTNIGHT
from congress.duties import Duty
from congress.matters import Matter, Wait
from congress.overview import Overview
from congress.plans import Gate, ItemStatus
from congress.roles import DECIDERS, OVERSEERS, REPORTERS, VIEWERS
from congress.tasks import Task, TaskKind
from handlers.context import Context
from handlers.lookup import own_units
from handlers.picture import look
from handlers.registry import Command
from storage.duties import load_duties_beside

_MOST_LINES = 8
_MOST_BUTTONS = 4
#: Where somebody above looks at what waits for a decision.
_WHERE = {
    Wait.DATE: "hosodx",
    Wait.PERSONNEL: "nhansu",
    Wait.REVIEW: "duyet",
    Wait.RATIFICATION: "chuany",
    Wait.PROPOSAL: "congtac",
}


async def show_tasks(ctx: Context, _args: str) -> None:
    """Answer /viec."""
    picture = await look(ctx, own_units(ctx))
    beside = await _find_beside(ctx)
    if ctx.member.role in OVERSEERS:
        _show_waiting(ctx, picture, beside)
    else:
        _show_items(ctx, picture, beside)


async def _find_beside(ctx: Context) -> list[Duty]:
    """List what is the person's to do beside the plans within a fortnight, the earliest first."""
    seen = {unit.code for unit in own_units(ctx)} | {ctx.directory.root.code}
    mine = [
        duty.told_to(ctx.member, ctx.directory)
        for duty in await load_duties_beside(ctx.work, directory=ctx.directory)
        if duty.unit in seen
        and ctx.member.role in duty.doers
        and duty.due <= ctx.today + FORTNIGHT
        and duty.concerns(ctx.member, ctx.directory)
    ]
    return sorted(mine, key=lambda duty: (duty.due, duty.code))


def _open_buttons(beside: Sequence[Duty]) -> list[Button]:
    return [Button(label=one.code, command=one.opens) for one in beside[:_MOST_BUTTONS]]


def _show_waiting(ctx: Context, picture: Overview, beside: Sequence[Duty]) -> None:
    to_confirm = _find_to_confirm(ctx, picture)
    found = picture.waiting
    rest = found[_MOST_LINES:]
    links = [ctx.button("list", "/danhsach choquyetdinh")] if rest else []
    to_close = _find_to_close(ctx, picture)
    if to_close:
        links.append(ctx.button("unit_conclusions", "/ketluan"))
    if picture.overdue:
        links.append(ctx.button("overdue", "/danhsach quahan"))
    ctx.say(
        "tasks/waiting",
        choices=[
            *(_decision_button(ctx, matter) for matter in found[:_MOST_BUTTONS]),
            *_report_buttons(ctx, to_confirm[:_MOST_BUTTONS], several=True),
        ],
        links=[*_open_buttons(beside), *links],
        confirming=to_confirm,
        closing=to_close,
        picture=picture,
        beside=beside,
        most=_MOST_LINES,
        matters=found[:_MOST_LINES],
        total=len(found),
    )


def _find_to_close(ctx: Context, picture: Overview) -> list[Task]:
    """List the conclusions that units say are carried out and the speaker is to close."""
    return [
        task
        for task in picture.tasks
        if task.kind is TaskKind.CONCLUSION
        and task.status is ItemStatus.SUBMITTED
        and (unit := ctx.directory.units.get(task.unit or ""))
        and ctx.member in closers(ctx.directory, unit)
    ]


def _decision_button(ctx: Context, matter: Matter) -> Button:
    """Lead to what is to be decided of a unit."""
    command = _WHERE[matter.wait or Wait.REVIEW]
    if matter.wait is Wait.DATE and matter.item:  # said to be agreed to, and nothing was proposed
        command = "tinhhinh"
    elif matter.wait is Wait.RATIFICATION and ctx.member.role not in DECIDERS:
        command = "donvi"
    name = ctx.texts.short_name(matter.unit.name)
    if matter.task is None:
        return Button(label=name, command=f"/{command} {matter.unit.code}")
    decides = may_decide(ctx.directory, ctx.member, matter.unit)
    opens = matter.task.code if decides else matter.unit.code
    return Button(label=f"{name} {matter.task.code}", command=f"/{command} {opens}")


def _show_items(ctx: Context, picture: Overview, beside: Sequence[Duty]) -> None:
    to_confirm = _find_to_confirm(ctx, picture)
    found = [*to_confirm, *picture.overdue, *picture.due_within(FORTNIGHT)]
    shown = found[:_MOST_LINES]
    several = len(picture.units) > 1
    links = [ctx.button("deadlines", "/thoihan")] if found[_MOST_LINES:] else []
    if ctx.member.role in REPORTERS and not several:
        links.append(ctx.button("nothing_new", "/khongphatsinh"))
    ctx.say(
        "tasks/items",
        choices=_report_buttons(ctx, shown[:_MOST_BUTTONS], several=several),
        links=[*_open_buttons(beside), *links],
        picture=picture,
        beside=beside,
        most=_MOST_LINES,
        matters=shown,
        confirming=len(to_confirm),
        late=len(picture.overdue),
        total=len(found),
        several=several,
        until=ctx.today + FORTNIGHT,
    )


def _find_to_confirm(ctx: Context, picture: Overview) -> list[Matter]:
    """List the gates that units say are done and that this person is to confirm."""
    return [
        Matter(unit, item)
        for unit in picture.units
        for item in ctx.directory.items_by_unit.get(unit.code, ())
        if item.gate is not Gate.NONE
        and not item.decided
        and picture.status_of(item) is ItemStatus.SUBMITTED
        and may_confirm(ctx.directory, ctx.member, unit)
    ]


def _report_buttons(ctx: Context, matters: Sequence[Matter], *, several: bool) -> list[Button]:
    buttons = []
    for unit, item in ((matter.unit, matter.item) for matter in matters):
        if item is None:
            continue
        name = f"{ctx.texts.short_name(unit.name)} {item.code}" if several else item.code
        line = "/xl" if several else "/baocao"
        buttons.append(Button(label=name, command=f"{line} {unit.code} {item.code}"))
    return buttons


COMMANDS = (Command("viec", show_tasks, VIEWERS),)
