"""What the office sets: one TOML file, overridden by DAIHOI_ environment variables (DESIGN 9)."""

import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    DirectoryPath,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)


class Section(BaseModel):
    """A frozen table of the file; a misspelt key is an error, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Telegram(Section):
    """`api_base` is the part before /bot<TOKEN>/method; another one serves a local Bot API."""

    token: SecretStr | None = None
    api_base: str = "https://api.telegram.org"
    mode: Literal["polling"] = "polling"


class Storage(Section):
    """Where everything is kept: sqlite:///daihoi.db, sqlite:////absolute/path or postgresql://.

    `words_kept_days`: how long failed messages and replies keep their words.
    """

    url: str = "sqlite:///daihoi.db"
    words_kept_days: int = Field(default=7, ge=1, le=365)

    @field_validator("url")
    @classmethod
    def _known(cls, url: str) -> str:
        if not url.startswith(("sqlite:///", "postgresql://")):
            raise ValueError("storage_url")
        return url


class Schedule(Section):
    """Hours on the clock of the congress zone; days added to and taken from the calendar."""

    timezone: Literal["Asia/Ho_Chi_Minh"] = "Asia/Ho_Chi_Minh"
    digest_at: time = time(7, 0)
    reminder_at: time = time(7, 30)
    quiet_from: time = time(21, 0)
    quiet_to: time = time(6, 30)
    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()


class Web(Section):
    """Where the demo page listens."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)


class TextSettings(Section):
    """Folders of the office's own templates, laid over ours; the first that has one wins."""

    override_dirs: tuple[DirectoryPath, ...] = ()


class Logging(Section):
    """How much is logged, for people ("console") or for machines ("json")."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["console", "json"] = "console"


class Settings(BaseSettings):
    """All settings; defaults work, so a token and a storage address are enough."""

    model_config = SettingsConfigDict(
        env_prefix="DAIHOI_",
        env_nested_delimiter="__",
        frozen=True,
        extra="forbid",
    )

    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    schedule: Schedule = Schedule()
    web: Web = Web()
    texts: TextSettings = TextSettings()
    logging: Logging = Logging()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 -- the signature is the library's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, which comes in as init values."""
        del dotenv_settings, file_secret_settings
        return env_settings, init_settings


class SettingsError(Exception):
    """The settings cannot be used; `problems` are (key, where) pairs of [settings] texts."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(", ".join(f"{key}: {where}" for key, where in problems))
        self.problems = problems


def read_settings(path: Path, *, required: bool = True) -> Settings:
    """Read the file at `path` and the environment; raise SettingsError naming every mistake.

    Without `required`, a missing file means defaults (commands that need no office of their own).
    """
    if not path.exists():
        if required:
            raise SettingsError([("missing_file", str(path))])
        return _build({})
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise SettingsError([("not_toml", f"{path}: {exc}")]) from exc
    except OSError as exc:
        raise SettingsError([("unreadable", str(path))]) from exc
    return _build(values)


def _build(values: dict[str, Any]) -> Settings:
    try:
        return Settings(**values)
    except ValidationError as exc:
        # Never the value itself: it may be a token.
        problems = [
            (_problem(str(error["type"])), ".".join(str(part) for part in error["loc"]))
            for error in exc.errors(include_input=False, include_url=False)
        ]
        raise SettingsError(problems) from exc


def _problem(kind: str) -> str:
    return "unknown_key" if kind == "extra_forbidden" else "wrong_value"
