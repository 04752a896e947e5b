"""What a postponement leaves running, over every item of the two templates."""

from datetime import date

import pytest

from bot.office_calendar import make_calendar
from congress.derive import is_asked
from congress.events import Congress, CongressState
from congress.planning import DayD, plan_for
from congress.plans import ItemStatus, PlanItem, Stream, TemplateItem
from congress.standstill import goes_on_meanwhile
from congress.units import Block, Unit, UnitKind
from profiles.reader import read_template

TEMPLATES = {name: read_template(name) for name in ("x", "c")}
RULES = [rule for name in TEMPLATES for rule in TEMPLATES[name]]
UNIT = Unit(code="K12", name="Đảng bộ xã", kind=UnitKind.PARTY_COMMITTEE_UNIT, block=Block.COMMUNE)


def item(rule: TemplateItem) -> PlanItem:
    due = date(2020, 5, 1)
    told = rule.model_dump(include={"code", "title", "short", "stream"})
    return PlanItem(unit="K12", baseline_due=due, due=due, **told)


@pytest.mark.row("DH-5", "MX-4")
def test_documents_and_personnel_before_the_congress_go_on_and_no_logistics() -> None:
    for rule in RULES:
        if rule.stream in {Stream.DOCUMENTS, Stream.PERSONNEL}:
            assert goes_on_meanwhile(item(rule)) is (rule.offset > 0), rule.code
        elif rule.stream is not Stream.COMMON:
            assert not goes_on_meanwhile(item(rule)), rule.code


@pytest.mark.row("DH-5", "MX-4")
def test_of_what_is_common_the_preparation_goes_on_and_what_hangs_on_the_day_does_not() -> None:
    common = [rule for rule in RULES if rule.stream is Stream.COMMON]
    going = {rule.code for rule in common if goes_on_meanwhile(item(rule))}
    still = {rule.code for rule in common} - going

    assert going == {"X01", "X02", "X17", "X18", "X19", "X33", "C01", "C06"}
    # Congresses below, the day, those called to it, the congress itself and all that follows it.
    assert still == {
        *("X03", "X16", "X20", "X34", "X35", "X39", "X40"),
        *("C07", "C11", "C13", "C14", "C17"),
    }


@pytest.mark.parametrize("opens", [None, date(2020, 6, 24)])
def test_postponed_congress_is_asked_for_nothing_that_follows_it(opens: date | None) -> None:
    day_d = DayD(date(2020, 6, 24), date(2020, 6, 25))
    plan = plan_for(UNIT, TEMPLATES["x"], day_d, today=date(2019, 9, 1), works=make_calendar())
    congress = Congress(unit="K12", state=CongressState.POSTPONED, opens_on=opens)

    asked = {one.code for one in plan if is_asked(one, ItemStatus.NOT_STARTED, congress)}

    assert asked == {one.code for one in plan if goes_on_meanwhile(one)}
    assert {"X17", "X22"} <= asked
    assert not asked & {"X16", "X30", "X34", "X36", "X38", "X40"}
