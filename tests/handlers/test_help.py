"""/trogiup, the platform's menu, and whether every command is told about."""

import re

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.roles import Role
from handlers.everything import ALL_COMMANDS
from handlers.help import menu_for
from tests.handlers.harness import TEXTS, Conversation

LISTED = [command for command in ALL_COMMANDS if not command.hidden]


async def test_help_of_a_unit_lists_what_it_may_use(hall: Conversation) -> None:
    (answer,) = await hall.say("K12", "/trogiup")

    lines = answer.split("\n")
    assert lines[0] == (
        "Trợ lý đại hội (phần mềm trả lời tự động, không phải hệ thống hồ sơ chính thức). "
        "Đồng chí dùng được:"
    )
    assert lines[1:6] == [
        "Báo cáo, việc",
        "/baocao báo cáo tình hình một mục việc",
        "/dinhchinh đính chính báo cáo gần nhất của mình",
        "/khongphatsinh báo không phát sinh",
        "/viec việc đến hạn của tôi",
    ]
    assert lines[-2:] == [
        "Trả lời câu hỏi: bấm nút, gửi số hoặc gõ chữ trên nút. Bỏ giữa chừng: gửi chữ bỏ.",
        "Lệnh để làm gì, cách dùng: /trogiup tên lệnh, ví dụ: /trogiup baocao.",
    ]
    assert "/capdo" not in answer
    assert "/thanhvien" not in answer


async def test_help_of_the_office_lists_people_and_regimes(hall: Conversation) -> None:
    (answer,) = await hall.say("office", "trợ giúp")

    assert "\nPhòng, chống dịch: /huongdan, /capdo.\n" in answer
    assert "\nNgười dùng: /thanhvien, /phancong, /mamoi.\n" in answer
    assert "/gannhom" not in answer


@pytest.mark.parametrize("who", ["secretary", "office", "organisation_dept", "T03", "K12"])
async def test_help_fits_a_phone_and_names_every_command(hall: Conversation, who: str) -> None:
    (answer,) = await hall.say(who, "/trogiup")

    role = hall.person(who).role
    told = set(re.findall(r"/([a-z]+)", answer))
    assert told == {one.name for one in LISTED if role in one.roles}
    assert answer.count("\n") < 30


async def test_help_on_one_command(hall: Conversation) -> None:
    expected = [
        (
            "/capdo: đặt mức phòng, chống dịch.\n"
            "Cách dùng: /capdo địa bàn mức [từ-đến]; ví dụ: /capdo huyện CT16 16/5-30/5"
        ),
    ]

    for text in ("/trogiup capdo", "/trogiup /capdo", "/help Cấp độ"):
        assert await hall.say("office", text) == expected


async def test_help_on_a_command_of_others_names_the_roles(hall: Conversation) -> None:
    assert await hall.say("K12", "/trogiup capdo") == [
        (
            "Đồng chí chưa được giao quyền dùng /capdo. Quyền này thuộc: Bí thư, Phó Bí thư, "
            "Thường trực, Văn phòng."
        ),
    ]


async def test_help_on_an_unknown_command_names_near_ones(hall: Conversation) -> None:
    assert await hall.say("K12", "/trogiup baocoa") == [
        "Chưa rõ lệnh này; chưa ghi gì. Gần nhất: /baocao. Xem các lệnh: /trogiup."
    ]
    assert await hall.say("K12", "/trogiup zzz") == [
        "Chưa rõ lệnh này; chưa ghi gì. Xem các lệnh: /trogiup."
    ]
    assert await hall.say("K12", "/trogiup dongythao") == [
        "Chưa rõ lệnh này; chưa ghi gì. Xem các lệnh: /trogiup."
    ]


async def test_help_in_a_group_lists_what_is_answered_there(hall: Conversation) -> None:
    leader = str(hall.person("T03").id)
    (answer,) = await hall.send(
        Incoming(
            channel="telegram",
            bot="1",
            key="g1",
            chat="-100",
            chat_kind=ChatKind.GROUP,
            sender=leader,
            at=hall.now,
            content=Content.TEXT,
            text="/trogiup",
        ),
    )

    names = {line.split()[0] for line in answer.split("\n")[1:]}
    assert answer.startswith("Trong nhóm chỉ hỏi được số liệu chung:\n")
    assert names == {f"/{command.name}" for command in LISTED if command.in_groups}


@pytest.mark.parametrize("role", list(Role))
def test_menu_for_each_role_holds_its_commands(role: Role) -> None:
    menu = menu_for(role, TEXTS)

    assert {name for name, _ in menu} == {one.name for one in LISTED if role in one.roles}
    assert all(len(description) <= 256 for _, description in menu)  # Telegram's limit


@pytest.mark.parametrize("command", LISTED, ids=lambda command: command.name)
def test_every_command_has_help_and_usage(command: object) -> None:
    name = getattr(command, "name", "")
    assert TEXTS.label(f"help.{name}")
    assert TEXTS.label(f"usage.{name}").startswith(f"/{name}")


def test_command_names_are_unambiguous() -> None:
    names = [name for one in ALL_COMMANDS for name in (one.name, *one.aliases)]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (
            Content.REFUSED,
            (
                "Nội dung này không được gửi qua ứng dụng nhắn tin và không được lưu. "
                "Đề nghị đồng "
                "chí xóa tin nhắn, báo cáo trực tiếp hoặc bằng văn bản theo chế độ mật tới Ban Tổ "
                "chức."
            ),
        ),
        (
            Content.MEDIA,
            (
                "Trợ lý không nhận ảnh, tệp, ghi âm, vị trí, danh bạ; không lưu. Đề "
                "nghị đồng chí ghi "
                "bằng chữ hoặc gửi theo đường văn bản."
            ),
        ),
        (
            Content.FORWARD,
            "Trợ lý không nhận tin chuyển tiếp; chưa ghi gì. Đề nghị đồng chí tự viết báo cáo.",
        ),
        (
            Content.EDIT,
            (
                "Sửa tin đã gửi không làm thay đổi nội dung đã ghi. Để sửa báo cáo gần "
                "nhất, đề nghị "
                "dùng /dinhchinh."
            ),
        ),
    ],
)
async def test_content_that_is_not_read_is_answered(
    hall: Conversation, content: Content, answer: str
) -> None:
    assert await hall.say("K12", "", content=content) == [answer]


async def test_words_that_nobody_understands(hall: Conversation) -> None:
    assert await hall.say("K12", "trời đẹp quá") == [
        (
            "Trợ lý chưa hiểu nội dung này; chưa ghi gì. Đồng chí có thể chọn: [1 Việc của tôi] "
            "[2 Trợ giúp]"
        ),
    ]


@pytest.mark.parametrize("said", ["hoàn thành", "hoan nghênh", "báo cho tôi biết", "mới"])
async def test_words_that_begin_like_a_short_form_are_no_command(
    hall: Conversation, said: str
) -> None:
    (answer,) = await hall.say("secretary", said)
    assert answer.startswith("Trợ lý chưa hiểu nội dung này; chưa ghi gì.")
