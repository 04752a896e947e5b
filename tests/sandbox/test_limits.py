from sandbox.limits import Limits


class Seconds:
    """Monotonic seconds that go by only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_private_chat_takes_a_burst_of_five_and_then_one_a_second() -> None:
    seconds = Seconds()
    limits = Limits(monotonic=seconds)
    burst = [limits.charge(1, group=False) for _ in range(6)]
    seconds.now = 1.0
    later = [limits.charge(1, group=False) for _ in range(2)]
    assert (burst, later) == ([0, 0, 0, 0, 0, 1.0], [0, 1.0])


def test_refused_message_is_not_counted() -> None:
    seconds = Seconds()
    limits = Limits(monotonic=seconds)
    refused = [limits.charge(1, group=False) for _ in range(50)][5:]
    seconds.now = 1.0
    assert (set(refused), limits.charge(1, group=False)) == ({1.0}, 0)


def test_group_takes_twenty_in_any_minute() -> None:
    seconds = Seconds()
    limits = Limits(monotonic=seconds)
    waits = []
    for second in range(21):
        seconds.now = float(second)
        waits.append(limits.charge(-1, group=True))
    seconds.now = 60.0
    assert (waits, limits.charge(-1, group=True)) == ([0] * 20 + [40.0], 0)


def test_all_chats_together_take_sixty_and_then_thirty_a_second() -> None:
    seconds = Seconds()
    limits = Limits(monotonic=seconds)
    burst = [limits.charge(chat, group=False) == 0 for chat in range(1, 101)]
    seconds.now = 1.0
    later = [limits.charge(chat, group=False) == 0 for chat in range(101, 201)]
    assert (sum(burst), sum(later)) == (60, 30)


def test_limits_switched_off_take_everything() -> None:
    limits = Limits(enabled=False)
    assert {limits.charge(1, group=False) for _ in range(1000)} == {0}
