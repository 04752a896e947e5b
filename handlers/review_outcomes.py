"""What a review came to, recorded with what it rests on (CL-10, DOMAIN 8.6)."""

from chat.message import Button
from congress.basis import Basis
from congress.decided import REVIEW as ITEMS
from congress.plans import ItemStatus
from congress.pushes import NoticeKind
from congress.reviews import (
    GOOD_OUTCOMES,
    Outcome,
    Review,
    find_concluded,
    find_pending,
)
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.decided_items import decide_item
from handlers.decisions import Data, Decision
from handlers.notices import open_notice, tell_unit
from handlers.registry import Command
from handlers.review_lines import require_left, require_reviewer
from storage import reviews


async def conclude_review(ctx: Context, unit: Unit, outcome: Outcome, rest: str) -> None:
    """Answer /duyet unit đạt|đạt có bổ sung|rút kinh nghiệm [basis]."""
    require_reviewer(ctx, unit, command="duyet")
    review = await _find_open(ctx, unit)
    data = {"unit": unit.code, "outcome": outcome.value, "round": review.round}
    await CONCLUDE.begin(ctx, data, said=rest)


async def _find_open(ctx: Context, unit: Unit) -> Review:
    """Give the review an outcome is for; Answers where the last one has passed."""
    require_left(ctx, unit)
    known = await reviews.listed(ctx.work, unit=unit.code)
    if pending := find_pending(known):
        return pending
    last = find_concluded(known)
    if last and last.outcome in GOOD_OUTCOMES:
        raise Answer("reviews/already", unit=unit, review=last)
    return Review(
        id=ctx.work.new_id(),
        unit=unit.code,
        round=len(known) + 1,
        meets_on=ctx.today,
        member=ctx.member.id,
        at=ctx.now,
    )


def _ask(ctx: Context, data: Data) -> None:
    ctx.say("reviews/ask_basis", unit=ctx.directory.units[data["unit"]], outcome=data["outcome"])


async def _read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
    ctx.say(
        "reviews/read_back",
        unit=ctx.directory.units[data["unit"]],
        outcome=data["outcome"],
        round=data["round"],
        basis=basis,
        choices=buttons,
    )


async def _record(ctx: Context, data: Data, basis: Basis) -> None:
    unit, outcome = ctx.directory.units[data["unit"]], Outcome(data["outcome"])
    require_reviewer(ctx, unit, command="duyet")
    review = await _find_open(ctx, unit)
    if review.round != data["round"]:
        raise Answer("flow/outdated")
    done = review.model_copy(
        update={
            "outcome": outcome,
            "basis": basis.text,
            "basis_on": basis.on,
            # It met on its day; one held sooner, or never scheduled, on the day of its basis.
            "meets_on": review.meets_on if review.meets_on < ctx.today else basis.on,
        }
    )
    reviews.save(ctx.work, done)
    good = outcome in GOOD_OUTCOMES
    status = ItemStatus.DONE if good else ItemStatus.RETURNED
    item = await decide_item(ctx, unit, *ITEMS, status=status, basis=basis)
    ctx.record("review", f"review {unit.code}/{done.round}", new=outcome)
    ctx.affects(unit.code)
    reached = tell_unit(
        ctx,
        open_notice(ctx, NoticeKind.REVIEW, [unit], basis=basis.text),
        unit,
        "reviews/outcome_notice",
        review=done,
        basis=basis,
        good=good,
        links=[ctx.button("review", f"/duyet {unit.code}")],
    )
    ctx.say(
        "reviews/recorded",
        review=done,
        item=item if good else None,
        good=good,
        reached=reached,
        at=ctx.now,
        links=[ctx.button("write_conclusions", f"/klghi {unit.code}")],
    )


CONCLUDE = Decision("review", ask=_ask, read_back=_read_back, record=_record)
COMMANDS: tuple[Command, ...] = ()
FLOWS = CONCLUDE.flows
