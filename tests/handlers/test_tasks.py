"""What waits for a person, the most urgent first."""

from datetime import timedelta

from tests.handlers.harness import Conversation


async def test_unit_sees_its_items(either_desk: Conversation) -> None:
    assert await either_desk.say("K12", "/viec") == [
        (
            "Đảng bộ xã Kim Đông, 3 việc đến 29/5/2020:\n"
            "1. X22 Bầu đại biểu ở chi bộ, hạn 16/5/2020 (còn 1 ngày)\n"
            "2. X19 Kết luận duyệt, hạn 21/5/2020 (còn 6 ngày)\n"
            "3. X25 Kịch bản điều hành, hạn 26/5/2020 (còn 11 ngày) "
            "[1 X22] [2 X19] [3 X25] [Không phát sinh]"
        ),
    ]


async def test_group_sees_what_is_late_first(desk: Conversation) -> None:
    (answer,) = await desk.say("T03", "/viec")
    first, second, third, *rest = answer.splitlines()
    assert first.endswith("việc đến 29/5/2020, quá hạn 2:")
    assert second == "1. Ân Hòa: X17 Gửi tài liệu duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)"
    assert third.startswith("2. Phát Diệm: X15 Trình phương án nhân sự, hạn 13/5/2020 (quá 2 ")
    assert len(rest) == 7
    assert "[1 Ân Hòa X17] [2 Phát Diệm X15]" in rest[-1]


async def test_leader_is_asked_to_confirm_gates_first(desk: Conversation) -> None:
    await desk.say("K12", "/baocao X19 xong")
    (answer,) = await desk.say("T01", "/viec")
    assert answer.splitlines()[1] == (
        "1. Kim Đông: X19 Kết luận duyệt, hạn 21/5/2020 (chờ đồng chí xác nhận)"
    )
    (member,) = await desk.say("T01 member", "/viec")
    assert "chờ đồng chí xác nhận" not in member


async def test_those_above_see_what_waits_for_a_decision(desk: Conversation) -> None:
    await desk.say("K25", "/baocao X15 xong")
    (answer,) = await desk.say("secretary", "/viec")
    assert answer == (
        "Chờ quyết định: 2 nội dung.\n"
        "Kim Đông: ngày đại hội 10–11/6/2020\n"
        "Phát Diệm: phương án nhân sự, X15 Trình phương án nhân sự "
        "[1 Kim Đông] [2 Phát Diệm] [Quá hạn]"
    )


async def test_conclusions_that_are_to_be_closed_wait_for_who_closes_them(
    hall: Conversation,
) -> None:
    await hall.say("organisation_dept", "/ketluan K12 rà soát số liệu, hạn 22/5")
    await hall.say("K12", "/ketluan KL01 xong")
    decision = "Chờ quyết định: 1 nội dung.\nKim Đông: ngày đại hội 10–11/6/2020"
    assert await hall.say("organisation_dept", "/viec") == [
        f"{decision}\nKết luận chờ đồng chí đóng: 1 (KL01). [1 Kim Đông] [Kết luận] [Quá hạn]"
    ]
    (overview,) = await hall.say("organisation_dept", "[Kết luận]")
    assert overview.endswith("Chờ đóng: [1 Kim Đông KL01] [Danh sách]")
    assert await hall.say("secretary", "/viec") == [f"{decision} [1 Kim Đông] [Quá hạn]"]


async def test_nothing_overdue_is_no_button(province: Conversation) -> None:
    assert await province.say("U03 secretary", "/viec") == ["Không có nội dung chờ quyết định."]


async def test_what_waits_is_one_tap_away(hall: Conversation) -> None:
    await hall.say("K25", "/baocao X15 xong")
    await hall.say("secretary", "/viec")
    (proposal,) = await hall.say("secretary", "[1 Kim Đông]")
    assert proposal.startswith("Hồ sơ đề xuất DX12: Đảng bộ xã Kim Đông")
    assert proposal.endswith("[1 Đồng ý] [2 Trả lại] [Tình hình] [Xem nhật ký]")
    await hall.say("secretary", "/viec")
    (personnel,) = await hall.say("secretary", "2")
    assert personnel.startswith("Đảng bộ thị trấn Phát Diệm (K25), nhân sự:")


async def test_what_is_beside_the_plans_follows_for_who_has_to_do_it(
    either_hall: Conversation,
) -> None:
    hall = either_hall
    await hall.say("organisation_dept", "/ketluan K12 bổ sung số liệu, hạn 18/5")
    await hall.say("office", "/tieuban thêm tiểu ban văn kiện")
    await hall.say("office", "1")
    await hall.say("office", "/tieuban TB01 việc: đề cương, hạn 20/5")
    (unit,) = await hall.say("K12", "/viec")
    head = "\nKết luận, vướng mắc, việc của tiểu ban (1):\n- "
    assert unit.endswith(
        f"{head}KL01 bổ sung số liệu, hạn 18/5/2020 [1 X22] [2 X19] [3 X25] [KL01] "
        "[Không phát sinh]"
    )
    (member,) = await hall.say("T01 member", "/viec")
    assert f"{head}Kim Đông: KL01 kết luận, hạn 18/5/2020 [1" in member
    (office,) = await hall.say("office", "/viec")
    assert office.endswith(
        f"{head}Huyện Kim Sơn: NV01 đề cương, hạn 20/5/2020 [1 Kim Đông] [NV01] [Quá hạn]"
    )
    for who in ("T01", "K13", "secretary", "T03 member"):
        (other,) = await hall.say(who, "/viec")
        assert "KL01" not in other
        assert "NV01" not in other
    assert (await hall.say("K12", "[KL01]"))[0].startswith("KL01, Đảng bộ xã Kim Đông: bổ sung")


async def test_weekly_item_is_due_until_it_is_reported_this_week(
    either_hall: Conversation,
) -> None:
    hall, weekly = either_hall, "X33 Tình hình tư tưởng"
    for who, before in (("K23", ""), ("T01", "Xuân Chính: ")):
        (answer,) = await hall.say(who, "/viec")
        assert f". {before}{weekly}, hạn 15/5/2020 (hôm nay)\n" in answer
    assert (
        f"\n15/5: X27 Tham luận, góp ý văn kiện; {weekly}\n"
        in (await hall.say("K23", "/thoihan"))[0]
    )
    await hall.say("K23", "/baocao X33 xong")
    for who, line in (("K23", "/viec"), ("K23", "/thoihan"), ("T01", "/viec")):
        assert f". {weekly}" not in (await hall.say(who, line))[0].replace("Xuân Chính: ", "")

    hall.now += timedelta(days=3)  # the Monday after
    assert f"{weekly}, hạn 22/5/2020 (còn 4 ngày)" in (await hall.say("K23", "/viec"))[0]
