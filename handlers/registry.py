"""How commands and flows are declared; the one source of help, menus, rights and their tests."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from congress.roles import Role
from handlers.context import Answer, Context

Handler = Callable[[Context, str], Awaitable[None]]
Step = Callable[[Context, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True)
class Command:
    """One command: its help line is the label help.<name>, its usage line usage.<name>.

    `in_groups`: may be asked in a bound group chat, where answers hold counts only.
    `hidden`: works, and is not listed (steps of a dialogue). `anyone`: strangers may use it.
    """

    name: str
    handler: Handler
    roles: frozenset[Role]
    aliases: tuple[str, ...] = ()
    in_groups: bool = False
    hidden: bool = False
    anyone: bool = False


async def _reads_nothing_back(_ctx: Context, _data: dict[str, Any]) -> None:
    raise Answer("flow/outdated")


@dataclass(frozen=True)
class Flow:
    """A dialogue that waits for free words, or for a read-back to be confirmed.

    `read` takes the words (None while only buttons help), `confirm` does what was read back,
    `amend` goes back to asking; a dialogue that only asks has neither of the two. All get the
    dialogue's data. `left` is the template of what is said to who leaves it. `roles` are asked for
    again at each step, as they may have changed since `command` began it; None where the steps ask
    themselves.
    """

    name: str
    confirm: Step = _reads_nothing_back
    amend: Step = _reads_nothing_back
    read: Callable[[Context, dict[str, Any], str], Awaitable[None]] | None = None
    left: str = "flow/dropped"
    command: str = ""
    roles: frozenset[Role] | None = None
