"""What the assistant says: one Jinja2 template per message, and short labels by key.

Templates stand under vi/ (an office may override any of them from a folder); labels, words and
command-line texts are TOML beside them. Values are escaped; the html subset is b, i, u, code, a.
"""

import tomllib
from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from congress.dates import ZONE, local_date

_HERE = Path(__file__).parent / "vi"
_PADDED_MONTHS = 2


def write_day(day: date) -> str:
    """Write a day as the seeds do: 05/3/2020, 15/5/2020, 05/02/2020 (DOMAIN 6)."""
    return f"{write_day_month(day)}/{day.year}"


def write_day_month(day: date) -> str:
    """Write a day without its year: 22/5, 05/02."""
    month = f"{day.month:02}" if day.month <= _PADDED_MONTHS else str(day.month)
    return f"{day.day:02}/{month}"


def write_days(opens: date, closes: date | None = None, *, year: bool = True) -> str:
    """Write a span of days in its shortest form: 29–30/4/2020, 30/4–01/5/2020."""
    write = write_day if year else write_day_month
    if closes is None or closes == opens:
        return write(opens)
    if (opens.year, opens.month) == (closes.year, closes.month):
        return f"{opens.day:02}–{write(closes)}"
    if opens.year == closes.year:
        return f"{write_day_month(opens)}–{write(closes)}"
    return f"{write_day(opens)}–{write_day(closes)}"


def write_time(at: datetime) -> str:
    """Write an instant's wall-clock time in the congress zone: 16:02."""
    local = at.astimezone(ZONE)
    return f"{local.hour:02}:{local.minute:02}"


def write_moment(at: datetime) -> str:
    """Write an instant in the congress zone: 07:00 ngày 15/5/2020 is put together by templates."""
    return f"{write_time(at)} {write_day(local_date(at))}"


def write_share(part: int, whole: int) -> str:
    """Write a share with a decimal comma: 31,9%."""
    if part == whole:
        return "100%" if whole else "0%"
    return f"{100 * part / whole:.1f}%".replace(".", ",")


class _Environment(Environment):
    """An environment whose globals do not change: a plain dict is copied for each message.

    Jinja's own chain of maps takes a quarter of the time of a short message.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> dict[str, Any]:
        """Give what every template knows."""
        return {**self.globals, **(d or {})}


class Texts:
    """All texts of one language, with the office's overrides first."""

    def __init__(self, *, override_dirs: Sequence[Path] = ()) -> None:
        folders = [*override_dirs, _HERE]
        self._environment = _Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,  # or every message would ask the disk whether a file is newer
        )
        self._folders = folders
        self._environment.filters.update(
            day=write_day,
            day_month=write_day_month,
            days=write_days,
            next_day=lambda day: day + timedelta(days=1),
            plus=lambda day, count: day + timedelta(days=count),
            clock=write_time,
            moment=write_moment,
            local=local_date,
            short=self.short_name,
            label=self.label,
        )
        self._environment.globals.update(share=write_share, label=self.label)
        self._find = cache(self._look_up)

    def render(self, name: str, **values: Any) -> str:
        """Render a message to the html subset; an unknown value is an error, never a gap."""
        html = self._environment.get_template(f"{name}.j2").render(**values)
        return "\n".join(line.rstrip() for line in html.strip().splitlines())

    def label(self, key: str, **values: object) -> str:
        """Give a short plain text by its dotted key, e.g. "status.done" or "button.send"."""
        text = self._find(key)
        return text.format(**values) if values else text

    def words(self, key: str) -> Mapping[str, list[str]]:
        """Give the ways people write each code of a kind, such as "status"."""
        found: Mapping[str, list[str]] = self._labels["words"][key]
        return found

    def short_name(self, name: str) -> str:
        """Drop what every unit's name begins with: "Đảng bộ xã Kim Đông" -> "Kim Đông"."""
        for prefix in self._labels["words"]["unit_prefixes"]:
            if name.startswith(prefix + " "):
                rest = name[len(prefix) + 1 :]
                return rest[:1].upper() + rest[1:]
        return name

    def _look_up(self, key: str) -> str:
        found: Any = self._labels
        for part in key.split("."):
            found = found[part]
        return str(found)

    @cached_property
    def _labels(self) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for folder in reversed(self._folders):
            for path in sorted(folder.glob("*.toml")):
                for section, values in tomllib.loads(path.read_text(encoding="utf-8")).items():
                    merged.setdefault(section, {}).update(values)
        return merged


def as_plain_text(html: str) -> str:
    """Give the words of a rendered message line by line, for where there is no markup."""
    return "\n".join(str(Markup(line).striptags()) for line in html.splitlines())  # noqa: S704 -- ours
