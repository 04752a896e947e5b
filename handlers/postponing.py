"""/tamhoan: postpone the congresses of a branch, of some units, or all, in one act (DH-5).

Where, until when, why and on what basis stand in one line; what is left out is asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chat.message import Button
from congress.authority import RECORDERS
from congress.dates import DateError, parse_date
from congress.derive import FORTNIGHT
from congress.events import EventKind
from congress.notes import squeeze
from congress.postponement import Survey, survey
from congress.pushes import NoticeKind
from congress.units import Unit
from handlers.acknowledgement import find_silent
from handlers.areas import find_decided_above, own_level, read_places, units_under
from handlers.context import Answer, Context
from handlers.free_text import NAMES_PERSON, check_words
from handlers.postponement import POSTPONE
from handlers.registry import Command

LONGEST_REASON = 200

_MOST_BUTTONS = 8
_TO = r"(?:đến|den|tới|toi)"
_UNTIL_DAY = re.compile(
    rf"(?:^|[\s,;]){_TO}\s+(?:(?:hết|het)\s+)?(?:(?:ngày|ngay)\s+)?"
    r"(\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?)(?![\d/])",
    re.IGNORECASE,
)
_UNTIL_NOTICE = re.compile(
    rf"(?:^|[\s,;]){_TO}\s+khi\s+(?:có|co|cấp|cap)\s[^,;.]*?(?:mới|moi|phép|phep)\b",
    re.IGNORECASE,
)
_UNTIL_WHAT = re.compile(rf"\s{_TO}\s+(\S.*)$", re.IGNORECASE)
_WHY = re.compile(r"(?:^|[\s,;])(?:vì|do|lý\s+do|ly\s+do|lí\s+do)\s*:?\s+(.+)$", re.IGNORECASE)
_BASIS = re.compile(r"(?:^|[\s,;])(?:theo|căn\s+cứ|can\s+cu)\s+([^,;]*\d.*)$", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line of /tamhoan taken apart; `until` is None until further notice."""

    places: str
    until: date | None = None
    reason: str = ""
    basis: str = ""


async def postpone_branch(ctx: Context, args: str) -> None:
    """Answer /tamhoan [where] [until] [why] [basis]."""
    line = read_line(args, today=ctx.today)
    if not line.places:
        await _ask_where(ctx)
        return
    check_words(ctx, line.reason, most=LONGEST_REASON, answer=NAMES_PERSON)
    places = [unit.code for unit in _find_places(ctx, line, args)]
    found = survey(ctx.directory, units_under(ctx, places))
    if not found.postponable:
        raise await _nothing(ctx, places, found)
    data = {
        "places": places,
        "until": line.until.isoformat() if line.until else None,
        "reason": line.reason,
    }
    await POSTPONE.begin(ctx, data, said=line.basis)


def read_line(text: str, *, today: date) -> Line:
    """Take a line apart: "toàn huyện đến 30/4 do dịch bệnh theo 2472-CV/TU ngày 31/3/2020".

    Answers a day that cannot be, or is over.
    """
    plain, basis = _cut(_BASIS, squeeze(text))
    if match := _UNTIL_NOTICE.search(plain):
        until = None
    elif match := _UNTIL_DAY.search(plain):
        until = _read_until(match[1], today=today)
    else:
        places, reason = _cut(_WHY, plain)
        return Line(_trim(places), reason=_trim(reason), basis=basis)
    why = plain[match.end() :]
    return Line(
        _trim(plain[: match.start()]),
        until,
        reason=_trim(_cut(_WHY, why)[1] or why),
        basis=basis,
    )


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """Cut off what follows a word; nothing where the word is not there."""
    match = pattern.search(text)
    return (text[: match.start()], match[1]) if match else (text, "")


def _trim(text: str) -> str:
    return text.strip(" ,;.:")


def _read_until(text: str, *, today: date) -> date:
    try:
        until = parse_date(re.sub(r"\s", "", text), today=today)
    except DateError as exc:
        raise Answer(
            "postponement/bad_until", text=text, key="no_such_day", until=today + FORTNIGHT
        ) from exc
    if until < today:
        raise Answer("postponement/bad_until", text=text, key="past", until=today + FORTNIGHT)
    return until


def _find_places(ctx: Context, line: Line, args: str) -> list[Unit]:
    said = args.partition(line.places)[2]
    try:
        return read_places(ctx, line.places, complete=f"/tamhoan {{code}}{said}")
    except Answer as answer:
        if what := _UNTIL_WHAT.search(line.places):
            raise Answer(
                "postponement/bad_until", text=what[1], key="unclear", until=ctx.today + FORTNIGHT
            ) from answer
        raise


async def _ask_where(ctx: Context) -> None:
    whole = [ctx.directory.root.code]
    found = survey(ctx.directory, units_under(ctx, whole))
    if not found.postponable:
        raise await _nothing(ctx, whole, found)
    silent = await find_silent(ctx, NoticeKind.POSTPONEMENT, found.postponed)
    all_of_them = ctx.button(
        "postpone_all", f"/tamhoan {own_level(ctx).code}", count=len(found.postponable)
    )
    each = [
        Button(label=ctx.texts.short_name(unit.name), command=f"/tamhoan {unit.code}")
        for unit in found.postponable[:_MOST_BUTTONS]
    ]
    ctx.say(
        "postponement/ask_where",
        found=found,
        example=found.postponable[0],
        until=ctx.today + FORTNIGHT,
        silent=silent,
        own=find_decided_above(ctx, whole, EventKind.POSTPONED),
        choices=[all_of_them, *each] if len(found.postponable) > 1 else each,
        links=_see_silent(ctx, silent),
    )


async def _nothing(ctx: Context, places: list[str], found: Survey) -> Answer:
    silent = await find_silent(ctx, NoticeKind.POSTPONEMENT, found.postponed)
    return Answer(
        "postponement/nothing_here",
        buttons=_see_silent(ctx, silent),
        found=found,
        silent=silent,
        own=find_decided_above(ctx, places, EventKind.POSTPONED),
    )


def _see_silent(ctx: Context, silent: Sequence[Unit]) -> list[Button]:
    line = f"/chuaxacnhan {NoticeKind.POSTPONEMENT}"
    return [ctx.button("unacknowledged", line)] if silent else []


COMMANDS = (Command("tamhoan", postpone_branch, RECORDERS, aliases=("hoan",)),)
