"""`daihoi check` names what is good, what is wrong, and how to mend it."""

from sandbox import Sandbox
from tests.bot.clerk import NOWHERE, Clerk, Said
from tests.files.filling import RIGHT, fill

SETTINGS = "✓ Cài đặt: tốt."
DATABASE = "✓ Cơ sở dữ liệu: tốt."
BOT = "✓ Mã bot Telegram (@sandbox_bot): tốt."


def found(*lines: str, code: int = 1) -> Said:
    """Give what the check says when it says these lines."""
    return Said(code, "".join(f"{line}\n" for line in lines))


async def test_office_where_all_is_well_passes(clerk: Clerk, office_bot: Sandbox) -> None:
    await clerk.type_beside("load", "kim_son")
    assert await clerk.type_beside("check") == found(
        SETTINGS,
        DATABASE,
        "✓ Đơn vị, người và kế hoạch (72 đơn vị, 103 người, 1804 mục việc): tốt.",
        BOT,
        code=0,
    )
    assert office_bot.pending_updates == 0


async def test_empty_office_is_told_to_load(clerk: Clerk, office_bot: Sandbox) -> None:
    assert await clerk.type_beside("check") == found(
        SETTINGS,
        DATABASE,
        "! Đơn vị, người và kế hoạch: Chưa có đơn vị nào. "
        "Hãy chạy: daihoi load TÊN_MẪU hoặc daihoi load TỆP.xlsx",
        BOT,
    )
    assert office_bot.pending_updates == 0


async def test_office_without_its_own_people_is_told_so(clerk: Clerk, office_bot: Sandbox) -> None:
    fill(clerk.folder / "office.xlsx", RIGHT)
    await clerk.type_beside("load", "office.xlsx")
    assert await clerk.type_beside("check") == found(
        SETTINGS,
        DATABASE,
        "! Đơn vị, người và kế hoạch: Chưa có ai trong vai trò Văn phòng. "
        "Hãy điền người ở trang Người của tệp Excel rồi nạp lại.",
        BOT,
    )
    assert office_bot.pending_updates == 0


async def test_broken_database_and_wrong_token_are_told_together(
    clerk: Clerk, office_bot: Sandbox
) -> None:
    clerk.write_settings("1:WRONG", api_base=office_bot.api_base)
    (clerk.folder / "office.db").write_text("Danh sách đơn vị\n" * 100, encoding="utf-8")
    assert await clerk.type_beside("check") == found(
        SETTINGS,
        "! Cơ sở dữ liệu: Tệp ghi trong [storage] url không phải cơ sở dữ liệu của trợ lý, "
        "hoặc đã hỏng.",
        "! Mã bot Telegram: Telegram không nhận mã bot. "
        "Kiểm tra [telegram] token (lấy lại từ @BotFather).",
    )


def test_telegram_out_of_reach_is_told(clerk: Clerk) -> None:
    said = clerk.type("check")
    assert said.code == 1
    assert said.out.splitlines()[-1] == (
        f"! Mã bot Telegram: Không kết nối được Telegram ({NOWHERE}). "
        "Kiểm tra mạng hoặc [telegram] api_base; tin nhắn chờ vẫn được giữ."
    )


def test_every_broken_setting_is_told(clerk: Clerk) -> None:
    clerk.write_settings(url="mysql://office", more="[web]\nport = 99999\nprot = 1\n")
    assert clerk.type("check") == found(
        "! Cài đặt: Giá trị của “storage.url” không dùng được; xem config.example.toml.",
        "! Cài đặt: Giá trị của “web.port” không dùng được; xem config.example.toml.",
        "! Cài đặt: Không có mục cài đặt “web.prot”; xem config.example.toml.",
    )


def test_missing_settings_are_told(clerk: Clerk) -> None:
    assert clerk.type("check", "--config", "none.toml") == found(
        "! Cài đặt: Không thấy tệp cài đặt none.toml. "
        "Chép config.example.toml thành tệp ấy rồi điền.",
    )
