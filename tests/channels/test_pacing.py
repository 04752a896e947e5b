"""The pace of pushes, and waits that the platform asked for."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from channels.pacing import Pacing

PERSON, OTHER, THIRD, GROUP = "101", "102", "103", "-500"


def send(pacing: Pacing, chat: str, now: float) -> float:
    """Wait for a push's turn, send it, and tell when that was."""
    while (wait := pacing.wait(chat, now, push=True)) > 0:
        now += wait
    pacing.charge(chat, now)
    return now


def times(chats: Iterator[str], count: int) -> list[float]:
    pacing, now, sent = Pacing(0.0), 0.0, []
    for _ in range(count):
        now = send(pacing, next(chats), now)
        sent.append(now)
    return sent


def most_within(sent: list[float], seconds: float) -> int:
    return max(sum(start <= at < start + seconds for at in sent) for start in sent)


def test_no_second_sees_more_than_thirty_messages() -> None:
    sent = times(iter(str(number) for number in range(200)), 200)
    assert most_within(sent, 1.0) <= 30
    assert sent[-1] < 200 / 20


def test_no_minute_of_a_group_sees_more_than_twenty_messages() -> None:
    def group() -> Iterator[str]:
        while True:
            yield GROUP

    assert most_within(times(group(), 60), 60.1) == 20


def test_person_gets_a_short_burst_and_then_one_message_a_second() -> None:
    def person() -> Iterator[str]:
        while True:
            yield PERSON

    assert times(person(), 6) == [0.0, 0.0, 0.0, 1.0, 2.0, 3.0]


def test_reply_goes_at_once_and_makes_the_next_push_wait() -> None:
    pacing = Pacing(0.0)
    for _ in range(10):
        assert pacing.wait(PERSON, 0.0, push=False) == 0.0
        pacing.charge(PERSON, 0.0)
    assert pacing.wait(PERSON, 0.0, push=True) == 4.0


def test_asked_wait_holds_that_chat_alone() -> None:
    pacing = Pacing(0.0)
    pacing.halt(PERSON, 0.0, 7.0, whole_bot=False)

    assert pacing.wait(PERSON, 1.0, push=False) == 6.0
    assert pacing.wait(OTHER, 1.0, push=False) == 0.0
    assert pacing.resting(1.0, push=False) == {PERSON: 6.0}
    assert pacing.wait(PERSON, 7.0, push=False) == 0.0
    assert pacing.resting(7.0, push=False) == {}


def test_asked_wait_for_the_bot_holds_everybody() -> None:
    pacing = Pacing(0.0)
    pacing.halt(PERSON, 0.0, 7.0, whole_bot=True)
    assert pacing.wait(OTHER, 1.0, push=False) == 6.0
    assert pacing.wait_for_all(1.0) == 6.0


def test_three_chats_refused_at_once_mean_the_bot() -> None:
    pacing = Pacing(0.0)
    pacing.halt(PERSON, 0.0, 5.0, whole_bot=False)
    pacing.halt(OTHER, 1.0, 5.0, whole_bot=False)
    assert pacing.wait_for_all(1.0) == 0.0
    pacing.halt(THIRD, 2.0, 5.0, whole_bot=False)
    assert pacing.wait_for_all(2.0) == 5.0


def test_shorter_wait_does_not_end_a_longer_one() -> None:
    pacing = Pacing(0.0)
    pacing.halt(PERSON, 0.0, 9.0, whole_bot=False)
    pacing.halt(PERSON, 0.0, 2.0, whole_bot=False)
    assert pacing.wait(PERSON, 0.0, push=False) == 9.0


def test_chat_without_tokens_rests_for_pushes_only() -> None:
    pacing = Pacing(0.0)
    for _ in range(3):
        pacing.charge(PERSON, 0.0)
    assert pacing.resting(0.5, push=True) == {PERSON: 0.5}
    assert pacing.resting(0.5, push=False) == {}


@given(st.lists(st.tuples(st.sampled_from([PERSON, OTHER, GROUP]), st.floats(0, 5)), max_size=40))
def test_rested_bot_remembers_nothing(steps: list[tuple[str, float]]) -> None:
    pacing, now = Pacing(0.0), 0.0
    for chat, pause in steps:
        now = send(pacing, chat, now + pause)
    assert pacing.resting(now + 61, push=True) == {}
    assert pacing._chats == {}
