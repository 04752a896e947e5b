"""The personnel plan of a unit is approved by the committee above, with a basis (KS-6)."""

from dataclasses import dataclass

from chat.message import Button
from congress.authority import may_decide
from congress.basis import Basis
from congress.decided import PERSONNEL_PLAN
from congress.facts import FactKind
from congress.issues import ABOUT_PEOPLE, Issue
from congress.personnel import PersonnelCard, read_card
from congress.plans import FINISHED
from congress.pushes import NoticeKind
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.decided_items import decide_item
from handlers.decisions import Data, Decision
from handlers.notices import open_notice, tell_unit
from handlers.telling import keep_fact
from handlers.unit_words import drafted_unit
from storage.dossier import load_dossier


@dataclass(frozen=True)
class _Plan:
    card: PersonnelCard
    issues: tuple[Issue, ...]


async def take_approval(ctx: Context, unit: Unit, text: str) -> None:
    """Answer /nhansu UNIT duyet [basis]: record that the committee above approved the plan."""
    if not may_decide(ctx.directory, ctx.member, unit):
        raise Answer("personnel/may_not_approve", unit=unit)
    await _load(ctx, unit)
    await APPROVE.begin(ctx, {"unit": unit.code}, said=text)


async def _load(ctx: Context, unit: Unit) -> _Plan:
    """Read what the decision is about; Answers where there is no plan, or it was approved."""
    dossier = await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)
    card = read_card(dossier)
    if card.plan is None:
        raise Answer("personnel/no_plan", unit=unit)
    if card.plan_status in FINISHED:
        fact = dossier.facts.get(FactKind.PLAN_APPROVAL)
        basis = Basis.model_validate(fact.data) if fact else None
        raise Answer("personnel/approved_before", unit=unit, basis=basis, card=card)
    issues = (one for one in dossier.issues if one.is_open and one.category in ABOUT_PEOPLE)
    return _Plan(card, tuple(issues))


def _ask(ctx: Context, data: Data) -> None:
    ctx.say("personnel/ask_basis", unit=drafted_unit(ctx, data))


async def _read_back(ctx: Context, data: Data, basis: Basis, buttons: list[Button]) -> None:
    plan = await _load(ctx, drafted_unit(ctx, data))
    # What is read back is read, also where nothing comes of it.
    ctx.record("read_personnel", f"unit {plan.card.unit.code}")
    ctx.say(
        "personnel/approval_read_back",
        card=plan.card,
        issues=plan.issues,
        basis=basis,
        choices=buttons,
    )


async def _record(ctx: Context, data: Data, basis: Basis) -> None:
    unit = drafted_unit(ctx, data)
    if not may_decide(ctx.directory, ctx.member, unit):
        raise Answer("personnel/may_not_approve", unit=unit)
    card = (await _load(ctx, unit)).card
    told = basis.model_dump(mode="json")
    keep_fact(ctx, unit, FactKind.PLAN_APPROVAL, told, new=basis.text)
    item = await decide_item(ctx, unit, *PERSONNEL_PLAN, basis=basis)
    reached = tell_unit(
        ctx,
        open_notice(ctx, NoticeKind.PERSONNEL, [unit], basis=basis.text),
        unit,
        "personnel/approved_notice",
        basis=basis,
        failed=card.failed,
    )
    ctx.say(
        "personnel/approved",
        unit=unit,
        item=item,
        failed=card.failed,
        group=ctx.directory.groups.get(unit.group or ""),
        reached=reached,
        at=ctx.now,
    )


APPROVE = Decision("personnel_plan", ask=_ask, read_back=_read_back, record=_record)
FLOWS = APPROVE.flows
