"""Who may lead a body, and how groups are put in order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.bodies import BodyKind, Post, may_hold, titles_for
from congress.conferences import find_without_conference
from congress.facts import Fact, FactKind, sort_facts
from congress.ranking import find_behind, rank_groups
from tests.congress.pictures import NOW, TODAY, item, picture, unit

RULE = {"leaders.work_group": "Ủy viên Ban Thường vụ; Phó Chủ tịch UBND"}


@pytest.mark.row("KS-2")
def test_leaders_of_groups_are_of_some_standing() -> None:
    allowed = titles_for(RULE, BodyKind.WORK_GROUP, Post.LEADER)
    assert allowed == ("Ủy viên Ban Thường vụ", "Phó Chủ tịch UBND")
    assert titles_for(RULE, BodyKind.WORK_GROUP, Post.DEPUTY) == allowed
    assert titles_for(RULE, BodyKind.WORK_GROUP, Post.MEMBER) == ()
    assert titles_for(RULE, BodyKind.FIELD_TEAM, Post.LEADER) == ()
    assert may_hold("uy vien ban thuong vu, truong ban dan van", allowed)
    assert may_hold("Phó Chủ tịch UBND huyện", allowed)
    assert not may_hold("Chuyên viên Ban Tổ chức", allowed)


@given(st.text())
def test_any_title_will_do_where_none_is_named(title: str) -> None:
    assert may_hold(title, ())


@pytest.mark.row("KS-9")
def test_groups_are_ordered_by_what_is_left_to_chase() -> None:
    units = [unit(f"K{n}", group=f"T0{(n - 1) // 2 + 1}") for n in range(1, 6)]
    looked = picture(
        units,
        items=[item("K1", "X01", TODAY.replace(day=1)), item("K1", "X02", TODAY.replace(day=2))],
        heard={f"K{n}": NOW for n in range(1, 4)},
    )
    ranking = rank_groups(looked)
    told = [(one.group.code, len(one.heard), len(one.silent), one.overdue) for one in ranking]
    assert told == [("T02", 1, 1, 0), ("T03", 0, 1, 0), ("T01", 2, 0, 2)]
    assert [one.group.code for one in find_behind(ranking)] == ["T01", "T02", "T03"]
    assert sum(one.overdue for one in ranking) == len(looked.overdue)


@pytest.mark.row("NS-6")
def test_units_without_a_conference_are_those_that_told_of_none() -> None:
    units = [unit("K1"), unit("K2")]
    told = Fact(id=1, unit="K2", kind=FactKind.CONFERENCE, data={"on": "2020-03-20"}, at=NOW)
    looked = picture(units)
    assert find_without_conference(looked) == tuple(units)
    assert find_without_conference(replace(looked, facts=sort_facts([told]))) == (units[0],)
