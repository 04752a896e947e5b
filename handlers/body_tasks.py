"""The own plan of a body: tasks with a day, apart from the units' plans (NS-2)."""

from chat.message import Button
from congress.bodies import Body
from congress.plans import ItemStatus
from congress.tasks import Task, TaskKind
from handlers.body_lookup import find_body, may_report, sees
from handlers.context import Answer, Context
from handlers.free_text import split_due, take_text
from handlers.report_lines import read_status
from storage import tasks


async def add_task(ctx: Context, body: Body, text: str) -> None:
    """Keep a task: its words, and "hạn 20/3" at their end."""
    words, due = split_due(ctx, text.lstrip(" :"))
    words = take_text(ctx, words)
    if not words:
        raise Answer("body/no_task", body=body, today=ctx.today)
    task = Task(
        kind=TaskKind.BODY,
        number=await tasks.next_number(ctx.work, kind=TaskKind.BODY),
        unit=body.unit,
        body=body.code,
        text=words,
        due=due,
        member=ctx.member.id,
        at=ctx.now,
    )
    tasks.save(ctx.work, task)
    ctx.record("add_task", f"task {task.code}", new=body.code)
    ctx.say(
        "body/task_added",
        body=body,
        task=task,
        at=ctx.now,
        links=[
            ctx.button("add_task", f"/tieuban {body.code} việc"),
            _see(ctx, body),
        ],
    )


async def about_task(ctx: Context, number: int, text: str) -> None:
    """Take how far a task is from who may tell; others who see the body are shown the task."""
    task = await tasks.get(ctx.work, kind=TaskKind.BODY, number=number)
    body = await find_body(ctx, task.body or "") if task else None
    if task is None or body is None or not sees(ctx, body):
        raise Answer("body/unknown_task", number=number)
    if may_report(ctx, body):
        await _report(ctx, task, body, text)
    elif text:
        raise Answer("body/not_yours", body=body)
    else:
        ctx.say("body/task", body=body, task=task, today=ctx.today, links=[_see(ctx, body)])


async def _report(ctx: Context, task: Task, body: Body, text: str) -> None:
    """Take how far a task is: "xong", "đang làm 60%"; without words ask."""
    status, note = read_status(ctx.texts, text) if text else (None, "")
    if status is None:
        raise Answer(
            "body/ask_status",
            task=task,
            text=text[:60],
            buttons=[
                ctx.choice(f"status.{status}", f"/tieuban {task.code} {status}")
                for status in (ItemStatus.IN_PROGRESS, ItemStatus.DONE, ItemStatus.NOT_APPLICABLE)
            ],
        )
    after = task.model_copy(update={"status": status, "note": take_text(ctx, note)})
    tasks.save(ctx.work, after)
    ctx.record("report_task", f"task {task.code}", old=task.status, new=status)
    ctx.say(
        "body/task_reported",
        task=after,
        body=body,
        at=ctx.now,
        links=[_see(ctx, body)],
    )


def _see(ctx: Context, body: Body) -> Button:
    return ctx.button("see_body", f"/tieuban {body.code}")
