"""People, their accounts and invitations, strangers, and chats that move."""

from datetime import timedelta

from chat.message import Button, Outgoing
from congress.directory import Directory
from congress.members import Invitation
from congress.roles import Role
from congress.units import GroupChat
from storage import dialogs, directory, members, outbox, units
from storage.database import Database
from storage.dialogs import Dialog
from tests.conftest import NOW
from tests.storage.sample import (
    COMMITTEE,
    GROUP,
    IDENTITY,
    ITEM,
    LEADER,
    OTHER_ITEM,
    OTHER_UNIT,
    REPORTER,
    UNIT,
)

INVITATION = Invitation(
    id=7,
    code_hash="abc",
    role=Role.UNIT_REPORTER,
    unit="K01",
    expires_at=NOW + timedelta(days=14),
    created_by=LEADER.id,
    created_at=NOW,
)


async def test_directory_holds_all_that_was_stored(stored: Database) -> None:
    async with stored.work() as work:
        found = await directory.load(work)
    assert found == Directory(
        version=1,
        units={unit.code: unit for unit in (COMMITTEE, UNIT, OTHER_UNIT)},
        groups={"T01": GROUP},
        members={1: LEADER, 2: REPORTER},
        identities={("telegram", "100"): IDENTITY},
        items={("K01", "X01"): ITEM, ("K01", "X02"): OTHER_ITEM},
    )


async def test_changes_of_people_reach_the_directory(stored: Database) -> None:
    async with stored.work() as work:
        members.set_title(work, member=1, title="Tổ phó Tổ 1")
        members.deactivate(work, member=2)
        members.set_blocked(work, channel="telegram", sender="100", at=NOW)
        assert work.directory_changed
        found = await directory.load(work)
    assert found.members == {
        1: LEADER.model_copy(update={"title": "Tổ phó Tổ 1"}),
        2: REPORTER.model_copy(update={"active": False}),
    }
    assert found.identities == {
        ("telegram", "100"): IDENTITY.model_copy(update={"blocked_at": NOW})
    }


async def test_account_bound_anew_changes_its_person(stored: Database) -> None:
    moved = IDENTITY.model_copy(update={"member": LEADER.id, "chat": "101"})
    async with stored.work() as work:
        members.bind_identity(work, moved)
        found = await directory.load(work)
    assert found.identities == {("telegram", "100"): moved}


async def test_invitation_is_used_once(stored: Database) -> None:
    async with stored.work() as work:
        members.add_invitation(work, INVITATION)
        used = [
            await members.use_invitation(work, id=7, member=member, at=NOW) for member in (2, 1)
        ]
        found = await members.find_invitation(work, code_hash="abc")
    assert used == [True, False]
    assert found == INVITATION.model_copy(update={"used_at": NOW, "used_by": 2})


async def test_unknown_code_finds_no_invitation(stored: Database) -> None:
    async with stored.work() as work:
        assert await members.find_invitation(work, code_hash="xyz") is None


async def test_tries_are_counted_for_an_hour_from_the_first(database: Database) -> None:
    minutes = [0, 30, 59, 60, 90]
    async with database.work() as work:
        tries = [
            await members.note_try(
                work, channel="telegram", sender="5", at=NOW + timedelta(minutes=minute)
            )
            for minute in minutes
        ]
    assert tries == [1, 2, 3, 1, 2]


async def test_stranger_is_greeted_once_a_day_also_between_tries(database: Database) -> None:
    async with database.work() as work:
        greeted = []
        for day in (0, 0, 1):
            at = NOW + timedelta(days=day)
            greeted.append(
                await members.greet_once(work, channel="telegram", sender="5", day=at.date())
            )
            await members.note_try(work, channel="telegram", sender="5", at=at)
    assert greeted == [True, False, True]


async def test_chat_moves_with_all_that_belongs_to_it(stored: Database) -> None:
    place = {"channel": "telegram", "sender": "100"}
    async with stored.work() as work:
        units.bind_chat(
            work,
            GroupChat(channel="telegram", chat="-1", group="T01"),
            bound_by=LEADER.id,
            at=NOW,
        )
        dialogs.save(work, **place, chat="-1", dialog=_offering("/viec"))
        for number in (1, 2):
            outbox.queue(
                work,
                id=number,
                message=Outgoing(channel="telegram", chat="-1", html="x"),
                kind="notice",
                not_before=NOW,
                created_at=NOW,
            )
        await outbox.take_due(work, now=NOW, limit=1)
        for _ in range(2):  # both chats tell us
            units.move_chat(work, channel="telegram", old="-1", new="-1001")
        found = await directory.load(work)
        rows = await work.fetch("select id, chat from outbox order by id", {})
        dialog = await dialogs.get(work, **place, chat="-1001")
    assert found.group_chats == {
        ("telegram", "-1001"): GroupChat(channel="telegram", chat="-1001", group="T01")
    }
    assert rows == [{"id": 1, "chat": "-1001"}, {"id": 2, "chat": "-1001"}]
    assert dialog == _offering("/viec")


async def test_chat_moves_though_the_new_one_is_already_in_use(stored: Database) -> None:
    place = {"channel": "telegram", "sender": "100"}
    async with stored.work() as work:
        for chat in ("-1", "-1001"):
            bound = GroupChat(channel="telegram", chat=chat, group="T01")
            units.bind_chat(work, bound, bound_by=LEADER.id, at=NOW)
            dialogs.save(work, **place, chat=chat, dialog=_offering(chat))
        units.move_chat(work, channel="telegram", old="-1", new="-1001")
        found = await directory.load(work)
        dialog = await dialogs.get(work, **place, chat="-1001")
    assert list(found.group_chats) == [("telegram", "-1001")]
    assert dialog == _offering("-1001")


async def test_unbound_chat_is_forgotten(stored: Database) -> None:
    async with stored.work() as work:
        bound = GroupChat(channel="telegram", chat="-1", group="T01")
        units.bind_chat(work, bound, bound_by=LEADER.id, at=NOW)
        units.unbind_chat(work, channel="telegram", chat="-1")
        assert (await directory.load(work)).group_chats == {}


def _offering(command: str) -> Dialog:
    return Dialog(menu=(Button(label="Việc của tôi", command=command),), updated_at=NOW)
