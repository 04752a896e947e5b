"""Decisions recorded with what they rest on: asked for, read back, confirmed (DOMAIN 8.6).

Each kind of decision is one Decision; `begin` starts it, with the basis at once where the line
already holds it. The dialogue's data names what is decided; it must be JSON-able.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chat.message import Button
from congress.basis import Basis
from congress.roles import Role
from handlers.basis import take_basis
from handlers.context import Context
from handlers.flows import draft
from handlers.registry import Flow

Data = dict[str, Any]

_OWN = {"token", "said", "basis", "basis_on"}


@dataclass(frozen=True)
class Decision:
    """How one kind of decision is asked about, read back and recorded.

    `meetings`: a meeting and its day will do, else it must be a document. `confirm` is the key of
    the first button's label. `record` says what came of it; it checks again that all still holds.
    `ask_again` stands for `ask` after [Sửa] where other words are wanted then. `command` and
    `roles` are those of its flows.
    """

    name: str
    ask: Callable[[Context, Data], None]
    read_back: Callable[[Context, Data, Basis, list[Button]], Awaitable[None]]
    record: Callable[[Context, Data, Basis], Awaitable[None]]
    meetings: bool = True
    confirm: str = "ratify"
    ask_again: Callable[[Context, Data], None] | None = None
    command: str = ""
    roles: frozenset[Role] | None = None

    @property
    def flows(self) -> dict[str, Flow]:
        """Give the two dialogues of the decision: waiting for the basis, and read back."""
        waiting = f"{self.name}_basis"
        rights: dict[str, Any] = {"command": self.command, "roles": self.roles}
        return {
            waiting: Flow(waiting, read=self._read, **rights),
            self.name: Flow(self.name, confirm=self._confirm, amend=self._again, **rights),
        }

    async def begin(self, ctx: Context, data: Data, *, said: str = "") -> None:
        """Ask for the basis, or take it from the words that were said with the command."""
        if said.strip():
            await self._read(ctx, data, said)
            return
        ctx.expect(f"{self.name}_basis", **data)
        self.ask(ctx, data)

    async def _read(self, ctx: Context, data: Data, text: str) -> None:
        waiting = f"{self.name}_basis"
        basis = take_basis(ctx, waiting, data, text, meetings=self.meetings)
        if basis is None:
            return
        kept = _strip(data)
        buttons = draft(
            ctx,
            self.name,
            confirm=self.confirm,
            **kept,
            basis=basis.text,
            basis_on=basis.on.isoformat(),
        )
        await self.read_back(ctx, kept, basis, buttons)

    async def _confirm(self, ctx: Context, data: Data) -> None:
        basis = Basis(text=data["basis"], on=date.fromisoformat(data["basis_on"]))
        await self.record(ctx, _strip(data), basis)

    async def _again(self, ctx: Context, data: Data) -> None:
        kept = _strip(data)
        ctx.expect(f"{self.name}_basis", **kept)
        (self.ask_again or self.ask)(ctx, kept)


def _strip(data: Data) -> Data:
    return {key: value for key, value in data.items() if key not in _OWN}
