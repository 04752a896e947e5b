"""Half-finished dialogues and the last menu of a person in a chat.

A menu is kept as pairs of label and command, the command alone in rows of an earlier release.
With a form's data are kept its own menu, and when the person last took part in it: messages of
ours put other menus over it, and must neither answer in its place nor keep it alive.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Self

from pydantic import AwareDatetime, Field, TypeAdapter
from pydantic_core import from_json

from chat.message import Button, Value
from storage.named import load
from storage.parameters import columns
from storage.work import Work

_sql = load("dialogs")
_instant: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)

#: How long menus and half-finished dialogues stay good: a reminder of 07:30 is answered at night.
AGE = timedelta(hours=24)

#: Where a form's own menu and time stand in its data.
_FORM = "_form"


class Dialog(Value):
    """What is going on with a person in a chat: flow `name` with its `data`, and the last menu.

    `data` must be JSON-able; `menu` holds the buttons behind the numbers 1, 2, 3… Where a message
    of ours has put its menu over the form's, that one is `beneath`, and `asked_at` its time.
    """

    name: str | None = None
    data: dict[str, Any] = Field(default_factory=dict)
    menu: tuple[Button, ...] = ()
    beneath: tuple[Button, ...] | None = None
    asked_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None

    def with_menu(self, buttons: Sequence[Button]) -> Self:
        """Offer other choices; without any, the last ones stay good."""
        if not buttons:
            return self
        return self.model_copy(update={"menu": tuple(buttons), "beneath": None, "asked_at": None})

    def at(self, now: datetime) -> "Dialog":
        """Give what is still good of it: a menu may be younger than the form beneath it."""
        if self.updated_at is None or now - self.updated_at > AGE:
            return Dialog()
        if self.asked_at and now - self.asked_at > AGE:
            return Dialog(menu=self.menu, updated_at=self.updated_at)
        return self


#: Nothing goes on, and nothing was offered.
NOTHING = Dialog()


async def get(work: Work, *, channel: str, chat: str, sender: str) -> Dialog | None:
    """Find a dialogue of any age."""
    row = await _sql.get(work, channel=channel, chat=chat, sender=sender)
    if row is None:
        return None
    data, menu = from_json(row["data"]), _read_menu(from_json(row["menu"]))
    form = data.pop(_FORM, None)
    dialog = Dialog.model_validate(row | {"data": data, "menu": menu})
    if dialog.name is None or form is None:
        return dialog
    own, asked_at = _read_menu(form["menu"]), _instant.validate_python(form["at"])
    hidden = {
        "beneath": own if own != menu else None,
        "asked_at": asked_at if asked_at != dialog.updated_at else None,
    }
    return dialog.model_copy(update=hidden)


def save(
    work: Work,
    *,
    channel: str,
    chat: str,
    sender: str,
    dialog: Dialog,
    now: datetime | None = None,
) -> None:
    """Keep a dialogue in place of the last one, updated `now` or when it says."""
    at = now or dialog.updated_at
    kept = columns(dialog) | {"menu": _write_menu(dialog.menu), "updated_at": at}
    own, asked_at = kept.pop("beneath"), kept.pop("asked_at")
    if dialog.name:
        menu = _write_menu(dialog.menu if own is None else own)
        kept["data"] = dialog.data | {_FORM: {"menu": menu, "at": asked_at or at}}
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


def clear_old(work: Work, *, before: datetime) -> None:
    """Forget dialogues that nobody took part in since; they must be past AGE."""
    _sql.clear_old(work, before=before)


def _write_menu(menu: Sequence[Button]) -> list[tuple[str, str]]:
    return [(button.label, button.command) for button in menu]


def _read_menu(kept: Sequence[str | tuple[str, str]]) -> tuple[Button, ...]:
    pairs = (("", one) if isinstance(one, str) else one for one in kept)
    return tuple(Button(label=label, command=command) for label, command in pairs)
