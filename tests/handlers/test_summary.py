"""The summary for a briefing, the four contents and the motto (MX-12, DH-13, NS-1, BT-7, NS-8)."""

import csv
from datetime import UTC, datetime

import pytest

from bot.recipes import FileMaker
from chat.message import Attachment
from storage import outbox, units
from tests.handlers.harness import TEXTS, Conversation
from tests.handlers.profile import THRESHOLDS, switch
from tests.handlers.test_people import trail

FIGURES = """\
Báo cáo giao ban (đến 09:00 ngày 15/5/2020)
Tiến độ
Đã đại hội 23/72 (31,9%): 5/29 đảng bộ, 18/43 chi bộ; còn 49. 7 ngày tới: 2 đại hội.
Nội dung chuẩn bị xong: tổng kết và phương hướng 57/72, góp ý văn kiện cấp trên 28/72, \
bầu Ban Chấp hành 24/72, bầu đoàn đại biểu 33/72.
"""
WANTING = """\
Hạn chế
- Quá hạn 5 việc (Tổ 3: 2, Tổ 8: 3).
- Chưa báo cáo: 4 đơn vị (Tân Thành, Trường THPT Bình Minh, Chi cục Thi hành án dân sự huyện, \
Bưu điện huyện).
- Vướng mắc chưa giải quyết: 2.
- Chỉ báo cáo về bầu cử, nhân sự trong 7 ngày: 10 đơn vị (Ân Hòa, Cồn Thoi, Đồng Hướng, Hùng \
Tiến và 6 đơn vị khác).
"""


@pytest.mark.row("MX-12", "DH-13")
async def test_summary_tells_what_is_wanting_and_what_is_to_be_done(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    assert await hall.say("secretary", "/xuatbaocao") == [
        f"{FIGURES}{WANTING}Giải pháp\n- Chưa ghi. [Tệp CSV]"
    ]
    assert await hall.say("office", "/xuatbaocao giaiphap Tăng cường đôn đốc các tổ") == [
        "✓ Đã ghi lúc 09:00, giải pháp GP01: Tăng cường đôn đốc các tổ"
    ]
    await hall.say("organisation_dept", "/xuatbaocao giải pháp: Hoàn thành phương án nhân sự")
    await hall.say("office", "/xuatbaocao hanche Quán triệt chưa thường xuyên")
    await hall.say("K12", "/vankien bcct 2 gửi góp ý")
    await hall.say("T01", "/vankien K12 bcct 2 góp ý D05")
    await hall.say("K12", "/congtrinh Đường hoa")

    assert await hall.say("secretary", "/xuatbaocao") == [
        f"{FIGURES}Công trình chào mừng: 1, đã xong 0.\n{WANTING}"
        "- Dự thảo chưa so sánh với mục tiêu nghị quyết (D05): còn 1 dự thảo chưa sửa.\n"
        "- HC01 Quán triệt chưa thường xuyên\n"
        "Giải pháp\n- GP01 Tăng cường đôn đốc các tổ\n"
        "- GP02 Hoàn thành phương án nhân sự [Tệp CSV]"
    ]
    assert await hall.say("office", "/xuatbaocao bỏ gp1") == [
        "✓ Đã bỏ lúc 09:00 khỏi báo cáo: GP01 Tăng cường đôn đốc các tổ"
    ]
    assert await hall.say("office", "/xuatbaocao bỏ GP01") == [
        'Báo cáo không có số "GP01"; không có gì thay đổi. Ví dụ: /xuatbaocao bỏ GP01'
    ]
    (said,) = await hall.say("secretary", "/xuatbaocao")
    assert said.endswith("Giải pháp\n- GP02 Hoàn thành phương án nhân sự [Tệp CSV]")
    assert [action for action, *_ in await trail(hall, "summary HU/GP01")] == [
        "summary_line",
        "summary_line_dropped",
    ]


@pytest.mark.row("DH-3", "DH-13")
async def test_criteria_that_are_not_met_are_among_what_is_wanting(hall: Conversation) -> None:
    await switch(hall, THRESHOLDS)
    for unit, counts in (
        ("K12", "15 nữ 2 trẻ 2 mới 5 btvnu 0"),
        ("K09", "15 nữ 2 trẻ 2 mới 4 btvnu 1"),
        ("K10", "15 nữ 3 trẻ 2 mới 5 btvnu 1"),
        ("K65", "7 nữ 0 trẻ 0 mới 0"),
    ):
        await hall.say(unit, f"/cocau {counts}")
    (said,) = await hall.say("secretary", "/xuatbaocao")
    (line,) = [line for line in said.splitlines() if "cơ cấu" in line]
    assert line == "- Chưa đạt cơ cấu: 2 đơn vị (đổi mới: 1, nữ: 2, nữ trong Ban Thường vụ: 1)."


@pytest.mark.row("MX-12")
async def test_group_leader_sees_the_own_group_only(hall: Conversation) -> None:
    (said,) = await hall.say("T01", "/xuatbaocao")
    assert said.splitlines()[:3] == [
        "Báo cáo giao ban, Tổ 1 (đến 09:00 ngày 15/5/2020)",
        "Tiến độ",
        "Đã đại hội 2/7 (28,6%): 1/3 đảng bộ, 1/4 chi bộ; còn 5. 7 ngày tới: 1 đại hội.",
    ]


async def _make_file(hall: Conversation, attachment: Attachment) -> tuple[str, list[list[str]]]:
    maker = FileMaker(
        hall.database, directory=lambda: hall.directory, office=hall.office, texts=TEXTS
    )
    name, content = await maker.make(attachment)
    return name, list(csv.reader(content.decode("utf-8-sig").splitlines()))


@pytest.mark.row("MX-12")
async def test_table_goes_out_as_a_file_of_what_the_reader_may_see(hall: Conversation) -> None:
    await hall.say("T01", "/xuatbaocao csv")
    async with hall.database.work() as work:
        await outbox.recover(work)  # the conversation took it, and nobody sent it
        (letter,) = await outbox.take_due(work, now=datetime.max.replace(tzinfo=UTC), limit=9)
    assert letter.outgoing.html == "Bảng giao ban, số liệu đến 09:00 ngày 15/5/2020."
    attachment = letter.outgoing.attachment
    assert attachment is not None

    name, rows = await _make_file(hall, attachment)

    assert name == "giao-ban-2020-05-15.csv"
    assert rows[0][:5] == ["Mã", "Đơn vị", "Loại", "Tổ", "Đại hội"]
    assert [row[0] for row in rows[1:]] == ["K01", "K12", "K23", "K34", "K45", "K56", "K67"]
    assert rows[2] == [
        "K12", "Đảng bộ xã Kim Đông", "đảng bộ", "Tổ 1", "đã đề xuất ngày", "10/6/2020", "Không",
        *map(str, (22, 37, 0, 0, 1, 0)),
    ]  # fmt: skip


async def test_unknown_recipe_is_no_file(hall: Conversation) -> None:
    with pytest.raises(LookupError):
        await _make_file(hall, Attachment(recipe="x"))


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        ("office", "/xuatbaocao abc", 'Chưa rõ "abc"; chưa ghi gì. Ví dụ: /xuatbaocao csv, /xuat'),
        ("secretary", "/xuatbaocao abc", 'Chưa rõ "abc"; chưa ghi gì. Ví dụ: /xuatbaocao csv.'),
        (
            "office",
            "/xuatbaocao giaiphap",
            "Đề nghị ghi nội dung; chưa ghi gì. Ví dụ: /xuatbaocao",
        ),
        (
            "secretary",
            "/xuatbaocao giaiphap x",
            "Hạn chế, giải pháp do Ban Tổ chức, Văn phòng ghi",
        ),
        ("office", "/xuatbaocao hanche đồng chí Hùng chậm", "Đề nghị không nêu họ tên; chưa ghi"),
        ("K12", "/xuatbaocao", "Đồng chí chưa được giao quyền dùng /xuatbaocao."),
    ],
)
async def test_wrong_line_is_answered_and_not_kept(
    hall: Conversation, who: str, said: str, answer: str
) -> None:
    (got,) = await hall.say(who, said)
    assert got[: len(answer)] == answer
    assert await trail(hall, "summary ") == []


@pytest.mark.row("NS-1")
async def test_contents_of_a_unit_are_tracked(hall: Conversation) -> None:
    assert await hall.say("K12", "/noidung") == [
        "Đảng bộ xã Kim Đông, nội dung đại hội (4):\n"
        "N1 tổng kết nghị quyết, phương hướng nhiệm kỳ mới: xong 6/6.\n"
        "N2 góp ý dự thảo văn kiện cấp trên: xong 1/1.\n"
        "N3 bầu ban chấp hành: xong 8/9, còn X26.\n"
        "N4 bầu đoàn đại biểu dự đại hội cấp trên: xong 0/1, còn X22. [Văn kiện của đơn vị]"
    ]
    async with hall.database.work() as work:
        two = hall.directory.units["K12"].model_copy(update={"contents": "12"})
        units.save_unit(work, two)
    await hall.say("office", "/tuychon")  # the directory is loaded anew
    (said,) = await hall.say("T01", "/noidung Kim Đông")
    assert said.splitlines()[0] == "Đảng bộ xã Kim Đông, nội dung đại hội (2):"
    assert "N3" not in said


@pytest.mark.row("BT-7")
async def test_all_contents_are_looked_at_and_one_sided_units_named(hall: Conversation) -> None:
    assert await hall.say("secretary", "/noidung") == [
        "Các nội dung đại hội (đến 09:00 ngày 15/5/2020):\n"
        "N1 tổng kết nghị quyết, phương hướng nhiệm kỳ mới: chuẩn bị xong 57/72 đơn vị, "
        "10 đơn vị đang làm.\n"
        "N2 góp ý dự thảo văn kiện cấp trên: chuẩn bị xong 28/72 đơn vị.\n"
        "N3 bầu ban chấp hành: chuẩn bị xong 24/72 đơn vị, 35 đơn vị đang làm.\n"
        "N4 bầu đoàn đại biểu dự đại hội cấp trên: chuẩn bị xong 33/72 đơn vị.\n"
        "7 ngày qua chỉ báo cáo về bầu cử, nhân sự: 10 đơn vị (Ân Hòa, Cồn Thoi, Đồng Hướng, "
        "Hùng Tiến và 6 đơn vị khác)."
    ]


@pytest.mark.row("BT-7")
async def test_digest_tells_of_the_contents_where_it_is_switched_on(hall: Conversation) -> None:
    (plain,) = await hall.say("secretary", "/bantin")
    async with hall.database.work() as work:
        units.set_profile(work, "digest.contents", "on")
    await hall.say("office", "/tuychon")
    (told,) = await hall.say("secretary", "/bantin")
    line = (
        "Nội dung chuẩn bị xong: tổng kết và phương hướng 57/72, góp ý văn kiện cấp trên 28/72, "
        "bầu Ban Chấp hành 24/72, bầu đoàn đại biểu 33/72. Chỉ báo cáo về bầu cử, nhân sự: Ân Hòa, Cồn Thoi, Đồng Hướng, Hùng Tiến và 6 đơn vị khác."
    )
    assert line in told
    assert told.replace(f"{line}\n", "") == plain


@pytest.mark.row("NS-8")
async def test_motto_is_that_of_the_committee(hall: Conversation) -> None:
    thrift = (
        "Tiết kiệm: tổ chức đơn giản, gọn nhẹ; không tổ chức văn nghệ chào mừng; không tổ chức "
        "đoàn chúc mừng; giảm tối đa khách mời cấp trên và cấp ủy cơ sở khác."
    )
    assert await hall.say("K12", "/phuongcham") == [f"Phương châm đại hội: chưa có.\n{thrift}"]
    async with hall.database.work() as work:
        units.set_profile(work, "motto", "kế thừa, ổn định, đổi mới, sáng tạo và phát triển")
    await hall.say("office", "/tuychon")
    assert await hall.say("K12", "/phuongcham") == [
        "Phương châm đại hội: kế thừa, ổn định, đổi mới, sáng tạo và phát triển.\n" + thrift
    ]
