"""Ask what a decision rests on, until number and day are there (congress.basis reads them)."""

from typing import Any

from congress.basis import Basis, BasisError, read_basis
from handlers.context import Context
from handlers.free_text import NAMES_PERSON, names_person

#: What is still worth putting together with the next words: a number waiting for its day…
_INCOMPLETE = frozenset({"no_day", "no_document"})


def take_basis(
    ctx: Context,
    flow: str,
    data: dict[str, Any],
    text: str,
    *,
    meetings: bool,
) -> Basis | None:
    """Read a basis out of the words; None when it is still incomplete and has been asked for.

    What was said before (`data["said"]`) is kept, so that the missing part alone may follow.
    """
    said = data.get("said", "")
    # Put together, two innocent halves may name somebody.
    if names_person(ctx, f"{said} {text}"):
        ctx.say(NAMES_PERSON)
        return None
    problem = BasisError("no_document")
    for words in (text, f"{said} {text}") if said else (text,):
        try:
            return read_basis(words, today=ctx.today, meetings=meetings)
        except BasisError as error:
            problem = error
    ctx.expect(flow, **{**data, "said": text if problem.key in _INCOMPLETE else ""})
    ctx.say("regime/bad_basis", key=problem.key, meetings=meetings, today=ctx.today)
    return None
