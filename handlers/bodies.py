"""Bodies of a committee or a unit: /tieuban, with who sits in them and their own plan (NS-2).

  /tieuban                                  all one may see
  /tieuban thêm tiểu ban văn kiện [: tên]   a new one (office, deciders; a unit for itself)
  /tieuban TB01                             its people by role title, its tasks
  /tieuban TB01 Trưởng: Phó Bí thư          somebody joins; "bớt 2" lets the second one go
  /tieuban TB01 việc: đề cương, hạn 20/3    a task, numbered NV01; /tieuban NV01 xong
A work group is shown under its own code (T03), its leaders by the rule of the profile.
"""

from dataclasses import dataclass
from typing import Any

from chat.message import Button
from congress.bodies import Body, BodyKind, BodyMember, Post, titles_for
from congress.folding import fold
from congress.plans import FINISHED
from congress.roles import OVERSEERS, VIEWERS
from congress.tasks import Task, TaskKind, read_task_code
from handlers import body_adding
from handlers.body_adding import add_body
from handlers.body_lookup import (
    KEEPERS,
    as_body,
    find_body,
    may_write,
    owner_of,
    sees,
    ways_on,
)
from handlers.body_people import add_person, let_go
from handlers.body_tasks import about_task, add_task
from handlers.context import Answer, Context
from handlers.lookup import match_group
from handlers.registry import Command, Flow
from storage import bodies, tasks

_MOST_BUTTONS = 10


@dataclass(frozen=True)
class BodyCard:
    """What is shown of one body: `late` are open tasks past their day."""

    body: Body
    members: list[BodyMember]
    tasks: list[Task]
    late: list[Task]

    @property
    def done(self) -> list[Task]:
        """List the finished tasks."""
        return [task for task in self.tasks if task.status in FINISHED]


async def show_bodies(ctx: Context, args: str) -> None:
    """Answer /tieuban."""
    head, _, rest = args.partition(" ")
    if not args:
        await _show_all(ctx)
    elif fold(head) == "them":
        await add_body(ctx, rest.strip())
    elif (number := read_task_code(head, TaskKind.BODY)) is not None and not head.isdecimal():
        await about_task(ctx, number, rest.strip())
    else:
        await _about_one(ctx, args)


async def _show_all(ctx: Context) -> None:
    cards = [await _read_card(ctx, body) for body in await _visible(ctx)]
    ctx.say(
        "body/list",
        cards=cards,
        groups=list(ctx.directory.groups.values()) if ctx.member.role in OVERSEERS else [],
        units=ctx.directory.units,
        own=owner_of(ctx),
        writes=ctx.member.role in KEEPERS,
        links=[
            Button(label=card.body.name, command=f"/tieuban {card.body.code}")
            for card in cards[:_MOST_BUTTONS]
        ],
    )


async def _about_one(ctx: Context, text: str) -> None:
    code, _, rest = text.partition(" ")
    seen = await _visible(ctx)
    body = next((one for one in seen if fold(one.code) == fold(code)), None)
    if body is None and (group := match_group(ctx, text)):
        body, rest = as_body(ctx, group), ""
    elif body is None and (group := match_group(ctx, code)):
        body = as_body(ctx, group)
    if body is None or not sees(ctx, body):
        raise Answer("body/unknown", text=code[:60], bodies=seen)
    if not rest:
        await _show_card(ctx, body)
        return
    if not may_write(ctx, body):
        raise Answer("body/not_yours", body=body)
    await _change(ctx, body, rest.strip())


async def _show_card(ctx: Context, body: Body) -> None:
    card = await _read_card(ctx, body)
    ctx.say(
        "body/card",
        card=card,
        today=ctx.today,
        leaders=titles_for(ctx.directory.profile, body.kind, Post.LEADER),
        owner=ctx.directory.units[body.unit],
        links=ways_on(ctx, body) if may_write(ctx, body) else [],
    )


async def _change(ctx: Context, body: Body, rest: str) -> None:
    word, _, after = rest.replace(":", " ", 1).partition(" ")
    if fold(word) == "viec":
        if not after.strip():
            ctx.expect("body_task", body=body.code)
            ctx.say("body/ask_task", body=body, today=ctx.today)
            return
        await add_task(ctx, body, after)
    elif fold(word) == "them" and not after.strip():
        ctx.expect("body_person", body=body.code)
        ctx.say("body/ask_person", body=body)
    elif fold(word) == "bot":
        await let_go(ctx, body, after.strip())
    else:
        await add_person(ctx, body, after if fold(word) == "them" else rest)


async def read_person(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take the person that was asked for."""
    body = await _find_own(ctx, data["body"])
    ctx.forget()
    await add_person(ctx, body, text)


async def read_task(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take the task that was asked for."""
    body = await _find_own(ctx, data["body"])
    ctx.forget()
    await add_task(ctx, body, text)


async def _find_own(ctx: Context, code: str) -> Body:
    body = await find_body(ctx, code)
    if body is None or not may_write(ctx, body):
        raise Answer("flow/outdated")
    return body


async def _read_card(ctx: Context, body: Body) -> BodyCard:
    own = [
        one for one in await tasks.listed(ctx.work, kind=TaskKind.BODY) if one.body == body.code
    ]
    return BodyCard(
        body=body,
        members=(await bodies.members(ctx.work)).get(body.code, []),
        tasks=own,
        late=[one for one in own if one.is_open and one.due and one.due < ctx.today],
    )


async def _visible(ctx: Context) -> list[Body]:
    """List the bodies of one's own committee, of those below it, and of one's own unit."""
    return [
        body
        for body in await bodies.listed(ctx.work)
        if body.kind is not BodyKind.WORK_GROUP and sees(ctx, body)
    ]


COMMANDS = (Command("tieuban", show_bodies, VIEWERS),)
FLOWS = body_adding.FLOWS | {
    "body_person": Flow("body_person", read=read_person),
    "body_task": Flow("body_task", read=read_task),
}
