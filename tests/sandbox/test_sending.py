import re
from datetime import timedelta
from io import BytesIO

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from sandbox import Button, Sandbox
from sandbox.files import MAX_PHOTO_BYTES
from sandbox.phones import TINY_PNG
from tests.sandbox.conftest import CLERK, GROUP, SECRETARY, START, STRANGER

NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_row(
        [InlineKeyboardButton(label, callback_data=f"/{label}") for label in labels]
    )


async def test_send_message_arrives_as_formatted(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(
        CLERK, "<b>Kính gửi</b> &lt;đồng chí&gt;", parse_mode="HTML", reply_markup=keyboard("ok")
    )
    arrived = await sandbox.person(CLERK).next_message()
    assert (sent.text, sent.entities, sent.date, sent.chat.id, sent.reply_markup) == (
        "Kính gửi <đồng chí>",
        (MessageEntity("bold", 0, 8),),
        START,
        CLERK,
        keyboard("ok"),
    )
    assert (arrived.id, arrived.text, arrived.buttons) == (
        sent.message_id,
        sent.text,
        ((Button("ok", "/ok"),),),
    )


@pytest.mark.parametrize("length", [1, 4096])
async def test_send_message_takes_up_to_4096_characters_after_parsing(
    bot: Bot, length: int
) -> None:
    text = "ộ" * length
    assert (await bot.send_message(CLERK, f"<b>{text}</b>", parse_mode="HTML")).text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ộ" * 4097, "Message is too long"),
        ("😀" * 2049, "Message is too long"),
        (" \n", "Message text is empty"),
        ("<b></b>", "Message text is empty"),
        ("<b>x", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ("<p>x</p>", 'Can\'t parse entities: unsupported start tag "p" at byte offset 0'),
    ],
)
async def test_send_message_refuses_bad_text(bot: Bot, text: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=re.compile(re.escape(reason), re.IGNORECASE)):
        await bot.send_message(CLERK, text, parse_mode="HTML")


@pytest.mark.parametrize("data", ["x" * 64, "ộ" * 21])
async def test_button_carries_up_to_64_bytes(bot: Bot, data: str) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("a", callback_data=data))
    assert (await bot.send_message(CLERK, "x", reply_markup=markup)).reply_markup == markup


async def test_button_beyond_64_bytes_is_refused(bot: Bot) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("a", callback_data="ộ" * 22))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(CLERK, "x", reply_markup=markup)


@pytest.mark.parametrize(
    "rows", [[["x"] * 9], [["x"]] * 101, [[""]]], ids=["wide row", "too many", "no label"]
)
async def test_keyboard_beyond_its_limits_is_refused(bot: Bot, rows: list[list[str]]) -> None:
    markup = InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data="x") for label in row] for row in rows]
    )
    with pytest.raises(BadRequest):
        await bot.send_message(CLERK, "x", reply_markup=markup)


async def test_reply_quotes_the_message_answered(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(CLERK).say("đã xong")
    asked = sandbox.person(CLERK).messages[0].id
    sent = await bot.send_message(CLERK, "vâng", reply_parameters=ReplyParameters(asked))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "đã xong"


async def test_reply_to_nothing_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(CLERK, "vâng", reply_parameters=ReplyParameters(999))


@pytest.mark.parametrize("chat", [999, STRANGER, -999])
async def test_chat_the_bot_never_met_is_not_found(bot: Bot, chat: int) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(chat, "x")


async def test_person_who_blocked_the_bot_is_out_of_reach(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(CLERK).block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(CLERK, "x")
    await sandbox.person(CLERK).unblock()
    assert (await bot.send_message(CLERK, "x")).text == "x"


async def test_group_that_removed_the_bot_is_out_of_reach(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.remove_bot(GROUP, by=SECRETARY)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(GROUP, "x")


async def test_edit_changes_text_and_buttons(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(CLERK, "một", reply_markup=keyboard("a"))
    edited = await bot.edit_message_text(
        "<i>hai</i>", CLERK, sent.message_id, parse_mode="HTML", reply_markup=keyboard("b")
    )
    assert isinstance(edited, Message)
    phone = sandbox.person(CLERK)
    heard = [(await phone.next_message()).text, (await phone.next_message()).text]
    assert (edited.text, edited.edit_date, edited.reply_markup) == ("hai", START, keyboard("b"))
    assert (heard, [message.text for message in phone.messages]) == (["một", "hai"], ["hai"])


async def test_edit_of_buttons_alone_is_not_news(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(CLERK, "một", reply_markup=keyboard("a"))
    edited = await bot.edit_message_reply_markup(CLERK, sent.message_id)
    await bot.send_message(CLERK, "hai")
    assert isinstance(edited, Message)
    phone = sandbox.person(CLERK)
    heard = [(await phone.next_message()).text, (await phone.next_message()).text]
    assert (edited.reply_markup, heard) == (None, ["một", "hai"])


async def test_edit_without_a_change_is_refused(bot: Bot) -> None:
    sent = await bot.send_message(CLERK, "một")
    with pytest.raises(BadRequest, match=NOT_MODIFIED):
        await bot.edit_message_text("một", CLERK, sent.message_id)


@pytest.mark.parametrize(
    ("text", "reason"), [(" ", "Message text is empty"), ("ộ" * 4097, "Message is too long")]
)
async def test_edit_refuses_bad_text(bot: Bot, text: str, reason: str) -> None:
    sent = await bot.send_message(CLERK, "một")
    with pytest.raises(BadRequest, match=reason):
        await bot.edit_message_text(text, CLERK, sent.message_id)


async def test_edit_of_text_where_there_is_a_file_is_refused(bot: Bot) -> None:
    sent = await bot.send_document(CLERK, b"x")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", CLERK, sent.message_id)


async def test_edit_of_what_is_not_the_bots_is_refused(sandbox: Sandbox, bot: Bot) -> None:
    await sandbox.person(CLERK).say("của tôi")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", CLERK, sandbox.person(CLERK).messages[0].id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", CLERK, 999)


async def test_document_arrives_with_its_bytes_and_can_be_sent_again(
    sandbox: Sandbox, bot: Bot
) -> None:
    sent = await bot.send_document(
        CLERK,
        BytesIO(b"so lieu"),
        filename="báo cáo.xlsx",
        caption="<b>Biểu</b>",
        parse_mode="HTML",
    )
    assert sent.document is not None
    again = await bot.send_document(SECRETARY, sent.document.file_id)
    arrived = [(await sandbox.person(each).next_message()).file for each in (CLERK, SECRETARY)]
    assert (sent.caption, sent.document.file_name, sent.document.file_size) == (
        "Biểu",
        "báo cáo.xlsx",
        7,
    )
    assert again.document == sent.document
    assert [file and file.content for file in arrived] == [b"so lieu", b"so lieu"]


async def test_photo_knows_its_size(bot: Bot) -> None:
    sent = await bot.send_photo(CLERK, TINY_PNG)
    assert [(size.width, size.height) for size in sent.photo] == [(1, 1)]


async def test_photo_that_is_no_picture_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(CLERK, b"khong phai anh")


async def test_photo_beyond_ten_megabytes_is_refused(bot: Bot) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_photo(CLERK, TINY_PNG + bytes(MAX_PHOTO_BYTES))


@pytest.mark.parametrize("file", ["sandbox-document-9", "https://example.org/x.pdf"])
async def test_document_from_elsewhere_is_refused(bot: Bot, file: str) -> None:
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_document(CLERK, file)


async def test_caption_beyond_1024_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(CLERK, b"x", caption="ộ" * 1025)


async def test_chat_action_shows_the_bot_typing_until_it_writes(
    sandbox: Sandbox, bot: Bot
) -> None:
    chat = sandbox.messenger.world.chats[CLERK]
    await bot.send_chat_action(CLERK, "typing")
    shown = chat.typing_seconds > 0
    await bot.send_message(CLERK, "x")
    assert (shown, chat.typing_seconds) == (True, 0)
    with pytest.raises(BadRequest):
        await bot.send_chat_action(CLERK, "dancing")


async def test_sixth_message_at_once_to_a_person_is_asked_to_wait(bot: Bot) -> None:
    for _ in range(5):
        await bot.send_message(CLERK, "x")
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(CLERK, "x")
    assert refusal.value.retry_after == timedelta(seconds=1)
    assert (await bot.send_message(SECRETARY, "x")).text == "x"


async def test_twenty_first_message_in_a_minute_to_a_group_waits(bot: Bot) -> None:
    for _ in range(20):
        await bot.send_message(GROUP, "x")
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(GROUP, "x")
    assert isinstance(refusal.value.retry_after, timedelta)
    assert timedelta(seconds=50) <= refusal.value.retry_after <= timedelta(seconds=60)


async def test_limits_can_be_switched_off(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.limits.enabled = False
    for _ in range(30):
        await bot.send_message(
            CLERK, "x", link_preview_options=LinkPreviewOptions(is_disabled=True)
        )
    assert len(sandbox.person(CLERK).messages) == 30
