"""Opinions on drafts of the levels above: told by units, counted, and who has none (DH-10)."""

import re

from congress.documents import Documents
from congress.dossier import Dossier
from congress.facts import FactKind
from congress.folding import fold
from congress.opinions import (
    MOST_OPINIONS,
    OPINIONS_CONTENT,
    Opinions,
    OpinionStage,
    UpperDraft,
    count_opinions,
    read_opinions,
)
from congress.roles import REPORTERS
from handlers.context import Answer, Context
from handlers.lookup import own_units, read_number
from handlers.pages import PAGE, cut_page
from handlers.phrases import take_phrase
from handlers.picture import look
from handlers.telling import add_fact
from profiles.reader import read_documents

_COUNT = re.compile(r"^([0-9]{1,9})(?:\s*y\s+kien)?$")


async def tell_opinions(ctx: Context, dossier: Dossier, text: str) -> None:
    """Answer /vankien UNIT góp ý [U1 đã lấy 25]: show, or keep what a unit says."""
    unit = dossier.unit
    if OPINIONS_CONTENT not in dossier.contents:
        raise Answer("documents/no_opinions_content", unit=unit)
    if not text:
        _show(ctx, dossier)
        return
    ctx.require(REPORTERS, "papers/not_yours")
    said = _read(ctx, text)
    before = read_opinions(dossier.facts).get(said.draft)
    add_fact(ctx, unit.code, FactKind.OPINIONS, said.model_dump(mode="json"), subject=said.draft)
    ctx.record(
        "opinions",
        f"opinions {unit.code}/{said.draft}",
        old=before.stage if before else None,
        new=said.stage,
    )
    ctx.affects(unit.code)
    told = {**read_opinions(dossier.facts), said.draft: said}
    drafts = read_documents().upper_draft
    ctx.say(
        "documents/opinions_kept",
        unit=unit,
        said=said,
        draft=next(one for one in drafts if one.code == said.draft),
        left=[one for one in drafts if one.code not in told],
        at=ctx.now,
        links=[ctx.button("whole_card", f"/vankien {unit.code}")],
    )


async def count_all(ctx: Context, text: str) -> None:
    """Answer /vankien góp ý [U1 [page]]: how many units have collected opinions, and who not."""
    picture = await look(ctx, own_units(ctx))
    drafts = read_documents().upper_draft
    counts = count_opinions(picture, drafts)
    code, _, number = text.partition(" ")
    if not code:
        buttons = [
            ctx.button("who_has_not", f"/vankien gopy {one.draft.code}", code=one.draft.code)
            for one in counts
            if one.lacking
        ]
        ctx.say("documents/opinions", counts=counts, links=buttons)
        return
    chosen = next((one for one in counts if one.draft.code == code.upper()), None)
    if chosen is None:
        raise Answer("documents/unknown_upper", text=code[:20], drafts=drafts)
    page = cut_page(chosen.lacking, read_number(number) or 1, size=2 * PAGE)
    more = f"/vankien gopy {chosen.draft.code} {page.number + 1}"
    ctx.say(
        "documents/opinions_lacking",
        count=chosen,
        page=page,
        links=[ctx.button("more", more)] if page.after else [],
    )


def _show(ctx: Context, dossier: Dossier) -> None:
    documents: Documents = read_documents()
    unit = dossier.unit
    choices = []
    if ctx.member.role in REPORTERS:
        told = read_opinions(dossier.facts)
        choices = [
            ctx.button(
                "opinions_collected",
                f"/vankien {unit.code} gopy {one.code} collected",
                code=one.code,
            )
            for one in documents.upper_draft
            if one.code not in told
        ]
    ctx.say(
        "documents/opinions_of_unit",
        unit=unit,
        drafts=documents.upper_draft,
        told=read_opinions(dossier.facts),
        choices=choices,
    )


def _read(ctx: Context, text: str) -> Opinions:
    drafts: tuple[UpperDraft, ...] = read_documents().upper_draft
    head, _, rest = text.partition(" ")
    if head.upper() not in {one.code for one in drafts}:
        raise Answer("documents/unknown_upper", text=text[:60], drafts=drafts)
    stage, rest = take_phrase(ctx.texts.words("opinion_stage"), rest)
    count = _COUNT.match(fold(rest))
    if stage is None or (rest and not count) or (count and int(count[1]) > MOST_OPINIONS):
        raise Answer("documents/unclear_opinions", text=text[:60], code=head.upper())
    return Opinions(
        draft=head.upper(), stage=OpinionStage(stage), count=int(count[1]) if count else None
    )
