"""Wire the parts into a running program: intake, worker, sender and bell over one database."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.intake import Intake
from bot.menus import MenuKeeper
from bot.office_calendar import make_office
from bot.recipes import FileMaker
from bot.sender import Sender, SenderSettings
from bot.settings import Settings
from bot.worker import Worker
from channels.telegram.client import TelegramChannel
from channels.telegram.strip import strip_update
from chat.message import RawUpdate
from congress.refusal import reason_to_refuse
from handlers.context import Assistant
from handlers.everything import ALL_COMMANDS, ALL_FLOWS
from handlers.router import Router
from profiles.lessons import read_lessons
from scheduling.forgetting import Forgetter
from scheduling.run import run_due
from scheduling.ticker import Ticker
from storage import inbox, outbox
from storage.database import Database
from storage.errors import StorageError
from storage.lock import run_lock
from texts.render import Texts

log = structlog.get_logger()

#: A message leaves some thousand objects, nearly all freed at once: cycles are looked for later
#: than Python's default of 700, which took a tenth of the time of a report.
_COLLECT_AFTER = 50_000

#: What the demo's page counts of the outbox.
_SHOWN_STATES = ("queued", "sending", "sent", "failed")


def open_telegram(settings: Settings) -> TelegramChannel:
    """Make the Telegram channel; its token must be set."""
    token = settings.telegram.token
    if token is None:
        raise ValueError("telegram.token")
    return TelegramChannel(
        token=token.get_secret_value(),
        api_base=settings.telegram.api_base.rstrip("/"),
    )


class Program:
    """Everything that runs; `clock` is the machine's, or the sandbox's in the demo and tests."""

    def __init__(
        self,
        settings: Settings,
        *,
        database: Database,
        channel: TelegramChannel,
        clock: Clock,
        texts: Texts,
    ) -> None:
        self._settings = settings
        self._database = database
        self._channel = channel
        self._clock = clock
        self._texts = texts
        self._capabilities = {channel.name: channel.capabilities}
        self._office = make_office(settings.schedule)
        self._forgetter = Forgetter(timedelta(days=settings.storage.words_kept_days))
        self._ticker = Ticker(self._run_jobs)

    async def run_until_stopped(self) -> None:
        """Run until SIGINT or SIGTERM; refused where another run has the database."""
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, stopped.set)
        async with self.running() as parts:
            waiting = asyncio.create_task(stopped.wait())
            done, _ = await asyncio.wait([*parts, waiting], return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            for part in done - {waiting}:
                part.result()  # a part never ends by itself: this raises its fault

    @asynccontextmanager
    async def running(self) -> AsyncIterator[list[asyncio.Task[None]]]:
        """Run inside the block; give the parts' tasks, none of which ends by itself."""
        async with run_lock(self._database):
            try:
                await self._channel.start()
                self._build()
                await self._worker.refresh()
                gc.freeze()  # the directory stays: no need to walk it in each collection
                gc.set_threshold(_COLLECT_AFTER, 20, 20)
                loops = (self._worker, self._sender, self._intake, self._menus)
                parts = [asyncio.create_task(part.run()) for part in loops]
                self._ticker.start()
                log.info("The assistant runs", action="started", bot=self._channel.bot)
                try:
                    yield parts
                finally:
                    await self._ticker.stop()
                    for part in parts:
                        part.cancel()
                    await asyncio.gather(*parts, return_exceptions=True)
            finally:
                await self._channel.stop()

    def _build(self) -> None:
        """Put the parts together, now that the channel knows who the bot is."""
        self._office = make_office(self._settings.schedule, bot_link=self._channel.link)
        assistant = Assistant(
            texts=self._texts,
            office=self._office,
            capabilities=self._capabilities,
            lessons=read_lessons(),
        )
        self._router = Router(assistant, commands=ALL_COMMANDS, flows=ALL_FLOWS)
        self._sender = Sender(
            channel=self._channel,
            database=self._database,
            settings=SenderSettings(
                mark_repeated=lambda html: self._texts.render("system/repeated", html=html),
                make_file=FileMaker(
                    self._database,
                    directory=lambda: self._worker.directory,
                    office=self._office,
                    texts=self._texts,
                ).make,
            ),
            clock=self._clock,
        )
        self._menus = MenuKeeper(self._channel, self._texts)
        self._worker = Worker(
            channel=self._channel,
            database=self._database,
            handle=self._router.handle,
            apologise=self._router.apologise,
            committed=self._after_commit,
            clock=self._clock,
        )
        self._intake = Intake(
            channel=self._channel,
            database=self._database,
            strip=self._strip,
            wake=self._worker.wake,
            clock=self._clock,
        )

    def _after_commit(self) -> None:
        self._sender.wake()
        self._menus.follow(self._worker.directory)

    def _strip(self, update: RawUpdate) -> RawUpdate:
        names = self._worker.directory.unit_names
        return strip_update(update, lambda text: reason_to_refuse(text, unit_names=names))

    def ring(self) -> None:
        """Ask now what is due: after the sandbox's clock was moved, and at the start."""
        self._ticker.ring()

    async def _run_jobs(self) -> None:
        try:
            directory = await self._worker.refresh()
            self._menus.follow(directory)
            await run_due(
                self._database,
                directory=directory,
                office=self._office,
                texts=self._texts,
                capabilities=self._capabilities,
                now=self._clock(),
            )
            await self._forgetter.forget(self._database, now=self._clock())
        except StorageError as exc:
            log.warning("The jobs wait for the next bell", action="jobs_failed", why=exc.key)
        self._worker.wake()
        self._sender.wake()

    async def count_queues(self) -> dict[str, int]:
        """Count what waits in the inbox and what became of the outbox, for the demo's page."""
        async with self._database.work() as work:
            waiting = await inbox.counts(work)
            letters = await outbox.counts(work)
        return {
            "inbox_pending": waiting.get("pending", 0),
            **{f"outbox_{state}": letters.get(state, 0) for state in _SHOWN_STATES},
        }
