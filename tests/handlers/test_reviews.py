"""Reviews over chat: schedule, papers, outcome, second review, the lists that are ticked."""

from datetime import timedelta

import pytest

from congress.plans import ItemStatus
from congress.reviews import Outcome, needs_second_review
from storage import plans, reviews
from tests.handlers.harness import Conversation, Said
from tests.handlers.test_people import trail
from tests.handlers.test_regime import apply

REDO = "/duyet K12 rút kinh nghiệm hội nghị BTV 15/5"


def told(hall: Conversation, who: str) -> list[Said]:
    return [said for said in hall.told if said.to == str(hall.person(who).id)]


async def status_of(hall: Conversation, unit: str, item: str) -> ItemStatus:
    async with hall.database.work() as work:
        return (await plans.progress_of_item(work, unit=unit, item=item)).status


async def kept(hall: Conversation) -> list[tuple[str, int, str, Outcome | None]]:
    async with hall.database.work() as work:
        return [
            (one.unit, one.round, one.meets_on.isoformat(), one.outcome)
            for one in await reviews.listed(work)
        ]


@pytest.mark.row("CL-1")
async def test_review_is_scheduled_and_its_papers_are_sent(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say(
        "organisation_dept",
        "/duyet Kim Đông lịch 25/5 chủ trì Bí thư, thành phần Thường trực, BTV",
    ) == [
        "✓ Đã ghi lúc 09:00: duyệt Đảng bộ xã Kim Đông ngày 25/5/2020, chủ trì: Bí thư, thành "
        "phần: Thường trực, BTV. Đã báo đơn vị. [Xem duyệt nội dung] [Lịch duyệt]"
    ]
    (said,) = told(hall, "K12")
    assert str(said) == (
        "Duyệt nội dung đại hội ngày 25/5/2020, chủ trì: Bí thư, thành phần: Thường trực, BTV. "
        "Đề nghị gửi trước tài liệu, rồi báo: /duyet K12 tài liệu 15/5 [Đã nhận] "
        "[Xem duyệt nội dung]"
    )
    assert told(hall, "T01")[0].text.startswith("Đảng bộ xã Kim Đông: duyệt nội dung đại hội ")

    assert await hall.say("K12", "/duyet tài liệu 14/5") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông gửi tài liệu ngày 14/5/2020, duyệt ngày "
        "25/5/2020. X17 hoàn thành. [Xem duyệt nội dung]"
    ]
    assert await status_of(hall, "K12", "X17") is ItemStatus.DONE
    assert await hall.say("secretary", "/duyet") == [
        "Duyệt nội dung đến 09:00 ngày 15/5/2020: 49 đơn vị chưa đại hội.\n"
        "Đã duyệt 19, có lịch 1, chưa có lịch 29.\nĐơn vị sáp nhập: Xuân Chính (đã duyệt).\n"
        "Kim Đông: ngày 25/5/2020, chủ trì: Bí thư, thành phần: Thường trực, BTV; tài liệu gửi "
        "14/5/2020. [Chưa có lịch (29)]"
    ]
    assert await kept(hall) == [("K12", 1, "2020-05-25", None)]
    assert await trail(hall, "review K12/1") == [
        ("schedule_review", None, "2020-05-25"),
        ("send_papers", None, "2020-05-14"),
    ]


@pytest.mark.row("CL-1")
async def test_review_is_scheduled_step_by_step_and_moved(hall: Conversation) -> None:
    assert await hall.say("secretary", "/duyet K13 lịch") == [
        "Đảng bộ xã Kim Hải: ngày duyệt, chủ trì, thành phần? Ví dụ: 15/5 chủ trì Bí thư, thành "
        "phần Thường trực, các ban xây dựng Đảng."
    ]
    assert await hall.say("secretary", "20/5 chu tri Pho Bi thu") == [
        "Duyệt nội dung Đảng bộ xã Kim Hải: ngày 20/5/2020, chủ trì: Pho Bi thu. Đúng không? "
        "[1 Đúng] [2 Sửa] [3 Bỏ]"
    ]
    assert await kept(hall) == []
    assert (await hall.say("secretary", "1"))[0].startswith("✓ Đã ghi lúc 09:00: duyệt ")
    hall.told.clear()

    assert (await hall.say("organisation_dept", "/duyet K13 lịch 22/5"))[0].startswith(
        "✓ Đã ghi lúc 09:00: duyệt Đảng bộ xã Kim Hải chuyển sang ngày 22/5/2020, chủ trì: Pho"
    )
    assert told(hall, "K13")[0].text.startswith("Duyệt nội dung đại hội chuyển sang ngày 22/5")
    hall.told.clear()
    assert await hall.say("secretary", "/duyet K13 lịch 22/5 chủ trì Pho Bi thu") == [
        "Đảng bộ xã Kim Hải đã có lịch duyệt ngày 22/5/2020, chủ trì: Pho Bi thu; không có gì "
        "thay đổi."
    ]
    assert hall.told == []
    assert await kept(hall) == [("K13", 1, "2020-05-22", None)]


@pytest.mark.row("CL-1")
async def test_each_unit_counts_once_in_the_overview(hall: Conversation) -> None:
    """Reviewed, to be reviewed, and neither: also who has passed, or not, and is due again."""
    for line in (
        "/duyet K13 đạt hội nghị BTV 15/5",
        "1",
        "/duyet K13 lịch 26/5",
        "/duyet K12 rút kinh nghiệm hội nghị BTV 15/5",
        "1",
        "/duyet K12 lịch 25/5",
        "/duyet K23 rút kinh nghiệm hội nghị BTV 15/5",
        "1",
        "/duyet K63 lịch 24/5",
    ):
        await hall.say("secretary", line)

    (answer,) = await hall.say("secretary", "/duyet")
    figures, *lines = answer.removesuffix(" [Chưa có lịch (28)]").splitlines()[1:]
    assert figures == "Đã duyệt 18, có lịch 3, chưa có lịch 28 (1 phải duyệt lại)."
    assert lines[1:] == [
        "Chi cục Thuế huyện: ngày 24/5/2020; chưa gửi tài liệu.",
        "Kim Đông, lần 2: ngày 25/5/2020; chưa gửi tài liệu.",
        "Kim Hải, lần 2: ngày 26/5/2020; chưa gửi tài liệu.",
    ]
    pages = [await hall.say("secretary", "/danhsach chuaduyet")]
    while "[Xem tiếp]" in pages[-1][0]:
        pages.append(await hall.say("secretary", "[Xem tiếp]"))
    listed = [line.partition(" [")[0] for (page,) in pages for line in page.splitlines()]
    assert len([line for line in listed if line.endswith(": chưa duyệt")]) == 27
    assert [line for line in listed if line.endswith("phải duyệt lại")] == [
        "Xuân Chính (sáp nhập): phải duyệt lại"
    ]


@pytest.mark.row("CL-10")
async def test_redo_asks_for_a_second_review(either_hall: Conversation) -> None:
    hall = either_hall
    assert await hall.say("standing_board", "/duyet K12 rút kinh nghiệm") == [
        "Đảng bộ xã Kim Đông: rút kinh nghiệm, duyệt lại. Căn cứ: số, ngày văn bản hoặc hội nghị?"
    ]
    assert await hall.say("standing_board", "hội nghị BTV 15/5") == [
        "Duyệt nội dung Đảng bộ xã Kim Đông, lần 1: rút kinh nghiệm, duyệt lại, theo hội nghị BTV "
        "ngày 15/5/2020. Chưa đồng ý ngày đại hội cho đến khi duyệt lại. [1 Xác nhận] [2 Sửa] "
        "[3 Bỏ]"
    ]
    assert await hall.say("standing_board", "1") == [
        "✓ Đã ghi lúc 09:00. Cần duyệt lần 2. Đã báo đơn vị. [Ghi kết luận]"
    ]
    assert await status_of(hall, "K12", "X18") is ItemStatus.RETURNED
    async with hall.database.work() as work:
        assert needs_second_review(await reviews.listed(work, unit="K12"))
    (answer,) = await hall.say("K12", "/duyet")
    assert "\nPhải duyệt lần 2 trước khi xem xét ngày đại hội; chưa có lịch.\n" in answer
    assert "Đề nghị hoàn thiện, trình duyệt lần 2" in told(hall, "K12")[0].text

    await hall.say("secretary", "/duyet K12 đạt có bổ sung 12-TB/HU ngày 15/5/2020")
    assert await hall.say("secretary", "1") == [
        "✓ Đã ghi lúc 09:00. X18 hoàn thành. Đã báo đơn vị. [Ghi kết luận]"
    ]
    assert await status_of(hall, "K12", "X18") is ItemStatus.DONE
    assert await kept(hall) == [
        ("K12", 1, "2020-05-15", Outcome.REDO),
        ("K12", 2, "2020-05-15", Outcome.PASSED_WITH_CHANGES),
    ]


async def test_two_read_backs_record_one_outcome(hall: Conversation) -> None:
    for who in ("secretary", "organisation_dept"):
        await hall.say(who, "/duyet K12 đạt hội nghị BTV 15/5")
    await hall.say("secretary", "1")
    hall.told.clear()

    assert await hall.say("organisation_dept", "1") == [
        "Đảng bộ xã Kim Đông đã duyệt lần 1: đạt, theo hội nghị BTV; không có gì thay đổi. Để "
        "duyệt lại, đặt lịch: /duyet K12 lịch"
    ]
    assert await hall.say("secretary", "/duyet K12 đạt") != []
    assert hall.told == []
    assert await kept(hall) == [("K12", 1, "2020-05-15", Outcome.PASSED)]


async def test_cell_is_reviewed_by_its_own_item(hall: Conversation) -> None:
    await hall.say("secretary", "/duyet K63 đạt hội nghị BTV 15/5")
    assert (await hall.say("secretary", "1"))[0].startswith("✓ Đã ghi lúc 09:00. C06 hoàn thành.")
    assert await status_of(hall, "K63", "C06") is ItemStatus.DONE


@pytest.mark.row("CL-4")
async def test_merged_units_come_first(hall: Conversation) -> None:
    """Xuân Chính is the sample's merged unit: its plan has more, and it is named first."""
    assert {"X41", "X42"} <= {item.code for item in hall.directory.items_by_unit["K23"]}
    assert "Đơn vị sáp nhập" not in (await hall.say("secretary", "/bantin"))[0]

    await hall.say("secretary", "/duyet K23 rút kinh nghiệm hội nghị BTV 15/5")
    await hall.say("secretary", "1")

    (digest,) = await hall.say("secretary", "/bantin")
    assert digest.splitlines()[1] == "Đơn vị sáp nhập: Xuân Chính (phải duyệt lại)."
    assert "\nDuyệt nội dung: 7 ngày tới không có; chưa có lịch 30 (1 phải duyệt lại)." in digest
    (listed,) = await hall.say("secretary", "/danhsach chuaduyet")
    assert listed.splitlines()[:3] == [
        "Chưa duyệt, chưa có lịch: 30 đơn vị (đến 09:00 ngày 15/5/2020; trang 1/4).",
        "Tổ 1",
        "Xuân Chính (sáp nhập): phải duyệt lại",
    ]
    (answer,) = await hall.say("K23", "/duyet")
    assert answer.startswith(
        "Duyệt nội dung Đảng bộ xã Xuân Chính (K23, Tổ 1). Đơn vị mới sáp nhập."
    )


@pytest.mark.row("CL-5", "KS-14")
async def test_austerity_list_is_ticked(either_hall: Conversation) -> None:
    hall = either_hall
    (answer,) = await hall.say("K12", "/duyet")
    assert "phòng, chống dịch" not in answer
    await apply(hall, "/capdo Kim Đông CT16 15/5-30/5")
    (answer,) = await hall.say("K10", "/duyet")
    assert "phòng, chống dịch" not in answer
    (answer,) = await hall.say("K12", "/duyet")
    assert (
        "Tổ chức trong thời gian phòng, chống dịch: 0/5.\n- A1 quán triệt văn bản của tỉnh"
        in answer
    )
    assert await hall.say("K12", "/duyet K12 A3 đủ") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông, A3 đủ. Tổ chức trong thời gian phòng, chống "
        "dịch: 1/5, còn A1, A2, A4, A5. [Xem duyệt nội dung]"
    ]
    assert await hall.say("T01", "/duyet K12 A đủ") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông, A1, A2, A3, A4, A5 đủ. Tổ chức trong thời gian "
        "phòng, chống dịch: 5/5. [Xem duyệt nội dung]"
    ]
    assert await hall.say("K12", "/duyet a3 chua") == [
        "✓ Đã ghi lúc 09:00: Đảng bộ xã Kim Đông, A3 chưa. Tổ chức trong thời gian phòng, chống "
        "dịch: 4/5, còn A3. [Xem duyệt nội dung]"
    ]
    assert await trail(hall, "check K12/A3") == [
        ("check", None, "there"),
        ("check", None, "there"),
        ("check", None, "missing"),
    ]
    # A regime that is over goes on to be of use to who prepared under it.
    hall.now += timedelta(days=30)
    assert "chống dịch: 4/5.\n- A3 " in (await hall.say("K12", "/duyet"))[0]


@pytest.mark.row("CL-5")
async def test_austerity_list_stands_in_the_guidance(hall: Conversation) -> None:
    (answer,) = await hall.say("K12", "/huongdan tiết kiệm")
    assert "\n- A5 giảm tối đa khách mời cấp trên và cấp ủy cơ sở khác\n" in answer

    await apply(hall, "/capdo huyện CT16 15/5-30/5")
    (answer,) = await hall.say("K12", "/huongdan")
    assert "\nTổ chức trong thời gian phòng, chống dịch:\n- A1 " in answer
    (answer,) = await hall.say("K01", "/huongdan")
    assert "A1" not in answer


@pytest.mark.parametrize(
    ("who", "line", "answer"),
    [
        (
            "organisation_dept",
            "/duyet K12 lịch 31/2",
            'Không có ngày như "31/2"; chưa ghi gì.\nVí dụ: /duyet K12 lịch 15/5 chủ trì Bí thư.',
        ),
        (
            "organisation_dept",
            "/duyet K12 lịch 1/1",
            'Ngày "1/1" đã qua quá một tháng; chưa ghi gì.\n'
            "Ví dụ: /duyet K12 lịch 15/5 chủ trì Bí thư.",
        ),
        (
            "organisation_dept",
            "/duyet K10 lịch 21/5",
            "Ngày duyệt 21/5/2020 phải trước ngày đại hội Đảng bộ xã Kim Chính (21/5/2020); chưa "
            "ghi gì.",
        ),
        (
            "organisation_dept",
            "/duyet K12 lịch 24/5 chủ trì đồng chí Nguyễn Văn A",
            "Đề nghị không nêu họ tên; chưa ghi gì. Đồng chí ghi lại theo chức danh hoặc số lượng.",
        ),
        (
            "organisation_dept",
            "/duyet K12 hoãn",
            'Đảng bộ xã Kim Đông: chưa rõ "hoãn"; chưa ghi gì.\nVí dụ: /duyet K12 lịch 15/5; '
            "/duyet K12 tài liệu 15/5; /duyet K12 đạt có bổ sung; /duyet K12 A3 đủ.",
        ),
        (
            "K12",
            "/duyet K12 đạt",
            "Đồng chí chưa được giao quyền dùng /duyet. Quyền này thuộc: Bí thư, Phó Bí thư, "
            "Thường trực, Ban Tổ chức.",
        ),
        (
            "office",
            "/duyet K12 lịch 20/5",
            "Đồng chí chưa được giao quyền dùng /duyet. Quyền này thuộc: Bí thư, Phó Bí thư, "
            "Thường trực, Ban Tổ chức.",
        ),
        (
            "K13",
            "/duyet K12 tài liệu",
            "Đảng bộ xã Kim Đông không thuộc phạm vi của đồng chí.\n"
            "Đồng chí xem và báo cáo được Đảng bộ xã Kim Hải. [1 Việc của tôi]",
        ),
        (
            "K12",
            "/duyet tài liệu",
            "Đảng bộ xã Kim Đông chưa có lịch duyệt; chưa ghi gì. Nếu đã gửi tài liệu: /baocao "
            "K12 X17 hoàn thành",
        ),
        (
            "secretary",
            "/duyet K01 đạt",
            "Đảng bộ xã Thượng Kiệm đã đại hội ngày 29–30/4/2020; không có gì thay đổi.",
        ),
        (
            "K12",
            "/duyet A9 đủ",
            "Không có mục A9; chưa ghi gì. Tổ chức trong thời gian phòng, chống dịch gồm:\n"
            "- A1 quán triệt văn bản của tỉnh về đại hội trong thời điểm phòng, chống dịch\n"
            "- A2 tổ chức đơn giản, gọn nhẹ\n- A3 không tổ chức văn nghệ chào mừng\n"
            "- A4 không tổ chức đoàn chúc mừng\n"
            "- A5 giảm tối đa khách mời cấp trên và cấp ủy cơ sở khác\nVí dụ: /duyet K12 A1 đủ",
        ),
        ("secretary", "/duyet 9", "Không có trang 9; chỉ có 1 trang."),
    ],
)
async def test_wrong_words_change_nothing(
    hall: Conversation, who: str, line: str, answer: str
) -> None:
    assert await hall.say(who, line) == [answer]
    assert await kept(hall) == []
    assert hall.told == []


async def test_papers_are_not_sent_after_the_review(hall: Conversation) -> None:
    await hall.say("secretary", "/duyet K12 lịch 14/5")
    assert [said.text for said in told(hall, "K12")] == ["Duyệt nội dung đại hội ngày 14/5/2020."]
    (answer,) = await hall.say("K12", "/duyet tài liệu")
    assert answer.startswith("Tài liệu phải gửi trước ngày duyệt; chưa ghi gì.\n")
    (answer,) = await hall.say("K12", "/duyet tài liệu 16/5")
    assert answer.startswith('Ngày gửi tài liệu "16/5" chưa đến; chưa ghi gì.\n')
    assert await hall.say("secretary", "/duyet K12") == [
        "Duyệt nội dung Đảng bộ xã Kim Đông (K12, Tổ 1).\n"
        "Lịch duyệt lần 1: ngày 14/5/2020; chưa gửi tài liệu.\n"
        "Chờ quyết định: ngày đại hội.\n"
        "Tổng duyệt, rút từ hạn chế của đại hội điểm: 1/5.\n"
        "Còn R1 duyệt kịch bản điều hành, thảo luận và 3 mục khác; xem, đánh dấu: /duyet K12 R "
        "[1 Đạt] [2 Đạt, có bổ sung] [3 Rút kinh nghiệm, duyệt lại] [Tình hình]"
    ]
    await hall.say("secretary", "2")
    await hall.say("secretary", "hội nghị BTV 14/5")
    await hall.say("secretary", "1")
    assert await kept(hall) == [("K12", 1, "2020-05-14", Outcome.PASSED_WITH_CHANGES)]
    assert await hall.say("secretary", "/duyet K12 lịch 24/5") != []
    assert (await kept(hall))[1] == ("K12", 2, "2020-05-24", None)


async def test_old_name_is_noticed_and_stands_in_no_answers_way(hall: Conversation) -> None:
    """Saying so writes nothing before it is clear that the command is not refused."""
    (noticed, answer) = await hall.say("secretary", "/duyet Chính Tâm lịch 20/5")
    assert "Chính Tâm" in noticed
    assert answer.startswith("✓ Đã ghi lúc 09:00: duyệt Đảng bộ xã Xuân Chính ngày 20/5/2020.")
    assert await hall.say("secretary", "/duyet Chính Tâm lịch 20/5") == [
        "Đảng bộ xã Xuân Chính đã có lịch duyệt ngày 20/5/2020; không có gì thay đổi."
    ]


async def test_the_unit_is_told_which_review_is_to_come(hall: Conversation) -> None:
    await hall.say("organisation_dept", "/duyet K12 lịch 20/5")
    await hall.say("organisation_dept", "/duyet K12 rút kinh nghiệm hội nghị BTV 15/5")
    await hall.say("organisation_dept", "1")
    hall.told.clear()
    await hall.say("organisation_dept", "/duyet K12 lịch 25/5")

    notices = [said.text for said in hall.told]
    assert any("uyệt lần 2 nội dung đại hội ngày 25/5/2020" in text for text in notices), notices


async def test_schedule_without_reviews_to_come_says_so(hall: Conversation) -> None:
    (answer,) = await hall.say("secretary", "/duyet")
    assert "\nĐã duyệt 20, có lịch 0, chưa có lịch 29.\n" in answer
    assert "\nKhông có lịch duyệt sắp tới. Đặt lịch: /duyet K03 lịch 15/5 [" in answer


async def test_schedule_is_shown_by_its_name_alone(hall: Conversation) -> None:
    (schedule,) = await hall.say("organisation_dept", "/duyet")
    assert await hall.say("organisation_dept", "/duyet lịch") == [schedule]
