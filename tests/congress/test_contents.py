"""The four contents: of one unit, of all in view, and who reports of elections only."""

from datetime import UTC, datetime, timedelta

import pytest

from congress.contents import Content, track, weigh
from congress.directory import Directory
from congress.events import Congress, CongressState
from congress.facts import Fact, FactKind, Facts
from congress.overview import Overview
from congress.plans import Gate, ItemStatus, PlanItem, Progress, Stream
from congress.units import Unit, UnitKind

NOW = datetime(2020, 5, 15, 2, 0, tzinfo=UTC)
CONTENTS = (
    Content(number="1", text="a", items=("X06", "X08")),
    Content(number="2", text="b", items=("X27",)),
    Content(number="3", text="c", items=("X15",)),
    Content(number="4", text="d", items=("X22",), checks=("P07",)),
)


def unit(code: str, *, contents: str = "") -> Unit:
    kind = UnitKind.PARTY_COMMITTEE_UNIT
    return Unit(code=code, name=code, kind=kind, contents=contents)


def item(owner: str, code: str) -> PlanItem:
    return PlanItem(
        unit=owner,
        code=code,
        title=code,
        short=code,
        stream=Stream.COMMON,
        gate=Gate.NONE,
        baseline_due=NOW.date(),
        due=NOW.date(),
    )


def picture(units: dict[Unit, dict[str, ItemStatus]], *, days_ago: int = 1) -> Overview:
    codes = ("X06", "X08", "X27", "X15", "X22")
    items = [item(one.code, code) for one in units for code in codes]
    told = {
        (one.code, code): Progress(
            unit=one.code,
            item=code,
            status=status,
            reported_at=NOW - timedelta(days=days_ago),
        )
        for one, said in units.items()
        for code, status in said.items()
    }
    return Overview(
        as_of=NOW,
        directory=Directory(
            units={one.code: one for one in units},
            items={(one.unit, one.code): one for one in items},
        ),
        works=lambda _day: True,
        units=tuple(units),
        progress=told,
        heard={},
        reported={},
        issues=(),
    )


DONE, GOING = ItemStatus.DONE, ItemStatus.IN_PROGRESS


@pytest.mark.row("NS-1")
@pytest.mark.parametrize("numbers", ["1234", "123", "12"])
def test_each_content_of_a_congress_is_tracked(numbers: str) -> None:
    one = unit("K1", contents=numbers)
    seen = picture({one: {"X06": DONE, "X27": DONE, "X15": GOING}})
    progress = {code: known for (_, code), known in seen.progress.items()}
    tracked = track(CONTENTS, seen.directory, one, progress=progress, facts=Facts())
    figures = {"1": (1, 2), "2": (1, 1), "3": (0, 1), "4": (0, 1)}
    assert [(said.content.number, said.done, said.total) for said in tracked] == [
        (number, *figures[number]) for number in numbers
    ]
    assert [item.code for item in tracked[0].left] == ["X08"]


def test_paper_stands_for_a_content_that_no_item_prepares() -> None:
    one = unit("K1")
    directory = Directory(units={"K1": one})
    fact = Fact(id=1, unit="K1", kind=FactKind.CHECK, subject="P07", data={"there": True}, at=NOW)
    for facts, done in ((Facts(), 0), (Facts([fact]), 1)):
        *_, last = track(CONTENTS, directory, one, progress={}, facts=facts)
        assert (last.done, last.total) == (done, 1)


def test_congress_held_has_dealt_with_all() -> None:
    one = unit("K1")
    held = Congress(unit="K1", state=CongressState.HELD)
    directory = picture({one: {}}).directory.put(congress=held)
    tracked = track(CONTENTS, directory, one, progress={}, facts=Facts())
    assert all(said.is_finished and not said.left for said in tracked)


@pytest.mark.row("BT-7")
def test_all_contents_are_weighed_and_one_sided_reports_are_noticed() -> None:
    both, elections, fresh, two = unit("A"), unit("B"), unit("C"), unit("D", contents="12")
    seen = picture(
        {
            both: {"X06": DONE, "X08": DONE, "X15": DONE},
            elections: {"X15": GOING, "X22": DONE},
            fresh: {},
            two: {"X06": GOING},
        }
    )
    balance = weigh(CONTENTS, seen)
    assert balance.one_sided == (elections,)
    assert [
        (share.content.number, len(share.units), share.finished, share.begun)
        for share in balance.shares
    ] == [
        ("1", 4, (both,), (both,)),
        ("2", 4, (), ()),
        ("3", 3, (both,), (both,)),
        ("4", 3, (elections,), (elections,)),
    ]


def test_reports_of_long_ago_and_finished_documents_flag_nobody() -> None:
    one = unit("A")
    assert weigh(CONTENTS, picture({one: {"X15": GOING}}, days_ago=8)).one_sided == ()
    finished = {"X06": DONE, "X08": DONE, "X27": DONE}
    seen = picture({one: finished}, days_ago=30)
    late = Progress(unit="A", item="X22", status=DONE, reported_at=NOW)
    told = {**seen.progress, ("A", "X22"): late}
    assert weigh(CONTENTS, Overview(**{**vars(seen), "progress": told})).one_sided == ()
