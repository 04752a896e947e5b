"""Difficulties from being raised to being closed (/vuongmac, /xuly, /molai, /chuyencap)."""

from datetime import UTC, date, datetime

import pytest

from congress.issues import Issue, IssueCategory, IssueOwner, IssueState
from storage import issues
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_people import trail

WORDS = "hội trường đang sửa"


def told(hall: Conversation, who: str) -> list[Said]:
    return [said for said in hall.told if said.to == str(hall.person(who).id)]


async def issue(hall: Conversation, number: int = 3) -> Issue | None:
    async with hall.database.work() as work:
        return await issues.get(work, number=number)


async def raise_one(hall: Conversation, who: str = "K12", *, owner: str = "1") -> None:
    """Raise VM03 of K12 about the hall, blocking, of the group (or the second owner)."""
    await hall.say(who, f"/vuongmac K12 {WORDS}, hạn 20/5")
    for answer in ("3", "1", owner):
        await hall.say(who, answer)


async def test_issue_is_raised_step_by_step(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("K12", f"/vuongmac {WORDS}, hạn 20/5") == [
        f'Vướng mắc: "{WORDS}". Thuộc loại nào? [1 Nhân sự] [2 Văn kiện] [3 Phục vụ] '
        "[4 Đơn thư (số lượng)] [5 Điểm nóng] [6 Khác] [7 Bỏ]"
    ]
    assert await hall.say("K12", "3") == [
        f'Vướng mắc: "{WORDS}". Có phải giải quyết xong trước đại hội không? '
        "[1 Có, phải xong trước đại hội] [2 Không] [3 Bỏ]"
    ]
    assert await hall.say("K12", "1") == [
        f'Vướng mắc: "{WORDS}". Ai xử lý? [1 Tổ 1] [2 Chuyển Ban Tổ chức] [3 Bỏ]'
    ]
    assert await issue(hall) is None
    assert await hall.say("K12", "1") == [
        "✓ Đã ghi VM03 lúc 09:00: Kim Đông (phục vụ, phải xong trước đại hội, hạn 20/5/2020). "
        "Đã chuyển Tổ 1. [Xem VM03]"
    ]
    assert await issue(hall) == Issue(
        number=3,
        unit="K12",
        text=WORDS,
        owner=IssueOwner.GROUP,
        raised_by=hall.person("K12").id,
        at=hall.now,
        category=IssueCategory.LOGISTICS,
        blocking=True,
        due=date(2020, 5, 20),
    )
    assert [str(said) for said in hall.told] == [
        f'VM03, Đảng bộ xã Kim Đông: "{WORDS}", hạn 20/5/2020. Cán bộ báo cáo xã Kim Đông đề nghị '
        "xử lý. [Xem VM03] [Phức tạp]"
    ]


async def test_words_are_asked_for_and_may_be_amended(hall: Conversation) -> None:
    assert await hall.say("T01", "/vuongmac Kim Đông") == [
        "Đảng bộ xã Kim Đông: không có vướng mắc chưa giải quyết. [Báo vướng mắc]"
    ]
    [asked] = await hall.say("T01", "[Báo vướng mắc]")
    assert asked.startswith("Kim Đông: vướng mắc gì? Ghi ngắn, không nêu họ tên")
    assert (await hall.say("T01", WORDS))[0].startswith(f'Vướng mắc: "{WORDS}". Thuộc loại nào?')
    assert await hall.say("T01", "7") == ["Đã bỏ; chưa ghi gì."]
    assert await issue(hall) is None


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            "chờ đồng chí Nguyễn Văn A",
            "Đề nghị không nêu họ tên; chưa ghi gì. Đồng chí ghi lại theo chức danh hoặc số "
            'lượng, ví dụ: "còn 01 trường hợp đang xem xét".',
        ),
        (
            f"{WORDS}, hạn 31/2",
            "Không có ngày 31/2 trong lịch; chưa ghi gì.\nĐề nghị ghi lại, ví dụ: …, hạn 15/5",
        ),
        (
            f"{WORDS}, hạn 14/5",
            "Hạn 14/5 đã qua; chưa ghi gì.\nĐề nghị ghi lại, ví dụ: …, hạn 15/5",
        ),
        ("x" * 301, "Ghi chú dài 301 ký tự, tối đa 300; chưa ghi gì. Đề nghị ghi ngắn hơn."),
    ],
)
async def test_wrong_words_store_nothing(hall: Conversation, words: str, answer: str) -> None:
    assert await hall.say("K12", f"/vuongmac {words}") == [answer]
    assert await issue(hall) is None


async def test_a_number_of_complaints_passes(hall: Conversation) -> None:
    [asked] = await hall.say("K12", "/vuongmac còn 01 đơn đang xem xét")
    assert asked.startswith('Vướng mắc: "còn 01 đơn đang xem xét". Thuộc loại nào?')


async def test_old_and_forged_steps_change_nothing(hall: Conversation) -> None:
    await hall.say("K12", f"/vuongmac {WORDS}")
    for line in (
        "/vmloai abcdefgh other",
        "/vmchan abcdefgh yes",
        "/vmgiao abcdefgh group",
        "/vmgiao",
    ):
        assert (await hall.say("K12", line))[0].startswith("Nội dung này đã được xử lý"), line
    assert await issue(hall) is None


@pytest.mark.row("DH-8")
async def test_complex_issue_goes_to_those_above(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    hall.now = datetime(2020, 5, 15, 16, 30, tzinfo=UTC)
    await hall.say("T01", f"/vuongmac K12 phức tạp: {WORDS}")
    assert await hall.say("T01", "1") == [
        "✓ Đã ghi VM03 lúc 23:30: Kim Đông (PHỨC TẠP, khác, phải xong trước đại hội). "
        "Đã báo ngay Bí thư, Phó Bí thư, Thường trực. [Xem VM03]"
    ]
    text = f'Vướng mắc PHỨC TẠP VM03, Đảng bộ xã Kim Đông: "{WORDS}". Tổ trưởng Tổ 1 báo cáo.'
    assert [(said.to, said.text) for said in hall.told] == [
        (str(hall.person("secretary").id), f"Kính báo cáo đồng chí Bí thư. {text}"),
        (str(hall.person("deputy").id), f"Kính báo cáo đồng chí Phó Bí thư. {text}"),
        (str(hall.person("standing_board").id), f"Kính báo cáo Thường trực. {text}"),
    ]
    [digest] = await hall.say("secretary", "/bantin")
    assert " Vướng mắc: 3 (1 phức tạp: Kim Đông). Trân trọng báo cáo." in digest


@pytest.mark.row("DH-8")
async def test_unit_that_calls_an_issue_complex_wakes_who_may_make_it_so(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    hall.now = datetime(2020, 5, 15, 16, 30, tzinfo=UTC)
    await hall.say("K12", f"/vuongmac phức tạp: {WORDS}")
    assert await hall.say("K12", "[1 Tổ 1]") == [
        "✓ Đã ghi VM03 lúc 23:30: Kim Đông (khác, phải xong trước đại hội). Đã báo ngay Tổ 1; "
        "mức phức tạp do Tổ trưởng trở lên xác định. [Xem VM03]"
    ]
    [leader] = hall.told
    assert leader == Said(
        to=str(hall.person("T01").id),
        text=f'VM03, Đảng bộ xã Kim Đông: "{WORDS}". Cán bộ báo cáo xã Kim Đông báo là phức tạp, '
        "đề nghị đồng chí xác định.",
        buttons=("Xem VM03", "Phức tạp"),
    )
    assert leader.urgent

    assert (await hall.say("K12", "/vuongmac phức tạp"))[0].startswith(
        "Kim Đông: vướng mắc phức tạp gì?"
    )
    await hall.say("K12", "/vuongmac")
    assert await hall.say("K12", f"Phức tạp: {WORDS}") == [
        f'Vướng mắc: "{WORDS}". Ai xử lý? [1 Tổ 1] [2 Chuyển Ban Tổ chức] [3 Bỏ]'
    ]

    hall.told.clear()
    await hall.say("T01", "[Phức tạp]")
    await hall.say("T01", "1")
    assert [(said.text[:30], said.urgent) for said in told(hall, "standing_board")] == [
        ("Kính báo cáo Thường trực. Vướn", True)
    ]


@pytest.mark.row("DH-8")
async def test_unit_of_a_complex_issue_hears_once_what_becomes_of_it(hall: Conversation) -> None:
    await hall.say("T01", f"/vuongmac K12 phức tạp: {WORDS}")
    await hall.say("T01", "1")
    called = f'VM03 (phức tạp), Đảng bộ xã Kim Đông: "{WORDS}".'
    heard = []
    for who, line in (
        ("standing_board", "/xuly VM03 đã đối thoại"),
        ("secretary", "/molai VM03 dư luận chưa yên"),
        ("standing_board", "/xuly VM03 đã đối thoại lần hai"),
        ("secretary", "/xuly VM03 đóng"),
    ):
        hall.told.clear()
        await hall.say(who, line)
        heard.append([str(said) for said in told(hall, "K12")])

    assert heard == [
        [f'{called} Thường trực Huyện ủy báo đã giải quyết: "đã đối thoại". [Xem VM03]'],
        [f'{called} Bí thư Huyện ủy mở lại: "dư luận chưa yên". [Xem VM03]'],
        [f'{called} Thường trực Huyện ủy báo đã giải quyết: "đã đối thoại lần hai". [Xem VM03]'],
        [f"{called} Bí thư Huyện ủy đã đóng vướng mắc này. [Xem VM03]"],
    ]
    assert told(hall, "T01") == []


async def test_unit_that_raised_a_complex_issue_may_reopen_it(hall: Conversation) -> None:
    await hall.say("K12", f"/vuongmac phức tạp: {WORDS}")
    await hall.say("K12", "[1 Tổ 1]")
    await hall.say("T01", "/chuyencap VM03 phức tạp")
    hall.told.clear()

    await hall.say("standing_board", "/xuly VM03 đã đối thoại")

    [news] = told(hall, "K12")
    assert news.text.endswith(
        'báo đã giải quyết: "đã đối thoại". Nếu chưa xong, đề nghị đồng chí mở lại.'
    )
    assert news.buttons == ("1 Mở lại", "Xem VM03")
    # Who says so himself is not told.
    hall.told.clear()
    await hall.say("K12", "/molai VM03 chưa xong")
    assert told(hall, "K12") == []


@pytest.mark.row("DH-8")
async def test_complex_issue_that_comes_back_says_why_and_is_closed_by_word(
    hall: Conversation,
) -> None:
    hall.now = datetime(2020, 5, 15, 16, 30, tzinfo=UTC)
    await hall.say("T01", f"/vuongmac K12 phức tạp: {WORDS}")
    await hall.say("T01", "1")
    hall.told.clear()
    await hall.say("standing_board", "/xuly VM03 đã đối thoại")
    assert [said.urgent for said in told(hall, "secretary")] == [True]
    # The group, which handed it up, hears what becomes of it.
    called = f'VM03 (phức tạp), Đảng bộ xã Kim Đông: "{WORDS}".'
    assert told(hall, "T01") == [
        Said(
            to=str(hall.person("T01").id),
            text=f'{called} Thường trực Huyện ủy báo đã giải quyết: "đã đối thoại". Nếu chưa xong, '
            "đề nghị đồng chí mở lại.",
            buttons=("1 Mở lại", "Xem VM03"),
        )
    ]
    assert not told(hall, "T01")[0].urgent
    hall.told.clear()
    await hall.say("secretary", "/molai VM03 dư luận chưa yên")
    assert [(str(said), said.urgent) for said in told(hall, "T01")] == [
        (f'{called} Bí thư Huyện ủy mở lại: "dư luận chưa yên". [Xem VM03]', True)
    ]
    await hall.say("standing_board", "/xuly VM03 đã đối thoại lần hai")

    hall.told.clear()
    await hall.say("T01", "/molai VM03 tụ tập lại")
    assert told(hall, "T01") == []
    assert [said.text for said in told(hall, "standing_board")] == [
        f'Kính báo cáo Thường trực. Vướng mắc PHỨC TẠP VM03, Đảng bộ xã Kim Đông: "{WORDS}". '
        'Tổ trưởng Tổ 1 đề nghị mở lại: "tụ tập lại".'
    ]

    await hall.say("T01", "/xuly VM03 đã ổn định")
    assert await hall.say("T01", "/xuly VM03 đóng") == [
        "VM03 do Bí thư, Phó Bí thư hoặc Thường trực đóng; không có gì thay đổi."
    ]
    assert await hall.say("secretary", "/xuly VM03 đóng") == [
        "✓ Đã ghi lúc 23:30: VM03, Kim Đông: đã đóng."
    ]


@pytest.mark.row("DH-8")
async def test_flag_is_read_back_and_set_by_leaders_only(hall: Conversation) -> None:
    await raise_one(hall)
    assert await hall.say("K12", "/chuyencap VM03 phức tạp") == [
        "Mức phức tạp do Tổ trưởng trở lên xác định; không có gì thay đổi. "
        "Chuyển cấp trên: /chuyencap VM03"
    ]
    hall.told.clear()
    await hall.say("T01", "/xuly VM03")
    assert await hall.say("T01", "[4 Phức tạp]") == [
        f'VM03, Đảng bộ xã Kim Đông: "{WORDS}". Phức tạp, báo ngay Bí thư, Phó Bí thư, '
        "Thường trực. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert hall.told == []
    assert await hall.say("T01", "1") == [
        "✓ Đã ghi lúc 09:00: VM03, Kim Đông: phức tạp; đã báo ngay Bí thư, Phó Bí thư, Thường trực."
    ]
    assert len(hall.told) == 3
    assert await hall.say("deputy", "/chuyencap VM03 phức tạp") == [
        "VM03 đã được báo phức tạp; không có gì thay đổi."
    ]
    await hall.say("T01", "/xuly VM03 đã có phương án khác")
    assert await hall.say("T01", "/dongvm VM03") == [
        "VM03 do Bí thư, Phó Bí thư hoặc Thường trực đóng; không có gì thay đổi."
    ]
    assert await hall.say("standing_board", "[1 Đóng]") == [
        "✓ Đã ghi lúc 09:00: VM03, Kim Đông: đã đóng."
    ]


async def test_issue_is_resolved_and_closed_by_who_raised_it(either_hall: Conversation) -> None:
    hall = either_hall
    await raise_one(hall)
    hall.told.clear()
    await hall.say("T01", "/xuly VM03")
    assert await hall.say("T01", "1") == ["VM03: giải quyết thế nào? Ghi ngắn, không nêu họ tên."]
    assert await hall.say("T01", "đã mượn nhà văn hóa") == [
        'VM03, Kim Đông, đã giải quyết: "đã mượn nhà văn hóa". [1 Đúng] [2 Sửa] [3 Bỏ]'
    ]
    assert await hall.say("T01", "1") == [
        "✓ Đã ghi lúc 09:00: VM03, Kim Đông: đã giải quyết, chờ người báo hoặc Tổ trưởng đóng. "
        "[Đóng] [Mở lại]"
    ]
    assert [str(said) for said in told(hall, "K12")] == [
        f'VM03, Đảng bộ xã Kim Đông: "{WORDS}". Tổ trưởng Tổ 1 báo đã giải quyết: "đã mượn nhà '
        'văn hóa". Đề nghị đồng chí đóng hoặc mở lại. [1 Đóng] [2 Mở lại]'
    ]
    assert await hall.say("K12", "[1 Đóng]") == ["✓ Đã ghi lúc 09:00: VM03, Kim Đông: đã đóng."]
    assert await hall.say("K12", "/dongvm VM03") == [
        "VM03 đã đóng; không có gì thay đổi. Chỉ đóng vướng mắc đã giải quyết."
    ]
    assert [action for action, *_ in await trail(hall, "issue VM03")] == [
        "raise_issue",
        "resolve_issue",
        "close_issue",
    ]


async def test_closed_issue_is_reopened_with_a_reason(hall: Conversation) -> None:
    await raise_one(hall)
    assert await hall.say("K12", "/molai") == [
        "Không có vướng mắc đã giải quyết để mở lại trong phạm vi của đồng chí."
    ]
    await hall.say("T01", "/xuly vm 3 đã mượn nhà văn hóa")
    assert await hall.say("K12", "/molai") == [
        "Đề nghị ghi số vướng mắc, ví dụ: /molai VM03 [1 VM03 Kim Đông]"
    ]
    assert await hall.say("K12", "1") == ["VM03: vì sao mở lại? Ghi ngắn, không nêu họ tên."]
    assert await hall.say("K12", "nhà văn hóa chưa có điện") == [
        'VM03, Kim Đông, mở lại: "nhà văn hóa chưa có điện". [1 Đúng] [2 Sửa] [3 Bỏ]'
    ]
    hall.told.clear()
    assert await hall.say("K12", "1") == [
        "✓ Đã ghi lúc 09:00: VM03, Kim Đông: mở lại, Tổ 1 xử lý."
    ]
    assert [said.text for said in told(hall, "T01")] == [
        f'VM03, Đảng bộ xã Kim Đông: "{WORDS}", hạn 20/5/2020. Cán bộ báo cáo xã Kim Đông đề nghị '
        'xử lý. Ghi chú: "nhà văn hóa chưa có điện".'
    ]
    assert await hall.say("K12", "/molai VM03 chưa xong") == [
        "VM03 đang xử lý; không có gì thay đổi."
    ]


async def test_issue_is_escalated_level_by_level(hall: Conversation) -> None:
    await raise_one(hall)
    assert await hall.say("T01", "/chuyencap VM03 vượt thẩm quyền") == [
        "✓ Đã ghi lúc 09:00: VM03, Kim Đông: đã chuyển Ban Tổ chức."
    ]
    assert told(hall, "organisation_dept")[0].text.endswith('Ghi chú: "vượt thẩm quyền".')
    assert await hall.say("organisation_dept", "/chuyencap VM03") == [
        "✓ Đã ghi lúc 09:00: VM03, Kim Đông: đã chuyển Thường trực."
    ]
    assert await hall.say("organisation_dept", "/chuyencap VM03") == [
        "VM03 đã do Thường trực xử lý, không còn cấp trên để chuyển; không có gì thay đổi."
    ]
    assert await hall.say("standing_board", "/xuly VM03 hạn 25/5") == [
        "✓ Đã ghi lúc 09:00: VM03, Kim Đông: hạn 25/5/2020."
    ]
    assert await hall.say("standing_board", "/xuly VM03 đang xử lý") == [
        "VM03 đã chuyển cấp trên; không có gì thay đổi."
    ]


@pytest.mark.parametrize("who", ["T03", "K25", "T01 member"])
async def test_issue_of_others_is_not_there(hall: Conversation, who: str) -> None:
    await raise_one(hall)
    unknown = "Không có VM{} trong phạm vi của đồng chí. Xem danh sách: /danhsach vuongmac"
    for line in ("/xuly VM{}", "/xuly VM{} xong", "/molai VM{} chưa", "/chuyencap VM{}"):
        for number in ("03", "77"):
            assert await hall.say(who, line.format(number)) == [unknown.format(number)]
    found = await issue(hall)
    assert found is not None
    assert found.state is IssueState.NEW


async def test_list_tells_words_only_to_who_may_read_them(hall: Conversation) -> None:
    await raise_one(hall)
    hall.now = datetime(2020, 5, 21, 2, 0, tzinfo=UTC)
    line = "Kim Đông: VM03 (phục vụ, phải xong trước đại hội, hạn 20/5/2020, quá hạn)"

    [listed] = await hall.say("secretary", "/danhsach vuongmac")
    assert listed.startswith(
        f'Vướng mắc chưa giải quyết: 3 (đến 09:00 ngày 21/5/2020).\nTổ 1\n{line}, "{WORDS}"\n'
    )
    [listed] = await hall.say("office", "/danhsach vuongmac")
    assert f"{line}\n" in listed
    assert WORDS not in listed
    [digest] = await hall.say("secretary", "/bantin")
    assert " Vướng mắc: 3 (1 quá hạn). Trân trọng báo cáo." in digest
    [status] = await hall.say("secretary", "/tinhhinh K12")
    assert f"VM03: {WORDS} (phục vụ, phải xong trước đại hội, hạn 20/5/2020, quá hạn)" in status


async def test_unclear_number_is_answered_with_ones_own(hall: Conversation) -> None:
    await raise_one(hall)
    assert await hall.say("K12", "/xuly cái hội trường") == [
        'Chưa rõ vướng mắc nào: "cái hội trường". Đề nghị ghi số vướng mắc, ví dụ: /xuly VM03 '
        "[1 VM03 Kim Đông]"
    ]
    assert (await hall.say("K12", "1"))[0].startswith(
        f'VM03, Đảng bộ xã Kim Đông: "{WORDS}".\nMới;'
    )


async def test_those_above_see_what_is_open(hall: Conversation) -> None:
    await hall.say("K12", f"/vuongmac {WORDS}")
    await hall.say("K12", "6")
    await hall.say("K12", "1")
    await hall.say("K12", "1")
    listed = await hall.say("secretary", "/vuongmac")
    assert listed == await hall.say("secretary", "/danhsach vuongmac")
    assert listed[0].startswith("Vướng mắc chưa giải quyết: 3 (đến 09:00 ngày 15/5/2020).\nTổ 1\n")
    assert listed[0].endswith("[VM03 Kim Đông] [VM01 Hùng Tiến] [VM02 Bảo hiểm xã hội huyện]")
    (card,) = await hall.say("secretary", "VM03 Kim Đông")
    assert card.startswith(f'VM03, Đảng bộ xã Kim Đông: "{WORDS}".')
    # Who may not read words has nothing to open.
    assert "[" not in (await hall.say("office", "/danhsach vuongmac"))[0]


async def test_those_above_see_a_units_issues_before_they_raise_one(hall: Conversation) -> None:
    await raise_one(hall)
    said = (
        "Đảng bộ xã Kim Đông: 1 vướng mắc chưa giải quyết.\n"
        "VM03 (phục vụ, phải xong trước đại hội, hạn 20/5/2020)"
    )
    for who in ("secretary", "T01"):
        assert await hall.say(who, "/vuongmac K12") == [
            f'{said}, "{WORDS}" [1 VM03 Kim Đông] [Báo vướng mắc]'
        ]
    assert (await hall.say("T01", "1"))[0].startswith(f'VM03, Đảng bộ xã Kim Đông: "{WORDS}".')
    assert await hall.say("T01 member", "/vuongmac K12") == [f"{said} [Báo vướng mắc]"]
    (asked,) = await hall.say("T01 member", "[Báo vướng mắc]")
    assert asked.startswith("Kim Đông: vướng mắc gì?")
    # The unit itself is asked at once.
    assert (await hall.say("K12", "/vuongmac"))[0].startswith("Kim Đông: vướng mắc gì?")


async def test_code_of_another_unit_is_no_difficulty(hall: Conversation) -> None:
    (answer,) = await hall.say("K12", "/vuongmac K13")
    assert answer.startswith("Đảng bộ xã Kim Hải không thuộc phạm vi của đồng chí")
    assert await issue(hall) is None
