"""What a unit's reviews come to (CL-10)."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.reviews import (
    GOOD_OUTCOMES,
    Outcome,
    Review,
    find_concluded,
    find_pending,
    needs_second_review,
)


def review(number: int, outcome: Outcome | None = None) -> Review:
    return Review(
        id=number,
        unit="K12",
        round=number,
        meets_on=date(2020, 5, number),
        outcome=outcome,
        at=datetime(2020, 5, 1, tzinfo=UTC),
    )


@pytest.mark.row("CL-10")
def test_redo_asks_for_a_second_review_until_one_passes() -> None:
    redo, second = review(1, Outcome.REDO), review(2)

    assert not needs_second_review([])
    assert not needs_second_review([review(1)])
    assert needs_second_review([redo])
    assert needs_second_review([redo, second])
    assert needs_second_review([redo, review(2, Outcome.REDO), review(3)])
    assert not needs_second_review([redo, review(2, Outcome.PASSED_WITH_CHANGES)])


@given(st.lists(st.sampled_from(list(Outcome)), max_size=5), st.booleans(), st.randoms())
def test_last_outcome_counts_in_whatever_order_reviews_are_read(
    outcomes: list[Outcome], coming: bool, random: Random
) -> None:
    known = [review(number, one) for number, one in enumerate(outcomes, 1)]
    pending = [review(len(known) + 1)] if coming else []
    told = [*known, *pending]
    random.shuffle(told)

    assert find_concluded(told) == (known[-1] if known else None)
    assert find_pending(told) == (pending[0] if pending else None)
    assert needs_second_review(told) == (bool(known) and outcomes[-1] not in GOOD_OUTCOMES)
