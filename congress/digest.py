"""The morning digest of one reader: the figures of today, and what is new since the last one.

Every number that is told is the length of a list in here (MX-5, MX-6; DOMAIN 2.2). The words
stand in texts/vi/digest/.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from congress.bodies import find_late_tasks
from congress.climate import Climate, sort_by_climate
from congress.contents import Balance, Content, weigh
from congress.dates import instant, local_date
from congress.issues import Issue
from congress.lessons import Pilots, find_late_debriefs, find_pilots
from congress.matters import Matter
from congress.members import Member
from congress.office import Office
from congress.overview import Overview
from congress.personnel import find_failing
from congress.ratification import Ratification, find_ratification
from congress.reviewing import Reviewing, find_reviewing
from congress.roles import OVERSEERS
from congress.severity import find_complex, find_late
from congress.structure import Verdict
from congress.tally import find_held
from congress.tasks import Task
from congress.units import Group, Unit

#: What a digest said, as lists of codes by heading; kept to tell what is new in the next one.
Snapshot = Mapping[str, Sequence[str]]

#: The kind under which a sent digest is kept.
DIGEST = "digest"

#: How long after its hour a digest still is the morning's; later ones say when they were made.
ON_TIME = timedelta(minutes=5)


@dataclass(frozen=True)
class Previous:
    """The digest a reader got before: the instant its figures were true at, and what it said."""

    as_of: datetime
    snapshot: Snapshot


@dataclass(frozen=True)
class Digest:
    """What one reader is told.

    `pushed` by the clock, or asked for; `on_time` while the figures are of the usual hour. It
    tells of `contents` where the way of organising looks at them.
    """

    reader: Member
    overview: Overview
    previous: Previous | None
    pushed: bool
    on_time: bool
    contents: tuple[Content, ...] = ()

    @property
    def as_of(self) -> datetime:
        """Give the instant the figures are true at."""
        return self.overview.as_of

    @property
    def since(self) -> date:
        """Give the day news count from: of the last digest, or yesterday where there is none."""
        if self.previous:
            return local_date(self.previous.as_of)
        return self.overview.today - timedelta(days=1)

    @property
    def days_since(self) -> int:
        """Give how many days ago that was."""
        return (self.overview.today - self.since).days

    @property
    def late(self) -> bool:
        """Tell whether it leaves later than promised."""
        return self.pushed and not self.on_time

    @property
    def group(self) -> Group | None:
        """Give the group whose digest this is; None for those who see a whole tree."""
        if self.reader.role in OVERSEERS:
            return None
        return self.overview.directory.groups.get(self.reader.group or "")

    @cached_property
    def ratification(self) -> Ratification:
        """Tell how far ratification is; it is only spoken of when something is late."""
        return find_ratification(self.overview)

    @cached_property
    def balance(self) -> Balance | None:
        """Weigh the contents of the congresses; None where that is not looked at (BT-7)."""
        if self.overview.directory.profile.get("digest.contents") != "on":
            return None
        return weigh(self.contents, self.overview)

    @cached_property
    def added(self) -> tuple[Unit, ...]:
        """List the units that count as held now and did not then."""
        return tuple(unit for unit in self.overview.held if unit.code not in self._held_before)

    @cached_property
    def withdrawn(self) -> tuple[Unit, ...]:
        """List the units that counted as held then, by mistake, and do not now."""
        return tuple(unit for unit in self.overview.left if unit.code in self._held_before)

    @cached_property
    def failing(self) -> Mapping[Unit, Sequence[Verdict]]:
        """Map the units whose coming committee misses a criterion to which (DH-3)."""
        return find_failing(self.overview)

    @cached_property
    def climate(self) -> Mapping[Climate, Sequence[Unit]]:
        """Sort the units by what they told of the climate of opinion (KS-11)."""
        return sort_by_climate(self.overview)

    @property
    def is_uneasy(self) -> bool:
        """Tell whether the climate is anything but calm somewhere."""
        return bool(self.climate.keys() - {Climate.CALM})

    @cached_property
    def complex(self) -> Sequence[Issue]:
        """List the open issues that were called complex."""
        return find_complex(self.overview)

    @cached_property
    def late_issues(self) -> Sequence[Issue]:
        """List the open issues that should have been resolved by now."""
        return find_late(self.overview)

    @property
    def complex_units(self) -> Sequence[Unit]:
        """List the units that have them, each once."""
        codes = dict.fromkeys(issue.unit for issue in self.complex)
        return [self.overview.directory.units[code] for code in codes]

    @cached_property
    def late_tasks(self) -> tuple[Task, ...]:
        """List the tasks of bodies that should have been done."""
        return find_late_tasks(self.overview)

    @cached_property
    def reviewing(self) -> Reviewing:
        """Give what is to be told of reviews and conclusions."""
        return find_reviewing(self.overview)

    @cached_property
    def pilots(self) -> Pilots | None:
        """Give pilots and the others apart, where that is told."""
        picture = self.overview
        return find_pilots(picture.units, held=picture.held, profile=picture.directory.profile)

    @cached_property
    def late_debriefs(self) -> tuple[Matter, ...]:
        """List the pilots that should have been learnt from by now."""
        return find_late_debriefs(self.overview)

    @property
    def tells_merged(self) -> bool:
        """Tell whether merged units are shown first: where that is on, or reviews are kept."""
        on = self.overview.directory.profile.get("digest.merged") == "on"
        return bool(self.reviewing.merged) and (on or self.reviewing.is_told)

    @cached_property
    def snapshot(self) -> dict[str, list[str]]:
        """Give what this digest says, to be kept with it; plain JSON."""
        picture = self.overview
        return {
            "held": _codes(picture.held),
            "ahead": _codes(picture.ahead),
            "expected": _codes(picture.expected),
            "overdue": [_key(matter) for matter in picture.overdue],
            "silent": _codes(picture.silent),
            "waiting": [_key(matter) for matter in picture.waiting],
            "issues": [str(issue.number) for issue in picture.issues],
            "postponed": _codes(picture.postponed),
            "lapsed": _codes(picture.lapsed),
            "regimes": [str(change.id) for change in picture.regimes],
            "late_tasks": [task.code for task in self.late_tasks],
            **{key: said for key, said in self._rarer.items() if said},
        }

    @property
    def is_news(self) -> bool:
        """Tell whether anything differs from the previous digest; who asks is told everything."""
        if self.previous is None or not self.pushed:
            return True
        return dict(self.previous.snapshot) != self.snapshot

    @property
    def _rarer(self) -> dict[str, list[str]]:
        """Give the headings that are there only when there is something under them."""
        return {
            "failing": _codes(self.failing),
            "complex": [str(issue.number) for issue in self.complex],
            "late_issues": [str(issue.number) for issue in self.late_issues],
            "climate": [
                f"{unit.code}/{climate}"
                for climate, units in self.climate.items()
                for unit in units
            ],
            "reviews": [
                f"{review.unit}/{review.round}/{review.meets_on}/{review.outcome or ''}"
                for review in self.overview.reviews
            ],
            "conclusions": [
                f"{matter.task.code}/{matter.task.status}"
                for matter in self.reviewing.conclusions
                if matter.task
            ],
        }

    @cached_property
    def _held_before(self) -> frozenset[str]:
        if self.previous:
            return frozenset(self.previous.snapshot.get("held", ()))
        before = self.since - timedelta(days=1)
        return frozenset(
            _codes(find_held(self.overview.directory, self.overview.units, by=before))
        )


def compose_digest(
    overview: Overview,
    *,
    reader: Member,
    office: Office,
    previous: Previous | None,
    pushed: bool = False,
    contents: tuple[Content, ...] = (),
) -> Digest:
    """Put together what a reader is told, by the clock (`pushed`) or because he asked."""
    due = instant(overview.today, office.digest_at)
    return Digest(
        reader=reader,
        overview=overview.seen_by(reader),
        previous=previous,
        pushed=pushed,
        on_time=overview.as_of <= due + ON_TIME,
        contents=contents,
    )


def digest_buttons(picture: Overview) -> tuple[tuple[str, str], ...]:
    """Give the ways on: label keys under [button] and commands, for lists with something in."""
    lists = {
        "overdue": ("/danhsach quahan", picture.overdue),
        "silent": ("/danhsach chuabaocao", picture.silent),
        "waiting": ("/danhsach choquyetdinh", picture.waiting),
    }
    return tuple((key, command) for key, (command, found) in lists.items() if found)


def _codes(units: Iterable[Unit]) -> list[str]:
    return [unit.code for unit in units]


def _key(matter: Matter) -> str:
    if matter.task:
        return f"{matter.unit.code}/{matter.task.code}"
    about = matter.wait or (matter.item.code if matter.item else "")
    return f"{matter.unit.code}/{about}"
