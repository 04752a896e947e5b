"""Log lines: one shape whoever writes them, and never a secret."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import set_up_logs
from bot.settings import Logging
from tests.bot.clerk import TOKEN

URL = f"https://api.telegram.org/bot{TOKEN}/getMe"


class ProxyError(Exception):
    """Carries an address, as a library's error does."""


class Address:
    """Something that is no text until it is written."""

    def __str__(self) -> str:
        return URL

    __repr__ = __str__


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """Put logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def raise_url() -> None:
    raise ProxyError(URL)


@pytest.mark.parametrize("form", ["console", "json"])
def test_secret_is_in_no_line_whoever_writes_it(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    set_up_logs(Logging.model_validate({"level": "DEBUG", "format": form}), secrets=(TOKEN,))
    ours, theirs = structlog.get_logger("ours"), logging.getLogger("library")

    ours.info("Asking", action="ask", url=URL, urls=[URL, {"again": URL}], where=Address())
    ours.warning(URL, action=URL)
    theirs.debug("GET %s", URL)
    theirs.info("GET %s", Address(), extra={"address": URL})
    try:
        raise_url()
    except ProxyError:
        ours.exception("It failed", action="fail")
        theirs.exception("It failed")

    written = capsys.readouterr().err
    assert TOKEN not in written
    assert written.count("/bot[secret]/getMe") >= len(("url", "urls", "again", "where", "action"))


def test_line_for_machines_says_who_when_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(Logging(format="json"))
    structlog.get_logger("bot.worker").info("Nạp xong", action="loaded", units=72)
    line = json.loads(capsys.readouterr().err)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "Nạp xong",
        "action": "loaded",
        "units": 72,
        "level": "info",
        "logger": "bot.worker",
    }


def test_libraries_are_quiet_below_warning(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(Logging(level="DEBUG"))
    logging.getLogger("httpx").info("HTTP Request: GET")
    logging.getLogger("aiosqlite").debug("executing")
    assert capsys.readouterr().err == ""


def test_lines_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(Logging(level="ERROR"))
    structlog.get_logger("ours").warning("Still well", action="nothing")
    assert capsys.readouterr().err == ""
