"""The command `daihoi`: parse what was typed, run it, and say in plain words what went wrong."""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot import commands
from bot.settings import SettingsError, read_settings
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
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Config = Annotated[Path, typer.Option("--config", help=_say("cli.config_option"))]
_CONFIG = Path("config.toml")


def main() -> None:
    """Run the command line."""
    app()


@app.command(help=_say("cli.run"))
def run(config: Config = _CONFIG) -> None:
    """Run the assistant until it is stopped."""
    _perform(commands.run(_settings(config), config=config, texts=_texts))


@app.command(help=_say("cli.demo"))
def demo(
    port: Annotated[int | None, typer.Option(help=_say("cli.demo_port"))] = None,
    config: Config = _CONFIG,
) -> None:
    """Open the demo: sandbox and assistant on this machine, over the sample."""
    from bot.demo import run_demo  # the sandbox is only loaded where it is used

    settings = _settings(config, required=False)
    _perform(run_demo(settings, port=settings.web.port if port is None else port, texts=_texts))


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
    _perform(
        commands.print_digest(
            _settings(config, required=False),
            at=_moment(at) if at else None,
            role=role,
            texts=_texts,
        ),
    )


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError as exc:
        _err.print(_say("cli.bad_moment", text=text))
        raise typer.Exit(code=2) from exc


def _settings(path: Path, *, required: bool = True) -> Any:
    try:
        return read_settings(path, required=required)
    except SettingsError as exc:
        for key, where in exc.problems:
            _err.print(_say(f"settings.{key}", where=where))
        raise typer.Exit(code=2) from exc


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
