"""The command line as an office's clerk meets it, from the empty workbook to the running bot."""

import asyncio
import csv
import re
import signal
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import storage.sqlite
from bot.cli import app
from sandbox import Sandbox
from tests.bot.clerk import NOWHERE, TOKEN, Clerk, Said
from tests.files.filling import Rows, fill, with_unit

HOUSE = Path(__file__).parents[2]
COMMANDS = [command.callback.__name__ for command in app.registered_commands if command.callback]
CODE = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}")
LIMIT_SECONDS = 20.0
STOP_SECONDS = 2.0

UNITS = range(1, 31)
OFFICE: Rows = {
    "Chung": [["Hạn chót đại hội đảng bộ", "30/6/2020"]],
    "Đơn vị": [
        ["HU", "Đảng bộ huyện A", "cấp ủy"],
        *[
            [f"A{n:02}", f"Đảng bộ xã {n}", "đảng bộ", "xã", "HU", *[None] * 3, f"T0{n % 3 + 1}"]
            for n in UNITS
        ],
    ],
    "Tổ công tác": [[f"T0{n}", f"Tổ {n}"] for n in (1, 2, 3)],
    "Người": [
        ["Bí thư Huyện ủy", "Bí thư"],
        ["Văn phòng Huyện ủy", "Văn phòng"],
        *[[f"Tổ trưởng Tổ {n}", "Tổ trưởng Tổ công tác", None, f"T0{n}"] for n in (1, 2, 3)],
    ],
}

BROKEN = "Tệp ghi trong [storage] url không phải cơ sở dữ liệu của trợ lý, hoặc đã hỏng."
BUSY = (
    "Cơ sở dữ liệu đang bận hoặc bị khóa. Tắt chương trình khác đang mở tệp rồi chạy lại; "
    "chưa mất gì."
)
NEWER = (
    "Cơ sở dữ liệu do phiên bản mới hơn tạo ra. Hãy cập nhật chương trình; "
    "dữ liệu không bị thay đổi."
)
UNREACHABLE = "Không mở được cơ sở dữ liệu. Kiểm tra [storage] url, đường dẫn và quyền ghi."
FULL = "Đĩa đã đầy. Giải phóng chỗ trống rồi chạy lại; những gì đã ghi vẫn còn nguyên."
EVERY_USE = [("load", "kim_son"), ("digest",), ("invite", "--role", "office"), ("run",)]


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    """Give a clerk whose office is loaded, and whose bot cannot be reached."""
    fill(clerk.folder / "office.xlsx", OFFICE)
    assert clerk.type("load", "office.xlsx").code == 0
    return clerk


def count(clerk: Clerk, table: str) -> int:
    """Count the rows of a table of the office's database."""
    connection = sqlite3.connect(clerk.folder / "office.db")
    try:
        found: int = connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 -- a test's own word
        return found
    finally:
        connection.close()


def test_help_reads_vietnamese_and_names_every_command(clerk: Clerk) -> None:
    said = clerk.type()
    assert said == clerk.type("--help")
    assert (said.code, said.err) == (0, "")
    assert set(COMMANDS) <= set(said.out.split())
    for command in COMMANDS:
        page = clerk.type(command, "--help").out
        assert "Hiện phần trợ giúp này." in page
        assert not re.search("Options|Arguments|Commands|Show this|required|default", page)


def test_operators_page_names_the_commands_there_are() -> None:
    page = (HOUSE / "docs" / "operators" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `daihoi (\w+)", page, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", ["README.md", "README.vi.md", "docs/operators/README.md"])
def test_pages_show_commands_that_can_be_typed(clerk: Clerk, name: str) -> None:
    page = (HOUSE / name).read_text(encoding="utf-8")
    shown = re.findall(r"daihoi (\w+)((?: \[?--\w+)*)", page)
    assert {command for command, _ in shown} <= set(COMMANDS)
    for command, options in shown:
        helped = clerk.type(command, "--help").out
        assert [one for one in re.findall(r"--\w+", options) if one not in helped] == []


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        (("nosuch",), "daihoi"),
        (("load",), "daihoi load"),
        (("invite",), "daihoi invite"),
        (("demo", "--port", "x"), "daihoi demo"),
        (("run", "--nosuch"), "daihoi run"),
    ],
)
def test_misspelt_command_points_to_its_help(
    clerk: Clerk, typed: tuple[str, ...], command: str
) -> None:
    said = clerk.type(*typed)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Lệnh viết chưa đúng (")
    assert said.err.endswith(f"). Xem cách viết: {command} --help\n")


def test_template_is_written_once(clerk: Clerk) -> None:
    assert clerk.type("template", "office.xlsx") == Said(
        0, "✓ Đã ghi office.xlsx. Điền xong, chạy: daihoi load office.xlsx\n"
    )
    written = (clerk.folder / "office.xlsx").read_bytes()
    assert clerk.type("template", "office.xlsx") == Said(
        1, err="Tệp office.xlsx đã có; không ghi đè. Hãy chọn tên khác.\n"
    )
    assert (clerk.folder / "office.xlsx").read_bytes() == written


def test_demo_on_a_taken_port_says_what_to_type(clerk: Clerk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert clerk.type("demo", "--port", str(port)) == Said(
            1,
            err=f"Không mở được trang dùng thử ở 127.0.0.1:{port}; có thể chương trình khác đang "
            "dùng cổng này. Chạy lại với: daihoi demo --port 0\n",
        )


def test_demo_of_an_unknown_profile_names_those_there_are(clerk: Clerk) -> None:
    assert clerk.type("demo", "--profile", "lao_cai") == Said(
        1,
        err="Không có mẫu “lao_cai”. Các mẫu hiện có: binh_thuan, can_loc, duyen_hai, kim_son, "
        "ngan_son, tinh_2025.\n",
    )


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (("secretary", "--unit", "HAMTAN"), ""),
        (("office", "--unit", "TU"), ""),
        (("unit_reporter", "--unit", "HAMTAN"), ""),
        (
            ("secretary", "--unit", "HT01"),
            "Vai trò này cần mã của một cấp ủy; HT01 không phải cấp ủy.\n",
        ),
        (
            ("unit_reporter", "--unit", "TU"),
            "Cấp ủy trên cùng không báo cáo cho mình; chọn một đơn vị trực thuộc.\n",
        ),
    ],
)
def test_people_of_an_upper_unit_are_invited(
    clerk: Clerk, place: tuple[str, ...], told: str
) -> None:
    clerk.type("load", "binh_thuan")
    said = clerk.type("invite", "--role", *place)
    assert (said.code, said.err) == (bool(told), told)
    assert bool(CODE.fullmatch(said.out.splitlines()[-1] if said.out else "")) is not bool(told)


def test_template_in_no_folder_is_told(clerk: Clerk) -> None:
    assert clerk.type("template", "none/office.xlsx") == Said(
        1,
        err="Không ghi được none/office.xlsx. Kiểm tra thư mục, quyền ghi và chỗ trống trên đĩa.\n",
    )


def test_office_is_loaded_again_without_duplicates(office: Clerk) -> None:
    before = {table: count(office, table) for table in ("units", "members", "plan_items")}
    said = office.type("load", "office.xlsx")
    assert said.code == 0
    assert said.out.startswith("✓ Đã nạp: 30 đơn vị, 3 tổ, 5 người, ")
    assert {table: count(office, table) for table in before} == before


def test_sample_is_not_mixed_with_an_office(office: Clerk) -> None:
    before = count(office, "units")
    assert office.type("load", "kim_son") == Said(
        1,
        err="Cơ sở dữ liệu đã có Đảng bộ huyện A (30 đơn vị), không phải của kim_son; chưa nạp "
        "gì, để khỏi lẫn. Muốn nạp, đặt cơ sở dữ liệu khác ở [storage] url, ví dụ "
        "sqlite:///kim_son.db\n",
    )
    assert count(office, "units") == before


def test_samples_are_not_mixed_and_are_loaded_again(clerk: Clerk) -> None:
    first = clerk.type("load", "can_loc")
    assert (first.code, clerk.type("load", "can_loc")) == (0, first)
    assert clerk.type("load", "ngan_son").err.startswith(
        "Cơ sở dữ liệu đã có Đảng bộ huyện Can Lộc ("
    )


def test_units_left_out_of_the_workbook_are_told(office: Clerk) -> None:
    fill(office.folder / "less.xlsx", {**OFFICE, "Đơn vị": OFFICE["Đơn vị"][:-2]})
    assert office.type("load", "less.xlsx").out.splitlines()[1:] == [
        "Nạp lại chỉ cập nhật, không tạo bản trùng.",
        "Còn 2 đơn vị nạp trước đây không có trong less.xlsx; vẫn giữ nguyên.",
    ]


def test_mistakes_are_told_together_and_nothing_is_loaded(clerk: Clerk) -> None:
    wrong = with_unit("Z 9", None, "lạ", "làng", "XX", None, "ừ", None, "T09", "31/2/2020")
    fill(clerk.folder / "wrong.xlsx", {**wrong, "Người": [["Trưởng ban", "Vua"]]})
    said = clerk.type("load", "wrong.xlsx")
    lines = said.err.splitlines()
    assert (said.code, said.out) == (1, "")
    assert lines[0] == "Có 9 chỗ cần sửa; chưa nạp gì."
    places = [re.match(r"Trang (.+), ô ([A-Z])\d+: .+\.$", line) for line in lines[1:]]
    assert sorted(place.groups() for place in places if place) == sorted(
        [*[("Đơn vị", column) for column in "ABCDEGIJ"], ("Người", "B")]
    )
    assert not (clerk.folder / "office.db").exists()


@pytest.mark.parametrize("name", ["none.xlsx", "config.toml", "."])
def test_what_is_no_workbook_is_told(clerk: Clerk, name: str) -> None:
    said = clerk.type("load", name)
    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines()[-1].endswith(".")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "place",
    [
        ("--role", "office"),
        ("--role", "secretary"),
        ("--role", "group_leader", "--group", "T01"),
        ("--role", "unit_reporter", "--unit", "A03"),
    ],
)
def test_invitation_ends_with_its_code_alone(office: Clerk, place: tuple[str, ...]) -> None:
    said = office.type("invite", *place)
    assert (said.code, said.err) == (0, "")
    assert CODE.fullmatch(said.out.splitlines()[-1])
    assert count(office, "invitations") == 1


def test_invitations_for_all_units_are_a_sheet(office: Clerk) -> None:
    said = office.type("invite", "--role", "unit_reporter", "--all")
    header, *rows = csv.reader(said.out.splitlines())
    assert header == ["đơn vị", "tên", "mã mời", "liên kết"]
    assert [row[:2] for row in rows] == [[f"A{n:02}", f"Đảng bộ xã {n}"] for n in UNITS]
    assert all(CODE.fullmatch(row[2]) for row in rows)
    assert len({row[2] for row in rows}) == count(office, "invitations") == len(UNITS)


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        (("unit_reporter",), "Vai trò này cần --unit MÃ (hoặc --all)."),
        (("unit_reporter", "--unit", "X99"), "Không có đơn vị mã “X99”."),
        (("group_leader",), "Vai trò này cần --group MÃ."),
        (("group_leader", "--group", "T99"), "Không có tổ mã “T99”."),
        (("secretary", "--group", "T01"), "Vai trò này không thuộc tổ; bỏ --group."),
        (
            ("group_leader", "--all"),
            "--all chỉ dùng với --role unit_reporter, không kèm --unit hay --group.",
        ),
        (
            ("king",),
            "Không có vai trò “king”. Các vai trò: secretary, deputy, standing_board, "
            "standing_committee, organisation_dept, office, group_leader, group_member, "
            "unit_reporter, admin.",
        ),
    ],
)
def test_invitation_to_nowhere_is_refused(
    office: Clerk, place: tuple[str, ...], answer: str
) -> None:
    assert office.type("invite", "--role", *place) == Said(1, err=f"{answer}\n")
    assert count(office, "invitations") == 0


def test_invitation_before_loading_says_what_to_load(clerk: Clerk) -> None:
    assert clerk.type("invite", "--role", "office") == Said(
        1,
        err="Chưa có đơn vị nào. Hãy chạy: daihoi load TÊN_MẪU hoặc daihoi load TỆP.xlsx\n",
    )


def test_digest_reads_as_of_the_moment(office: Clerk) -> None:
    said = office.type("digest", "--at", "2020-05-15 07:00")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == (
        "Kính báo cáo đồng chí Bí thư. Tiến độ đến 07:00 ngày 15/5/2020:"
    )
    assert office.type("digest", "--at", "sáng mai") == Said(
        2, err="Không đọc được thời điểm “sáng mai”. Viết như: 2020-05-15 07:00\n"
    )
    assert office.type("digest", "--role", "admin") == Said(
        1, err="Không có ai trong vai trò quản trị.\n"
    )


@pytest.mark.row("MX-12")
def test_table_of_the_briefing_is_written(office: Clerk) -> None:
    said = office.type("export", "giao_ban.csv")
    table = (office.folder / "giao_ban.csv").read_text(encoding="utf-8-sig").splitlines()
    assert said == Said(0, out=f"✓ Đã ghi {len(table) - 1} đơn vị vào giao_ban.csv.\n")
    assert table[0].startswith("Mã,Đơn vị,Loại,Tổ,Đại hội,")
    assert office.type("export", "none/x.csv") == Said(
        1,
        err="Không ghi được none/x.csv. Kiểm tra thư mục, quyền ghi và chỗ trống trên đĩa.\n",
    )


def test_offices_own_texts_are_used(office: Clerk) -> None:
    own = office.folder / "own" / "digest"
    own.mkdir(parents=True)
    for template in (HOUSE / "texts" / "vi" / "digest").iterdir():
        (own / template.name).write_text("Bản tin riêng.", encoding="utf-8")
    office.write_settings(more=f'[texts]\noverride_dirs = ["{own.parent}"]\n')
    assert "Bản tin riêng." in office.type("digest").out


def test_named_settings_that_are_not_there_are_not_replaced_by_defaults(clerk: Clerk) -> None:
    assert clerk.type("load", "kim_son", "--config", "none.toml") == Said(
        2,
        err="Không thấy tệp cài đặt none.toml. Chép config.example.toml thành tệp ấy rồi điền.\n",
    )
    assert sorted(path.name for path in clerk.folder.iterdir()) == ["config.toml"]


@pytest.mark.parametrize("command", EVERY_USE)
def test_broken_settings_stop_every_command(clerk: Clerk, command: tuple[str, ...]) -> None:
    clerk.write_settings(more="[wbe]\nport = 1\n[texts]\noverride_dirs = ['none']\n")
    said = clerk.type(*command)
    assert (said.code, said.out) == (2, "")
    assert sorted(said.err.splitlines()) == [
        "Giá trị của “texts.override_dirs.0” không dùng được; xem config.example.toml.",
        "Không có mục cài đặt “wbe”; xem config.example.toml.",
    ]


def test_run_without_a_token_says_where_to_get_one(clerk: Clerk) -> None:
    clerk.write_settings("")
    said = clerk.type("run")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Chưa có mã bot. Điền [telegram] token trong config.toml")
    assert clerk.type("check").code == 1


def test_run_without_telegram_says_so(office: Clerk) -> None:
    assert office.type("run") == Said(
        1,
        err=f"Không kết nối được Telegram ({NOWHERE}). Kiểm tra mạng hoặc [telegram] api_base; "
        "tin nhắn chờ vẫn được giữ.\n",
    )


async def test_run_with_a_wrong_token_says_so(clerk: Clerk, office_bot: Sandbox) -> None:
    clerk.write_settings("1:WRONG", api_base=office_bot.api_base)
    assert await clerk.type_apart("run") == Said(
        1, err="Telegram không nhận mã bot. Kiểm tra [telegram] token (lấy lại từ @BotFather).\n"
    )


def lock(path: Path) -> sqlite3.Connection:
    """Keep everybody else from writing."""
    held = sqlite3.connect(path, isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    return held


def migrate_further(path: Path) -> None:
    """Leave the database as a newer program does."""
    with sqlite3.connect(path) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()


@pytest.mark.parametrize("command", EVERY_USE)
@pytest.mark.parametrize(
    ("damage", "answer"),
    [
        (lock, BUSY),
        (migrate_further, NEWER),
        (lambda path: path.write_text("Danh sách đơn vị\n" * 100), BROKEN),
        (lambda path: (path.unlink(), path.mkdir()), UNREACHABLE),
    ],
    ids=["locked", "newer", "text", "folder"],
)
def test_database_that_cannot_be_used_is_told_and_left_as_it_is(
    office: Clerk,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], object],
    answer: str,
    command: tuple[str, ...],
) -> None:
    monkeypatch.setattr(storage.sqlite, "BUSY_MILLISECONDS", 0)
    path = office.folder / "office.db"
    held = damage(path)
    before = path.read_bytes() if path.is_file() else None
    assert office.type(*command) == Said(1, err=f"{answer}\n")
    assert (path.read_bytes() if path.is_file() else None) == before
    if isinstance(held, sqlite3.Connection):
        held.close()


@pytest.mark.parametrize(
    "url", ["postgresql://u:hidden@127.0.0.1:1/x", "postgresql://u:hidden@[x"]
)
def test_server_that_cannot_be_reached_is_told_without_its_password(
    clerk: Clerk, url: str
) -> None:
    clerk.write_settings(url=url)
    assert clerk.type("digest") == Said(1, err=f"{UNREACHABLE}\n")


def test_full_disk_is_told_and_keeps_what_there_was(
    office: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_pragmas = storage.sqlite.set_pragmas

    def leave_no_room(connection: sqlite3.Connection) -> None:
        set_pragmas(connection)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    many = [[f"B{n:03}", f"Đảng bộ xã B{n}", "đảng bộ", "xã", "HU"] for n in range(1, 100)]
    fill(office.folder / "more.xlsx", {**OFFICE, "Đơn vị": [*OFFICE["Đơn vị"], *many]})
    units = count(office, "units")
    with monkeypatch.context() as full:
        full.setattr(storage.sqlite, "set_pragmas", leave_no_room)
        assert office.type("load", "more.xlsx") == Said(1, err=f"{FULL}\n")
    assert count(office, "units") == units
    assert office.type("load", "more.xlsx").code == 0


async def test_running_bot_lets_a_person_in_and_stops_when_told(
    clerk: Clerk, office_bot: Sandbox
) -> None:
    clerk.write_settings(api_base=office_bot.api_base, more='[logging]\nlevel = "DEBUG"\n')
    fill(clerk.folder / "office.xlsx", OFFICE)
    assert (await clerk.type_beside("load", "office.xlsx")).code == 0
    async with clerk.starting("run") as running:
        invited = await clerk.type_beside("invite", "--role", "unit_reporter", "--unit", "A03")
        *_, link, code = invited.out.splitlines()
        assert link == f"https://t.me/sandbox_bot?start={code}"
        phone = office_bot.person(1)
        await phone.say(f"/start {code}")
        welcome = await phone.next_message(LIMIT_SECONDS)
        assert welcome.text.startswith("Kính chào đồng chí Cán bộ báo cáo, Đảng bộ xã 3.")
        assert await clerk.type_apart("run") == Said(
            1,
            err="Đã có một trợ lý khác đang chạy trên cơ sở dữ liệu này. Chỉ chạy một; "
            "không có gì bị thay đổi.\n",
        )
        assert (await clerk.type_beside("digest")).code == 0
        running.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_SECONDS):
            _, log = await running.communicate()
    assert running.returncode == 0
    assert b"The assistant runs" in log
    assert not [secret for secret in (TOKEN, code) if secret.encode() in log]
