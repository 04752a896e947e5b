"""Texts and code know each other: no answer without a template, no template without a use."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import meta

from handlers.everything import ALL_COMMANDS
from handlers.registry import Command
from tests.handlers.harness import TEXTS

HOUSE = Path(__file__).parents[2]
VI = HOUSE / "texts" / "vi"
TEMPLATES = {path.relative_to(VI).with_suffix("").as_posix(): path for path in VI.glob("**/*.j2")}
FAMILIES = {name.partition("/")[0] for name in TEMPLATES}
CODE = [
    path
    for folder in ("bot", "handlers", "scheduling", "texts")
    for path in (HOUSE / folder).glob("*.py")
]
_NAME = re.compile(r"[a-z_]+/[a-z_0-9*]+")
_INCLUDED = re.compile(r"{%-?\s*(?:include|from|import|extends)\s+(.+?)\s*(?:import\s|-?%})")
#: A command in a sentence; `{{ a }}/{{ b }}` and "15/5" are none.
_COMMAND = re.compile(r"(?<![\w}/.<])/([a-z]{2,})\b(?!/|\.j2)")

#: What gives an answer its values, and what templates have beside these: functions of all, and
#: macros that some import under a condition.
_ANSWERS = {"say", "tell", "remark", "Answer"}
_BROUGHT_ALONG = {"label", "share", "warned", "board"}


def _named_in_code() -> Iterator[str]:
    """Give what looks like a template's name; "*" stands for what is only known at run time."""
    for path in CODE:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        pieces = {id(piece) for node in joined for piece in node.values}
        plain = (
            node for node in nodes if isinstance(node, ast.Constant) and id(node) not in pieces
        )
        for name in (*(str(node.value) for node in plain), *map(_spell, joined)):
            if _NAME.fullmatch(name) and name.partition("/")[0] in FAMILIES:
                yield name


def _spell(joined: ast.JoinedStr) -> str:
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "*" for part in joined.values
    )


def _named_in_templates() -> Iterator[str]:
    for path in TEMPLATES.values():
        for said in _INCLUDED.findall(path.read_text(encoding="utf-8")):
            parts = re.findall(r'"([^"]*)"|([a-z_.]+)', said)
            yield "".join(text or "*" for text, _ in parts).removesuffix(".j2")


def _match(name: str) -> set[str]:
    wanted = re.compile(re.escape(name).replace(r"\*", "[a-z_0-9]+"))
    return {template for template in TEMPLATES if wanted.fullmatch(template)}


def test_every_template_named_in_code_exists() -> None:
    assert [name for name in _named_in_code() if not _match(name)] == []


def test_every_template_is_used() -> None:
    used: set[str] = set()
    for name in (*_named_in_code(), *_named_in_templates()):
        used |= _match(name)
    assert TEMPLATES.keys() - used == set()


def test_every_answer_gives_what_its_template_asks_for() -> None:
    """A template on a path that no conversation takes would fail only with its reader."""
    parse = TEXTS._environment.parse
    asked = {
        name: meta.find_undeclared_variables(parse(path.read_text(encoding="utf-8")))
        for name, path in TEMPLATES.items()
    }
    lacking = [
        (path.name, call.lineno, name, lack)
        for path in CODE
        for call, name in _find_answers(path)
        if (lack := asked[name] - _BROUGHT_ALONG - {keyword.arg for keyword in call.keywords})
    ]
    assert lacking == []


def _find_answers(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Find the answers that name their template and list all its values."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and all(keyword.arg for keyword in call.keywords):
            said = getattr(call.func, "attr", getattr(call.func, "id", ""))
            for value in call.args if said in _ANSWERS else ():
                if isinstance(value, ast.Constant) and value.value in TEMPLATES:
                    yield call, value.value


@pytest.mark.parametrize(
    "command", [one for one in ALL_COMMANDS if not one.hidden], ids=lambda one: one.name
)
def test_command_has_its_help(command: Command) -> None:
    assert TEXTS.label(f"help.{command.name}")
    assert TEXTS.label(f"usage.{command.name}").startswith(f"/{command.name}")


def test_names_and_aliases_mean_one_command_each() -> None:
    names = [name for one in ALL_COMMANDS for name in (one.name, *one.aliases)]
    assert len(names) == len(set(names))


def test_texts_name_only_commands_there_are() -> None:
    known = {name for one in ALL_COMMANDS for name in (one.name, *one.aliases)}
    # What the command line says names the commands of BotFather.
    files = [*TEMPLATES.values(), *{*VI.glob("*.toml")} - {VI / "cli.toml"}]
    named = {
        (path.name, name)
        for path in files
        for name in _COMMAND.findall(path.read_text(encoding="utf-8"))
    }
    assert {one for one in named if one[1] not in known} == set()


def test_a_text_s_key_stands_in_one_file() -> None:
    """Files are merged by section: a key in two of them would be lost without a word."""
    places: dict[tuple[str, str], list[str]] = {}
    for path in sorted(VI.glob("*.toml")):
        for section, values in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for key in values:
                places.setdefault((section, key), []).append(path.name)
    assert {key: files for key, files in places.items() if len(files) > 1} == {}
