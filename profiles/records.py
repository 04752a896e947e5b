"""Read records.toml of a sample: bodies, trips, works, and facts by their kind.

A fact goes through the rules that it would go through by chat; ValueError is what breaks one.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from congress.climate import Climate, Stability
from congress.conferences import Conference
from congress.drafts import Draft
from congress.experience import PastFact, Records
from congress.facts import FactKind
from congress.opinions import Opinions
from congress.personnel import (
    Process,
    ProcessStream,
    Screening,
    ScreeningBody,
    Standard,
    check_step,
    step_subject,
)
from congress.results import Result, check_result, dump, find_missing
from congress.structure import Structure, check_counts
from congress.summary import SummaryLine
from congress.units import ALL_CONTENTS

Row = Mapping[str, Any]
#: A subject and its data; a row may hold several.
Told = Iterator[tuple[str, dict[str, Any]]]


def read_records(written: Mapping[str, Any]) -> Records:
    """Read the file; what is not the name of a kind of fact is a list of Records."""
    facts = [fact for kind, read in _FACTS.items() for fact in _read_facts(kind, read, written)]
    lists = {key: value for key, value in written.items() if key not in _FACTS}
    return Records.model_validate({**lists, "facts": facts})


def _read_facts(
    kind: FactKind, read: Callable[[Row, date], Told], written: Mapping[str, Any]
) -> Iterator[PastFact]:
    """Read the rows of a kind; each is told of all its `units`, or of the top without any."""
    for row in written.get(kind, ()):
        told = {key: value for key, value in row.items() if key not in {"units", "on"}}
        for unit in row.get("units", (None,)):
            for subject, data in read(told, row["on"]):
                yield PastFact(unit=unit, kind=kind, on=row["on"], subject=subject, data=data)


def _read_structure(row: Row, _on: date) -> Told:
    structure = Structure.model_validate(row)
    check_counts(structure)
    yield "", structure.model_dump()


def _read_gaps(row: Row, _on: date) -> Told:
    for standard, count in row.items():
        yield Standard(standard), {"count": int(count)}


def _read_steps(row: Row, on: date) -> Told:
    """Read the days of the steps of both streams, in their order."""
    days: dict[ProcessStream, tuple[date, ...]] = dict.fromkeys(ProcessStream, ())
    for stream in ProcessStream:
        for step, day in enumerate(row.get(stream, ()), 1):
            check_step(Process(days), stream, step, on=day, today=on)
            days[stream] = (*days[stream], day)
            yield step_subject(stream, step), {"on": day.isoformat()}


def _read_screening(row: Row, on: date) -> Told:
    yield "", Screening(on=on, body=ScreeningBody(row["body"])).model_dump(mode="json")


def _read_draft(row: Row, _on: date) -> Told:
    draft = Draft.model_validate(row)
    yield draft.subject, draft.model_dump(mode="json")


def _read_opinions(row: Row, _on: date) -> Told:
    opinions = Opinions.model_validate(row)
    yield opinions.draft, opinions.model_dump(mode="json")


def _read_conference(row: Row, on: date) -> Told:
    yield "", Conference(on=on, **row).model_dump(mode="json")


def _read_checks(row: Row, _on: date) -> Told:
    for code in row["codes"]:
        yield code, {"there": True}


def _read_climate(row: Row, _on: date) -> Told:
    yield "", {"state": Climate(row["state"]).value}


def _read_stability(row: Row, _on: date) -> Told:
    yield "", {"state": Stability(row["state"]).value}


def _read_result(row: Row, on: date) -> Told:
    result = Result.model_validate(row)
    check_result(result, contents=ALL_CONTENTS, today=on)
    if missing := find_missing(result, contents=ALL_CONTENTS):
        raise ValueError(f"result: {missing}")
    yield "", dump(result)


def _read_line(row: Row, _on: date) -> Told:
    line = SummaryLine.model_validate(row)
    yield line.subject, line.model_dump(mode="json")


_FACTS: Mapping[FactKind, Callable[[Row, date], Told]] = {
    FactKind.STRUCTURE: _read_structure,
    FactKind.STANDARDS_GAP: _read_gaps,
    FactKind.STEP: _read_steps,
    FactKind.SCREENING: _read_screening,
    FactKind.DRAFT: _read_draft,
    FactKind.OPINIONS: _read_opinions,
    FactKind.CONFERENCE: _read_conference,
    FactKind.CHECK: _read_checks,
    FactKind.CLIMATE: _read_climate,
    FactKind.STABILITY: _read_stability,
    FactKind.RESULT: _read_result,
    FactKind.SUMMARY: _read_line,
}
