"""The card of one unit counts what can be done, and nothing more."""

import pytest

from congress.events import Congress, CongressState
from congress.plans import ItemStatus, Progress
from congress.standing import find_standing
from tests.congress.pictures import TODAY, item, picture, unit


@pytest.mark.parametrize(
    ("state", "total"),
    [(CongressState.APPROVED, ["X25", "X33"]), (CongressState.HELD, ["X25"])],
)
def test_report_of_every_week_counts_until_the_congress_is_held(
    state: CongressState, total: list[str]
) -> None:
    own = unit("K01")
    weekly = item("K01", "X33", TODAY).model_copy(update={"weekly": True})
    seen = picture(
        [own],
        congresses=[Congress(unit="K01", state=state, opens_on=TODAY, closes_on=TODAY)],
        items=[item("K01", "X25", TODAY), weekly],
        progress=[Progress(unit="K01", item="X25", status=ItemStatus.DONE)],
    )
    standing = find_standing(seen, own)
    assert [one.code for one in standing.total] == total
    assert [one.code for one in standing.done] == ["X25"]
