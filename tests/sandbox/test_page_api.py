import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox import FaultKind, Sandbox
from sandbox.page_controls import Move, find_moment
from sandbox.phones import TINY_PNG
from tests.sandbox.conftest import CLERK, GROUP, SECRETARY, START

#: START in milliseconds, as the page counts.
NOW = 1589500500000


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


async def read(page: aiohttp.ClientSession, path: str) -> dict[str, object]:
    async with page.get(path) as response:
        return await response.json()  # type: ignore[no-any-return]


async def test_state_lists_people_by_section(page: aiohttp.ClientSession) -> None:
    state = await read(page, "/api/state")
    assert [(chat["section"], chat["title"]) for chat in state["chats"]] == [  # type: ignore[attr-defined]
        ("leaders", "Bí thư Huyện ủy"),
        ("units", "Đảng bộ xã Kim Đông"),
        ("strangers", "Người lạ"),
        ("groups", "Tổ 1 và các đơn vị"),
    ]
    assert state["clock"] == {"now": NOW, "moving": False}


async def test_state_shows_the_counters_it_is_given(
    sandbox: Sandbox, page: aiohttp.ClientSession
) -> None:
    async def count() -> dict[str, int]:
        return {"outbox_queued": 3}

    sandbox.stats = count
    await sandbox.person(CLERK).say("x")
    assert (await read(page, "/api/state"))["counters"] == {"pending": 1, "outbox_queued": 3}


async def test_chat_shows_messages_and_menu(
    sandbox: Sandbox, bot: Bot, page: aiohttp.ClientSession
) -> None:
    await bot.set_my_commands([("viec", "Việc của tôi")])
    await sandbox.person(CLERK).say("/viec")
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Xem", callback_data="/viec"))
    await bot.send_message(CLERK, "<b>Hai</b> việc", parse_mode="HTML", reply_markup=markup)
    await bot.get_updates(offset=2)
    chat = await read(page, f"/api/chats/{CLERK}")
    plain = {"at": NOW, "edited": False, "forwarded": False}
    assert (chat["menu"], chat["messages"]) == (
        [{"command": "viec", "description": "Việc của tôi"}],
        [
            plain
            | {
                "id": 1,
                "sender": CLERK,
                "title": "Đảng bộ xã Kim Đông",
                "fromBot": False,
                "text": "/viec",
                "entities": [{"kind": "bot_command", "offset": 0, "length": 5, "url": None}],
                "buttons": [],
                "heard": True,
            },
            plain
            | {
                "id": 2,
                "sender": 42,
                "title": "Trợ lý Đại hội",
                "fromBot": True,
                "text": "Hai việc",
                "entities": [{"kind": "bold", "offset": 0, "length": 3, "url": None}],
                "buttons": [[{"text": "Xem", "url": None}]],
                "heard": False,
            },
        ],
    )


async def test_page_says_edits_and_presses_for_a_person(
    sandbox: Sandbox, bot: Bot, page: aiohttp.ClientSession
) -> None:
    markup = InlineKeyboardMarkup.from_row(
        [InlineKeyboardButton(label, callback_data=label) for label in ("Xem", "Bỏ")]
    )
    await bot.send_message(CLERK, "Đúng không?", reply_markup=markup)
    calls = [
        ("say", {"person": CLERK, "text": "sai", "reply_to": 1}),
        ("edit", {"person": CLERK, "message": 2, "text": "đúng"}),
        ("press", {"person": CLERK, "message": 1, "row": 0, "column": 1}),
    ]
    for action, body in calls:
        async with page.post(f"/api/chats/{CLERK}/{action}", json=body) as response:
            assert response.status == 200
    said, edited, pressed = await bot.get_updates()
    assert said.message is not None
    assert (said.message.text, said.message.reply_to_message is not None) == ("sai", True)
    assert edited.edited_message is not None
    assert edited.edited_message.text == "đúng"
    assert pressed.callback_query is not None
    assert pressed.callback_query.data == "Bỏ"


async def test_page_attaches_pictures_as_photos_and_the_rest_as_files(
    bot: Bot, page: aiohttp.ClientSession
) -> None:
    for name, mime, content in [("a.png", "image/png", TINY_PNG), ("b.txt", "text/plain", b"x")]:
        form = aiohttp.FormData({"person": str(CLERK), "caption": "kèm"})
        form.add_field("file", content, filename=name, content_type=mime)
        async with page.post(f"/api/chats/{CLERK}/attach", data=form) as response:
            assert response.status == 200
    photo, document = [update.message for update in await bot.get_updates()]
    assert photo is not None
    assert (photo.caption, len(photo.photo)) == ("kèm", 1)
    assert document is not None
    assert document.document is not None
    assert document.document.file_name == "b.txt"


async def test_reading_a_chat_takes_its_badge_away(bot: Bot, page: aiohttp.ClientSession) -> None:
    for text in ("một", "hai"):
        await bot.send_message(SECRETARY, text)
    before = (await read(page, "/api/state"))["chats"][0]["unread"]  # type: ignore[index]
    async with page.post(f"/api/chats/{SECRETARY}/read", json={"up_to": 1}):
        pass
    after = (await read(page, "/api/state"))["chats"][0]["unread"]  # type: ignore[index]
    assert (before, after) == (2, 1)


@pytest.mark.parametrize(
    ("chat", "change", "status"),
    [
        (CLERK, "block", "kicked"),
        (GROUP, "remove", "kicked"),
    ],
)
async def test_page_changes_who_is_in(
    bot: Bot, page: aiohttp.ClientSession, chat: int, change: str, status: str
) -> None:
    body = {"person": CLERK, "change": change}
    async with page.post(f"/api/chats/{chat}/membership", json=body) as response:
        assert response.status == 200
    update = (await bot.get_updates())[0]
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == status


@pytest.mark.parametrize(
    ("path", "body", "status", "error"),
    [
        (f"/api/chats/{CLERK}/say", {"person": SECRETARY, "text": "x"}, 409, "not_member"),
        (f"/api/chats/{CLERK}/say", {"person": CLERK, "text": "  "}, 409, "empty"),
        (f"/api/chats/{CLERK}/say", {"person": CLERK}, 400, "invalid"),
        (
            f"/api/chats/{CLERK}/edit",
            {"person": CLERK, "message": 9, "text": "x"},
            409,
            "message_gone",
        ),
        (
            f"/api/chats/{CLERK}/membership",
            {"person": CLERK, "change": "upgrade"},
            409,
            "not_here",
        ),
        ("/api/clock", {"at": "hôm qua"}, 400, "invalid"),
        ("/api/network", {"kind": "fire"}, 400, "invalid"),
    ],
)
async def test_page_is_told_why_not(
    page: aiohttp.ClientSession, path: str, body: dict[str, object], status: int, error: str
) -> None:
    async with page.post(path, json=body) as response:
        assert (response.status, await response.json()) == (status, {"error": error})


@pytest.mark.parametrize("path", ["/api/chats/999", "/api/chats/x", "/api/files/x"])
async def test_page_asking_for_what_is_not_there_is_told_so(
    page: aiohttp.ClientSession, path: str
) -> None:
    async with page.get(path) as response:
        assert response.status == 404


@pytest.mark.parametrize(
    ("move", "local"),
    [
        (Move(hours=1), "2020-05-15T07:55"),
        (Move(hours=24), "2020-05-16T06:55"),
        (Move.model_validate({"until": "07:00"}), "2020-05-15T07:00"),
        (Move.model_validate({"until": "06:55"}), "2020-05-16T06:55"),
        (Move.model_validate({"until": "07:00", "tomorrow": True}), "2020-05-16T07:00"),
        (Move.model_validate({"at": "2020-01-02T03:04"}), "2020-01-02T03:04"),
    ],
)
def test_find_moment_reads_local_times(move: Move, local: str) -> None:
    assert find_moment(START, move) == datetime.fromisoformat(f"{local}+07:00")


async def test_page_moves_the_clock(sandbox: Sandbox, page: aiohttp.ClientSession) -> None:
    told: list[datetime] = []
    sandbox.clock.on_moved(told.append)
    async with page.post("/api/clock", json={"until": "07:00", "tomorrow": True}):
        pass
    moment = datetime(2020, 5, 16, tzinfo=UTC)
    assert (told, sandbox.clock.now() - START) == ([moment], timedelta(days=1, minutes=5))


async def test_page_switches_limits_and_faults(
    sandbox: Sandbox, page: aiohttp.ClientSession
) -> None:
    for body in (
        {"limits": False},
        {"kind": "delay", "method": "sendMessage", "count": 2, "value": 10},
        {"kind": "reset"},
        {"kind": "reset", "on": False},
    ):
        async with page.post("/api/network", json=body) as response:
            assert response.status == 200
    (fault,) = sandbox.faults.active
    assert (sandbox.limits.enabled, fault.kind, fault.method, fault.count, fault.value) == (
        False,
        FaultKind.DELAY,
        "sendmessage",
        2,
        10,
    )
    async with page.post("/api/network", json={}):
        pass
    assert sandbox.faults.active == ()


async def test_events_tell_the_state_at_once_and_after_a_change(
    sandbox: Sandbox, page: aiohttp.ClientSession
) -> None:
    async with page.get("/api/events") as stream:
        first = json.loads((await stream.content.readline()).removeprefix(b"data: "))
        await stream.content.readline()
        await sandbox.person(CLERK).say("mới")
        second = json.loads((await stream.content.readline()).removeprefix(b"data: "))
    newest = [state["chats"][1]["newest"] for state in (first, second)]
    assert newest == [
        None,
        {"text": "mới", "mine": True, "at": NOW, "file": None, "service": None},
    ]


async def test_document_is_only_downloaded_and_picture_only_shown(
    bot: Bot, page: aiohttp.ClientSession
) -> None:
    await bot.send_document(CLERK, b"<script>x</script>", filename="thử.html")
    await bot.send_photo(CLERK, TINY_PNG)
    async with page.get("/api/files/sandbox-document-1") as file:
        assert (file.content_type, file.headers["Content-Disposition"]) == (
            "application/octet-stream",
            "attachment; filename*=UTF-8''th%E1%BB%AD.html",
        )
    async with page.get("/api/files/sandbox-photo-2") as picture:
        assert (picture.content_type, await picture.read()) == ("image/png", TINY_PNG)


async def test_page_loads_nothing_but_its_own_files(page: aiohttp.ClientSession) -> None:
    async with page.get("/") as response:
        text = await response.text()
    assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "https://" not in text
    assert "http://" not in text


@pytest.mark.parametrize("path", ["/", "/api/state", "/bot42:SANDBOX/getMe"])
async def test_other_host_name_is_refused(page: aiohttp.ClientSession, path: str) -> None:
    async with page.get(path, headers={"Host": "evil.example:80"}) as response:
        assert response.status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_post_from_another_site_is_refused(
    sandbox: Sandbox, page: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    body = {"person": CLERK, "text": "x"}
    async with page.post(f"/api/chats/{CLERK}/say", json=body, headers=headers) as response:
        assert response.status == 403
    assert sandbox.person(CLERK).messages == ()


async def test_post_from_the_page_itself_is_taken(
    sandbox: Sandbox, page: aiohttp.ClientSession
) -> None:
    headers = {"Origin": sandbox.url, "Sec-Fetch-Site": "same-origin"}
    body = {"person": CLERK, "text": "x"}
    async with page.post(f"/api/chats/{CLERK}/say", json=body, headers=headers) as response:
        assert response.status == 200
