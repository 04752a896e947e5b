"""The make-up of a committee: exact verdicts, and counts that cannot be."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.counts import MOST, CountError, read_counts
from congress.structure import (
    Criterion,
    Structure,
    StructureError,
    check_counts,
    judge,
    read_thresholds,
)
from congress.units import Block, Unit, UnitKind

THRESHOLDS = read_thresholds(
    {
        "structure.renewal": "1/3",
        "structure.female": "15",
        "structure.under35": "10",
        "structure.btv_female": "1",
    }
)
PHRASES = {
    "size": ["BCH"],
    "female": ["nữ"],
    "under35": ["trẻ", "dưới 35 tuổi"],
    "renewal": ["mới"],
    "btv_female": ["btvnu", "BTV có {n} nữ", "nữ trong BTV"],
}


def commune(block: Block | None = Block.COMMUNE) -> Unit:
    kind = UnitKind.PARTY_COMMITTEE_UNIT
    return Unit(code="D01", name="Đảng bộ xã D01", kind=kind, block=block)


def structure(size: int, female: int, under35: int, renewal: int, btv: int) -> Structure:
    return Structure(size=size, female=female, under35=under35, renewal=renewal, btv_female=btv)


def failed(*counts: int) -> list[Criterion]:
    verdicts = judge(structure(*counts), commune(), THRESHOLDS)
    return [verdict.criterion for verdict in verdicts if verdict.met is False]


@pytest.mark.row("DH-2")
@pytest.mark.parametrize(
    ("counts", "missed"),
    [
        ((15, 3, 2, 5, 1), []),
        ((15, 2, 2, 5, 1), [Criterion.FEMALE]),
        ((15, 3, 1, 5, 1), [Criterion.UNDER35]),
        ((15, 3, 2, 5, 0), [Criterion.BTV_FEMALE]),
        ((15, 3, 2, 4, 1), [Criterion.RENEWAL]),
        ((13, 2, 2, 5, 1), []),
        ((13, 1, 1, 4, 1), [Criterion.RENEWAL, Criterion.FEMALE, Criterion.UNDER35]),
        ((11, 2, 2, 4, 1), []),
        ((11, 1, 1, 3, 1), [Criterion.RENEWAL, Criterion.FEMALE, Criterion.UNDER35]),
        ((20, 3, 2, 7, 1), []),
    ],
)
def test_judge_the_examples(counts: tuple[int, ...], missed: list[Criterion]) -> None:
    assert failed(*counts) == missed


@pytest.mark.row("DH-2")
@given(size=st.integers(1, 99), part=st.integers(0, 99))
def test_verdict_is_the_exact_comparison(size: int, part: int) -> None:
    part = min(part, size)
    verdicts = judge(structure(size, part, part, part, part), commune(), THRESHOLDS)
    assert {verdict.criterion: verdict.met for verdict in verdicts} == {
        Criterion.RENEWAL: 3 * part >= size,
        Criterion.FEMALE: 100 * part >= 15 * size,
        Criterion.UNDER35: 10 * part >= size,
        Criterion.BTV_FEMALE: part >= 1,
    }
    for verdict in verdicts:
        assert verdict.needed is not None
        assert verdict.met == (part >= verdict.needed)


@pytest.mark.parametrize("block", [Block.TOWN, Block.AGENCY, None])
def test_nothing_is_asked_elsewhere(block: Block | None) -> None:
    verdicts = judge(structure(15, 0, 0, 0, 0), commune(block), THRESHOLDS)
    assert [verdict.met for verdict in verdicts] == [None] * 4


def test_switch_that_is_not_set_asks_nothing() -> None:
    thresholds = read_thresholds({"structure.female": "12,5", "structure.renewal": ""})
    assert thresholds == {Criterion.FEMALE: Fraction(1, 8)}
    verdicts = judge(structure(8, 1, 0, 0, 0), commune(), thresholds)
    assert [verdict.met for verdict in verdicts] == [None, True, None, None]


@pytest.mark.parametrize(
    ("counts", "key"),
    [
        ((0, 0, 0, 0, 0), "size"),
        ((100, 1, 1, 1, 1), "size"),
        ((15, 16, 1, 1, 1), "female"),
        ((15, 1, 16, 1, 1), "under35"),
        ((15, 1, 1, 16, 1), "renewal"),
        ((15, 15, 1, 1, 16), "btv_female"),
        ((15, 2, 1, 1, 3), "btv_above_female"),
    ],
)
def test_counts_that_cannot_be(counts: tuple[int, ...], key: str) -> None:
    with pytest.raises(StructureError) as caught:
        check_counts(structure(*counts))
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("15 nu=3 tre=2 moi=5 btvnu=1", (15, 3, 2, 5, 1)),
        ("BCH 15, nữ 3, trẻ 2, mới 5, BTV có 1 nữ", (15, 3, 2, 5, 1)),
        ("BCH 15 đ/c; 3 nữ; dưới 35 tuổi: 2; 5 mới; nữ trong BTV = 1", (15, 3, 2, 5, 1)),
        ("bch 15 nu 2 tre 1 moi 4 btv co 0 nu", (15, 2, 1, 4, 0)),
    ],
)
def test_read_counts_as_people_write_them(text: str, counts: tuple[int, ...]) -> None:
    read = read_counts(text, PHRASES, first="size")
    assert Structure.model_validate(read) == structure(*counts)


@pytest.mark.parametrize(
    ("text", "key", "word"),
    [
        ("15 nu=3/15", "unknown", "3/15"),
        ("BCH 15, nữ 20%", "unknown", "20%"),
        ("BCH 15, nữ", "no_number", "female"),
        ("nữ 3, nữ 4", "twice", "female"),
        ("BCH 1000", "too_many", "1000"),
        ("BCH ¹5", "unknown", "¹5"),
        ("BCH 15, nữ -3", "unknown", "-3"),
        ("BCH 15, đồng chí Hùng", "unknown", "hung"),
    ],
)
def test_words_that_are_no_counts(text: str, key: str, word: str) -> None:
    with pytest.raises(CountError) as caught:
        read_counts(text, PHRASES, first="size")
    assert (caught.value.key, caught.value.word) == (key, word)


@given(
    st.text() | st.lists(st.sampled_from([*"0123456789 ,=%", "nữ ", "BCH ", "BTV "])).map("".join)
)
def test_read_counts_reads_or_refuses(text: str) -> None:
    try:
        counts = read_counts(text, PHRASES, first="size")
    except CountError:
        return
    assert set(counts) <= set(PHRASES)
    assert all(0 <= number <= MOST for number in counts.values())
