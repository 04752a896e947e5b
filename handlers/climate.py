"""The climate of opinion and the calm of a locality: one tap each (KS-11, NS-4).

A hotspot becomes an issue by itself; a complicated climate offers one.
"""

from enum import StrEnum
from typing import TypeVar

from chat.message import Button
from congress.climate import CLIMATE_ITEM, Climate, Stability, read_climate, read_stability
from congress.facts import FactKind, Facts
from congress.issues import LONGEST_TEXT, Issue, IssueCategory, IssueOwner
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.free_text import check_words, names_person, split_due
from handlers.issue_filing import raise_issue
from handlers.phrases import take_code
from handlers.telling import keep_fact
from storage import facts, issues

State = TypeVar("State", bound=StrEnum)


def climate_buttons(ctx: Context, unit: Unit) -> list[Button]:
    """Make the choices of one tap for the climate of opinion."""
    return _buttons(ctx, unit, "tutuong", Climate, "climate")


def offer_climate(ctx: Context, unit: Unit, item: str) -> list[Button]:
    """Offer the one tap after the weekly report on the climate; nothing after others."""
    return climate_buttons(ctx, unit) if item == CLIMATE_ITEM else []


async def take_climate(ctx: Context, unit: Unit, text: str) -> None:
    """Answer /vuongmac UNIT tutuong STATE; without a state it asks."""
    climate, rest = take_code(Climate, ctx.texts.words("climate"), text)
    if climate is None or rest:
        raise Answer(
            "issues/which_climate",
            unit=unit,
            text=text[:60],
            named=names_person(ctx, text),
            buttons=climate_buttons(ctx, unit),
        )
    before = read_climate(await _facts(ctx, unit))
    keep_fact(ctx, unit, FactKind.CLIMATE, {"state": climate}, old=before, new=climate)
    links = []
    if climate is Climate.COMPLEX:
        links = [ctx.button("raise_complex", f"/vuongmac {unit.code} phuctap")]
    elif climate is Climate.CONCERN:
        links = [ctx.button("raise_issue", f"/vuongmac {unit.code} ?")]
    ctx.say("issues/climate", unit=unit, climate=climate, at=ctx.now, links=links)


async def take_stability(ctx: Context, unit: Unit, text: str) -> None:
    """Answer /vuongmac UNIT diaban STATE [words]; a hotspot opens an issue, once."""
    state, rest = take_code(Stability, ctx.texts.words("stability"), text)
    if state is None or (rest and state is not Stability.HOTSPOT):
        choices = _buttons(ctx, unit, "diaban", Stability, "stability")
        raise Answer(
            "issues/which_stability",
            unit=unit,
            text=text[:60],
            named=names_person(ctx, text),
            buttons=choices,
        )
    words, due = split_due(ctx, rest)
    words = words or ctx.texts.label("issues.hotspot")
    check_words(ctx, words, most=LONGEST_TEXT)
    before = read_stability(await _facts(ctx, unit))
    issue = await _find_hotspot(ctx, unit)
    keep_fact(ctx, unit, FactKind.STABILITY, {"state": state}, old=before, new=state)
    opened = state is Stability.HOTSPOT and issue is None
    if opened:
        issue = await raise_issue(
            ctx,
            unit,
            words,
            IssueOwner.GROUP if unit.group else IssueOwner.ORGANISATION_DEPT,
            category=IssueCategory.HOTSPOT,
            blocking=True,
            due=due,
        )
    links = []
    if issue:
        links = [ctx.button("see_issue", f"/xuly {issue.code}", code=issue.code)]
    ctx.say(
        "issues/stability",
        unit=unit,
        state=state,
        issue=issue,
        opened=opened,
        at=ctx.now,
        links=links,
    )


async def settle_locality(ctx: Context, unit: Unit, closed: Issue) -> None:
    """Call a locality settled once the last issue about its hotspot is closed."""
    if closed.category is not IssueCategory.HOTSPOT or await _find_hotspot(ctx, unit):
        return
    before = read_stability(await _facts(ctx, unit))
    settled = {"state": Stability.SETTLED}
    keep_fact(ctx, unit, FactKind.STABILITY, settled, old=before, new=Stability.SETTLED)


async def _find_hotspot(ctx: Context, unit: Unit) -> Issue | None:
    known = await issues.of_unit(ctx.work, unit=unit.code)
    found = (one for one in known if one.is_open and one.category is IssueCategory.HOTSPOT)
    return next(found, None)


async def _facts(ctx: Context, unit: Unit) -> Facts:
    return Facts(await facts.newest(ctx.work, unit=unit.code))


def _buttons(
    ctx: Context, unit: Unit, word: str, states: type[State], labels: str
) -> list[Button]:
    return [
        ctx.choice(f"{labels}.{state}", f"/vuongmac {unit.code} {word} {state}")
        for state in states
    ]
