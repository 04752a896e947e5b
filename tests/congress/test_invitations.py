"""Codes of invitations."""

import re

from hypothesis import given
from hypothesis import strategies as st

from congress.invitations import hash_code, make_code, normalise_code
from congress.refusal import reason_to_refuse


def test_make_code_many_times_gives_different_codes_that_may_be_sent() -> None:
    codes = [make_code() for _ in range(2000)]

    assert len(set(codes)) == 2000
    assert all(
        re.fullmatch(r"[A-HJKMNP-TV-Z][0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}", code)
        for code in codes
    )
    assert {reason_to_refuse(f"/start {code}") for code in codes} == {None}


def test_hash_code_typed_in_another_way_is_the_same() -> None:
    typed = ["K7QM2-XPD10", "k7qm2 xpd1o", " k7qm2xpdlO ", "K7QM2–XPDI0"]

    assert len({hash_code(code) for code in typed}) == 1
    assert hash_code("K7QM2-XPD11") != hash_code("K7QM2-XPD10")
    assert re.fullmatch(r"[0-9a-f]{64}", hash_code("K7QM2-XPD10"))


def test_normalise_code_of_a_made_code_changes_nothing() -> None:
    code = make_code()

    assert normalise_code(code) == code
    assert normalise_code(code.lower().replace("-", "")) == code


@given(st.text())
def test_hash_code_of_any_text_never_raises(text: str) -> None:
    assert hash_code(text) == hash_code(normalise_code(text))
