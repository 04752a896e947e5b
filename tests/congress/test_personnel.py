"""Five steps in order, what everybody may see of personnel, and who has no plan yet."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.facts import Fact, FactKind, Facts
from congress.personnel import (
    LAST_STEP,
    Process,
    ProcessStream,
    StepError,
    check_step,
    check_withdrawal,
    count_statuses,
    find_failing,
    find_without_plan,
    read_process,
    step_subject,
    warn,
)
from congress.plans import ItemStatus, Progress
from congress.structure import Criterion
from congress.units import Block
from tests.congress.pictures import item, picture, unit

RE_ELECTION, FIRST_TIME = ProcessStream
TODAY = date(2020, 5, 15)
PROFILE = {"structure.female": "15"}


def process(*re_election: int, first_time: tuple[int, ...] = ()) -> Process:
    return Process(
        {
            RE_ELECTION: tuple(date(2020, 3, day) for day in re_election),
            FIRST_TIME: tuple(date(2020, 3, day) for day in first_time),
        }
    )


ALL = (1, 2, 3, 4, 5)


@pytest.mark.row("DH-1")
@pytest.mark.parametrize(
    ("known", "stream", "step", "on", "key"),
    [
        (process(), RE_ELECTION, 0, date(2020, 3, 1), "no_step"),
        (process(), RE_ELECTION, 6, date(2020, 3, 1), "no_step"),
        (process(), RE_ELECTION, 2, date(2020, 3, 1), "skips"),
        (process(5), RE_ELECTION, 1, date(2020, 3, 6), "done"),
        (process(5), RE_ELECTION, 2, date(2020, 3, 4), "too_early"),
        (process(5), RE_ELECTION, 2, date(2020, 5, 16), "future"),
        (process(1, 2, 3, 4), FIRST_TIME, 1, date(2020, 3, 9), "waits"),
        (process(*ALL), FIRST_TIME, 1, date(2020, 3, 4), "too_early"),
        (process(*ALL, first_time=(6,)), FIRST_TIME, 3, date(2020, 3, 9), "skips"),
    ],
)
def test_step_that_cannot_be_taken(
    known: Process, stream: ProcessStream, step: int, on: date, key: str
) -> None:
    with pytest.raises(StepError) as caught:
        check_step(known, stream, step, on=on, today=TODAY)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("known", "step", "key"),
    [
        (process(1, 2), 1, "not_last"),
        (process(1, 2), 3, "not_done"),
        (process(*ALL, first_time=(6,)), 5, "followed"),
    ],
)
def test_step_that_cannot_be_withdrawn(known: Process, step: int, key: str) -> None:
    with pytest.raises(StepError) as caught:
        check_withdrawal(known, RE_ELECTION, step)
    assert caught.value.key == key


@pytest.mark.row("DH-1")
@given(
    st.lists(
        st.tuples(st.sampled_from(ProcessStream), st.integers(0, 6), st.integers(-40, 3)),
        max_size=40,
    )
)
def test_whatever_is_tried_the_steps_stay_in_order(
    tries: list[tuple[ProcessStream, int, int]],
) -> None:
    told: list[Fact] = []
    for stream, step, days in tries:
        on = TODAY + timedelta(days=days)
        try:
            check_step(read_process(Facts(told)), stream, step, on=on, today=TODAY)
        except StepError:
            continue
        told.append(_step(len(told), stream, step, on))

    known = read_process(Facts(told))
    assert known.total == len(told)
    for days_of in known.days.values():
        assert list(days_of) == sorted(days_of)
        assert all(day <= TODAY for day in days_of)
    if first := known.days[FIRST_TIME]:
        assert known.done(RE_ELECTION) == LAST_STEP
        assert first[0] >= known.days[RE_ELECTION][-1]


def _step(number: int, stream: ProcessStream, step: int, on: date) -> Fact:
    return Fact(
        id=number,
        unit="K01",
        kind=FactKind.STEP,
        subject=step_subject(stream, step),
        data={"on": on.isoformat()},
        at=datetime(2020, 5, 15, tzinfo=UTC),
    )


def _counts(female: int) -> Facts:
    data = {"size": 15, "female": female, "under35": 2, "renewal": 5, "btv_female": 0}
    at = datetime(2020, 5, 15, tzinfo=UTC)
    return Facts([Fact(id=1, unit="K01", kind=FactKind.STRUCTURE, data=data, at=at)])


@pytest.mark.row("DH-3")
def test_done_is_warned_of_while_a_criterion_fails() -> None:
    commune = unit("K01").model_copy(update={"block": Block.COMMUNE})

    warning = warn("X15", commune, _counts(2), PROFILE)
    assert warning is not None
    assert [verdict.criterion for verdict in warning.failed] == [Criterion.FEMALE]
    assert warn("X15", commune, _counts(3), PROFILE) is None
    assert warn("X15", commune, Facts(), PROFILE) is None
    untold = warn("X13", commune, Facts(), PROFILE)
    assert untold is not None
    assert untold.failed == ()
    assert warn("X25", commune, _counts(2), PROFILE) is None
    assert warn("X13", commune, _counts(2), {}) is None


@pytest.mark.row("KS-6")
def test_plan_is_wanted_of_who_elects_and_has_none_approved() -> None:
    units = [unit(code) for code in ("K01", "K02", "K03")]
    units[2] = units[2].model_copy(update={"contents": "12"})
    look = picture(
        units,
        items=[item(one.code, "X15", TODAY, decided=True) for one in units],
        progress=[Progress(unit="K02", item="X15", status=ItemStatus.DONE)],
    )
    assert [(one.code, plan.code) for one, plan in find_without_plan(look)] == [("K01", "X15")]
    assert count_statuses(look, units[1]) == {ItemStatus.DONE: 1}
    assert find_failing(look) == {}
