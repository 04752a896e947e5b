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


def count_rehearsed(checklist: Checklist, picture: Overview) -> list[tuple[Entry, list[Unit]]]:
    """Pair each entry of the rehearsal with the units still to come that have it (BT-4)."""
    records = [picture.dossier(unit) for unit in picture.left]
    return [
        (entry, [record.unit for record in records if is_there(entry, record)])
        for entry in checklist.entries
    ]
