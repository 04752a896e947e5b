"""What typed words choose: a button that was offered, or to leave the form.

A whole message chooses a button when it is the button's number, its label ("X25 Kịch bản", and
each of the two alone) or one of the known ways to say it (texts: words.answer, words.button,
words.status), with or without marks and with a polite word behind it. Failing that, a word of
leaving ends the form that is open, at any step. All else is words: for the form where one
listens, unchanged; else a label with one slip in it, or a command's name. A question chooses
nothing, and so does what two buttons are called.

So "không" is [Không] or [Bỏ qua] where one of them is offered, and leaves the form elsewhere.
What a form offers counts as offered until it is answered, also when a notice has since put another
menu in its place; a number or a word that means something in both of them chooses nothing: what is
meant is asked, of one menu made of the two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from chat.menus import choose
from chat.message import Button
from congress.folding import fold
from congress.plans import ItemStatus
from congress.spelling import spells
from handlers.context import Answer
from handlers.flows import AMEND, CONFIRM, DROP, LEAVE
from storage.dialogs import Dialog
from texts.render import Texts

_LONGEST = 160
_CODE_AND_NAME = re.compile(r"^([^\W\d_]{1,2}\d{2,3}) (.+)$")
#: A slip is looked past in labels of so many letters: in shorter ones it makes another word.
_FEWEST_LETTERS = 6


def find_choice(texts: Texts, text: str, dialog: Dialog, *, listening: bool) -> str | None:
    """Give the command that typed words stand for; None where they are only words.

    Raises an Answer where they may stand for two things.
    """
    if dialog.beneath is not None:
        return _find_in_both(texts, text, dialog, dialog.beneath, listening=listening)
    return _find_in(texts, text, dialog, listening=listening)


def is_assent(texts: Texts, text: str) -> bool:
    """Tell whether words only say yes, as when a read-back is confirmed twice."""
    ways = texts.words("answer")["confirm"]
    return any(_says(said, ways) for said in _without_politeness(texts, text))


def _find_in(texts: Texts, text: str, dialog: Dialog, *, listening: bool) -> str | None:
    if command := choose(text, dialog.menu, bare=listening):
        return command
    if len(text) > _LONGEST or "?" in text:
        return None
    offered = [*dialog.menu, *_read_back(dialog)]
    for said in _without_politeness(texts, text):
        if command := _find_said(texts, said, offered):
            return command
    return None if listening else _find_near(text, offered)


def _find_in_both(
    texts: Texts, text: str, dialog: Dialog, beneath: Sequence[Button], *, listening: bool
) -> str | None:
    """Look in the form's own menu, and in the one of the message that came since."""
    form = dialog.model_copy(update={"menu": beneath})
    own = _find_in(texts, text, form, listening=listening)
    other = _find_in(texts, text, Dialog(menu=dialog.menu), listening=listening)
    if other in {None, LEAVE, own} or (listening and not own and _is_number(text)):
        return own
    if own is None:
        return other
    buttons = [*beneath, *dialog.menu]
    if not any(button.command.startswith(DROP) for button in beneath):
        buttons.insert(len(beneath), Button(label=texts.label("button.drop"), command=LEAVE))
    both = {button.command: button for button in buttons if button.label}
    raise Answer("flow/which", buttons=list(both.values()))


def _is_of_form(button: Button) -> bool:
    return button.command == LEAVE or button.command.startswith(CONFIRM)


def _is_number(text: str) -> bool:
    return text.strip(" .)").isdecimal()


def _find_said(texts: Texts, said: str, offered: Sequence[Button]) -> str | None:
    labelled = {
        button.command
        for place, button in enumerate(offered, start=1)
        if _says(said, _labels(button, place))
    }
    leaves = _says(said, texts.words("answer")["leave"])
    meant = labelled or {
        button.command for button in offered if _says(said, _ways_to_say(texts, button))
    }
    if leaves and not labelled and any(_is_of_form(button) for button in offered):
        meant.add(LEAVE)  # "không" may also drop what was read back
    if meant:
        return meant.pop() if len(meant) == 1 else None
    return LEAVE if leaves else None


def _labels(button: Button, place: int) -> Iterator[str]:
    if not button.label:
        return
    yield button.label
    yield f"{place} {button.label}"
    if match := _CODE_AND_NAME.match(button.label):
        yield from match.groups()


def _find_near(text: str, offered: Sequence[Button]) -> str | None:
    near = {button.command for button in offered if _is_slip(fold(text), fold(button.label))}
    return near.pop() if len(near) == 1 else None


def _is_slip(said: str, label: str) -> bool:
    """Tell whether one letter slipped: not the first ("bật", "tắt"), and never a figure."""
    return (
        len(label) >= _FEWEST_LETTERS
        and said[:1] == label[:1]
        and OSA.distance(said, label, score_cutoff=1) <= 1
        and _figures(said) == _figures(label)
    )


def _figures(text: str) -> list[str]:
    return [char for char in text if char.isdigit()]


def _read_back(dialog: Dialog) -> list[Button]:
    """Give the buttons of a read-back that another menu has hidden."""
    token = dialog.data.get("token")
    if not token or any(button.command == f"{DROP} {token}" for button in dialog.menu):
        return []
    return [Button(label="", command=f"{step} {token}") for step in (CONFIRM, AMEND)]


def _ways_to_say(texts: Texts, button: Button) -> Iterable[str]:
    answers = texts.words("answer")
    command = button.command.partition(" ")[0]
    steps = {CONFIRM: answers["confirm"], AMEND: answers["amend"]}
    return (*steps.get(command, ()), *_by_label(texts).get(button.label, ()))


def _says(said: str, ways: Iterable[str]) -> bool:
    return any(spells(said, way) for way in ways)


def _without_politeness(texts: Texts, text: str) -> Iterator[str]:
    yield text
    rest, _, last = text.rpartition(" ")
    if rest and _says(last, texts.words("answer")["polite"]):
        yield rest


@lru_cache(maxsize=2)
def _by_label(texts: Texts) -> dict[str, tuple[str, ...]]:
    """Map labels to other ways to say them; one label may stand on buttons of several keys."""
    statuses = {
        texts.label(f"status.{status}").capitalize(): tuple(texts.words("status")[status])
        for status in ItemStatus
    }
    ways = defaultdict(tuple, statuses)
    for key, said in texts.words("button").items():
        ways[texts.label(f"button.{key}")] += tuple(said)
    return dict(ways)
