"""How a step of a draft comes to be: found out, checked against the rules, kept.

What people say, and how they are asked, is versions' work.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from congress.basis import Basis
from congress.documents import count_finished, find_linked
from congress.dossier import Dossier
from congress.drafts import (
    MOST_VERSIONS,
    Draft,
    DraftError,
    DraftKind,
    DraftState,
    approve,
    begin,
    bring,
    comment,
    finalise,
    find_version,
    mend,
    next_step,
    read_drafts,
    send_out,
    versions_of,
)
from congress.facts import FactKind
from congress.plans import FINISHED
from congress.roles import REPORTERS
from congress.units import Unit
from handlers.context import Answer, Context
from handlers.draft_lines import MENDED, DraftLine
from handlers.old_names import old_names_in
from handlers.telling import add_fact
from profiles.reader import read_documents
from storage.dossier import load_dossier


async def load(ctx: Context, unit: Unit) -> Dossier:
    """Read all that is on record about a unit."""
    return await load_dossier(ctx.work, directory=ctx.directory, unit=unit, now=ctx.now)


def kind_of(line: DraftLine) -> DraftKind:
    """Give the document a line is about."""
    return line.kind or DraftKind.POLITICAL_REPORT


def complete(dossier: Dossier, line: DraftLine) -> DraftLine:
    """Fill in the version that a line leaves out: the latest there is, else the first."""
    if line.version is None:
        versions = versions_of(read_drafts(dossier.facts), kind_of(line))
        return replace(line, version=versions[-1].version if versions else 1)
    if not 1 <= line.version <= MOST_VERSIONS:
        raise Answer("documents/bad_version", version=line.version, most=MOST_VERSIONS)
    return line


def find_draft(dossier: Dossier, line: DraftLine) -> Draft:
    """Find the version a line is about, or what it would begin as."""
    line = complete(dossier, line)
    return _or_answer(
        dossier, line, lambda drafts: _find_in(dossier, drafts, kind_of(line), line.version or 1)
    )


def apply_step(dossier: Dossier, line: DraftLine, *, basis: Basis | None = None) -> Draft:
    """Give the version after a step; Answers why the step may not be taken."""
    return _or_answer(dossier, line, lambda drafts: _step(dossier, drafts, line, basis))


def keep_step(ctx: Context, dossier: Dossier, line: DraftLine, after: Draft) -> None:
    """Keep a version as it is after a step, and say so."""
    unit = dossier.unit
    before = dossier.facts.get(FactKind.DRAFT, after.subject)
    if line.note:
        after = after.model_copy(update={"note": line.note})
    add_fact(ctx, unit.code, FactKind.DRAFT, after.model_dump(mode="json"), subject=after.subject)
    old = Draft.model_validate(before.data) if before else None
    ctx.record("draft", f"draft {unit.code}/{after.subject}", old=_short(old), new=_short(after))
    ctx.affects(unit.code)
    _say_kept(ctx, dossier, line, after)


def _find_in(dossier: Dossier, drafts: Sequence[Draft], kind: DraftKind, version: int) -> Draft:
    for known in drafts:
        if (known.kind, known.version) == (kind, version):
            return known
    finished = count_finished(read_documents(), dossier.progress, kind)
    return find_version(drafts, kind, version, finished=finished)


def _or_answer(
    dossier: Dossier, line: DraftLine, find: Callable[[Sequence[Draft]], Draft]
) -> Draft:
    try:
        return find(read_drafts(dossier.facts))
    except DraftError as error:
        about = error.about
        raise Answer(
            "documents/bad_step",
            key=error.key,
            about=about,
            codes=error.codes,
            next=next_step(about) if about else None,
            unit=dossier.unit,
            kind=kind_of(line),
            version=line.version,
        ) from error


def _step(
    dossier: Dossier, drafts: Sequence[Draft], line: DraftLine, basis: Basis | None
) -> Draft:
    kind, version = kind_of(line), line.version or 1
    if line.step == MENDED:
        return mend(_find_in(dossier, drafts, kind, version), line.codes)
    finished = count_finished(read_documents(), dossier.progress, kind)
    one = find_version(drafts, kind, version, finished=finished)
    steps: dict[str | None, Callable[[], Draft]] = {
        DraftState.DRAFTING: lambda: begin(drafts, one),
        DraftState.OUT_FOR_COMMENT: lambda: send_out(one, to=line.reviewer),
        DraftState.COMMENTED: lambda: comment(one, line.codes, reviewer=line.reviewer),
        DraftState.FINALISED: lambda: finalise(drafts, one),
        DraftState.TO_CONGRESS: lambda: bring(one),
    }
    if basis and line.step == DraftState.APPROVED:
        return approve(one, basis=basis.text, basis_on=basis.on)
    return steps[line.step]()


def _short(draft: Draft | None) -> str | None:
    if draft is None:
        return None
    return " ".join([draft.state, *draft.open_defects])


def _say_kept(ctx: Context, dossier: Dossier, line: DraftLine, after: Draft) -> None:
    unit = dossier.unit
    links = [ctx.button("whole_card", f"/vankien {unit.code}")]
    item = find_linked(read_documents(), dossier.plan, after.kind, after.version)
    if item and ctx.member.role in REPORTERS and dossier.status_of(item.code) not in FINISHED:
        links.insert(
            0, ctx.button("report_item", f"/baocao {unit.code} {item.code}", item=item.code)
        )
    ctx.say(
        "documents/kept",
        unit=unit,
        draft=after,
        line=line,
        defects=read_documents().defects,
        old=old_names_in(ctx, line.note),
        at=ctx.now,
        links=links,
    )
