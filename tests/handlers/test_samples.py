"""What a sample's account tells is seen on the first look, or one command away (DOMAIN 1, 7)."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, time, timedelta
from functools import partial

import pytest

from bot.demo import begins
from congress.bodies import may_hold, titles_for
from congress.dates import instant
from congress.experience import Records
from congress.refusal import names_a_person, reason_to_refuse
from handlers.everything import ALL_COMMANDS, ALL_FLOWS
from profiles.experience import read_experience
from profiles.reader import profile_names, read_profile
from profiles.records import read_records
from storage import lessons
from storage.database import open_database
from tests.handlers.harness import Conversation, conversation

#: Open a sample an hour after its demo begins.
Open = Callable[[str], AbstractAsyncContextManager[Conversation]]


@asynccontextmanager
async def _open(url: str, name: str) -> AsyncIterator[Conversation]:
    roster = read_profile(name)
    now = (begins(roster) + timedelta(hours=1)).astimezone(UTC)
    database = await open_database(url, clock=lambda: now)
    async with conversation(
        database, now=now, commands=ALL_COMMANDS, flows=ALL_FLOWS, roster=roster
    ) as hall:
        yield hall
    await database.close()


@pytest.fixture
def sample(sqlite_url: str) -> Open:
    return partial(_open, sqlite_url)


@pytest.mark.row("DH-2", "DH-3", "DH-13")
async def test_duyen_hai_is_done_with_personnel_and_misses_criteria(sample: Open) -> None:
    async with sample("duyen_hai") as hall:
        (digest,) = await hall.say("secretary", "/bantin")
        assert "Chưa đạt cơ cấu: 4 đơn vị." in digest.splitlines()
        assert await hall.say("secretary", "/danhsach chuadatcocau") == [
            "Chưa đạt cơ cấu: 4 đơn vị (đến 07:55 ngày 14/4/2020).\n"
            "Tổ 1\nD04: nữ\nD07: đổi mới\nTổ 2\nD05: trẻ\nTổ 3\nD06: nữ trong Ban Thường vụ"
        ]
        (status,) = await hall.say("secretary", "/tinhhinh D04")
        assert "Chưa đạt cơ cấu: nữ (X13, X15 hoàn thành, kèm cảnh báo)." in status.splitlines()
        (summary,) = await hall.say("secretary", "/xuatbaocao")
        said = summary.splitlines()
        assert (
            "- Chưa đạt cơ cấu: 4 đơn vị (đổi mới: 1, nữ: 1, trẻ: 1, nữ trong Ban Thường vụ: 1)."
        ) in said
        assert sum(line.startswith("- HC") for line in said) == 3
        assert sum(line.startswith("- GP") for line in said) == 6


@pytest.mark.row("DH-1", "DH-6", "DH-7", "DH-9", "DH-11")
@pytest.mark.parametrize(
    ("who", "command", "line"),
    [
        (
            "secretary",
            "/nhansu D07",
            "Tái cử: B1 06/01, B2 08/01, B3 10/01, B4 14/01, B5 16/01 (5/5).",
        ),
        ("secretary", "/vankien lỗi", "10. D10 chưa bám Đề cương hướng dẫn: 2 lần, đã sửa hết"),
        (
            "organisation_dept",
            "/nhansu D11",
            "Tiêu chuẩn còn thiếu: lý luận chính trị 2, chuyên môn 1, chuyên viên 1.",
        ),
        ("secretary", "/congtrinh", "Công trình chào mừng đại hội: 4, hoàn thành 2."),
        ("secretary", "/tieuban", "TB04 Tổ đánh giá nhân sự: 2 người; chưa có việc"),
        ("secretary", "/tieuban T01", "1. Trưởng: Ủy viên Ban Thường vụ Thị ủy"),
    ],
)
async def test_duyen_hai_shows_how_its_units_prepared(
    sample: Open, who: str, command: str, line: str
) -> None:
    async with sample("duyen_hai") as hall:
        (said,) = await hall.say(who, command)
        assert line in [one.partition(" [")[0] for one in said.splitlines()]


@pytest.mark.row("NS-2")
async def test_ngan_son_has_a_document_subcommittee_with_a_plan_of_its_own(sample: Open) -> None:
    async with sample("ngan_son") as hall:
        (digest,) = await hall.say("secretary", "/bantin")
        assert "Tiểu ban, tổ giúp việc quá hạn 1 việc: NV05." in digest.splitlines()
        assert await hall.say("secretary", "/tieuban TB02") == [
            "Tiểu ban Văn kiện (TB02):\n"
            "1. Trưởng: Phó Bí thư Thường trực Huyện ủy\n"
            "2. Phó: Trưởng Ban Tuyên giáo Huyện ủy\n"
            "3. Thư ký: Phó Chánh Văn phòng Huyện ủy\n"
            "4. Ủy viên: Trưởng phòng Tài chính - Kế hoạch huyện\n"
            "5. Ủy viên: Trưởng phòng Nông nghiệp và Phát triển nông thôn huyện\n"
            "Việc (hoàn thành 3/5, quá hạn 1):\n"
            "NV02 quán triệt yêu cầu văn kiện theo 35-CT/TW, 153-KH/TU, 150-KH/HU, hạn 15/9/2019: "
            "hoàn thành\n"
            "NV03 đề cương Báo cáo chính trị, hạn 15/11/2019: hoàn thành\n"
            "NV04 dự thảo lần 1: thành tựu, hạn chế, yếu kém, nguyên nhân, kinh nghiệm, hạn "
            "28/02/2020: hoàn thành\n"
            "NV05 lấy ý kiến cơ sở vào dự thảo lần 1, hạn 22/5/2020 (quá hạn): đang làm, "
            "còn 2 đơn vị\n"
            "NV06 dự thảo lần 2: mục tiêu, chỉ tiêu cụ thể, giải pháp khả thi, hạn 15/6/2020: "
            "chưa làm [Thêm người] [Thêm việc]"
        ]


@pytest.mark.row("NS-1", "NS-3", "NS-4", "NS-5", "NS-6", "NS-8", "NS-9")
@pytest.mark.parametrize(
    ("who", "command", "line"),
    [
        ("secretary", "/noidung N03", "N3 bầu ban chấp hành: xong 9/9."),
        (
            "N04",
            "/phuongcham",
            "Phương châm đại hội: kế thừa, ổn định, đổi mới, sáng tạo và phát triển; phát huy dân "
            "chủ đi đôi với giữ vững nguyên tắc, siết chặt kỷ luật, kỷ cương; coi trọng chất "
            "lượng, hiệu quả; đề cao trách nhiệm người đứng đầu; bảo đảm an toàn, thiết thực, "
            "không phô trương, hình thức; chống lãng phí, tiêu cực.",
        ),
        ("secretary", "/congtac", "  KN01 cho mượn máy chiếu phục vụ đại hội: được đồng ý"),
        ("secretary", "/tinhhinh N05", "Địa bàn: đã giải quyết."),
        (
            "secretary",
            "/nhansu N03",
            "Rà soát, sàng lọc: ngày 10/4/2020, Ban Thường vụ cấp trên xác nhận.",
        ),
        (
            "N04",
            "/nhansu sàng lọc",
            "Sàng lọc, không để vào cấp ủy: bản lĩnh chính trị không vững vàng; phẩm chất, năng "
            "lực, uy tín giảm sút; thiếu gương mẫu; mất đoàn kết; cục bộ; bè phái; cơ hội; tham "
            "nhũng; tiêu cực; lợi ích nhóm.",
        ),
        ("secretary", "/hoinghi", "Hội nghị quán triệt: 5/6 đơn vị chưa đại hội đã báo cáo."),
        ("secretary", "/songsong", "Việc song song (ngoài tiến độ đại hội): 2, hoàn thành 0."),
    ],
)
async def test_ngan_son_shows_contents_trips_screening_and_calm(
    sample: Open, who: str, command: str, line: str
) -> None:
    async with sample("ngan_son") as hall:
        (said,) = await hall.say(who, command)
        assert line in [one.partition(" [")[0] for one in said.splitlines()]


@pytest.mark.row("DH-13")
@pytest.mark.parametrize(
    ("name", "wanting"),
    [
        (
            "can_loc",
            [
                "- Quá hạn 1 việc.",
                "- Phải duyệt lại nội dung: 1 đơn vị (Kim Song Trường).",
                "- Kết luận duyệt chưa đóng: 105.",
            ],
        ),
        (
            "ngan_son",
            [
                "- Quá hạn 1 việc (Đoàn công tác 2: 1).",
                "- Vướng mắc chưa giải quyết: 1.",
                "- Tiểu ban, tổ giúp việc quá hạn 1 việc.",
            ],
        ),
    ],
)
async def test_briefing_tells_all_that_the_digest_finds_wanting(
    sample: Open, name: str, wanting: list[str]
) -> None:
    async with sample(name) as hall:
        (answer,) = await hall.say("secretary", "/xuatbaocao")
    lines = answer.splitlines()
    first = lines.index("Hạn chế") + 1
    assert lines[first : first + 3] == wanting


@pytest.mark.row("CL-5")
async def test_can_loc_attaches_its_austerity_list_to_each_congress(sample: Open) -> None:
    """It was concluded before Chỉ thị 15 was in force: no regime is asked for."""
    async with sample("can_loc") as hall:
        for unit in hall.directory.reporting_units:
            (card,) = await hall.say("secretary", f"/duyet {unit.code}")
            assert "Tổ chức trong thời gian phòng, chống dịch: 0/5." in card.splitlines()
        assert (await hall.say("L02", "/duyet A3 đủ"))[0].startswith(
            "✓ Đã ghi lúc 07:55: Đảng bộ xã Kim Song Trường, A3 đủ. Tổ chức trong thời gian phòng, "
            "chống dịch: 1/5, còn A1, A2, A4, A5."
        )


@pytest.mark.row("BT-3")
async def test_binh_thuan_writes_its_lessons_down_once_a_pilot_was_held(sample: Open) -> None:
    async with sample("binh_thuan") as hall:
        assert await hall.say("organisation_dept", "/baihoc mẫu") == [
            "Chưa có đại hội điểm nào tổ chức xong; chưa ghi gì. Sau đại hội điểm: /baihoc mẫu"
        ]
        hall.now = instant(date(2020, 6, 24), time(17))
        await hall.say("HAMTAN", "/baocao X34 hoàn thành")
        (register,) = await hall.say("organisation_dept", "/baihoc")
        assert "[Ghi 18 bài học mẫu]" in register
        assert await hall.say("organisation_dept", "/baihoc mẫu") == [
            "✓ Đã ghi lúc 17:00: 18 bài học mẫu, BH01–BH18. Chưa gửi; xem trước khi gửi: /baihoc "
            "[Xem bài học] [Gửi 18 bài học]"
        ]
        async with hall.database.work() as work:
            assert len(await lessons.listed(work)) == 18
        assert await hall.say("organisation_dept", "/baihoc mẫu") == [
            "Không còn bài học mẫu chưa ghi; chưa ghi gì. Xem: /baihoc"
        ]
        (refused,) = await hall.say("office", "/baihoc mẫu")
        assert refused.startswith("Đồng chí chưa được giao quyền dùng /baihoc.")


@pytest.mark.row("KS-2")
async def test_work_groups_of_kim_son_are_led_as_its_account_says(hall: Conversation) -> None:
    assert await hall.say("secretary", "/tieuban tổ 11") == [
        "Tổ 11 (T11):\n"
        "1. Trưởng: Ủy viên Ban Thường vụ Huyện ủy\n"
        "2. Phó: Phó Chủ tịch UBND huyện\n"
        "Trưởng, phó là Ủy viên Ban Thường vụ hoặc Phó Chủ tịch UBND. [Thêm người] [Thêm việc]"
    ]


@pytest.mark.row("KS-5")
async def test_pilot_of_kim_son_tells_its_shares_as_they_were_told(hall: Conversation) -> None:
    (card,) = await hall.say("secretary", "/donvi Thượng Kiệm")
    assert (
        "Kết quả: ngày 29–30/4/2020; có mặt 120/120; trúng cử 15/15, phiếu thấp nhất trên 91%; "
        "bầu trực tiếp Bí thư, đạt trên 95%; đúng dự kiến."
    ) in card.splitlines()


@pytest.mark.parametrize("name", profile_names())
def test_sample_says_only_what_chat_would_take(name: str) -> None:
    """Facts go through their own rules where they are read; here are people, units and words."""
    roster, records = read_profile(name), read_experience(name).records
    kinds = {unit.code: unit.kind for unit in roster.units}
    seats = [(body.kind, seat) for body in records.bodies for seat in body.people]
    for kind, seat in (*seats, *(("work_group", seat) for seat in records.leaders)):
        assert may_hold(seat.title, titles_for(roster.profile, kind, seat.post))
    told = [*records.facts, *records.bodies]
    assert {one.unit for one in told} - {None} <= kinds.keys()
    assert {one.unit for one in (*records.trips, *records.works)} <= kinds.keys()
    assert all(one.on < begins(roster).date() for one in (*told, *records.trips, *records.works))
    names = [unit.name for unit in roster.units]
    for words in _words_of(records):
        assert reason_to_refuse(words, unit_names=names) is None
        assert not names_a_person(words, unit_names=names), words


def _words_of(records: Records) -> Iterator[str]:
    for body in records.bodies:
        yield from (body.name, *(seat.title for seat in body.people))
        yield from (f"{task.text}; {task.note}" for task in body.tasks)
    for trip in records.trips:
        yield from (trip.findings, *(task.text for task in trip.proposals))
    yield from (work.text for work in records.works)
    yield from (str(fact.data["text"]) for fact in records.facts if "text" in fact.data)


@pytest.mark.parametrize(
    "told",
    [
        {"structure": [{"size": 15, "female": 2, "under35": 1, "renewal": 4, "btv_female": 3}]},
        {"step": [{"re_election": [date(2020, 2, 3), date(2020, 2, 1)]}]},
        {"step": [{"first_time": [date(2020, 2, 3)]}]},
        {"standards_gap": [{"driving": 2}]},
        {"screening": [{"body": "somebody"}]},
        {"draft": [{"kind": "political_report", "version": 1, "state": "perfect"}]},
        {"result": [{"days": [date(2020, 3, 1)], "to_elect": 15, "elected": 15}]},
    ],
)
def test_facts_that_chat_would_refuse_are_no_part_of_a_sample(
    told: dict[str, list[dict[str, object]]],
) -> None:
    rows = {
        kind: [{"units": ["D02"], "on": date(2020, 3, 2), **row} for row in rows]
        for kind, rows in told.items()
    }
    with pytest.raises(ValueError):  # noqa: PT011 -- each kind has an error of its own
        read_records(rows)
