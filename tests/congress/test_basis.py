"""What a decision rests on, in the many ways people write it."""

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.basis import Basis, BasisError, read_basis, split_basis

TODAY = date(2020, 5, 15)


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("MH-01/UBND ngày 15/5/2020", "MH-01/UBND", date(2020, 5, 15)),
        ("MH-01/UBND 15/5", "MH-01/UBND", date(2020, 5, 15)),
        ("15/5/2020 MH-01/UBND", "MH-01/UBND", date(2020, 5, 15)),
        ("167 - KH/HU ngày 21/11/2019", "167-KH/HU", date(2019, 11, 21)),
        ("182 – KH/TU, 6/11/2019", "182-KH/TU", date(2019, 11, 6)),
        ("35-CT/TW ngày 30-5-2019", "35-CT/TW", date(2019, 5, 30)),
        ("3053-QĐ/TU 27/11/2019", "3053-QĐ/TU", date(2019, 11, 27)),
        ("CV 2472-CV/TU, ngay 31/3/2020", "CV 2472-CV/TU", date(2020, 3, 31)),
        ("Chỉ thị 16/CT-TTg ngày 31/3/2020", "Chỉ thị 16/CT-TTg", date(2020, 3, 31)),
        ("Văn bản 754/2020 ngày 15/5", "Văn bản 754/2020", date(2020, 5, 15)),
        ("MH - 02 - TB/HU ngày 15 tháng 5 năm 2020", "MH-02-TB/HU", date(2020, 5, 15)),
        ("45 – tb/hu ngay 14-5-2020", "45-TB/HU", date(2020, 5, 14)),
        ("2472 - cv / tu, 31.3.2020", "2472-CV/TU", date(2020, 3, 31)),
        ("182 kh/tu 6/11/2019", "182-KH/TU", date(2019, 11, 6)),
        ("MH-06 TB/HU 15/5", "MH-06-TB/HU", date(2020, 5, 15)),
        ("3053-qd/tu 27/11/2019", "3053-QĐ/TU", date(2019, 11, 27)),
        ("05 -ttr/đu ngày 15/5", "05-TTr/ĐU", date(2020, 5, 15)),
        ("16/ct-ttg ngày 31/3/2020", "16/CT-TTg", date(2020, 3, 31)),
        ("số 12-TB/HU (15.5.2020)", "số 12-TB/HU", date(2020, 5, 15)),
        ("12-TB/HU 20/12", "12-TB/HU", date(2019, 12, 20)),
        ("hội nghị BTV 15/5", "hội nghị BTV", date(2020, 5, 15)),
        ("hội nghị Ban Thường vụ ngày 14/5/2020", "hội nghị Ban Thường vụ", date(2020, 5, 14)),
    ],
)
def test_read_basis_as_people_write_it(text: str, name: str, day: date) -> None:
    basis = Basis(text=name, on=day)

    assert read_basis(text, today=TODAY, meetings=True) == basis
    assert read_basis(unicodedata.normalize("NFD", text), today=TODAY, meetings=True) == basis


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "no_document"),
        ("1", "no_document"),
        ("15/5/2020", "no_document"),
        ("theo chỉ đạo 15/5", "no_document"),
        ("MH-01/UBND", "no_day"),
        ("hội nghị BTV", "no_day"),
        ("MH-01/UBND ngày 31/2/2020", "no_such_day"),
        ("MH-01/UBND ngày 16/5/2020", "future"),
        ("MH-01/UBND 16/5", "future"),
        ("MH-01/UBND " + "dài " * 30 + "15/5", "too_long"),
    ],
)
def test_read_basis_that_lacks_something(text: str, key: str) -> None:
    with pytest.raises(BasisError) as caught:
        read_basis(text, today=TODAY, meetings=True)

    assert caught.value.key == key


def test_read_basis_where_meetings_do_not_count() -> None:
    with pytest.raises(BasisError) as caught:
        read_basis("hội nghị BTV 15/5", today=TODAY, meetings=False)

    assert caught.value.key == "no_document"


def test_basis_is_a_meeting_without_a_number() -> None:
    assert Basis(text="hội nghị BTV", on=TODAY).is_meeting
    assert not Basis(text="MH-01/UBND", on=TODAY).is_meeting


@given(st.text(), st.booleans())
def test_read_basis_any_text_is_read_or_refused(text: str, meetings: bool) -> None:
    with suppress(BasisError):
        assert read_basis(text, today=TODAY, meetings=meetings).on <= TODAY


@pytest.mark.parametrize(
    ("text", "said", "basis"),
    [
        ("chưa xong văn kiện; hội nghị BTV 15/5", "chưa xong văn kiện", "hội nghị BTV 15/5"),
        (
            "chưa xong, thiếu số liệu, MH-05-TB/HU ngày 15/5",
            "chưa xong, thiếu số liệu",
            "MH-05-TB/HU ngày 15/5",
        ),
        ("chưa xong theo hội nghị BTV ngày 15/5", "chưa xong", "hội nghị BTV ngày 15/5"),
        ("chưa xong theo đề cương", "chưa xong theo đề cương", ""),
        ("chưa xong; bổ sung", "chưa xong; bổ sung", ""),
        ("theo hội nghị BTV 15/5", "", "hội nghị BTV 15/5"),
        ("", "", ""),
    ],
)
def test_basis_is_split_off_the_words_before_it(text: str, said: str, basis: str) -> None:
    assert split_basis(text, today=TODAY) == (said, basis)
