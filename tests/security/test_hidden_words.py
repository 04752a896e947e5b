"""Words that are hidden, or made to keep the program busy, meet the same filter."""

import time

import pytest

from channels.telegram.strip import strip_update
from chat.message import RawUpdate
from congress.refusal import reason_to_refuse

#: Far more than it takes, far less than the square of a message's length would.
_MOST_SECONDS = 0.1


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e"])
def test_sign_nobody_sees_hides_no_refused_words(sign: str) -> None:
    raw = {"update_id": 1, "message": {"text": f"tối{sign} m{sign}ật"}}
    update = RawUpdate(key="1", payload=raw)
    assert strip_update(update, reason_to_refuse).payload == {
        "update_id": 1,
        "message": {"chat": {}, "refused": "classified"},
    }


@pytest.mark.parametrize("piece", ["\n", "1", "1 ", "012 ", "0.", "(", "đồng chí ", "a\n"])
def test_longest_message_is_judged_at_once(piece: str) -> None:
    text = (piece * 4096)[:4096]
    reason_to_refuse("warm up")
    began = time.process_time()
    reason_to_refuse(text)
    assert time.process_time() - began < _MOST_SECONDS
