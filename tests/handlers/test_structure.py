"""The make-up of the coming committee: /cocau, and "hoàn thành" while a criterion fails."""

import pytest

from congress.facts import FactKind
from congress.plans import ItemStatus
from tests.handlers.harness import Conversation
from tests.handlers.profile import THRESHOLDS, switch
from tests.handlers.test_people import trail
from tests.handlers.test_personnel import told, told_facts
from tests.handlers.test_report import progress

FAILING = (
    "✓ Đã ghi lúc 09:00: Kim Đông, BCH 15: đổi mới 4 ! (cần 5), nữ 2 ! (cần 3), trẻ 2 ✓, "
    "nữ trong Ban Thường vụ 1 ✓. Chưa đạt cơ cấu: đổi mới, nữ. [Thẻ nhân sự]"
)
WARNING = "Lưu ý: chưa đạt cơ cấu (đổi mới, nữ); ghi kèm cảnh báo."


@pytest.fixture
async def town(hall: Conversation) -> Conversation:
    """Let the sample go by Duyên Hải's thresholds."""
    await switch(hall, THRESHOLDS)
    return hall


@pytest.mark.row("DH-2")
@pytest.mark.parametrize(
    ("counts", "answer"),
    [
        (
            "15 nu=3 tre=2 moi=5 btvnu=1",
            "BCH 15: đổi mới 5 ✓, nữ 3 ✓, trẻ 2 ✓, nữ trong Ban Thường vụ 1 ✓. "
            "Đạt cơ cấu theo quy định.",
        ),
        (
            "BCH 15, nữ 2, trẻ 2, mới 5, BTV có 1 nữ",
            "BCH 15: đổi mới 5 ✓, nữ 2 ! (cần 3), trẻ 2 ✓, nữ trong Ban Thường vụ 1 ✓. "
            "Chưa đạt cơ cấu: nữ.",
        ),
        (
            "bch 15 nu 3 tre 1 moi 4 btvnu 0",
            "BCH 15: đổi mới 4 ! (cần 5), nữ 3 ✓, trẻ 1 ! (cần 2), "
            "nữ trong Ban Thường vụ 0 ! (cần 1). "
            "Chưa đạt cơ cấu: đổi mới, trẻ, nữ trong Ban Thường vụ.",
        ),
    ],
)
async def test_counts_are_judged_at_once(town: Conversation, counts: str, answer: str) -> None:
    assert await town.say("T01", f"/cocau K12 {counts}") == [
        f"✓ Đã ghi lúc 09:00: Kim Đông, {answer} [Thẻ nhân sự]"
    ]


@pytest.mark.row("DH-2")
async def test_nothing_is_asked_without_thresholds_or_of_a_town(hall: Conversation) -> None:
    counts = "15 nu=2 tre=1 moi=4 btvnu=0"
    told = "BCH 15: đổi mới 4, nữ 2, trẻ 1, nữ trong Ban Thường vụ 0. Chưa có mức quy định cho "
    assert told in (await hall.say("K12", f"/cocau {counts}"))[0]
    await switch(hall, THRESHOLDS)
    assert told + "Phát Diệm để đối chiếu." in (await hall.say("K25", f"/cocau {counts}"))[0]


@pytest.mark.row("DH-2")
@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (
            "15 nu=16 tre=2 moi=5 btvnu=1",
            "Số nữ (16) nhiều hơn số lượng Ban Chấp hành (15); chưa ghi gì.",
        ),
        (
            "15 nu=2 tre=2 moi=5 btvnu=3",
            "Nữ trong Ban Thường vụ (3) nhiều hơn tổng số nữ (2); chưa ghi gì.",
        ),
        ("0 nu=0 tre=0 moi=0 btvnu=0", "Số lượng Ban Chấp hành phải từ 1 đến 99; chưa ghi gì."),
        ("15 tre=20", "Số trẻ (20) nhiều hơn số lượng Ban Chấp hành (15); chưa ghi gì."),
        (
            "15 nu=20% tre=2 moi=5 btvnu=1",
            'Chưa rõ "20%"; chưa ghi gì. Chỉ ghi số người, không ghi tỷ lệ, họ tên.',
        ),
        ("15 nu=3 nu=4", "Ghi hai lần số nữ; chưa ghi gì."),
    ],
)
async def test_impossible_counts_store_nothing(town: Conversation, counts: str, why: str) -> None:
    assert await town.say("K12", f"/cocau {counts}") == [
        f"{why}\nVí dụ: /cocau K12 15 nu=3 tre=2 moi=5 btvnu=1"
    ]
    assert await told_facts(town, "K12") == []


async def test_counts_left_out_are_asked_for_and_read_back(either_hall: Conversation) -> None:
    hall = either_hall
    await switch(hall, THRESHOLDS)
    assert await hall.say("K12", "/cocau") == [
        "Kim Đông: đề nghị nhập số người: Ban Chấp hành, nữ, trẻ (dưới 35 tuổi), mới, "
        "nữ trong Ban Thường vụ. Ví dụ: BCH 15, nữ 3, trẻ 2, mới 5, BTV có 1 nữ"
    ]
    assert await hall.say("K12", "BCH 15, nữ 3, trẻ 2") == [
        "Kim Đông, còn thiếu: mới, nữ trong Ban Thường vụ. Đề nghị nhập tiếp, ví dụ: mới 5, "
        "BTV có 1 nữ"
    ]
    assert (await hall.say("K12", "mới 16"))[0].startswith("Số đổi mới (16) nhiều hơn")
    assert await hall.say("K12", "mới 5, BTV có 1 nữ") == [
        "Kim Đông, BCH 15: đổi mới 5 ✓, nữ 3 ✓, trẻ 2 ✓, nữ trong Ban Thường vụ 1 ✓. "
        "Đạt cơ cấu theo quy định. [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await told_facts(hall, "K12") == []
    assert (await hall.say("K12", "1"))[0].startswith("✓ Đã ghi lúc 09:00: Kim Đông, BCH 15")
    [(kind, _, data)] = await told_facts(hall, "K12")
    assert (kind, data) == (
        FactKind.STRUCTURE,
        {"size": 15, "female": 3, "under35": 2, "renewal": 5, "btv_female": 1},
    )


async def test_a_cell_is_asked_for_its_own_small_committee(town: Conversation) -> None:
    assert await town.say("K60", "/cocau") == [
        "Tòa án nhân dân huyện: đề nghị nhập số người: chi ủy, nữ, trẻ (dưới 35 tuổi), mới. "
        "Ví dụ: chi ủy 5, nữ 1, trẻ 1, mới 2"
    ]
    assert await town.say("K60", "chi ủy 5") == [
        "Tòa án nhân dân huyện, còn thiếu: nữ, trẻ (dưới 35 tuổi), mới. Đề nghị nhập tiếp, "
        "ví dụ: nữ 1, trẻ 1, mới 2"
    ]
    told = (
        "Tòa án nhân dân huyện, chi ủy 5: đổi mới 2, nữ 1, trẻ 1. Chưa có mức quy định cho Tòa "
        "án nhân dân huyện để đối chiếu."
    )
    assert await town.say("K60", "nữ 1, trẻ 1, mới 2") == [f"{told} [1 Đúng] [2 Sửa] [3 Bỏ]"]
    assert await town.say("K60", "1") == [f"✓ Đã ghi lúc 09:00: {told} [Thẻ nhân sự]"]
    assert await town.say("K60", "/cocau 5 nu=6") == [
        "Số nữ (6) nhiều hơn số lượng chi ủy (5); chưa ghi gì.\n"
        "Ví dụ: /cocau K60 5 nu=1 tre=1 moi=2"
    ]
    # The example is a true command.
    assert (await town.say("K60", "/cocau K60 5 nu=1 tre=1 moi=2"))[0].startswith("✓ Đã ghi")


@pytest.mark.row("DH-3")
async def test_done_while_a_criterion_fails_is_shown_as_such_everywhere(
    town: Conversation,
) -> None:
    await town.say("T01", "/baocao K12 X13 chưa làm kiểm tra lại")
    assert await town.say("K12", "/cocau 15 nu=2 tre=2 moi=4 btvnu=1") == [FAILING]

    [submitted] = await town.say("K12", "/baocao X13 hoàn thành")
    assert WARNING in submitted
    assert town.told[-1].text.endswith(WARNING)
    [done] = await town.say("T01", "/baocao K12 X13 hoàn thành")
    assert WARNING in done
    assert (await progress(town, "K12", "X13")).status is ItemStatus.DONE
    assert ("done_with_warning", None, "renewal,female") in await trail(town, "item K12/X13")

    [status] = await town.say("secretary", "/tinhhinh K12")
    assert "Chưa đạt cơ cấu: đổi mới, nữ (X13, X15 hoàn thành, kèm cảnh báo)." in status
    [digest] = await town.say("secretary", "/bantin")
    assert "\nChưa đạt cơ cấu: 1 đơn vị.\n" in digest
    [digest] = await town.say("T01", "/bantin")
    assert "\nChưa đạt cơ cấu: 1 đơn vị.\n" in digest
    assert await town.say("secretary", "/danhsach chuadatcocau") == [
        "Chưa đạt cơ cấu: 1 đơn vị (đến 09:00 ngày 15/5/2020).\nTổ 1\nKim Đông: đổi mới, nữ"
    ]
    assert await town.say("secretary", "/danhsach chuadatnu") == [
        "Chưa đạt tỷ lệ nữ: 1 đơn vị (đến 09:00 ngày 15/5/2020).\nTổ 1\nKim Đông: đổi mới, nữ"
    ]
    assert await town.say("secretary", "/danhsach chuadattre") == [
        "Chưa đạt tỷ lệ trẻ: không (đến 09:00 ngày 15/5/2020)."
    ]
    [card] = await town.say("secretary", "/nhansu K12")
    assert "Phương án nhân sự (X15): đã phê duyệt, chưa đạt cơ cấu." in card


@pytest.mark.row("DH-3")
async def test_gate_and_day_are_told_of_with_the_warning(town: Conversation) -> None:
    await town.say("K12", "/cocau 15 nu=2 tre=2 moi=4 btvnu=1")
    warned = "! Chưa đạt cơ cấu: đổi mới, nữ"

    [gate] = await town.say("secretary", "/sansang K12")
    assert gate.splitlines()[-1] == f"{warned} (cảnh báo, không bắt buộc). [Tình hình]"
    assert "Còn 2 điều kiện để sẵn sàng." in gate  # the day and the conclusions, as before
    await town.say("K12", "/ngay 8-9/6")
    [card] = [said for said in told(town, "standing_board") if "DX13" in said.text]
    assert card.text.splitlines()[1:] == [
        "✓ Trước 30/6/2020 ✓ Phương án nhân sự đã phê duyệt ✓ Đã duyệt nội dung ngày 11/5/2020",
        f"{warned} ! Kết luận duyệt đang làm, hạn 19/5/2020. Vướng mắc: không.",
    ]

    await town.say("K12", "/cocau 15 nu=3 tre=2 moi=5 btvnu=1")
    assert "cơ cấu" not in (await town.say("secretary", "/sansang K12"))[0]


@pytest.mark.row("DH-3")
async def test_warning_goes_once_the_counts_are_right(town: Conversation) -> None:
    await town.say("K12", "/cocau 15 nu=2 tre=2 moi=4 btvnu=1")
    await town.say("K12", "/cocau 15 nu=3 tre=2 moi=5 btvnu=1")

    assert "Chưa đạt" not in (await town.say("secretary", "/tinhhinh K12"))[0]
    assert "Chưa đạt cơ cấu" not in (await town.say("secretary", "/bantin"))[0]


@pytest.mark.row("DH-3")
async def test_check_without_counts_is_noticed(town: Conversation) -> None:
    await town.say("T01", "/baocao K12 X13 chưa làm kiểm tra lại")
    assert (
        "Lưu ý: chưa có số liệu cơ cấu; đề nghị gửi /cocau K12."
        in ((await town.say("K12", "/baocao X13 hoàn thành"))[0])
    )


@pytest.mark.row("DH-3", "KS-6")
async def test_plan_is_approved_with_a_warning(town: Conversation) -> None:
    await town.say("T01", "/baocao K12 X15 chưa làm trình lại")
    await town.say("K12", "/cocau 15 nu=2 tre=2 moi=5 btvnu=1")
    await town.say("K12", "/baocao X15 hoàn thành")

    assert await town.say("deputy", "/nhansu K12 duyet hội nghị BTV 14/5") == [
        "! Chưa đạt cơ cấu: nữ.\nPhê duyệt phương án nhân sự của Đảng bộ xã Kim Đông, theo hội "
        "nghị BTV ngày 14/5/2020. [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    town.told.clear()
    [answer] = await town.say("deputy", "1")
    assert "X15 hoàn thành. Ghi kèm cảnh báo: chưa đạt cơ cấu (nữ). Đã báo đơn vị" in answer
    assert told(town, "K12")[0].text.endswith("Đề nghị tiếp tục chuẩn bị để đạt cơ cấu: nữ.")


async def test_counts_of_another_unit_are_refused(town: Conversation) -> None:
    counts = "15 nu=3 tre=2 moi=5 btvnu=1"
    assert "không thuộc phạm vi" in (await town.say("K25", f"/cocau K12 {counts}"))[0]
    assert "chưa được giao quyền" in (await town.say("office", f"/cocau K12 {counts}"))[0]
    assert await told_facts(town, "K12") == []


async def test_number_answers_the_question_and_not_an_older_menu(hall: Conversation) -> None:
    await hall.say("K12", "/nhansu")
    await hall.say("K12", "/cocau")
    assert await hall.say("K12", "3") == [
        "Kim Đông, còn thiếu: nữ, trẻ (dưới 35 tuổi), mới, nữ trong Ban Thường vụ. "
        "Đề nghị nhập tiếp, ví dụ: nữ 3, trẻ 2, mới 5, BTV có 1 nữ"
    ]
