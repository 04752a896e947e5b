"""Drafts by version: the steps in order, defects found and mended, how often each was found."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.drafts import (
    STEPS,
    Draft,
    DraftError,
    DraftKind,
    DraftState,
    approve,
    begin,
    bring,
    comment,
    finalise,
    find_version,
    mend,
    next_step,
    send_out,
)

REPORT = DraftKind.POLITICAL_REPORT
FIRST = Draft(kind=REPORT, version=1)
OUT = send_out(FIRST)
COMMENTED = comment(OUT, ["D05", "D09"], reviewer="BTV")


def why(error: pytest.ExceptionInfo[DraftError]) -> tuple[str, Draft | None]:
    return error.value.key, error.value.about


def test_first_version_goes_all_the_way() -> None:
    draft = begin((), find_version((), REPORT, 1))
    assert draft == FIRST
    draft = comment(send_out(draft, to="BCĐ"), ["D01"], reviewer="BTV")
    draft = finalise([draft], mend(draft, ["D01"]))
    with pytest.raises(DraftError) as error:
        finalise([draft], draft)
    assert why(error) == ("same", draft)
    draft = bring(approve(draft, basis="05-TB/HU", basis_on=date(2020, 5, 4)))
    assert draft == Draft(
        kind=REPORT,
        version=1,
        state=DraftState.TO_CONGRESS,
        reviewer="BTV",
        defects={"D01": True},
        basis="05-TB/HU",
        basis_on=date(2020, 5, 4),
    )
    assert next_step(draft) is None


@pytest.mark.row("DH-6")
def test_next_version_waits_for_the_comments_on_the_last() -> None:
    for before in (FIRST, OUT):
        with pytest.raises(DraftError) as error:
            find_version([before], REPORT, 2)
        assert why(error) == ("before", before)
    assert find_version([COMMENTED], REPORT, 2) == Draft(kind=REPORT, version=2)


def test_versions_leave_no_gap_unless_the_plan_says_they_were_done() -> None:
    with pytest.raises(DraftError) as error:
        find_version((), REPORT, 2)
    assert why(error) == ("gap", None)
    assert find_version((), REPORT, 2, finished=1).version == 2


def test_earlier_version_takes_no_more_steps_but_its_defects_may_be_mended() -> None:
    second = Draft(kind=REPORT, version=2)
    with pytest.raises(DraftError) as error:
        find_version([COMMENTED, second], REPORT, 1)
    assert why(error) == ("later", second)
    assert mend(COMMENTED, ["D05"]).open_defects == ("D09",)


def test_agreed_version_has_no_next_one() -> None:
    agreed = COMMENTED.model_copy(update={"state": DraftState.APPROVED})
    with pytest.raises(DraftError) as error:
        find_version([agreed], REPORT, 2)
    assert why(error) == ("approved", agreed)


def test_comments_may_follow_and_reopen_what_was_mended() -> None:
    mended = mend(COMMENTED, [])
    assert mended.open_defects == ()
    assert comment(mended, ["D09", "D10"]).open_defects == ("D09", "D10")
    assert comment(mended, ["D09"]).reviewer == "BTV"


def test_only_what_was_found_can_be_mended() -> None:
    with pytest.raises(DraftError) as error:
        mend(COMMENTED, ["D05", "D07"])
    assert (error.value.key, error.value.codes) == ("not_noted", ("D07",))
    with pytest.raises(DraftError) as error:
        mend(mend(COMMENTED, ["D05"]), ["D05"])
    assert error.value.key == "mended"
    with pytest.raises(DraftError) as error:
        mend(OUT, [])
    assert error.value.key == "no_defects"


def test_version_is_not_finished_while_an_earlier_one_has_defects() -> None:
    second = comment(send_out(Draft(kind=REPORT, version=2)))
    with pytest.raises(DraftError) as error:
        finalise([COMMENTED, second], second)
    assert (why(error), error.value.codes) == (("open", COMMENTED), ("D05", "D09"))


@given(st.lists(st.sampled_from(STEPS), max_size=12))
def test_no_order_of_steps_skips_one(wanted: list[DraftState]) -> None:
    draft = FIRST
    for step in wanted:
        place = STEPS.index(draft.state)
        try:
            draft = {
                DraftState.DRAFTING: lambda one: begin([one], one),
                DraftState.OUT_FOR_COMMENT: send_out,
                DraftState.COMMENTED: comment,
                DraftState.FINALISED: lambda one: finalise([one], one),
                DraftState.APPROVED: lambda one: approve(
                    one, basis="x", basis_on=date(2020, 5, 1)
                ),
                DraftState.TO_CONGRESS: bring,
            }[step](draft)
        except DraftError:
            continue
        moved = STEPS.index(draft.state) - place
        assert moved == 1 or (moved == 0 and step is DraftState.COMMENTED)
