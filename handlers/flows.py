"""Confirm, amend or drop what was read back; a token ties the buttons to the one draft they show.

Buttons of older drafts, pressed twice or forged, meet another token and change nothing.
"""

from typing import Any

from chat.message import Button
from congress.roles import EVERYONE, Role
from handlers.context import Answer, Context
from handlers.registry import Command, Flow

_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def draft(ctx: Context, flow: str, *, confirm: str = "confirm", **data: Any) -> list[Button]:
    """Keep a draft for read-back and give its three buttons; `confirm` keys the first label."""
    token = _make_token(ctx.work.new_id())
    ctx.expect(flow, token=token, **data)
    return [
        ctx.button(confirm, f"/dongythao {token}"),
        ctx.button("amend", f"/suathao {token}"),
        ctx.button("drop", f"/bothao {token}"),
    ]


def commands(flows: dict[str, Flow]) -> tuple[Command, ...]:
    """Declare the hidden commands behind read-back buttons, over these flows."""

    async def confirm(ctx: Context, token: str) -> None:
        if found := await _find(ctx, token, flows):
            flow, data = found
            ctx.forget()
            check_role(ctx, flow)
            await flow.confirm(ctx, data)

    async def amend(ctx: Context, token: str) -> None:
        if found := await _find(ctx, token, flows):
            flow, data = found
            ctx.forget()
            check_role(ctx, flow)
            await flow.amend(ctx, data)

    async def drop(ctx: Context, token: str) -> None:
        if await _find(ctx, token, flows):
            ctx.forget()
            ctx.say("flow/dropped")

    return (
        Command("dongythao", confirm, EVERYONE, hidden=True),
        Command("suathao", amend, EVERYONE, hidden=True),
        Command("bothao", drop, EVERYONE, hidden=True),
    )


def check_role(ctx: Context, flow: Flow) -> None:
    """Refuse to go on with a dialogue to whom its command would be refused by now."""
    if flow.roles is not None and ctx.member.role not in flow.roles:
        ctx.forget()
        roles = [role for role in Role if role in flow.roles]
        raise Answer("refusal/role", command=flow.command, roles=roles)


async def _find(
    ctx: Context,
    token: str,
    flows: dict[str, Flow],
) -> tuple[Flow, dict[str, Any]] | None:
    data = ctx.dialog.data
    if ctx.dialog.name in flows and token and data.get("token") == token.strip():
        return flows[ctx.dialog.name], data
    ctx.say("flow/outdated")
    return None


def _make_token(number: int) -> str:
    digits = []
    for _ in range(8):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return "".join(digits)
