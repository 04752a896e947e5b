"""The steps of drafts: a version is begun, sent out, commented on, mended, finished (DH-6).

A complete line is kept at once; what a button proposes is read back first. An approval is a
decision of the committee above and asks for its basis.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from chat.message import Button
from congress.authority import REVIEWERS
from congress.basis import Basis
from congress.documents import count_finished
from congress.dossier import Dossier
from congress.drafts import (
    Draft,
    DraftKind,
    DraftState,
    next_step,
    read_drafts,
    versions_of,
)
from congress.roles import REPORTERS, Role
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.decisions import Data, Decision
from handlers.draft_lines import FLAWLESS, MENDED, DraftLine, defect_buttons, read_draft_line
from handlers.draft_steps import apply_step, complete, find_draft, keep_step, kind_of, load
from handlers.flows import draft as keep_draft
from handlers.lookup import find_unit
from handlers.registry import Command, Flow
from handlers.unit_words import drafted_unit
from profiles.reader import read_documents

#: Those who tell how far a draft is, and those who find defects in it.
WRITERS = REPORTERS | REVIEWERS
CRITICS = REVIEWERS | {Role.GROUP_LEADER}

_STEP = "draft_step"
_ASKED = "draft_defects"


async def show_document(ctx: Context, unit: Unit, line: DraftLine) -> None:
    """Show the versions of one document, with the steps that may follow."""
    dossier = await load(ctx, unit)
    kind = line.kind or DraftKind.POLITICAL_REPORT
    versions = versions_of(read_drafts(dossier.facts), kind)
    if line.version:
        # One that nobody has begun is not shown as begun.
        wanted = find_draft(dossier, line)
        versions = [one for one in versions if one.version == wanted.version] or versions
    ctx.say(
        "documents/document",
        unit=unit,
        kind=kind,
        versions=versions,
        defects=read_documents().defects,
        choices=_step_buttons(ctx, unit, kind, versions, dossier),
        links=[ctx.button("whole_card", f"/vankien {unit.code}")],
    )


async def take_step(ctx: Context, unit: Unit, line: DraftLine, *, ask: bool = False) -> None:
    """Keep a step that a line tells in full, or ask for what it leaves out (and with `ask`)."""
    _check_right(ctx, unit, line)
    dossier = await load(ctx, unit)
    line = complete(dossier, line)
    if line.step == DraftState.APPROVED:
        apply_step(dossier, line, basis=Basis(text="-", on=ctx.today))
        data = {"unit": unit.code, "kind": line.kind, "version": line.version}
        await APPROVE.begin(ctx, data, said=line.rest)
    elif ask and _lacks_defects(ctx, line):
        apply_step(dossier, line)
        _ask_defects(ctx, unit, line)
    elif ask:
        _read_back(ctx, unit, line, apply_step(dossier, line))
    else:
        keep_step(ctx, dossier, line, apply_step(dossier, line))


async def propose_step(ctx: Context, args: str) -> None:
    """Answer /vkbuoc UNIT and a line: what a button proposes is read back before it counts."""
    code, _, rest = args.strip().partition(" ")
    unit = find_unit(ctx, code)
    line = read_draft_line(ctx, unit, rest)
    if line.step is None:
        await show_document(ctx, unit, line)
        return
    await take_step(ctx, unit, line, ask=True)


def _lacks_defects(ctx: Context, line: DraftLine) -> bool:
    """Tell whether who may find defects has not said which, nor that there are none."""
    silent = not (line.codes or line.flawless)
    return line.step == DraftState.COMMENTED and silent and ctx.member.role in CRITICS


def _check_right(ctx: Context, unit: Unit, line: DraftLine) -> None:
    """Refuse a step that is another's to tell (DOMAIN 8.6): defects, and the agreement."""
    allowed = WRITERS
    if line.step == DraftState.APPROVED:
        allowed = REVIEWERS
    elif line.step == DraftState.COMMENTED and line.codes:
        allowed = CRITICS
    role = ctx.member.role
    above = role not in REVIEWERS or ctx.directory.is_above(ctx.member, unit.code)
    if role not in allowed or not above:
        roles = [one for one in Role if one in allowed]
        raise Answer("documents/not_yours", step=line.step, roles=roles)


def _read_back(ctx: Context, unit: Unit, line: DraftLine, after: Draft) -> None:
    buttons = keep_draft(ctx, _STEP, confirm="confirm", **_pack(unit, line))
    ctx.say(
        "documents/read_back",
        unit=unit,
        draft=after,
        line=line,
        defects=read_documents().defects,
        choices=buttons,
    )


def _ask_defects(ctx: Context, unit: Unit, line: DraftLine) -> None:
    """Ask what was found wanting: one by its button, several by their codes."""
    known = list(read_documents().defects)
    ctx.expect(_ASKED, **_pack(unit, line))
    kind, version = kind_of(line), line.version or 1
    step = f"/vkbuoc {unit.code} {kind} {version} {DraftState.COMMENTED}"
    buttons = defect_buttons(unit, kind, version, known, step=DraftState.COMMENTED)
    ctx.say(
        "documents/ask_defects",
        unit=unit,
        kind=kind,
        version=version,
        choices=buttons,
        links=[ctx.button("no_defects", f"{step} {FLAWLESS}")],
    )


async def _take_defects(ctx: Context, data: dict[str, Any], text: str) -> None:
    unit, line = _unpack(ctx, data)
    said = read_draft_line(ctx, unit, f"{line.kind} {line.version} {line.step} {text}")
    _check_right(ctx, unit, said)
    _read_back(ctx, unit, said, apply_step(await load(ctx, unit), said))


async def _confirm(ctx: Context, data: dict[str, Any]) -> None:
    unit, line = _unpack(ctx, data)
    await take_step(ctx, unit, line)


async def _amend(ctx: Context, data: dict[str, Any]) -> None:
    unit, line = _unpack(ctx, data)
    if line.step == DraftState.COMMENTED:
        _ask_defects(ctx, unit, line)
        return
    await show_document(ctx, unit, DraftLine(line.kind))


def _pack(unit: Unit, line: DraftLine) -> dict[str, Any]:
    return {"unit": unit.code, "line": asdict(line)}


def _unpack(ctx: Context, data: dict[str, Any]) -> tuple[Unit, DraftLine]:
    unit = drafted_unit(ctx, data)
    said = data["line"]
    line = DraftLine(**{**said, "kind": DraftKind(said["kind"]), "codes": tuple(said["codes"])})
    return unit, line


def _step_buttons(
    ctx: Context, unit: Unit, kind: DraftKind, versions: Sequence[Draft], dossier: Dossier
) -> list[Button]:
    """Offer what the person may tell next of the latest version."""
    if ctx.member.role not in WRITERS:
        return []
    line = f"/vkbuoc {unit.code} {kind}"
    if not versions:
        first = max(1, count_finished(read_documents(), dossier.progress, kind))
        return [
            ctx.button("begin_version", f"{line} {first} drafting", version=first),
            Button(
                label=ctx.texts.label("draft_step.out_for_comment"),
                command=f"{line} {first} out_for_comment",
            ),
        ]
    last = versions[-1]
    steps = [step for step in [next_step(last)] if step]
    if last.state is DraftState.COMMENTED and ctx.member.role in CRITICS:
        steps.insert(0, DraftState.COMMENTED)
    if ctx.member.role not in REVIEWERS:
        steps = [step for step in steps if step is not DraftState.APPROVED]
    said: list[str] = [*([MENDED] if last.open_defects else []), *steps]
    buttons = [
        Button(
            label=ctx.texts.label(f"draft_step.{step}"),
            command=f"{line} {last.version} {step}",
        )
        for step in said
    ]
    if last.state in {DraftState.COMMENTED, DraftState.FINALISED}:
        new = last.version + 1
        buttons.append(ctx.button("begin_version", f"{line} {new} drafting", version=new))
    return buttons


def _ask_basis(ctx: Context, data: Data) -> None:
    unit, line = _approved(ctx, data)
    ctx.say("documents/ask_basis", unit=unit, kind=line.kind, version=line.version)


async def _read_back_approval(
    ctx: Context, data: Data, basis: Basis, buttons: list[Button]
) -> None:
    unit, line = _approved(ctx, data)
    ctx.say(
        "documents/read_back_approval",
        unit=unit,
        kind=line.kind,
        version=line.version,
        basis=basis,
        choices=buttons,
    )


async def _record_approval(ctx: Context, data: Data, basis: Basis) -> None:
    unit, line = _approved(ctx, data)
    _check_right(ctx, unit, line)
    dossier = await load(ctx, unit)
    keep_step(ctx, dossier, line, apply_step(dossier, line, basis=basis))


def _approved(ctx: Context, data: Data) -> tuple[Unit, DraftLine]:
    unit = drafted_unit(ctx, data)
    return unit, DraftLine(DraftKind(data["kind"]), data["version"], DraftState.APPROVED)


APPROVE = Decision(
    "draft_approval", ask=_ask_basis, read_back=_read_back_approval, record=_record_approval
)
COMMANDS = (Command("vkbuoc", propose_step, WRITERS, hidden=True),)
FLOWS = {
    _STEP: Flow(_STEP, confirm=_confirm, amend=_amend),
    _ASKED: Flow(_ASKED, confirm=_confirm, amend=_amend, read=_take_defects),
    **APPROVE.flows,
}
