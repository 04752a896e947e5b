"""What the bell does each time it rings: every job once, each apart from the others (DESIGN 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog

from chat.message import Capabilities
from congress.directory import Directory
from congress.office import Office
from scheduling.digests import send_digests
from scheduling.reminders import remind
from scheduling.round import Round, Told
from storage import outbox
from storage.database import Database
from texts.render import Texts

_log = structlog.get_logger()


@dataclass(frozen=True)
class RunSummary:
    """How one round went; `failed_jobs` were logged and are tried again at the next ring."""

    digests: Told
    reminders: Told
    failed_jobs: tuple[str, ...]

    @property
    def unreachable(self) -> frozenset[int]:
        """List who should have been told and has no account that can be reached."""
        return self.digests.unreachable | self.reminders.unreachable


async def run_due(
    database: Database,
    *,
    directory: Directory,
    office: Office,
    texts: Texts,
    capabilities: Mapping[str, Capabilities],
    now: datetime,
) -> RunSummary:
    """Queue what is due and not yet queued up to `now`; late, twice or at once with another."""
    round_ = Round(database, directory, office, texts, capabilities, now)
    told: dict[str, Told] = {}
    failed = []
    for job in (give_up_stale, send_digests, remind):
        try:
            told[job.__name__] = await job(round_)
        except Exception:  # noqa: BLE001 -- one job's failure must not stop the others
            failed.append(job.__name__)
            _log.exception("A scheduled job failed.", action="job.failed", job=job.__name__)
    return RunSummary(
        digests=told.get(send_digests.__name__, Told()),
        reminders=told.get(remind.__name__, Told()),
        failed_jobs=tuple(failed),
    )


async def give_up_stale(round_: Round) -> Told:
    """Expire messages whose time is over before anything newer is said."""
    async with round_.database.work() as work:
        outbox.expire(work, now=round_.now)
    return Told()
