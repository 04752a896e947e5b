"""The real intake, worker and sender around a handler that says back what it hears.

`python -m tests.bot.echo_program DATABASE_URL API_BASE TOKEN [MOMENT]` runs until killed; at
MOMENT it kills itself the hard way. A message that begins with "chết" always does.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime

from bot.clock import system_now
from bot.intake import Intake
from bot.sender import Sender, SenderSettings
from bot.worker import Worker
from channels.telegram.client import CAPABILITIES, TelegramChannel
from channels.telegram.strip import strip_update
from chat.message import Incoming, RawUpdate
from congress.directory import Directory
from storage import letters
from storage.database import open_database
from storage.work import Work

MARK = "(gửi lại) "
DEADLY = "chết"
#: "working" strikes at this message.
STRIKES_AT = 37


class Program:
    """Echo; die at `moment`: delivered, stored, working or committed."""

    def __init__(self, moment: str | None) -> None:
        self._moment = moment
        self._handled = 0

    def strip(self, update: RawUpdate) -> RawUpdate:
        """Delivered by the messenger, not stored yet."""
        self._die_if(self._moment == "delivered")
        return strip_update(update, lambda _text: None)

    def after(self, moment: str, then: Callable[[], None]) -> Callable[[], None]:
        """Give a hook that dies at its moment, before it tells anybody."""

        def hook() -> None:
            self._die_if(self._moment == moment)
            then()

        return hook

    async def handle(
        self,
        incoming: Incoming,
        *,
        work: Work,
        directory: Directory,  # noqa: ARG002 -- the worker names it
        now: datetime,
    ) -> None:
        """Say it back; in the middle of a batch it may be the end."""
        self._handled += 1
        answer(work, incoming, f"echo {incoming.text}", now)
        self._die_if(self._moment == "working" and self._handled == STRIKES_AT)
        self._die_if(incoming.text.startswith(DEADLY))

    @staticmethod
    def apologise(incoming: Incoming, *, work: Work, error: str, now: datetime) -> None:
        """Name the error id."""
        answer(work, incoming, f"sorry {error}", now)

    @staticmethod
    def _die_if(condition: bool) -> None:
        if condition:
            os.kill(os.getpid(), signal.SIGKILL)


def answer(work: Work, incoming: Incoming, html: str, now: datetime) -> None:
    """Queue a reply without buttons."""
    letters.reply(
        work,
        incoming=incoming,
        html=html,
        choices=(),
        links=(),
        capabilities=CAPABILITIES,
        now=now,
    )


async def main(url: str, api_base: str, token: str, moment: str | None = None) -> None:
    """Run until killed."""
    program = Program(moment)
    database = await open_database(url, clock=system_now)
    channel = TelegramChannel(token=token, api_base=api_base)
    await channel.start()
    sender = Sender(
        channel=channel,
        database=database,
        settings=SenderSettings(mark_repeated=lambda html: MARK + html),
        clock=system_now,
    )
    worker = Worker(
        channel=channel,
        database=database,
        handle=program.handle,
        apologise=program.apologise,
        committed=program.after("committed", sender.wake),
        clock=system_now,
    )
    intake = Intake(
        channel=channel,
        database=database,
        strip=program.strip,
        wake=program.after("stored", worker.wake),
        clock=system_now,
    )
    await asyncio.gather(intake.run(), worker.run(), sender.run())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
