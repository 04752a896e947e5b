"""The command `daihoi`: parse what was typed, run it, and say in plain words what went wrong."""

import asyncio
import sys
from collections.abc import Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer import rich_utils

from bot import commands
from bot.settings import Settings, SettingsError, read_settings
from chat.ports import ChannelError
from congress.dates import ZONE
from storage.errors import StorageError
from texts.render import Texts

_texts = Texts()
_say = _texts.label
_out = Console(highlight=False, soft_wrap=True, markup=False)
_err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)

app = typer.Typer(
    help=_say("cli.about"),
    subcommand_metavar=_say("cli.help_command"),
    add_completion=False,
    pretty_exceptions_enable=False,
)

Config = Annotated[Path, typer.Option("--config", help=_say("cli.config_option"))]
_CONFIG = Path("config.toml")


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line on `args`, or on what was typed, and exit with its code."""
    command = _make_command()
    typed = sys.argv[1:] if args is None else args
    try:
        code = command(list(typed) or ["--help"], prog_name="daihoi", standalone_mode=False)
    except typer.TyperException as exc:
        context = getattr(exc, "ctx", None)
        path = context.command_path if context else "daihoi"
        _err.print(_say("cli.bad_usage", problem=exc.format_message().rstrip("."), command=path))
        sys.exit(exc.exit_code)
    sys.exit(code)


def _make_command() -> Any:
    """Make the command with its help in our words, where the library has its own."""
    rich_utils.OPTIONS_PANEL_TITLE = _say("cli.help_options")
    rich_utils.ARGUMENTS_PANEL_TITLE = _say("cli.help_arguments")
    rich_utils.COMMANDS_PANEL_TITLE = _say("cli.help_commands")
    rich_utils.REQUIRED_LONG_STRING = _say("cli.help_required")
    rich_utils.DEFAULT_STRING = _say("cli.help_default")
    group: Any = typer.main.get_command(app)
    for command in (group, *group.commands.values()):
        command.options_metavar = _say("cli.help_some_options")
        command.get_help_option(typer.Context(command)).help = _say("cli.help_option")
    return group


@app.command(help=_say("cli.run"))
def run(config: Config = _CONFIG) -> None:
    """Run the assistant until it is stopped."""
    settings = _settings(config)
    _perform(commands.run(settings, config=config, texts=_office_texts(settings)))


@app.command(help=_say("cli.demo"))
def demo(
    port: Annotated[int | None, typer.Option(help=_say("cli.demo_port"))] = None,
    profile: Annotated[str, typer.Option(help=_say("cli.demo_profile"))] = "kim_son",
    config: Config = _CONFIG,
) -> None:
    """Open the demo: sandbox and assistant on this machine, over a sample."""
    from bot.demo import run_demo  # the sandbox is only loaded where it is used

    settings = _settings(config, required=False)
    chosen = settings.web.port if port is None else port
    texts = _office_texts(settings)
    _perform(run_demo(settings, port=chosen, texts=texts, profile=profile))


@app.command(help=_say("cli.check"))
def check(config: Config = _CONFIG) -> None:
    """Check settings, token, database and content; exit 1 when something is wrong."""
    from bot.check import check_all

    findings = asyncio.run(check_all(config, texts=_texts))
    for finding in findings:
        _out.print(finding.line)
    raise typer.Exit(code=0 if all(finding.good for finding in findings) else 1)


@app.command(help=_say("cli.load"))
def load(
    source: Annotated[str, typer.Argument(help=_say("cli.load_source"))],
    config: Config = _CONFIG,
) -> None:
    """Load a profile or the office's workbook; nothing is stored unless all of it is right."""
    _perform(commands.load(_settings(config, required=False), source=source, texts=_texts))


@app.command(help=_say("cli.template"))
def template(
    path: Annotated[Path, typer.Argument(help=_say("cli.template_path"))],
) -> None:
    """Write the workbook that an office fills in."""
    _perform(commands.write_workbook(path, texts=_texts))


@app.command(help=_say("cli.invite"))
def invite(
    role: Annotated[str, typer.Option(help=_say("cli.invite_role"))],
    unit: Annotated[str | None, typer.Option(help=_say("cli.invite_unit"))] = None,
    group: Annotated[str | None, typer.Option(help=_say("cli.invite_group"))] = None,
    everyone: Annotated[  # noqa: FBT002 -- typer reads switches this way
        bool, typer.Option("--all", help=_say("cli.invite_all"))
    ] = False,
    config: Config = _CONFIG,
) -> None:
    """Make one invitation, or one for each unit as CSV."""
    _perform(
        commands.invite(
            _settings(config, required=False),
            role=role,
            unit=unit,
            group=group,
            everyone=everyone,
            texts=_texts,
        ),
    )


@app.command(help=_say("cli.digest"))
def digest(
    at: Annotated[str | None, typer.Option(help=_say("cli.digest_at"))] = None,
    role: Annotated[str, typer.Option(help=_say("cli.digest_role"))] = "secretary",
    config: Config = _CONFIG,
) -> None:
    """Print the digest as a reader would get it."""
    settings = _settings(config, required=False)
    moment = _moment(at) if at else None
    texts = _office_texts(settings)
    _perform(commands.print_digest(settings, at=moment, role=role, texts=texts))


@app.command(help=_say("cli.export"))
def export(
    file: Annotated[Path, typer.Argument(help=_say("cli.export_file"))],
    config: Config = _CONFIG,
) -> None:
    """Write the briefing's table to a CSV file."""
    settings = _settings(config, required=False)
    _perform(commands.export_summary(settings, file, texts=_office_texts(settings)))


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError as exc:
        _err.print(_say("cli.bad_moment", text=text))
        raise typer.Exit(code=2) from exc


def _settings(path: Path, *, required: bool = True) -> Settings:
    """Read the settings; a file that was named must be there, whatever the command."""
    try:
        return read_settings(path, required=required or path != _CONFIG)
    except SettingsError as exc:
        for key, where in exc.problems:
            _err.print(_say(f"settings.{key}", where=where))
        raise typer.Exit(code=2) from exc


def _office_texts(settings: Settings) -> Texts:
    return Texts(override_dirs=settings.texts.override_dirs)


def _perform(work: Coroutine[Any, Any, str | None]) -> None:
    """Run a command and print what it says; known faults become one plain sentence, exit 1."""
    try:
        said = asyncio.run(work)
    except commands.CommandError as exc:
        _fail(exc.message)
    except StorageError as exc:
        _fail(_say(exc.key.replace("/", ".")))
    except ChannelError as exc:
        _fail(_say(exc.key.replace("/", "."), **exc.values))
    except KeyboardInterrupt:
        sys.exit(0)
    else:
        if said:
            _out.print(said.rstrip("\n"))


def _fail(message: str) -> None:
    _err.print(message)
    raise typer.Exit(code=1)
