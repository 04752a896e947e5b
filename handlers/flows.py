"""Confirm, amend or drop what was read back, and leave a form at any step.

A token ties the buttons of a read-back to the one draft they show.

Buttons of older drafts, pressed twice or forged, meet another token and change nothing.
"""

from typing import Any

from chat.message import Button
from congress.roles import EVERYONE
from handlers.context import Answer, Context, refuse_role
from handlers.registry import Command, Flow
from handlers.system import say_nothing_open

#: What the buttons of a read-back send, before its token.
CONFIRM, AMEND, DROP = "/dongythao", "/suathao", "/bothao"
#: What a word of leaving stands for.
LEAVE = "/huy"

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def draft(ctx: Context, flow: str, *, confirm: str = "confirm", **data: Any) -> list[Button]:
    """Keep a draft for read-back and give its three buttons; `confirm` keys the first label."""
    token = _make_token(ctx.work.new_id())
    ctx.expect(flow, token=token, **data)
    return [
        ctx.button(confirm, f"{CONFIRM} {token}"),
        ctx.button("amend", f"{AMEND} {token}"),
        ctx.button("drop", f"{DROP} {token}"),
    ]


def commands(flows: dict[str, Flow]) -> tuple[Command, ...]:
    """Declare the hidden commands behind read-back buttons and words, over these flows."""

    async def confirm(ctx: Context, token: str) -> None:
        flow, data = _take_draft(ctx, token, flows)
        check_role(ctx, flow)
        await flow.confirm(ctx, data)

    async def amend(ctx: Context, token: str) -> None:
        flow, data = _take_draft(ctx, token, flows)
        check_role(ctx, flow)
        await flow.amend(ctx, data)

    async def drop(ctx: Context, token: str) -> None:
        _take_draft(ctx, token, flows)
        ctx.say("flow/dropped")

    async def leave(ctx: Context, _args: str) -> None:
        flow = flows.get(ctx.dialog.name or "")
        if flow is None:
            say_nothing_open(ctx)
            return
        ctx.forget()
        ctx.say(flow.left)

    return (
        Command(CONFIRM[1:], confirm, EVERYONE, hidden=True),
        Command(AMEND[1:], amend, EVERYONE, hidden=True),
        Command(DROP[1:], drop, EVERYONE, hidden=True),
        Command(
            LEAVE[1:], leave, EVERYONE, aliases=("huybo", "thoat"), in_groups=True, hidden=True
        ),
    )


def check_role(ctx: Context, flow: Flow) -> None:
    """Refuse to go on with a dialogue to whom its command would be refused by now."""
    if flow.roles is not None and ctx.member.role not in flow.roles:
        ctx.forget()
        raise refuse_role(flow.roles, command=flow.command)


def _take_draft(ctx: Context, token: str, flows: dict[str, Flow]) -> tuple[Flow, dict[str, Any]]:
    """End the dialogue whose draft a button shows, and give it; Answers to all other buttons."""
    name, data = ctx.dialog.name, ctx.dialog.data
    if name not in flows or not token or data.get("token") != token.strip():
        raise Answer("flow/outdated")
    ctx.forget()
    return flows[name], data


def _make_token(number: int) -> str:
    digits = []
    for _ in range(8):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return "".join(digits)
