"""Logging: a sentence and an action per line; secrets never, people only as ids.

Telegram's token stands in its URLs, so every line is swept for the tokens we know before it is
written, whichever library wrote it.
"""

import logging
import sys
from typing import Any

import structlog

from bot.settings import Logging

_HIDDEN = "[secret]"
#: Libraries that write whole URLs or every statement at INFO.
_CHATTY = ("httpx", "telegram", "aiosqlite", "apscheduler", "aiohttp.access", "alembic")


class SecretSweeper:
    """Replace known secrets in a finished line, wherever in it they were."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)

    def __call__(self, _logger: object, _method: str, line: Any) -> Any:
        """Sweep one line."""
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return line


def set_up_logs(settings: Logging, *, secrets: tuple[str, ...] = ()) -> None:
    """Send all log lines, ours and the libraries', to standard error in one shape."""
    last = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                last,
                SecretSweeper(secrets),
            ],
        ),
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
