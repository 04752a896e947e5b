"""What pilot congresses taught: a register that is sent to those still to hold theirs (BT-3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value
from congress.checklists import Checklist, Entry, is_there
from congress.matters import Matter
from congress.overview import Overview
from congress.plans import FINISHED
from congress.units import Unit, UnitKind

LONGEST_LESSON = 300

Units = Mapping[str, Unit]

#: The item that is the meeting to learn from a pilot, in every plan (BT-8).
DEBRIEF = "X39"


class LessonKind(StrEnum):
    """What a lesson says: what went well, what did not, what to do."""

    STRENGTH = "strength"
    LIMIT = "limit"
    EXPERIENCE = "experience"


class LessonArea(StrEnum):
    """What a lesson is about."""

    DISCUSSION = "discussion"
    ELECTION = "election"
    SCRIPT = "script"
    PROPAGANDA = "propaganda"
    DOCUMENTS = "documents"
    PERSONNEL = "personnel"
    LOGISTICS = "logistics"
    OTHER = "other"


class Lesson(Value):
    """One lesson, shown as BH03; `unit` is the pilot, `sent` what told it to the others."""

    number: int
    unit: str | None = None
    kind: LessonKind
    area: LessonArea
    text: str
    sent: int | None = None
    member: int | None = None
    at: AwareDatetime

    @property
    def code(self) -> str:
        """Give the number as people say it: BH03."""
        return f"BH{self.number:02}"


@dataclass(frozen=True)
class Pilots:
    """How far the pilots are, and the others of their tier (BT-2)."""

    pilots: tuple[Unit, ...]
    others: tuple[Unit, ...]
    held_pilots: tuple[Unit, ...]
    held_others: tuple[Unit, ...]


def find_pilots(
    units: Iterable[Unit], *, held: Iterable[Unit], profile: Mapping[str, str]
) -> Pilots | None:
    """Tell pilots and the others apart; None where pilots are not shown by themselves.

    They are where some are of an upper tier, which then is looked at alone, or where the switch
    "digest.pilots" is on.
    """
    known = tuple(units)
    upper = tuple(unit for unit in known if unit.kind is UnitKind.COMMITTEE)
    shown = upper if any(unit.is_pilot for unit in upper) else known
    pilots = tuple(unit for unit in shown if unit.is_pilot)
    if not pilots or (shown is not upper and profile.get("digest.pilots") != "on"):
        return None
    done = {unit.code for unit in held}
    others = tuple(unit for unit in shown if not unit.is_pilot)
    return Pilots(
        pilots=pilots,
        others=others,
        held_pilots=tuple(unit for unit in pilots if unit.code in done),
        held_others=tuple(unit for unit in others if unit.code in done),
    )


def find_late_debriefs(picture: Overview) -> tuple[Matter, ...]:
    """List the pilots whose meeting to learn from them is overdue (BT-8)."""
    return tuple(
        Matter(unit, item)
        for unit in picture.held
        if unit.is_pilot
        for item in picture.directory.items_by_unit.get(unit.code, ())
        if item.code == DEBRIEF
        and item.due < picture.today
        and picture.status_of(item) not in FINISHED
    )


def rehearses(unit: Unit, units: Iterable[Unit]) -> bool:
    """Tell whether a unit rehearses what went wrong at pilots: there are some, and it is none."""
    return not unit.is_pilot and any(one.is_pilot for one in units)


def find_rehearsal(
    checklist: Checklist, lessons: Iterable[Lesson], unit: Unit, *, root: Unit, units: Units
) -> Checklist:
    """Give what a unit rehearses: the list there is, and the limits its level sent (KS-4, BT-4).

    A pilot's lessons are for the others of its level; those of no pilot for the top's own.
    """
    entries = [
        Entry(code=lesson.code, text=lesson.text)
        for lesson in lessons
        if lesson.kind is LessonKind.LIMIT and lesson.sent
        if unit.parent == _level_of(lesson, root=root, units=units)
    ]
    return checklist.model_copy(update={"entries": (*checklist.entries, *entries)})


def _level_of(lesson: Lesson, *, root: Unit, units: Units) -> str | None:
    pilot = units.get(lesson.unit or "")
    return pilot.parent if pilot else root.code


@dataclass(frozen=True)
class Rehearsed:
    """An entry of the rehearsal, who is asked for it, and who has it."""

    entry: Entry
    done: tuple[Unit, ...]
    asked: tuple[Unit, ...]


def count_rehearsed(picture: Overview, lists: Mapping[str, Checklist]) -> list[Rehearsed]:
    """Count each entry of the rehearsals of the units still to come, by their codes (BT-4)."""
    entries = {entry.code: entry for one in lists.values() for entry in one.entries}
    records = [picture.dossier(unit) for unit in picture.left]
    counted = []
    for entry in entries.values():
        asked = [one for one in records if entry in lists[one.unit.code].entries]
        done = tuple(one.unit for one in asked if is_there(entry, one))
        counted.append(Rehearsed(entry, done, tuple(one.unit for one in asked)))
    return counted
