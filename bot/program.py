"""Wire the parts into a running program: intake, worker, sender and bell over one database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from bot.clock import Clock
from bot.intake import Intake
from bot.office_calendar import make_calendar
from bot.sender import Sender
from bot.settings import Schedule, Settings
from bot.worker import Worker
from channels.telegram.strip import strip_update
from chat.message import Button, Incoming, RawUpdate
from chat.ports import Channel
from congress.members import Identity
from congress.office import Office
from congress.refusal import reason_to_refuse
from handlers.context import Assistant
from handlers.everything import ALL_COMMANDS, ALL_FLOWS
from handlers.help import menu_for
from handlers.router import Router
from scheduling.run import run_due
from scheduling.ticker import Ticker
from storage import directory as directories
from storage import inbox, letters, outbox
from storage.database import Database
from storage.lock import run_lock
from storage.work import Work
from texts.render import Texts

log = structlog.get_logger()


def make_office(schedule: Schedule, *, bot_link: str | None = None) -> Office:
    """Make the office's habits from its settings."""
    return Office(
        works=make_calendar(days_off=schedule.days_off, working_days=schedule.working_days),
        digest_at=schedule.digest_at,
        reminder_at=schedule.reminder_at,
        quiet_from=schedule.quiet_from,
        quiet_to=schedule.quiet_to,
        bot_link=bot_link,
    )
