"""Conclusions read from lines, and how they are counted (CL-2, CL-8)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.conclusions import Conclusion, ConclusionError, group_copies, read_conclusions, tally
from congress.last_day import LastDayError
from congress.plans import FINISHED, ItemStatus
from congress.reviews import Schedule, read_schedule
from congress.tasks import Task, TaskKind

TODAY = date(2020, 3, 16)


def conclusion(number: int, **more: object) -> Task:
    return Task.model_validate(
        {
            "kind": TaskKind.CONCLUSION,
            "number": number,
            "unit": "N01",
            "text": "x",
            "at": datetime(2020, 3, 16, tzinfo=UTC),
            **more,
        }
    )


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("rà soát số liệu", Conclusion("rà soát số liệu")),
        ("- Rà soát số liệu; hạn 20/3.", Conclusion("Rà soát số liệu", date(2020, 3, 20))),
        ("2) rà soát (hạn: 20-3-2020)", Conclusion("rà soát", date(2020, 3, 20))),
        ("ra soat, HAN NGAY 20/3", Conclusion("ra soat", date(2020, 3, 20))),
        ("thời hạn 20/3 do huyện định", Conclusion("thời hạn 20/3 do huyện định")),
        ("rút ngắn thời hạn 3/5 nội dung", Conclusion("rút ngắn thời hạn 3/5 nội dung")),
    ],
)
def test_line_is_a_conclusion_with_its_last_day(line: str, read: Conclusion) -> None:
    assert read_conclusions(line, today=TODAY) == [read]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "empty"),
        (" - \n", "empty"),
        ("hạn 20/3", "empty"),
        ("a" * 301, "too_long"),
        ("\n".join("a" * 16), "too_many"),
    ],
)
def test_other_lines_are_refused(text: str, key: str) -> None:
    with pytest.raises(ConclusionError) as caught:
        read_conclusions(text, today=TODAY)
    assert caught.value.key == key


@given(st.text())
def test_any_words_are_read_or_refused(text: str) -> None:
    try:
        found = read_conclusions(text, today=TODAY)
    except (ConclusionError, LastDayError):
        return
    assert found
    assert all(one.text == one.text.strip() and "\n" not in one.text for one in found)
    assert all(one.due is None or one.due >= TODAY for one in found)


@given(st.lists(st.sampled_from(list(ItemStatus)), max_size=8))
def test_every_conclusion_is_open_or_closed(statuses: list[ItemStatus]) -> None:
    tasks = [
        conclusion(number, status=status, due=date(2020, 3, 1))
        for number, status in enumerate(statuses, 1)
    ]
    other = conclusion(1).model_copy(update={"kind": TaskKind.BODY})

    known = tally([*tasks, other], today=TODAY)

    assert list(known.all) == tasks
    assert len(known.open) + len(known.closed) == len(tasks)
    assert {task.status for task in known.closed} <= FINISHED
    assert known.is_complete == (bool(tasks) and set(statuses) <= FINISHED)
    assert set(known.overdue) == set(known.open) - set(known.confirmed)


@pytest.mark.row("CL-8")
def test_copies_are_known_by_their_source() -> None:
    first, second = (conclusion(n, source=7, common=True, unit=f"N0{n}") for n in (1, 2))
    other = conclusion(3, source=7)

    third = conclusion(4, source=8, common=True)

    assert group_copies([first, other, third, second]) == [[first, second], [third]]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("25/3/2020", Schedule(date(2020, 3, 25))),
        (
            "ngày 25/3, chủ trì: Bí thư; thành phần: Thường trực, BTV",
            Schedule(date(2020, 3, 25), "Bí thư", "Thường trực, BTV"),
        ),
        ("25-3 thanh phan BTV chu tri Bi thu", Schedule(date(2020, 3, 25), "Bi thu", "BTV")),
    ],
)
def test_schedule_is_read(text: str, read: Schedule) -> None:
    assert read_schedule(text, today=TODAY) == read
