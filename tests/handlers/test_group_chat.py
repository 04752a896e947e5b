"""A work group's own chat."""

from chat.message import ChatKind, Content, Incoming
from congress.units import GroupChat
from tests.handlers.harness import Conversation
from tests.handlers.test_people import trail

BOUND = (
    "✓ Đã gắn nhóm này với Tổ 3. Trong nhóm, Trợ lý chỉ trả lời số liệu chung; báo cáo, vướng mắc "
    "đề nghị gửi riêng. [Tình hình] [Bỏ gắn nhóm]"
)


async def say_in_group(hall: Conversation, who: str, text: str) -> list[str]:
    return await hall.send(
        Incoming(
            channel="telegram",
            bot="1",
            key=f"{who}:{text}",
            chat="-100",
            chat_kind=ChatKind.GROUP,
            sender=str(hall.person(who).id),
            at=hall.now,
            content=Content.TEXT,
            text=text,
        ),
    )


async def test_leader_binds_and_unbinds_a_chat(either_hall: Conversation) -> None:
    hall = either_hall
    assert await say_in_group(hall, "T03", "/gannhom") == [BOUND]
    assert hall.directory.group_chats == {
        ("telegram", "-100"): GroupChat(channel="telegram", chat="-100", group="T03")
    }
    (answer,) = await say_in_group(hall, "T03 member", "/tinhhinh")
    assert "2/7" in answer

    assert await say_in_group(hall, "T03", "/gannhom bỏ") == ["✓ Đã bỏ gắn nhóm này với Tổ 3."]
    assert hall.directory.group_chats == {}
    assert await trail(hall, "group T03") == [
        ("bind_chat", None, "telegram"),
        ("unbind_chat", "telegram", None),
    ]


async def test_chat_bound_before_is_told_so(hall: Conversation) -> None:
    await say_in_group(hall, "T03", "/gannhom")

    (answer,) = await say_in_group(hall, "T03", "/gannhom")

    assert answer.startswith("Nhóm này đã gắn với Tổ 3. ")


async def test_chat_of_another_group_stays_theirs(hall: Conversation) -> None:
    await say_in_group(hall, "T03", "/gannhom")

    for text in ("/gannhom", "/gannhom bỏ"):
        assert await say_in_group(hall, "T04", text) == [
            "Nhóm này đã gắn với Tổ 3; chỉ Tổ trưởng Tổ 3 bỏ gắn được. Không có gì thay đổi.",
        ]


async def test_what_is_not_understood_leads_to_what_a_group_may_ask(hall: Conversation) -> None:
    await say_in_group(hall, "T03", "/gannhom")

    for who in ("T03 member", "T04"):
        assert await say_in_group(hall, who, "đến đâu rồi") == [
            "Trợ lý chưa hiểu nội dung này; chưa ghi gì. Đồng chí có thể chọn: [1 Tình hình] "
            "[2 Trợ giúp]",
        ]


async def test_wrong_words_and_an_unbound_chat_are_answered(hall: Conversation) -> None:
    assert await say_in_group(hall, "T03", "/gannhom tổ 4") == [
        'Chưa rõ "tổ 4"; không có gì thay đổi. Gắn nhóm: /gannhom; bỏ gắn: /gannhom bỏ.',
    ]
    assert await say_in_group(hall, "T03", "/gannhom bỏ") == [
        "Nhóm này chưa gắn với tổ nào. Gắn với Tổ 3: /gannhom.",
    ]


async def test_binding_is_explained_in_private(hall: Conversation) -> None:
    how = (
        "Để gắn nhóm trò chuyện với Tổ 3: thêm Trợ lý vào nhóm, rồi gửi /gannhom trong nhóm đó. "
        "Trong nhóm, Trợ lý chỉ trả lời số liệu chung. "
    )
    assert await hall.say("T03", "/gannhom") == [how + "Hiện chưa có nhóm nào."]

    await say_in_group(hall, "T03", "/gannhom")
    assert await hall.say("T03", "/gannhom") == [how + "Hiện có 1 nhóm đã gắn."]


async def test_others_may_not_bind(hall: Conversation) -> None:
    for who in ("T03 member", "office", "secretary", "K12"):
        assert await say_in_group(hall, who, "/gannhom") == [
            "Đồng chí chưa được giao quyền dùng /gannhom. Quyền này thuộc: Tổ trưởng Tổ công tác.",
        ]
    assert hall.directory.group_chats == {}


async def test_private_commands_are_sent_away_from_a_group(hall: Conversation) -> None:
    assert await say_in_group(hall, "T03", "/tuychon") == [
        "/tuychon chỉ dùng trong trò chuyện riêng với Trợ lý.",
    ]
