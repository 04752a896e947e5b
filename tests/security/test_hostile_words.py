"""Every command, step and dialogue, by every role, given what an attacker or a bad line sends.

No handler may fail, whatever comes: a message that fails is answered with an apology. Buttons are
texts, so forged ones are tried as any other line.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.roles import Role
from handlers.everything import ALL_COMMANDS, ALL_FLOWS
from storage import dialogs
from storage.dialogs import Dialog
from tests.handlers.harness import CHANNEL, Conversation
from tests.handlers.test_scope import read_record

MORNING = datetime(2020, 5, 15, 2, 0, tzinfo=UTC)
#: Words that nothing is to be kept of, whoever says them.
HOSTILE: tuple[str, ...] = (
    "",
    "-1",
    "0",
    "9" * 19,
    "9" * 30,
    "9223372036854775808",
    "VM999",
    f"KL{'9' * 30}",
    f"NV{'9' * 19}",
    f"DX{'9' * 19}",
    f"CT{'9' * 30}",
    f"KN{'9' * 30}",
    "K99 X99",
    "a" * 4000,
    "<b>x</b>&<",
    "\u200b",
    "\u200d \u2060",
    "٣/٤",
    "²",
    "; ; ;",
    "\ufffd\n\n\n",
    "đồng chí Nguyễn Văn Hùng",
)
#: Words like any others to who keeps words, and no more than words.
MARKUP: tuple[str, ...] = (
    "{{ 7 * 7 }}{% raw %}",
    unicodedata.normalize("NFD", "Xã không có ở đây"),
    "'; drop table units; -- %s :a ?",
    "{0} {name} %(x)s \\ $1",
)
#: The same behind a unit that is there, and everything there is to know about days.
PLACED: tuple[str, ...] = (
    "K12 30/2/2020",
    "K12 1/1/0001",
    "K12 31/12/9999",
    "K12 1/1/10000",
    "K12 -1",
    "K12 0/0",
    f"K12 {'9' * 30}",
    f"K12 {'x' * 3900}",
    "K12 đồng chí Nguyễn Văn Hùng",
    "HU x",
)


async def _send_all(
    hall: Conversation, sender: str, lines: Sequence[str], *, kind: ChatKind = ChatKind.PRIVATE
) -> None:
    """Send each line as a message, and as a press of a forged button; whatever fails, raises."""
    contents = cycle((Content.TEXT, Content.BUTTON))
    for place, (line, content) in enumerate(zip(lines, contents, strict=False)):
        incoming = Incoming(
            channel=CHANNEL,
            bot="1",
            key=f"{sender}-{kind}-{place}",
            chat=sender if kind is ChatKind.PRIVATE else "-100",
            chat_kind=kind,
            sender=sender,
            at=MORNING,
            content=content,
            text=line,
        )
        async with hall.database.work() as work:
            await hall.router.handle(incoming, work=work, directory=hall.directory, now=MORNING)


def _lines(role: Role, words: Sequence[str]) -> Iterator[str]:
    """Give each command of a role with some of the words, so that all are tried over the roles."""
    own = [command for command in ALL_COMMANDS if role in command.roles]
    turn = list(Role).index(role)
    for place, command in enumerate(own):
        for number, said in enumerate(words):
            if (number + place + turn) % 4 == 0:
                yield f"/{command.name} {said}"


@pytest.mark.parametrize("role", list(Role))
async def test_hostile_words_fail_nothing_and_change_nothing(
    hall: Conversation, role: Role
) -> None:
    before = await read_record(hall)
    sender = str(hall.directory.people(role)[0].id)
    await _send_all(hall, sender, list(_lines(role, HOSTILE)))
    assert await read_record(hall) == before


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.OFFICE, Role.UNIT_REPORTER])
async def test_impossible_days_and_numbers_of_a_unit_fail_nothing(
    hall: Conversation, role: Role
) -> None:
    sender = str(hall.directory.people(role)[0].id)
    await _send_all(hall, sender, list(_lines(role, PLACED)))


@pytest.mark.parametrize("role", [Role.OFFICE, Role.GROUP_LEADER, Role.UNIT_REPORTER])
async def test_words_of_other_languages_are_words(hall: Conversation, role: Role) -> None:
    sender = str(hall.directory.people(role)[0].id)
    await _send_all(hall, sender, list(_lines(role, MARKUP)))


async def test_group_chat_changes_nothing(hall: Conversation) -> None:
    before = await read_record(hall)
    leader = str(hall.person("T03").id)
    lines = [f"/{one.name} K03" for one in ALL_COMMANDS if one.name != "gannhom"]
    await _send_all(hall, leader, lines, kind=ChatKind.GROUP)
    assert await read_record(hall) == before


async def test_forged_confirmation_of_any_dialogue_changes_nothing(hall: Conversation) -> None:
    before = await read_record(hall)
    sender = str(hall.person("secretary").id)
    forged = ["/dongythao", "/dongythao 00000000", "/suathao None", f"/bothao {'z' * 60}"]
    for name in ALL_FLOWS:
        async with hall.database.work() as work:
            waiting = Dialog(name=name, data={"token": "zzzzzzzz"}, updated_at=MORNING)
            dialogs.save(work, channel=CHANNEL, chat=sender, sender=sender, dialog=waiting)
        await _send_all(hall, sender, forged)
    assert await read_record(hall) == before
