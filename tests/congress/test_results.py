"""How a congress went: what a line says is what is kept, comparators and all (KS-5, BT-6)."""

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.facts import Fact, FactKind
from congress.folding import fold
from congress.labelled import Comparator, FieldError, Share
from congress.results import (
    Result,
    ResultError,
    check_result,
    complete,
    days_between,
    dump,
    find_missing,
    merge,
    of_fact,
    read_result,
)
from texts.render import Texts

TODAY = date(2020, 5, 15)
WORDS = Texts().words("result")
ALL = "1234"


def read(text: str) -> Result:
    return read_result(text, words=WORDS, today=TODAY)


def share(comparator: Comparator, percent: str) -> Share:
    return Share(comparator=comparator, percent=Decimal(percent))


@pytest.mark.row("KS-5")
def test_pilot_congress_of_the_seed_is_kept_as_told() -> None:
    told = read("29 và 30/4/2020, trúng cử 15/15, phiếu thấp nhất trên 91%, Bí thư trên 95%")

    assert told == Result(
        days=(date(2020, 4, 29), date(2020, 4, 30)),
        to_elect=15,
        elected=15,
        lowest=share(Comparator.MORE, "91"),
        secretary=share(Comparator.MORE, "95"),
    )
    assert dump(told)["lowest"] == {"comparator": ">", "percent": "91"}


@pytest.mark.parametrize(
    ("said", "comparator", "percent"),
    [
        ("trên 91%", Comparator.MORE, "91"),
        ("tren 91", Comparator.MORE, "91"),
        ("hơn 91 %", Comparator.MORE, "91"),
        (">91", Comparator.MORE, "91"),
        ("=>91", Comparator.MORE, "91"),
        (">=91", Comparator.AT_LEAST, "91"),
        ("≥ 91%", Comparator.AT_LEAST, "91"),
        ("từ 91%", Comparator.AT_LEAST, "91"),
        ("91% trở lên", Comparator.AT_LEAST, "91"),
        ("dưới 91%", Comparator.LESS, "91"),
        ("không quá 91%", Comparator.AT_MOST, "91"),
        ("91,5%", Comparator.EQUAL, "91.5"),
        ("đạt 91.25%", Comparator.EQUAL, "91.25"),
        (": 100%", Comparator.EQUAL, "100"),
    ],
)
def test_comparator_is_kept(said: str, comparator: Comparator, percent: str) -> None:
    assert read(f"phiếu thấp nhất {said}").lowest == share(comparator, percent)


@pytest.mark.parametrize(
    "text",
    [
        "29-30/4/2020, có mặt 148/150, trúng cử 15/15, đúng dự kiến",
        "ngày 29 – 30/4/2020; triệu tập 150 đại biểu; có mặt 148 đại biểu; bầu 15/15 đồng chí; "
        "đúng dự kiến",
        "ngay=29-30/4/2020 comat=148/150 bch=15/15 dukien=co",
        "NGAY 29 VA 30/4/2020, TRIEU TAP 150, CO MAT 148, CAN BAU 15, TRUNG CU 15, DUNG DU KIEN",
        "29/4-30/4/2020, dự đại hội 148/150, Ban Chấp hành 15/15, đúng dự kiến có",
        "29 đến 30/4/2020, có mặt 148/150, BCH trúng cử 15/15, theo dự kiến",
    ],
)
def test_line_is_read_however_it_is_written(text: str) -> None:
    expected = Result(
        days=(date(2020, 4, 29), date(2020, 4, 30)),
        summoned=150,
        present=148,
        to_elect=15,
        elected=15,
        as_planned=True,
    )
    assert read(text) == read(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize(
    ("text", "key", "field"),
    [
        ("có mặt", "no_value", "present"),
        ("có mặt nhiều", "no_value", "present"),
        ("số dư 2/3", "no_value", "surplus"),
        ("có mặt 148/150, có mặt 147/150", "twice", "present"),
        ("Bí thư 140/148", "share", "secretary"),
        ("phiếu thấp nhất 140 phiếu", "share", "lowest"),
        ("phiếu thấp nhất trên 100%", "share", "lowest"),
        ("phiếu thấp nhất 101%", "share", "lowest"),
        ("31/4, có mặt 148/150", "days", "days"),
        ("30-29/4", "days", "days"),
        ("có mặt 148/150, mọi việc tốt đẹp", "unknown", ""),
        ("148/150", "unknown", ""),
        ("không có mặt 148/150", "unknown", ""),
    ],
)
def test_what_cannot_be_read_says_where(text: str, key: str, field: str) -> None:
    with pytest.raises(FieldError) as caught:
        read(text)
    assert (caught.value.key, caught.value.field) == (key, field)


COUNTS = st.integers(0, 9999)
SHARES = st.builds(
    Share,
    comparator=st.sampled_from(Comparator),
    percent=st.decimals(0, 100, places=2).map(lambda one: one.normalize()),
).filter(lambda one: one.is_possible)
_DAYS = st.builds(
    lambda opens, more: days_between(opens, date.fromordinal(opens.toordinal() + more)),
    st.dates(date(2020, 1, 1), date(2020, 12, 28)),
    st.integers(0, 3),
)
RESULTS = st.builds(
    Result,
    days=_DAYS | st.just(()),
    summoned=st.none() | COUNTS,
    present=st.none() | COUNTS,
    to_elect=st.none() | COUNTS,
    elected=st.none() | COUNTS,
    surplus=st.none() | COUNTS,
    lowest=st.none() | SHARES,
    secretary=st.none() | SHARES,
    direct=st.none() | st.booleans(),
    upper_allotted=st.none() | COUNTS,
    upper_elected=st.none() | COUNTS,
    software=st.none() | st.booleans(),
    as_planned=st.none() | st.booleans(),
)


def _write(name: str, value: Any) -> str:
    if name == "days":
        first, last = value[0], value[-1]
        return f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} - {last:%d/%m/%Y}"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Share):
        sign = "" if value.comparator is Comparator.EQUAL else value.comparator
        return f"{sign}{value.percent:f}%".replace(".", ",")
    return str(value)


@given(result=RESULTS, order=st.randoms(use_true_random=False), marks=st.booleans())
def test_whatever_is_written_is_read_as_written(result: Result, order: Any, marks: bool) -> None:
    parts = []
    for name in Result.model_fields:
        value = getattr(result, name)
        if value in (None, ()):
            continue
        label = "" if name == "days" else f"{order.choice(WORDS[name])}{order.choice(' :=')}"
        parts.append(f"{label}{_write(name, value)}")
    order.shuffle(parts)
    text = order.choice([", ", "; ", ",\n"]).join(parts)

    assert read(text if marks else fold(text)) == result


@given(result=RESULTS)
def test_result_comes_back_from_its_fact(result: Result) -> None:
    at = datetime(2020, 5, 15, tzinfo=UTC)
    fact = Fact(id=1, unit="K01", kind=FactKind.RESULT, data=dump(result), at=at)
    assert of_fact(fact) == result
    assert of_fact(None) is None


@given(
    text=st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            [label for labels in WORDS.values() for label in labels]
            + ["15", "/", "15/15", "30/4", "91%"]
        )
    ).map(" ".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        told = read(text)
    except FieldError:
        return
    assert isinstance(told, Result)


@given(result=RESULTS, contents=st.sampled_from([ALL, "12", "123", "124"]))
def test_accepted_figures_can_be(result: Result, contents: str) -> None:
    try:
        check_result(result, contents=contents, today=date(2020, 12, 31))
    except ResultError:
        return
    pairs = (
        (result.present, result.summoned),
        (result.elected, result.to_elect),
        (result.upper_elected, result.upper_allotted),
    )
    assert all(part is None or whole is None or part <= whole for part, whole in pairs)
    if result.surplus and result.to_elect:
        assert result.surplus / result.to_elect <= 0.3
    assert result.secretary is None or result.direct is not False
    assert "3" in contents or result.elected is None
    assert "4" in contents or result.upper_elected is None


@pytest.mark.parametrize(
    ("told", "key", "field"),
    [
        ({"days": (date(2020, 5, 16),)}, "future", "days"),
        ({"days": days_between(date(2020, 5, 1), date(2020, 5, 9))}, "too_long", "days"),
        ({"present": 151, "summoned": 150}, "part", "present"),
        ({"elected": 16, "to_elect": 15}, "part", "elected"),
        ({"upper_elected": 13, "upper_allotted": 12}, "part", "upper_elected"),
        ({"surplus": 5, "to_elect": 15}, "surplus", "surplus"),
        ({"summoned": 0}, "none", "summoned"),
        ({"elected": 200}, "too_many", "elected"),
        ({"secretary": share(Comparator.MORE, "95"), "direct": False}, "not_direct", "secretary"),
    ],
)
def test_figures_that_cannot_be_are_refused(told: dict[str, Any], key: str, field: str) -> None:
    with pytest.raises(ResultError) as caught:
        check_result(Result(**told), contents=ALL, today=TODAY)
    assert (caught.value.key, caught.value.field) == (key, field)


def test_surplus_of_exactly_thirty_percent_is_allowed() -> None:
    check_result(Result(surplus=3, to_elect=10), contents=ALL, today=TODAY)
    check_result(Result(surplus=4, to_elect=15), contents=ALL, today=TODAY)


@pytest.mark.row("BT-6")
def test_what_must_be_told_depends_on_the_contents() -> None:
    told = Result(days=(TODAY,), present=20, summoned=20)
    assert find_missing(Result(), contents=ALL) == [
        "days", "present", "summoned", "elected", "to_elect", "as_planned",
    ]  # fmt: skip
    assert find_missing(told, contents="12") == ["as_planned"]


@given(known=RESULTS, said=RESULTS)
def test_correction_keeps_what_it_does_not_say(known: Result, said: Result) -> None:
    merged = merge(known, said)
    for name in Result.model_fields:
        last = getattr(said, name)
        assert getattr(merged, name) == (getattr(known, name) if last in (None, ()) else last)


def test_share_of_the_secretary_means_direct_election() -> None:
    told = Result(secretary=share(Comparator.MORE, "95"))
    assert complete(told, direct_election=False).direct is True
    assert complete(Result(), direct_election=True).direct is True
    assert complete(Result(), direct_election=False).direct is None
