"""How values go into SQL: named parameters, and what both engines can keep."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from aiosql.utils import VAR_REF
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, to_json

Parameters = Mapping[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=vars).encode

#: NUL and lone halves of surrogate pairs: PostgreSQL refuses them, and so does UTF-8.
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


@cache
def number(sql: str, sign: str = "$") -> tuple[str, tuple[str, ...]]:
    """Turn `:name` into `$1`, `$2`… and give the names in that order."""
    names: list[str] = []

    def replace(match: re.Match[str]) -> str:
        name = match["var_name"]
        if name is None:  # something in quotes
            return match[0]
        if name not in names:
            names.append(name)
        return f"{match['lead']}{sign}{names.index(name) + 1}"

    numbered = VAR_REF.sub(replace, sql)
    return numbered, tuple(names)


def columns(value: BaseModel) -> dict[str, Any]:
    """Give the fields of a value as they are: model_dump() would look into each for more."""
    return vars(value)


def adapt(value: Any) -> Any:
    """Make a value that both drivers take: plain texts and numbers, aware instants, JSON text.

    Raises ValueError for an instant without a time zone.
    """
    return _ADAPTERS[type(value)](value)


class Adapters(dict[type, Callable[[Any], Any]]):
    """What makes values of a type fit for a driver, found out once for each type.

    `own` are a driver's own ways, in the place of those of all or beside them. The first that fits
    counts, so that an instant, which is a day too, stands before it.
    """

    def __init__(self, own: Mapping[type, Callable[[Any], Any]] | None = None) -> None:
        super().__init__()
        self._ways = {**_WAYS, **(own or {})}

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        self[kind] = next((way for of, way in self._ways.items() if issubclass(kind, of)), _keep)
        return self[kind]


def _keep(value: Any) -> Any:
    return value


def _adapt_text(text: str) -> str:
    return text if text.isprintable() else _UNKEEPABLE.sub("\ufffd", text)


def _adapt_instant(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be stored")
    return instant.astimezone(UTC)


def _write_json(value: Any) -> str:
    try:
        text = to_json(value).decode()
    except PydanticSerializationError:  # half of a surrogate pair
        text = _UNKEEPABLE.sub("\ufffd", _encode(value))
    return _ESCAPED_NUL.sub(r"\1\\ufffd", text) if "\\u0000" in text else text


_WAYS: dict[type, Callable[[Any], Any]] = {
    Enum: attrgetter("_value_"),
    str: _adapt_text,
    datetime: _adapt_instant,
    dict: _write_json,
    list: _write_json,
    tuple: _write_json,
    BaseModel: _write_json,
}
_ADAPTERS = Adapters()
