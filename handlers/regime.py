"""Setting an epidemic regime: /capdo area regime [from-to], read back with its document.

Confirmed, it sends guidance to the units not held yet and suggests, never decides, postponement.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from chat.message import Button
from congress.authority import RECORDERS
from congress.basis import Basis
from congress.dates import DateError, parse_range
from congress.epidemic import Phase, Regime, RegimeChange
from congress.events import CongressState
from congress.guidance import find_regime, select_guidance
from congress.postponement import find_affected, units_in_area
from congress.pushes import Notice, NoticeKind
from congress.units import Unit
from handlers.areas import is_whole, own_level, split_area
from handlers.context import Answer, Context
from handlers.decisions import Data, Decision
from handlers.examples import find_example
from handlers.lookup import find_unit
from handlers.notices import open_notice, see_unacknowledged, tell_unit
from handlers.plan_items import enter_items
from handlers.postponement_suggestion import suggest
from handlers.regime_words import find_regime_words
from handlers.registry import Command
from profiles.reader import read_guidance
from storage import epidemic

#: Under these, who was postponed may ask to hold the congress after all (DOMAIN 4).
_EASED = frozenset({Regime.NONE, Regime.CT19, Regime.CAP_1, Regime.BINH_THUONG_MOI})
#: Pieces of guidance that a notice tells; the rest is a button away.
_ON_NOTICE = 3
_FROM = re.compile(r"^(?:từ|tu)\s+|^(?:ngày|ngay)\s+", re.IGNORECASE)
_UNTIL_END = re.compile(r"(đến|den|tới|toi)\s+(?:hết|het)\s+(?:ngày\s+|ngay\s+)?", re.IGNORECASE)


async def set_regime(ctx: Context, args: str) -> None:
    """Answer /capdo [area [regime [from-to]]]."""
    found = find_regime_words(args, texts=ctx.texts)
    if found is None:
        _ask_regime(ctx, args)
        return
    area = _find_area(ctx, found.before, rest=f"{found.regime} {found.after}".strip())
    since, until = _read_days(ctx, found.after)
    data: Data = {
        "area": area.code if area else None,
        "regime": found.regime.value,
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
    }
    change = _change_of(ctx, data)
    data["known"] = [other.id for other in _find_overlapping(ctx, change)]
    await SET_REGIME.begin(ctx, data)


def _ask_regime(ctx: Context, text: str) -> None:
    if not text:
        ctx.say(
            "regime/current",
            change=find_regime(ctx.directory, today=ctx.today, unit=ctx.member.unit),
            today=ctx.today,
            area=None,
            root=ctx.directory.root,
        )
        return
    place, rest = split_area(ctx, text)
    area = _find_area(ctx, place, rest="CT16")
    code = area.code if area else ctx.directory.root.code
    buttons = [ctx.choice(f"regime.{regime}", f"/capdo {code} {regime}") for regime in Regime]
    ctx.say(
        "regime/which_regime",
        choices=buttons,
        text=rest,
        area=area,
        root=ctx.directory.root,
        today=ctx.today,
    )


def _find_area(ctx: Context, text: str, *, rest: str) -> Unit | None:
    """Find the unit whose area it is, within the person's own; None is the whole tree.

    "huyện" is the area of the person's own level.
    """
    if is_whole(ctx, text):
        level = own_level(ctx)
        return None if level.is_root else level
    if not text:
        raise Answer("regime/no_area", rest=rest, unit=find_example(ctx))
    return find_unit(ctx, text, complete=f"/capdo {{code}} {rest}")


def _read_days(ctx: Context, text: str) -> tuple[date, date | None]:
    """Read the first and last day; from today, and until further notice, where not said."""
    plain = _UNTIL_END.sub(r"\1 ", _FROM.sub("", text.strip(" ,;.")))
    if not plain:
        return ctx.today, None
    try:
        since, until = parse_range(plain, today=ctx.today)
    except DateError as exc:
        raise Answer("regime/bad_days", text=text, reason=exc.key, today=ctx.today) from exc
    if since == until and not re.search(r"\d\s*[-–—]\s*\d|\s(?:đến|den|tới|toi)\s", plain):
        return since, None
    if until < ctx.today:
        raise Answer("regime/past", until=until, today=ctx.today)
    return since, until


def _ask(ctx: Context, data: Data) -> None:
    change = _change_of(ctx, data)
    area = ctx.directory.units.get(change.area or "")
    ctx.say("regime/ask_basis", change=change, area=area, root=ctx.directory.root)


def _ask_again(ctx: Context, data: Data) -> None:
    ctx.say("regime/amend", change=_change_of(ctx, data), root=ctx.directory.root)


async def _read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
    change = _change_of(ctx, data, basis=basis)
    ctx.say(
        "regime/read_back",
        change=change,
        units=_not_held(ctx, change.area),
        choices=buttons,
        area=ctx.directory.units.get(change.area or ""),
        root=ctx.directory.root,
    )


async def _record(ctx: Context, data: Data, basis: Basis) -> None:
    """Record the regime, send guidance, and suggest what people may decide."""
    change = _change_of(ctx, data, basis=basis)
    _check_unchanged(ctx, data, change)
    before = ctx.directory.regime_at(change.since, unit=change.area)
    epidemic.add_change(ctx.work, change)
    ctx.record(
        "set_regime",
        f"area {change.area or '*'}",
        old=before.regime if before else Regime.NONE,
        new=change.regime,
    )
    ctx.directory = replace(ctx.directory, regimes=(*ctx.directory.regimes, change))
    for unit in _not_held(ctx, change.area):
        if change.regime is not Regime.NONE:
            enter_items(ctx, unit, "regime")
        ctx.affects(unit.code)
    left = _not_held(ctx, change.area)
    notice = open_notice(ctx, NoticeKind.REGIME, left, subject=change.regime, basis=change.basis)
    for unit in left:
        _push(ctx, notice, change, unit)
    affected = find_affected(ctx.directory, change)
    may_ask = [unit for unit in left if _may_ask(ctx, change, unit)]
    ctx.say(
        "regime/applied",
        affected=affected,
        may_ask=may_ask,
        links=[see_unacknowledged(ctx, notice)],
    )
    if affected:
        suggest(ctx, change, affected)


def _find_overlapping(ctx: Context, change: RegimeChange) -> list[RegimeChange]:
    """List the regimes set so far for some of the same days and places."""
    directory = ctx.directory

    def meets(area: str | None) -> bool:
        return (
            area in {None, *directory.line_up(change.area)}
            or change.area is None
            or change.area in directory.line_up(area)
        )

    return [one for one in directory.regimes if meets(one.area) and one.overlaps(change)]


def _check_unchanged(ctx: Context, data: Data, change: RegimeChange) -> None:
    """Refuse where somebody set a regime for these days and places since the line was said."""
    newer = [one for one in _find_overlapping(ctx, change) if one.id not in data.get("known", ())]
    if newer:
        raise Answer(
            "regime/changed",
            newer=newer[-1],
            by=ctx.directory.members.get(newer[-1].member or 0),
            area=ctx.directory.units.get(newer[-1].area or ""),
            root=ctx.directory.root,
            change=change,
        )


SET_REGIME = Decision(
    "regime",
    ask=_ask,
    ask_again=_ask_again,
    read_back=_read_back,
    record=_record,
    meetings=False,
    confirm="apply",
    command="capdo",
    roles=RECORDERS,
)


def _change_of(ctx: Context, data: dict[str, Any], *, basis: Basis | None = None) -> RegimeChange:
    return RegimeChange(
        id=ctx.work.new_id(),
        area=data["area"],
        regime=Regime(data["regime"]),
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]) if data["until"] else None,
        basis=basis.text if basis else "",
        basis_on=basis.on if basis else None,
        member=ctx.member.id,
        at=ctx.now,
    )


def _may_ask(ctx: Context, change: RegimeChange, unit: Unit) -> bool:
    """Tell whether a postponed unit may ask to hold its congress after all (DOMAIN 4)."""
    postponed = ctx.directory.congress(unit.code).state is CongressState.POSTPONED
    return postponed and change.regime in _EASED


def _not_held(ctx: Context, area: str | None) -> list[Unit]:
    units = units_in_area(ctx.directory, area)
    return [unit for unit in units if not ctx.directory.is_held(unit.code)]


def _push(ctx: Context, notice: Notice, change: RegimeChange, unit: Unit) -> None:
    guidance = select_guidance(
        read_guidance(),
        regime=change.regime,
        postponed=ctx.directory.congress(unit.code).state is CongressState.POSTPONED,
        phases={Phase.BEFORE},
        today=max(ctx.today, change.since),
    )
    more = guidance[_ON_NOTICE:]
    tell_unit(
        ctx,
        notice,
        unit,
        "guidance/notice",
        leaders=False,
        links=[ctx.button("all_guidance", "/huongdan")] if more else [],
        change=change,
        guidance=guidance[:_ON_NOTICE],
        left=len(more),
        may_ask=_may_ask(ctx, change, unit),
        area=ctx.directory.units.get(change.area or ""),
        root=ctx.directory.root,
    )


COMMANDS = (Command("capdo", set_regime, RECORDERS),)
FLOWS = SET_REGIME.flows
