"""Long texts become several messages, each within the limit and well-formed by itself."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chat.splitting import count_units, split_html
from sandbox.markup import measure, parse_html

_WORDS = st.text(alphabet="abcđếữ 👍🇻🇳\n\t\u00a0;#", max_size=30)
_ENTITIES = st.sampled_from(["&amp;", "&lt;", "&gt;", "&#34;", "&#39;", "&#128077;"])
_OPENINGS = st.sampled_from(["<b>", "<i>", "<u>", "<code>", '<a href="https://a.vn/?x=1&amp;y">'])


@st.composite
def _tagged(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    opening = draw(_OPENINGS)
    closing = f"</{re.split('[ >]', opening[1:])[0]}>"
    return opening + draw(inner) + closing


HTML = st.recursive(
    st.one_of(_WORDS, _ENTITIES),
    lambda inner: st.one_of(_tagged(inner), st.lists(inner, max_size=5).map("".join)),
    max_leaves=20,
)


def shown(html: str) -> str:
    return re.sub(r"\s", "", parse_html(html)[0])


@pytest.mark.row("MX-7")
@given(HTML, st.integers(min_value=2, max_value=60))
@example("👍" * 5, 5)
@example("<b>" + "a" * 7 + "</b>", 3)
def test_parts_are_within_the_limit_and_lose_nothing(html: str, limit: int) -> None:
    parts = split_html(html, limit)

    texts = [parse_html(part)[0] for part in parts]  # it refuses tags that are not balanced
    assert all(measure(text) <= limit for text in texts)
    assert "".join(shown(part) for part in parts) == shown(html)


@given(HTML, st.integers(min_value=2, max_value=60))
def test_each_part_shows_something(html: str, limit: int) -> None:
    parts = split_html(html, limit)
    assert len(parts) == 1 or all(shown(part) for part in parts)


@given(HTML)
def test_units_are_counted_as_the_platform_counts(html: str) -> None:
    assert count_units(html) >= measure(parse_html(html)[0])


def test_short_text_stays_as_it_is() -> None:
    assert split_html("<b>Đã ghi</b>\n", 4096) == ["<b>Đã ghi</b>\n"]


def test_text_of_two_unit_characters_is_measured_in_units() -> None:
    assert split_html("👍" * 3000, 4096) == ["👍" * 2048, "👍" * 952]


@pytest.mark.row("MX-7")
def test_long_text_is_cut_at_the_last_line_end() -> None:
    assert split_html("mot hai\nba bon\nnam sau", 16) == ["mot hai\nba bon", "nam sau"]


def test_long_line_is_cut_at_the_last_space() -> None:
    assert split_html("mot hai ba bon nam", 10) == ["mot hai ba", "bon nam"]


def test_long_word_is_cut_between_characters() -> None:
    assert split_html("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_tags_are_closed_at_a_cut_and_opened_again() -> None:
    html = '<b>mot <a href="https://a.vn">hai\nba bon</a></b> nam'
    assert split_html(html, 8) == [
        '<b>mot <a href="https://a.vn">hai</a></b>',
        '<b><a href="https://a.vn">ba bon</a></b>',
        "nam",
    ]


def test_entity_is_never_cut() -> None:
    assert split_html("a&amp;&lt;&gt;b", 2) == ["a&amp;", "&lt;&gt;", "b"]


def test_exactly_full_text_is_one_part() -> None:
    html = f"<b>{'a' * 4096}</b>"
    assert split_html(html, 4096) == [html]


def test_text_that_shows_nothing_stays_one_part() -> None:
    assert split_html("\n" * 10, 4) == ["\n" * 10]
