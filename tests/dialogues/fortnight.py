"""A fortnight of a sample, day by day: mornings with their digests, and what people said then."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sandbox.phones import Phone
from tests.dialogues.office import BOT, Office, at, read

#: Seconds that a busy machine may take for a morning of a whole province.
_PATIENCE = 20.0


async def say(office: Office, who: str, said: str, answer: str) -> str:
    """Say a line and wait for the answer that begins so; reminders may come in between."""
    known = len(all_heard(office, who))
    await office.do(who, said)
    return await _wait_for(office, who, known, answer)


async def wait_for(office: Office, who: str, beginning: str) -> str:
    """Wait for a message that begins so, whenever it came."""
    return await _wait_for(office, who, 0, beginning)


async def read_mornings(
    office: Office, days: tuple[date, date], *readers: str
) -> dict[tuple[str, date], str]:
    """Let the mornings from one day to another pass; give each reader's digests."""
    told = {}
    day, last = days
    while day <= last:
        for reader, digest in (await read_morning(office, day, *readers)).items():
            told[reader, day] = digest
        day += timedelta(days=1)
    return told


async def read_morning(office: Office, day: date, *readers: str) -> dict[str, str]:
    """Let 07:00 and 07:30 of a day pass; give what each reader's digest said."""
    await office.let_pass(at("07:00", day=day.isoformat()))
    mark = f"07:00 ngày {day.day:02}/"
    told = {
        reader: await _find(office, reader, 0, lambda text: mark in text) for reader in readers
    }
    await office.let_pass(at("07:30", day=day.isoformat()))
    return told


def all_heard(office: Office, who: str) -> list[str]:
    """Give all that somebody was ever told."""
    phone: Phone = office.phone(who)
    return [read(one) for one in phone.history() if one.sender == BOT]


def lines_of(digest: str) -> list[str]:
    """Give the lines of a digest."""
    return digest.splitlines()


def check_lines(digest: str, lines: Sequence[str]) -> None:
    """Compare whole lines of a digest, in their order; others may stand between."""
    assert [line for line in lines_of(digest) if line in lines] == list(lines), digest


async def _wait_for(office: Office, who: str, known: int, beginning: str) -> str:
    return await _find(office, who, known, lambda text: text.startswith(beginning))


async def _find(office: Office, who: str, known: int, fits: Callable[[str], bool]) -> str:
    """Wait for the first message that fits, after those known before."""

    def find() -> list[str]:
        return [text for text in all_heard(office, who)[known:] if fits(text)]

    try:
        await office.sandbox.wait_until(lambda: bool(find()), limit_seconds=_PATIENCE)
    except TimeoutError as exc:  # the words that came instead tell what went wrong
        raise AssertionError((who, all_heard(office, who)[known:])) from exc
    return find()[0]
