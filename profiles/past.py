"""Read the illustrative past of a sample: history.toml, and units.csv for what was held."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any

from congress.dates import instant
from congress.events import Congress, CongressEvent, CongressState, EventKind
from congress.history import REPORTED_AT, History
from congress.issues import Issue

_CLOSED_AT = time(17, 0)


def read_history(written: Mapping[str, Any], rows: Iterable[Mapping[str, str]]) -> History:
    """Make the history of a sample; `rows` are the rows of its units.csv."""
    rule = {key: value for key, value in written.items() if key not in {"dates", "issues"}}
    told = [*_read_held(rows), *_read_dates(written.get("dates", ()))]
    return History.model_validate(
        {
            **rule,
            "congresses": [congress for congress, _ in told],
            "events": [event for _, event in told],
            "issues": list(_read_issues(written.get("issues", ()))),
        }
    )


def _read_held(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[Congress, CongressEvent]]:
    for row in rows:
        if row.get("held_from"):
            opens, closes = (date.fromisoformat(row[key]) for key in ("held_from", "held_to"))
            congress = Congress(
                unit=row["code"],
                state=CongressState.HELD,
                opens_on=opens,
                closes_on=closes,
                held_on=closes,
            )
            yield congress, _tell(congress, EventKind.HELD, closes, _CLOSED_AT)


def _read_dates(
    rows: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[Congress, CongressEvent]]:
    for row in rows:
        congress = Congress(
            unit=row["unit"],
            state=row["state"],
            opens_on=row["opens_on"],
            closes_on=row["closes_on"],
        )
        kind, day = EventKind(row["event"]), row["happened_on"]
        event = _tell(congress, kind, day, REPORTED_AT, basis=row.get("basis"))
        yield congress, event.model_copy(update={"number": row.get("number")})


def _tell(
    congress: Congress, kind: EventKind, day: date, at: time, *, basis: str | None = None
) -> CongressEvent:
    return CongressEvent(
        id=0,
        unit=congress.unit,
        kind=kind,
        opens_on=congress.opens_on,
        closes_on=congress.closes_on,
        happened_on=day,
        basis=basis,
        basis_on=day if basis else None,
        at=instant(day, at),
    )


def _read_issues(rows: Iterable[Mapping[str, Any]]) -> Iterator[Issue]:
    for number, row in enumerate(rows, 1):
        at = instant(row["on"], REPORTED_AT)
        yield Issue(number=number, unit=row["unit"], text=row["text"], at=at)
