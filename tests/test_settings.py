"""The settings an office writes, the example it copies, and the page that explains them agree."""

import tomllib
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings

HOUSE = Path(__file__).parent.parent
EXAMPLE = HOUSE / "config.example.toml"


def test_example_names_every_setting_with_its_default(tmp_path: Path) -> None:
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    written = {(section, key) for section, keys in example.items() for key in keys}
    known = {
        (name, key)
        for name, field in Settings.model_fields.items()
        for key in field.annotation.model_fields
    }
    assert written == known
    read, default = read_settings(EXAMPLE), Settings()
    for section in Settings.model_fields.keys() - {"telegram"}:
        assert getattr(read, section) == getattr(default, section)


def test_token_and_url_are_enough(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[telegram]\ntoken = "1:A"\n[storage]\nurl = "sqlite:///x.db"\n')
    settings = read_settings(path)
    assert settings.telegram.token.get_secret_value() == "1:A"
    assert settings.storage.url == "sqlite:///x.db"


def test_environment_wins_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[telegram]\ntoken = "1:FILE"\n')
    monkeypatch.setenv("DAIHOI_TELEGRAM__TOKEN", "2:ENV")
    assert read_settings(path).telegram.token.get_secret_value() == "2:ENV"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[telegram]\ntokn = 'secret-1:A'\n", [("unknown_key", "telegram.tokn")]),
        ("[schedule]\ndigest_at = 'sáng'\n", [("wrong_value", "schedule.digest_at")]),
        ("[storage]\nurl = 'mysql://secret'\n", [("wrong_value", "storage.url")]),
        ("[web]\nport = 99999\n", [("wrong_value", "web.port")]),
    ],
)
def test_mistakes_are_named_and_values_are_not_repeated(
    tmp_path: Path,
    text: str,
    problems: list[tuple[str, str]],
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_settings(path)
    assert caught.value.problems == problems
    assert "secret" not in str(caught.value)


def test_missing_and_broken_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as missing:
        read_settings(tmp_path / "none.toml")
    assert [key for key, _ in missing.value.problems] == ["missing_file"]
    broken = tmp_path / "broken.toml"
    broken.write_text("[telegram\n")
    with pytest.raises(SettingsError) as unreadable:
        read_settings(broken)
    assert [key for key, _ in unreadable.value.problems] == ["not_toml"]
