"""How far all units are with what each of them needs: every one of them is counted once."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from congress.drafts import Draft, DraftKind
from congress.events import Congress, CongressState
from congress.facts import Fact, FactKind, Facts
from congress.overview import Overview
from congress.plans import ItemStatus, Progress, Stream
from congress.stocktaking import Stage, Stock, take_counts, take_documents, take_papers
from congress.units import Block, Unit
from profiles.reader import read_checklists
from tests.congress.pictures import NOW, item, picture, unit

CODES = ("K1", "K2", "K3", "K4", "K5")
COUNTS = {"size": 15, "female": 3, "under35": 2, "renewal": 5, "btv_female": 1}


def office(
    units: list[Unit],
    *,
    statuses: dict[str, ItemStatus] | None = None,
    facts: dict[str, Fact] | None = None,
    held: tuple[str, ...] = (),
) -> Overview:
    items = [
        item(one.code, "X27", date(2020, 5, 20)).model_copy(update={"stream": Stream.DOCUMENTS})
        for one in units
    ]
    seen = picture(
        units,
        items=items,
        progress=[
            Progress(unit=code, item="X27", status=status)
            for code, status in (statuses or {}).items()
        ],
        congresses=[
            Congress(unit=code, state=CongressState.HELD, held_on=date(2020, 5, 1))
            for code in held
        ],
    )
    return replace(seen, facts={code: Facts([fact]) for code, fact in (facts or {}).items()})


def told(code: str, kind: FactKind, data: dict[str, object], subject: str = "") -> Fact:
    return Fact(id=1, unit=code, kind=kind, subject=subject, data=data, at=NOW)


def codes(stock: Stock) -> dict[Stage, list[str]]:
    return {stage: [one.code for one in units] for stage, units in stock.stages.items()}


@given(
    statuses=st.dictionaries(st.sampled_from(CODES), st.sampled_from(ItemStatus)),
    held=st.sets(st.sampled_from(CODES)),
    electing=st.sets(st.sampled_from(CODES)),
)
def test_every_unit_still_to_come_is_in_one_stage(
    statuses: dict[str, ItemStatus], held: set[str], electing: set[str]
) -> None:
    units = [
        unit(code).model_copy(update={"contents": "1234" if code in electing else "12"})
        for code in CODES
    ]
    seen = office(units, statuses=statuses, held=tuple(held))
    for stock in (
        take_papers(seen, read_checklists()["papers"]),
        take_documents(seen),
        take_counts(seen),
    ):
        counted = [one for found in stock.stages.values() for one in found]
        assert sorted(one.code for one in counted) == sorted(set(CODES) - held)
        lacking = {Stage.PARTIAL, Stage.NONE} & stock.stages.keys()
        assert len(stock.lacking) == sum(len(stock.stages[stage]) for stage in lacking)
    assert sum(take_documents(seen).reports.values()) == len(CODES) - len(held)


def test_documents_are_begun_finished_or_neither() -> None:
    units = [unit(code) for code in CODES[:3]]
    statuses = {"K2": ItemStatus.IN_PROGRESS, "K3": ItemStatus.DONE}
    stock = take_documents(office(units, statuses=statuses))
    assert codes(stock) == {
        Stage.COMPLETE: ["K3"],
        Stage.PARTIAL: ["K2"],
        Stage.NONE: ["K1"],
    }
    assert [(one.unit.code, one.codes) for one in stock.lacking] == [
        ("K1", ("X27",)),
        ("K2", ("X27",)),
    ]


def test_open_defect_keeps_finished_documents_among_those_that_lack_something() -> None:
    draft = Draft(kind=DraftKind.POLITICAL_REPORT, version=1, defects={"D05": False})
    fact = told("K1", FactKind.DRAFT, draft.model_dump(), draft.subject)
    stock = take_documents(
        office([unit("K1")], statuses={"K1": ItemStatus.DONE}, facts={"K1": fact})
    )
    [one] = stock.lacking
    assert (one.stage, one.codes, one.defects) == (Stage.PARTIAL, (), 1)


def test_nearest_congress_comes_first() -> None:
    days = {"K1": date(2020, 6, 1), "K2": None, "K3": date(2020, 5, 20)}
    units = [unit(code, planned_on=day) for code, day in days.items()]
    stock = take_papers(office(units), read_checklists()["papers"])
    assert [one.unit.code for one in stock.lacking] == ["K3", "K1", "K2"]
    assert codes(stock) == {Stage.NONE: ["K1", "K2", "K3"]}


def test_counts_fail_pass_or_meet_no_threshold() -> None:
    communes = [unit(code).model_copy(update={"block": Block.COMMUNE}) for code in CODES[:3]]
    town = unit("K4")
    facts = {
        "K1": told("K1", FactKind.STRUCTURE, COUNTS),
        "K2": told("K2", FactKind.STRUCTURE, COUNTS | {"female": 2}),
        "K4": told("K4", FactKind.STRUCTURE, COUNTS),
    }
    seen = office([*communes, town], facts=facts)
    profile = {"structure.female": "15"}
    stock = take_counts(replace(seen, directory=replace(seen.directory, profile=profile)))
    assert codes(stock) == {
        Stage.COMPLETE: ["K1"],
        Stage.PARTIAL: ["K2"],
        Stage.NONE: ["K3"],
        Stage.UNMEASURED: ["K4"],
    }
    assert [(one.unit.code, len(one.failed)) for one in stock.lacking] == [("K2", 1), ("K3", 0)]
