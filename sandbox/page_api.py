"""What the page asks of the sandbox: JSON over HTTP, and a stream of news.

For tests of the page these stay as they are. A chat in the list is `[data-person="<chat id>"]`,
a bubble `.bubble` (`.from-bot` or `.mine`), its button `.inline-button`, a file `.file`, a picture
`.picture`, a service line `.service`; then `#search`, `#chat-title`, `#chat-more`, `#back`,
`#message-input`, `#send`, `#attach`, `#menu-open`, `#menu .command`, `#speaker` (in groups); the
clock `#clock-now`, `#clock-0700`, `#clock-0730`, `#clock-hour`, `#clock-day`, `#clock-tomorrow`,
`#clock-at`, `#clock-set`; the counters `[data-counter="<name>"]`; the network `#network-open`,
`#network`, `#limits-on`, `[data-fault="<kind>"]`, `#faults-off`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from urllib.parse import quote

from aiohttp import web
from pydantic import ValidationError

from sandbox import page_chats, page_controls
from sandbox.actions import ActionError
from sandbox.files import Kind
from sandbox.messenger import Messenger
from sandbox.page_state import Json, write_chat, write_state

#: The queues' counters are asked for this often; the page is told no oftener than every so long.
COUNTERS_EVERY_SECONDS = 1.0
TELL_EVERY_SECONDS = 0.1

Counters = Callable[[], Awaitable[Mapping[str, int]]]
Action = Callable[[Messenger, web.Request], Awaitable[None]]

ACTIONS: dict[str, Action] = {
    "/api/chats/{chat}/say": page_chats.say,
    "/api/chats/{chat}/attach": page_chats.attach,
    "/api/chats/{chat}/edit": page_chats.edit,
    "/api/chats/{chat}/press": page_chats.press,
    "/api/chats/{chat}/read": page_chats.mark_read,
    "/api/chats/{chat}/membership": page_chats.change_membership,
    "/api/clock": page_controls.move_clock,
    "/api/network": page_controls.change_network,
}


class PageApi:
    """Let the page see the messenger, and act for the people in it."""

    def __init__(self, messenger: Messenger, *, counters: Counters) -> None:
        self._messenger = messenger
        self._counters = counters

    def add_routes(self, app: web.Application) -> None:
        """Mount the page's addresses."""
        app.router.add_get("/api/state", self.show_state)
        app.router.add_get("/api/events", self.stream_state)
        app.router.add_get("/api/chats/{chat}", self.show_chat)
        app.router.add_get("/api/files/{file}", self.show_file)
        for path, action in ACTIONS.items():
            app.router.add_post(path, self._answer_with(action))

    async def show_state(self, _request: web.Request) -> web.Response:
        """Answer with everything but the messages."""
        return web.json_response(await self._write_state())

    async def show_chat(self, request: web.Request) -> web.Response:
        """Answer with one chat, as the person named by `as` sees it."""
        chat = page_chats.find_chat(self._messenger, request)
        person = int(request.query.get("as", chat.id))
        return web.json_response(write_chat(self._messenger, chat, person=person))

    async def show_file(self, request: web.Request) -> web.Response:
        """Answer with a file; only pictures may be shown in the page, the rest is downloaded."""
        file = self._messenger.files.find(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        if file.kind is not Kind.DOCUMENT and file.width:
            mime = "image/png" if file.content[:1] == b"\x89" else "image/jpeg"
            return web.Response(body=file.content, content_type=mime)
        name = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return web.Response(
            body=file.content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": name},
        )

    async def stream_state(self, request: web.Request) -> web.StreamResponse:
        """Send the state now and after every change, as server-sent events."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        told: tuple[int, Json] | None = None
        with suppress(ConnectionResetError):
            while True:
                count, state = self._messenger.changes.count, await self._write_state()
                if told != (count, state["counters"]):
                    told = (count, state["counters"])
                    await stream.write(f"data: {json.dumps(state)}\n\n".encode())
                await self._wait_for_change(count)
        return stream

    async def _wait_for_change(self, count: int) -> None:
        await asyncio.sleep(TELL_EVERY_SECONDS)
        changes = self._messenger.changes
        with suppress(TimeoutError):
            await changes.until(
                lambda: changes.count != count, limit_seconds=COUNTERS_EVERY_SECONDS
            )

    async def _write_state(self) -> Json:
        counters = {"pending": self._messenger.updates.pending, **await self._counters()}
        return write_state(self._messenger, counters=counters)

    def _answer_with(self, action: Action) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            try:
                await action(self._messenger, request)
            except ActionError as exc:
                return web.json_response({"error": exc.code}, status=409)
            except ValidationError:
                return web.json_response({"error": "invalid"}, status=400)
            return web.json_response({})

        return answer
