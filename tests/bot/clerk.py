"""An office's clerk: a fresh folder with settings, and the command line to type into."""

import asyncio
import io
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.clock import system_now
from sandbox import Person, Sandbox, SandboxClock

TOKEN = "42:SANDBOX"  # noqa: S105 -- opens nothing but a sandbox
#: A port that nothing listens on.
NOWHERE = "http://127.0.0.1:1"


@dataclass(frozen=True)
class Said:
    """What a command said, and the code it ended with."""

    code: int
    out: str = ""
    err: str = ""


@dataclass(frozen=True)
class Clerk:
    """Types commands in a folder of its own."""

    folder: Path

    @property
    def url(self) -> str:
        """Give the office's database."""
        return f"sqlite:///{self.folder / 'office.db'}"

    def write_settings(
        self, token: str = TOKEN, *, api_base: str = NOWHERE, url: str = "", more: str = ""
    ) -> None:
        """Write config.toml."""
        (self.folder / "config.toml").write_text(
            f'[telegram]\ntoken = "{token}"\napi_base = "{api_base}"\n'
            f'[storage]\nurl = "{url or self.url}"\n{more}',
            encoding="utf-8",
        )

    def type(self, *args: str) -> Said:
        """Run a command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main(args)
        return Said(int(ended.value.code or 0), out.getvalue(), err.getvalue())

    async def type_beside(self, *args: str) -> Said:
        """Run a command in a thread, while a sandbox runs in this one."""
        return await asyncio.to_thread(self.type, *args)

    async def type_apart(self, *args: str) -> Said:
        """Run a command as a process of its own, which hears signals."""
        async with self.starting(*args) as process:
            out, err = await process.communicate()
        return Said(process.returncode or 0, out.decode(), err.decode())

    @asynccontextmanager
    async def starting(self, *args: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """Start a command as a process of its own, ended with the block."""
        process = await asyncio.create_subprocess_exec(
            Path(sys.executable).with_name("daihoi"),
            *args,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clerk]:
    """Give a clerk in a fresh folder; logging is put back as it was."""
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    clerk = Clerk(tmp_path)
    clerk.write_settings()
    yield clerk
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
async def office_bot(clerk: Clerk) -> AsyncIterator[Sandbox]:
    """Serve a messenger of five people that the clerk's settings name."""
    sandbox = Sandbox(
        clock=SandboxClock(system_now()),
        token=TOKEN,
        people=[Person(number, f"K{number:02}") for number in range(1, 6)],
    )
    async with sandbox.running():
        clerk.write_settings(api_base=sandbox.api_base)
        yield sandbox
