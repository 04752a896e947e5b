"""The questions of a report that is made step by step: unit, item, status, note.

The buttons of each are longer commands. A question that is open is a dialogue besides, so that it
is left by a word, and answered by words too: "X26", "đang làm 60%".
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from congress.derive import is_asked
from congress.plans import ItemStatus, PlanItem
from congress.units import Unit
from handlers import drafts
from handlers.choices import is_assent
from handlers.claims import make_claim
from handlers.context import Answer, Context
from handlers.drafts import drafted_item, read_back
from handlers.filing import check_status
from handlers.lookup import (
    find_item,
    find_unit,
    is_code,
    item_buttons,
    own_units,
    read_number,
    unit_buttons,
)
from handlers.report_lines import STATUS, read_whole_status
from storage import plans

FLOW, ITEM = "report", "report_item"
#: What is typed or sent by [Bỏ qua] where a note is not wanted.
NO_NOTE = "_"

_FIRST_ITEMS = 3
_PAGE = 6
_PAGE_OF_UNITS = 8


def ask_unit(ctx: Context, command: str, *, words: str = "") -> None:
    """Ask which of the person's units a command is about; `words` follow the unit."""
    units = own_units(ctx)
    if not units:
        raise Answer("report/no_units")
    shown = units[:_PAGE_OF_UNITS]
    ctx.say(
        "report/ask_unit",
        choices=unit_buttons(shown, f"{command} {{code}} {words}".rstrip()),
        more=len(units) - len(shown),
        example=units[-1],
        command=command,
    )


async def ask_item(ctx: Context, unit: Unit) -> None:
    """Ask which item of a unit, with those that are asked for first."""
    statuses = await plans.statuses_of(ctx.work, unit=unit.code)
    found = _in_order(ctx, unit, statuses)
    congress = ctx.directory.congress(unit.code)
    asked = [
        item
        for item in found[:_FIRST_ITEMS]
        if is_asked(item, statuses.get(item.code, ItemStatus.NOT_STARTED), congress)
    ]
    choices = item_buttons(asked or found[:_FIRST_ITEMS], f"/baocao {unit.code} {{code}}")
    other = [ctx.button("other_item", f"/bcthem {unit.code} 1")] if found[_FIRST_ITEMS:] else []
    ctx.expect(ITEM, unit=unit.code)
    ctx.say("report/ask_item", choices=[*choices, *other], unit=unit, first=True)


async def list_items(ctx: Context, args: str) -> None:
    """Answer /bcthem UNIT PAGE: the items of a unit, a page at a time."""
    code, _, page = args.partition(" ")
    unit = find_unit(ctx, code)
    found = _in_order(ctx, unit, await plans.statuses_of(ctx.work, unit=unit.code))
    start = ((read_number(page) or 1) - 1) * _PAGE
    shown = found[start : start + _PAGE]
    more = found[start + _PAGE :]
    links = [ctx.button("more", f"/bcthem {unit.code} {start // _PAGE + 2}")] if more else []
    choices = item_buttons(shown, f"/baocao {unit.code} {{code}}")
    ctx.expect(ITEM, unit=unit.code)
    ctx.say("report/ask_item", choices=choices, links=links, unit=unit, first=False)


def names_item(_ctx: Context, text: str) -> bool:
    """Tell whether words begin with an item's code; other words may be a command's name."""
    return is_code(text.partition(" ")[0])


def ask_status(ctx: Context, unit: Unit, item: PlanItem, *, others: bool = False) -> None:
    """Ask how far an item is."""
    ctx.expect(STATUS, unit=unit.code, item=item.code)
    drafts.ask_status(ctx, unit, item, others=others)


async def choose_status(ctx: Context, args: str) -> None:
    """Answer /bcmuc UNIT ITEM STATUS [note]: ask for the note, or read back; "+" lists more."""
    ctx.forget()
    unit, item, rest = read_step(ctx, args)
    if rest == "+":
        ask_status(ctx, unit, item, others=True)
    else:
        await _take_status(ctx, unit, item, rest)


async def hear_status(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take a status that was typed, with or without a note."""
    await _take_status(ctx, *drafted_item(ctx, data), text)


async def _take_status(ctx: Context, unit: Unit, item: PlanItem, text: str) -> None:
    status, words = read_whole_status(ctx, unit, item, text)
    await ask_or_read_back(ctx, FLOW, unit, item, status, words)


async def ask_or_read_back(
    ctx: Context,
    flow: str,
    unit: Unit,
    item: PlanItem,
    status: ItemStatus,
    words: str,
    *,
    corrects: int | None = None,
    skip: str = "/bcmuc",
) -> None:
    """Ask for the note of a status; with words (or NO_NOTE) read the report back."""
    if words:
        words = "" if words == NO_NOTE else words
        claim = make_claim(ctx, unit, item, status, words, corrects=corrects)
        await read_back(ctx, flow, claim, words=words)
        return
    await check_status(ctx, unit, item, status, corrects=corrects is not None)
    expect_note(ctx, flow, unit, item, status, corrects=corrects)
    line = " ".join([skip, *([] if corrects else [unit.code, item.code]), status, NO_NOTE])
    ctx.say("report/ask_note", links=[ctx.button("skip", line)], item=item, status=status)


def expect_note(
    ctx: Context, flow: str, unit: Unit, item: PlanItem, status: ItemStatus, **data: Any
) -> None:
    """Let the next words be the note of a status; it remembers those that chose the status."""
    said = ctx.incoming.text
    ctx.expect(
        flow, unit=unit.code, item=item.code, status=status.value, words="", said=said, **data
    )


def is_repeated(ctx: Context, data: Mapping[str, Any]) -> bool:
    """Tell whether the words for a note are only those that chose the status, sent once more."""
    return ctx.incoming.text == data.get("said")


async def take_words(ctx: Context, data: dict[str, Any], text: str) -> None:
    """Take a note, or better words for a draft."""
    unit, item = drafted_item(ctx, data)
    status = ItemStatus(data["status"])
    words = NO_NOTE if is_assent(ctx.texts, text) else text  # "gửi đi" asks for no note
    if is_repeated(ctx, data):
        words = ""
    await ask_or_read_back(
        ctx, ctx.dialog.name or FLOW, unit, item, status, words, corrects=data.get("corrects")
    )


def read_step(ctx: Context, args: str) -> tuple[Unit, PlanItem, str]:
    """Read the UNIT ITEM a step's command begins with, and the rest."""
    code, _, rest = args.strip().partition(" ")
    unit = find_unit(ctx, code)
    code, _, rest = rest.strip().partition(" ")
    return unit, find_item(ctx, unit, code), rest.strip()


def _in_order(ctx: Context, unit: Unit, statuses: Mapping[str, ItemStatus]) -> Sequence[PlanItem]:
    """Put what is asked for first, by due date; finished and handed-in items come last."""
    congress = ctx.directory.congress(unit.code)

    def rank(item: PlanItem) -> tuple[bool, date, int]:
        asked = is_asked(item, statuses.get(item.code, ItemStatus.NOT_STARTED), congress)
        return not asked, item.due, item.position

    return sorted(ctx.directory.items_by_unit.get(unit.code, ()), key=rank)
