"""What /nhatky tells beside reports and events: reviews, conclusions and field trips, in order."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from congress.dates import instant
from congress.history import REPORTED_AT
from handlers.everything import ALL_COMMANDS, ALL_FLOWS
from profiles.reader import read_profile
from storage.database import Database
from tests.handlers.harness import Conversation, conversation


async def do(hall: Conversation, who: str, *lines: str) -> None:
    """Say one thing after the other, a minute apart."""
    for line in lines:
        hall.now += timedelta(minutes=1)
        assert await hall.say(who, line) != []


async def log(hall: Conversation, who: str, unit: str, *, lines: int) -> list[str]:
    """Give the newest lines of a unit's log."""
    (answer,) = await hall.say(who, f"/nhatky {unit}")
    return answer.splitlines()[1 : lines + 1]


@pytest.mark.row("CL-2", "CL-10")
async def test_history_tells_reviews_and_their_conclusions(either_hall: Conversation) -> None:
    hall = either_hall
    await do(hall, "organisation_dept", "/duyet K12 lịch 18/5")
    await do(hall, "secretary", "/duyet K12 đạt có bổ sung 12-TB/HU ngày 15/5/2020", "1")
    await do(
        hall,
        "organisation_dept",
        "/ketluan K12\nhoàn thiện Báo cáo chính trị, hạn 20/5\nrà soát số liệu",
    )
    await do(hall, "K12", "/ketluan KL01 xong đã sửa phần đánh giá", "/ketluan KL02 xong")
    await do(hall, "organisation_dept", "/ketluan KL01 đóng", "/ketluan KL02 trả lại còn sai biểu")
    await do(hall, "organisation_dept", "/ketluan K12 nêu rõ nguyên nhân, hạn 22/5")

    told = [
        "09:09 15/5/2020, Ban Tổ chức Huyện ủy: kết luận KL03: nêu rõ nguyên nhân, hạn 22/5/2020",
        "09:08 15/5/2020: kết luận KL02 bị trả lại",
        "09:07 15/5/2020: kết luận KL01 đã đóng",
        "09:06 15/5/2020, Cán bộ báo cáo xã Kim Đông: kết luận KL02 đã báo xong, chờ đóng",
        "09:05 15/5/2020: kết luận KL01 đã báo xong, chờ đóng",
        "09:04 15/5/2020, Ban Tổ chức Huyện ủy: kết luận KL01, KL02",
        "09:03 15/5/2020, Bí thư Huyện ủy: duyệt nội dung lần 1: đạt, có bổ sung (theo 12-TB/HU "
        "ngày 15/5/2020)",
    ]
    assert await log(hall, "K12", "K12", lines=7) == told
    assert await log(hall, "standing_board", "K12", lines=7) == told
    # Who only counts reads that there is a conclusion, and not what it says.
    assert await log(hall, "office", "K12", lines=7) == [
        "09:09 15/5/2020, Ban Tổ chức Huyện ủy: kết luận KL03",
        *told[1:],
    ]


async def test_history_tells_each_round_of_reviews(hall: Conversation) -> None:
    await do(hall, "standing_board", "/duyet K12 rút kinh nghiệm hội nghị BTV 14/5", "1")
    await do(hall, "secretary", "/duyet K12 đạt hội nghị BTV 15/5", "1")
    assert await log(hall, "T01", "K12", lines=2) == [
        "09:04 15/5/2020, Bí thư Huyện ủy: duyệt nội dung lần 2: đạt (theo hội nghị BTV ngày "
        "15/5/2020)",
        "09:02 15/5/2020, Thường trực Huyện ủy: duyệt nội dung lần 1: rút kinh nghiệm, duyệt lại "
        "(theo hội nghị BTV ngày 14/5/2020)",
    ]


async def test_history_tells_common_conclusions_to_all_who_see_the_unit(
    hall: Conversation,
) -> None:
    await do(hall, "secretary", "/ketluan chung tổ chức đơn giản, gọn nhẹ", "1")
    line = "09:02 15/5/2020, Bí thư Huyện ủy: kết luận chung {}: tổ chức đơn giản, gọn nhẹ"
    assert await log(hall, "office", "K07", lines=1) == [line.format("KL05")]
    assert await log(hall, "K12", "K12", lines=1) == [line.format("KL09")]


async def test_history_tells_field_trips_and_their_proposals(either_hall: Conversation) -> None:
    hall = either_hall
    await do(hall, "T01", "/congtac K12 12/5: chuẩn bị đúng tiến độ, hội trường đang sửa", "1")
    await do(hall, "T01", "bổ sung kinh phí\nlùi ngày duyệt")
    await do(hall, "standing_board", "/congtac KN01 dongy", "/congtac KN02 khong")
    assert await log(hall, "secretary", "K12", lines=4) == [
        "09:05 15/5/2020, Thường trực Huyện ủy: kiến nghị KN02 không được đồng ý",
        "09:04 15/5/2020: kiến nghị KN01 được đồng ý",
        "09:03 15/5/2020, Tổ trưởng Tổ 1: kiến nghị KN01, KN02",
        "09:02 15/5/2020: chuyến công tác CX01 ngày 12/5/2020: "
        '"chuẩn bị đúng tiến độ, hội trường đang sửa"',
    ]
    assert (await log(hall, "office", "K12", lines=4))[3] == (
        "09:02 15/5/2020: chuyến công tác CX01 ngày 12/5/2020"
    )


@pytest.fixture
async def can_loc(database: Database) -> AsyncIterator[Conversation]:
    """Talk to Can Lộc, whose sample brings reviews that nobody has recorded by chat."""
    roster = read_profile("can_loc")
    now = instant(roster.history.until, REPORTED_AT) if roster.history else None
    assert now
    async with conversation(
        database, now=now, commands=ALL_COMMANDS, flows=ALL_FLOWS, roster=roster
    ) as opened:
        yield opened


async def test_history_tells_the_reviews_a_sample_brings(can_loc: Conversation) -> None:
    assert (await log(can_loc, "secretary", "L02", lines=5))[2:] == [
        "16:00 20/3/2020, hệ thống: duyệt nội dung lần 1: rút kinh nghiệm, duyệt lại (theo "
        "MH-20-TB/HU ngày 20/3/2020)",
        "16:00 20/3/2020: kết luận KL102, KL103",
        "16:00 20/3/2020: kết luận chung KL02, KL12, KL22, KL32, KL42, KL52, KL62, "
        "KL72, KL82, KL92",
    ]
