"""What a digest says: every total is its list, and news are what the last one did not say."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.digest import Digest, Previous, compose_digest, digest_buttons
from congress.epidemic import Regime, RegimeChange
from congress.events import Congress, CongressState
from congress.issues import Issue
from congress.overview import Overview
from congress.plans import ItemStatus, Progress
from congress.units import UnitKind
from tests.congress.pictures import LEADER, NOW, OFFICE, SECRETARY, TODAY, item, picture, unit
from texts.digest import write_digest
from texts.render import Texts

TEXTS = Texts()

_days = st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))
_codes = st.integers(1, 12).map(lambda number: f"K{number:02}")


@st.composite
def pictures(draw: st.DrawFn) -> Overview:
    """Draw an office in any condition."""
    codes = draw(st.lists(_codes, unique=True))
    return picture(
        [_draw_unit(draw, code) for code in codes],
        congresses=[_draw_congress(draw, code) for code in codes],
        items=[
            item(code, name, draw(_days), decided=draw(st.booleans()))
            for code in codes
            for name in ("X15", "X18", "X20")
        ],
        progress=[
            Progress(unit=code, item=name, status=draw(st.sampled_from(ItemStatus)))
            for code in codes
            for name in ("X15", "X20")
        ],
        heard={code: NOW - timedelta(hours=draw(st.integers(0, 400))) for code in codes[1:]},
        issues=[
            Issue(number=place, unit=code, text="Thiếu kinh phí", at=NOW)
            for place, code in enumerate(codes[::2], start=1)
        ],
    )


def _draw_unit(draw: st.DrawFn, code: str) -> Any:
    return unit(
        code,
        kind=draw(st.sampled_from([UnitKind.PARTY_COMMITTEE_UNIT, UnitKind.PARTY_CELL])),
        group=draw(st.sampled_from(["T01", "T02", "T03", None])),
        planned_on=draw(st.none() | _days),
    )


def _draw_congress(draw: st.DrawFn, code: str) -> Congress:
    day = draw(_days)
    return Congress(
        unit=code,
        state=draw(st.sampled_from(CongressState)),
        opens_on=day,
        closes_on=day,
        held_on=min(day, TODAY),
        until_on=draw(st.none() | _days),
    )


def digest_of(overview: Overview, **options: Any) -> Digest:
    return compose_digest(
        overview,
        reader=options.pop("reader", SECRETARY),
        office=OFFICE,
        previous=options.pop("previous", None),
        **options,
    )


@given(pictures())
def test_every_total_is_the_sum_of_its_lists(overview: Overview) -> None:
    units = {one.code for one in overview.units}
    held = {one.code for one in overview.held}
    assert held | {one.code for one in overview.left} == units
    assert sum(len(line.units) for line in overview.tally) == len(units)
    assert [one.code for line in overview.tally for one in line.held if one.code in held] == [
        one.code for line in overview.tally for one in line.held
    ]
    assert sum(len(line.held) for line in overview.tally) == len(held)
    shared = [matter for share in overview.overdue_by_group for matter in share.matters]
    assert sorted(shared, key=repr) == sorted(overview.overdue, key=repr)
    assert {one.code for one in digest_of(overview).added} <= held


@given(pictures())
def test_groups_add_up_to_the_whole(overview: Overview) -> None:
    groups = {one.group for one in overview.units}
    parts = [overview.narrow(one for one in overview.units if one.group == g) for g in groups]
    for figure in ("held", "left", "overdue", "silent", "waiting", "issues", "ahead", "postponed"):
        assert sum(len(getattr(part, figure)) for part in parts) == len(getattr(overview, figure))


@given(pictures())
def test_what_was_said_is_no_news_the_next_morning(overview: Overview) -> None:
    said = json.loads(json.dumps(digest_of(overview).snapshot))
    again = digest_of(overview, previous=Previous(NOW - timedelta(days=1), said), pushed=True)
    assert (again.is_news, again.added, again.withdrawn) == (False, (), ())


@given(pictures())
def test_words_say_the_same_numbers(overview: Overview) -> None:
    html, _ = write_digest(TEXTS, digest_of(overview))
    held, units, left = len(overview.held), len(overview.units), len(overview.left)
    assert f"Đã đại hội {held}/{units}" in html
    assert f"còn {left}." in html
    assert f"Quá hạn: {len(overview.overdue) or 'không'}" in html
    assert f"Chưa báo cáo: {len(overview.silent) or 'không'}" in html
    # Either rule of silence has its figure, and with those heard of they are all that are left.
    weekly = set(overview.silent) - set(overview.silent_near_day)
    assert weekly == set(overview.left) - set(overview.heard_lately)
    assert set(overview.silent_near_day) <= set(overview.heard_lately)
    assert f"Vướng mắc: {len(overview.issues) or 'không'}." in html


def test_digest_counts_what_came_since_the_last_one() -> None:
    overview = picture(
        [unit("K01"), unit("K02"), unit("K03")],
        congresses=[
            Congress(unit="K01", state=CongressState.HELD, held_on=date(2020, 5, 11)),
            Congress(unit="K02", state=CongressState.RATIFIED, held_on=date(2020, 5, 14)),
        ],
    )
    previous = Previous(NOW - timedelta(days=1), {"held": ["K01", "K03"]})
    digest = digest_of(overview, previous=previous)
    assert [one.code for one in digest.added] == ["K02"]
    assert [one.code for one in digest.withdrawn] == ["K03"]
    assert digest.since == date(2020, 5, 14)


def test_first_digest_counts_from_yesterday() -> None:
    overview = picture(
        [unit("K01"), unit("K02")],
        congresses=[
            Congress(unit="K01", state=CongressState.HELD, held_on=date(2020, 5, 13)),
            Congress(unit="K02", state=CongressState.HELD, held_on=date(2020, 5, 14)),
        ],
    )
    assert [one.code for one in digest_of(overview).added] == ["K02"]


def test_buttons_lead_only_to_lists_with_something_in() -> None:
    overview = picture(
        [unit("K01"), unit("K02")],
        congresses=[Congress(unit="K02", state=CongressState.PROPOSED)],
        heard={"K01": NOW, "K02": NOW},
        items=[item("K01", "X15", date(2020, 5, 14))],
    )
    assert digest_buttons(overview) == (
        ("overdue", "/danhsach quahan"),
        ("waiting", "/danhsach choquyetdinh"),
    )


def test_digest_for_everyone_held_has_no_way_on() -> None:
    overview = picture(
        [unit("K01")],
        congresses=[Congress(unit="K01", state=CongressState.FILED, held_on=date(2020, 5, 1))],
    )
    assert digest_buttons(overview) == ()


def regime(number: int, since: date, *, area: str | None = None) -> RegimeChange:
    return RegimeChange(
        id=number,
        area=area,
        regime=Regime.CT16,
        since=since,
        until=date(2020, 5, 30),
        basis="MH-01/UBND",
        at=NOW,
    )


def test_digest_names_regimes_in_force_and_to_come() -> None:
    overview = picture(
        [unit("K01", name="Đảng bộ xã Ân Hòa"), unit("K02")],
        congresses=[Congress(unit="K02", state=CongressState.POSTPONED)],
        regimes=[regime(1, date(2020, 5, 16)), regime(2, date(2020, 5, 1), area="K01")],
    )
    html, _ = write_digest(TEXTS, digest_of(overview))
    assert (
        "Phòng, chống dịch: Chỉ thị 16 từ 16/5/2020 đến hết 30/5/2020; "
        "Chỉ thị 16 đến hết 30/5/2020 (Ân Hòa). Tạm hoãn: 1 đại hội."
    ) in html.splitlines()


def test_postponement_that_is_over_waits_for_a_decision() -> None:
    codes = {"K01": TODAY - timedelta(days=1), "K02": TODAY, "K03": None}
    overview = picture(
        [unit(code) for code in codes],
        congresses=[
            Congress(unit=code, state=CongressState.POSTPONED, opens_on=TODAY, until_on=until)
            for code, until in codes.items()
        ],
    )
    digest = digest_of(overview)
    html, _ = write_digest(TEXTS, digest)
    assert html.splitlines()[-2] == "Tạm hoãn: 3 đại hội (1 đã hết thời hạn, chờ quyết định)."
    assert digest.snapshot["lapsed"] == ["K01"]


def at(clock: str) -> datetime:
    hour, minute = clock.split(":")
    return NOW + timedelta(hours=int(hour) - 7, minutes=int(minute))


def test_pushed_digest_says_that_it_is_late() -> None:
    overview = picture([unit("K01")], now=at("09:12"))
    html, _ = write_digest(TEXTS, digest_of(overview, pushed=True))
    assert html.splitlines()[0] == (
        "Kính báo cáo đồng chí Bí thư. Tiến độ ngày 15/5/2020 (gửi muộn, số liệu đến 09:12):"
    )


def test_digest_asked_for_is_never_late() -> None:
    overview = picture([unit("K01")], now=at("16:05"))
    html, _ = write_digest(TEXTS, digest_of(overview))
    assert html.splitlines()[0] == (
        "Kính báo cáo đồng chí Bí thư. Tiến độ đến 16:05 ngày 15/5/2020:"
    )


@pytest.mark.row("MX-6")
def test_nothing_new_is_one_line() -> None:
    overview = picture([unit("K01")], heard={"K01": NOW})
    previous = Previous(NOW - timedelta(days=1), digest_of(overview).snapshot)
    html, _ = write_digest(TEXTS, digest_of(overview, previous=previous, pushed=True))
    assert html == (
        "Kính báo cáo đồng chí Bí thư. Đến 07:00 ngày 15/5/2020 không có gì mới so với bản tin "
        "trước: đã đại hội 0/1, quá hạn 0 việc. Trân trọng báo cáo."
    )


def test_group_leader_reads_of_the_group() -> None:
    overview = picture(
        [unit("K01", name="Đảng bộ xã Ân Hòa"), unit("K02", name="Đảng bộ xã Kim Mỹ")],
        congresses=[Congress(unit="K02", state=CongressState.HELD, held_on=date(2020, 5, 14))],
        items=[item("K01", "X17", date(2020, 5, 11)), item("K01", "X18", date(2020, 5, 12))],
        heard={"K01": NOW},
    )
    html, buttons = write_digest(TEXTS, digest_of(overview, reader=LEADER))
    assert html.splitlines() == [
        "Kính gửi đồng chí Tổ trưởng Tổ 1. Tiến độ đến 07:00 ngày 15/5/2020:",
        "Đã đại hội 1/2 đơn vị; còn 1.",
        "Từ hôm qua: thêm 1 (Kim Mỹ).",
        "7 ngày tới: không có đại hội.",
        "Quá hạn: 2 việc (Ân Hòa).",
        "Chưa báo cáo: không.",
        "Chờ quyết định: không. Vướng mắc: không. Trân trọng báo cáo.",
    ]
    assert [(one.label, one.command) for one in buttons] == [("Quá hạn", "/danhsach quahan")]


def test_digest_of_the_worst_day_fits_a_phone() -> None:
    long = "Chi bộ Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên số "
    codes = [f"K{number:03}" for number in range(1, 100)]
    overview = picture(
        [
            unit(code, name=long + code, kind=kind, group=f"T0{1 + place % 3}")
            for place, code in enumerate(codes)
            for kind in [UnitKind.PARTY_CELL if place % 2 else UnitKind.PARTY_COMMITTEE_UNIT]
        ],
        congresses=[
            Congress(unit=code, state=CongressState.HELD, held_on=date(2020, 5, 14))
            for code in codes[:50]
        ],
        items=[item(code, "X15", date(2020, 5, 1)) for code in codes],
    )
    html, _ = write_digest(TEXTS, digest_of(overview))
    assert len(html) <= 900
    assert len(html.splitlines()) <= 12
