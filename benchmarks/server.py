"""A lean Bot API on loopback, in its own process: it hands out reports and times the answers.

It checks and keeps nothing, so that the bots, and not it, are measured; its own share of a core is
told with every round. Each bot has its own token, so that several can be there at once.
"""

import asyncio
import json
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

_LIMIT = 100
_NAME = {"first_name": "Bench", "username": "bench_bot"}


@dataclass
class Line:
    """What one bot still has to read and to answer."""

    waiting: deque[dict[str, Any]] = field(default_factory=deque)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    first_poll: asyncio.Future[float] = field(default_factory=asyncio.Future)
    answered: asyncio.Future[float] = field(default_factory=asyncio.Future)
    unanswered: int = 0
    next_update: int = 1


class Server:
    """The methods a bot needs, and the two questions of the benchmark."""

    def __init__(self) -> None:
        self._lines: dict[str, Line] = {}
        self._messages = 0

    def build(self) -> web.Application:
        """Give the application."""
        app = web.Application(client_max_size=2**26)
        app.router.add_post("/bot{token}/getUpdates", self.get_updates)
        app.router.add_post("/bot{token}/sendMessage", self.send_message)
        app.router.add_post("/bot{token}/{method}", self.answer_others)
        app.router.add_get("/{token}/ready", self.tell_ready)
        app.router.add_post("/{token}/load", self.load)
        return app

    def _line(self, request: web.Request) -> Line:
        return self._lines.setdefault(request.match_info["token"], Line())

    async def get_updates(self, request: web.Request) -> web.Response:
        """Confirm by offset, wait, and give what is there."""
        line, form = self._line(request), await _read(request)
        if not line.first_poll.done():
            line.first_poll.set_result(time.monotonic())
        offset = int(str(form.get("offset") or 0))
        while line.waiting and line.waiting[0]["update_id"] < offset:
            line.waiting.popleft()
        if not line.waiting:
            line.arrived.clear()
            try:
                async with asyncio.timeout(float(str(form.get("timeout") or 0))):
                    await line.arrived.wait()
            except TimeoutError:
                return _answer([])
        return _answer([line.waiting[at] for at in range(min(_LIMIT, len(line.waiting)))])

    async def send_message(self, request: web.Request) -> web.Response:
        """Count one answer."""
        line, form = self._line(request), await _read(request)
        chat = int(str(form["chat_id"]))
        self._messages += 1
        line.unanswered -= 1
        if line.unanswered == 0:
            line.answered.set_result(time.perf_counter())
        return _answer(_message(self._messages, chat, str(form["text"])))

    async def answer_others(self, request: web.Request) -> web.Response:
        """Introduce the bot; agree to everything else."""
        if request.match_info["method"].lower() != "getme":
            return _answer(True)  # noqa: FBT003 -- the Bot API's own answer
        bot = int(request.match_info["token"].partition(":")[0])
        return _answer({"id": bot, "is_bot": True, **_NAME})

    async def tell_ready(self, request: web.Request) -> web.Response:
        """Tell when the bot first asked for updates (CLOCK_MONOTONIC, the same for all)."""
        return web.json_response(await self._line(request).first_poll)

    async def load(self, request: web.Request) -> web.Response:
        """Say all of [[account, text], …] at once; tell how long until as many answers came."""
        line, said = self._line(request), await request.json()
        line.answered, line.unanswered = asyncio.Future(), len(said)
        for account, text in said:
            message = _message(line.next_update, account, text)
            message["from"] = {"id": account, "is_bot": False, "first_name": "x"}
            if text.startswith("/"):
                size = len(text.partition(" ")[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": size}]
            line.waiting.append({"update_id": line.next_update, "message": message})
            line.next_update += 1
        began, burnt = time.perf_counter(), time.process_time()
        line.arrived.set()
        seconds = await line.answered - began
        share = (time.process_time() - burnt) / seconds
        return web.json_response({"seconds": seconds, "share": share})


def _message(number: int, chat: int, text: str) -> dict[str, Any]:
    return {
        "message_id": number,
        "date": 1589508000,
        "chat": {"id": chat, "type": "private", "first_name": "x"},
        "text": text,
    }


async def _read(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **await request.post()}


def _answer(result: object) -> web.Response:
    body = json.dumps({"ok": True, "result": result}).encode()
    return web.Response(body=body, content_type="application/json")


async def serve(port: int) -> None:
    """Run until killed."""
    runner = web.AppRunner(Server().build(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
