"""`daihoi demo` as a newcomer meets it: one command, one address, the day of the sample."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from signal import SIGTERM

import pytest
from playwright.async_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMMAND = (sys.executable, "-c", "from bot.cli import main; main()", "demo", "--port", "0")
#: Messages to all units leave at Telegram's pace.
LIMIT_MS = 30_000

SECRETARY, OFFICE = "Bí thư Huyện ủy", "Văn phòng Huyện ủy"
CLERK, LEADER = "Cán bộ báo cáo xã Kim Đông", "Tổ trưởng Tổ 3"

DIGEST = """\
Kính báo cáo đồng chí Bí thư. Tiến độ đến 07:00 ngày 15/5/2020:
Đã đại hội 23/72 (31,9%): 5/29 đảng bộ, 18/43 chi bộ; còn 49.
Từ hôm qua: thêm 4 (Kim Mỹ, Lai Thành, Phòng Kinh tế và Hạ tầng, Phòng Giáo dục và Đào tạo).
7 ngày tới: 2 đại hội. Quá hạn: 5 việc (Tổ 3: 2, Tổ 8: 3). Chưa báo cáo: 4 đơn vị.
Chờ quyết định: 1 ngày đại hội. Vướng mắc: 2. Trân trọng báo cáo."""
REPORTED = """\
✓ Đã ghi lúc 07:00: Kim Đông, X22 Bầu đại biểu ở chi bộ: hoàn thành.
Đến 22/5 còn 1 việc: X19, hạn 21/5/2020."""
CARD = """\
Đảng bộ xã Kim Đông (K12, Tổ 1).
Đại hội: 10–11/6/2020 (dự kiến); đã đề xuất ngày.
Đã xong 22/36 mục. Không có việc quá hạn.
Hạn tới: X19 Kết luận duyệt, 21/5/2020.
Duyệt nội dung: đã duyệt, có bổ sung.
Báo cáo gần nhất: 07:00 ngày 15/5/2020. Vướng mắc: không."""
REMINDER = """\
Đề nghị đồng chí Tổ trưởng Tổ 3 đôn đốc 2 việc quá hạn:
1. Đảng bộ xã Ân Hòa: X17 Gửi tài liệu duyệt, hạn 11/5/2020 (quá 4 ngày làm việc)
2. Đảng bộ thị trấn Phát Diệm: X15 Trình phương án nhân sự, hạn 13/5/2020 (quá 2)"""
GUIDANCE = """\
Chỉ thị 16 áp dụng từ 16/5 đến hết 30/5/2020, toàn huyện, theo MH-01/UBND.
- Mọi người ở tại nhà, chỉ ra ngoài khi thật sự cần thiết; không tụ tập quá 2 người ngoài công sở, trường học, bệnh viện; giữ khoảng cách tối thiểu 2 m. Nguồn: Chỉ thị 16/CT-TTg, 31/3/2020.
  Trợ lý đề xuất: Đề nghị chưa tổ chức đại hội; xin ý kiến cấp trên.
- Trường hợp phức tạp, báo cáo ngay Ban Thường vụ cấp trên để chỉ đạo. Nguồn: Yên Bái (theo báo chí), 3/2020.
- Chi bộ có thể sinh hoạt trực tuyến trong thời gian giãn cách; hình thức này không thay cho đại hội. Nguồn: Bình Thuận (theo báo chí), 9/2021.
Đề nghị kiểm tra văn bản mới nhất của địa phương."""


class Screen:
    """The page in somebody's hands, who reads what is newest and acts on it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def move_clock(self, hour: str) -> None:
        """Press one of the clock's buttons, which a phone keeps behind another."""
        if await self.page.locator("#clock-open").is_visible():
            await self.page.click("#clock-open")
        await self.page.click(f"#clock-{hour}")

    async def open_chat(self, title: str) -> None:
        """Find somebody in the list and become them."""
        if await self.page.locator("#back").is_visible():
            await self.page.click("#back")
        await self.page.fill("#search", title)
        await self.page.locator(".person", has=self.page.get_by_text(title, exact=True)).click()
        await expect(self.page.locator("#chat-title")).to_have_text(title)

    @property
    def newest(self) -> Locator:
        """The last thing that the assistant said in the open chat."""
        return self.page.locator(".message.from-bot").last

    async def read(self, text: str, *buttons: str) -> None:
        """Wait until the newest message says this, with these buttons and no others."""
        said = self.newest.locator(".text")
        await expect(said).to_have_js_property("textContent", text, timeout=LIMIT_MS)
        await expect(self.newest.locator(".inline-button")).to_have_text(buttons)

    async def say(self, text: str) -> None:
        """Write a message and send it."""
        await self.page.fill("#message-input", text)
        await self.page.click("#send")

    async def press(self, label: str) -> None:
        """Press a button of the newest message."""
        await self.newest.get_by_role("button", name=label, exact=True).click()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand where nothing is configured; nothing may be left there."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


@asynccontextmanager
async def open_demo(browser: BrowserContext) -> AsyncIterator[Screen]:
    """Start the command and open what it prints; it must not complain, and end when told."""
    demo = await asyncio.create_subprocess_exec(*COMMAND, stdout=PIPE, stderr=PIPE)
    assert demo.stdout
    try:
        _invitation, address = [(await demo.stdout.readline()).decode().strip() for _ in "12"]
        if address:
            page = await browser.new_page()
            await page.goto(address)
            yield Screen(page)
            await page.close()
    finally:
        with suppress(ProcessLookupError):  # it ended by itself, and says below why
            demo.send_signal(SIGTERM)
        _, complaints = await demo.communicate()
        assert (complaints.decode(), demo.returncode) == ("", 0)


async def test_newcomer_lives_the_day_of_the_sample_at_a_desk(
    folder: Path, browser: BrowserContext
) -> None:
    async with open_demo(browser) as screen:
        await screen.page.set_viewport_size(DESKTOP)
        await _read_digest(screen)
        await _report(screen)
        await _see_the_report(screen)
        await _answer_reminder(screen)
        await _set_regime(screen)
        await _acknowledge_regime(screen)


async def test_newcomer_reads_and_reports_on_a_phone(
    folder: Path, browser: BrowserContext
) -> None:
    async with open_demo(browser) as screen:
        await screen.page.set_viewport_size(PHONE)
        await _read_digest(screen)
        await _report(screen)


async def _read_digest(screen: Screen) -> None:
    await screen.move_clock("0700")
    await screen.open_chat(SECRETARY)
    await screen.read(DIGEST, "1 Quá hạn", "2 Chưa báo cáo", "3 Chờ quyết định")


async def _report(screen: Screen) -> None:
    await screen.open_chat(CLERK)
    await screen.say("/baocao X22 hoàn thành")
    await screen.read(REPORTED, "Báo cáo tiếp", "Việc của tôi", "Đính chính")
    await screen.press("Báo cáo tiếp")
    items = ("1 X19 Kết luận duyệt", "2 X25 Kịch bản điều hành", "3 X28 Tuyên truyền")
    await screen.read("Đồng chí chọn mục:", *items, "4 Mục khác")
    await screen.press("2 X25 Kịch bản điều hành")
    statuses = ("1 Chưa làm", "2 Đang làm", "3 Hoàn thành", "4 Vướng mắc")
    await screen.read(
        "X25 Kịch bản điều hành, hạn 26/5/2020, đến đâu?", *statuses, "Trạng thái khác"
    )
    await screen.press("2 Đang làm")
    await screen.read("Ghi chú ngắn, không nêu họ tên.", "Bỏ qua")
    await screen.press("Bỏ qua")
    await screen.read("X25 Kịch bản điều hành: đang làm.", "1 Gửi", "2 Sửa", "3 Bỏ")
    await screen.press("1 Gửi")
    await screen.read("✓ Đã ghi lúc 07:00; Tổ 1 xem được ngay. Báo nhầm:", "Đính chính")


async def _see_the_report(screen: Screen) -> None:
    await screen.open_chat(SECRETARY)
    await screen.say("/tinhhinh Kim Đông")
    await screen.read(CARD, "Hạn sắp tới", "Xem nhật ký", "Thẻ đơn vị")


async def _answer_reminder(screen: Screen) -> None:
    await screen.move_clock("0730")
    await screen.open_chat(LEADER)
    await screen.read(REMINDER, "1", "2", "3 Đã đôn đốc cả 2")
    await screen.press("1")
    answers = ("1 Hoàn thành", "2 Đang làm", "3 Vướng mắc", "4 Nhắc đơn vị")
    await screen.read("Ân Hòa, X17:", *answers)
    await screen.press("4 Nhắc đơn vị")
    await screen.read("✓ Đã nhắc Đảng bộ xã Ân Hòa. Còn 1 việc:", "1 Phát Diệm")


async def _set_regime(screen: Screen) -> None:
    await screen.open_chat(OFFICE)
    await screen.say("/capdo huyện CT16 16/5-30/5")
    await screen.read(
        "Chỉ thị 16, toàn huyện, từ 16/5 đến hết 30/5/2020. "
        "Đề nghị nhập số, ngày văn bản của tỉnh."
    )
    await screen.say("MH-01/UBND ngày 15/5/2020")
    await screen.read(
        "Áp dụng theo MH-01/UBND và gửi hướng dẫn tới 49 đơn vị chưa đại hội?",
        "1 Áp dụng",
        "2 Sửa",
        "3 Bỏ",
    )
    await screen.press("1 Áp dụng")
    await screen.read(
        "✓ Đã ghi, đang gửi. 2 đại hội nằm trong thời gian này; đã đề xuất Thường trực xem xét.",
        "Ai chưa xác nhận",
    )


async def _acknowledge_regime(screen: Screen) -> None:
    await screen.open_chat(CLERK)
    await screen.read(GUIDANCE, "Đã nhận")
    await screen.press("Đã nhận")
    await screen.read(
        "✓ Đã ghi nhận lúc 07:30. Việc tiếp theo: X19 Kết luận duyệt, hạn 21/5/2020."
    )
    await screen.open_chat(OFFICE)
    await screen.press("Ai chưa xác nhận")
    await expect(screen.newest.locator(".text")).to_contain_text(
        "Chỉ thị 16 (MH-01/UBND): 1/49 đơn vị đã xác nhận."
    )
