"""Every command tried by every role, by strangers and in group chats; and the page about it."""

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.members import Member
from congress.roles import Role
from handlers.everything import ALL_COMMANDS
from handlers.registry import Command
from storage import outbox
from tests.handlers.conftest import MORNING
from tests.handlers.harness import CHANNEL, TEXTS, Conversation
from tests.handlers.matrix import PAGE, write_matrix

PRIVATE, GROUP = ChatKind.PRIVATE, ChatKind.GROUP


async def _try_all(hall: Conversation, sender: str, *, kind: ChatKind) -> dict[str, str]:
    """Send each command, without arguments, in a chat of its own; give its first answer."""
    async with hall.database.work() as work:
        for place, command in enumerate(ALL_COMMANDS):
            incoming = Incoming(
                channel=CHANNEL,
                bot="1",
                key=f"{sender}-{place}",
                chat=f"{sender}-{place}",
                chat_kind=kind,
                sender=sender,
                at=MORNING,
                content=Content.TEXT,
                text=f"/{command.name}",
            )
            await hall.router.handle(incoming, work=work, directory=hall.directory, now=MORNING)
    async with hall.database.work() as work:
        letters = await outbox.take_due(work, now=MORNING, limit=1000)
    heard: dict[str, str] = {}
    for letter in letters:
        heard.setdefault(letter.outgoing.chat, letter.outgoing.html)
    return {
        command.name: heard.get(f"{sender}-{place}", "")
        for place, command in enumerate(ALL_COMMANDS)
    }


def _somebody(hall: Conversation, role: Role) -> Member:
    return hall.directory.people(role)[0]


def _refusal(command: Command) -> str:
    roles = [role for role in Role if role in command.roles]
    return TEXTS.render("refusal/role", command=command.name, roles=roles)


@pytest.mark.row("MX-10")
@pytest.mark.parametrize("role", list(Role))
async def test_only_the_roles_of_a_command_may_use_it(hall: Conversation, role: Role) -> None:
    heard = await _try_all(hall, str(_somebody(hall, role).id), kind=PRIVATE)
    assert "" not in heard.values()
    refused = {one.name for one in ALL_COMMANDS if heard[one.name] == _refusal(one)}
    assert refused == {
        one.name for one in ALL_COMMANDS if role not in one.roles and not one.anyone
    }


async def test_group_chat_answers_only_what_is_meant_for_it(hall: Conversation) -> None:
    heard = await _try_all(hall, str(_somebody(hall, Role.GROUP_LEADER).id), kind=GROUP)
    refused = {
        one.name
        for one in ALL_COMMANDS
        if heard[one.name] == TEXTS.render("refusal/private_only", command=one.name)
    }
    assert refused == {
        one.name for one in ALL_COMMANDS if Role.GROUP_LEADER in one.roles and not one.in_groups
    }


async def test_stranger_gets_the_one_polite_line_whatever_is_tried(hall: Conversation) -> None:
    heard = await _try_all(hall, "999", kind=PRIVATE)
    assert set(heard.values()) == {TEXTS.render("start/unknown"), ""}
    assert await _try_all(hall, "998", kind=GROUP) == dict.fromkeys(heard, "")


def test_page_of_permissions_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_matrix()
