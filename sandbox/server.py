"""The sandbox as a whole: one messenger, served on loopback, with hands for tests."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox import guard, membership
from sandbox.changes import Changes
from sandbox.clock import SandboxClock
from sandbox.delivery import deliver_updates
from sandbox.faults import Faults
from sandbox.limits import Limits
from sandbox.messenger import Messenger
from sandbox.page_api import PageApi
from sandbox.people import Bot, Group, Person, Section
from sandbox.phones import Phone
from sandbox.shapes import Shapes
from sandbox.telegram_api import TelegramApi
from sandbox.updates import UpdateQueue
from sandbox.world import Chat, World

PAGE = Path(__file__).parent / "page"
MAX_BODY_BYTES = 60 * 1024 * 1024
LOOPBACK = "127.0.0.1"


class Sandbox:
    """A messenger on this machine: the Bot API for the bot, a page for people, phones for tests.

    `stats` is asked every second for the queues' counters that the page shows. `first_update` is
    the number of the first update: a bot that keeps its database over a restart of the sandbox
    needs a higher one each time.
    """

    def __init__(
        self,
        *,
        clock: SandboxClock,
        token: str = "42:SANDBOX",  # noqa: S107 -- opens nothing but this sandbox
        people: Iterable[Person] = (),
        groups: Iterable[Group] = (),
        limits: bool = True,
        bot_title: str = "Sandbox",
        first_update: int = 1,
    ) -> None:
        self.clock = clock
        self.token = token
        self.stats: Callable[[], Awaitable[Mapping[str, int]]] | None = None
        self.url = ""
        bot = Bot(int(token.partition(":")[0]), bot_title, "sandbox_bot")
        self.messenger = _build_messenger(
            clock, token, bot, limits=limits, first_update=first_update
        )
        clock.on_moved(lambda _moment: self.messenger.changes.tell())
        self._phones: dict[int, Phone] = {}
        self._runner: web.AppRunner | None = None
        self._delivery: asyncio.Task[None] | None = None
        for person in people:
            self.messenger.world.add_person(person)
        for group in groups:
            self.messenger.world.add_group(group)

    @property
    def api_base(self) -> str:
        """Return the part of the Bot API's address before `/bot<TOKEN>/method`."""
        return self.url

    @property
    def faults(self) -> Faults:
        """Return the faults, to switch some on."""
        return self.messenger.faults

    @property
    def limits(self) -> Limits:
        """Return the limits, to switch them off or on."""
        return self.messenger.limits

    @property
    def pending_updates(self) -> int:
        """Return how many updates the bot has not confirmed."""
        return self.messenger.updates.pending

    async def start(self, *, port: int = 0, host: str = LOOPBACK) -> str:
        """Listen, on any free port unless told, and return the address of the page."""
        self._runner = web.AppRunner(
            self._build_app(host), access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        self._delivery = asyncio.create_task(deliver_updates(self.messenger))
        return self.url

    async def stop(self) -> None:
        """Stop listening; people, chats and updates stay, and it may be started again."""
        if self._delivery:
            self._delivery.cancel()
            with suppress(asyncio.CancelledError):
                await self._delivery
        if self._runner:
            await self._runner.cleanup()
        self._delivery = self._runner = None

    @asynccontextmanager
    async def running(self, *, port: int = 0, host: str = LOOPBACK) -> AsyncIterator[str]:
        """Listen for the length of a block."""
        url = await self.start(port=port, host=host)
        try:
            yield url
        finally:
            await self.stop()

    def person(self, person: int) -> Phone:
        """Return somebody's phone."""
        if person not in self.messenger.world.people:
            raise KeyError(person)
        return self._phones.setdefault(person, Phone(self.messenger, person))

    def add_person(
        self,
        person: int,
        title: str,
        section: Section | str = Section.STRANGERS,
        *,
        started: bool = True,
    ) -> Phone:
        """Let somebody in who was not there from the start."""
        self.messenger.world.add_person(Person(person, title, Section(section), started))
        return self.person(person)

    def add_group(
        self, group: int, title: str, members: Iterable[int] = (), *, has_bot: bool = True
    ) -> Chat:
        """Open a group of people who are already there."""
        return self.messenger.world.add_group(Group(group, title, tuple(members), has_bot))

    def add_bot(self, group: int, *, by: int) -> str | None:
        """Let a member bring the bot into a group; return the update's key."""
        return membership.add_bot(self.messenger, self._chat(group), by=by)

    def remove_bot(self, group: int, *, by: int) -> str | None:
        """Let a member put the bot out of a group; return the update's key."""
        return membership.remove_bot(self.messenger, self._chat(group), by=by)

    def upgrade(self, group: int, *, by: int) -> int:
        """Turn a group into a supergroup; return its new id."""
        return membership.upgrade_group(self.messenger, self._chat(group), by=by).id

    def deliver_raw(self, update: Mapping[str, Any]) -> str:
        """Send the bot an update exactly as given, however odd; return its key."""
        return self.messenger.updates.add_raw(update)

    async def wait_until(self, predicate: Callable[[], bool], limit_seconds: float = 5.0) -> None:
        """Wait until `predicate`, asked after each change here, holds; raise TimeoutError."""
        await self.messenger.changes.until(predicate, limit_seconds=limit_seconds)

    def _chat(self, chat: int) -> Chat:
        return self.messenger.world.chats[chat]

    async def _count(self) -> Mapping[str, int]:
        return await self.stats() if self.stats else {}

    def _build_app(self, host: str) -> web.Application:
        checks = [guard.check_host] if host in guard.LOOPBACK else []
        app = web.Application(
            middlewares=[*checks, guard.check_origin], client_max_size=MAX_BODY_BYTES
        )
        app.on_response_prepare.append(guard.add_headers)
        TelegramApi(self.messenger).add_routes(app)
        PageApi(self.messenger, counters=self._count).add_routes(app)
        app.router.add_get("/", _show_page)
        app.router.add_static("/page", PAGE)
        return app


async def _show_page(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


def _build_messenger(
    clock: SandboxClock, token: str, bot: Bot, *, limits: bool, first_update: int
) -> Messenger:
    changes = Changes()
    world = World(changes)
    return Messenger(
        token=token,
        bot=bot,
        clock=clock,
        changes=changes,
        world=world,
        updates=UpdateQueue(changes=changes, first_id=first_update),
        limits=Limits(enabled=limits),
        shapes=Shapes(world=world, bot=bot),
    )
