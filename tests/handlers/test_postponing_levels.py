"""/tamhoan and /cholai below the top: one's own congress is decided about by the level above."""

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.members import Member
from congress.roles import Role
from storage import units
from tests.handlers.harness import CHANNEL, Conversation, give_accounts
from tests.handlers.test_people import add_person
from tests.handlers.test_postponement import told
from tests.handlers.test_postponing import ASKED
from tests.handlers.test_regime import apply

OWN = "Đại hội Đảng bộ huyện U11 do Ban Thường vụ Tỉnh ủy quyết định."
BASIS = "theo 12-CV/TU ngày 1/6/2020"


@pytest.mark.row("DH-5")
@pytest.mark.parametrize("where", ["tất cả", "U11", "toàn huyện"])
async def test_own_congress_is_said_to_be_decided_about_above(
    province: Conversation, where: str
) -> None:
    assert await province.say("U11 secretary", f"/tamhoan {where} {BASIS}") == [
        "Tạm hoãn 2 đại hội đến khi cấp trên cho phép, theo 12-CV/TU. Văn kiện, nhân sự tiếp tục "
        "chuẩn bị. Đề xuất ngày của Cơ quan U1102 không còn hiệu lực, phải đề xuất lại. "
        f"{OWN} [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]


async def test_nothing_is_said_of_it_where_only_a_unit_below_is_named(
    province: Conversation,
) -> None:
    (answer,) = await province.say("U11 secretary", f"/tamhoan U1101 {BASIS}")
    assert "quyết định" not in answer


async def test_it_is_said_where_nothing_below_is_left(province: Conversation) -> None:
    assert await province.say("HAMTAN secretary", "/tamhoan HAMTAN") == [
        "Không có đại hội nào để tạm hoãn: 4 đơn vị đã đại hội. Không có gì thay đổi. "
        "Đại hội Đảng bộ huyện Hàm Tân do Ban Thường vụ Tỉnh ủy quyết định."
    ]


async def test_it_is_said_when_units_are_asked_for_and_resumed(province: Conversation) -> None:
    (answer,) = await province.say("U11 secretary", "/tamhoan")
    assert f"do dịch bệnh. {OWN} [1 Tạm hoãn cả 2]" in answer
    for who, where in (("secretary", "U11"), ("U11 secretary", "tất cả")):
        await province.say(who, f"/tamhoan {where} {BASIS}")
        await province.say(who, "1")

    # Now that it is postponed there is nothing to postpone, but it could be resumed.
    (answer,) = await province.say("U11 secretary", "/tamhoan")
    assert answer.startswith(
        "Không có đại hội nào để tạm hoãn: 2 đơn vị đang tạm hoãn. Không có gì thay đổi.\n"
    )
    (answer,) = await province.say("U11 secretary", "/cholai")
    assert f"/cholai U1101. {OWN} [1 Tất cả 2]" in answer
    assert await province.say("U11 secretary", "/cholai tất cả theo 13-CV/TU ngày 2/6/2020") == [
        "Cho tổ chức lại 2 đại hội (U1101, Cơ quan U1102) theo 13-CV/TU. Đơn vị đề xuất lại ngày; "
        f"hạn công việc tính lại theo ngày mới. {OWN} [1 Xác nhận] [2 Sửa] [3 Bỏ]"
    ]
    await province.say("U11 secretary", "1")
    (answer,) = await province.say("U11 secretary", "/cholai")
    assert answer.startswith("Không có đại hội nào đang tạm hoãn")
    assert answer.endswith(OWN)


async def test_proposal_of_a_sample_without_a_number_is_told_by_its_day(
    province: Conversation,
) -> None:
    await province.say("U11 secretary", f"/tamhoan tất cả {BASIS}")
    await province.say("U11 secretary", "1")

    (said,) = told(province, "U1102")
    assert said.text == (
        "Đại hội tạm hoãn theo 12-CV/TU. Đề xuất ngày 29/6/2020 không còn hiệu lực; khi được tổ "
        "chức lại thì đề xuất lại ngày. Đề nghị tiếp tục chuẩn bị nội dung."
    )


@pytest.fixture
async def tiers(hall: Conversation) -> Conversation:
    """Let Kim Chính be a committee with people who decide, above Phòng Tư pháp."""
    async with hall.database.work() as work:
        units.save_unit(work, hall.directory.units["K56"].model_copy(update={"parent": "K10"}))
    between = Member(id=77, title="Thường trực Đảng ủy", role=Role.STANDING_BOARD, unit="K10")
    await add_person(hall, between)
    await give_accounts(hall.database)
    await hall.say("office", "/tuychon")
    return hall


async def test_each_level_is_asked_about_the_units_below_it(tiers: Conversation) -> None:
    await apply(tiers)

    (between,) = [said.text for said in tiers.told if said.to == "77"]
    assert "Có 1 đại hội trong thời gian này:\n1. Chi bộ Phòng Tư pháp, 20/5.\n" in between
    (above,) = [said.text for said in told(tiers, "secretary")]
    assert "Có 1 đại hội trong thời gian này:\n1. Đảng bộ xã Kim Chính, 21–22/5.\n" in above
    # "All" means what was put before the person; another level's are named by who may.
    assert await tiers.say("secretary", "1") == [f"Đảng bộ xã Kim Chính. {ASKED}"]


async def test_level_between_does_not_postpone_itself(tiers: Conversation) -> None:
    async def say(text: str) -> list[str]:
        chat = {"chat": "77", "sender": "77", "chat_kind": ChatKind.PRIVATE}
        tiers._keys += 1
        return await tiers.send(
            Incoming(
                channel=CHANNEL,
                bot="1",
                key=f"k{tiers._keys}",
                at=tiers.now,
                content=Content.TEXT,
                text=text,
                **chat,
            )
        )

    assert await say("/tamhoan tất cả") == [
        f"Tạm hoãn 1 đại hội (Phòng Tư pháp) đến khi cấp trên cho phép.\n{ASKED}"
    ]
    (answer,) = await say("/tamhoan K12")
    assert answer.startswith("Đảng bộ xã Kim Đông không thuộc phạm vi của đồng chí.")
