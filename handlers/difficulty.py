"""Say what is difficult, or how the climate and the locality are: /vuongmac."""

import re
from enum import StrEnum

from congress.climate import Climate, Stability
from congress.notes import mirror, squeeze
from congress.roles import OVERSEERS, Role
from congress.severity import sort_by_severity
from congress.units import Unit
from handlers import climate
from handlers.context import Context
from handlers.issue_lookup import issue_buttons, may_read
from handlers.lists import show_list
from handlers.lookup import find_unit, is_code, match_units, own_units
from handlers.phrases import take_code
from handlers.raising import ROLES, ask_text, take_text
from handlers.registry import Command
from handlers.unit_words import take_unit
from storage import issues

_CLIMATE = re.compile(r"(?:tinh hinh )?(tutuong|tu tuong)(?!\w)[ :]*")
_STABILITY = re.compile(r"(?:tinh hinh )?(diaban|dia ban)(?!\w)[ :]*")

#: What a button says that is to ask for the words of a new one.
_ASK = "?"
_MOST_ISSUES = 8


async def raise_difficulty(ctx: Context, args: str) -> None:
    """Answer /vuongmac [unit] words; or "tutuong …", "diaban …", "phuctap …" after the unit.

    Without words those above see the open ones: of all their units, or of the one they name.
    """
    if not args and ctx.member.role in OVERSEERS:
        await show_list(ctx, "vuongmac")
        return
    unit, text = _take_unit(ctx, squeeze(args))
    folded = mirror(text)
    if (match := _CLIMATE.match(folded)) and _is_meant(ctx, match, text, Climate, "climate"):
        await climate.take_climate(ctx, unit, text[match.end() :])
    elif (match := _STABILITY.match(folded)) and _is_meant(
        ctx, match, text, Stability, "stability"
    ):
        await climate.take_stability(ctx, unit, text[match.end() :])
    elif text and text != _ASK:
        await take_text(ctx, {"unit": unit.code, "wish": False}, text)
    elif text or ctx.member.role is Role.UNIT_REPORTER:
        ask_text(ctx, unit)
    else:
        await _show_open(ctx, unit)


async def _show_open(ctx: Context, unit: Unit) -> None:
    """Show what is open in a unit, the most pressing first; a new one is raised by a button."""
    known = await issues.of_unit(ctx.work, unit=unit.code)
    still = sort_by_severity((one for one in known if one.is_open), today=ctx.today)
    ctx.say(
        "issues/open",
        unit=unit,
        issues=still,
        readable=[one for one in still if may_read(ctx, one, unit)],
        today=ctx.today,
        most=_MOST_ISSUES,
        choices=issue_buttons(ctx, still[:_MOST_ISSUES]),
        links=[ctx.button("raise_issue", f"/vuongmac {unit.code} {_ASK}")],
    )


def _take_unit(ctx: Context, text: str) -> tuple[Unit, str]:
    own = own_units(ctx)
    head, colon, tail = text.partition(":")
    if colon and len(own) == 1 and own[0] in match_units(ctx, head):
        return own[0], tail.strip()
    code, _, rest = text.partition(" ")
    # A unit of others is refused, and is no difficulty.
    if is_code(code) and match_units(ctx, code):
        return find_unit(ctx, code), rest.strip(" :")
    return take_unit(ctx, text, command="/vuongmac", is_word=bool)


def _is_meant(
    ctx: Context, match: re.Match[str], text: str, states: type[StrEnum], words: str
) -> bool:
    """Tell a word on the climate from a difficulty that only begins with it."""
    rest = text[match.end() :]
    state, _ = take_code(states, ctx.texts.words(words), rest)
    return " " not in match[1] or not rest or state is not None


COMMANDS = (Command("vuongmac", raise_difficulty, ROLES, aliases=("vm",)),)
