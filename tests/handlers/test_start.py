"""Coming in by an invitation, and being greeted."""

import re
from datetime import timedelta

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.invitations import hash_code
from congress.members import Invitation
from congress.roles import Role
from storage import members
from tests.handlers.harness import Conversation, Said

UNKNOWN = (
    "Đây là Trợ lý đại hội, phần mềm trả lời tự động, chỉ phục vụ người được mời. Nếu có mã mời, "
    "đề nghị gửi: /start MÃ. Nếu chưa có, đề nghị liên hệ Văn phòng cấp ủy."
)
BAD_CODE = "Mã mời không dùng được. Đề nghị kiểm tra lại hoặc xin mã mới từ Văn phòng cấp ủy."
CODE = "K7QM2-XPD9R"


async def invite(hall: Conversation, role: Role, *, code: str = CODE, **more: object) -> None:
    values = {"id": 1, "expires_at": hall.now + timedelta(days=7), "created_at": hall.now}
    async with hall.database.work() as work:
        members.add_invitation(
            work,
            Invitation.model_validate(
                values | {"code_hash": hash_code(code), "role": role} | more
            ),
        )


async def say(hall: Conversation, account: str, text: str) -> list[str]:
    """Say something in private as an account, known or not."""
    return await hall.send(
        Incoming(
            channel="telegram",
            bot="1",
            key=f"{account}:{hall.now}:{text}",
            chat=account,
            chat_kind=ChatKind.PRIVATE,
            sender=account,
            at=hall.now,
            content=Content.TEXT,
            text=text,
        ),
    )


def title_of(hall: Conversation, account: str) -> str | None:
    member = hall.directory.member_of("telegram", account)
    return member.title if member else None


async def test_stranger_hears_one_line_a_day(hall: Conversation) -> None:
    assert await hall.say("stranger", "xin chào") == [UNKNOWN]
    assert await hall.say("stranger", "còn bao nhiêu xã chưa đại hội?") == []
    assert await hall.say("stranger", "/tinhhinh") == []
    assert await hall.say("stranger", "/start") == []

    hall.now += timedelta(days=1)
    assert await hall.say("stranger", "/start") == [UNKNOWN]


async def test_stranger_with_a_code_becomes_the_new_person(either_hall: Conversation) -> None:
    hall = either_hall
    await invite(hall, Role.UNIT_REPORTER, unit="K12", created_by=hall.person("office").id)

    assert await say(hall, "900", "/batdau k7qm2 xpd9r") == [
        (
            "Kính chào đồng chí Cán bộ báo cáo, Đảng bộ xã Kim Đông. Tôi là Trợ lý đại hội, phần "
            "mềm trả lời tự động: nhận báo cáo, nhắc việc, theo dõi tiến độ.\n"
            "Trợ lý không phải hệ thống hồ sơ chính thức; văn bản, Sổ tay đảng viên điện tử vẫn "
            "dùng theo quy định.\n"
            "Được gửi: mục việc, trạng thái, số lượng, ngày, số văn bản. Không gửi: nội dung mật, "
            "đơn thư, nhận xét nhân sự, họ tên, số điện thoại, ảnh, tệp. [Việc của tôi] [Trợ giúp]"
        ),
    ]
    assert title_of(hall, "900") == "Cán bộ báo cáo, Đảng bộ xã Kim Đông"
    assert hall.told == [
        Said(
            to=str(hall.person("office").id),
            text="Cán bộ báo cáo, Đảng bộ xã Kim Đông đã kết nối với Trợ lý lúc 09:00.",
        ),
    ]
    assert await say(hall, "900", "/start") == [
        (
            "Kính chào đồng chí Cán bộ báo cáo, Đảng bộ xã Kim Đông. Trợ lý đại hội sẵn sàng. "
            "[Việc của tôi] [Trợ giúp]"
        ),
    ]


@pytest.mark.parametrize(
    ("role", "place", "title", "buttons"),
    [
        (Role.GROUP_LEADER, {"group": "T03"}, "Tổ trưởng Tổ 3", "[Việc của tôi] [Trợ giúp]"),
        (Role.SECRETARY, {}, "Bí thư", "[Tình hình] [Trợ giúp]"),
        (Role.OFFICE, {}, "Văn phòng", "[Tình hình] [Danh sách người dùng] [Trợ giúp]"),
        (Role.ADMIN, {}, "Cán bộ quản trị", "[Danh sách người dùng] [Trợ giúp]"),
    ],
)
async def test_newcomer_sees_the_next_steps_of_the_role(
    hall: Conversation, role: Role, place: dict[str, str], title: str, buttons: str
) -> None:
    await invite(hall, role, **place)

    (welcome,) = await say(hall, "900", f"/start {CODE}")

    assert welcome.startswith(f"Kính chào đồng chí {title}. ")
    assert welcome.endswith(f"ảnh, tệp. {buttons}")


async def test_person_on_the_list_without_an_account_gets_the_seat(hall: Conversation) -> None:
    seat = hall.person("T03").model_copy(update={"id": 77, "title": "Tổ phó Tổ 3"})
    async with hall.database.work() as work:
        members.save_member(work, seat)
    await hall.say("office", "/tuychon")  # the directory is loaded anew
    await invite(hall, Role.GROUP_LEADER, group="T03")

    await say(hall, "900", f"/start {CODE}")

    assert title_of(hall, "900") == "Tổ phó Tổ 3"
    member = hall.directory.member_of("telegram", "900")
    assert member == seat


async def test_code_works_once(hall: Conversation) -> None:
    await invite(hall, Role.UNIT_REPORTER, unit="K12")
    await say(hall, "900", f"/start {CODE}")

    assert await say(hall, "901", f"/start {CODE}") == [BAD_CODE]
    assert title_of(hall, "901") is None


async def test_used_old_and_unknown_codes_are_answered_alike(hall: Conversation) -> None:
    old = hall.now - timedelta(seconds=1)
    await invite(hall, Role.SECRETARY, expires_at=old)
    await invite(hall, Role.SECRETARY, id=2, code="A1111-11111", used_at=old)

    answers = [
        await say(hall, "900", text)
        for text in (f"/start {CODE}", "/start A1111-11111", "/start XXXXX-XXXXX", "/start 'x; --")
    ]

    assert answers == [[BAD_CODE]] * 4
    assert title_of(hall, "900") is None


async def test_guessing_ends_after_five_wrong_codes(either_hall: Conversation) -> None:
    hall = either_hall
    await invite(hall, Role.SECRETARY)
    for guess in range(5):
        assert await say(hall, "900", f"/start AAAAA-0000{guess}") == [BAD_CODE]

    assert await say(hall, "900", f"/start {CODE}") == [
        "Đã thử quá nhiều lần. Đề nghị thử lại sau một giờ."
    ]
    assert await say(hall, "900", f"/start {CODE}") == []
    assert (await say(hall, "901", "/start AAAAA-00009")) == [BAD_CODE]

    hall.now += timedelta(hours=1)
    (welcome,) = await say(hall, "900", f"/start {CODE}")
    assert welcome.startswith("Kính chào đồng chí Bí thư.")


async def test_account_of_somebody_else_keeps_the_code_unused(hall: Conversation) -> None:
    await invite(hall, Role.SECRETARY)

    assert await hall.say("K12", f"/start {CODE}") == [
        (
            "Tài khoản này đã gắn với đồng chí Cán bộ báo cáo xã Kim Đông; mã mời chưa được dùng. "
            "Nếu chức danh chưa đúng, đề nghị liên hệ Văn phòng. [Việc của tôi] [Trợ giúp]"
        ),
    ]
    (welcome,) = await say(hall, "900", f"/start {CODE}")
    assert welcome.startswith("Kính chào đồng chí Bí thư.")


async def test_whole_way_from_invitation_to_greeting(hall: Conversation) -> None:
    (told,) = await hall.say("office", "/mamoi đơn vị Yên Mật")
    link = re.search(r"start=(\S+)", told)
    assert link is not None

    (welcome,) = await say(hall, "900", f"/start {link[1]}")

    assert welcome.startswith("Kính chào đồng chí Cán bộ báo cáo, Đảng bộ xã Yên Mật. ")
