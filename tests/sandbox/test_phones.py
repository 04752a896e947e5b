import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from sandbox import Sandbox
from sandbox.actions import ActionError
from tests.sandbox.conftest import CLERK, GROUP, SECRETARY, START, STRANGER


async def take_updates(bot: Bot) -> list[Update]:
    """Read and confirm what waits."""
    updates = list(await bot.get_updates())
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


def buttons(*rows: list[str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=label) for label in row] for row in rows]
    )


async def test_say_tells_the_bot_who_said_what_when(sandbox: Sandbox, bot: Bot) -> None:
    key = await sandbox.person(CLERK).say("/start MA-MOI")
    (update,) = await take_updates(bot)
    message = update.message
    assert message is not None
    assert message.from_user is not None
    assert (key, message.text, message.date) == (str(update.update_id), "/start MA-MOI", START)
    assert (message.chat.id, message.from_user.id, message.from_user.is_bot) == (
        CLERK,
        CLERK,
        False,
    )
    assert message.parse_entities(["bot_command"]) == {message.entities[0]: "/start"}


async def test_stranger_who_writes_can_be_answered(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(STRANGER).say("/start")
    assert (await bot.send_message(STRANGER, "chào")).text == "chào"


@pytest.mark.parametrize(
    ("press", "data"),
    [("1 Đúng", "1 Đúng"), ("Đúng", "1 Đúng"), ("2", "2 Sửa"), (3, "3 Bỏ")],
)
async def test_press_finds_the_button(
    sandbox: Sandbox, bot: Bot, press: str | int, data: str
) -> None:
    await bot.send_message(
        CLERK, "Đúng không?", reply_markup=buttons(["1 Đúng", "2 Sửa"], ["3 Bỏ"])
    )
    key = await sandbox.person(CLERK).press(press)
    (update,) = await take_updates(bot)
    assert update.callback_query is not None
    assert (key, update.callback_query.data) == (str(update.update_id), data)


async def test_press_prefers_the_newest_message_and_reaches_older_ones(
    sandbox: Sandbox, bot: Bot
) -> None:
    await bot.send_message(CLERK, "cũ", reply_markup=buttons(["Xem", "Lịch"]))
    await bot.send_message(CLERK, "mới", reply_markup=buttons(["Xem", "Bỏ"]))
    for label in ("Xem", "Lịch", 2):
        await sandbox.person(CLERK).press(label)
    pressed = [
        (update.callback_query.message.text, update.callback_query.data)  # type: ignore[union-attr]
        for update in await take_updates(bot)
    ]
    assert pressed == [("mới", "Xem"), ("cũ", "Lịch"), ("mới", "Bỏ")]


async def test_press_of_a_button_that_is_not_there_fails(sandbox: Sandbox) -> None:
    with pytest.raises(LookupError, match="Xem"):
        await sandbox.person(CLERK).press("Xem")


async def test_answered_press_shows_its_text_once(sandbox: Sandbox, bot: Bot) -> None:
    await bot.send_message(CLERK, "x", reply_markup=buttons(["Xem"]))
    await sandbox.person(CLERK).press("Xem")
    (update,) = await take_updates(bot)
    assert update.callback_query is not None
    await update.callback_query.answer("Đang lấy số liệu")
    assert sandbox.person(CLERK).toasts == ("Đang lấy số liệu",)
    with pytest.raises(Exception, match="Query is too old"):
        await update.callback_query.answer("lần nữa")


async def test_pictures_stickers_forwards_and_edits_reach_the_bot(
    sandbox: Sandbox, bot: Bot
) -> None:
    phone = sandbox.person(CLERK)
    await phone.send_photo(caption="ảnh")
    await phone.sticker()
    await phone.say("sai")
    await phone.forward("nghe nói", origin=SECRETARY)
    await phone.edit("đúng")
    photo, sticker, _, forward, edit = await take_updates(bot)
    assert photo.message is not None
    assert (photo.message.caption, photo.message.photo[0].width) == ("ảnh", 1)
    assert sticker.message is not None
    assert sticker.message.sticker is not None
    assert forward.message is not None
    assert forward.message.forward_origin is not None
    assert forward.message.forward_origin.sender_user.id == SECRETARY  # type: ignore[attr-defined]
    assert edit.edited_message is not None
    assert (edit.edited_message.text, edit.edited_message.edit_date) == ("đúng", START)
    assert [message.text for message in phone.messages] == ["ảnh", "", "đúng", "nghe nói"]


async def test_blocking_and_unblocking_tell_the_bot(sandbox: Sandbox, bot: Bot) -> None:
    phone = sandbox.person(CLERK)
    await phone.block()
    with pytest.raises(ActionError, match="blocked"):
        await phone.say("x")
    assert await phone.block() is None
    await phone.unblock()
    changes = [update.my_chat_member for update in await take_updates(bot)]
    assert [change and change.new_chat_member.status for change in changes] == [
        "kicked",
        "member",
    ]


async def test_next_message_gives_each_once_in_order(sandbox: Sandbox, bot: Bot) -> None:
    await bot.send_message(CLERK, "một")
    await bot.send_message(SECRETARY, "khác")
    await bot.send_message(CLERK, "hai")
    phone = sandbox.person(CLERK)
    assert [(await phone.next_message()).text for _ in range(2)] == ["một", "hai"]
    with pytest.raises(TimeoutError):
        await phone.next_message(timeout=0.05)


async def test_wait_until_fails_loudly(sandbox: Sandbox) -> None:
    with pytest.raises(TimeoutError):
        await sandbox.wait_until(lambda: False, limit_seconds=0.05)


async def test_group_tells_the_bot_only_what_is_meant_for_it(sandbox: Sandbox, bot: Bot) -> None:
    phone = sandbox.person(CLERK)
    sent = await bot.send_message(GROUP, "Đề nghị báo cáo")
    said = [
        "nói chuyện riêng",
        "/tiendo",
        "/tiendo@sandbox_bot",
        "/tiendo@other_bot",
        "hỏi @sandbox_bot",
    ]
    keys = [await phone.say(text, chat=GROUP) for text in said]
    keys.append(await phone.say("đã xong", chat=GROUP, reply_to=sent.message_id))
    heard = [update.message and update.message.text for update in await take_updates(bot)]
    assert heard == ["/tiendo", "/tiendo@sandbox_bot", "hỏi @sandbox_bot", "đã xong"]
    assert [key is not None for key in keys] == [False, True, True, False, True, True]


async def test_group_that_adds_the_bot_says_so(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.add_group(-600, "Nhóm mới", [CLERK], has_bot=False)
    assert await sandbox.person(CLERK).say("/start", chat=-600) is None
    sandbox.add_bot(-600, by=CLERK)
    member, joined = await take_updates(bot)
    assert member.my_chat_member is not None
    assert member.my_chat_member.new_chat_member.status == "member"
    assert joined.message is not None
    assert [user.id for user in joined.message.new_chat_members] == [bot.id]


async def test_people_outside_a_group_cannot_speak_there(sandbox: Sandbox) -> None:
    with pytest.raises(ActionError, match="not_member"):
        await sandbox.person(STRANGER).say("x", chat=GROUP)


async def test_sandbox_stopped_and_started_again_keeps_everything(sandbox: Sandbox) -> None:
    await sandbox.person(CLERK).say("một")
    await sandbox.stop()
    url = await sandbox.start()
    async with Bot(sandbox.token, base_url=f"{url}/bot") as bot:
        (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "một"


def test_person_who_is_not_there_has_no_phone(sandbox: Sandbox) -> None:
    with pytest.raises(KeyError):
        sandbox.person(999)
