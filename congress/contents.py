"""The four contents of a congress, each looked at: of one unit and of all in view (NS-1, BT-7).

Which items prepare a content is data (profiles/contents.toml); a congress may have fewer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chat.message import Value
from congress.derive import WEEK
from congress.directory import Directory
from congress.facts import FactKind, Facts
from congress.overview import Overview
from congress.plans import FINISHED, ItemStatus, PlanItem, Progress
from congress.units import Unit

#: The contents that are elections; who reports of nothing else is asked about the rest (BT-7).
ELECTIONS = frozenset("34")


class Content(Value):
    """One content, and what prepares it."""

    number: str
    text: str
    items: tuple[str, ...]
    checks: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Give the number as people say it: N1."""
        return f"N{self.number}"


@dataclass(frozen=True)
class Tracked:
    """How far one content of one congress is; `left` are the items still to be finished."""

    content: Content
    total: int
    done: int
    left: tuple[PlanItem, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Tell whether all that prepares it is done."""
        return self.total > 0 and self.done == self.total


@dataclass(frozen=True)
class Share:
    """How far one content is in all congresses that have it."""

    content: Content
    units: tuple[Unit, ...]
    finished: tuple[Unit, ...]
    begun: tuple[Unit, ...]


@dataclass(frozen=True)
class Balance:
    """All contents side by side; `one_sided` units reported of elections only, lately."""

    shares: tuple[Share, ...]
    one_sided: tuple[Unit, ...]


def contents_of(contents: Sequence[Content], directory: Directory, unit: Unit) -> list[Content]:
    """List the contents of a unit's congress."""
    numbers = directory.contents_of(unit)
    return [content for content in contents if content.number in numbers]


def track(
    contents: Sequence[Content],
    directory: Directory,
    unit: Unit,
    *,
    progress: Mapping[str, Progress],
    facts: Facts,
) -> list[Tracked]:
    """Tell how far each content of a unit's congress is; a congress held has dealt with all."""
    plan = directory.items_by_unit.get(unit.code, ())
    tracked = [
        _track_one(content, plan, progress, facts)
        for content in contents_of(contents, directory, unit)
    ]
    if directory.is_held(unit.code):
        return [replace(one, done=one.total, left=()) for one in tracked]
    return tracked


def _track_one(
    content: Content,
    plan: Sequence[PlanItem],
    progress: Mapping[str, Progress],
    facts: Facts,
) -> Tracked:
    items = [item for item in plan if item.code in content.items]
    if not items:
        said = [facts.get(FactKind.CHECK, code) for code in content.checks]
        there = sum(fact is not None and bool(fact.data["there"]) for fact in said)
        return Tracked(content, total=len(said), done=there)
    left = tuple(item for item in items if _status(progress, item) not in FINISHED)
    return Tracked(content, total=len(items), done=len(items) - len(left), left=left)


def _status(progress: Mapping[str, Progress], item: PlanItem) -> ItemStatus:
    known = progress.get(item.code)
    return known.status if known else ItemStatus.NOT_STARTED


def weigh(contents: Sequence[Content], picture: Overview) -> Balance:
    """Look at all contents of all congresses in view."""
    by_unit = _sort_progress(picture)
    tracked = {
        unit.code: track(
            contents,
            picture.directory,
            unit,
            progress=by_unit.get(unit.code, {}),
            facts=picture.facts.get(unit.code, Facts()),
        )
        for unit in picture.units
    }
    return Balance(
        shares=tuple(_share(content, picture.units, tracked) for content in contents),
        one_sided=tuple(
            unit
            for unit in picture.left
            if _is_one_sided(
                tracked[unit.code],
                by_unit.get(unit.code, {}),
                since=picture.as_of - WEEK,
            )
        ),
    )


def _share(content: Content, units: Sequence[Unit], tracked: Mapping[str, list[Tracked]]) -> Share:
    known = {
        unit.code: one for unit in units for one in tracked[unit.code] if one.content == content
    }
    return Share(
        content=content,
        units=tuple(unit for unit in units if unit.code in known),
        finished=tuple(
            unit for unit in units if unit.code in known and known[unit.code].is_finished
        ),
        begun=tuple(unit for unit in units if unit.code in known and known[unit.code].done),
    )


def _is_one_sided(
    tracked: Sequence[Tracked], progress: Mapping[str, Progress], *, since: datetime
) -> bool:
    """Tell whether all that was reported lately is of elections, while the rest is not done."""
    heard = {
        one.content.number
        for one in tracked
        for item in one.content.items
        if (known := progress.get(item)) and known.reported_at and known.reported_at >= since
    }
    rest = [one for one in tracked if one.content.number not in ELECTIONS]
    return bool(heard) and heard <= ELECTIONS and not all(one.is_finished for one in rest)


def _sort_progress(picture: Overview) -> dict[str, dict[str, Progress]]:
    by_unit: dict[str, dict[str, Progress]] = {}
    for (unit, item), known in picture.progress.items():
        by_unit.setdefault(unit, {})[item] = known
    return by_unit
