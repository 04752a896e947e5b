"""Invitations made by chat."""

import re
from datetime import timedelta

import pytest

from congress.invitations import hash_code
from congress.members import Invitation
from congress.roles import Role
from storage import members
from tests.handlers.harness import Conversation

ROLES = (
    "[1 Bí thư] [2 Phó Bí thư] [3 Thường trực] [4 Ủy viên Ban Thường vụ] [5 Ban Tổ chức] "
    "[6 Văn phòng] [7 Tổ trưởng Tổ công tác] [8 Tổ viên Tổ công tác] "
    "[9 Cán bộ báo cáo của đơn vị] [10 Quản trị]"
)


async def stored(hall: Conversation, answer: str) -> Invitation | None:
    """Find the invitation whose code an answer tells."""
    code = re.search(r": ([0-9A-Z]{5}-[0-9A-Z]{5})\n", answer)
    assert code is not None
    async with hall.database.work() as work:
        return await members.find_invitation(work, code_hash=hash_code(code[1]))


@pytest.mark.parametrize(
    ("line", "role", "place"),
    [
        ("/mamoi bí thư", Role.SECRETARY, {}),
        ("/moi secretary", Role.SECRETARY, {}),
        ("/mamoi tổ trưởng tổ 5", Role.GROUP_LEADER, {"group": "T05"}),
        ("/mamoi to vien T05", Role.GROUP_MEMBER, {"group": "T05"}),
        ("/mamoi đơn vị Kim Đông", Role.UNIT_REPORTER, {"unit": "K12"}),
        ("/mamoi unit_reporter K12", Role.UNIT_REPORTER, {"unit": "K12"}),
        ("/mamoi can bo bao cao cua don vi K12", Role.UNIT_REPORTER, {"unit": "K12"}),
        ("/mamoi Tổ trưởng Tổ công tác T05", Role.GROUP_LEADER, {"group": "T05"}),
        ("/mamoi to pho to 5", Role.GROUP_LEADER, {"group": "T05"}),
        ("/mamoi thư ký tổ 5", Role.GROUP_MEMBER, {"group": "T05"}),
        ("/mamoi pho bi thu thuong truc", Role.DEPUTY, {}),
        ("/mamoi thuong truc", Role.STANDING_BOARD, {}),
        ("/mamoi Ủy viên Ban Thường vụ", Role.STANDING_COMMITTEE, {}),
        ("/mamoi ban to chuc", Role.ORGANISATION_DEPT, {}),
        ("/mamoi vp", Role.OFFICE, {}),
        ("/mamoi quan tri vien", Role.ADMIN, {}),
    ],
)
async def test_invitation_in_one_line(
    hall: Conversation, line: str, role: Role, place: dict[str, str]
) -> None:
    (answer,) = await hall.say("office", line)

    made = await stored(hall, answer)
    assert made is not None
    assert (made.role, made.unit, made.group) == (role, place.get("unit"), place.get("group"))
    assert made.expires_at == hall.now + timedelta(days=7)
    assert made.created_by == hall.person("office").id


async def test_invitation_tells_code_link_and_end(either_hall: Conversation) -> None:
    (answer,) = await either_hall.say("admin", "/mamoi tổ trưởng T03")

    code = r"[A-Z][0-9A-Z]{4}-[0-9A-Z]{5}"
    assert re.fullmatch(
        rf"Mã mời Tổ trưởng Tổ công tác, Tổ 3: ({code})\n"
        r"Dùng một lần, đến 09:00 ngày 22/5/2020\.\n"
        r"https://t\.me/daihoi_bot\?start=\1",
        answer,
    )


async def test_invitation_is_guided(hall: Conversation) -> None:
    assert await hall.say("admin", "/mamoi") == [f"Mời ai? Đồng chí chọn vai trò: {ROLES}"]
    (groups,) = await hall.say("admin", "7")
    assert groups.startswith("Đồng chí chọn tổ: [1 Tổ 1] [2 Tổ 2]")
    (answer,) = await hall.say("admin", "3")
    assert answer.startswith("Mã mời Tổ trưởng Tổ công tác, Tổ 3: ")

    await hall.say("admin", "/mamoi")
    assert await hall.say("admin", "[9 Cán bộ báo cáo của đơn vị]") == [
        "Mời cán bộ báo cáo của đơn vị nào? Đề nghị ghi mã hoặc tên, ví dụ: K01.",
    ]
    (wrong,) = await hall.say("admin", "xyz")
    assert wrong.startswith('Chưa rõ đơn vị nào là "xyz"; chưa ghi gì.')
    (answer,) = await hall.say("admin", "Kim Đông")
    assert answer.startswith("Mã mời cán bộ báo cáo của đơn vị, Đảng bộ xã Kim Đông: ")


async def test_help_tells_a_role_in_vietnamese(hall: Conversation) -> None:
    (answer,) = await hall.say("office", "/trogiup mamoi")
    assert "ví dụ: /mamoi đơn vị K03" in answer
    assert "unit_reporter" not in answer


async def test_wrong_role_or_place_is_answered(hall: Conversation) -> None:
    assert await hall.say("office", "/mamoi chủ nhà") == [
        (
            'Chưa rõ vai trò "chủ nhà"; chưa tạo mã. Ví dụ: /mamoi tổ trưởng T03. '
            f"Đồng chí chọn: {ROLES}"
        ),
    ]
    assert await hall.say("office", "/mamoi bí thư K12") == [
        "Bí thư không gắn với đơn vị hoặc tổ; chưa tạo mã. Ví dụ: /mamoi bí thư.",
    ]
    (answer,) = await hall.say("office", "/mamoi tổ trưởng tổ 99")
    assert answer.startswith('Chưa rõ tổ nào là "tổ 99"; chưa tạo mã.\nĐồng chí chọn tổ: [1 Tổ 1]')


async def test_invitation_is_for_keepers(hall: Conversation) -> None:
    for who in ("secretary", "T03", "K12"):
        assert await hall.say(who, "/mamoi") == [
            "Đồng chí chưa được giao quyền dùng /mamoi. Quyền này thuộc: Văn phòng, quản trị.",
        ]
