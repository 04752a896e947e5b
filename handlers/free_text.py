"""Short texts kept as people wrote them: one line, no names, perhaps a day at the end.

What may not be said at all never gets here: the filter before the inbox has stripped it.
"""

from datetime import date

from congress.last_day import LastDayError, split_last_day
from congress.notes import as_phrase, squeeze
from congress.refusal import names_a_person
from congress.reporting import LONGEST_NOTE
from handlers.context import Answer, Context

#: What answers a name: in what is decided, and in what is reported.
NAMES_PERSON = "refusal/names_person"
_REPORT_NAMES_PERSON = "report/names_a_person"

_LONGEST = 300


def take_text(ctx: Context, text: str, *, most: int = _LONGEST) -> str:
    """Give a text on one line, without a stop at its end; Answer what may not be kept."""
    words = as_phrase(text).lstrip(" ;,")
    check_words(ctx, words, most=most)
    return words


def check_words(
    ctx: Context, words: str, *, most: int = LONGEST_NOTE, answer: str = _REPORT_NAMES_PERSON
) -> None:
    """Answer words that are too long to be kept, or that name a person."""
    if len(words) > most:
        raise Answer("report/note_too_long", length=len(words), most=most)
    check_names(ctx, words, answer=answer)


def check_names(ctx: Context, *texts: str, answer: str = _REPORT_NAMES_PERSON) -> None:
    """Answer texts that name a person, each or read on; `answer` is the message that says so."""
    read_on = (" ".join(texts),) if len(texts) > 1 else ()
    if any(names_person(ctx, text) for text in (*texts, *read_on)):
        raise Answer(answer)


def names_person(ctx: Context, text: str) -> bool:
    """Tell whether a text seems to name a person; units' names are none."""
    words = squeeze(text)  # a name may go on in the next line
    return bool(words) and names_a_person(words, unit_names=ctx.directory.unit_names)


def split_due(ctx: Context, text: str) -> tuple[str, date | None]:
    """Take "hạn 20/5" off the end of a text; Answer when that is no day, or gone by."""
    try:
        return split_last_day(text, today=ctx.today)
    except LastDayError as error:
        raise bad_last_day(ctx, error) from error


def bad_last_day(ctx: Context, error: LastDayError) -> Answer:
    """Make the answer to a last day that cannot be."""
    return Answer("flow/bad_last_day", why=error.key, text=error.text, today=ctx.today)
