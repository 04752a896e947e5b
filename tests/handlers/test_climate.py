"""The climate of opinion and the calm of a locality (KS-11, NS-4)."""

import pytest

from congress.facts import FactKind
from congress.issues import IssueCategory
from storage import issues
from tests.handlers.harness import Conversation
from tests.handlers.test_issues import issue
from tests.handlers.test_people import trail
from tests.handlers.test_personnel import told_facts

TAPS = "[Ổn định] [Có vấn đề] [Phức tạp]"


@pytest.mark.row("KS-11")
async def test_weekly_report_offers_one_tap(either_hall: Conversation) -> None:
    hall = either_hall
    [answer] = await hall.say("K12", "/baocao X33 xong")
    assert f"{TAPS} [Báo cáo tiếp] [Việc của tôi] [Đính chính]" in answer
    assert await hall.say("K12", "[Ổn định]") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, tình hình tư tưởng ổn định."
    ]
    assert await told_facts(hall, "K12") == [(FactKind.CLIMATE, "", {"state": "calm"})]
    await hall.say("K12", "/bcmuc K12 X33 done _")
    [confirmed] = await hall.say("K12", "1")
    assert confirmed.endswith(f"Báo nhầm: {TAPS} [Đính chính]")


@pytest.mark.row("KS-11")
async def test_climate_is_in_the_groups_digest(hall: Conversation) -> None:
    before = await hall.say("T01", "/bantin")
    assert "tư tưởng" not in before[0]
    await hall.say("K12", "/vuongmac tư tưởng ổn định")
    assert "\nTình hình tư tưởng: 1 ổn định.\n" in (await hall.say("T01", "/bantin"))[0]
    assert "tư tưởng" not in (await hall.say("secretary", "/bantin"))[0]

    assert await hall.say("T01", "/vuongmac K12 tutuong phức tạp") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, tình hình tư tưởng phức tạp.\nTrường hợp phức tạp phải báo "
        "cáo ngay; đề nghị báo vướng mắc, không nêu họ tên. [Báo vướng mắc phức tạp]"
    ]
    for who in ("T01", "secretary"):
        [digest] = await hall.say(who, "/bantin")
        assert "\nTình hình tư tưởng: 1 phức tạp (Kim Đông).\n" in digest
    assert "\nTư tưởng: phức tạp.\n" in (await hall.say("secretary", "/tinhhinh K12"))[0]
    await hall.say("T01", "/vuongmac K12 tutuong phức tạp")
    assert await hall.say("T01", "[Báo vướng mắc phức tạp]") == [
        "Kim Đông: vướng mắc phức tạp gì? Ghi ngắn, không nêu họ tên, nội dung đơn thư.\n"
        "Ví dụ: hội trường đang sửa, hạn 20/5"
    ]
    assert await hall.say("T01", "một số đảng viên chưa yên tâm") == [
        'Vướng mắc: "một số đảng viên chưa yên tâm". Ai xử lý? '
        "[1 Phức tạp, báo ngay Thường trực] [2 Tổ 1] [3 Chuyển Ban Tổ chức] [4 Bỏ]"
    ]


@pytest.mark.row("KS-11")
async def test_climate_is_a_word_without_names(hall: Conversation) -> None:
    for words in ("tutuong ổn định, trừ đồng chí Hùng", "tutuong vui", "tutuong"):
        [answer] = await hall.say("K12", f"/vuongmac {words}")
        assert answer.endswith(
            "Kim Đông, tình hình tư tưởng: [1 Ổn định] [2 Có vấn đề] [3 Phức tạp]"
        ), words
        assert "Hùng" not in answer
    assert await told_facts(hall, "K12") == []
    [asked] = await hall.say("K12", "/vuongmac tư tưởng một bộ phận chưa thông")
    assert asked.startswith('Vướng mắc: "tư tưởng một bộ phận chưa thông". Thuộc loại nào?')


@pytest.mark.row("NS-4")
async def test_hotspot_opens_an_issue_once_and_closing_it_settles(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    assert await hall.say("K12", "/vuongmac địa bàn có điểm nóng, tranh chấp mặt bằng") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, địa bàn có điểm nóng. Đã mở VM03, phải giải quyết xong "
        "trước đại hội. [Xem VM03]"
    ]
    found = await issue(hall)
    assert found is not None
    assert (found.category, found.blocking, found.text) == (
        IssueCategory.HOTSPOT,
        True,
        "tranh chấp mặt bằng",
    )
    assert await hall.say("T01", "/vuongmac K12 diaban diemnong") == [
        "✓ Đã ghi lúc 09:00: Kim Đông, địa bàn có điểm nóng. VM03 về điểm nóng chưa đóng. "
        "[Xem VM03]"
    ]
    async with hall.database.work() as work:
        assert [one.number for one in await issues.of_unit(work, unit="K12")] == [3]
    assert "\nĐịa bàn: có điểm nóng.\n" in (await hall.say("secretary", "/tinhhinh K12"))[0]

    await hall.say("T01", "/xuly VM03 đã đối thoại, thống nhất")
    await hall.say("K12", "/dongvm VM03")
    assert await told_facts(hall, "K12") == [(FactKind.STABILITY, "", {"state": "settled"})]
    assert ("tell_stability", "hotspot", "settled") in await trail(hall, "unit K12")


@pytest.mark.row("NS-4")
async def test_stability_is_told_by_a_tap(hall: Conversation) -> None:
    assert await hall.say("T01", "/vuongmac K12 diaban") == [
        "Kim Đông, tình hình địa bàn: [1 Ổn định] [2 Có điểm nóng] [3 Đã giải quyết]"
    ]
    assert await hall.say("T01", "1") == ["✓ Đã ghi lúc 09:00: Kim Đông, địa bàn ổn định."]
    [refused] = await hall.say("T01", "/vuongmac K12 diaban điểm nóng: ông Nguyễn Văn A")
    assert refused.startswith("Đề nghị không nêu họ tên")
    assert await told_facts(hall, "K12") == [(FactKind.STABILITY, "", {"state": "calm"})]
