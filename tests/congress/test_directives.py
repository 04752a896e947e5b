"""Directives are found by number in any spelling, by issuer or by words (KS-13)."""

import tomllib
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.directives import Directive, DirectiveError, read_directive, search_directives
from congress.folding import fold

TODAY = date(2020, 5, 15)
FILE = Path(__file__).parents[2] / "profiles" / "directives.toml"
ALL = [
    Directive.model_validate({key: value for key, value in row.items() if key != "profiles"})
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["directive"]
]


@pytest.mark.row("KS-13")
def test_all_eleven_and_that_of_2025_are_in_the_register() -> None:
    assert [one.number for one in ALL] == [
        "35-CT/TW",
        "182-KH/TU",
        "167-KH/HU",
        "39-HD/HU",
        "134-KH/TU",
        "118-KH/TXU",
        "403-TB/TXU",
        "3053-QĐ/TU",
        "161-KH/TU",
        "153-KH/TU",
        "150-KH/HU",
        "45-CT/TW",
    ]


@pytest.mark.row("KS-13")
@given(
    directive=st.sampled_from(ALL),
    dash=st.sampled_from(["-", " - ", " – ", "–", " "]),
    spell=st.sampled_from([str, str.lower, fold]),
    form=st.sampled_from(["NFC", "NFD"]),
    turned=st.booleans(),
)
def test_number_is_found_in_any_spelling(
    directive: Directive, dash: str, spell: type[str], form: str, turned: bool
) -> None:
    number, _, rest = directive.number.partition("-")
    said = f"{rest.replace('/', '')} {number}" if turned else f"{number}{dash}{rest}"
    assert search_directives(ALL, unicodedata.normalize(form, spell(said))) == [directive]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("167 - KH/HU", ["167-KH/HU"]),
        ("182 – KH/TU", ["182-KH/TU"]),
        ("khhu167", ["167-KH/HU"]),
        ("bộ chính trị", ["45-CT/TW", "35-CT/TW"]),
        ("tieu chuan chuc danh", ["3053-QĐ/TU"]),
        ("BTV thị ủy", ["403-TB/TXU"]),
        ("kh hu", ["167-KH/HU", "150-KH/HU"]),
        ("2020", ["403-TB/TXU"]),
        ("168", []),
        ("16", []),
    ],
)
def test_words_find_what_they_fit(text: str, numbers: list[str]) -> None:
    assert [one.number for one in search_directives(ALL, text)] == numbers


def test_directive_is_read_off_one_line() -> None:
    assert read_directive(
        "150 – KH/HU ngày 08/8/2019 BTV Huyện ủy: kế hoạch đại hội", today=TODAY
    ) == Directive(
        number="150-KH/HU",
        issuer="BTV Huyện ủy",
        dated=date(2019, 8, 8),
        title="kế hoạch đại hội",
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("150-KH/HU ngày 08/8/2019 BTV Huyện ủy", "no_title"),
        ("kế hoạch ngày 08/8/2019 BTV Huyện ủy: x", "no_number"),
        ("150-KH/HU BTV Huyện ủy: x", "no_day"),
        ("150-KH/HU ngày 31/2/2019 BTV Huyện ủy: x", "no_such_day"),
        ("150-KH/HU ngày 08/8/2021 BTV Huyện ủy: x", "future"),
        ("150-KH/HU ngày 08/8/2019: x", "no_issuer"),
        ("BTV Huyện ủy 150-KH/HU ngày 08/8/2019: x", "no_number"),
        ("150-KH/HU ngày 08/8/2019 BTV Huyện ủy: " + "x" * 301, "too_long"),
    ],
)
def test_what_a_directive_lacks_is_told(text: str, key: str) -> None:
    with pytest.raises(DirectiveError) as error:
        read_directive(text, today=TODAY)
    assert error.value.key == key
