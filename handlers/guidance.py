"""What holds for congresses in times of epidemic: /huongdan, by regime, phase and topic.

Shown with source and date, and never as the last word: the locality's newest document is.
"""

from chat.message import Button
from congress.checklists import Checklist
from congress.epidemic import Guidance, Phase, Regime, RegimeChange
from congress.events import CongressState
from congress.folding import fold
from congress.guidance import about, find_phase, find_regime, list_topics, select_guidance
from congress.roles import EVERYONE, Role
from handlers.context import Answer, Context
from handlers.lookup import own_units
from handlers.pages import cut_page, split_page
from handlers.regime_words import find_regime_words
from handlers.registry import Command
from profiles.reader import read_checklists, read_guidance

_MOST_TOPICS = 8
#: Pieces of guidance that a phone shows at once; each is a line or two.
_SIZE = 6


async def show_guidance(ctx: Context, args: str) -> None:
    """Answer /huongdan [topic or regime] [page]."""
    text, number = split_page(ctx, args)
    change = find_regime(ctx.directory, today=ctx.today, unit=_own_unit(ctx))
    asked = find_regime_words(text, texts=ctx.texts)
    topic = f"{asked.before} {asked.after}".strip() if asked else text
    regime = asked.regime if asked else change.regime if change else None
    holding = _hold(ctx, regime, whole=bool(topic))
    found = about(holding, topic) if topic else holding
    elsewhere = [] if found else about(read_guidance(), topic)
    austerity = _find_austerity(ctx, topic, change)
    if not found and not elsewhere and not austerity:
        raise Answer("guidance/unknown_topic", text=topic, buttons=_topic_buttons(holding))
    chosen = found or elsewhere
    page = cut_page(chosen if change or asked or topic else [], number, size=_SIZE)
    links = [_more(args=text, number=number, ctx=ctx)] if page.after else []
    ctx.say(
        "guidance/show",
        change=change,
        asked=asked.regime if asked else None,
        elsewhere=bool(elsewhere),
        page=page,
        austerity=austerity if number == 1 else None,
        area=ctx.directory.units.get(change.area or "") if change else None,
        others=_other_areas(ctx, change),
        links=[*links, *([] if topic else _topic_buttons(holding))],
    )


def _find_austerity(ctx: Context, topic: str, change: RegimeChange | None) -> Checklist | None:
    """Give the list of a congress in such times: while a regime is in force, or asked for (CL-5).

    Where one's own congress has been held it is of no use any more.
    """
    unit = _own_unit(ctx)
    asked = fold(topic) in {fold(way) for way in ctx.texts.words("austerity")["topics"]}
    in_force = not topic and change is not None and change.covers(ctx.today)
    if asked or (in_force and not (unit and ctx.directory.is_held(unit))):
        return read_checklists()["austerity"]
    return None


def _more(*, args: str, number: int, ctx: Context) -> Button:
    return ctx.button("more", f"/huongdan {args} {number + 1}".replace("  ", " "))


def _hold(ctx: Context, regime: Regime | None, *, whole: bool) -> list[Guidance]:
    """List what holds now for the person; the whole catalogue where no regime does."""
    if regime is None:
        return list(read_guidance())
    return select_guidance(
        read_guidance(),
        regime=regime,
        postponed=any(
            ctx.directory.congress(unit.code).state is CongressState.POSTPONED
            for unit in own_units(ctx)
        ),
        phases=frozenset(Phase) if whole else _phases(ctx),
        today=ctx.today,
    )


def _phases(ctx: Context) -> frozenset[Phase]:
    """Give the phase of one's own congress; who looks after many sees all but the past."""
    unit = _own_unit(ctx)
    if unit is None:
        return frozenset({Phase.BEFORE, Phase.DURING})
    return frozenset({find_phase(ctx.directory.congress(unit), today=ctx.today)})


def _own_unit(ctx: Context) -> str | None:
    return ctx.member.unit if ctx.member.role is Role.UNIT_REPORTER else None


def _other_areas(ctx: Context, shown: RegimeChange | None) -> list[tuple[str, RegimeChange]]:
    """List the areas of the person where another regime holds today, or none does."""
    if _own_unit(ctx):
        return []
    areas = {change.area for change in ctx.directory.regimes if change.area}
    held = [
        (ctx.directory.units[area].name, ctx.directory.regime_at(ctx.today, unit=area))
        for area in sorted(areas & {unit.code for unit in own_units(ctx)})
    ]
    return [(name, change) for name, change in held if change and change != shown]


def _topic_buttons(guidance: list[Guidance]) -> list[Button]:
    topics = {fold(topic): topic for topic in list_topics(guidance)[:_MOST_TOPICS]}
    return [
        Button(label=topic[:1].upper() + topic[1:], command=f"/huongdan {folded}")
        for folded, topic in topics.items()
    ]


COMMANDS = (Command("huongdan", show_guidance, EVERYONE, in_groups=True),)
