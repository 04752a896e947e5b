"""The documents of a congress: /vankien, the card of a unit and what is asked of its drafts."""

from congress.checklists import find_asked, find_missing
from congress.documents import Documents
from congress.dossier import Dossier
from congress.drafts import DraftKind, count_defects, read_drafts
from congress.opinions import OPINIONS_CONTENT, read_opinions
from congress.plans import ItemStatus, PlanItem
from congress.roles import VIEWERS
from congress.stocktaking import take_documents
from congress.units import Unit
from handlers.checks import begins_with_entry, keep_checks, read_entries
from handlers.context import Context
from handlers.draft_lines import begins_with_kind, kind_buttons, read_draft_line, unknown_kind
from handlers.draft_steps import load
from handlers.lookup import own_units
from handlers.opinions import count_all, tell_opinions
from handlers.pages import read_page
from handlers.phrases import take_phrase
from handlers.picture import look
from handlers.registry import Command
from handlers.stocktaking import show_stock
from handlers.unit_words import take_unit
from handlers.versions import CRITICS, show_document, take_step
from profiles.reader import read_checklists, read_documents

_PARTS, _TARGETS = "draft_parts", "targets"


async def documents(ctx: Context, args: str) -> None:
    """Answer /vankien: all units, a unit's card, one document, or a step told in one line."""
    if number := read_page(ctx, args):
        await _show_all(ctx, number)
        return
    section, rest = _take_section(ctx, args)
    several = len(own_units(ctx)) != 1
    if section == "defects" and not rest:
        await _show_defects(ctx)
        return
    if section == "opinions" and several:
        await count_all(ctx, rest)
        return
    unit, rest = take_unit(ctx, args, command="/vankien", is_word=lambda text: _is_word(ctx, text))
    if begins_with_kind(ctx, rest):
        line = read_draft_line(ctx, unit, rest)
        if line.step:
            await take_step(ctx, unit, line)
        else:
            await show_document(ctx, unit, line)
        return
    await _answer_section(ctx, unit, rest)


async def _answer_section(ctx: Context, unit: Unit, text: str) -> None:
    section, rest = _take_section(ctx, text)
    dossier = await load(ctx, unit)
    if not text:
        _show_card(ctx, dossier)
    elif section == "opinions":
        await tell_opinions(ctx, dossier, rest)
    elif section == "parts" or begins_with_entry(_PARTS, text):
        _check(ctx, dossier, _PARTS, rest)
    elif section == "targets":
        _check(ctx, dossier, _TARGETS, f"M1 {rest}" if rest else "")
    else:
        raise unknown_kind(ctx, unit, text)


def _take_section(ctx: Context, text: str) -> tuple[str | None, str]:
    words = ctx.texts.words("draft_line")
    sections = {name: words[name] for name in ("defects", "parts", "targets", "opinions")}
    return take_phrase(sections, text)


def _is_word(ctx: Context, text: str) -> bool:
    return (
        begins_with_kind(ctx, text)
        or begins_with_entry(_PARTS, text)
        or _take_section(ctx, text)[0] is not None
    )


def _show_card(ctx: Context, dossier: Dossier) -> None:
    known = read_documents()
    lists = read_checklists()
    drafts = read_drafts(dossier.facts)
    unit = dossier.unit
    ctx.say(
        "documents/card",
        unit=unit,
        kinds=list(DraftKind),
        latest={draft.kind: draft for draft in drafts},
        drafts=drafts,
        terms=_find_terms(known, dossier),
        parts=find_asked(lists[_PARTS], dossier),
        lacking=find_missing(lists[_PARTS], dossier),
        targets=find_asked(lists[_TARGETS], dossier),
        no_targets=find_missing(lists[_TARGETS], dossier),
        upper=known.upper_draft if OPINIONS_CONTENT in dossier.contents else (),
        told=read_opinions(dossier.facts),
        choices=kind_buttons(ctx, unit),
        links=[
            ctx.button("draft_parts", f"/vankien {unit.code} noidung"),
            ctx.button("papers", f"/giayto {unit.code}"),
        ],
    )


def _find_terms(known: Documents, dossier: Dossier) -> list[tuple[str, PlanItem, ItemStatus]]:
    """List what is new in this term, where the unit's plan asks for it (DH-14)."""
    return [
        (term.text, item, dossier.status_of(item.code))
        for term in known.term_item
        for item in dossier.plan
        if item.code in term.items
    ]


def _check(ctx: Context, dossier: Dossier, name: str, text: str) -> None:
    """Show a checklist of the documents, or keep what is said of its entries."""
    checklist = read_checklists()[name]
    missing = find_missing(checklist, dossier)
    unit = dossier.unit
    back = ctx.button("whole_card", f"/vankien {unit.code}")
    if not text:
        asked = find_asked(checklist, dossier)
        ctx.say(
            "documents/parts",
            unit=unit,
            title=checklist.title,
            asked=asked,
            missing=missing,
            links=[back],
        )
        return
    entries, there = read_entries(ctx, dossier, name, text)
    keep_checks(ctx, dossier, entries, there=there)
    codes = {entry.code for entry in entries}
    left = [
        entry
        for entry in find_asked(checklist, dossier)
        if (entry.code not in codes and entry in missing) or (entry.code in codes and not there)
    ]
    ctx.say(
        "papers/kept", unit=unit, entries=entries, there=there, left=left, at=ctx.now, links=[back]
    )


async def _show_all(ctx: Context, number: int) -> None:
    await show_stock(
        ctx,
        number,
        about="documents",
        command="/vankien",
        take=take_documents,
        links=[
            ctx.button("defects", "/vankien loi"),
            ctx.button("upper_opinions", "/vankien gopy"),
        ],
    )


async def _show_defects(ctx: Context) -> None:
    picture = await look(ctx, own_units(ctx))
    drafts = [draft for known in picture.facts.values() for draft in read_drafts(known)]
    ctx.say(
        "documents/defects",
        counts=count_defects(picture),
        drafts=drafts,
        units=[code for code, known in picture.facts.items() if read_drafts(known)],
        defects=read_documents().defects,
    )


COMMANDS = (Command("vankien", documents, VIEWERS, writers=CRITICS),)
