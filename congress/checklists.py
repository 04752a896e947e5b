"""Lists of things that must be there: papers, parts of a draft, austerity (KS-7, NS-7, CL-5).

The entries are data (profiles/checklists.toml); what of them is there is told by facts, or by the
plan's items that hold them.
"""

from chat.message import Value
from congress.dossier import Dossier
from congress.facts import FactKind
from congress.plans import ItemStatus
from congress.units import UnitKind


class Entry(Value):
    """One thing: `items` of a plan hold it, so that it is there when one of them is done.

    It is asked of units of these `kinds` (all, where none is named) whose congress has one of
    these `contents` (any, where none is named). `criteria` tell what it should be like.
    """

    code: str
    text: str
    items: tuple[str, ...] = ()
    kinds: tuple[UnitKind, ...] = ()
    contents: str = ""
    criteria: str = ""


class Checklist(Value):
    """A list of things by the word it is known by."""

    name: str
    title: str
    entries: tuple[Entry, ...]


def is_there(entry: Entry, dossier: Dossier) -> bool:
    """Tell whether a unit has an entry: as it last said, else as its plan says."""
    said = dossier.facts.get(FactKind.CHECK, entry.code)
    if said is not None:
        return bool(said.data["there"])
    return any(dossier.status_of(item) is ItemStatus.DONE for item in entry.items)


def applies(entry: Entry, dossier: Dossier) -> bool:
    """Tell whether an entry is asked of a unit at all."""
    return (not entry.kinds or dossier.unit.kind in entry.kinds) and (
        not entry.contents or bool(set(entry.contents) & set(dossier.contents))
    )


def find_asked(checklist: Checklist, dossier: Dossier) -> list[Entry]:
    """List what is asked of a unit, in the list's order."""
    return [entry for entry in checklist.entries if applies(entry, dossier)]


def find_missing(checklist: Checklist, dossier: Dossier) -> list[Entry]:
    """List what is asked of a unit and is not there yet, in the list's order."""
    return [entry for entry in find_asked(checklist, dossier) if not is_there(entry, dossier)]
