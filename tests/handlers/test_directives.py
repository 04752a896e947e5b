"""The register of directives in conversation (KS-13)."""

import pytest

from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail

ADD = "/vanban thêm 45 - CV/HU ngày 12/5/2020 Huyện ủy: công văn về số liệu Xuân Thiện"


@pytest.mark.row("KS-13")
async def test_register_is_searched_by_number_and_words(hall: Conversation) -> None:
    assert await hall.say("K12", "/vanban") == [
        "Văn bản chỉ đạo: 4.\n"
        "39-HD/HU ngày 21/11/2019, Ban Thường vụ Huyện ủy: Hướng dẫn thực hiện Kế hoạch "
        "167-KH/HU\n"
        "167-KH/HU ngày 21/11/2019, Huyện ủy: Kế hoạch đại hội đảng bộ các cấp trong huyện\n"
        "182-KH/TU ngày 06/11/2019, Tỉnh ủy: Kế hoạch đại hội đảng bộ các cấp trong tỉnh\n"
        "35-CT/TW ngày 30/5/2019, Bộ Chính trị: Chỉ thị về đại hội đảng bộ các cấp tiến tới "
        "Đại hội XIII của Đảng"
    ]
    assert await hall.say("secretary", "/vanban 182 – KH/TU") == [
        'Văn bản chỉ đạo, "182 – KH/TU": 1.\n'
        "182-KH/TU ngày 06/11/2019, Tỉnh ủy: Kế hoạch đại hội đảng bộ các cấp trong tỉnh"
    ]
    assert await hall.say("secretary", "/vanban 999") == [
        'Không thấy văn bản "999" trong 4 văn bản. Ví dụ: /vanban 167-KH/HU'
    ]


async def test_office_adds_a_directive_once(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("office", ADD) == [
        "45-CV/HU ngày 12/5/2020, Huyện ủy: công văn về số liệu Xuân Thiện. "
        "[1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("office", "1") == [
        '✓ Đã ghi lúc 09:00: 45-CV/HU.\nLưu ý: "Xuân Thiện" là tên cũ, nay là Xuân Chính. '
        "Đề nghị dùng tên mới; số liệu cũ để ở chú thích hoặc biểu riêng."
    ]
    assert await hall.say("office", ADD.replace("45 - CV/HU", "45–cv/hu")) == [
        "Đã có 45-CV/HU ngày 12/5/2020, Huyện ủy: công văn về số liệu Xuân Thiện; "
        "không có gì thay đổi."
    ]
    assert await trail(hall, "directive ") == [("directive", None, "2020-05-12")]
    (found,) = await hall.say("K12", "/vanban cvhu 45")
    assert "45-CV/HU" in found


async def test_adding_is_asked_for_step_by_step(hall: Conversation) -> None:
    (asked,) = await hall.say("office", "/vanban thêm")
    assert asked.startswith("Đề nghị ghi số, ngày, cơ quan ban hành và trích yếu, ví dụ:")
    (said,) = await hall.say("office", "45-CV/HU Huyện ủy: công văn")
    assert said.startswith("Còn thiếu ngày; chưa ghi gì. Ví dụ: /vanban thêm 150-KH/HU")
    (said,) = await hall.say("office", "45-CV/HU ngày 12/5 Huyện ủy: công văn")
    assert said == "45-CV/HU ngày 12/5/2020, Huyện ủy: công văn. [1 Đúng] [2 Sửa] [3 Bỏ]"
    assert await hall.say("office", "3") == ["Đã bỏ; chưa ghi gì."]
    (found,) = await hall.say("office", "/vanban")
    assert found.startswith("Văn bản chỉ đạo: 4.")


async def test_only_the_office_adds(hall: Conversation) -> None:
    assert await hall.say("secretary", ADD) == [
        "Văn bản mới do Văn phòng ghi; chưa ghi gì. Tìm văn bản: /vanban 167 KH/HU"
    ]


DISTRICT = "/vanban thêm 12-KH/HU ngày 10/6/2020 Huyện ủy Hàm Tân: kế hoạch riêng"


@pytest.mark.row("KS-13")
async def test_each_level_keeps_a_register_that_those_below_it_read(
    province: Conversation,
) -> None:
    await province.say("HAMTAN office", DISTRICT)
    await province.say("HAMTAN office", "1")
    assert await trail(province, "directive HAMTAN/") == [("directive", None, "2020-06-10")]
    found = {
        who: (await province.say(who, "/vanban 12-KH/HU"))[0].startswith("Văn bản chỉ đạo")
        for who in ("HAMTAN office", "HAMTAN", "HT01", "office", "secretary", "U11 office", "KHOI")
    }
    assert found == {
        "HAMTAN office": True,
        "HAMTAN": True,
        "HT01": True,
        "office": False,
        "secretary": False,
        "U11 office": False,
        "KHOI": False,
    }
    # What the province registered is read by all, and a number counts in its register alone.
    for who in ("office", "HAMTAN office", "HT01", "U1101"):
        assert "161-KH/TU" in (await province.say(who, "/vanban 161 KH/TU"))[0]
    own = DISTRICT.replace("Hàm Tân", "U11")
    assert (await province.say("U11 office", own))[0].startswith("12-KH/HU ngày 10/6/2020")
    await province.say("U11 office", "1")
    (listed,) = await province.say("U1101", "/vanban 12-KH/HU")
    assert listed.splitlines()[1:] == ["12-KH/HU ngày 10/6/2020, Huyện ủy U11: kế hoạch riêng"]
    (known,) = await province.say("U11 office", own)
    assert known.startswith("Đã có 12-KH/HU")


async def test_group_reads_what_directs_its_units(hall: Conversation) -> None:
    for who in ("T03", "T03 member"):
        assert "182-KH/TU" in (await hall.say(who, "/vanban 182"))[0]
