"""`daihoi check`: try everything the assistant needs and say how to mend what is wrong."""

from pathlib import Path

from bot.clock import system_now
from bot.program import open_telegram
from bot.settings import Settings, SettingsError, read_settings
from chat.message import Value
from chat.ports import ChannelError
from congress.roles import Role
from storage import directory as directories
from storage.database import open_database
from storage.errors import StorageError
from storage.migrate import prepare
from texts.render import Texts


class Finding(Value):
    """One line of the check, and whether it is good."""

    good: bool
    line: str


async def check_all(config: Path, *, texts: Texts) -> list[Finding]:
    """Check settings, database, content and the bot's token, in that order."""
    try:
        settings = read_settings(config)
    except SettingsError as exc:
        return [
            _wrong(texts, "cli.check_settings", texts.label(f"settings.{key}", where=where))
            for key, where in exc.problems
        ]
    return [
        _good(texts, "cli.check_settings"),
        *await _check_database(settings, texts),
        await _check_token(settings, config, texts),
    ]


async def _check_database(settings: Settings, texts: Texts) -> list[Finding]:
    try:
        await prepare(settings.storage.url)
        database = await open_database(settings.storage.url, clock=system_now)
    except StorageError as exc:
        problem = texts.label(exc.key.replace("/", "."))
        return [_wrong(texts, "cli.check_database", problem)]
    try:
        async with database.work() as work:
            directory = await directories.load(work)
    finally:
        await database.close()
    found = [_good(texts, "cli.check_database")]
    if not directory.reporting_units:
        problem = texts.label("cli.nothing_loaded")
    elif not directory.people(Role.OFFICE):
        problem = texts.label("cli.no_office")
    else:
        counts = {
            "units": len(directory.reporting_units),
            "members": len(directory.members),
            "items": len(directory.items),
        }
        return [*found, _good(texts, "cli.check_content", **counts)]
    return [*found, _wrong(texts, "cli.check_content_plain", problem)]


async def _check_token(settings: Settings, config: Path, texts: Texts) -> Finding:
    if not settings.telegram.token:
        problem = texts.label("cli.no_token", path=config)
        return _wrong(texts, "cli.check_token_plain", problem)
    channel = open_telegram(settings)
    try:
        await channel.start()
    except ChannelError as exc:
        problem = texts.label(exc.key.replace("/", "."), **exc.values)
        return _wrong(texts, "cli.check_token_plain", problem)
    finally:
        await channel.stop()
    return _good(texts, "cli.check_token", bot=channel.user_name)


def _good(texts: Texts, what: str, **values: object) -> Finding:
    return Finding(good=True, line=texts.label("cli.checked_ok", what=texts.label(what, **values)))


def _wrong(texts: Texts, what: str, problem: str) -> Finding:
    line = texts.label("cli.checked_wrong", what=texts.label(what), problem=problem)
    return Finding(good=False, line=line)
