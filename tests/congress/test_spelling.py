"""Typed words held against written ones: marks may be left out, a wrong mark is another word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.folding import fold
from congress.spelling import spells

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứự0123456789"
LINES = st.lists(st.text(LETTERS, min_size=1, max_size=7), min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("đúng", "Đúng"),
        ("DUNG", "Đúng"),
        ("Đung.", "Đúng"),
        ("gưi", "Gửi"),
        ("sữa", "Sửa"),
        ("huỷ bỏ", "hủy bỏ"),
        ("hoàn  thanh", "Hoàn thành"),
        ("co phai xong truoc dai hoi", "Có, phải xong trước đại hội"),
        ("29-30/4/2020", "29–30/4/2020"),
    ],
)
def test_words_with_fewer_marks_are_the_same_words(said: str, written: str) -> None:
    assert spells(said, written)
    assert spells(unicodedata.normalize("NFD", said), written)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("dừng", "Đúng"),
        ("đừng", "Đúng"),
        ("bộ", "Bỏ"),
        ("Đúng", "dung"),
        ("không đúng", "Đúng"),
        ("X26", "X25"),
        ("", "Đúng"),
        ("...", ""),
    ],
)
def test_other_words_are_not(said: str, written: str) -> None:
    assert not spells(said, written)


@given(LINES)
def test_what_is_written_may_be_typed_as_it_is_or_bare(written: str) -> None:
    assert spells(written.upper(), written)
    assert spells(fold(written), written)


@given(LINES, LINES)
def test_words_that_are_the_same_are_the_same_without_marks(said: str, written: str) -> None:
    assert not spells(said, written) or fold(said) == fold(written)
