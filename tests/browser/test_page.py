"""The page over a sandbox, in a real browser."""

import pytest
from playwright.async_api import BrowserContext, Page, ViewportSize, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox import Sandbox, Section
from sandbox.phones import TINY_PNG
from tests.browser.conftest import DESKTOP, PHONE
from tests.sandbox.conftest import CLERK, GROUP, SECRETARY, STRANGER

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def open_page(
    browser: BrowserContext,
    sandbox: Sandbox,
    size: ViewportSize = DESKTOP,
    *,
    chat: int | None = None,
) -> Page:
    page = await browser.new_page()
    await page.set_viewport_size(size)
    await page.goto(sandbox.url + (f"/#{chat}" if chat else ""))
    await expect(page.locator(f'[data-person="{CLERK}"]')).to_be_attached()
    return page


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_row(
        [InlineKeyboardButton(label, callback_data=label) for label in labels]
    )


async def test_page_carries_a_conversation(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox)
    await page.click(f'[data-person="{CLERK}"]')
    await page.fill("#message-input", "đã bầu xong")
    await page.click("#send")
    (said,) = await bot.get_updates(timeout=5)
    await bot.get_updates(offset=said.update_id + 1)
    await expect(page.locator(".bubble.mine .text")).to_have_text("đã bầu xong")
    await expect(page.locator(".bubble.mine .tick")).to_have_text("✓✓")
    await bot.send_message(
        CLERK,
        "<b>X22</b>: hoàn thành?",
        parse_mode="HTML",
        reply_markup=keyboard("1 Đúng", "2 Sửa"),
    )
    await expect(page.locator(".bubble.from-bot .text b")).to_have_text("X22")
    await page.click(".inline-button:has-text('1 Đúng')")
    (pressed,) = await bot.get_updates(offset=said.update_id + 1, timeout=5)
    assert pressed.callback_query is not None
    await pressed.callback_query.answer("Đang ghi")
    await expect(page.locator(".toast")).to_have_text("Đang ghi")
    await pressed.callback_query.edit_message_text("✓ Đã ghi")
    await expect(page.locator(".bubble.from-bot .text")).to_have_text("✓ Đã ghi")
    await expect(page.locator(".bubble.from-bot .meta")).to_contain_text("đã sửa")
    await expect(page.locator(".inline-button")).to_have_count(0)
    assert pressed.callback_query.data == "1 Đúng"


async def test_page_shows_names_and_texts_as_text(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    evil = "<img src=x onerror=alert(1)><b>đậm</b>"
    sandbox.add_person(901, evil, Section.UNITS)
    await sandbox.person(901).say(evil)
    await bot.send_document(901, b"x", filename=evil, caption=evil)
    await bot.set_my_commands([("viec", evil)])
    await bot.send_message(901, "x", reply_markup=keyboard(evil))
    page = await open_page(browser, sandbox, chat=901)
    await expect(page.locator("#chat-title")).to_have_text(evil)
    await expect(page.locator('[data-person="901"] .title')).to_have_text(evil)
    await expect(page.locator(".bubble.mine .text")).to_have_text(evil)
    await expect(page.locator(".file .name")).to_have_text(evil)
    await expect(page.locator(".inline-button")).to_have_text(evil)
    await page.fill("#message-input", "/")
    await expect(page.locator(".command span")).to_have_text(evil)
    assert await page.locator("main img").count() == 0


async def test_page_finds_people_without_diacritics(
    sandbox: Sandbox, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox)
    await page.fill("#search", "kim dong")
    await expect(page.locator(".person:visible")).to_have_count(1)
    await expect(page.locator(".person:visible .title")).to_have_text("Đảng bộ xã Kim Đông")
    await page.fill("#search", "khong co ai")
    await expect(page.locator("#nobody")).to_be_visible()


async def test_page_counts_unread_until_the_chat_is_opened(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox)
    await bot.send_message(SECRETARY, "một")
    await bot.send_message(SECRETARY, "hai")
    badge = page.locator(f'[data-person="{SECRETARY}"] .badge')
    await expect(badge).to_have_text("2")
    await page.click(f'[data-person="{SECRETARY}"]')
    await expect(badge).to_have_count(0)


async def test_page_moves_the_clock_and_shows_the_new_day(
    sandbox: Sandbox, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox)
    await expect(page.locator("#clock-now")).to_have_text("06:55")
    await page.click("#clock-0700")
    await expect(page.locator("#clock-now")).to_have_text("07:00")
    await page.click("#clock-tomorrow")
    await expect(page.locator("#clock-date")).to_have_text("Thứ Bảy, 16/5/2020")
    await page.fill("#clock-at", "2020-03-05T08:15")
    await page.click("#clock-set")
    await expect(page.locator("#clock-date")).to_have_text("Thứ Năm, 05/3/2020")
    await expect(page.locator("#clock-now")).to_have_text("08:15")


async def test_page_menu_sends_a_command_by_keyboard(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    await bot.set_my_commands([("tiendo", "Tiến độ"), ("trogiup", "Trợ giúp")])
    page = await open_page(browser, sandbox, chat=CLERK)
    await page.fill("#message-input", "/t")
    await expect(page.locator("#menu .command")).to_have_count(2)
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        await page.press("#message-input", key)
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.text == "/trogiup"
    await expect(page.locator("#message-input")).to_have_value("")


async def test_page_on_a_phone_shows_one_pane_at_a_time(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    await bot.send_message(CLERK, "chào")
    page = await open_page(browser, sandbox, PHONE)
    await expect(page.locator("#chat")).to_be_hidden()
    await page.click(f'[data-person="{CLERK}"]')
    await expect(page.locator("#people")).to_be_hidden()
    await expect(page.locator(".bubble")).to_be_visible()
    await page.reload()
    await expect(page.locator(".bubble .text")).to_have_text("chào")
    await page.click("#back")
    await expect(page.locator(f'[data-person="{CLERK}"]')).to_be_focused()
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


async def test_page_attaches_a_picture_and_hands_out_a_document(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox, chat=CLERK)
    await page.set_input_files(
        "#attach-file", {"name": "anh.png", "mimeType": "image/png", "buffer": TINY_PNG}
    )
    await expect(page.locator(".bubble.mine .picture")).to_be_visible()
    await bot.send_document(CLERK, b"so lieu", filename="biểu.xlsx")
    async with page.expect_download() as download:
        await page.click(".file")
    file = await download.value
    assert (file.suggested_filename, (await file.path()).read_bytes()) == ("biểu.xlsx", b"so lieu")


async def test_page_edits_replies_and_blocks_by_menu(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    await sandbox.person(CLERK).say("sai")
    page = await open_page(browser, sandbox, chat=CLERK)
    await page.hover(".bubble.mine")
    await page.click(".message.mine .more")
    await page.click("#popup button:has-text('Sửa')")
    await page.fill("#message-input", "đúng")
    await page.press("#message-input", "Enter")
    await expect(page.locator(".bubble.mine .text")).to_have_text("đúng")
    await page.click("#chat-more")
    await page.click("#popup button:has-text('Chặn')")
    await expect(page.locator("#closed")).to_contain_text("đã chặn")
    await page.click("#closed button")
    await expect(page.locator("#composer")).to_be_visible()


async def test_page_lets_a_stranger_begin(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox, chat=STRANGER)
    await page.click("#closed button:has-text('Bắt đầu')")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.text == "/start"
    await expect(page.locator("#composer")).to_be_visible()


async def test_page_speaks_in_a_group_as_a_member(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox, chat=GROUP)
    await page.select_option("#speaker", str(CLERK))
    await page.fill("#message-input", "/viec")
    await page.press("#message-input", "Enter")
    await expect(page.locator(".bubble.mine .sender")).to_have_text("Đảng bộ xã Kim Đông")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.from_user.id == CLERK


async def test_page_shows_typing_until_the_answer(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox, chat=CLERK)
    await bot.send_chat_action(CLERK, "typing")
    await expect(page.locator("#typing")).to_be_visible()
    await bot.send_message(CLERK, "đây")
    await expect(page.locator("#typing")).to_be_hidden()


async def test_page_network_panel_switches_faults(
    sandbox: Sandbox, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox)
    await page.click("#network-open")
    await page.check('[data-fault="server_error"]')
    await expect(page.locator("#network-sign")).to_be_visible()
    await page.uncheck("#limits-on")
    await sandbox.wait_until(lambda: not sandbox.limits.enabled)
    await page.click("#faults-off")
    await expect(page.locator('[data-fault="server_error"]')).not_to_be_checked()
    assert sandbox.faults.active == ()


async def test_page_finds_its_way_back_when_the_server_returns(
    sandbox: Sandbox, bot: Bot, browser: BrowserContext
) -> None:
    page = await open_page(browser, sandbox, chat=CLERK)
    port = int(sandbox.url.rsplit(":", 1)[1])
    await sandbox.stop()
    await expect(page.locator("#offline")).to_be_visible()
    await sandbox.start(port=port)
    await expect(page.locator("#offline")).to_be_hidden(timeout=15000)
