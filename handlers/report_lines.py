"""Read a report's line: unit, item, status and note, in that order (DOMAIN 5.2).

The unit may be left out by who has only one, and all that follows the unit may be asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chat.message import Button
from congress.folding import fold
from congress.naming import Words, words_of
from congress.notes import mirror, squeeze
from congress.plans import ItemStatus, PlanItem
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.lookup import (
    find_item,
    find_unit,
    is_code,
    match_items,
    match_units,
    own_units,
    unit_buttons,
)
from texts.render import Texts

#: The statuses people choose from first; the others come with [Trạng thái khác].
MAIN_STATUSES = (
    ItemStatus.NOT_STARTED,
    ItemStatus.IN_PROGRESS,
    ItemStatus.DONE,
    ItemStatus.BLOCKED,
)
OTHER_STATUSES = tuple(status for status in ItemStatus if status not in MAIN_STATUSES)

#: The dialogue in which a status is asked for.
STATUS = "report_status"

_WORD = re.compile(r"[^\W_]+")
_EDGE = " ,;:.-–"
#: An item's name is looked for among the first words only.
_MOST_WORDS = 60


@dataclass(frozen=True)
class ReportLine:
    """What a line said; None for what it left out. `note` is as typed, on one line."""

    unit: Unit | None
    item: PlanItem | None = None
    status: ItemStatus | None = None
    note: str = ""


@dataclass(frozen=True)
class _Found:
    status: ItemStatus
    start: int
    end: int


def read_line(ctx: Context, text: str, *, command: str) -> ReportLine:
    """Read a whole line; Answer what is wrong with it, or which of several is meant."""
    unit, rest = split_unit(ctx, squeeze(text), command=command)
    return read_rest(ctx, unit, rest, command=command) if unit else ReportLine(None)


def read_rest(ctx: Context, unit: Unit, text: str, *, command: str) -> ReportLine:
    """Read what follows the unit in a squeezed line, or is said of a unit that is known."""
    named, found, note = _split_status(ctx, unit, text)
    if not named:
        return ReportLine(unit)
    line = f"{command} {unit.code} {{code}} {found.status if found else ''} {note}"
    item = find_item(ctx, unit, named, complete=squeeze(line))
    if found is None and note:
        raise unknown_status(ctx, unit, item, note)
    if found:
        _check_question(ctx, unit, item, note)
    return ReportLine(unit, item, found.status if found else None, note)


def split_unit(ctx: Context, text: str, *, command: str) -> tuple[Unit | None, str]:
    """Take the unit off a line: a code first, or a name before ":" or before an item's code.

    Without either it is the person's only unit; when there are several, the answer offers them.
    None for an empty line of somebody with several units.
    """
    own = own_units(ctx)
    head, tail = _split_head(ctx, text, own)
    if head:
        return find_unit(ctx, head, complete=f"{command} {{code}} {tail}"), tail
    if len(own) == 1:
        return own[0], text
    if not text:
        return None, ""
    first = text.partition(" ")[0]
    if is_code(first):
        choices = unit_buttons(own[:8], f"{command} {{code}} {text}")
        raise Answer("report/which_unit", buttons=choices)
    return find_unit(ctx, text, complete=f"{command} {{code}}"), ""


def read_status(texts: Texts, text: str) -> tuple[ItemStatus | None, str]:
    """Take a status off the beginning of a text; None when it does not begin with one."""
    found = next(_find_statuses(texts, text, at=0), None)
    return (found.status, text[found.end :].lstrip(_EDGE)) if found else (None, text)


def begins_with_status(ctx: Context, text: str) -> bool:
    """Tell whether words begin with a status; others may be a command's name."""
    return read_status(ctx.texts, text)[0] is not None


def asks(texts: Texts, note: str) -> bool:
    """Tell whether what follows a status or an opinion makes a question of it: "xong chưa?"."""
    return bool(note) and fold(note.rstrip(" ?")) in _questions(texts)


def read_whole_status(
    ctx: Context, unit: Unit, item: PlanItem, text: str
) -> tuple[ItemStatus, str]:
    """Take the status off an item's words; Answers a word that is none, and a question."""
    status, note = read_status(ctx.texts, text)
    if status is None:
        raise unknown_status(ctx, unit, item, text)
    _check_question(ctx, unit, item, note)
    return status, note


def unknown_status(ctx: Context, unit: Unit, item: PlanItem, text: str) -> Answer:
    """Make the answer to a status word that is none; it asks for the status anew."""
    ctx.expect(STATUS, unit=unit.code, item=item.code)
    return Answer(
        "report/unknown_status",
        buttons=status_buttons(ctx, unit, item),
        text=text[:60],
        unit=unit,
        item=item,
    )


def status_buttons(
    ctx: Context,
    unit: Unit,
    item: PlanItem,
    statuses: Sequence[ItemStatus] = MAIN_STATUSES,
    *,
    command: str = "/bcmuc",
) -> list[Button]:
    """Make the choices of a status for one item."""
    return [
        ctx.choice(f"status.{status}", f"{command} {unit.code} {item.code} {status}")
        for status in statuses
    ]


def _split_head(ctx: Context, text: str, own: Sequence[Unit]) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    if is_code(first):
        is_item = not match_units(ctx, first) and _letter(first) in _item_letters(ctx, own)
        return ("", text) if is_item else (first, rest.strip())
    head, colon, tail = text.partition(":")
    if colon and (len(own) != 1 or match_units(ctx, head)):
        return head.strip(), tail.strip()
    words = text.split(" ")
    for place, word in enumerate(words[1:_MOST_WORDS], start=1):
        if is_code(word) and match_units(ctx, head := " ".join(words[:place])):
            return head, " ".join(words[place:])
    return "", text


def _split_status(ctx: Context, unit: Unit, text: str) -> tuple[str, _Found | None, str]:
    first, _, rest = text.partition(" ")
    if is_code(first.rstrip(_EDGE)):
        status, note = read_status(ctx.texts, rest)
        found = _Found(status, 0, 0) if status else None
        return first, found, note
    plan = ctx.directory.items_by_unit.get(unit.code, ())
    places = list(_find_statuses(ctx.texts, text))
    for found in reversed(places):
        if match_items(plan, text[: found.start]):
            return text[: found.start].strip(_EDGE), found, text[found.end :].lstrip(_EDGE)
    if not places:
        return text, None, ""
    return text[: places[0].start].strip(_EDGE), places[0], text[places[0].end :].lstrip(_EDGE)


def _find_statuses(texts: Texts, text: str, *, at: int | None = None) -> Iterator[_Found]:
    phrases = _phrases(texts)
    marks = list(_WORD.finditer(mirror(text)))[:_MOST_WORDS]
    said = tuple(mark[0] for mark in marks)
    place = 0
    while place < len(marks):
        found = _longest(phrases, said, place)
        if found:
            yield _Found(found[1], marks[place].start(), marks[place + len(found[0]) - 1].end())
        if at is not None:
            return
        place += len(found[0]) if found else 1


def _longest(
    phrases: dict[Words, ItemStatus], said: Words, place: int
) -> tuple[Words, ItemStatus] | None:
    for end in range(min(place + 4, len(said)), place, -1):
        words = said[place:end]
        if words in phrases:
            return words, phrases[words]
    return None


@lru_cache(maxsize=2)
def _phrases(texts: Texts) -> dict[Words, ItemStatus]:
    written = texts.words("status")
    return {
        words_of(phrase): status
        for status in ItemStatus
        for phrase in (status.value, texts.label(f"status.{status}"), *written[status])
    }


def _check_question(ctx: Context, unit: Unit, item: PlanItem, note: str) -> None:
    """Answer "xong chưa?": it asks, and reports nothing."""
    if asks(ctx.texts, note):
        raise Answer("report/question", buttons=[_status_of(unit)], unit=unit, item=item)


def _letter(code: str) -> str:
    return code[0].upper()


def _item_letters(ctx: Context, units: Sequence[Unit]) -> set[str]:
    plans = (ctx.directory.items_by_unit.get(unit.code, ()) for unit in units)
    return {_letter(item.code) for plan in plans for item in plan}


@lru_cache(maxsize=2)
def _questions(texts: Texts) -> set[str]:
    return {"", *(fold(word) for word in texts.words("report")["question"])}


def _status_of(unit: Unit) -> Button:
    return Button(label=unit.name, command=f"/tinhhinh {unit.code}")
