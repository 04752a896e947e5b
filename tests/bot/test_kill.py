"""SIGKILL at every moment of a message's way: nothing is lost, nothing is done twice."""

import asyncio
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager, closing

import pytest

from bot.clock import system_now
from sandbox import Person, Sandbox, SandboxClock
from storage import inbox
from storage.database import open_database
from tests.bot.echo_program import DEADLY, MARK

PEOPLE = range(1, 31)
EACH = 5
MESSAGES = [f"m{number}" for number in range(EACH)]
LIMIT_SECONDS = 20.0


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(
        clock=SandboxClock(system_now()),
        people=[Person(number, f"K{number:02}") for number in PEOPLE],
        limits=False,
    )
    async with sandbox.running():
        yield sandbox


@asynccontextmanager
async def program(
    url: str, sandbox: Sandbox, *moment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the echo program for the length of a block, and end it without warning."""
    command = (sys.executable, "-m", "tests.bot.echo_program", url)
    process = await asyncio.create_subprocess_exec(
        *command, sandbox.api_base, sandbox.token, *moment
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def answers(sandbox: Sandbox, person: int) -> list[str]:
    messages = sandbox.person(person).messages
    return [message.text for message in messages if message.sender != person]


async def everybody_says(sandbox: Sandbox, texts: list[str]) -> None:
    for text in texts:
        for person in PEOPLE:
            await sandbox.person(person).say(text)


def everybody_heard(
    sandbox: Sandbox, texts: list[str], *, but: AbstractSet[tuple[str, str]] = frozenset()
) -> bool:
    """Tell whether all were answered, save for answers that were given up, by chat and words."""
    wanted = {(str(person), f"echo {text}") for person in PEOPLE for text in texts}
    heard = {
        (str(person), text.removeprefix(MARK))
        for person in PEOPLE
        for text in answers(sandbox, person)
    }
    return wanted <= heard | but


def find_given_up(url: str) -> set[tuple[str, str]]:
    """List the answers that were on their way at two kills: no third try (docs/decisions/004)."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        return set(
            file.execute(
                "select chat, html from outbox where state = 'unknown' and attempts = 2"
            ).fetchall()
        )


def assert_none_twice_unmarked(sandbox: Sandbox, texts: list[str]) -> None:
    """Each answer at most once as it is, and at most once more with the mark."""
    allowed = {f"{mark}echo {text}" for text in texts for mark in ("", MARK)}
    for person in PEOPLE:
        counted = Counter(answers(sandbox, person))
        assert counted.keys() <= allowed
        assert set(counted.values()) == {1}


async def read_counts(url: str) -> tuple[dict[str, int], dict[str, int]]:
    """Count the updates by state, and the answers made to one message of one person."""
    database = await open_database(url, clock=system_now)
    try:
        async with database.work() as work:
            states = await inbox.counts(work)
            made = await work.fetch(
                "select chat, html, count(*) as made from outbox group by chat, html", {}
            )
            return states, {f"{row['chat']}: {row['html']}": row["made"] for row in made}
    finally:
        await database.close()


async def assert_all_done_once(url: str, texts: list[str]) -> None:
    states, made = await read_counts(url)
    assert states == {"done": len(PEOPLE) * len(texts)}
    assert made == {f"{person}: echo {text}": 1 for person in PEOPLE for text in texts}


@pytest.mark.parametrize("moment", ["delivered", "stored", "working", "committed"])
async def test_program_killed_at_a_moment_answers_everybody_after_restart(
    sqlite_url: str, sandbox: Sandbox, moment: str
) -> None:
    await everybody_says(sandbox, MESSAGES)

    async with program(sqlite_url, sandbox, moment) as killed:
        async with asyncio.timeout(LIMIT_SECONDS):
            assert await killed.wait() == -signal.SIGKILL
    assert not everybody_heard(sandbox, MESSAGES)
    async with program(sqlite_url, sandbox):
        await sandbox.wait_until(lambda: everybody_heard(sandbox, MESSAGES), LIMIT_SECONDS)

    assert_none_twice_unmarked(sandbox, MESSAGES)
    await assert_all_done_once(sqlite_url, MESSAGES)


@pytest.mark.parametrize("heard", [1, 40, 120])
async def test_program_killed_while_answering_marks_what_may_come_twice(
    sqlite_url: str, sandbox: Sandbox, heard: int
) -> None:
    await everybody_says(sandbox, MESSAGES)

    def so_many_heard() -> bool:
        return sum(len(answers(sandbox, person)) for person in PEOPLE) >= heard

    async with program(sqlite_url, sandbox) as killed:
        await sandbox.wait_until(so_many_heard, LIMIT_SECONDS)
        killed.kill()
    async with program(sqlite_url, sandbox):
        await sandbox.wait_until(lambda: everybody_heard(sandbox, MESSAGES), LIMIT_SECONDS)

    assert_none_twice_unmarked(sandbox, MESSAGES)
    await assert_all_done_once(sqlite_url, MESSAGES)


async def test_program_killed_at_every_moment_in_turn_loses_nothing(
    sqlite_url: str, sandbox: Sandbox
) -> None:
    said: list[str] = []
    for moment in ("delivered", "committed", "stored", "working", "delivered"):
        said.append(f"before {moment} {len(said)}")
        await everybody_says(sandbox, said[-1:])
        async with program(sqlite_url, sandbox, moment) as killed, asyncio.timeout(LIMIT_SECONDS):
            assert await killed.wait() == -signal.SIGKILL

    async with program(sqlite_url, sandbox):
        await sandbox.wait_until(
            lambda: everybody_heard(sandbox, said, but=find_given_up(sqlite_url)), LIMIT_SECONDS
        )

    assert_none_twice_unmarked(sandbox, said)
    await assert_all_done_once(sqlite_url, said)


async def test_message_that_kills_the_program_three_times_is_given_up(
    sqlite_url: str, sandbox: Sandbox
) -> None:
    await sandbox.person(1).say(DEADLY)
    await sandbox.person(2).say("m0")

    for _ in range(3):
        async with program(sqlite_url, sandbox) as killed, asyncio.timeout(LIMIT_SECONDS):
            assert await killed.wait() == -signal.SIGKILL
    async with program(sqlite_url, sandbox):
        await sandbox.wait_until(
            lambda: bool(answers(sandbox, 1) and answers(sandbox, 2)), LIMIT_SECONDS
        )

    assert answers(sandbox, 1)[0].startswith("sorry ")
    assert answers(sandbox, 2) == ["echo m0"]
    assert (await read_counts(sqlite_url))[0] == {"failed": 1, "done": 1}
