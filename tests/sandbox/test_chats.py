from io import BytesIO

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from sandbox import Sandbox
from sandbox.menus import Command
from tests.sandbox.conftest import CLERK, GROUP, SECRETARY

HELP = BotCommand("trogiup", "Trợ giúp")
WORK = BotCommand("viec", "Việc của tôi")


async def test_get_me_tells_who_the_bot_is(bot: Bot) -> None:
    assert (bot.bot.id, bot.bot.first_name, bot.bot.username) == (
        42,
        "Trợ lý Đại hội",
        "sandbox_bot",
    )


async def test_get_chat_describes_people_and_groups(bot: Bot) -> None:
    person, group = await bot.get_chat(CLERK), await bot.get_chat(GROUP)
    assert (person.type, person.first_name) == ("private", "Đảng bộ xã Kim Đông")
    assert (group.type, group.title) == ("group", "Tổ 1 và các đơn vị")


async def test_get_chat_member_tells_who_is_in(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.add_person(901, "Đồng chí khác")
    found = [(await bot.get_chat_member(GROUP, who)).status for who in (CLERK, 901, bot.id)]
    assert found == ["member", "left", "member"]
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(GROUP, 999)


async def test_leave_chat_puts_the_bot_out(sandbox: Sandbox, bot: Bot) -> None:
    await bot.leave_chat(GROUP)
    with pytest.raises(Forbidden):
        await bot.send_message(GROUP, "x")
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "left"
    last = sandbox.messenger.world.chats[GROUP].newest
    assert last is not None
    assert last.service is not None
    assert last.service.name == "left_chat_member"


async def test_menus_are_kept_by_scope_and_language(bot: Bot) -> None:
    await bot.set_my_commands([HELP])
    await bot.set_my_commands([WORK], scope=BotCommandScopeChat(CLERK), language_code="vi")
    found = [
        await bot.get_my_commands(),
        await bot.get_my_commands(scope=BotCommandScopeChat(CLERK), language_code="vi"),
        await bot.get_my_commands(scope=BotCommandScopeChat(CLERK)),
    ]
    await bot.delete_my_commands()
    assert (found, await bot.get_my_commands()) == ([(HELP,), (WORK,), ()], ())


async def test_menu_shown_is_the_narrowest(sandbox: Sandbox, bot: Bot) -> None:
    await bot.set_my_commands([HELP])
    await bot.set_my_commands([WORK], scope=BotCommandScopeChat(CLERK))
    await bot.set_my_commands([WORK, HELP], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([WORK], scope=BotCommandScopeAllGroupChats())
    work, help_ = Command("viec", "Việc của tôi"), Command("trogiup", "Trợ giúp")
    menus = sandbox.messenger.menus
    assert [menus.seen_in(chat, person=CLERK) for chat in (CLERK, SECRETARY, GROUP)] == [
        (work,),
        (work, help_),
        (work,),
    ]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("Việc", "x"), "Bot_command_invalid"),
        (("a" * 33, "x"), "Bot_command_invalid"),
        (("viec", ""), "Bot_command_description_invalid"),
        (("viec", "x" * 257), "Bot_command_description_invalid"),
    ],
)
async def test_menu_with_a_bad_command_is_refused(
    bot: Bot, command: tuple[str, str], reason: str
) -> None:
    with pytest.raises(BadRequest, match=reason):
        await bot.set_my_commands([command])


async def test_file_a_person_sent_can_be_downloaded(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(CLERK).send_document("báo cáo.docx", b"noi dung", caption="gửi")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    buffer = BytesIO()
    await file.download_to_memory(buffer)
    assert (update.message.caption, file.file_size, buffer.getvalue()) == ("gửi", 8, b"noi dung")


async def test_file_unknown_or_too_big_is_refused(sandbox: Sandbox, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("khac")
    await sandbox.person(CLERK).send_document("to.zip", bytes(20 * 1024 * 1024 + 1))
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.document.get_file()


async def test_download_path_that_does_not_exist_is_not_found(bot: Bot) -> None:
    with pytest.raises(InvalidToken, match="Not Found"):
        await bot.request.retrieve(f"{bot.base_file_url}/documents/file_9.pdf")


async def test_group_upgraded_names_its_new_id(sandbox: Sandbox, bot: Bot) -> None:
    moved = sandbox.upgrade(GROUP, by=SECRETARY)
    with pytest.raises(ChatMigrated) as refusal:
        await bot.send_message(GROUP, "x")
    told = [update.message for update in await bot.get_updates()]
    assert refusal.value.new_chat_id == moved
    assert [
        message and (message.chat.id, message.migrate_to_chat_id, message.migrate_from_chat_id)
        for message in told
    ] == [(GROUP, moved, None), (moved, None, GROUP)]
    sent = await bot.send_message(moved, "x")
    assert sent.chat.type == "supergroup"
