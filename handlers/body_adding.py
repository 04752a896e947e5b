"""A new body of a committee or a unit: /tieuban thêm, read back before it is kept."""

from typing import Any

from chat.message import Button
from congress.bodies import Body, BodyKind, next_code
from congress.folding import fold
from handlers.body_lookup import KEEPERS, owner_of, ways_on
from handlers.context import Answer, Context
from handlers.flows import draft
from handlers.free_text import take_text
from handlers.registry import Flow
from storage import bodies

FLOW = "body"
#: Work groups come with the roster.
_MADE_HERE = tuple(kind for kind in BodyKind if kind is not BodyKind.WORK_GROUP)


async def add_body(ctx: Context, text: str) -> None:
    """Read back a body of a kind, under its own name if one is said; without a kind, ask."""
    owner = _find_owner(ctx)
    words, _, name = text.partition(":")
    kind = _read_kind(ctx, words)
    if kind is None:
        raise _which_kind(ctx, words.strip())
    name = take_text(ctx, name) or ctx.texts.label(f"body_kind.{kind}")
    await _check_new(ctx, owner, name)
    buttons = draft(ctx, FLOW, kind=kind.value, called=name, owner=owner)
    ctx.say("body/read_back", called=name, owner=ctx.directory.units[owner], choices=buttons)


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    owner, name = _find_owner(ctx), data["called"]
    if owner != data.get("owner"):  # it was read back as another's
        raise Answer("flow/outdated")
    await _check_new(ctx, owner, name)
    code = next_code(await bodies.listed(ctx.work))
    body = Body(code=code, kind=BodyKind(data["kind"]), name=name, unit=owner)
    bodies.save(ctx.work, body)
    ctx.record("add_body", f"body {body.code}", new=body.kind)
    ctx.say("body/added", body=body, at=ctx.now, links=ways_on(ctx, body))


async def _amend(ctx: Context, _data: dict[str, Any]) -> None:
    raise _which_kind(ctx, "")


def _find_owner(ctx: Context) -> str:
    owner = owner_of(ctx)
    if ctx.member.role not in KEEPERS or owner is None:
        raise Answer("body/not_yours", body=None)
    return owner


async def _check_new(ctx: Context, owner: str, name: str) -> None:
    known = await bodies.listed(ctx.work)
    if any(one.unit == owner and fold(one.name) == fold(name) for one in known):
        raise Answer("body/there_already", called=name)


def _which_kind(ctx: Context, text: str) -> Answer:
    choices = [
        Button(label=ctx.texts.label(f"body_kind.{one}"), command=f"/tieuban them {one}")
        for one in _MADE_HERE
    ]
    return Answer("body/which_kind", text=text, buttons=choices)


def _read_kind(ctx: Context, text: str) -> BodyKind | None:
    asked = fold(text)
    words = ctx.texts.words("body_kind")
    for kind in _MADE_HERE:
        names = (kind, ctx.texts.label(f"body_kind.{kind}"), *words.get(kind, ()))
        if asked in map(fold, names):
            return kind
    return None


FLOWS = {FLOW: Flow(FLOW, _confirm, _amend, command="tieuban", roles=KEEPERS)}
