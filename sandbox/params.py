"""The parameters of one Bot API call, from whichever kind of body they came in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


class ApiError(Exception):
    """A refusal, in the Bot API's own words."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str, **parameters: int) -> ApiError:
    """Return the error Telegram gives for a call it understood and refuses."""
    return ApiError(400, f"Bad Request: {reason}", **parameters)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """Read values as the Bot API reads them: forms carry numbers and JSON as text."""

    values: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Return a text, `default` when it is missing."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number, `default` when it is missing or none."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Return whether a switch is on."""
        return self.text(name).lower() in {"true", "1", "yes"}

    def structure(self, name: str) -> Any:
        """Return a JSON value, None when it is missing; refuse what is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError as exc:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from exc

    def mapping(self, name: str) -> dict[str, Any]:
        """Return a JSON object, an empty one when it is missing."""
        value = self.structure(name) or {}
        if not isinstance(value, dict):
            raise bad_request("object expected")
        return value


async def read_params(request: web.Request) -> Params:
    """Read a call's query and body: JSON, form, multipart, or nothing at all."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values |= await _read_json(request)
    for name, part in (await _read_form(request)).items():
        if isinstance(part, web.FileField):
            uploads[name] = Upload(part.filename, part.content_type, part.file.read())
        else:
            values[name] = part
    return Params(values, uploads)


async def _read_json(request: web.Request) -> dict[str, Any]:
    try:
        value = json.loads(await request.read() or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


async def _read_form(request: web.Request) -> Mapping[str, Any]:
    try:
        return await request.post()
    except web.HTTPRequestEntityTooLarge as exc:
        raise ApiError(413, "Request Entity Too Large") from exc
    except ValueError as exc:
        raise bad_request("can't parse request body") from exc
