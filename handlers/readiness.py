"""Whether a congress is ready: /sansang, and the state `ready` that the program sets (DOMAIN 8.5).

`follow` looks again at the units whose readiness a message may have changed, after its answer.
"""

from typing import Any

from congress.audit import AuditEntry
from congress.events import DECIDED_STATES, Congress, CongressState
from congress.members import Member, sees_detail
from congress.readiness import DATED, Condition, find_conditions, find_missing
from congress.roles import VIEWERS
from congress.transitions import is_held, make_ready, withdraw_ready
from congress.units import Unit
from handlers.context import Context
from handlers.lists import show_list
from handlers.lookup import find_unit, own_units
from handlers.registry import Command
from storage import audit, congresses
from storage.dossier import load_dossier


async def show_readiness(ctx: Context, args: str) -> None:
    """Answer /sansang [unit]; without a unit, who has several sees which are not ready."""
    units = own_units(ctx)
    if not args and len(units) != 1:
        await show_list(ctx, "chuasansang")
        return
    unit = find_unit(ctx, args, complete="/sansang {code}", keeps=False) if args else units[0]
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    conditions = find_conditions(dossier)
    ctx.say(
        "readiness/show",
        unit=unit,
        congress=dossier.congress,
        opens=dossier.congress.opens_on or unit.planned_on,
        decided=dossier.congress.state in DECIDED_STATES,
        today=ctx.today,
        held=is_held(dossier.congress),
        met=[one for one in conditions if one.blocks and one.met],
        missing=[one for one in conditions if one.blocks and not one.met],
        soft=[one for one in conditions if not one.blocks and not one.met],
        failed=dossier.failed,
        group=ctx.directory.groups.get(unit.group or ""),
        detail=sees_detail(ctx.member, of=unit),
        links=[ctx.button("unit_status", f"/tinhhinh {unit.code}")],
    )
    # Time alone changes some conditions: a regime ends, a day of approval comes too late.
    ctx.affects(unit.code)


async def follow(ctx: Context) -> None:
    """Set or withdraw `ready` where a message changed what it depends on; tell the owners.

    Costs nothing for units without an agreed day.
    """
    for code in sorted(ctx.affected):
        congress = ctx.directory.congress(code)
        if congress.state in DATED:
            await _follow_unit(ctx, ctx.directory.units[code], congress)


async def _follow_unit(ctx: Context, unit: Unit, congress: Congress) -> None:
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    missing = find_missing(dossier)
    was_ready = congress.state is CongressState.READY
    if was_ready is not bool(missing):
        return
    after = withdraw_ready(congress) if missing else make_ready(congress)
    congresses.save(ctx.work, after)
    ctx.directory = ctx.directory.put(congress=after)
    _record(ctx, congress, after)
    for person in (*ctx.directory.reporters_of(unit), *ctx.directory.leaders_of(unit)):
        _tell(ctx, person, unit, after, missing)


def _record(ctx: Context, before: Congress, after: Congress) -> None:
    """Leave the audit row of the program itself: nobody decided this."""
    entry = AuditEntry(
        id=ctx.work.new_id(),
        at=ctx.now,
        member=None,
        role=None,
        action="ready" if after.state is CongressState.READY else "not_ready",
        object=f"unit {after.unit}",
        old=before.state,
        new=after.state,
        key=ctx.incoming.key,
    )
    audit.add(ctx.work, entry)


def _tell(
    ctx: Context,
    person: Member,
    unit: Unit,
    congress: Congress,
    missing: tuple[Condition, ...],
) -> None:
    values: dict[str, Any] = {
        "noted": unit,
        "own": person.unit == unit.code,
        "congress": congress,
        "missing": missing,
    }
    if ctx.speaker and person.id == ctx.speaker.id:
        kept = ctx.dialog  # the choices of the answer itself stay good
        ctx.say("readiness/changed", **values)
        ctx.dialog = kept
        return
    link = ctx.button("see_conditions", f"/sansang {unit.code}")
    ctx.tell(person, "readiness/changed", links=[link], **values)


COMMANDS = (Command("sansang", show_readiness, VIEWERS),)
