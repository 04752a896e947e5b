"""What a person says of an item, read and checked before anything is kept."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from congress.dates import DateError
from congress.notes import Cues, Note, NoteError, read_day, read_note, squeeze
from congress.plans import ItemStatus, PlanItem
from congress.reporting import CONGRESS_ITEMS
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.free_text import check_words
from texts.render import Texts


@dataclass(frozen=True)
class Claim:
    """What a person says of an item, checked and ready to be kept.

    `held_on` is the closing day where the item is the congress itself and it is done, `opened_on`
    the opening day where that was told too.
    """

    unit: Unit
    item: PlanItem
    status: ItemStatus
    note: Note
    held_on: date | None = None
    corrects: int | None = None
    opened_on: date | None = None


def make_claim(
    ctx: Context,
    unit: Unit,
    item: PlanItem,
    status: ItemStatus,
    words: str,
    *,
    corrects: int | None = None,
) -> Claim:
    """Read the words that go with a status; Answers what they may not be, storing nothing."""
    words = squeeze(words)
    check_words(ctx, words)
    try:
        if status is ItemStatus.DONE and item.code in CONGRESS_ITEMS:
            held_on, left = read_day(words, today=ctx.today, cues=cues_of(ctx))
            if held_on > ctx.today:
                raise Answer("report/held_future", day=held_on)
            return Claim(unit, item, status, Note(left), held_on, corrects)
        note = read_note(words, today=ctx.today, cues=cues_of(ctx))
    except NoteError as error:
        raise Answer(f"report/wrong_{error.key}", text=words) from error
    except DateError as error:
        raise Answer("report/wrong_day", why=error.key, today=ctx.today) from error
    _check_percent(ctx, unit, item, status, note.percent)
    return Claim(unit, item, status, note, corrects=corrects)


def cues_of(ctx: Context) -> Cues:
    """Give the words that tell numbers in notes apart."""
    return _cues(ctx.texts)


@lru_cache(maxsize=2)
def _cues(texts: Texts) -> Cues:
    words = texts.words("report")
    return Cues(words["about"], words["by"], words["deed"], words["today"], words["yesterday"])


def _check_percent(
    ctx: Context, unit: Unit, item: PlanItem, status: ItemStatus, percent: int | None
) -> None:
    unfinished = status is ItemStatus.DONE and percent not in {None, 100}
    begun = status is ItemStatus.NOT_STARTED and percent
    if not (unfinished or begun):
        return
    line = f"/bcmuc {unit.code} {item.code}"
    raise Answer(
        "report/contradiction",
        buttons=[
            ctx.button("in_progress_percent", f"{line} in_progress {percent}%", percent=percent),
            ctx.choice(f"status.{status}", f"{line} {status} _"),
        ],
        status=status,
        percent=percent,
    )
