"""Lists, deadlines, cards and histories on the Kim Sơn sample, in the morning of 15/5/2020."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from congress.plans import ItemStatus
from congress.reports import StatusReport
from handlers import deadlines, history, lists, status
from handlers.lists import LISTINGS
from storage import directory as directories
from storage import members, reports
from storage.database import open_database
from tests.handlers.harness import CHANNEL, Conversation, conversation

NOW = datetime(2020, 5, 15, 0, 5, tzinfo=UTC)
GUIDE = Path(__file__).parents[2] / "docs" / "organisers" / "README.md"


@pytest.fixture
async def talk(sqlite_url: str) -> AsyncIterator[Conversation]:
    """Answer at 07:05, before anything was said that day."""
    commands = [*status.COMMANDS, *lists.COMMANDS, *deadlines.COMMANDS, *history.COMMANDS]
    database = await open_database(sqlite_url, clock=lambda: NOW)
    async with conversation(database, now=NOW, commands=commands, flows={}) as opened:
        yield opened
    await database.close()


async def test_overdue_items_stand_by_group_the_oldest_first(talk: Conversation) -> None:
    assert await talk.say("secretary", "/danhsach quahan") == [
        (
            "Quá hạn: 5 việc (đến 07:05 ngày 15/5/2020).\n"
            "Tổ 3\n"
            "Ân Hòa: X17 Gửi tài liệu duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)\n"
            "Phát Diệm: X15 Trình phương án nhân sự, hạn 13/5/2020 (quá 2 ngày làm việc)\n"
            "Tổ 8\n"
            "Trường THPT Kim Sơn A: C01 Kế hoạch đại hội, hạn 08/5/2020 (quá 5 ngày làm việc)\n"
            "Như Hòa: X16 Đề xuất ngày đại hội, hạn 10/5/2020 (quá 5 ngày làm việc)\n"
            "Chi cục Thuế huyện: C01 Kế hoạch đại hội, hạn 10/5/2020 (quá 5 ngày làm việc)"
        )
    ]


async def test_what_fell_due_before_a_day_off_is_just_late(talk: Conversation) -> None:
    talk.now += timedelta(days=1)  # Saturday 16/5
    (said,) = await talk.say("T03", "/danhsach quahan")
    assert said.splitlines()[:4] == [
        "Quá hạn: 7 việc (đến 07:05 ngày 16/5/2020).",
        "Ân Hòa: X17 Gửi tài liệu duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)",
        "Phát Diệm: X15 Trình phương án nhân sự, hạn 13/5/2020 (quá 2 ngày làm việc)",
        "Ân Hòa: X33 Tình hình tư tưởng, hạn 15/5/2020 (vừa quá hạn)",
    ]


async def test_silent_units_stand_apart_from_those_with_nothing_new(talk: Conversation) -> None:
    assert await talk.say("secretary", "danh sách chưa báo cáo") == [
        (
            "Chưa báo cáo: 4 đơn vị (đến 07:05 ngày 15/5/2020).\n"
            "Tổ 4\nBưu điện huyện: 9 ngày\n"
            "Tổ 7\nChi cục Thi hành án dân sự huyện: 9 ngày\n"
            "Tổ 10\nTân Thành: 9 ngày\n"
            "Tổ 11\nTrường THPT Bình Minh: 9 ngày\n"
            "Ngoài ra 21 đơn vị trong 7 ngày qua chỉ báo không phát sinh."
        )
    ]


async def test_whatever_its_own_people_tell_ends_a_silence(either_hall: Conversation) -> None:
    hall = either_hall
    (before,) = await hall.say("secretary", "/danhsach chuabaocao")
    assert before.startswith("Chưa báo cáo: 4 đơn vị (")
    for line in ("/vuongmac kinh phí chưa cấp", "3", "2", "1"):
        await hall.say("K21", line)
    await hall.say("T07", "/vuongmac K62 tutuong ổn định")
    # What those above decide is no word of the unit.
    await hall.say("organisation_dept", "/ketluan K33 bổ sung số liệu")

    assert await hall.say("secretary", "/danhsach chuabaocao") == [
        (
            "Chưa báo cáo: 2 đơn vị (đến 09:00 ngày 15/5/2020).\n"
            "Tổ 4\nBưu điện huyện: 9 ngày\n"
            "Tổ 11\nTrường THPT Bình Minh: 9 ngày\n"
            "Ngoài ra 21 đơn vị trong 7 ngày qua chỉ báo không phát sinh."
        )
    ]
    (card,) = await hall.say("secretary", "/tinhhinh K21")
    assert "\nBáo cáo gần nhất: 09:00 ngày 15/5/2020. Vướng mắc: 1" in card
    (total,) = await hall.say("secretary", "/tinhhinh")
    assert "7 ngày qua 47/49 đơn vị chưa đại hội có báo cáo" in total


async def test_long_list_is_paged_and_never_cut_silently(talk: Conversation) -> None:
    [page] = await talk.say("secretary", "/danhsach chuadaihoi")
    lines = page.splitlines()
    assert lines[0] == "Chưa đại hội: 49 đơn vị (đến 07:05 ngày 15/5/2020; trang 1/6)."
    assert lines[-1].startswith("Còn 39 đơn vị. [Xem tiếp] [Tổ 1 (5)] [Tổ 2 (5)]")
    named = [line for line in lines[1:-1] if ":" in line]
    for rest in (29, 20, 11, 2, None):
        [page] = await talk.say("secretary", "[Xem tiếp]")
        # With the names of the groups it still fits a phone.
        assert len(page.splitlines()) <= 14
        named += [line for line in page.splitlines()[1:] if "(dự kiến)" in line or "/2020" in line]
        assert (f"Còn {rest} đơn vị." in page, "[Xem tiếp]" in page) == ((rest is not None,) * 2)
    assert (len(named), len(set(named))) == (49, 49)


async def test_list_of_one_group_is_a_button_away(talk: Conversation) -> None:
    await talk.say("secretary", "/danhsach chuadaihoi")
    assert await talk.say("secretary", "[Tổ 3 (5)]") == [
        (
            "Chưa đại hội, Tổ 3: 5 đơn vị (đến 07:05 ngày 15/5/2020).\n"
            "Ân Hòa: 17/6/2020 (dự kiến)\n"
            "Phát Diệm: 22/6/2020 (dự kiến)\n"
            "Trung tâm Văn hóa - Thể thao và Truyền thanh: 12/6/2020 (dự kiến)\n"
            "Phòng Y tế: 09/6/2020 (dự kiến)\n"
            "Điện lực huyện: 16/6/2020 (dự kiến)"
        )
    ]


async def test_coming_congresses_tell_what_is_missing(talk: Conversation) -> None:
    assert await talk.say("secretary", "/danhsach sapdaihoi") == [
        (
            "Đại hội đã có ngày trong 14 ngày tới: 2 (đến 07:05 ngày 15/5/2020).\n"
            "Tổ 1\nPhòng Tư pháp: 20/5/2020 (sẵn sàng)\n"
            "Tổ 10\nKim Chính: 21–22/5/2020 (còn 1 điều kiện: kết luận duyệt)\n"
            "Ngoài ra dự kiến 9 đại hội, chưa được đồng ý ngày. [Xem điều kiện] [Đại hội dự kiến]"
        )
    ]


async def test_waiting_list_names_the_decision(talk: Conversation) -> None:
    assert await talk.say("secretary", "/danhsach choquyetdinh") == [
        (
            "Chờ quyết định: 1 nội dung (đến 07:05 ngày 15/5/2020).\n"
            "Tổ 1\nKim Đông: ngày đại hội 10–11/6/2020 [Đề xuất của Kim Đông]"
        )
    ]


async def test_empty_list_says_none(talk: Conversation) -> None:
    assert await talk.say("secretary", "/danhsach tamhoan") == [
        "Tạm hoãn: không (đến 07:05 ngày 15/5/2020)."
    ]


async def test_list_holds_one_s_own_units_only(talk: Conversation) -> None:
    assert await talk.say("K12", "/danhsach quahan") == [
        "Quá hạn: không (đến 07:05 ngày 15/5/2020)."
    ]
    [said] = await talk.say("T03 member", "/danhsach quahan")
    assert said.startswith("Quá hạn: 2 việc (đến 07:05 ngày 15/5/2020).\nÂn Hòa: X17")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/danhsach quahan 9", "Không có trang 9; chỉ có 1 trang."),
        ("/danhsach chuadaihoi 0", "Không có trang 0; có từ trang 1 đến trang 6."),
        ("/danhsach quahan T99", 'Chưa rõ tổ nào là "T99".\nVí dụ: T01 hoặc "Tổ 1".'),
        ("/nhatky K12 99", "Không có trang 99; có từ trang 1 đến trang 4."),
        (
            "/donvi",
            "Đồng chí muốn xem đơn vị nào? Đề nghị ghi mã hoặc tên đơn vị.\nVí dụ: /donvi K01",
        ),
    ],
)
async def test_wrong_input_says_what_would_be_right(
    talk: Conversation, text: str, answer: str
) -> None:
    assert await talk.say("secretary", text) == [answer]


async def test_unknown_list_offers_all(talk: Conversation) -> None:
    assert await talk.say("secretary", "/danhsach ma trận") == [
        (
            'Chưa có danh sách "ma trận".\n'
            "Đồng chí chọn danh sách, hoặc ghi như ví dụ: /danhsach quahan "
            "[1 Quá hạn] [2 Chưa báo cáo] [3 Sắp đến hạn] [4 Chưa đại hội] [5 Sắp đại hội] "
            "[6 Chờ quyết định] [7 Tạm hoãn] [8 Chưa sẵn sàng] [9 Chưa chuẩn y] "
            "[10 Vướng mắc] [11 Chưa xong phương án] [12 Chưa đạt cơ cấu] "
            "[13 Chưa có lịch duyệt] [14 Kết luận chưa đóng]"
        )
    ]
    [said] = await talk.say("secretary", "7")
    assert said == "Tạm hoãn: không (đến 07:05 ngày 15/5/2020)."


def test_organisers_read_of_every_list_that_is_offered() -> None:
    said = GUIDE.read_text(encoding="utf-8")
    assert [one.word for one in LISTINGS if one.offered and f"{one.word}`" not in said] == []


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("quahan", ("quá hạn", "qua han", "QUAHAN", "trehan")),
        ("chuabaocao", ("chua bao cao", "chuabao", "im lặng")),
        ("saphan", ("sapdenhan", "sắp đến hạn", "đến hạn")),
        ("chuadaihoi", ("chuatochuc", "còn lại")),
        ("sapdaihoi", ("sắp đại hội", "sap to chuc")),
        ("choquyetdinh", ("chochoduyet", "choduyet", "chờ quyết định", "cho phe duyet")),
        ("tamhoan", ("hoãn", "bihoan")),
        ("chuasansang", ("chuadudieukien",)),
        ("dukien", ("đại hội dự kiến", "chưa có ngày")),
        ("chuachuany", ("chochuany", "chờ chuẩn y")),
        ("vuongmac", ("vướng",)),
        ("chuaphuongan", ("chuaxongphuongan", "chưa có phương án")),
        ("chuadatcocau", ("cơ cấu", "chuaducocau")),
        ("chuadatdoimoi", ("chưa đủ 1/3", "chuadat 1/3")),
        ("chuadatnu", ("chưa đạt nữ", "chưa đủ nữ")),
        ("chuadattre", ("chuadutre",)),
        ("chuadatnubtv", ("chưa có nữ BTV",)),
        ("chuaduyet", ("chưa duyệt", "chưa duyệt nội dung", "chưa có lịch")),
        ("ketluan", ("kết luận chưa đóng", "ket luan chua xong")),
    ],
)
async def test_list_answers_to_all_its_names(
    talk: Conversation, word: str, ways: tuple[str, ...]
) -> None:
    answer = await talk.say("secretary", f"/danhsach {word} T03")
    assert ", Tổ 3: " in answer[0]
    for way in ways:
        assert await talk.say("secretary", f"/danhsach {way} T03") == answer


async def test_unknown_unit_is_answered_with_the_nearest(talk: Conversation) -> None:
    for command in ("thoihan", "donvi", "nhatky"):
        [said] = await talk.say("secretary", f"/{command} kim dongg")
        assert said.startswith('Chưa rõ đơn vị nào là "kim dongg".\nGần nhất: ')
        assert "Kim Đông" in said


async def test_deadlines_of_a_unit_stand_by_date(talk: Conversation) -> None:
    assert await talk.say("K12", "/thoihan") == [
        (
            "Hạn 14 ngày tới (đến 29/5/2020): 3 việc.\n"
            "16/5: X22 Bầu đại biểu ở chi bộ\n"
            "21/5: X19 Kết luận duyệt\n"
            "26/5: X25 Kịch bản điều hành"
        )
    ]


async def test_deadlines_of_all_are_counted_by_day_and_paged(talk: Conversation) -> None:
    [said] = await talk.say("secretary", "/hancuoi")
    head, days, *lines = said.splitlines()
    assert head == "Hạn 14 ngày tới (đến 29/5/2020; trang 1/45): 357 việc."
    assert days.startswith("Số việc từng ngày: 15/5: 46, 16/5: 13, 17/5: 12, 18/5: 41, ")
    assert sum(int(day.split(": ")[1]) for day in days[19:-1].split(", ")) == 357
    # What holds up a congress stands first on its day.
    assert lines[:2] == [
        "15/5, Kim Trung: X19 Kết luận duyệt",
        "15/5, Như Hòa: X15 Trình phương án nhân sự",
    ]
    assert len(lines) == 9
    assert lines[-1].startswith("Còn 349 việc. [Xem tiếp] [Tổ 1 (43)] ")
    [further] = await talk.say("secretary", "[Xem tiếp]")
    assert further.startswith("Hạn 14 ngày tới (đến 29/5/2020; trang 2/45): 357 việc.\n15/5, ")


async def test_deadlines_of_a_group_are_paged(talk: Conversation) -> None:
    await talk.say("secretary", "/hancuoi")
    [said] = await talk.say("secretary", "[Tổ 8 (14)]")
    assert said.startswith("Tổ 8, hạn 14 ngày tới (đến 29/5/2020; trang 1/2): 14 việc.\n")
    assert said.endswith("Còn 6 việc. [Xem tiếp]")
    assert await talk.say("secretary", "[Xem tiếp]") == [
        (
            "Tổ 8, hạn 14 ngày tới (đến 29/5/2020; trang 2/2): 14 việc.\n"
            "20/5, Chi cục Thuế huyện: C02 Dự thảo báo cáo\n"
            "25/5, Như Hòa: X18 Duyệt nội dung\n"
            "25/5, Trường THPT Kim Sơn A: C03 Lấy ý kiến đảng viên\n"
            "27/5, Phòng Tài nguyên và Môi trường: C16 Chuẩn y\n"
            "27/5, Chi cục Thuế huyện: C03 Lấy ý kiến đảng viên\n"
            "28/5, Trường THPT Kim Sơn A: C05 Giới thiệu nhân sự"
        )
    ]
    [page] = await talk.say("T08", "/thoihan 2")
    assert page.startswith("Hạn 14 ngày tới (đến 29/5/2020; trang 2/2): 14 việc.\n20/5, Chi cục ")


async def test_card_tells_what_a_unit_is(talk: Conversation) -> None:
    assert await talk.say("secretary", "/donvi xuân chính") == [
        (
            "Đảng bộ xã Xuân Chính (K23)\n"
            "Đảng bộ (xã), Tổ 1. Đơn vị mới sáp nhập.\n"
            "Tên cũ: Chính Tâm, Xuân Thiện.\n"
            "Đại hội: 27/5/2020 (dự kiến); chưa đề xuất ngày.\n"
            "Phụ trách: Cán bộ báo cáo xã Xuân Chính; Tổ trưởng Tổ 1; Tổ viên Tổ 1. [Tình hình]"
        )
    ]


async def test_card_tells_keepers_who_cannot_be_reached(talk: Conversation) -> None:
    async with talk.database.work() as work:
        account = str(talk.person("K01").id)
        members.set_blocked(work, channel=CHANNEL, sender=account, at=NOW)
        work.touch_directory()
    async with talk.database.work() as work:
        talk.directory = await directories.load(work)
    unit = (
        "Đảng bộ xã Thượng Kiệm (K01)\n"
        "Đảng bộ (xã), Tổ 1. Đại hội điểm. Bầu trực tiếp Bí thư tại đại hội.\n"
    )
    people = (
        "Phụ trách: Cán bộ báo cáo xã Thượng Kiệm (chưa liên hệ được); "
        "Tổ trưởng Tổ 1; Tổ viên Tổ 1."
    )
    assert await talk.say("office", "/donvi K01") == [
        f"{unit}Đại hội: 29–30/4/2020; đã họp Ban Chấp hành lần thứ nhất.\n"
        "Kết quả: ngày 29–30/4/2020; có mặt 120/120; trúng cử 15/15; bầu trực tiếp Bí thư; đúng dự "
        "kiến.\nTiếp theo: tờ trình chuẩn y, hạn 20/5/2020.\n"
        f"{people} [Tình hình]"
    ]
    assert await talk.say("admin", "/donvi K01") == [unit + people]


async def test_history_shows_old_and_new_and_corrections_as_such(talk: Conversation) -> None:
    reporter = talk.person("K12").id
    async with talk.database.work() as work:
        mistaken = StatusReport(
            id=work.new_id(),
            unit="K12",
            item="X25",
            status=ItemStatus.IN_PROGRESS,
            percent=60,
            note="chờ Tổ 1 góp ý",
            member=reporter,
            at=datetime(2020, 5, 14, 23, 50, tzinfo=UTC),
        )
        right = mistaken.model_copy(
            update={
                "id": work.new_id(),
                "status": ItemStatus.DONE,
                "percent": None,
                "note": "",
                "at": datetime(2020, 5, 14, 23, 55, tzinfo=UTC),
                "corrects": mistaken.id,
            },
        )
        for report in (mistaken, right):
            reports.add(work, report)
    [said] = await talk.say("K12", "/nhatky")
    assert said.splitlines()[:3] == [
        "Nhật ký Đảng bộ xã Kim Đông, trang 1/4:",
        (
            "06:55 15/5/2020, Cán bộ báo cáo xã Kim Đông: "
            "đính chính X25 Kịch bản điều hành: đang làm → hoàn thành"
        ),
        '06:50 15/5/2020: X25 Kịch bản điều hành: đang làm, 60%, "chờ Tổ 1 góp ý"',
    ]
    [said] = await talk.say("office", "/nhatky K12")
    assert ("đang làm, 60%" in said, "chờ Tổ 1" in said) == (True, False)


async def test_history_tells_decisions_too(talk: Conversation) -> None:
    pages = [await talk.say("secretary", "/nhatky K10")]
    while "[Xem tiếp]" in pages[-1][0]:
        pages.append(await talk.say("secretary", "[Xem tiếp]"))
    lines = [line for [page] in pages for line in page.splitlines()]
    [decision] = [line for line in lines if "đồng ý ngày đại hội" in line]
    assert decision.endswith("đồng ý ngày đại hội 21–22/5/2020 (theo MH-04-TB/HU ngày 06/5/2020)")
