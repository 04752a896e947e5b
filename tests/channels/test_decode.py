"""What Telegram's updates mean to us, whole or stripped; nonsense means nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from channels.telegram.decode import decode
from channels.telegram.strip import strip_update
from chat.message import ChatKind, Content, Incoming, RawUpdate

PERSON = {"id": 101, "is_bot": False, "first_name": "Bí thư", "last_name": "X", "username": "bt"}
BOT = {"id": 42, "is_bot": True, "first_name": "Trợ lý", "username": "DaihoiBot"}
PRIVATE = {"id": 101, "type": "private", "first_name": "Bí thư"}
GROUP = {"id": -500, "type": "supergroup", "title": "Tổ 1"}
BASE = {"message_id": 7, "date": 1589500800, "chat": PRIVATE, "from": PERSON}
FILE = {"file_id": "F", "file_unique_id": "U"}
CLASSIFIED = "mật"


def judge(text: str) -> str | None:
    return "classified" if CLASSIFIED in text else None


def read(payload: dict[str, Any]) -> Incoming | None:
    """Decode an update as it came, and after stripping: both must mean the same."""
    stripped = strip_update(RawUpdate(key="1", payload=payload), judge).payload
    whole, bare = (
        decode(each, key="1", bot="42", user_name="DaihoiBot", channel="telegram")
        for each in (payload, stripped)
    )
    assert whole == bare or (bare is not None and bare.content is Content.REFUSED)
    return bare


def said(**changes: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": BASE | changes}


def incoming(**changes: Any) -> Incoming:
    common = {
        "channel": "telegram",
        "bot": "42",
        "key": "1",
        "chat": "101",
        "chat_kind": ChatKind.PRIVATE,
        "sender": "101",
        "at": datetime(2020, 5, 15, tzinfo=UTC),
        "content": Content.TEXT,
        "message": "7",
    }
    return Incoming(**(common | changes))


IN_GROUP = {"chat": "-500", "chat_kind": ChatKind.GROUP}


@pytest.mark.row("MX-8")
def test_text_is_read_with_marks_composed() -> None:
    assert read(said(text="Ho\u0302m nay\0")) == incoming(text="Hôm nay")


def test_half_characters_are_replaced() -> None:
    assert read(said(text="ok \ud83d ế")) == incoming(text="ok \ufffd ế")


def test_press_is_the_buttons_command() -> None:
    press = {"id": "99", "from": PERSON, "chat_instance": "c", "data": "/viec X06"}
    payload = {"update_id": 1, "callback_query": press | {"message": BASE | {"from": BOT}}}
    assert read(payload) == incoming(content=Content.BUTTON, text="/viec X06", ack="99")


def test_press_under_a_message_too_old_to_be_told_about_is_read() -> None:
    press = {"id": "99", "from": PERSON, "chat_instance": "c", "data": "/viec"}
    old = {"message_id": 7, "date": 0, "chat": PRIVATE}
    assert read({"update_id": 1, "callback_query": press | {"message": old}}) == incoming(
        content=Content.BUTTON, text="/viec", ack="99", at=datetime(1970, 1, 1, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "media",
    [
        {"photo": [FILE]},
        {"document": FILE, "caption": "báo cáo"},
        {"voice": FILE},
        {"sticker": FILE},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {"contact": {"phone_number": "0", "first_name": "X"}},
        {"poll": {"id": "1", "question": "?"}},
    ],
)
def test_media_is_told_from_words(media: dict[str, Any]) -> None:
    assert read(said(**media)) == incoming(content=Content.MEDIA)


def test_forwarded_words_are_not_the_senders() -> None:
    origin = {"type": "user", "date": 1, "sender_user": PERSON}
    assert read(said(text="xong", forward_origin=origin)) == incoming(content=Content.FORWARD)


def test_edit_is_told_without_its_words() -> None:
    assert read({"update_id": 1, "edited_message": BASE | {"text": "sửa"}}) == incoming(
        content=Content.EDIT
    )


def test_refused_words_leave_their_reason() -> None:
    assert read(said(text="văn bản mật")) == incoming(content=Content.REFUSED, reason="classified")


def test_refused_caption_leaves_its_reason() -> None:
    payload = said(caption="văn bản mật", photo=[FILE])
    assert read(payload) == incoming(content=Content.REFUSED, reason="classified")


def test_upgraded_group_is_told_once() -> None:
    left = read(said(chat=GROUP | {"type": "group"}, migrate_to_chat_id=-100500))
    arrived = read(said(chat=GROUP | {"id": -100500}, migrate_from_chat_id=-500))
    assert left == incoming(content=Content.MIGRATED, new_chat="-100500", **IN_GROUP)
    assert arrived is None


@pytest.mark.parametrize(
    ("status", "content"),
    [("kicked", Content.LEFT), ("left", Content.LEFT), ("member", Content.JOINED)],
)
def test_blocking_and_coming_back_are_told(status: str, content: Content) -> None:
    change = {
        "chat": PRIVATE,
        "from": PERSON,
        "date": 1589500800,
        "old_chat_member": {"status": "member", "user": BOT},
        "new_chat_member": {"status": status, "user": BOT},
    }
    assert read({"update_id": 1, "my_chat_member": change}) == incoming(
        content=content, message=None
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/viec@DaihoiBot X06", "/viec X06"),
        ("/viec@daihoibot", "/viec"),
        ("@DaihoiBot, việc của tôi", "việc của tôi"),
        ("/viec X06", "/viec X06"),
    ],
)
def test_words_to_the_bot_in_a_group_are_read(text: str, words: str) -> None:
    assert read(said(chat=GROUP, text=text)) == incoming(text=words, **IN_GROUP)


def test_reply_to_the_bot_in_a_group_is_read() -> None:
    replied = {"message_id": 6, "date": 1, "chat": GROUP, "from": BOT, "text": "Chọn:"}
    assert read(said(chat=GROUP, text="2", reply_to_message=replied)) == incoming(
        text="2", **IN_GROUP
    )


@pytest.mark.parametrize(
    "what",
    [
        {"text": "/viec@OtherBot X06"},
        {"text": "các đồng chí ăn cơm chưa"},
        {"text": "@OtherBot giúp với"},
        {"photo": [FILE]},
        {"text": "2", "reply_to_message": {"message_id": 6, "from": PERSON}},
        {"new_chat_title": "Tổ 2"},
        {"left_chat_member": PERSON},
    ],
)
def test_what_a_group_says_to_itself_is_not_ours(what: dict[str, Any]) -> None:
    assert read(said(chat=GROUP, **what)) is None


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"update_id": 1, "channel_post": BASE | {"chat": {"id": -9, "type": "channel"}}},
        {"update_id": 1, "message": BASE | {"chat": {"id": -9, "type": "channel"}, "text": "x"}},
        {"update_id": 1, "edited_message": BASE | {"chat": GROUP, "text": "x"}},
        {"update_id": 1, "message": BASE | {"pinned_message": {}}},
        {"update_id": 1, "callback_query": {"id": "9", "from": PERSON, "inline_message_id": "i"}},
        {"update_id": 1, "message": BASE | {"date": 10**30, "text": "x"}},
        {"update_id": 1, "message": BASE | {"chat": {"id": True, "type": "private"}, "text": "x"}},
        {"update_id": 1, "message": BASE | {"text": ["x"]}},
    ],
)
def test_what_needs_no_answer_is_nothing(payload: dict[str, Any]) -> None:
    assert read(payload) is None


_NAMES = st.sampled_from(
    [
        "update_id", "message", "edited_message", "callback_query", "my_chat_member", "id",
        "message_id", "date", "chat", "type", "from", "text", "caption", "data", "photo", "status",
        "forward_origin", "reply_to_message", "new_chat_member", "refused", "private", "group",
        "migrate_to_chat_id", "kicked",
    ]
)  # fmt: skip
_JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), _NAMES,
        st.sampled_from([10**20, -500, 101, "/x", "/x@DaihoiBot", "@DaihoiBot", "mật", "\ud800"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=6)
    ),
    max_leaves=25,
)  # fmt: skip
_UPDATES = st.one_of(
    st.dictionaries(_NAMES, _JSON, max_size=6),
    st.builds(
        lambda kind, base, more: {"update_id": 1, kind: base | more},
        st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]),
        st.sampled_from([BASE, {"id": "9", "from": PERSON, "message": BASE, "data": "/x"}]),
        st.dictionaries(_NAMES, _JSON, max_size=4),
    ),
)


@given(_UPDATES)
def test_any_json_is_read_or_nothing(payload: dict[str, Any]) -> None:
    found = decode(payload, key="1", bot="42", user_name="DaihoiBot", channel="telegram")
    assert found is None or found.channel == "telegram"


@given(_UPDATES)
def test_any_json_is_stripped_to_what_can_be_read_alike(payload: dict[str, Any]) -> None:
    stripped: dict[str, Any] = strip_update(
        RawUpdate(key="1", payload=payload), lambda _text: None
    ).payload
    # The reason of a refusal is our own word: in a raw update it would be somebody's invention.
    assume("refused" not in stripped.get("message", {}))
    again = strip_update(RawUpdate(key="1", payload=stripped), lambda _text: None).payload
    assert decode(again, key="1", bot="42", user_name="B", channel="telegram") == decode(
        stripped, key="1", bot="42", user_name="B", channel="telegram"
    )
