"""What reaches the database holds no name and no word that may not be kept."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from channels.telegram.strip import strip_update
from chat.message import RawUpdate

PERSON = {
    "id": 101,
    "is_bot": False,
    "first_name": "LEAK",
    "last_name": "LEAK",
    "username": "LEAK",
}
CHAT = {"id": 101, "type": "private", "first_name": "LEAK", "username": "LEAK"}
BASE = {"message_id": 7, "date": 1589500800, "chat": CHAT, "from": PERSON}
KEPT = {
    "message_id": 7,
    "date": 1589500800,
    "chat": {"id": 101, "type": "private"},
    "from": {"id": 101},
}
FILE = {"file_id": "LEAK", "file_unique_id": "LEAK", "file_name": "LEAK.pdf"}


def strip(payload: dict[str, Any], refused: str | None = None) -> dict[str, object]:
    return strip_update(RawUpdate(key="1", payload=payload), lambda _text: refused).payload


def test_text_is_kept_without_names() -> None:
    entities = [{"type": "text_mention", "offset": 0, "length": 1, "user": PERSON}]
    quoted = BASE | {"from": {"id": 42, "first_name": "LEAK"}, "text": "LEAK"}
    message = BASE | {"text": "X06 xong", "entities": entities, "reply_to_message": quoted}
    assert strip({"update_id": 1, "message": message}) == {
        "update_id": 1,
        "message": KEPT | {"text": "X06 xong", "reply_to_message": {"from": {"id": 42}}},
    }


def test_refused_words_leave_only_the_reason() -> None:
    assert strip({"update_id": 1, "message": BASE | {"text": "LEAK"}}, "classified") == {
        "update_id": 1,
        "message": KEPT | {"refused": "classified"},
    }


def test_files_leave_nothing_of_themselves() -> None:
    message = BASE | {"document": FILE, "photo": [FILE], "caption": "LEAK"}
    assert strip({"update_id": 1, "message": message}) == {
        "update_id": 1,
        "message": KEPT | {"refused": "media"},
    }


def test_forwarded_words_and_their_author_are_not_kept() -> None:
    message = BASE | {"text": "LEAK", "forward_origin": {"type": "user", "sender_user": PERSON}}
    assert strip({"update_id": 1, "message": message}) == {
        "update_id": 1,
        "message": KEPT | {"forward_origin": True},
    }


def test_edited_words_are_not_kept() -> None:
    assert strip({"update_id": 1, "edited_message": BASE | {"text": "LEAK"}}) == {
        "update_id": 1,
        "edited_message": KEPT,
    }


def test_press_keeps_its_command() -> None:
    press = {"id": "9", "from": PERSON, "chat_instance": "LEAK", "data": "/viec"}
    message = BASE | {"from": {"id": 42, "first_name": "LEAK"}, "text": "LEAK"}
    assert strip({"update_id": 1, "callback_query": press | {"message": message}}) == {
        "update_id": 1,
        "callback_query": {
            "id": "9",
            "from": {"id": 101},
            "data": "/viec",
            "message": KEPT | {"from": {"id": 42}},
        },
    }


def test_command_made_up_of_refused_words_is_emptied() -> None:
    press = {"id": "9", "from": PERSON, "data": "LEAK", "message": BASE}
    stripped = strip({"update_id": 1, "callback_query": press}, "classified")
    assert "LEAK" not in json.dumps(stripped)


def test_membership_keeps_who_and_what() -> None:
    member = {"status": "kicked", "user": PERSON, "until_date": 0}
    change = {"chat": CHAT, "from": PERSON, "date": 1, "new_chat_member": member}
    assert strip({"update_id": 1, "my_chat_member": change}) == {
        "update_id": 1,
        "my_chat_member": {
            "chat": {"id": 101, "type": "private"},
            "from": {"id": 101},
            "date": 1,
            "new_chat_member": {"status": "kicked"},
        },
    }


_LEAKS = st.recursive(
    st.one_of(st.none(), st.floats(), st.just("LEAK")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
)


@given(
    st.dictionaries(st.text(max_size=12), _LEAKS, max_size=6),
    st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]),
)
def test_what_is_not_read_is_not_kept(more: dict[str, Any], kind: str) -> None:
    payload = {"update_id": 1, kind: more | BASE, "channel_post": BASE}
    stored = json.dumps(strip(payload), allow_nan=False)
    assert "LEAK" not in stored
