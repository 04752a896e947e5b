"""What many units need at one look: /vankien, /giayto and /cocau without a unit."""

import re

import pytest

from tests.handlers.harness import Conversation
from tests.handlers.profile import THRESHOLDS, switch
from tests.handlers.test_people import trail


async def read_pages(hall: Conversation, who: str, command: str) -> tuple[str, list[str]]:
    """Read an overview to its end; give its first line, and the lines of units of all pages."""
    (answer,) = await hall.say(who, command)
    first, lines = answer.splitlines()[0], []
    while True:
        text = re.sub(r" \[.*", "", answer, flags=re.DOTALL)
        assert len(text.splitlines()) <= 12
        below = text[text.index("gần ngày đại hội trước") :].splitlines()[1:]
        lines += [line for line in below if not line.endswith("đơn vị nữa.")]
        if "[Xem tiếp]" not in answer:
            return first, lines
        (answer,) = await hall.say(who, "[Xem tiếp]")


@pytest.mark.parametrize(
    ("who", "command", "first", "lacking"),
    [
        ("secretary", "/vankien", "Văn kiện, 49", {"đang làm", "chưa bắt đầu"}),
        ("T03", "/vankien", "Văn kiện, 5", {"đang làm", "chưa bắt đầu"}),
        ("office", "/giayto", "Giấy tờ đại hội, 49", {"thiếu một phần", "chưa có"}),
        ("T03 member", "/giayto", "Giấy tờ đại hội, 5", {"thiếu một phần", "chưa có"}),
        (
            "organisation_dept",
            "/cocau",
            "Cơ cấu cấp ủy khóa mới, 49",
            {"chưa đạt", "chưa có số liệu"},
        ),
    ],
)
async def test_states_add_up_to_the_units_and_to_the_list(
    hall: Conversation, who: str, command: str, first: str, lacking: set[str]
) -> None:
    told, lines = await read_pages(hall, who, command)
    head, _, states = told.partition("): ")
    assert head == f"{first} đơn vị chưa đại hội (đến 09:00 ngày 15/5/2020"
    counts = dict(re.findall(r"([^\d,.]+?) (\d+)[,.]", states.replace(", ", ",")))
    assert sum(map(int, counts.values())) == int(re.findall(r", (\d+)$", first)[0])
    assert sum(int(counts.get(state, 0)) for state in lacking) == len(lines) == len(set(lines))


async def test_overview_of_papers_leads_to_a_unit(hall: Conversation) -> None:
    assert await hall.say("secretary", "/giayto 7") == [
        "Giấy tờ đại hội, 49 đơn vị chưa đại hội (đến 09:00 ngày 15/5/2020): đủ 1, "
        "thiếu một phần 28, chưa có 20.\n"
        "48 đơn vị còn thiếu, gần ngày đại hội trước; trang 7/7:\n"
        "Đồng Hướng: thiếu 9/11\n"
        "Phòng Lao động - Thương binh và Xã hội: thiếu 7/7\n"
        "Như Hòa: thiếu 10/11\n"
        "Chi cục Thuế huyện: thiếu 7/7\n"
        "Công an huyện: thiếu 10/11\n"
        "Bưu điện huyện: thiếu 7/7 [1 K07 Đảng bộ xã Đồng Hướng] "
        "[2 K55 Chi bộ Phòng Lao động - Thương binh và Xã hội] [3 K19 Đảng bộ xã Như Hòa] "
        "[4 K63 Chi bộ Chi cục Thuế huyện] [5 K27 Đảng bộ Công an huyện] "
        "[6 K70 Chi bộ Bưu điện huyện]"
    ]
    (card,) = await hall.say("secretary", "3")
    assert card.startswith("Đảng bộ xã Như Hòa, giấy tờ đại hội: đủ 1/11; còn thiếu:")
    assert await hall.say("secretary", "/giayto 8") == [
        "Không có trang 8; có từ trang 1 đến trang 7."
    ]


async def test_overview_of_documents_counts_reports_and_names_the_last_item(
    hall: Conversation,
) -> None:
    await hall.say("K03", "/vankien bcct lần 1 gửi góp ý")
    await hall.say("organisation_dept", "/vankien K03 bcct góp ý D05 D09")
    (answer,) = await hall.say("T03", "/vankien")
    assert answer == (
        "Văn kiện, 5 đơn vị chưa đại hội (đến 09:00 ngày 15/5/2020): đang làm 5.\n"
        "Báo cáo chính trị: đã có góp ý 1, chưa ghi dự thảo 4.\n"
        "5 đơn vị còn thiếu, gần ngày đại hội trước:\n"
        "Phòng Y tế: còn C04, C08\n"
        "Trung tâm Văn hóa - Thể thao và Truyền thanh: còn C03, C04, C08\n"
        "Điện lực huyện: còn C03, C04, C08\n"
        "Ân Hòa: còn X27 Tham luận, góp ý văn kiện; 2 lỗi dự thảo chưa sửa\n"
        "Phát Diệm: còn X27 Tham luận, góp ý văn kiện "
        "[1 K58 Chi bộ Phòng Y tế] [2 K36 Chi bộ Trung tâm Văn hóa - Thể thao và Truyền thanh] "
        "[3 K69 Chi bộ Điện lực huyện] [4 K03 Đảng bộ xã Ân Hòa] "
        "[5 K25 Đảng bộ thị trấn Phát Diệm] [Lỗi hay gặp] [Góp ý văn kiện]"
    )
    (card,) = await hall.say("T03", "4")
    assert card.startswith("Đảng bộ xã Ân Hòa, văn kiện đại hội:\nBáo cáo chính trị: lần 1,")


async def test_overview_of_counts_leads_to_where_they_are_told(hall: Conversation) -> None:
    await switch(hall, THRESHOLDS)
    await hall.say("K03", "/cocau 15 nu=2 tre=2 moi=5 btvnu=1")
    await hall.say("K25", "/cocau 15 nu=3 tre=2 moi=5 btvnu=1")
    await hall.say("K58", "/cocau 3 nu=1 tre=1 moi=1")
    assert await hall.say("T03", "/cocau") == [
        "Cơ cấu cấp ủy khóa mới, 5 đơn vị chưa đại hội (đến 09:00 ngày 15/5/2020): chưa đạt 1, "
        "chưa có số liệu 2, đã ghi, không có mức để đối chiếu 2.\n"
        "3 đơn vị còn thiếu, gần ngày đại hội trước:\n"
        "Trung tâm Văn hóa - Thể thao và Truyền thanh: chưa có số liệu\n"
        "Điện lực huyện: chưa có số liệu\n"
        "Ân Hòa: chưa đạt nữ "
        "[1 K36 Chi bộ Trung tâm Văn hóa - Thể thao và Truyền thanh] "
        "[2 K69 Chi bộ Điện lực huyện] [3 K03 Đảng bộ xã Ân Hòa]"
    ]
    assert await trail(hall, "units") == [("read_personnel", None, None)]
    assert await hall.say("T03", "2") == [
        "Điện lực huyện: đề nghị nhập số người: chi ủy, nữ, trẻ (dưới 35 tuổi), mới. "
        "Ví dụ: chi ủy 5, nữ 1, trẻ 1, mới 2"
    ]


async def test_page_that_is_not_there_is_answered_and_nothing_is_read(hall: Conversation) -> None:
    for command in ("/vankien", "/giayto", "/cocau"):
        assert await hall.say("T03", f"{command} 15") == ["Không có trang 15; chỉ có 1 trang."]
    assert await trail(hall, "units") == []


async def test_who_has_one_unit_is_shown_it(hall: Conversation) -> None:
    assert (await hall.say("K12", "/giayto"))[0].startswith("Đảng bộ xã Kim Đông, giấy tờ")
    assert (await hall.say("K12", "/vankien"))[0].startswith("Đảng bộ xã Kim Đông, văn kiện")
    assert (await hall.say("secretary", "/cocau"))[0].startswith("Đồng chí chưa được giao quyền")
