"""Guidance asked for, under a regime and without one."""

from datetime import date

from congress.epidemic import Regime, RegimeChange
from storage import epidemic
from tests.handlers.harness import Conversation
from tests.handlers.test_group_chat import say_in_group

HISTORIC = (
    "Hiện không áp dụng mức phòng, chống dịch nào; nội dung dưới đây là hướng dẫn giai đoạn "
    "2020–2022, chỉ để tham khảo."
)
NEWEST = "Đề nghị kiểm tra văn bản mới nhất của địa phương."
GUESTS = (
    "- Tổ chức đơn giản, gọn nhẹ; không văn nghệ chào mừng, không đoàn chúc mừng; giảm tối đa "
    "khách mời cấp trên và cấp ủy cơ sở khác. Nguồn: Kết luận của Ban Thường vụ Huyện ủy Can Lộc, "
    "3/2020.\n"
    "- Không liên hoan, không tập trung đông người; chỉ mời Tổ công tác "
    "cấp trên; tuyên truyền qua "
    "truyền thanh, mạng xã hội, pa nô. Nguồn: Đảng ủy Khối, Yên Bái, 3/2020."
)
CT16 = "Chỉ thị 16, từ 16/5 đến hết 30/5/2020, theo MH-01/UBND."


async def set_regime(hall: Conversation, regime: Regime, *, area: str | None = None) -> None:
    change = RegimeChange(
        id=9 if area else 8,
        area=area,
        regime=regime,
        since=date(2020, 5, 16),
        until=date(2020, 5, 30),
        basis="MH-01/UBND",
        at=hall.now,
    )
    async with hall.database.work() as work:
        epidemic.add_change(work, change)
    await hall.say("office", "/tuychon")  # the directory is loaded anew


async def test_guidance_without_a_regime_is_historic(either_hall: Conversation) -> None:
    hall = either_hall
    (answer,) = await hall.say("K12", "/huongdan")
    assert answer.startswith(f"{HISTORIC}\nĐồng chí chọn nội dung: [Tổ chức đại hội] [Họp]")

    assert await hall.say("K12", "/huongdan khach moi") == [f"{HISTORIC}\n{GUESTS}\n{NEWEST}"]


async def test_guidance_of_a_regime_marks_our_own_advice(hall: Conversation) -> None:
    await set_regime(hall, Regime.CT16)

    (answer,) = await hall.say("K12", "hướng dẫn")

    assert answer.split(" [")[0] == (
        f"{CT16}\n"
        "- Mọi người ở tại nhà, chỉ ra ngoài khi thật sự cần thiết; không tụ tập quá 2 người "
        "ngoài công sở, trường học, bệnh viện; giữ khoảng cách tối thiểu 2 m. "
        "Nguồn: Chỉ thị 16/CT-TTg, 31/3/2020.\n"
        "  Trợ lý đề xuất: Đề nghị chưa tổ chức đại hội; xin ý kiến cấp trên.\n"
        "- Trường hợp phức tạp, báo cáo ngay Ban Thường vụ cấp trên để chỉ đạo. "
        "Nguồn: Yên Bái (theo báo chí), 3/2020.\n"
        "- Chi bộ có thể sinh hoạt trực tuyến trong thời gian giãn cách; hình thức này không thay "
        "cho đại hội. Nguồn: Bình Thuận (theo báo chí), 9/2021.\n"
        f"{NEWEST}"
    )


async def test_guidance_on_a_topic_of_another_regime_is_marked(hall: Conversation) -> None:
    await set_regime(hall, Regime.CT16)

    assert await hall.say("K12", "/huongdan khách mời") == [
        f"{CT16}\nMức này không nêu nội dung đồng chí hỏi; hướng dẫn ở mức khác, chỉ để tham "
        f"khảo:\n{GUESTS}\n{NEWEST}"
    ]


async def test_guidance_by_a_regime_that_is_asked_for(hall: Conversation) -> None:
    (answer,) = await hall.say("secretary", "/huongdan cap do 3 thi hop bao nhieu nguoi")

    assert answer == (
        f"{HISTORIC}\nHướng dẫn theo Cấp độ 3:\n"
        "- Cấp 2 (màu vàng), cấp 3 (màu cam): tập trung có điều kiện; số người tối đa do Ủy ban "
        "nhân dân cấp tỉnh quy định. Nguồn: Nghị quyết 128/NQ-CP, 11/10/2021.\n"
        "  Trợ lý đề xuất: Đề nghị kiểm tra quy định hiện hành của tỉnh.\n"
        f"{NEWEST}"
    )


async def test_guidance_is_paged(hall: Conversation) -> None:
    await set_regime(hall, Regime.CAP_3)

    (first,) = await hall.say("K12", "/huongdan")
    assert first.count("\n- ") == 6
    assert f"\nCòn 1 nội dung.\n{NEWEST} [Xem tiếp]" in first
    (second,) = await hall.say("K12", "[Xem tiếp]")
    assert second.count("\n- ") == 1
    assert "Xem tiếp" not in second
    assert await hall.say("K12", "/huongdan 9") == ["Không có trang 9; có từ trang 1 đến trang 2."]


async def test_guidance_follows_the_area(hall: Conversation) -> None:
    await set_regime(hall, Regime.CAP_4, area="K12")

    (own,) = await hall.say("K12", "/huongdan")
    assert own.startswith("Cấp độ 4, Đảng bộ xã Kim Đông, từ 16/5 đến hết 30/5/2020, theo MH-01")
    (other,) = await hall.say("K13", "/huongdan")
    assert other.startswith(HISTORIC)


async def test_guidance_for_leaders_names_other_areas(hall: Conversation) -> None:
    await set_regime(hall, Regime.CT19)
    await set_regime(hall, Regime.CAP_4, area="K12")
    hall.now = hall.now.replace(day=20)

    (answer,) = await hall.say("secretary", "/huongdan")

    assert answer.startswith(
        "Chỉ thị 19, từ 16/5 đến hết 30/5/2020, theo MH-01/UBND.\n"
        "Đảng bộ xã Kim Đông: Cấp độ 4, từ 16/5 đến hết 30/5/2020.\n- "
    )


async def test_guidance_of_a_held_congress_is_about_what_comes_after(hall: Conversation) -> None:
    await set_regime(hall, Regime.CT19)

    (answer,) = await hall.say("K01", "/huongdan")

    assert answer.count("\n- ") == 1
    assert "Khử khuẩn hội trường trước và sau đại hội" in answer


async def test_unknown_topic_is_answered_with_topics(hall: Conversation) -> None:
    (answer,) = await hall.say("K12", "/huongdan xyz")
    assert answer.startswith(
        'Chưa có hướng dẫn về "xyz". Ví dụ: /huongdan khách mời, /huongdan CT16. Đồng chí chọn: '
        "[1 Tổ chức đại hội] [2 Họp]"
    )
    (chosen,) = await hall.say("K12", "1")
    assert chosen.startswith(f"{HISTORIC}\n- ")


async def test_guidance_may_be_asked_in_a_group(hall: Conversation) -> None:
    assert await say_in_group(hall, "T03", "/huongdan khách mời") == [
        f"{HISTORIC}\n{GUESTS}\n{NEWEST}"
    ]
