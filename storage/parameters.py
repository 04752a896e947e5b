"""How values go into SQL: named parameters, and what both engines can keep."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from aiosql.utils import VAR_REF
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, to_json

Parameters = Mapping[str, Any]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

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
    """Give the fields of a flat value as they are: model_dump() would look into each for more."""
    return vars(value)


def adapt_text(text: str) -> str:
    """Make a text that both databases can keep."""
    return text if text.isprintable() else _UNKEEPABLE.sub("\ufffd", text)


def adapt(value: Any) -> Any:
    """Make a value that both drivers take: plain texts and numbers, aware instants, JSON text.

    Raises ValueError for an instant without a time zone.
    """
    if value is None or type(value) is int:
        return value
    if isinstance(value, Enum):
        value = str(value) if isinstance(value, StrEnum) else value.value
    if isinstance(value, str):
        return adapt_text(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone cannot be stored")
        return value.astimezone(UTC)
    if isinstance(value, dict | list | tuple):
        return _write_json(value)
    return value


def _write_json(value: Any) -> str:
    try:
        text = to_json(value).decode()
    except PydanticSerializationError:  # half of a surrogate pair
        text = _UNKEEPABLE.sub("\ufffd", _encode(value))
    return _ESCAPED_NUL.sub(r"\1\\ufffd", text) if "\\u0000" in text else text
