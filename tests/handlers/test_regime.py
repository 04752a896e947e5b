"""Setting an epidemic regime (DIALOGUES (d), the office's part)."""

import pytest

from congress.epidemic import Regime
from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail

ASKED = (
    "Chỉ thị 16, toàn huyện, từ 16/5 đến hết 30/5/2020. Đề nghị nhập số, ngày văn bản của tỉnh."
)
READ_BACK = (
    "Áp dụng theo MH-01/UBND và gửi hướng dẫn tới 49 đơn vị chưa đại hội? "
    "[1 Áp dụng] [2 Sửa] [3 Bỏ]"
)
APPLIED = (
    "✓ Đã ghi, đang gửi. 2 đại hội nằm trong thời gian này; đã đề xuất Thường trực xem xét. "
    "[Ai chưa xác nhận]"
)
REGIMES = (
    "[1 Không áp dụng] [2 Chỉ thị 15] [3 Chỉ thị 16] [4 Chỉ thị 19] [5 Cấp độ 1] [6 Cấp độ 2] "
    "[7 Cấp độ 3] [8 Cấp độ 4] [9 Bình thường mới]"
)
EXAMPLE = "Ví dụ: /capdo huyện CT16 16/5-30/5."


async def apply(hall: Conversation, line: str = "/capdo huyện CT16 16/5-30/5") -> str:
    """Set a regime with its document and give the last answer."""
    await hall.say("office", line)
    await hall.say("office", "MH-01/UBND ngày 15/5/2020")
    (answer, *_) = await hall.say("office", "[1 Áp dụng]")
    return answer


async def test_regime_is_asked_read_back_and_applied(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("office", "/capdo huyện CT16 16/5-30/5") == [ASKED]
    assert await hall.say("office", "MH-01/UBND ngày 15/5/2020") == [READ_BACK]
    assert hall.directory.regimes == ()
    assert await hall.say("office", "1") == [APPLIED]

    (change,) = hall.directory.regimes
    assert (change.area, change.regime, change.basis) == (None, Regime.CT16, "MH-01/UBND")
    assert await trail(hall, "area *") == [("set_regime", "NONE", "CT16")]
    assert sum("Chỉ thị 16 áp dụng" in said.text for said in hall.told) == 49 + 3
    (told,) = [said for said in hall.told if said.to == str(hall.person("K12").id)]
    assert told.text.startswith(
        "Chỉ thị 16 áp dụng từ 16/5 đến hết 30/5/2020, toàn huyện, theo MH-01/UBND.\n"
        "- Mọi người ở tại nhà"
    )
    assert told.text.endswith("\nĐề nghị kiểm tra văn bản mới nhất của địa phương.")
    assert told.buttons == ("Đã nhận",)
    assert not [said for said in hall.told if said.to == str(hall.person("K01").id)]


async def test_guidance_is_acknowledged_once(hall: Conversation) -> None:
    await apply(hall)
    assert await hall.say("K12", "[Đã nhận]") == [
        "✓ Đã ghi nhận lúc 09:00. Việc tiếp theo: X22 Bầu đại biểu ở chi bộ, hạn 16/5/2020."
    ]
    assert await hall.say("K12", "[Đã nhận]") == ["Đã ghi nhận trước đó; không có gì thay đổi."]

    (answer,) = await hall.say("office", "[Ai chưa xác nhận]")
    assert answer.startswith(
        "Chỉ thị 16 (MH-01/UBND): 1/49 đơn vị đã xác nhận.\nChưa xác nhận (48): Ân Hòa, Chất Bình, "
    )
    assert answer.endswith(" và 28 đơn vị khác.")
    assert "Kim Đông" not in answer


async def test_long_guidance_is_told_in_short(hall: Conversation) -> None:
    await apply(hall, "/capdo Kim Đông cấp độ 3 từ 16/5 đến hết 30/5")

    (told,) = hall.told
    assert told.text.count("\n- ") == 3
    assert "\nCòn 4 nội dung.\n" in told.text
    assert told.buttons == ("Đã nhận", "Xem đủ hướng dẫn")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/capdo huyện CT16 16/5-30/5", ASKED),
        ("/capdo toàn huyện chỉ thị 16 từ 16/5 đến hết 30/5/2020", ASKED),
        ("/capdo HU ct16 16–30/5", ASKED),
        (
            "/capdo Kim Đông cấp 3",
            "Cấp độ 3, Đảng bộ xã Kim Đông, từ 15/5/2020 đến khi có văn bản mới. "
            "Đề nghị nhập số, ngày văn bản của tỉnh.",
        ),
        (
            "/capdo huyện CT19 ngày 20/5",
            "Chỉ thị 19, toàn huyện, từ 20/5/2020 đến khi có văn bản mới. "
            "Đề nghị nhập số, ngày văn bản của tỉnh.",
        ),
        (
            "/capdo huyện NONE",
            "Thôi áp dụng mức phòng, chống dịch, toàn huyện, từ 15/5/2020. "
            "Đề nghị nhập số, ngày văn bản của tỉnh.",
        ),
    ],
)
async def test_line_is_read_as_people_write_it(hall: Conversation, line: str, answer: str) -> None:
    assert await hall.say("office", line) == [answer]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "/capdo CT16",
            "Địa bàn nào? Chưa ghi gì. Ví dụ: /capdo huyện CT16; với một đơn vị: /capdo K03 CT16.",
        ),
        (
            "/capdo huyện CT16 30/5-16/5",
            f'Ngày kết thúc trước ngày bắt đầu ("30/5-16/5"); chưa ghi gì.\n{EXAMPLE}',
        ),
        (
            "/capdo huyện CT16 31/2-5/3",
            f'Không có ngày như "31/2-5/3"; chưa ghi gì.\n{EXAMPLE}',
        ),
        ("/capdo huyện CT16 mai", f'Chưa rõ thời gian "mai"; chưa ghi gì.\n{EXAMPLE}'),
        (
            "/capdo huyện CT16 1/5-5/5",
            f"Thời gian áp dụng đã hết ngày 05/5/2020; chưa ghi gì. {EXAMPLE}",
        ),
        (
            "/capdo huyện CT99",
            'Chưa rõ mức "CT99"; chưa ghi gì.\nToàn huyện: đồng chí chọn mức. '
            f"Kèm thời gian: /capdo HU CT16 16/5-30/5. {REGIMES}",
        ),
        (
            "/capdo",
            "Hiện không áp dụng mức phòng, chống dịch nào.\n"
            "Để đặt mức: /capdo địa bàn mức [từ-đến], ví dụ: /capdo huyện CT16 16/5-30/5.",
        ),
    ],
)
async def test_wrong_line_is_answered(hall: Conversation, line: str, answer: str) -> None:
    assert await hall.say("office", line) == [answer]
    assert hall.directory.regimes == ()


async def test_unknown_area_is_answered(hall: Conversation) -> None:
    (answer,) = await hall.say("office", "/capdo xã Lạ CT16")
    assert answer.startswith('Chưa rõ đơn vị nào là "xã Lạ"; chưa ghi gì.')


async def test_regime_is_chosen_by_buttons(hall: Conversation) -> None:
    assert await hall.say("office", "/capdo Kim Đông") == [
        "Đảng bộ xã Kim Đông: đồng chí chọn mức. Kèm thời gian: /capdo K12 CT16 16/5-30/5. "
        + REGIMES
    ]
    assert await hall.say("office", "3") == [
        "Chỉ thị 16, Đảng bộ xã Kim Đông, từ 15/5/2020 đến khi có văn bản mới. "
        "Đề nghị nhập số, ngày văn bản của tỉnh."
    ]


async def test_document_is_asked_until_number_and_day_are_there(hall: Conversation) -> None:
    await hall.say("office", "/capdo huyện CT16 16/5-30/5")

    number = "Còn thiếu số văn bản; chưa ghi gì. Ví dụ: MH-01/UBND ngày 15/5/2020."
    assert await hall.say("office", "theo chỉ đạo của tỉnh") == [number]
    assert await hall.say("office", "hội nghị BTV 15/5") == [number]
    assert await hall.say("office", "MH-01/UBND ngày 31/2/2020") == [
        "Không có ngày như vậy; chưa ghi gì. Ví dụ: MH-01/UBND ngày 15/5/2020."
    ]
    assert await hall.say("office", "MH-01/UBND ngày 20/5/2020") == [
        "Ngày văn bản sau hôm nay; chưa ghi gì. Ví dụ: MH-01/UBND ngày 15/5/2020."
    ]
    assert await hall.say("office", "công văn do đồng chí Hùng ký 15/5") == [
        "Đề nghị không nêu họ tên; chưa ghi gì. Đồng chí ghi lại theo chức danh hoặc số lượng."
    ]
    assert await hall.say("office", "MH-01/UBND") == [
        "Còn thiếu ngày văn bản. Đề nghị nhập ngày, ví dụ: 15/5/2020."
    ]
    assert await hall.say("office", "15/5") == [READ_BACK]


async def test_read_back_may_be_amended_or_dropped(hall: Conversation) -> None:
    await hall.say("office", "/capdo huyện CT16 16/5-30/5")
    await hall.say("office", "MH-01/UBND ngày 14/5/2020")
    assert await hall.say("office", "2") == [
        "Đề nghị nhập lại số, ngày văn bản. Để đổi địa bàn, mức hoặc thời gian: "
        "/capdo HU CT16 16/5-30/5"
    ]
    assert await hall.say("office", "MH-01/UBND ngày 15/5/2020") == [READ_BACK]
    assert await hall.say("office", "3") == ["Đã bỏ; chưa ghi gì."]
    assert hall.directory.regimes == ()


async def test_regime_applied_twice_by_one_button_counts_once(hall: Conversation) -> None:
    await hall.say("office", "/capdo huyện CT16 16/5-30/5")
    await hall.say("office", "MH-01/UBND ngày 15/5/2020")
    command = hall._commands[str(hall.person("office").id)]["1 Áp dụng"]
    assert await hall.say("office", command) == [APPLIED]

    (answer,) = await hall.say("office", command)

    assert "không có gì thay đổi" in answer
    assert len(hall.directory.regimes) == 1


async def test_regime_without_a_congress_inside_proposes_nothing(hall: Conversation) -> None:
    assert await apply(hall, "/capdo huyện CT16 16/5-17/5") == (
        "✓ Đã ghi, đang gửi. [Ai chưa xác nhận]"
    )
    assert len(hall.told) == 49


async def test_mild_regime_proposes_nothing(hall: Conversation) -> None:
    assert await apply(hall, "/capdo huyện CT19 16/5-30/5") == (
        "✓ Đã ghi, đang gửi. [Ai chưa xác nhận]"
    )
    assert len(hall.told) == 49


async def test_regime_is_lifted(hall: Conversation) -> None:
    await apply(hall)
    hall.told.clear()

    await hall.say("office", "/capdo huyện NONE")
    assert await hall.say("office", "MH-05 - UBND, 15/5") == [
        "Thôi áp dụng mức phòng, chống dịch theo MH-05-UBND và báo tới 49 đơn vị chưa đại hội? "
        "[1 Áp dụng] [2 Sửa] [3 Bỏ]"
    ]
    assert await hall.say("office", "1") == ["✓ Đã ghi, đang gửi. [Ai chưa xác nhận]"]
    assert {said.text for said in hall.told} == {
        "Thôi áp dụng mức phòng, chống dịch từ 15/5/2020, toàn huyện, theo MH-05-UBND. "
        "Đại hội đang tạm hoãn chỉ tổ chức khi cấp trên cho phép."
    }
    assert await hall.say("office", "/capdo") == [
        "Hiện không áp dụng mức phòng, chống dịch nào.\n"
        "Để đặt mức: /capdo địa bàn mức [từ-đến], ví dụ: /capdo huyện CT16 16/5-30/5."
    ]


async def test_regime_in_force_is_told(hall: Conversation) -> None:
    await apply(hall)

    (answer,) = await hall.say("secretary", "/capdo")

    assert answer.startswith(
        "Sẽ áp dụng Chỉ thị 16, từ 16/5 đến hết 30/5/2020, theo MH-01/UBND.\n"
    )


async def test_regime_is_set_by_office_and_deciders_only(hall: Conversation) -> None:
    for who in ("K12", "T03", "organisation_dept", "admin"):
        assert await hall.say(who, "/capdo huyện CT16") == [
            "Đồng chí chưa được giao quyền dùng /capdo. Quyền này thuộc: Bí thư, Phó Bí thư, "
            "Thường trực, Văn phòng."
        ]


async def test_acknowledgement_by_a_forged_button_changes_nothing(hall: Conversation) -> None:
    await apply(hall)

    for text in ("/danhan", "/danhan x K12", "/danhan 1 K99", "/chuaxacnhan 1"):
        (answer,) = await hall.say("K12" if "danhan" in text else "office", text)
        assert "không có gì thay đổi" in answer


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (
            "/capdo huyện CT19 20/5-5/6",
            "Văn phòng Huyện ủy vừa đặt Chỉ thị 19, toàn huyện, từ 20/5 đến hết 05/6/2020, theo "
            "MH-01/UBND; chưa ghi gì. Nếu vẫn đặt: /capdo HU CT16 16/5-30/5",
        ),
        (
            "/capdo Kim Đông cấp độ 3 từ 30/5",
            "Văn phòng Huyện ủy vừa đặt Cấp độ 3, Đảng bộ xã Kim Đông, từ 30/5/2020 đến khi có văn "
            "bản mới, theo MH-01/UBND; chưa ghi gì. Nếu vẫn đặt: /capdo HU CT16 16/5-30/5",
        ),
        (
            "/capdo huyện NONE",
            "Văn phòng Huyện ủy vừa thôi áp dụng mức phòng, chống dịch, toàn huyện, từ 15/5/2020, "
            "theo MH-01/UBND; chưa ghi gì. Nếu vẫn đặt: /capdo HU CT16 16/5-30/5",
        ),
    ],
)
async def test_regime_that_somebody_else_set_meanwhile_is_told_at_the_confirmation(
    hall: Conversation, line: str, answer: str
) -> None:
    await hall.say("standing_board", "/capdo huyện CT16 16/5-30/5")
    await hall.say("standing_board", "MH-02/UBND ngày 15/5/2020")
    await apply(hall, line)
    hall.told.clear()

    assert await hall.say("standing_board", "[1 Áp dụng]") == [answer]

    assert hall.told == []
    (change,) = hall.directory.regimes
    assert change.basis == "MH-01/UBND"
    # Said once more, knowing of it, the line is taken.
    await hall.say("standing_board", "/capdo HU CT16 16/5-30/5")
    await hall.say("standing_board", "MH-02/UBND ngày 15/5/2020")
    (taken, *_) = await hall.say("standing_board", "[1 Áp dụng]")
    assert taken.startswith("✓ Đã ghi, đang gửi.")


@pytest.mark.parametrize("line", ["/capdo huyện CT19 31/5-5/6", "/capdo K10 CT19 16/5-30/5"])
async def test_regime_for_other_days_or_places_changes_nothing(
    hall: Conversation, line: str
) -> None:
    await hall.say("standing_board", "/capdo K12 CT16 16/5-30/5")
    await hall.say("standing_board", "MH-02/UBND ngày 15/5/2020")
    await apply(hall, line)

    (taken, *_) = await hall.say("standing_board", "[1 Áp dụng]")

    assert taken.startswith("✓ Đã ghi, đang gửi.")
