"""`python -m benchmarks`: reports a second, start-up and memory, beside two bots of the field.

Ours is measured twice: as an office runs it, each report read, judged, kept and answered; and with
an echo in the place of the handlers, as the other two do nothing else. All talk to one lean Bot
API in a process of its own (benchmarks/server.py), whose share of a core is printed. Rounds are
interleaved, so that what else the machine does falls on all alike; ratios are medians of rounds.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from benchmarks.office import prepare
from storage.migrate import prepare as migrate

ROUNDS = 7
#: Each reporter speaks so often in a round.
SAID_BY_EACH = 20
OURS, ECHO, PTB, AIOGRAM = "daihoi", "daihoi, echo only", "python-telegram-bot", "aiogram"
BAR_RATIO, BAR_READY, BAR_MEGABYTES = 2.0, 2.0, 120.0


@dataclass
class Contestant:
    """One bot: how it is started, and what was measured."""

    name: str
    command: list[str]
    token: str
    ready: float = 0.0
    megabytes: float = 0.0
    pid: int = 0
    rates: list[float] = field(default_factory=list)
    burnt: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)


def main() -> int:
    """Measure all, print the table and the bars; give 1 when a bar is not met."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="daihoi-bench-")))
        reporters = asyncio.run(prepare(folder))
        api = stack.enter_context(running_server())
        contestants = [
            Contestant(OURS, ["benchmarks.office", str(folder), api], "1:a"),
            Contestant(ECHO, ["tests.bot.echo_program", echo_database(folder), api], "2:b"),
            Contestant(PTB, ["benchmarks.ptb_echo", api], "3:c"),
            Contestant(AIOGRAM, ["benchmarks.aiogram_echo", api], "4:d"),
        ]
        for one in contestants:
            stack.enter_context(running_bot(one, api))
        for turn in range(-1, ROUNDS):
            for one in contestants:
                measure_round(one, api, say_all(reporters, turn), warm_up=turn < 0)
        for one in contestants:
            one.megabytes = read_peak_memory(one.pid)
    return report(contestants, messages=len(reporters) * SAID_BY_EACH)


def echo_database(folder: Path) -> str:
    """Make an empty database for our intake, worker and sender around an echo."""
    url = f"sqlite:///{folder / 'echo.db'}"
    asyncio.run(migrate(url))
    return url


@contextmanager
def running_server() -> Iterator[str]:
    """Run the Bot API; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    api = f"http://127.0.0.1:{port}"
    with running("benchmarks.server", str(port)):
        for _ in range(200):
            try:
                call(f"{api}/bot0:x/getMe", {})
                break
            except OSError:
                time.sleep(0.05)
        yield api


@contextmanager
def running_bot(bot: Contestant, api: str) -> Iterator[None]:
    """Run one bot and measure how soon it first asks for updates."""
    began = time.monotonic()
    with running(*bot.command, bot.token) as process:
        bot.ready = call(f"{api}/{bot.token}/ready") - began
        bot.pid = process.pid
        yield


@contextmanager
def running(module: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a module of Python for the length of a block."""
    process = subprocess.Popen([sys.executable, "-m", module, *arguments])  # noqa: S603 -- our own
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def call(url: str, body: Any = None) -> Any:
    """Ask the server: POST with a body, else GET."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = Request(url, data, headers)  # noqa: S310 -- always our own server
    with urlopen(request, timeout=60) as answer:  # noqa: S310 -- the same
        return json.load(answer)


def say_all(reporters: list[tuple[int, str]], turn: int) -> list[tuple[int, str]]:
    """Give what everybody says in a round: another percentage each time."""
    return [
        (account, f"{line} {(turn * SAID_BY_EACH + again) % 99 + 1}%")
        for again in range(SAID_BY_EACH)
        for account, line in reporters
    ]


def measure_round(
    one: Contestant, api: str, said: list[tuple[int, str]], *, warm_up: bool
) -> None:
    """Let a bot answer all, and keep its rate."""
    before = read_processor_time(one.pid)
    result = call(f"{api}/{one.token}/load", said)
    if not warm_up:
        one.rates.append(len(said) / result["seconds"])
        one.burnt.append((read_processor_time(one.pid) - before) / len(said))
        one.shares.append(result["share"])


def read_processor_time(pid: int) -> float:
    """Give the seconds of processor time a process has used: it tells less of the neighbours."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read_peak_memory(pid: int) -> float:
    """Give the most memory a process has held, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024


def report(contestants: list[Contestant], *, messages: int) -> int:
    """Print the figures; give 1 when a bar is not met."""
    print(f"{messages} reports a round, {ROUNDS} interleaved rounds, medians\n")
    print(f"{'':20}{'reports/s':>10}{'CPU ms':>8}{'ready s':>9}{'peak MB':>9}{'server busy':>13}")
    for one in contestants:
        rate, share = statistics.median(one.rates), statistics.median(one.shares)
        burnt = 1000 * statistics.median(one.burnt)
        figures = f"{rate:10.0f}{burnt:8.2f}{one.ready:9.2f}{one.megabytes:9.0f}{share:13.0%}"
        print(f"{one.name:20}{figures}")
    ours, echo, ptb, aiogram = contestants
    kept = ratio(ours, ptb)
    bars = [
        (f"reports kept, {kept:.2f} x {PTB}'s echo (bar: {BAR_RATIO} x)", kept >= BAR_RATIO),
        (f"ready in {ours.ready:.2f} s (bar: {BAR_READY} s)", ours.ready < BAR_READY),
        (f"{ours.megabytes:.0f} MB (bar: {BAR_MEGABYTES:.0f} MB)", ours.megabytes < BAR_MEGABYTES),
    ]
    print()
    for name, rival in ((PTB, ptb), (AIOGRAM, aiogram)):
        figures = f"{ratio(ours, rival):.2f} x with reports kept, {ratio(echo, rival):.2f} x echo"
        print(f"against {name}: {figures} for echo")
    for text, met in bars:
        print("met   " if met else "MISSED", text)
    return 0 if all(met for _, met in bars) else 1


def ratio(one: Contestant, other: Contestant) -> float:
    """Give the median of the rounds' ratios."""
    pairs = zip(one.rates, other.rates, strict=True)
    return statistics.median(mine / theirs for mine, theirs in pairs)


if __name__ == "__main__":
    sys.exit(main())
