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
    `writers`: who may also record with it (None: all); to others its usage is usage_reads.<name>.
    """

    name: str
    handler: Handler
    roles: frozenset[Role]
    aliases: tuple[str, ...] = ()
    in_groups: bool = False
    hidden: bool = False
    anyone: bool = False
    writers: frozenset[Role] | None = None

    def usage_for(self, role: Role) -> str:
        """Give the key of the text that tells a role how to write it."""
        writes = self.writers is None or role in self.writers
        return f"{'usage' if writes else 'usage_reads'}.{self.name}"


async def _reads_nothing_back(_ctx: Context, _data: dict[str, Any]) -> None:
    raise Answer("flow/outdated")


@dataclass(frozen=True)
class Flow:
    """A dialogue that waits for free words, or for a read-back to be confirmed.

    `read` takes the words (None while only buttons help), `confirm` does what was read back,
    `amend` goes back to asking; a dialogue that only asks has neither of the two. All get the
    dialogue's data. All words are for it, unless it asks to choose: then what is chosen with words
    ("2, 60%"), or with a slip, and a command's name come before the words that it does not `heed`.
    `left` is the template of what is said to who leaves it. `roles` are asked for
    again at each step, as they may have changed since `command` began it; None where the steps ask
    themselves.
    """

    name: str
    confirm: Step = _reads_nothing_back
    amend: Step = _reads_nothing_back
    read: Callable[[Context, dict[str, Any], str], Awaitable[None]] | None = None
    heed: Callable[[Context, str], bool] | None = None
    left: str = "flow/dropped"
    command: str = ""
    roles: frozenset[Role] | None = None

    @property
    def listens(self) -> bool:
        """Tell whether all words are for it, whatever else they might be."""
        return self.read is not None and self.heed is None

    def wants(self, ctx: Context, text: str) -> bool:
        """Tell whether words are for it before they may be a command's name."""
        return self.listens or (self.heed is not None and self.heed(ctx, text))
