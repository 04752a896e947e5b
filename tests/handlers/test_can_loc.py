"""Nghèn's congress of 30–31/3/2020 meets Chỉ thị 15 (DOMAIN 7): proposed, decided, resumed.

The office is illustrative; its units are those the account names. What came of it is not in the
account: nothing here is decided by the program.
"""

from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest

from congress.events import Congress, CongressEvent, CongressState, EventKind
from congress.roles import Role
from congress.roster import Person, Roster
from congress.units import Block, Group, Unit, UnitKind
from storage import congresses
from tests.handlers.harness import Conversation, Said, open_hall
from tests.handlers.test_people import trail
from tests.handlers.test_postponement import state_of, told

#: 08:00 on 27/3/2020: Chỉ thị 15 was signed that day, to hold from the next one on.
NOW = datetime.fromisoformat("2020-03-27 08:00+07:00")
DAYS = {"opens_on": date(2020, 3, 30), "closes_on": date(2020, 3, 31)}
TOWN = "Đảng bộ thị trấn Nghèn"
COMMUNES = ("Đảng bộ xã Kim Song Trường", "Đảng bộ xã Khánh Vĩnh Yên", "Đảng bộ xã D04")


def make_roster() -> Roster:
    """Make the office: three merged units and one more, one group, those who decide."""
    root = Unit(code="HU", name="Đảng bộ huyện Can Lộc", kind=UnitKind.COMMITTEE)
    units = [
        Unit(
            code=f"L{place:02}",
            name=name,
            kind=UnitKind.PARTY_COMMITTEE_UNIT,
            block=Block.TOWN if name == TOWN else Block.COMMUNE,
            parent="HU",
            group="T01",
            is_merged=not name.endswith("D04"),
            position=place,
        )
        for place, name in enumerate((TOWN, *COMMUNES), 1)
    ]
    above = {
        Role.SECRETARY: "Bí thư Huyện ủy",
        Role.STANDING_BOARD: "Thường trực Huyện ủy",
        Role.OFFICE: "Văn phòng Huyện ủy",
    }
    return Roster(
        profile={"name": "can_loc", "deadline.party_committee_unit": "2020-06-30"},
        units=(root, *units),
        groups=(Group(code="T01", name="Tổ 1", position=1),),
        people=(
            *(Person(title=title, role=role, unit="HU") for role, title in above.items()),
            Person(title="Tổ trưởng Tổ 1", role=Role.GROUP_LEADER, group="T01"),
            *(
                Person(title=f"Cán bộ {one.code}", role=Role.UNIT_REPORTER, unit=one.code)
                for one in units
            ),
        ),
        plans_from=date(2019, 9, 1),
    )


async def approve_day(hall: Conversation) -> None:
    """Let Nghèn's day have been agreed to before."""
    congress = Congress(unit="L01", state=CongressState.APPROVED, **DAYS)
    async with hall.database.work() as work:
        congresses.save(work, congress)
        event = CongressEvent(
            id=work.new_id(),
            unit="L01",
            kind=EventKind.APPROVED,
            happened_on=date(2020, 3, 20),
            at=NOW,
            **DAYS,
        )
        congresses.add_event(work, event)


@pytest.fixture
async def can_loc(sqlite_url: str) -> AsyncIterator[Conversation]:
    async with open_hall(sqlite_url, now=NOW, roster=make_roster()) as hall:
        await approve_day(hall)
        await hall.say("office", "/tuychon")  # the directory is loaded anew
        yield hall


@pytest.mark.row("DH-5", "KS-14", "MX-4")
async def test_nghen_is_postponed_and_held_after_all(can_loc: Conversation) -> None:
    await _directive_proposes(can_loc)
    await _board_decides(can_loc)
    await _eased_regime_lets_it_ask(can_loc)
    await _permission_resumes(can_loc)


async def _directive_proposes(hall: Conversation) -> None:
    await hall.say("office", "/capdo huyện CT15 từ 28/3 đến hết 15/4")
    await hall.say("office", "MH-15/UBND ngày 27/3/2020")
    assert await hall.say("office", "1") == [
        "✓ Đã ghi, đang gửi. 1 đại hội nằm trong thời gian này; đã đề xuất Thường trực xem xét. "
        "[Ai chưa xác nhận]"
    ]

    (proposal,) = told(hall, "standing_board")
    assert proposal == Said(
        str(hall.person("standing_board").id),
        "Kính báo cáo Thường trực. Chỉ thị 15 áp dụng từ 28/3 đến hết 15/4/2020. Có 1 đại hội "
        "trong thời gian này:\n1. Đảng bộ thị trấn Nghèn, 30–31/3.\nTrợ lý đề xuất tạm hoãn; "
        "chưa có quyết định thì chưa thay đổi gì.",
        ("1 Tạm hoãn", "2 Chưa hoãn"),
    )
    assert state_of(hall, "L01") is CongressState.APPROVED
    assert await trail(hall, "unit L01") == []
    # Each congress of the area got its compliance item, Nghèn's three days from now.
    assert hall.directory.items["L01", "X31"].due == date(2020, 3, 30)
    assert hall.directory.items["L02", "X31"].due == date(2020, 6, 23)


async def _board_decides(hall: Conversation) -> None:
    hall.told.clear()
    assert await hall.say("standing_board", "1") == [
        "Đảng bộ thị trấn Nghèn. Căn cứ: số, ngày văn bản hoặc hội nghị?"
    ]
    assert await hall.say("standing_board", "MH-02-TB/HU ngày 27/3/2020") == [
        "Tạm hoãn đại hội Đảng bộ thị trấn Nghèn đến khi cấp trên cho phép, theo MH-02-TB/HU. "
        "Văn kiện, nhân sự tiếp tục chuẩn bị. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("standing_board", "1") == [
        "✓ Đã ghi lúc 08:00. Đã báo 1 đơn vị, Tổ 1, Văn phòng.\nCòn 3 đơn vị chưa có ngày, chưa tạm "
        "hoãn; nếu hoãn tất cả: /tamhoan tất cả [Ai chưa xác nhận]"
    ]
    assert state_of(hall, "L01") is CongressState.POSTPONED
    (said,) = told(hall, "L01")
    assert said.text == (
        "Đại hội ngày 30–31/3/2020 tạm hoãn theo MH-02-TB/HU. Đề nghị thông báo ngay cho đại "
        "biểu, tiếp tục chuẩn bị nội dung."
    )
    (answer,) = await hall.say("secretary", "/sansang Nghèn")
    assert answer.startswith(
        "Đảng bộ thị trấn Nghèn: tạm hoãn (ngày cũ 30–31/3/2020). Còn 7 điều kiện để sẵn sàng."
    )
    assert (
        "! Ngày đại hội chưa được đồng ý; chờ Văn phòng ghi ý kiến cho phép của cấp trên."
        in answer
    )


async def _eased_regime_lets_it_ask(hall: Conversation) -> None:
    hall.now = datetime.fromisoformat("2020-04-24 08:00+07:00")
    hall.told.clear()
    await hall.say("office", "/capdo huyện CT19")
    await hall.say("office", "MH-19/UBND ngày 24/4/2020")
    assert await hall.say("office", "1") == [
        "✓ Đã ghi, đang gửi. 1 đơn vị đang tạm hoãn có thể xin phép tổ chức lại: Nghèn. "
        "[Ai chưa xác nhận]"
    ]
    asked = "Đại hội đang tạm hoãn: đơn vị có thể xin phép cấp trên cho tổ chức lại."
    assert [said.to for said in hall.told if asked in said.text] == [str(hall.person("L01").id)]
    assert state_of(hall, "L01") is CongressState.POSTPONED


async def _permission_resumes(hall: Conversation) -> None:
    hall.told.clear()
    assert await hall.say("office", "/cholai Nghèn theo MH-88-CV/TU ngày 24/4/2020") == [
        "Cho tổ chức lại 1 đại hội (Nghèn) theo MH-88-CV/TU. Đơn vị đề xuất lại ngày; hạn công "
        "việc tính lại theo ngày mới. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("office", "1") == [
        "✓ Đã ghi lúc 08:00: 1 đại hội được tổ chức lại. Đã báo 1 đơn vị, Tổ 1. [Ai chưa xác nhận]"
    ]
    assert state_of(hall, "L01") is CongressState.UNDATED
    (said,) = told(hall, "L01")
    assert said.text == (
        "Đại hội được tổ chức lại theo MH-88-CV/TU ngày 24/4/2020. Ngày cũ 30–31/3/2020 đã qua; "
        "đề nghị đề xuất ngày mới."
    )
    assert said.buttons == ("Đã nhận", "Đề xuất ngày")
    # The plan counts from the tier's deadline until there is a day.
    dues = {code: hall.directory.items["L01", code].due for code in ("X34", "X31", "X25")}
    assert dues == {
        "X34": date(2020, 6, 30),
        "X31": date(2020, 6, 23),
        "X25": date(2020, 6, 15),
    }
    async with hall.database.work() as work:
        events = await congresses.events(work, unit="L01")
    assert [(one.kind, one.basis) for one in events[1:]] == [
        (EventKind.POSTPONED, "MH-02-TB/HU"),
        (EventKind.RESUMED, "MH-88-CV/TU"),
    ]
    assert [action for action, *_ in await trail(hall, "unit L01")] == ["postpone", "resume"]
