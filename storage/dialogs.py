"""Half-finished dialogues and the last menu of a person in a chat.

A menu is kept as pairs of label and command, the command alone in rows of an earlier release.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Self

from pydantic import AwareDatetime, Field
from pydantic_core import from_json

from chat.message import Button, Value
from storage.named import load
from storage.parameters import columns
from storage.work import Work

_sql = load("dialogs")

#: How long menus and half-finished dialogues stay good: a reminder of 07:30 is answered at night.
AGE = timedelta(hours=24)


class Dialog(Value):
    """What is going on with a person in a chat: flow `name` with its `data`, and the last menu.

    `data` must be JSON-able; `menu` holds the buttons behind the numbers 1, 2, 3…
    """

    name: str | None = None
    data: dict[str, Any] = Field(default_factory=dict)
    menu: tuple[Button, ...] = ()
    updated_at: AwareDatetime | None = None

    def with_menu(self, buttons: Sequence[Button]) -> Self:
        """Offer other choices; without any, the last ones stay good."""
        if not buttons:
            return self
        return self.model_copy(update={"menu": tuple(buttons)})


async def get(work: Work, *, channel: str, chat: str, sender: str) -> Dialog | None:
    """Find a dialogue of any age."""
    row = await _sql.get(work, channel=channel, chat=chat, sender=sender)
    if row is None:
        return None
    documents = {"data": from_json(row["data"]), "menu": _read_menu(from_json(row["menu"]))}
    return Dialog.model_validate(row | documents)


def save(work: Work, *, channel: str, chat: str, sender: str, dialog: Dialog) -> None:
    """Keep a dialogue in place of the last one; it must say when it was updated."""
    kept = columns(dialog) | {"menu": _write_menu(dialog.menu)}
    _sql.save(work, channel=channel, chat=chat, sender=sender, **kept)


def offer_menu(
    work: Work,
    *,
    channel: str,
    chat: str,
    sender: str,
    menu: Sequence[Button],
    at: datetime,
) -> None:
    """Put the menu of a message we send by ourselves in place of the last one.

    A half-finished dialogue goes on, unless it is older than AGE: it must not come alive again.
    """
    _sql.offer_menu(
        work,
        channel=channel,
        chat=chat,
        sender=sender,
        data={},
        menu=_write_menu(menu),
        updated_at=at,
        oldest=at - AGE,
    )


def clear(work: Work, *, channel: str, chat: str, sender: str) -> None:
    """Forget a dialogue and its menu."""
    _sql.clear(work, channel=channel, chat=chat, sender=sender)


def _write_menu(menu: Sequence[Button]) -> list[tuple[str, str]]:
    return [(button.label, button.command) for button in menu]


def _read_menu(kept: Sequence[str | tuple[str, str]]) -> tuple[Button, ...]:
    pairs = (("", one) if isinstance(one, str) else one for one in kept)
    return tuple(Button(label=label, command=command) for label, command in pairs)
