"""Lessons over chat: written down, sent, acknowledged; the pilot's meeting; the rehearsal."""

from datetime import date

import pytest

from congress.lessons import Lesson, LessonArea, LessonKind
from congress.plans import ItemStatus, PlanItem, Stream
from storage import lessons, plans, units
from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail
from tests.handlers.test_reviews import status_of, told

NOT_ALLOWED = (
    "Đồng chí chưa được giao quyền dùng /baihoc. Quyền này thuộc: Bí thư, Phó Bí thư, Thường "
    "trực, Ban Tổ chức."
)


async def kept(hall: Conversation) -> list[Lesson]:
    async with hall.database.work() as work:
        return await lessons.listed(work)


async def make_pilot(hall: Conversation, code: str) -> None:
    """Let a unit of the sample be a pilot, with the item that such a plan has."""
    item = PlanItem(
        unit=code,
        code="X39",
        title="Hội nghị rút kinh nghiệm đại hội điểm",
        short="Rút kinh nghiệm đại hội điểm",
        stream=Stream.COMMON,
        baseline_due=date(2020, 6, 18),
        due=date(2020, 6, 18),
        position=50,
    )
    async with hall.database.work() as work:
        units.save_unit(work, hall.directory.units[code].model_copy(update={"is_pilot": True}))
        plans.save_item(work, item)
    await hall.say("office", "/tuychon")  # the directory is loaded anew


@pytest.mark.row("BT-3", "KS-4")
async def test_lessons_are_written_down_sent_and_acknowledged(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("secretary", "/baihoc thêm") == [
        "Bài học là: [1 Ưu điểm] [2 Hạn chế] [3 Kinh nghiệm]"
    ]
    assert await hall.say("secretary", "2") == [
        "Hạn chế về lĩnh vực nào? [1 Thảo luận] [2 Bầu cử] [3 Kịch bản, điều hành] "
        "[4 Tuyên truyền] [5 Văn kiện] [6 Nhân sự] [7 Phục vụ] [8 Chung]"
    ]
    assert await hall.say("secretary", "2") == [
        "Hạn chế, bầu cử: đề nghị nhập nội dung, mỗi dòng một bài học.\nCó thể nêu đơn vị điểm trước dấu "
        "hai chấm."
    ]
    assert await hall.say("secretary", "thời gian bầu cử dài\n- hướng dẫn bỏ phiếu lúng túng") == [
        "Ghi 2 bài học (hạn chế, bầu cử) từ Đảng bộ xã Thượng Kiệm:\n1. thời gian bầu cử dài\n"
        "2. hướng dẫn bỏ phiếu lúng túng [1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await kept(hall) == []
    assert await hall.say("secretary", "1") == [
        "✓ Đã ghi lúc 09:00: BH01, BH02 (hạn chế, bầu cử, Thượng Kiệm). Chưa gửi; khi ghi đủ, gửi: /baihoc "
        "gửi [Ghi bài học] [Xem bài học]"
    ]
    assert [(one.unit, one.kind, one.area) for one in await kept(hall)] == [
        ("K01", LessonKind.LIMIT, LessonArea.ELECTION)
    ] * 2
    assert await hall.say("K12", "/baihoc") == ["Bài học từ đại hội điểm: chưa có."]

    assert (await hall.say("organisation_dept", "/baihoc gửi"))[0].startswith(
        "Gửi 2 bài học tới 49 đơn vị chưa đại hội?\nBH01: thời gian bầu cử dài\n"
    )
    assert hall.told == []
    assert await hall.say("organisation_dept", "1") == [
        "✓ Đã ghi lúc 09:00, đang gửi 2 bài học tới 49 đơn vị.\nThêm vào danh mục tổng duyệt: "
        "BH01, BH02. [Ai chưa xác nhận]"
    ]
    assert len(hall.told) == 49
    assert told(hall, "K01") == []
    (said,) = told(hall, "K12")
    assert str(said) == (
        "Bài học từ đại hội điểm, đề nghị đơn vị nghiên cứu khi chuẩn bị, tổng duyệt:\n"
        "BH01 (hạn chế, bầu cử): thời gian bầu cử dài – Thượng Kiệm\n"
        "BH02 (hạn chế, bầu cử): hướng dẫn bỏ phiếu lúng túng – Thượng Kiệm "
        "[Đã nhận] [Xem bài học] [Tổng duyệt]"
    )
    assert await hall.say("K12", "[Đã nhận]") == [
        "✓ Đã ghi nhận lúc 09:00. Việc tiếp theo: X22 Bầu đại biểu ở chi bộ, hạn 16/5/2020."
    ]
    (answer,) = await hall.say("organisation_dept", "[Ai chưa xác nhận]")
    assert answer.startswith(
        "Bài học từ đại hội điểm: 1/49 đơn vị đã xác nhận.\nChưa xác nhận (48): Ân Hòa, Chất "
        "Bình, "
    )
    assert await hall.say("organisation_dept", "/baihoc gửi") == [
        "Không có bài học nào chưa gửi; không có gì thay đổi."
    ]
    assert await trail(hall, "lesson BH01") == [
        ("add_lesson", None, "limit election"),
        ("send_lesson", None, "49"),
    ]


@pytest.mark.row("BT-3")
async def test_lessons_are_shown_by_kind_and_area(hall: Conversation) -> None:
    for line in (
        "hạn chế bầu cử: thời gian bầu cử dài",
        "kinh nghiem kich ban Thượng Kiệm: kịch bản kỹ",
        "ưu điểm tuyên truyền K10: pa nô rõ",
    ):
        assert (await hall.say("organisation_dept", f"/baihoc thêm {line}"))[0].startswith("✓")
    steps = "[Ghi bài học] [Gửi 3 bài học]"
    assert await hall.say("deputy", "/baihoc bau cu") == [
        "Bài học từ đại hội điểm, bầu cử: 1.\n"
        f"BH01 (hạn chế, bầu cử): thời gian bầu cử dài – Thượng Kiệm (chưa gửi) {steps}"
    ]
    assert await hall.say("deputy", "/baihoc ưu điểm") == [
        "Bài học từ đại hội điểm, ưu điểm: 1.\n"
        f"BH03 (ưu điểm, tuyên truyền): pa nô rõ – Kim Chính (chưa gửi) {steps}"
    ]
    assert await hall.say("K12", "/baihoc kịch bản") == [
        "Bài học từ đại hội điểm, kịch bản, điều hành: chưa có."
    ]
    assert (await hall.say("office", "/baihoc kịch bản"))[0].endswith("(chưa gửi)")


async def test_many_lessons_come_in_pages(hall: Conversation) -> None:
    for first in (0, 8):
        lines = "\n".join(f"điều {number}" for number in range(first, first + 8))
        await hall.say("secretary", f"/baihoc thêm kinh nghiệm khác {lines}")
    (answer,) = await hall.say("secretary", "/baihoc kinh nghiệm")
    assert answer.startswith("Bài học từ đại hội điểm, kinh nghiệm: 16; trang 1/2.\nBH01 ")
    assert "\nCòn 4 bài học. [Xem tiếp]" in answer
    (answer,) = await hall.say("secretary", "[Xem tiếp]")
    assert answer.startswith("Bài học từ đại hội điểm, kinh nghiệm: 16; trang 2/2.\nBH13 ")


@pytest.mark.row("KS-4", "BT-8")
async def test_meeting_opens_by_itself_when_a_pilot_was_held(either_hall: Conversation) -> None:
    hall = either_hall
    await make_pilot(hall, "K12")
    hall.told.clear()
    await hall.say("K12", "/baocao X34 hoàn thành hôm nay")

    words = (
        "Đại hội điểm Đảng bộ xã Kim Đông đã kết thúc ngày 15/5/2020.\nĐề nghị tổ chức hội nghị rút "
        "kinh nghiệm chậm nhất ngày 22/5/2020 (X39), ghi bài học gửi các đơn vị chưa đại hội."
    )
    assert [str(said) for said in told(hall, "organisation_dept")] == [
        f"{words}\nHọp xong, ghi: /baihoc hoinghi K12 [Ghi bài học]"
    ]
    assert [str(said) for said in told(hall, "office")] == [words]
    assert ("open_debrief", None, "2020-05-22") in await trail(hall, "unit K12")

    hall.now = hall.now.replace(day=25)
    (digest,) = await hall.say("secretary", "/bantin")
    assert (
        "\nQuá hạn họp rút kinh nghiệm đại hội điểm: Thượng Kiệm (hạn 20/5/2020), "
        "Kim Đông (hạn 22/5/2020).\n"
    ) in digest
    assert await hall.say("organisation_dept", "/baihoc hoinghi K12") == [
        "✓ Đã ghi lúc 09:00: đã họp rút kinh nghiệm Đảng bộ xã Kim Đông, X39 hoàn thành (chậm 3 "
        "ngày). [Ghi bài học]"
    ]
    assert await status_of(hall, "K12", "X39") is ItemStatus.DONE
    (digest,) = await hall.say("secretary", "/bantin")
    assert "\nQuá hạn họp rút kinh nghiệm đại hội điểm: Thượng Kiệm (hạn 20/5/2020).\n" in digest
    assert await hall.say("secretary", "/baihoc hoinghi K12") == [
        "Đảng bộ xã Kim Đông: đã họp rút kinh nghiệm (X39 hoàn thành); không có gì thay đổi.\n"
        "Chưa ghi bài học nào; đề nghị ghi, rồi gửi các đơn vị chưa đại hội. [1 Ghi bài học]"
    ]


@pytest.mark.row("KS-4")
async def test_card_of_a_unit_tells_pilot_and_direct_election(hall: Conversation) -> None:
    (answer,) = await hall.say("secretary", "/donvi K01")
    assert "\nĐảng bộ (xã), Tổ 1. Đại hội điểm. Bầu trực tiếp Bí thư tại đại hội.\n" in answer


@pytest.mark.row("BT-4")
async def test_rehearsal_is_ticked_and_counted(hall: Conversation) -> None:
    await hall.say("K12", "/duyet R2 đủ")
    assert await hall.say("K12", "/baihoc tapduot") == [
        "Tổng duyệt, rút từ hạn chế của đại hội điểm, Đảng bộ xã Kim Đông.\n"
        "- R1 duyệt kịch bản điều hành, thảo luận\n"
        "✓ R2 tổng duyệt trình chiếu khớp lời Trưởng Ban Kiểm phiếu\n"
        "- R3 hướng dẫn cách gạch phiếu, số lượng cần bầu\n"
        "- R4 tập huấn phần mềm kiểm phiếu\n"
        "✓ R5 rà soát tham luận, ý kiến phát biểu\n"
        "Đánh dấu: /duyet K12 R1 đủ"
    ]
    (answer,) = await hall.say("secretary", "/baihoc tập dượt")
    assert answer.startswith(
        "Tổng duyệt, rút từ hạn chế của đại hội điểm: 24 đảng bộ chưa đại hội.\n"
        "R1 duyệt kịch bản điều hành, thảo luận: 0/24\n"
        "R2 tổng duyệt trình chiếu khớp lời Trưởng Ban Kiểm phiếu: 1/24\n"
    )


@pytest.mark.row("KS-4", "BT-4")
async def test_what_went_wrong_at_a_pilot_is_rehearsed_by_the_others(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    await hall.say("secretary", "/baihoc thêm hạn chế bầu cử: kiểm phiếu chậm")
    await hall.say("secretary", "/baihoc thêm ưu điểm bầu cử: bầu tập trung")
    assert await hall.say("K12", "/duyet BH01 đủ") == [
        "Không có mục BH01; chưa ghi gì. Tổng duyệt, rút từ hạn chế của đại hội điểm gồm:\n"
        "- R1 duyệt kịch bản điều hành, thảo luận\n"
        "- R2 tổng duyệt trình chiếu khớp lời Trưởng Ban Kiểm phiếu\n"
        "- R3 hướng dẫn cách gạch phiếu, số lượng cần bầu\n"
        "- R4 tập huấn phần mềm kiểm phiếu\n"
        "- R5 rà soát tham luận, ý kiến phát biểu\n"
        "Ví dụ: /duyet K12 R1 đủ"
    ]
    await hall.say("secretary", "/baihoc gửi")
    (answer,) = await hall.say("secretary", "1")
    assert "\nThêm vào danh mục tổng duyệt: BH01. " in answer

    assert await hall.say("K12", "/duyet bh1 đủ") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông, BH01 đủ. Tổng duyệt, rút từ hạn chế của đại hội "
        "điểm: 2/6, còn R1, R2, R3, R4. [Xem duyệt nội dung]"
    ]
    (answer,) = await hall.say("secretary", "/baihoc tapduot")
    assert answer.splitlines()[5:] == [
        "R5 rà soát tham luận, ý kiến phát biểu: 4/24",
        "BH01 kiểm phiếu chậm: 1/24",
        "Đánh dấu: /duyet K03 R1 đủ",
    ]


async def test_lessons_of_a_pilot_are_rehearsed_at_its_own_level(province: Conversation) -> None:
    """The province's lessons are for its districts, not for the bases below them."""
    for line in (
        "/baihoc thêm hạn chế bầu cử: kiểm phiếu chậm",
        "HAMTAN",
        "/baihoc gửi",
        "1",
    ):
        await province.say("secretary", line)
    (answer,) = await province.say("secretary", "/baihoc tapduot")
    assert answer.splitlines()[-2].startswith("BH01 kiểm phiếu chậm: 0/12")
    assert "BH01" not in (await province.say("U1101", "/duyet U1101 R"))[0]


@pytest.mark.row("BT-4")
async def test_pilot_does_not_rehearse_what_others_learn_from_it(hall: Conversation) -> None:
    await make_pilot(hall, "K12")
    answer = (
        "Đảng bộ xã Kim Đông là đại hội điểm: các đơn vị khác rút kinh nghiệm từ đây; đơn vị tổng "
        "duyệt theo kế hoạch của mình. [1 Xem kế hoạch]"
    )
    for who, line in (
        ("K12", "/baihoc tapduot"),
        ("secretary", "/baihoc tapduot K12"),
        ("K12", "/duyet R1 đủ"),
        ("T01", "/duyet K12 R đủ"),
    ):
        assert await hall.say(who, line) == [answer]
    assert "Tổng duyệt" not in (await hall.say("K12", "/duyet"))[0]
    assert ": 23 đảng bộ chưa đại hội." in (await hall.say("secretary", "/baihoc tapduot"))[0]

    await hall.say("secretary", "/baihoc thêm hạn chế bầu cử Thượng Kiệm: thời gian bầu cử dài")
    await hall.say("secretary", "/baihoc gửi")
    hall.told.clear()
    await hall.say("secretary", "1")
    offered = {
        code: "Tổng duyệt" in one.buttons
        for one in hall.told
        for code in ("K12", "K13")
        if one.to == str(hall.person(code).id)
    }
    assert offered == {"K12": False, "K13": True}


@pytest.mark.row("BT-4")
async def test_nobody_rehearses_where_there_is_no_pilot(hall: Conversation) -> None:
    async with hall.database.work() as work:
        units.save_unit(work, hall.directory.units["K01"].model_copy(update={"is_pilot": False}))
    await hall.say("office", "/tuychon")
    why = "Không có đại hội điểm để rút kinh nghiệm; đơn vị tổng duyệt theo kế hoạch của mình."
    assert await hall.say("K12", "/baihoc tapduot") == [f"{why} [1 Xem kế hoạch]"]
    assert await hall.say("secretary", "/baihoc tapduot") == [why]
    assert "Tổng duyệt" not in (await hall.say("K12", "/duyet"))[0]


@pytest.mark.row("BT-3")
async def test_debrief_held_before_leads_on_to_the_lessons(hall: Conversation) -> None:
    await hall.say("organisation_dept", "/baihoc hoinghi")
    held = "Đảng bộ xã Thượng Kiệm: đã họp rút kinh nghiệm (X39 hoàn thành); không có gì thay đổi."
    assert await hall.say("organisation_dept", "/baihoc hoinghi") == [
        f"{held}\nChưa ghi bài học nào; đề nghị ghi, rồi gửi các đơn vị chưa đại hội. "
        "[1 Ghi bài học]"
    ]
    assert await hall.say("organisation_dept", "1") == [
        "Bài học là: [1 Ưu điểm] [2 Hạn chế] [3 Kinh nghiệm]"
    ]
    await hall.say("organisation_dept", "/baihoc thêm hạn chế bầu cử thời gian bầu cử dài")
    assert await hall.say("organisation_dept", "/baihoc hoinghi") == [
        f"{held}\nĐã ghi 1 bài học, xem: /baihoc [1 Ghi bài học] [2 Gửi 1 bài học]"
    ]


@pytest.mark.row("BT-2")
async def test_pilots_are_shown_apart_where_that_is_on(hall: Conversation) -> None:
    assert "Đại hội điểm" not in (await hall.say("secretary", "/tiendo"))[0]
    async with hall.database.work() as work:
        units.set_profile(work, "digest.pilots", "on")
        work.touch_directory()
    await hall.say("office", "/tuychon")

    line = "Đại hội điểm: 1/1; còn lại: 22/71 đơn vị đã đại hội, còn 49."
    assert line in (await hall.say("secretary", "/tiendo"))[0].splitlines()
    assert line in (await hall.say("secretary", "/bantin"))[0].splitlines()
    before = "Đại hội điểm: 0/1; còn lại: 0/71 đơn vị đã đại hội, còn 71."
    assert before in (await hall.say("secretary", "/tiendo 29/4"))[0].splitlines()


@pytest.mark.parametrize(
    ("who", "line", "answer"),
    [
        ("K12", "/baihoc thêm hạn chế bầu cử dài", NOT_ALLOWED),
        ("office", "/baihoc gửi", NOT_ALLOWED),
        ("T01", "/baihoc chuanhan", NOT_ALLOWED),
        (
            "secretary",
            "/baihoc thêm thời gian bầu cử dài",
            "Bài học là ưu điểm, hạn chế hay kinh nghiệm? Chưa ghi gì.\nVí dụ: /baihoc thêm hạn "
            "chế bầu cử: thời gian bầu cử dài [1 Ưu điểm] [2 Hạn chế] [3 Kinh nghiệm]",
        ),
        (
            "secretary",
            "/baihoc thêm hạn chế bầu cử đồng chí Nguyễn Văn A lúng túng",
            "Đề nghị không nêu họ tên; chưa ghi gì. Đồng chí ghi lại theo chức danh hoặc số lượng.",
        ),
        (
            "secretary",
            "/baihoc thêm hạn chế bầu cử " + "a" * 301,
            "Bài học dài quá 300 chữ; chưa ghi gì. Đề nghị tách thành nhiều dòng.\n"
            "Ví dụ: /baihoc thêm hạn chế bầu cử: thời gian bầu cử dài",
        ),
        ("secretary", "/baihoc gửi", "Không có bài học nào chưa gửi; không có gì thay đổi."),
        ("secretary", "/baihoc chuanhan", "Chưa gửi bài học nào. Gửi: /baihoc gửi"),
        (
            "secretary",
            "/baihoc hoinghi K13",
            "Đảng bộ xã Kim Hải không phải đại hội điểm; chưa ghi gì.",
        ),
        (
            "K12",
            "/baihoc lung tung",
            'Chưa rõ "lung tung". Đồng chí chọn, hoặc ghi như ví dụ: /baihoc bầu cử\n'
            "Ghi thêm: /baihoc thêm hạn chế bầu cử: thời gian bầu cử dài [1 Thảo luận] [2 Bầu cử] "
            "[3 Kịch bản, điều hành] [4 Tuyên truyền] [5 Văn kiện] [6 Nhân sự] [7 Phục vụ] "
            "[8 Chung]",
        ),
    ],
)
async def test_wrong_words_change_nothing(
    hall: Conversation, who: str, line: str, answer: str
) -> None:
    assert await hall.say(who, line) == [answer]
    assert await kept(hall) == []
    assert hall.told == []


async def test_lesson_is_written_once_and_may_be_taken_back_before_it_is_sent(
    hall: Conversation,
) -> None:
    line = "/baihoc thêm hạn chế bầu cử thời gian bầu cử dài"
    await hall.say("secretary", line)
    assert await hall.say("secretary", line) == ["Bài học này đã có (BH01); không có gì thay đổi."]
    assert await hall.say("secretary", f"{line}\nhướng dẫn bỏ phiếu lúng") == [
        "✓ Đã ghi lúc 09:00: BH02 (hạn chế, bầu cử, Thượng Kiệm). Đã có từ trước: BH01. Chưa gửi; "
        "khi ghi đủ, gửi: /baihoc gửi [Ghi bài học] [Xem bài học]"
    ]

    await hall.say("secretary", "/baihoc gửi")
    assert await hall.say("secretary", "[2 Sửa]") == [
        "Sửa những bài học sắp gửi: bỏ bài chưa đúng, ghi lại, rồi gửi.\n"
        "BH01: thời gian bầu cử dài\nBH02: hướng dẫn bỏ phiếu lúng "
        "[1 Bỏ BH01] [2 Bỏ BH02] [Ghi bài học] [Gửi 2 bài học]"
    ]
    assert await hall.say("secretary", "2") == [
        "✓ Đã bỏ lúc 09:00: BH02, hướng dẫn bỏ phiếu lúng. [Ghi bài học] [Gửi 1 bài học]"
    ]
    await hall.say("secretary", "[Gửi 1 bài học]")
    await hall.say("secretary", "1")
    assert await hall.say("organisation_dept", "/baihoc bỏ BH01") == [
        "BH01 đã gửi tới các đơn vị, không bỏ được; không có gì thay đổi."
    ]
    assert await hall.say("K12", "/baihoc bỏ BH01") == [NOT_ALLOWED]
    assert [one.code for one in await kept(hall)] == ["BH01"]


async def test_two_read_backs_send_once(hall: Conversation) -> None:
    await hall.say("secretary", "/baihoc thêm hạn chế bầu cử: thời gian bầu cử dài")
    for who in ("secretary", "organisation_dept"):
        await hall.say(who, "/baihoc gửi")
    await hall.say("secretary", "1")
    hall.told.clear()
    assert await hall.say("organisation_dept", "1") == [
        "Không có bài học nào chưa gửi; không có gì thay đổi."
    ]
    assert hall.told == []
