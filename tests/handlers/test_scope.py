"""Every command tried by every role on the own unit, on another's, and on the committee above."""

from collections.abc import Mapping

import pytest

from chat.message import ChatKind, Content, Incoming
from congress.members import Member
from congress.roles import OVERSEERS, REPORTERS, Role
from handlers.everything import ALL_COMMANDS
from storage import outbox
from storage.schema import metadata
from tests.handlers.conftest import MORNING
from tests.handlers.harness import CHANNEL, TEXTS, Conversation, find_person

#: K03 is of group 3, whose leader and member look after it; K12 is of another group.
OWN, OTHER, ABOVE = "K03", "K12", "HU"
SHOWN = sorted(one.name for one in ALL_COMMANDS if not one.hidden)
#: Commands that take no unit first: lists, settings, people, registers and the like.
WITHOUT_UNIT = {
    "baihoc",
    "bantin",
    "chuyencap",
    "danhsach",
    "dinhchinh",
    "gannhom",
    "hoatdong",
    "huongdan",
    "ketluan",
    "khung",
    "molai",
    "phuongcham",
    "start",
    "tieuban",
    "tiendo",
    "trogiup",
    "tuychon",
    "vanban",
    "viec",
    "vuongmac",
    "xuatbaocao",
    "xuly",
}
#: Tables of what was said and answered; the rest is what is on record.
TALK = {"inbox", "outbox", "dialogs", "strangers", "audit"}
_NOT_YOURS = "Đảng bộ xã Kim Đông không thuộc phạm vi của đồng chí."


def somebody(hall: Conversation, role: Role) -> Member:
    """Give a person of a role, of unit K03 or its group where the role has one."""
    if role in REPORTERS:
        who = {Role.UNIT_REPORTER: OWN, Role.GROUP_LEADER: "T03"}.get(role, "T03 member")
        return find_person(hall.directory, who)
    return hall.directory.people(role)[0]


async def try_all(hall: Conversation, member: Member, argument: str) -> dict[str, str]:
    """Send each shown command with an argument, in a chat of its own; give its first answer."""
    sender = str(member.id)
    for name in SHOWN:
        incoming = Incoming(
            channel=CHANNEL,
            bot="1",
            key=f"{sender}-{name}-{argument}",
            chat=f"{sender}-{name}",
            chat_kind=ChatKind.PRIVATE,
            sender=sender,
            at=MORNING,
            content=Content.TEXT,
            text=f"/{name} {argument}",
        )
        async with hall.database.work() as work:
            await hall.router.handle(incoming, work=work, directory=hall.directory, now=MORNING)
    async with hall.database.work() as work:
        letters = await outbox.take_due(work, now=MORNING, limit=1000)
    heard: dict[str, str] = {}
    for letter in letters:
        _, _, name = letter.outgoing.chat.partition("-")
        heard.setdefault(name, letter.outgoing.html)
    return heard


async def read_record(hall: Conversation) -> Mapping[str, list[dict[str, object]]]:
    """Read all that is on record, what was said and answered aside."""
    async with hall.database.work() as work:
        return {
            name: await work.fetch(f'select * from "{name}"', {})  # noqa: S608 -- its own names
            for name in metadata.tables.keys() - TALK
        }


def is_refused(answer: str) -> bool:
    return answer.startswith((_NOT_YOURS, "Đồng chí chưa được giao quyền dùng /"))


@pytest.mark.parametrize("role", [role for role in Role if role not in OVERSEERS | {Role.ADMIN}])
async def test_unit_of_somebody_else_is_refused(hall: Conversation, role: Role) -> None:
    before = await read_record(hall)
    heard = await try_all(hall, somebody(hall, role), OTHER)
    assert heard.keys() == set(SHOWN)
    answered = {name for name, answer in heard.items() if not is_refused(answer)}
    assert answered <= WITHOUT_UNIT
    assert await read_record(hall) == before


@pytest.mark.parametrize("role", list(Role))
async def test_committee_above_is_nobody_s_unit_to_change(hall: Conversation, role: Role) -> None:
    before = await read_record(hall)
    heard = await try_all(hall, somebody(hall, role), ABOVE)
    assert heard.keys() == set(SHOWN)
    assert await read_record(hall) == before
    if role is Role.UNIT_REPORTER:
        details = [name for name, answer in heard.items() if "Kim Đông" in answer]
        assert details == []


@pytest.mark.parametrize("role", list(Role))
async def test_own_unit_is_answered_by_whoever_has_the_role(
    hall: Conversation, role: Role
) -> None:
    allowed = {one.name for one in ALL_COMMANDS if role in one.roles or one.anyone}
    heard = await try_all(hall, somebody(hall, role), OWN)
    assert heard.keys() == set(SHOWN)
    refused = {
        name
        for name, answer in heard.items()
        if answer.startswith("Đồng chí chưa được giao quyền dùng /")
    }
    assert refused == set(SHOWN) - allowed
    assert not [answer for answer in heard.values() if "không thuộc phạm vi" in answer]
    assert TEXTS.render("flow/outdated") not in heard.values()
