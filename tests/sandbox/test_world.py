import pytest

from sandbox.changes import Changes
from sandbox.people import Group, Person
from sandbox.world import KEPT_MESSAGES, Message, World
from tests.sandbox.conftest import START


@pytest.fixture
def world() -> World:
    world = World(Changes())
    world.add_person(Person(1, "Tổ trưởng"))
    return world


@pytest.mark.parametrize(
    "newcomer", [Person(1, "trùng"), Person(-1, "âm"), Group(1, "dương"), Group(-1, "thiếu", (9,))]
)
def test_world_refuses_who_cannot_be(world: World, newcomer: Person | Group) -> None:
    add = world.add_person if isinstance(newcomer, Person) else world.add_group
    with pytest.raises(ValueError, match=r"chat 1|positive|negative"):
        add(newcomer)  # type: ignore[arg-type]  # each to its own


def test_chat_forgets_its_oldest_messages(world: World) -> None:
    for _ in range(KEPT_MESSAGES + 2):
        world.put(Message(id=world.new_message_id(), chat_id=1, sender=1, at=START, text="x"))
    assert list(world.chats[1].messages) == list(range(3, KEPT_MESSAGES + 3))
