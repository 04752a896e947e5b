"""What each command of the command line does; every function gives the text to print."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import invite as invitations
from bot.clock import system_now
from bot.loading import OtherOfficeError, load_roster
from bot.logs import set_up_logs
from bot.office_calendar import make_office
from bot.program import Program, open_telegram
from bot.settings import Settings
from chat.ports import ChannelError
from congress.dates import local_date
from congress.digest import compose_digest
from congress.directory import Directory
from congress.invitations import VALID
from congress.roles import GROUPS, OVERSEERS, Role
from congress.roster import Roster
from congress.summary import read_rows
from congress.units import Unit, UnitKind
from files.mistakes import write_mistake
from files.template import write_template
from files.workbook import read_workbook
from profiles.reader import (
    ProfileError,
    profile_names,
    read_contents,
    read_folder,
    read_profile,
)
from storage import directory as directories
from storage.database import Database, open_database
from storage.migrate import prepare
from storage.overview import load_overview, load_previous_digest
from texts.digest import write_digest
from texts.render import Texts, as_plain_text, write_day
from texts.summary import encode_csv, write_csv


class CommandError(Exception):
    """A command cannot do what was asked; `message` says what to do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """Prepare and open the office's database for one command."""
    await prepare(settings.storage.url)
    database = await open_database(settings.storage.url, clock=system_now)
    try:
        yield database
    finally:
        await database.close()


async def run(settings: Settings, *, config: Path, texts: Texts) -> None:
    """Run the assistant until it is stopped."""
    token = settings.telegram.token
    if not token:
        raise CommandError(texts.label("cli.no_token", path=config))
    set_up_logs(settings.logging, secrets=(token.get_secret_value(), settings.storage.url))
    async with opened(settings) as database:
        program = Program(
            settings,
            database=database,
            channel=open_telegram(settings),
            clock=system_now,
            texts=texts,
        )
        await program.run_until_stopped()


async def load(settings: Settings, *, source: str, texts: Texts) -> str:
    """Load a profile by name, or a workbook; give the counts."""
    roster = _read_source(source, texts)
    async with opened(settings) as database, database.work() as work:
        try:
            summary = await load_roster(
                work,
                roster,
                now=system_now(),
                works=make_office(settings.schedule).works,
            )
        except OtherOfficeError as exc:
            names = {"held": exc.name, "units": exc.units, "source": source}
            file = Path(source).stem
            raise CommandError(texts.label("cli.other_office", **names, file=file)) from exc
    lines = [texts.label("cli.loaded", **summary.model_dump()), texts.label("cli.loaded_again")]
    if summary.others:
        lines.append(texts.label("cli.others_stay", count=summary.others, source=source))
    return "\n".join(lines)


def _read_source(source: str, texts: Texts) -> Roster:
    if source in profile_names():
        return read_profile(source)
    path = Path(source)
    if not path.exists():
        names = ", ".join(profile_names())
        raise CommandError(texts.label("cli.no_such_source", source=source, names=names))
    if path.is_dir():
        try:
            return read_folder(path)
        except ProfileError as exc:
            raise CommandError(texts.label("cli.bad_folder", path=path, why=exc)) from exc
    found = read_workbook(path)
    if isinstance(found, Roster):
        return found
    lines = [texts.label("cli.mistakes", count=len(found))]
    raise CommandError("\n".join([*lines, *map(write_mistake, found)]))


async def write_workbook(path: Path, *, texts: Texts) -> str:
    """Write the workbook to fill in; an existing file is never overwritten."""
    if path.exists():  # noqa: ASYNC240 -- nothing else runs beside this command
        raise CommandError(texts.label("cli.template_exists", path=path))
    try:
        write_template(path)
    except OSError as exc:
        raise CommandError(texts.label("cli.template_unwritable", path=path)) from exc
    return texts.label("cli.template_written", path=path)


async def invite(
    settings: Settings,
    *,
    role: str,
    unit: str | None,
    group: str | None,
    everyone: bool,
    texts: Texts,
) -> str:
    """Make one invitation (its code alone on the last line), or CSV for every unit."""
    wanted = _read_role(role, texts)
    bot_link = await _find_bot_link(settings)
    now = system_now()
    async with opened(settings) as database, database.work() as work:
        directory = await directories.load(work)
        _check_scope(directory, wanted, unit=unit, group=group, everyone=everyone, texts=texts)
        if everyone:
            header = texts.label("cli.invite_header")
            return invitations.invite_all(
                work,
                directory,
                role=wanted,
                header=header,
                bot_link=bot_link,
                now=now,
            )
        code = invitations.invite(work, role=wanted, unit=unit, group=group, now=now)
    until = write_day(local_date(now + VALID))
    lines = [texts.label("cli.invite_valid", day=until)]
    if bot_link:
        lines.append(f"{bot_link}{code}")
    return "\n".join([*lines, code])


def _read_role(role: str, texts: Texts) -> Role:
    try:
        return Role(role)
    except ValueError as exc:
        message = texts.label("cli.no_such_role", role=role, roles=", ".join(Role))
        raise CommandError(message) from exc


def _check_scope(
    directory: Directory,
    role: Role,
    *,
    unit: str | None,
    group: str | None,
    everyone: bool,
    texts: Texts,
) -> None:
    if not directory.units:
        raise CommandError(texts.label("cli.nothing_loaded"))
    if everyone and (role is not Role.UNIT_REPORTER or unit or group):
        raise CommandError(texts.label("cli.all_is_for_units"))
    if role is Role.UNIT_REPORTER and unit is None and not everyone:
        raise CommandError(texts.label("cli.needs_unit"))
    if role in GROUPS and group is None:
        raise CommandError(texts.label("cli.needs_group"))
    if role not in GROUPS and group is not None:
        raise CommandError(texts.label("cli.needs_no_group"))
    if unit is not None and unit not in directory.units:
        raise CommandError(texts.label("cli.no_such_unit", unit=unit))
    if group is not None and group not in directory.groups:
        raise CommandError(texts.label("cli.no_such_group", group=group))
    if unit is not None:
        _check_place(directory.units[unit], role, texts)


def _check_place(unit: Unit, role: Role, texts: Texts) -> None:
    """Refuse a reporter at the top, and anybody else where there is no committee above others."""
    if role is Role.UNIT_REPORTER and unit.is_root:
        raise CommandError(texts.label("cli.needs_no_root"))
    if role in OVERSEERS | {Role.ADMIN} and unit.kind is not UnitKind.COMMITTEE:
        raise CommandError(texts.label("cli.needs_committee", unit=unit.code))


async def print_digest(
    settings: Settings,
    *,
    at: datetime | None,
    role: str,
    texts: Texts,
) -> str:
    """Render the digest of the first person of a role, as it reads at an instant."""
    wanted = _read_role(role, texts)
    async with opened(settings) as database, database.work() as work:
        directory = await directories.load(work)
        readers = directory.people(wanted)
        if not readers:
            raise CommandError(texts.label("cli.no_reader", role=texts.label(f"role.{wanted}")))
        picture = await load_overview(
            work,
            directory=directory,
            units=directory.units_of(readers[0]),
            office=make_office(settings.schedule),
            now=(at or system_now()).astimezone(UTC),
        )
        digest = compose_digest(
            picture,
            reader=readers[0],
            office=make_office(settings.schedule),
            previous=await load_previous_digest(work, reader=readers[0], overview=picture),
            contents=read_contents(),
        )
        html, _ = write_digest(texts, digest)
    return as_plain_text(html)


async def export_summary(settings: Settings, path: Path, *, texts: Texts) -> str:
    """Write the table of all units, as it is now, to a CSV file."""
    async with opened(settings) as database, database.work() as work:
        directory = await directories.load(work)
        if not directory.units:
            raise CommandError(texts.label("cli.nothing_loaded"))
        picture = await load_overview(
            work,
            directory=directory,
            units=directory.reporting_units,
            office=make_office(settings.schedule),
            now=system_now(),
        )
    rows = read_rows(picture)
    _write_file(path, encode_csv(write_csv(texts, rows)), texts)
    return texts.label("cli.exported", path=path, count=len(rows))


def _write_file(path: Path, content: bytes, texts: Texts) -> None:
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise CommandError(texts.label("cli.template_unwritable", path=path)) from exc


async def _find_bot_link(settings: Settings) -> str | None:
    """Ask Telegram what the bot is called; None without a token or a network."""
    if not settings.telegram.token:
        return None
    channel = open_telegram(settings)
    try:
        await channel.start()
    except ChannelError:
        return None  # the codes work all the same
    else:
        return channel.link
    finally:
        await channel.stop()
