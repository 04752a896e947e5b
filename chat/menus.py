"""Choices under a message: numbered, laid out in rows, and answered by number where typed."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, groupby

from chat.message import MAX_COMMAND_BYTES, Button, Capabilities

#: "2", "2." or "2, 18/5 gửi": a choice by its number, and words that go with it.
_CHOICE = re.compile(r"^([0-9]{1,2})\s*(?:$|[.)]\s*$|,\s*(.+)$)", re.DOTALL)
#: Longer labels get a row of their own on a phone.
_SHORT_LABEL = 14
_PER_ROW = 3


def number_buttons(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Put each button's number before its label, as people see it and may type it."""
    return tuple(
        button.model_copy(update={"label": f"{place} {button.label}".rstrip()})
        for place, button in enumerate(buttons, start=1)
    )


def read_buttons(rows: Iterable[Iterable[Button]]) -> tuple[Button, ...]:
    """Give buttons as they were before they were numbered and laid out."""
    laid = chain.from_iterable(rows)
    return tuple(
        one.model_copy(update={"label": re.sub(rf"^{place}(?: |$)", "", one.label)})
        for place, one in enumerate(laid, start=1)
    )


def lay_out(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Set buttons in rows a phone can show: short ones up to three abreast, long ones alone."""
    for button in buttons:
        if len(button.command.encode()) > MAX_COMMAND_BYTES:
            msg = f"a button's command is longer than {MAX_COMMAND_BYTES} bytes"
            raise ValueError(msg)
    runs = groupby(buttons, key=_is_short)
    return tuple(row for short, run in runs for row in _set_rows(tuple(run), short=short))


def _is_short(button: Button) -> bool:
    return len(button.label) <= _SHORT_LABEL


def _set_rows(run: tuple[Button, ...], *, short: bool) -> list[tuple[Button, ...]]:
    abreast = 2 if len(run) == 4 else _PER_ROW  # noqa: PLR2004 -- 4 is neat as 2 x 2
    width = abreast if short else 1
    return [run[at : at + width] for at in range(0, len(run), width)]


def write_out(buttons: Sequence[Button], capabilities: Capabilities) -> str:
    """Give the lines that stand for the buttons on a channel that has none.

    A choice without a label is a line that the message itself has numbered.
    """
    if capabilities.buttons:
        return ""
    return "".join(
        f"\n{place}. {button.label}"
        for place, button in enumerate(buttons, start=1)
        if button.label
    )


def choose(text: str, menu: Sequence[Button], *, bare: bool = False) -> str | None:
    """Turn a typed number into the command of the last menu; None when it is not a choice.

    With `bare`, words after the number are not taken along: the answer is a text of its own.
    """
    match = _CHOICE.match(text.strip())
    if match is None or not 1 <= int(match[1]) <= len(menu):
        return None
    command = menu[int(match[1]) - 1].command
    if match[2] is None:
        return command
    return None if bare else f"{command} {match[2].strip()}"
