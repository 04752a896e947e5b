"""What is sent to the people of units to be acknowledged, and who has said that it came."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import AwareDatetime

from chat.message import Value
from congress.directory import Directory
from congress.events import CongressState
from congress.units import Unit


class NoticeKind(StrEnum):
    """What a notice tells."""

    #: Guidance under an epidemic regime, which is the notice's subject.
    REGIME = "regime"
    POSTPONEMENT = "postponement"
    RESUMPTION = "resumption"
    WINDOW = "window"
    #: A day was agreed to, returned or moved.
    DAY = "day"
    LESSONS = "lessons"
    #: A review was set for a day, or came to something.
    REVIEW = "review"
    #: Conclusions were written down, or one was given back.
    CONCLUSIONS = "conclusions"
    PERSONNEL = "personnel"
    RATIFICATION = "ratification"


class Notice(Value):
    """One thing told at once to some units, whether or not anybody there could be reached.

    `basis` is the document it rests on; `subject` a code of what it tells.
    """

    id: int
    kind: NoticeKind
    subject: str = ""
    basis: str = ""
    units: tuple[str, ...]
    member: int | None = None
    at: AwareDatetime


class Push(Value):
    """A notice as it went to one person of one unit; `about` is the notice's id."""

    about: int
    unit: str
    member: int
    at: AwareDatetime
    acknowledged_at: AwareDatetime | None = None


@dataclass(frozen=True)
class Acknowledgement:
    """Which units have said that they got a notice: each is in one of these."""

    notice: Notice
    read: tuple[Unit, ...]
    silent: tuple[Unit, ...]
    #: Nobody there could be told.
    unreached: tuple[Unit, ...]

    @property
    def waiting(self) -> tuple[Unit, ...]:
        """List the units that have not said so."""
        return self.silent + self.unreached


def read_acknowledgements(
    directory: Directory,
    notices: Iterable[Notice],
    pushes: Iterable[Push],
    *,
    units: Iterable[Unit],
) -> list[Acknowledgement]:
    """Tell of each notice how far it is among some units; those it is over for are left out.

    One of its own people speaks for a unit; the leader of its group was told beside it.
    """
    sent: dict[int, dict[str, bool]] = {}
    for push in pushes:
        member = directory.members.get(push.member)
        if member and member.unit == push.unit:
            said = sent.setdefault(push.about, {})
            said[push.unit] = said.get(push.unit, False) or push.acknowledged_at is not None
    chosen = tuple(units)
    return [_read(directory, notice, sent.get(notice.id, {}), chosen) for notice in notices]


def _read(
    directory: Directory, notice: Notice, sent: dict[str, bool], units: tuple[Unit, ...]
) -> Acknowledgement:
    concerned = [
        unit
        for unit in units
        if unit.code in notice.units and not _is_over(directory, notice.kind, unit.code)
    ]
    return Acknowledgement(
        notice,
        read=tuple(unit for unit in concerned if sent.get(unit.code)),
        silent=tuple(unit for unit in concerned if sent.get(unit.code) is False),
        unreached=tuple(unit for unit in concerned if unit.code not in sent),
    )


def _is_over(directory: Directory, kind: NoticeKind, unit: str) -> bool:
    """Tell whether what a notice tells is of no use to a unit any more."""
    if kind is NoticeKind.POSTPONEMENT:
        return directory.congress(unit).state is not CongressState.POSTPONED
    return directory.is_held(unit) and kind is not NoticeKind.RATIFICATION


def find_unconfirmed(known: Iterable[Acknowledgement]) -> list[Unit]:
    """List the units that have not confirmed the newest notice to them; the newest come first."""
    newest: dict[str, tuple[Unit, bool]] = {}
    for one in known:
        for unit in one.read:
            newest.setdefault(unit.code, (unit, True))
        for unit in one.waiting:
            newest.setdefault(unit.code, (unit, False))
    return [unit for unit, confirmed in newest.values() if not confirmed]
