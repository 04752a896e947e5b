"""The Telegram channel on a real connection: every way a call can end has its own meaning."""

import json
import socket
import traceback

import pytest

from channels.telegram.client import TelegramChannel
from chat.message import Attachment, Button, Content, Outcome, Outgoing, RawUpdate
from chat.ports import ChannelError
from sandbox import FaultKind, Sandbox
from sandbox.menus import Command
from tests.channels.conftest import CLERK, GROUP, SECRETARY

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def message(html: str = "Xin chào", *, chat: int = SECRETARY, **more: object) -> Outgoing:
    return Outgoing.model_validate({"channel": "telegram", "chat": str(chat), "html": html} | more)


def texts(sandbox: Sandbox, chat: int = SECRETARY) -> list[str]:
    place = sandbox.person(SECRETARY).history(chat=chat)
    return [one.text for one in place if one.sender != SECRETARY]


async def test_channel_knows_itself_after_start(channel: TelegramChannel) -> None:
    assert (channel.bot, channel.user_name) == ("42", "sandbox_bot")


async def test_updates_come_again_until_they_are_confirmed(
    sandbox: Sandbox, channel: TelegramChannel
) -> None:
    key = await sandbox.person(SECRETARY).say("một")
    first = await channel.poll()
    again = await channel.poll()
    assert [update.key for update in first] == [update.key for update in again] == [key]

    channel.confirm(again)
    later = await sandbox.person(CLERK).say("hai")
    assert [update.key for update in await channel.poll()] == [later]
    assert sandbox.pending_updates == 1


async def test_numbers_that_begin_anew_lower_are_followed(channel: TelegramChannel) -> None:
    """After a quiet week Telegram may go on from any number (Bot API: Update.update_id)."""
    channel.confirm([RawUpdate(key="7", payload={}), RawUpdate(key="9", payload={})])
    channel.confirm([RawUpdate(key="3", payload={})])
    assert channel._offset == 4


async def test_update_is_decoded_as_the_bot_is_called(
    sandbox: Sandbox, channel: TelegramChannel
) -> None:
    await sandbox.person(CLERK).say("/viec@sandbox_bot X06", chat=GROUP)
    (update,) = await channel.poll()
    found = channel.decode(update.payload, key=update.key)
    assert found
    assert (found.content, found.text, found.bot) == (Content.TEXT, "/viec X06", "42")


async def test_message_is_sent_with_its_buttons(
    sandbox: Sandbox, channel: TelegramChannel
) -> None:
    rows = ((Button(label="1 Có", command="/co"), Button(label="2 Chưa", command="/chua")),)
    outcome = await channel.send(message("<b>Đã xong</b> &amp; ghi?", rows=rows))
    (heard,) = sandbox.person(SECRETARY).messages
    assert outcome == Outcome(kind="sent", message=str(heard.id))
    assert heard.text == "Đã xong & ghi?"
    assert [[button.text for button in row] for row in heard.buttons] == [["1 Có", "2 Chưa"]]


async def test_pressed_button_is_acknowledged(sandbox: Sandbox, channel: TelegramChannel) -> None:
    rows = ((Button(label="Có", command="/co"),),)
    await channel.send(message(rows=rows))
    await sandbox.person(SECRETARY).press("Có")
    (update,) = await channel.poll()
    found = channel.decode(update.payload, key=update.key)
    assert found
    assert found.ack
    assert (found.content, found.text) == (Content.BUTTON, "/co")

    await channel.acknowledge(found.ack)
    await channel.acknowledge(found.ack)  # too late is no fault
    assert sandbox.messenger.presses == {}


async def test_message_replaces_an_earlier_one(sandbox: Sandbox, channel: TelegramChannel) -> None:
    first = await channel.send(message("một"))
    assert await channel.send(message("hai", replaces=first.message)) == first
    assert await channel.send(message("hai", replaces=first.message)) == first
    assert texts(sandbox) == ["hai"]


async def test_message_that_cannot_be_replaced_is_sent_anew(
    sandbox: Sandbox, channel: TelegramChannel
) -> None:
    assert (await channel.send(message("hai", replaces="999"))).kind == "sent"
    assert texts(sandbox) == ["hai"]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("bao-cao.xlsx", b"PK", "document"), ("tien-do.png", PNG, "photo")],
)
async def test_file_is_sent_with_its_words(
    sandbox: Sandbox, channel: TelegramChannel, name: str, content: bytes, kind: str
) -> None:
    attached = message("<b>Tiến độ</b>", attachment=Attachment(recipe="x"))
    assert (await channel.send(attached, file=(name, content))).kind == "sent"
    (heard,) = sandbox.person(SECRETARY).messages
    assert heard.file
    assert (heard.text, heard.file.kind, heard.file.content) == ("Tiến độ", kind, content)


async def test_menu_is_set_for_one_chat(sandbox: Sandbox, channel: TelegramChannel) -> None:
    await channel.set_menu(None, [("trogiup", "Trợ giúp")])
    await channel.set_menu(str(SECRETARY), [("tongquan", "Tổng quan")])
    menus = sandbox.messenger.menus
    assert menus.seen_in(SECRETARY, person=SECRETARY) == (Command("tongquan", "Tổng quan"),)
    assert menus.seen_in(CLERK, person=CLERK) == (Command("trogiup", "Trợ giúp"),)


@pytest.mark.parametrize(
    ("fault", "value", "outcome"),
    [
        (FaultKind.TOO_MANY, 7, Outcome(kind="retry", wait_seconds=7, error="too_many")),
        (FaultKind.SERVER_ERROR, 502, Outcome(kind="retry", error="server_failed")),
        (FaultKind.SERVER_ERROR, 413, Outcome(kind="permanent", error="bad_request")),
        (FaultKind.DROP_BEFORE, None, Outcome(kind="unknown", error="no_answer")),
        (FaultKind.DROP_AFTER, None, Outcome(kind="unknown", error="no_answer")),
        (FaultKind.RESET, None, Outcome(kind="unknown", error="no_answer")),
    ],
)
async def test_failure_is_told_by_what_may_have_happened(
    sandbox: Sandbox,
    channel: TelegramChannel,
    fault: FaultKind,
    value: int | None,
    outcome: Outcome,
) -> None:
    sandbox.faults.add(fault, method="sendMessage", count=1, value=value)
    assert await channel.send(message()) == outcome
    assert (await channel.send(message())).kind == "sent"


async def test_chat_that_is_too_fast_is_told_to_wait(
    sandbox: Sandbox, channel: TelegramChannel
) -> None:
    outcomes = [await channel.send(message(str(number))) for number in range(7)]
    assert [outcome.kind for outcome in outcomes][:5] == ["sent"] * 5
    assert outcomes[6].error == "too_many"
    assert outcomes[6].wait_seconds == 1.0


async def test_person_who_blocked_the_bot_is_permanent(
    sandbox: Sandbox, channel: TelegramChannel
) -> None:
    await sandbox.person(SECRETARY).block()
    assert await channel.send(message()) == Outcome(kind="permanent", error="blocked")


async def test_unknown_chat_is_permanent(channel: TelegramChannel) -> None:
    outcome = await channel.send(message(chat=77777))
    assert outcome == Outcome(kind="permanent", error="chat_not_found")


async def test_text_telegram_refuses_is_permanent(channel: TelegramChannel) -> None:
    outcomes = [await channel.send(message(html)) for html in ("<b>hở", "a" * 4097)]
    assert outcomes == [Outcome(kind="permanent", error="bad_request")] * 2


async def test_upgraded_group_tells_its_new_address(
    sandbox: Sandbox, channel: TelegramChannel
) -> None:
    new_chat = sandbox.upgrade(GROUP, by=SECRETARY)
    outcome = await channel.send(message(chat=GROUP))
    assert outcome == Outcome(kind="migrated", new_chat=str(new_chat))


async def test_message_never_leaves_when_nobody_listens(
    sandbox: Sandbox, channel: TelegramChannel
) -> None:
    await sandbox.stop()
    await channel.acknowledge("9")  # finds out that the open connection is dead
    await channel.show_typing(str(SECRETARY))
    assert await channel.send(message()) == Outcome(kind="retry", error="never_left")
    with pytest.raises(ChannelError, match="channel/unreachable"):
        await channel.poll()


async def test_wrong_token_is_refused_and_not_told(sandbox: Sandbox) -> None:
    channel = TelegramChannel(token="42:WRONG", api_base=sandbox.api_base)  # noqa: S106 -- opens nothing
    with pytest.raises(ChannelError, match="channel/token_refused") as caught:
        await channel.start()
    await channel.stop()
    told = "".join(traceback.format_exception(caught.value, chain=True))
    assert "42:WRONG" not in told


async def test_nobody_at_the_address_is_told_without_the_token() -> None:
    with socket.socket() as held:  # bound and not listening: nobody else can answer there
        held.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{held.getsockname()[1]}"
        channel = TelegramChannel(token="42:SECRET", api_base=base)  # noqa: S106 -- opens nothing
        with pytest.raises(ChannelError, match="channel/unreachable") as caught:
            await channel.start()
        await channel.stop()
    assert caught.value.values == {"where": base}
    assert "42:SECRET" not in "".join(traceback.format_exception(caught.value, chain=True))


async def test_second_reader_is_a_conflict(sandbox: Sandbox, channel: TelegramChannel) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, method="getUpdates", count=1, value=409)
    with pytest.raises(ChannelError, match="channel/conflict"):
        await channel.poll()


async def test_update_is_kept_as_raw_json(sandbox: Sandbox, channel: TelegramChannel) -> None:
    raw = {"update_id": 55, "message": {"any": ["thing", None, 1.5]}}
    sandbox.messenger.updates.add_raw(raw)
    (update,) = await channel.poll()
    assert json.loads(json.dumps(update.payload)) == raw
