"""Every level sees and keeps its own subtree: a province over 14 upper units over their bases."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from congress.invitations import hash_code
from congress.lessons import Lesson, LessonArea, LessonKind
from congress.roles import Role
from profiles.reader import read_profile
from storage import lessons, members
from tests.handlers.conftest import JUNE
from tests.handlers.harness import Conversation, open_hall


@pytest.fixture
async def merged(sqlite_url: str) -> AsyncIterator[Conversation]:
    """Let everybody of the province of 2025 say everything."""
    now = datetime(2025, 6, 16, 2, 0, tzinfo=UTC)
    async with open_hall(sqlite_url, now=now, roster=read_profile("tinh_2025")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("who", "held"),
    [
        ("secretary", "29/46 (63,0%): 0/14 đảng bộ cấp trên cơ sở, 16/17 đảng bộ, 13/15 chi bộ"),
        ("HAMTAN secretary", "4/5 (80,0%): 0/1 đảng bộ cấp trên cơ sở, 3/3 đảng bộ, 1/1 chi bộ"),
        ("U11 office", "0/3 (0,0%): 0/1 đảng bộ cấp trên cơ sở, 0/1 đảng bộ, 0/1 chi bộ"),
    ],
)
@pytest.mark.parametrize("command", ["/tinhhinh", "/tiendo", "/bantin"])
async def test_each_level_counts_its_own_subtree(
    province: Conversation, who: str, held: str, command: str
) -> None:
    (answer,) = await province.say(who, command)
    # How far it is tells the share of each kind, too.
    plain = re.sub(r"(cơ sở|đảng bộ|chi bộ) \([\d,]+%\)", r"\1", answer)
    assert f"Đã đại hội {held}; còn " in plain


async def test_debrief_of_a_pilot_is_the_level_aboves(province: Conversation) -> None:
    for line in ("/baihoc hoinghi", "/baihoc hoinghi HAMTAN"):
        assert await province.say("HAMTAN secretary", line) == [
            "Hội nghị rút kinh nghiệm đại hội điểm Đảng bộ huyện Hàm Tân do cấp ủy cấp trên tổ "
            "chức và ghi; chưa ghi gì."
        ]
    assert await province.say("secretary", "/baihoc hoinghi HAMTAN") == [
        "Đảng bộ huyện Hàm Tân chưa đại hội; chưa ghi gì."
    ]
    (answer,) = await province.say("U11 secretary", "/baihoc hoinghi U11")
    assert answer.endswith(" không phải đại hội điểm; chưa ghi gì.")


async def test_lessons_are_sent_by_the_level_above_their_pilot(province: Conversation) -> None:
    lesson = Lesson(
        number=1,
        unit="HAMTAN",
        kind=LessonKind.LIMIT,
        area=LessonArea.ELECTION,
        text="thời gian bầu cử dài",
        at=JUNE,
    )
    async with province.database.work() as work:
        lessons.add(work, lesson)
    assert await province.say("U11 organisation_dept", "/baihoc gửi") == [
        "Không có bài học nào chưa gửi; không có gì thay đổi."
    ]
    (offered,) = await province.say("organisation_dept", "/baihoc gửi")
    assert "thời gian bầu cử dài" in offered


async def test_list_of_a_district_holds_its_own_units_only(province: Conversation) -> None:
    assert await province.say("U11 secretary", "/danhsach chuadaihoi") == [
        "Chưa đại hội: 3 đơn vị (đến 09:00 ngày 22/6/2020).\n"
        "Huyện U11: 06/8/2020 (dự kiến)\n"
        "U1101: 26–27/6/2020\n"
        "Cơ quan U1102: 29/6/2020 (dự kiến)"
    ]


@pytest.mark.parametrize(
    ("who", "unit"),
    [
        ("HAMTAN secretary", "KHOI"),
        ("HAMTAN office", "U0301"),
        ("HAMTAN organisation_dept", "Đảng bộ huyện U05"),
        ("HT01", "HAMTAN"),
        ("HAMTAN", "HT01"),
    ],
)
@pytest.mark.parametrize("command", ["/tinhhinh", "/donvi", "/nhatky", "/thoihan"])
async def test_unit_of_another_subtree_is_refused_at_every_level(
    province: Conversation, who: str, unit: str, command: str
) -> None:
    (answer,) = await province.say(who, f"{command} {unit}")
    assert "không thuộc phạm vi của đồng chí." in answer


@pytest.mark.parametrize("who", ["secretary", "HAMTAN secretary", "HAMTAN office", "HT01"])
async def test_unit_is_seen_by_itself_and_by_every_level_above(
    province: Conversation, who: str
) -> None:
    (answer,) = await province.say(who, "/tinhhinh HT01")
    assert answer.startswith("Đảng bộ xã HT01 (HT01).")


async def test_detail_of_a_district_is_its_confidants_and_those_above(
    province: Conversation,
) -> None:
    await province.say("HAMTAN", "/baocao X40 đang làm, chờ gom biên bản")
    detail = {
        who: "chờ gom biên bản" in (await province.say(who, "/nhatky HAMTAN"))[0]
        for who in (
            "HAMTAN",
            "HAMTAN secretary",
            "HAMTAN organisation_dept",
            "HAMTAN office",
            "organisation_dept",
            "office",
            "standing_committee",
        )
    }
    assert detail == {
        "HAMTAN": True,
        "HAMTAN secretary": True,
        "HAMTAN organisation_dept": True,
        "HAMTAN office": False,
        "organisation_dept": True,
        "office": False,
        "standing_committee": False,
    }


async def test_regime_of_a_district_covers_its_bases_and_nothing_else(
    province: Conversation,
) -> None:
    (asked,) = await province.say("U11 office", "/capdo huyện CT16 22/6-05/7")
    assert asked == (
        "Chỉ thị 16, Đảng bộ huyện U11, từ 22/6 đến hết 05/7/2020. "
        "Đề nghị nhập số, ngày văn bản của tỉnh."
    )
    await province.say("U11 office", "MH-61/UBND ngày 22/6/2020")
    await province.say("U11 office", "1")
    areas = {
        unit: bool(province.directory.regime_at(JUNE.date(), unit=unit))
        for unit in ("U11", "U1101", "U1102", "U05", "U0502")
    }
    assert areas == {"U11": True, "U1101": True, "U1102": True, "U05": False, "U0502": False}
    # What falls into it is put before those right above: the district's own board.
    proposed = {
        said.to: said.text for said in province.told if "Trợ lý đề xuất tạm hoãn" in said.text
    }
    board = [province.person(f"U11 {role}") for role in ("secretary", "standing_board")]
    assert set(proposed) == {str(person.id) for person in board}
    assert "1. Đảng bộ xã U1101, 26–27/6." in next(iter(proposed.values()))


async def test_regime_of_the_province_is_proposed_to_each_level_for_those_right_below(
    province: Conversation,
) -> None:
    await province.say("office", "/capdo tỉnh CT16 22/6-05/7")
    await province.say("office", "MH-62/UBND ngày 22/6/2020")
    await province.say("office", "1")
    named = {
        said.to: re.findall(r"^\d+\. (.+), [\d–/]+(?: \(đề xuất\))?\.$", said.text, re.MULTILINE)
        for said in province.told
        if "Trợ lý đề xuất tạm hoãn" in said.text
    }
    of = {
        who: named.get(str(province.person(who).id)) for who in ("standing_board", "U05 secretary")
    }
    assert of == {
        "standing_board": ["Đảng bộ huyện Hàm Tân", "Đảng bộ Khối cơ quan và doanh nghiệp tỉnh"],
        "U05 secretary": ["Chi bộ cơ quan U0502"],
    }
    assert str(province.person("HAMTAN secretary").id) not in named


@pytest.mark.parametrize("area", ["KHOI", "U0301", "TU"])
async def test_district_sets_no_regime_elsewhere(province: Conversation, area: str) -> None:
    (answer,) = await province.say("HAMTAN office", f"/capdo {area} CT16 22/6-05/7")
    assert province.directory.regimes == ()
    assert "Chưa" in answer or "không thuộc phạm vi" in answer or "Không" in answer


@pytest.mark.parametrize(
    ("who", "line", "role", "unit"),
    [
        ("admin", "/mamoi secretary HAMTAN", Role.SECRETARY, "HAMTAN"),
        ("admin", "/mamoi văn phòng Hàm Tân", Role.OFFICE, "HAMTAN"),
        ("admin", "/mamoi secretary", Role.SECRETARY, None),
        ("HAMTAN office", "/mamoi bí thư", Role.SECRETARY, "HAMTAN"),
        ("HAMTAN office", "/mamoi unit_reporter HT01", Role.UNIT_REPORTER, "HT01"),
    ],
)
async def test_invitation_goes_to_a_level_of_ones_own(
    province: Conversation, who: str, line: str, role: Role, unit: str | None
) -> None:
    (answer,) = await province.say(who, line)
    code = re.search(r": ([0-9A-Z]{5}-[0-9A-Z]{5})\n", answer)
    assert code is not None, answer
    async with province.database.work() as work:
        made = await members.find_invitation(work, code_hash=hash_code(code[1]))
    assert made is not None
    assert (made.role, made.unit) == (role, unit)


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("HAMTAN office", "/mamoi secretary KHOI"),
        ("HAMTAN office", "/mamoi unit_reporter U0301"),
        ("admin", "/mamoi secretary HT01"),
        ("HAMTAN office", "/mamoi tổ trưởng T01"),
    ],
)
async def test_nobody_is_invited_where_one_keeps_nobody(
    province: Conversation, who: str, line: str
) -> None:
    (answer,) = await province.say(who, line)
    assert "Mã mời" not in answer
    async with province.database.work() as work:
        rows = await members.find_invitation(work, code_hash="")
    assert rows is None


@pytest.mark.parametrize(
    ("who", "waiting"),
    [("standing_board", ["Huyện U04"]), ("U11 standing_board", ["Cơ quan U1102"])],
)
async def test_day_waits_for_the_level_right_above_only(
    province: Conversation, who: str, waiting: list[str]
) -> None:
    (answer,) = await province.say(who, "/viec")
    assert [name for name in ("Huyện U04", "Cơ quan U1102") if name in answer] == waiting


@pytest.mark.parametrize(
    ("who", "waits"),
    [
        ("secretary", "Huyện U04: ngày đại hội 14–15/7/2020"),
        ("office", "Huyện U04: ngày đại hội 14–15/7/2020"),
        ("U11 secretary", "Cơ quan U1102: ngày đại hội 29/6/2020"),
        ("U04 secretary", None),
    ],
)
async def test_what_waits_for_a_decision_is_the_same_wherever_it_is_asked_for(
    province: Conversation, who: str, waits: str | None
) -> None:
    (digest,) = await province.say(who, "/bantin")
    (status,) = await province.say(who, "/tinhhinh")
    (listed,) = await province.say(who, "/danhsach choquyetdinh")
    (tasks,) = await province.say(who, "/viec")
    counted, found = ("1 ngày đại hội", [waits]) if waits else ("không", [])
    assert f"Chờ quyết định: {counted}. " in digest
    assert ("Chờ quyết định]" in status) is bool(waits)
    for answer in (listed, tasks):
        lines = [line.partition(" [")[0] for line in answer.splitlines()]
        assert [line for line in lines if "ngày đại hội" in line] == found


async def test_district_keeps_its_own_people_only(province: Conversation) -> None:
    (answer,) = await province.say("HAMTAN office", "/thanhvien")
    assert answer.startswith("9 người: 9 đã kết nối.")
    stranger = province.person("KHOI secretary")
    assert await province.say("HAMTAN office", f"/quyen {stranger.id} ngung") == [
        (await province.say("HAMTAN office", "/quyen 1 ngung"))[0]
    ]
    assert province.directory.members[stranger.id].active


async def test_gate_of_a_unit_without_a_group_is_confirmed_by_the_level_above(
    province: Conversation,
) -> None:
    assert await province.say("U12", "/baocao X14 hoàn thành") == [
        "✓ Đã ghi lúc 09:00: Huyện U12, X14 Rà soát đơn thư: đã trình.\n"
        "Mục này hoàn thành khi cấp ủy cấp trên xác nhận.\n"
        "Đến 29/6 còn 2 việc: X33, hạn 26/6/2020; X16, hạn 27/6/2020. [Báo cáo tiếp] [Việc của tôi] [Đính chính]"
    ]
    [asked] = province.told
    department = province.person("organisation_dept")
    assert (asked.to, str(asked)) == (
        str(department.id),
        "Đảng bộ huyện U12 báo hoàn thành X14 Rà soát đơn thư. Đề nghị đồng chí xác nhận. "
        "[1 Xác nhận hoàn thành] [2 Trả lại]",
    )
    [waiting] = await province.say("organisation_dept", "/viec")
    assert "\nChờ đồng chí xác nhận: Huyện U12 X14. [1 Huyện U04] [2 Huyện U12 X14]" in waiting
    # Neither the district itself nor another office of the province does it.
    for who in ("U12 organisation_dept", "office"):
        [refused] = await province.say(who, "/baocao U12 X14 hoàn thành")
        assert "Đồng chí chỉ mở lại mục đã hoàn thành" in refused or "không thuộc" in refused
    await province.say("organisation_dept", "2")
    [read_back] = await province.say("organisation_dept", "[1 Hoàn thành]")
    assert read_back == "Huyện U12, X14: hoàn thành. [1 Đúng] [2 Sửa] [3 Bỏ]"
    assert await province.say("organisation_dept", "1") == [
        "✓ Đã ghi. Không còn việc chờ đồng chí trả lời."
    ]
    [ready] = await province.say("U12", "/sansang")
    assert "✓ Rà soát đơn thư" in ready


async def test_who_closes_the_last_conclusion_is_offered_its_item(
    province: Conversation,
) -> None:
    await province.say("organisation_dept", "/ketluan U12 hoàn thiện Báo cáo chính trị")
    assert await province.say("organisation_dept", "/ketluan KL01 đóng") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ huyện U12, KL01 đã đóng; 1/1 kết luận. Đề nghị đồng chí xác "
        "nhận X19. [1 Xác nhận X19] [Kết luận]"
    ]
    assert await province.say("organisation_dept", "1") == [
        "Huyện U12, X19: hoàn thành. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]


async def test_district_that_is_a_pilot_has_no_others_to_count(province: Conversation) -> None:
    [digest] = await province.say("HAMTAN secretary", "/bantin")
    assert "\nĐại hội điểm: 0/1.\n" in digest
    [digest] = await province.say("secretary", "/bantin")
    assert "\nĐại hội điểm: 0/2; còn lại: 0/12 đảng bộ đã đại hội, còn 12.\n" in digest


async def test_congress_that_elects_nobody_has_no_personnel_process(merged: Conversation) -> None:
    """One check, whichever command of personnel or of what follows an election is tried."""
    answer = (
        "Đại hội {1} không bầu cấp ủy (chỉ có nội dung 1, 2), cấp ủy được chỉ định; "
        "không có nhân sự, cơ cấu, chuẩn y để ghi. Các nội dung: /noidung {0} [1 Các nội dung]"
    )
    for unit, name in (("A02", "Đảng bộ xã A02"), ("A03", "Đảng bộ phường A03")):
        for who, line in (
            (unit, "/nhansu"),
            (unit, "/nhansu b1 tái cử"),
            (unit, "/nhansu thieu llct=2"),
            ("organisation_dept", f"/nhansu {unit} sangloc"),
            ("secretary", f"/nhansu {unit} duyet"),
            (unit, "/cocau"),
            (unit, "/cocau 15 nu=3 tre=2 moi=5 btvnu=1"),
            ("organisation_dept", f"/cocau {unit} BCH 15"),
            (unit, "/vankien đans"),
            (unit, "/vankien đans lần 1 bắt đầu"),
            (unit, "/hopbch"),
            (unit, "/totrinh"),
            ("secretary", f"/chuany {unit}"),
        ):
            assert await merged.say(who, line) == [answer.format(unit, name)], line
        assert (await merged.say(unit, "1"))[0].startswith(f"{name}, nội dung đại hội")
        assert "Đề án nhân sự" not in (await merged.say(unit, "/vankien"))[0]
    assert (await merged.say("A04", "/nhansu"))[0].startswith("Đảng bộ xã A04 (A04), nhân sự:\n")
    assert "[5 Đề án nhân sự]" in (await merged.say("A04", "/vankien"))[0]
    assert (await merged.say("A04", "/cocau"))[0].startswith("A04: đề nghị nhập số người")


async def test_congress_that_elected_nobody_is_sent_on_to_its_file(merged: Conversation) -> None:
    await merged.say("A02", "/ketqua 14/6, có mặt 20/20, đúng dự kiến")
    for line in ("/hopbch", "/totrinh TTr-01 ngày 15/6"):
        (answer,) = await merged.say("A02", line)
        assert answer.startswith("Đại hội Đảng bộ xã A02 không bầu cấp ủy (chỉ có nội dung 1, 2)")
        assert answer.endswith("[1 Nộp hồ sơ]")


async def test_works_and_contents_are_each_levels_own(province: Conversation) -> None:
    """Whose unit it is tells who sees a work; another level's is as if it were not there."""
    await province.say("HT01", "/congtrinh tuyến đường hoa thôn 3, hạn 30/6")
    await province.say("HAMTAN office", "/songsong HT01 nông thôn mới, hạn 30/6")
    for line, code in (("/congtrinh", "CT01"), ("/songsong", "SS01")):
        seen = {
            who: code in (await province.say(who, line))[0]
            for who in ("HT01", "HAMTAN", "HAMTAN office", "secretary", "U11 office", "U1101")
        }
        assert [who for who, there in seen.items() if there] == [
            "HT01",
            "HAMTAN office",
            "secretary",
        ]
        (answer,) = await province.say("U11 office", f"{line} {code} xong")
        assert answer.startswith(f"Không có {code} trong phạm vi của đồng chí.")
    assert "không thuộc phạm vi" in (await province.say("U11 office", "/noidung HT01"))[0]
    assert await province.say("secretary", "/noidung") != await province.say(
        "U11 secretary", "/noidung"
    )


async def test_results_of_the_bases_wait_for_the_level_above_them_alone(
    merged: Conversation,
) -> None:
    assert await merged.say("secretary", "/viec") == ["Không có nội dung chờ quyết định."]
    assert await merged.say("secretary", "/chuany") == [
        "Không có đơn vị nào chờ chuẩn y. Xem danh sách: /danhsach chuachuany"
    ]
    assert await merged.say("A01 secretary", "/chuany") == [
        "Đang chờ chuẩn y 1 đơn vị. Đồng chí chọn: [1 A0103 Chi bộ Trường A0103]"
    ]


async def test_heads_of_a_district_are_not_asked_to_do_what_its_clerk_does(
    province: Conversation,
) -> None:
    for act in ("/tamhoan HAMTAN", "/cholai HAMTAN"):
        province.told.clear()
        await province.say("office", f"{act} theo MH-04-CV/TU ngày 01/6/2020")
        await province.say("office", "1")
    resumed = "Đại hội được tổ chức lại theo MH-04-CV/TU ngày 01/6/2020."
    told = {said.to: said for said in province.told if said.text.startswith(resumed)}
    people = ("HAMTAN secretary", "HAMTAN office", "HAMTAN")
    buttons = [told[str(province.person(who).id)].buttons for who in people]
    assert buttons == [(), (), ("Đã nhận", "Đề xuất lại 23–24/6/2020")]

    province.told.clear()
    await province.say("organisation_dept", "/duyet U09 lịch 26/6")
    texts = {said.to: said.text for said in province.told}
    asked = "Duyệt nội dung đại hội ngày 26/6/2020. Đề nghị gửi trước tài liệu"
    people = ("U09 secretary", "U09 office", "U09")
    assert [texts[str(province.person(who).id)] for who in people] == [
        f"{asked}.",
        f"{asked}.",
        f"{asked}, rồi báo: /duyet U09 tài liệu 22/6",
    ]


async def test_status_counts_what_is_postponed_as_the_digest_does(province: Conversation) -> None:
    await province.say("office", "/tamhoan HAMTAN theo MH-02-CV/TU ngày 01/6/2020")
    await province.say("office", "1")
    for who in ("secretary", "HAMTAN secretary"):
        for asked in ("/tinhhinh", "/bantin"):
            (answer,) = await province.say(who, asked)
            assert "Tạm hoãn: 1 đại hội." in answer


@pytest.mark.row("DH-5")
async def test_resumed_congress_waits_for_a_new_day_and_may_take_the_old_one(
    province: Conversation,
) -> None:
    """Its old day, still to come, is no plan any more until it is proposed again."""
    for line in ("/tamhoan HAMTAN do dịch bệnh theo MH-02-CV/TU ngày 22/6/2020", "1"):
        await province.say("office", line)
    for line in ("/cholai HAMTAN theo MH-04-CV/TU ngày 22/6/2020", "1"):
        await province.say("office", line)

    assert await province.say("HAMTAN", "/viec") == [
        "Đảng bộ huyện Hàm Tân, 1 việc đến 06/7/2020:\n"
        "1. X33 Tình hình tư tưởng, hạn 26/6/2020 (còn 4 ngày) [1 X33] [Không phát sinh]"
    ]
    (status,) = await province.say("HAMTAN", "/tinhhinh")
    assert "\nĐại hội: chưa đề xuất ngày.\n" in status

    await province.say("HAMTAN", "/ngay HAMTAN 23-24/6")
    (tasks,) = await province.say("HAMTAN", "/viec")
    assert tasks.splitlines()[:3] == [
        "Đảng bộ huyện Hàm Tân, 6 việc đến 06/7/2020:",
        "1. X33 Tình hình tư tưởng, hạn 22/6/2020 (hôm nay)",
        "2. X34 Đại hội, hạn 24/6/2020 (còn 2 ngày)",
    ]
