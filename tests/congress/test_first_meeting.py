"""The first committee meeting: which posts were elected, in counts that can be."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.first_meeting import (
    FirstMeeting,
    check_meeting,
    find_missing,
    merge,
    read_meeting,
)
from congress.labelled import FieldError
from congress.results import Result, ResultError
from texts.render import Texts

TODAY = date(2020, 6, 15)
HELD_ON = date(2020, 6, 11)
WORDS = Texts().words("first_meeting")
WHOLE = FirstMeeting(on=date(2020, 6, 12), board=5, secretary=True, deputies=2, inspection=5)


def read(text: str) -> FirstMeeting:
    return read_meeting(text, words=WORDS, today=TODAY)


def check(meeting: FirstMeeting, *, elected: int = 15) -> None:
    result = Result(elected=elected, to_elect=15)
    check_meeting(meeting, result=result, held_on=HELD_ON, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "12/6, BTV 5, Bí thư có, Phó Bí thư 2, UBKT 5",
        "ngay=12/6/2020 btv=5 bithu=co pbt=2 ubkt=5",
        "Ban Thường vụ 5 đồng chí; đã bầu Bí thư; Phó Bí thư: 2; Ủy ban Kiểm tra 5; 12/6",
        "ban thuong vu 5, bi thu, pho bi thu 2, uy ban kiem tra 5 nguoi, 12/6",
    ],
)
def test_line_is_read_however_it_is_written(text: str) -> None:
    assert read(text) == WHOLE


def test_secretary_may_not_have_been_elected() -> None:
    assert read("chưa bầu Bí thư").secretary is False
    assert read("Bí thư: chưa").secretary is False


@pytest.mark.parametrize(
    ("text", "key"), [("BTV", "no_value"), ("BTV năm", "no_value"), ("xong rồi", "unknown")]
)
def test_what_cannot_be_read_is_refused(text: str, key: str) -> None:
    with pytest.raises(FieldError) as caught:
        read(text)
    assert caught.value.key == key


def test_secretary_is_not_asked_for_where_the_congress_elected_him() -> None:
    asked = ["board", "secretary", "deputies", "inspection"]
    assert find_missing(FirstMeeting(), direct=False) == asked
    assert find_missing(FirstMeeting(), direct=True) == ["board", "deputies", "inspection"]
    assert find_missing(WHOLE, direct=False) == []


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"on": date(2020, 6, 16)}, "future"),
        ({"on": date(2020, 6, 10)}, "before"),
        ({"board": 16}, "board"),
        ({"deputies": 5}, "deputies"),
        ({"inspection": 100}, "too_many"),
    ],
)
def test_figures_that_cannot_be_are_refused(told: dict[str, Any], key: str) -> None:
    with pytest.raises(ResultError) as caught:
        check(WHOLE.model_copy(update=told))
    assert caught.value.key == key


def test_figures_that_can_be_are_accepted() -> None:
    check(WHOLE)
    check_meeting(WHOLE, result=None, held_on=None, today=TODAY)


@given(
    st.builds(
        FirstMeeting,
        board=st.none() | st.integers(0, 99),
        secretary=st.none() | st.booleans(),
        deputies=st.none() | st.integers(0, 99),
    )
)
def test_correction_keeps_what_it_does_not_say(said: FirstMeeting) -> None:
    merged = merge(WHOLE, said)
    assert merged.inspection == WHOLE.inspection
    assert merged.board == (WHOLE.board if said.board is None else said.board)
    assert merged.secretary == (WHOLE.secretary if said.secretary is None else said.secretary)
