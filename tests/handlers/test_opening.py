"""The opening of a congress, as it is reported (/khaimac)."""

from datetime import timedelta

import pytest

from congress.events import CongressState, EventKind
from storage import congresses
from tests.handlers.harness import Conversation

MISTAKE = "[Báo kết quả] [Báo nhầm]"


@pytest.fixture
def later(hall: Conversation) -> Conversation:
    """Let it be 21/5/2020: K10 was to open on 21-22/5, K56 on 20/5."""
    hall.now += timedelta(days=6)
    return hall


async def reasons(hall: Conversation, unit: str) -> list[tuple[EventKind, str]]:
    async with hall.database.work() as work:
        events = await congresses.events(work, unit=unit)
    return [(event.kind, event.reason) for event in events]


async def test_opening_is_kept_at_once_and_flagged_where_not_ready(later: Conversation) -> None:
    assert await later.say("K10", "/khaimac") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Chính khai mạc đại hội ngày 21/5/2020.\n"
        "Ghi nhận: khai mạc khi chưa đủ điều kiện.\n"
        f"Bế mạc xong, đề nghị báo kết quả: /ketqua K10 {MISTAKE}"
    ]
    assert later.directory.congress("K10").state is CongressState.IN_SESSION
    assert (await reasons(later, "K10"))[-1] == (
        EventKind.OPENED,
        "khai mạc khi chưa đủ điều kiện",
    )
    (log,) = await later.say("secretary", "/nhatky K10")
    assert "khai mạc đại hội ngày 21/5/2020: khai mạc khi chưa đủ điều kiện" in log.splitlines()[1]


async def test_opening_of_a_ready_congress_is_not_flagged(later: Conversation) -> None:
    assert await later.say("T01", "/khaimac Phòng Tư pháp hôm qua") == [
        "✓ Đã ghi lúc 09:00: Chi bộ Phòng Tư pháp khai mạc đại hội ngày 20/5/2020.\n"
        f"Bế mạc xong, đề nghị báo kết quả: /ketqua K56 {MISTAKE}"
    ]
    assert (await reasons(later, "K56"))[-1] == (EventKind.OPENED, "")


async def test_conditions_count_on_the_day_not_the_state_kept_before(
    later: Conversation,
) -> None:
    """A regime that ends by itself, as nobody writes, leaves the state behind."""
    approved = later.directory.congress("K56").model_copy(update={"state": CongressState.APPROVED})
    async with later.database.work() as work:
        congresses.save(work, approved)
        work.touch_directory()
    await later.say("office", "/tuychon")  # the directory is loaded anew

    (answer,) = await later.say("K56", "/khaimac hôm qua")

    assert "chưa đủ điều kiện" not in answer


async def test_other_day_than_agreed_is_read_back(later: Conversation) -> None:
    assert await later.say("K10", "/khaimac 18/5") == [
        "Ngày đại hội của Đảng bộ xã Kim Chính được đồng ý là 21–22/5/2020. "
        "Ghi khai mạc ngày 18/5/2020? [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert later.directory.congress("K10").state is CongressState.APPROVED
    assert await later.say("K10", "2") == [
        "Đề nghị ghi lại, kèm ngày khai mạc. Ví dụ: /khaimac K10 21/5"
    ]
    await later.say("K10", "/khaimac 18/5")
    (answer,) = await later.say("K10", "1")
    assert "khai mạc đại hội ngày 18/5/2020" in answer
    congress = later.directory.congress("K10")
    assert (str(congress.opens_on), str(congress.closes_on)) == ("2020-05-18", "2020-05-19")


async def test_mistake_is_taken_back_with_the_agreed_days(later: Conversation) -> None:
    before = later.directory.congress("K10")
    await later.say("K10", "/khaimac 18/5")
    await later.say("K10", "1")

    assert await later.say("K10", "[Báo nhầm]") == [
        "✓ Đã rút báo cáo khai mạc của Đảng bộ xã Kim Chính lúc 09:00; ngày đại hội đã được "
        "đồng ý giữ nguyên."
    ]
    assert later.directory.congress("K10") == before
    outdated = (await later.say("K10", "/dongythao khongco"))[0]
    assert await later.say("K10", "/khaimacnham K10") == [outdated]


@pytest.mark.parametrize(
    ("who", "said", "answer"),
    [
        (
            "K12",
            "/khaimac",
            "Đảng bộ xã Kim Đông: 10–11/6/2020; đã đề xuất ngày; chưa ghi gì. Ngày đại hội cần "
            "được cấp trên đồng ý trước. Nếu đại hội đã họp xong: /ketqua K12 [1 Xem nhật ký]",
        ),
        (
            "K03",
            "/khaimac",
            "Đảng bộ xã Ân Hòa: chưa đề xuất ngày; chưa ghi gì. Ngày đại hội cần được cấp trên đồng "
            "ý trước. Nếu đại hội đã họp xong: /ketqua K03 [1 Đề xuất ngày] [2 Xem nhật ký]",
        ),
        (
            "K01",
            "/khaimac",
            "Đảng bộ xã Thượng Kiệm đã họp Ban Chấp hành lần thứ nhất, bế mạc ngày 30/4/2020; "
            "không có gì thay đổi. [1 Xem nhật ký]",
        ),
        ("K10", "/khaimac 22/5", "Ngày này chưa đến; chưa ghi gì. Ví dụ: 21/5."),
        ("K10", "/khaimac 31/2", "Không có ngày này trong lịch; chưa ghi gì. Ví dụ: 21/5."),
        (
            "K10",
            "/khaimac 21/5 trang trọng",
            "Chưa rõ ngày; chưa ghi gì. Ví dụ: 21/5, hoặc bỏ trống nếu là hôm nay.",
        ),
        (
            "secretary",
            "/khaimac K10",
            "Đồng chí chưa được giao quyền dùng /khaimac. Quyền này thuộc: Tổ trưởng Tổ công "
            "tác, Tổ viên Tổ công tác, cán bộ báo cáo của đơn vị.",
        ),
    ],
)
async def test_what_cannot_be_opened_says_why(
    later: Conversation, who: str, said: str, answer: str
) -> None:
    assert await later.say(who, said) == [answer]
    assert later.directory.congress("K10").state is CongressState.APPROVED


async def test_second_opening_changes_nothing(later: Conversation) -> None:
    await later.say("K10", "/khaimac")

    assert await later.say("T10", "/khaimac K10") == [
        "Đảng bộ xã Kim Chính đã được ghi khai mạc ngày 21/5/2020; không có gì thay đổi. "
        "Họp xong, đề nghị báo kết quả: /ketqua K10 [1 Xem nhật ký]"
    ]
    assert [kind for kind, _ in await reasons(later, "K10")].count(EventKind.OPENED) == 1


async def test_postponed_congress_is_not_opened(hall: Conversation) -> None:
    await hall.say("office", "/capdo huyện CT16 16/5-30/5")
    await hall.say("office", "MH-01/UBND ngày 15/5/2020")
    await hall.say("office", "1")
    for said in ("1", "MH-02-TB/HU ngày 15/5/2020", "1"):
        await hall.say("standing_board", said)

    assert await hall.say("K10", "/khaimac") == [
        "Đảng bộ xã Kim Chính đang tạm hoãn; chưa ghi gì. Chỉ tổ chức khi cấp trên cho phép. "
        "[1 Xem nhật ký]"
    ]


async def test_group_is_asked_which_unit(hall: Conversation) -> None:
    (answer,) = await hall.say("T01", "/khaimac")
    assert answer.startswith("Đồng chí muốn xem đơn vị nào?")
    assert "[1 K01 Đảng bộ xã Thượng Kiệm]" in answer
