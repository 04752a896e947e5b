"""Trees of any depth: who sees what, what each level's digest counts, and who waits for whom."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from congress.authority import deciders
from congress.digest import compose_digest
from congress.directory import Directory
from congress.events import Congress, CongressState
from congress.issues import Issue
from congress.matters import Matter
from congress.members import Member
from congress.overview import Overview
from congress.plans import ItemStatus, Progress
from congress.roles import DECIDERS, OVERSEERS, Role
from congress.tasks import Task, TaskKind
from congress.units import Unit, UnitKind
from tests.congress.pictures import COMMITTEE, GROUPS, NOW, OFFICE, TODAY, item
from texts.digest import write_digest
from texts.render import Texts

TEXTS = Texts()
FIGURES = ("held", "left", "overdue", "silent", "waiting", "issues", "ahead", "expected")
_days = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def trees(draw: st.DrawFn) -> tuple[Unit, ...]:
    """Draw units below the top, each under the top or a unit drawn before it."""
    found: list[Unit] = []
    for place in range(draw(st.integers(1, 12))):
        above = [unit.code for unit in found if unit.kind is not UnitKind.PARTY_CELL]
        found.append(
            Unit(
                code=f"K{place:02}",
                name=f"Đảng bộ K{place:02}",
                kind=draw(st.sampled_from(UnitKind)),
                parent=draw(st.sampled_from(["HU", *above])),
                group=draw(st.sampled_from(["T01", "T02", None])),
                planned_on=draw(st.none() | _days),
                position=place,
            )
        )
    return tuple(found)


@st.composite
def provinces(draw: st.DrawFn) -> tuple[Overview, Sequence[Member]]:
    """Draw a tree in any condition, with people at every level, and the picture of all of it."""
    units = draw(trees())
    people = _draw_people(draw, units)
    codes = [unit.code for unit in units]
    directory = Directory(
        units={unit.code: unit for unit in (COMMITTEE, *units)},
        groups=GROUPS,
        members={member.id: member for member in people},
        items={
            (code, name): item(code, name, draw(_days), decided=draw(st.booleans()))
            for code in codes
            for name in ("X15", "X20")
        },
        congresses={code: _draw_congress(draw, code) for code in codes},
    )
    overview = Overview(
        as_of=NOW,
        directory=directory,
        works=OFFICE.works,
        units=directory.reporting_units,
        progress={
            (code, "X15"): Progress(
                unit=code, item="X15", status=draw(st.sampled_from(ItemStatus))
            )
            for code in codes
        },
        heard={code: NOW - timedelta(hours=draw(st.integers(0, 400))) for code in codes[1:]},
        reported={},
        issues=tuple(
            Issue(number=place, unit=code, text="Thiếu kinh phí", at=NOW)
            for place, code in enumerate(codes[::2], start=1)
        ),
        tasks=tuple(
            Task(
                kind=draw(st.sampled_from(TaskKind)),
                number=place,
                unit=code,
                text="Bổ sung kinh phí",
                status=draw(st.sampled_from(ItemStatus)),
                at=NOW,
            )
            for place, code in enumerate(codes, start=1)
        ),
    )
    return overview, people


def _draw_people(draw: st.DrawFn, units: Sequence[Unit]) -> list[Member]:
    levels = ["HU", *(unit.code for unit in units if unit.is_upper)]
    seats: list[dict[str, Any]] = [
        {"role": role, "unit": level}
        for level in levels
        for role in sorted(OVERSEERS)
        if level == "HU" or draw(st.booleans())
    ]
    seats += [{"role": Role.UNIT_REPORTER, "unit": unit.code} for unit in units]
    seats += [{"role": Role.GROUP_LEADER, "group": group} for group in ("T01", "T02")]
    return [Member(id=place, title=f"N{place}", **seat) for place, seat in enumerate(seats, 1)]


def _draw_congress(draw: st.DrawFn, code: str) -> Congress:
    day = draw(_days)
    return Congress(
        unit=code,
        state=draw(st.sampled_from(CongressState)),
        opens_on=day,
        closes_on=day,
        held_on=min(day, TODAY),
    )


@given(provinces())
def test_figures_of_every_reader_are_the_sums_of_their_lists(
    drawn: tuple[Overview, Sequence[Member]],
) -> None:
    whole, people = drawn
    for reader in people:
        own = whole.narrow(whole.directory.units_of(reader)).seen_by(reader)
        units = {unit.code for unit in own.units}
        assert len(own.held) + len(own.left) == len(units)
        assert sum(len(line.units) for line in own.tally) == len(units)
        assert sum(len(line.held) for line in own.tally) == len(own.held)
        for shares in (own.overdue_by_group, own.overdue_by_upper):
            assert sum(len(share.matters) for share in shares) == len(own.overdue)
        assert {matter.unit.code for matter in (*own.overdue, *own.waiting)} <= units
        assert {issue.unit for issue in own.issues} <= units
        _check_tiers(own)


def _check_tiers(own: Overview) -> None:
    tiers = own.tiers
    if tiers is None:
        assert len({unit.is_upper for unit in own.units}) <= 1
        return
    held = {unit.code for unit in own.held}
    assert {unit.code for unit in (*tiers.upper, *tiers.base)} == {unit.code for unit in own.units}
    assert len(tiers.free) + len(tiers.waiting) == len(tiers.left)
    assert len(tiers.left) == sum(unit.code not in held for unit in tiers.upper)
    assert len(tiers.left) + len(tiers.base_left) == len(own.left)
    for one in tiers.left:
        below = set(own.directory.subtree(one.unit.code)) - {one.unit.code}
        left = {code for code in below if not own.directory.is_held(code)}
        assert {unit.code for unit in one.blockers} == left


@given(provinces())
def test_words_of_every_reader_say_the_same_numbers(
    drawn: tuple[Overview, Sequence[Member]],
) -> None:
    whole, people = drawn
    for reader in people:
        if reader.role is Role.UNIT_REPORTER:
            continue
        narrowed = whole.narrow(whole.directory.units_of(reader))
        digest = compose_digest(narrowed, reader=reader, office=OFFICE, previous=None)
        own = digest.overview
        html, _ = write_digest(TEXTS, digest)
        assert f"Đã đại hội {len(own.held)}/{len(own.units)}" in html
        assert f"còn {len(own.left)}." in html
        assert f"Quá hạn: {len(own.overdue) or 'không'}" in html
        assert f"Chưa báo cáo: {len(own.silent) or 'không'}" in html
        counted = re.search(r"Chờ quyết định: (.*?)\. Vướng mắc", html)
        assert counted
        assert sum(map(int, re.findall(r"\d+", counted[1]))) == len(own.waiting)
        if own.tiers and len(own.tiers.upper) > 1 and own.tiers.left and not digest.group:
            assert f"Cấp trên cơ sở: còn {len(own.tiers.left)} đảng bộ;" in html


@given(provinces())
def test_levels_below_add_up_to_the_level_above(
    drawn: tuple[Overview, Sequence[Member]],
) -> None:
    whole, _ = drawn
    parts = [
        whole.narrow(whole.directory.units[code] for code in whole.directory.subtree(top))
        for top in whole.directory.children.get("HU", ())
    ]
    for figure in FIGURES:
        assert sum(len(getattr(part, figure)) for part in parts) == len(getattr(whole, figure))


@given(provinces())
def test_every_decision_waits_at_one_level_for_those_who_make_it(
    drawn: tuple[Overview, Sequence[Member]],
) -> None:
    whole, people = drawn
    seen: dict[str | None, list[Matter]] = {}
    for reader in people:
        own = whole.narrow(whole.directory.units_of(reader)).seen_by(reader)
        if reader.role not in OVERSEERS:
            waits = [one for one in whole.waiting if one.unit in own.units]
            assert list(own.waiting) == waits
            continue
        assert seen.setdefault(reader.unit, list(own.waiting)) == list(own.waiting)
        if reader.role in DECIDERS:
            mine = [one for one in whole.waiting if reader in deciders(own.directory, one.unit)]
            assert list(own.waiting) == mine
    told = [matter for matters in seen.values() for matter in matters]
    assert sorted(told, key=repr) == sorted(whole.waiting, key=repr)


@given(provinces())
def test_each_unit_is_overseen_by_one_level_only_and_that_is_above_it(
    drawn: tuple[Overview, Sequence[Member]],
) -> None:
    whole, people = drawn
    directory = whole.directory
    for unit in whole.units:
        for role in sorted(OVERSEERS):
            told = [
                one for one in people if one.role is role and directory.oversees(one, unit.code)
            ]
            assert told == directory.overseers_of(unit.code, role)
            assert len({one.unit for one in told}) == 1
            assert all(directory.is_above(one, unit.code) for one in told)
            assert all(unit in directory.units_of(one) for one in told)


def test_level_without_anybody_of_a_role_leaves_it_to_the_next_above() -> None:
    upper = Unit(code="K01", name="Đảng bộ huyện K01", kind=UnitKind.COMMITTEE, parent="HU")
    base = Unit(code="K02", name="Chi bộ K02", kind=UnitKind.PARTY_CELL, parent="K01")
    office = Member(id=1, title="Văn phòng", role=Role.OFFICE, unit="HU")
    below = Member(id=2, title="Văn phòng", role=Role.OFFICE, unit="K01")
    alone = Directory(
        units={one.code: one for one in (COMMITTEE, upper, base)}, members={1: office}
    )
    both = replace(alone, members={1: office, 2: below})
    assert (alone.oversees(office, "K02"), both.oversees(office, "K02")) == (True, False)
    assert (both.oversees(below, "K02"), both.oversees(below, "K01")) == (True, False)
    gone = replace(alone, members={1: office, 2: below.model_copy(update={"active": False})})
    assert gone.oversees(office, "K02")


def test_group_is_asked_about_at_the_top_and_where_it_has_a_unit() -> None:
    units = [
        Unit(code="K01", name="Đảng bộ huyện K01", kind=UnitKind.COMMITTEE, parent="HU"),
        Unit(code="K02", name="Chi bộ K02", kind=UnitKind.PARTY_CELL, parent="K01", group="T02"),
        Unit(code="K03", name="Chi bộ K03", kind=UnitKind.PARTY_CELL, parent="HU", group="T01"),
    ]
    directory = Directory(units={one.code: one for one in (COMMITTEE, *units)}, groups=GROUPS)
    seats: list[dict[str, Any]] = [
        {"role": Role.OFFICE, "unit": "HU"},
        {"role": Role.OFFICE, "unit": "K01"},
        {"role": Role.GROUP_LEADER, "group": "T01"},
        {"role": Role.UNIT_REPORTER, "unit": "K02"},
    ]
    asked = [
        [group.code for group in directory.groups_of(Member(id=1, title="N", **seat))]
        for seat in seats
    ]
    assert asked == [["T01", "T02", "T03"], ["T02"], ["T01"], []]
