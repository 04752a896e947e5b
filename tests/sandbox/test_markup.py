from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.markup import Entity, MarkupError, find_entities, measure, parse_html


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("chào", "chào", ()),
        ("<b>đậm</b> và <i>nghiêng</i>", "đậm và nghiêng", [("bold", 0, 3), ("italic", 7, 7)]),
        (
            "<u>a</u><s>b</s><code>c</code>",
            "abc",
            [("underline", 0, 1), ("strikethrough", 1, 1), ("code", 2, 1)],
        ),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<b>x</b>", "😀x", [("bold", 2, 1)]),
        ("1 &lt; 2 &amp; 3 &#33; &nbsp;", "1 < 2 & 3 ! &nbsp;", ()),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        ("<b></b>x", "x", ()),
        ("  <b> x </b>\n", "x", [("bold", 0, 1)]),
        ("<pre>/help</pre>", "/help", [("pre", 0, 5)]),
        ("<b>x</>", "x", [("bold", 0, 1)]),
    ],
)
def test_parse_html_gives_text_and_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    assert parse_html(source) == (text, tuple(Entity(*entity) for entity in entities))


def test_parse_html_keeps_the_address_of_a_link() -> None:
    source = '<a href="https://example.org/?a=1&amp;b=2">xem</a> <a href="javascript:x">không</a>'
    link = Entity("text_link", 0, 3, "https://example.org/?a=1&b=2")
    assert parse_html(source) == ("xem không", (link,))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("đ<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ],
)
def test_parse_html_refuses_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(MarkupError) as refusal:
        parse_html(source)
    assert str(refusal.value) == reason


def test_find_entities_marks_commands_and_addresses() -> None:
    text = "/start@sandbox_bot 1/2 https://example.org/a."
    assert find_entities(text) == (
        Entity("bot_command", 0, 18),
        Entity("url", 23, 21),
    )


@given(st.text())
def test_parse_html_of_escaped_text_is_that_text(text: str) -> None:
    parsed, _ = parse_html(escape(text))
    assert parsed == text.strip()


@given(st.text())
def test_parse_html_accepts_or_refuses_anything(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except MarkupError:
        return
    assert all(entity.offset + entity.length <= measure(text) for entity in entities)
