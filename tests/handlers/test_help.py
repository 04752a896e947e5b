"""/trogiup, the platform's menu, and whether every command is told about."""

import re

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.folding import fold
from congress.roles import Role
from handlers.everything import ALL_COMMANDS
from handlers.help import menu_for
from handlers.registry import Command
from tests.handlers.harness import TEXTS, Conversation

LISTED = [command for command in ALL_COMMANDS if not command.hidden]


async def test_help_of_a_unit_is_short_and_leads_to_topics(hall: Conversation) -> None:
    assert await hall.say("K12", "/trogiup") == [
        "Trợ lý đại hội (phần mềm trả lời tự động, không phải hệ thống hồ sơ chính thức). "
        "Đồng chí hay dùng:\n"
        "/baocao báo cáo tình hình một mục việc\n"
        "/viec việc đến hạn của tôi\n"
        "/thoihan hạn trong 14 ngày tới\n"
        "/khongphatsinh báo không phát sinh\n"
        "/dinhchinh đính chính báo cáo gần nhất của mình\n"
        "/tinhhinh tình hình chung, của một tổ hoặc một đơn vị\n"
        "Trả lời câu hỏi: bấm nút, gửi số hoặc gõ chữ trên nút. Bỏ giữa chừng: gửi chữ bỏ.\n"
        "Cách dùng một lệnh: /trogiup tên lệnh, ví dụ: /trogiup baocao. Mọi việc khác, đồng chí "
        "chọn nhóm: [1 Báo cáo, việc của tôi] [2 Theo dõi, tra cứu] [3 Ngày đại hội] "
        "[4 Tổ chức, kết quả đại hội] [5 Duyệt, kết luận, bài học] [6 Văn kiện, nhân sự] "
        "[7 Vướng mắc, xử lý] [8 Phòng, chống dịch] [9 Tiểu ban, hoạt động] "
        "[10 Văn bản, tổng hợp] [11 Người dùng, cá nhân]"
    ]
    issues = [
        "Vướng mắc, xử lý\n"
        "/vuongmac báo vướng mắc; tình hình tư tưởng, địa bàn\n"
        "/xuly xem, xử lý một vướng mắc\n"
        "/molai mở lại một vướng mắc\n"
        "/chuyencap chuyển vướng mắc lên cấp trên, báo phức tạp\n"
        "Cách dùng một lệnh: /trogiup tên lệnh, ví dụ: /trogiup vuongmac. [Trợ giúp]"
    ]
    assert await hall.say("K12", "7") == issues
    assert await hall.say("K12", "/trogiup vuong mac xu ly") == issues


async def test_topics_hold_what_the_role_may_use(hall: Conversation) -> None:
    await hall.say("office", "trợ giúp")
    (epidemic,) = await hall.say("office", "Phòng, chống dịch")
    assert epidemic.split("\n")[1:-1] == [
        "/huongdan hướng dẫn phòng, chống dịch cho đại hội",
        "/capdo đặt mức phòng, chống dịch",
    ]
    (people,) = await hall.say("office", "/trogiup người dùng, cá nhân")
    assert re.findall(r"^/([a-z]+)", people, re.MULTILINE) == [
        "thanhvien",
        "phancong",
        "mamoi",
        "tuychon",
        "trogiup",
        "start",
    ]


@pytest.mark.parametrize(
    "who", ["secretary", "office", "organisation_dept", "T03", "K12", "standing_committee"]
)
async def test_help_fits_a_phone_and_leads_to_every_command(hall: Conversation, who: str) -> None:
    (answer,) = await hall.say(who, "/trogiup")
    assert answer.count("\n") < 10
    role = hall.person(who).role

    told = []
    for number in range(1, len(re.findall(r"\[\d+ ", answer)) + 1):
        await hall.say(who, "/trogiup")
        (topic,) = await hall.say(who, str(number))
        told += re.findall(r"^/([a-z]+)", topic, re.MULTILINE)
        assert topic.count("\n") < 10
    assert sorted(told) == sorted(one.name for one in LISTED if role in one.roles)


async def test_help_of_who_may_use_little_is_all_of_it(hall: Conversation) -> None:
    (answer,) = await hall.say("admin", "/trogiup")

    told = re.findall(r"^/([a-z]+)", answer, re.MULTILINE)
    assert sorted(told) == sorted(one.name for one in LISTED if Role.ADMIN in one.roles)
    assert answer.endswith("ví dụ: /trogiup donvi.")


def test_topics_are_named_otherwise_than_commands() -> None:
    names = {name for one in ALL_COMMANDS for name in (one.name, *one.aliases)}
    topics = [TEXTS.label(f"help_group.{key}") for key in TEXTS.words("help_groups")]
    assert not names & {re.sub("[^a-z]", "", fold(topic)) for topic in topics}


async def test_help_on_one_command(hall: Conversation) -> None:
    expected = [
        (
            "/capdo: đặt mức phòng, chống dịch.\n"
            "Cách dùng: /capdo địa bàn mức [từ-đến]; ví dụ: /capdo huyện CT16 16/5-30/5"
        ),
    ]

    for text in ("/trogiup capdo", "/trogiup /capdo", "/help Cấp độ"):
        assert await hall.say("office", text) == expected


async def test_examples_are_of_one_s_own_units_and_days_that_are_near(
    hall: Conversation,
) -> None:
    for who, command, example in (
        ("K13", "vuongmac", "/vuongmac K13 hội trường đang sửa, hạn 20/5"),
        ("T03", "danhsach", "/danhsach quá hạn T03"),
        ("K37", "baocao", "/baocao C09 đang làm 60%"),
        ("office", "khung", "/khung cơ sở 26/5–30/6/2020 MH-06-TB/HU ngày 15/5/2020"),
    ):
        (answer,) = await hall.say(who, f"/trogiup {command}")
        assert answer.endswith(f"; ví dụ: {example}")


async def test_examples_of_a_province_name_its_own(province: Conversation) -> None:
    for who, command, example in (
        ("HAMTAN", "ngay", "/ngay HAMTAN 18–19/7/2020"),
        ("secretary", "tinhhinh", "/tinhhinh HAMTAN"),
        ("secretary", "danhsach", "/danhsach quá hạn"),
        # The last day of the bases is over.
        ("office", "khung", "/khung cấp trên cơ sở 27/7–31/8/2020 MH-06-TB/HU ngày 22/6/2020"),
    ):
        (answer,) = await province.say(who, f"/trogiup {command}")
        assert answer.endswith(f"; ví dụ: {example}")


@pytest.mark.parametrize(
    "who", ["secretary", "office", "organisation_dept", "T03", "K12", "admin"]
)
async def test_every_usage_has_its_examples(hall: Conversation, who: str) -> None:
    for command in LISTED:
        if hall.person(who).role in command.roles:
            (answer,) = await hall.say(who, f"/trogiup {command.name}")
            assert f"\nCách dùng: /{command.name}" in answer
            assert "{" not in answer


@pytest.mark.parametrize(
    "who", ["secretary", "standing_committee", "office", "organisation_dept", "T03", "K12"]
)
async def test_nobody_is_given_an_example_that_is_not_theirs_to_say(
    hall: Conversation, who: str
) -> None:
    for command in LISTED:
        if hall.person(who).role in command.roles:
            (told,) = await hall.say(who, f"/trogiup {command.name}")
            example = told.partition("; ví dụ: ")[2]
            for answer in await hall.say(who, example) if example else ():
                assert "Quyền này thuộc" not in answer, example


async def test_who_only_reads_is_told_how_to_read(hall: Conversation) -> None:
    for who, usage in (
        ("secretary", "/duyet [đơn vị] [lịch ngày | tài liệu ngày | đạt | đạt có bổ sung | rút "
         "kinh nghiệm]; ví dụ: /duyet K03 lịch 20/5 chủ trì Bí thư"),
        ("T03", "/duyet [đơn vị] [tài liệu ngày]; ví dụ: /duyet K03"),
    ):  # fmt: skip
        assert await hall.say(who, "/trogiup duyet") == [
            f"/duyet: lịch và kết quả duyệt nội dung đại hội.\nCách dùng: {usage}"
        ]


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
def test_every_command_has_help_and_usage(command: Command) -> None:
    name = command.name
    assert TEXTS.label(f"help.{name}")
    for role in command.roles:
        assert TEXTS.label(command.usage_for(role)).startswith(f"/{name}")


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
