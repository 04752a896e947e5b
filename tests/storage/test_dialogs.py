"""Half-finished dialogues and menus."""

from datetime import timedelta

from chat.message import Button
from storage import dialogs
from storage.database import Database
from storage.dialogs import AGE, Dialog
from tests.conftest import NOW

PLACE = {"channel": "telegram", "chat": "100", "sender": "100"}
MENU = (Button(label="X01", command="/baocao X01"), Button(label="", command="/viec"))
DRAFT = Dialog(
    name="report",
    data={"item": "X01", "percent": 60},
    menu=(Button(label="Gửi", command="/dongythao a"), Button(label="Bỏ", command="/bothao a")),
    updated_at=NOW,
)


async def test_dialogue_is_kept_replaced_and_cleared(database: Database) -> None:
    async with database.work() as work:
        assert await dialogs.get(work, **PLACE) is None
        dialogs.save(work, **PLACE, dialog=DRAFT)
        assert await dialogs.get(work, **PLACE) == DRAFT
        ended = Dialog(updated_at=NOW)
        dialogs.save(work, **PLACE, dialog=ended)
        assert await dialogs.get(work, **PLACE) == ended
        dialogs.clear(work, **PLACE)
        assert await dialogs.get(work, **PLACE) is None


async def test_our_own_message_offers_its_menu_to_somebody_new(database: Database) -> None:
    async with database.work() as work:
        dialogs.offer_menu(work, **PLACE, menu=MENU, at=NOW)
        assert await dialogs.get(work, **PLACE) == Dialog(menu=MENU, updated_at=NOW)


async def test_our_own_message_leaves_a_fresh_dialogue_going(database: Database) -> None:
    later = NOW + AGE
    async with database.work() as work:
        dialogs.save(work, **PLACE, dialog=DRAFT)
        dialogs.offer_menu(work, **PLACE, menu=MENU, at=later)
        going = await dialogs.get(work, **PLACE)
        assert going == DRAFT.model_copy(
            update={
                "menu": MENU,
                "beneath": DRAFT.menu,
                "asked_at": NOW,
                "updated_at": later,
            }
        )
        assert going.at(later) == going
        assert going.at(later + AGE) == Dialog(menu=MENU, updated_at=later)
        assert going.at(later + AGE + timedelta(seconds=1)) == Dialog()


async def test_our_own_message_does_not_revive_an_old_dialogue(database: Database) -> None:
    later = NOW + AGE + timedelta(seconds=1)
    async with database.work() as work:
        dialogs.save(work, **PLACE, dialog=DRAFT)
        dialogs.offer_menu(work, **PLACE, menu=MENU, at=later)
        assert await dialogs.get(work, **PLACE) == Dialog(menu=MENU, updated_at=later)


async def test_menu_without_labels_of_an_earlier_release_is_read(database: Database) -> None:
    row = {**PLACE, "data": {}, "menu": ["/dongythao a", "/viec"], "updated_at": NOW}
    async with database.work() as work:
        work.collect(
            "insert into dialogs (channel, chat, sender, data, menu, updated_at)"
            " values (:channel, :chat, :sender, :data, :menu, :updated_at)",
            row,
        )
        assert await dialogs.get(work, **PLACE) == Dialog(
            menu=(
                Button(label="", command="/dongythao a"),
                Button(label="", command="/viec"),
            ),
            updated_at=NOW,
        )


def test_answer_without_choices_leaves_the_last_menu() -> None:
    offered = DRAFT.with_menu(MENU)
    assert offered.menu == MENU
    assert offered.with_menu([]) == offered
