"""Write docs/developers/permissions.md from the registry: `python -m tests.handlers.matrix`."""

from pathlib import Path

from congress.roles import Role
from handlers.everything import ALL_COMMANDS
from handlers.registry import Command

PAGE = Path(__file__).parents[2] / "docs" / "developers" / "permissions.md"
_HEAD = """\
# Who may use what

Generated from the registry of commands by `python -m tests.handlers.matrix`; a test tells when it
is out of date. A role says who may ask at all: the units a person may see or write for narrow it
further (`handlers/lookup.py`). Everybody else is refused politely, with the roles that may.

Strangers may use `/start` only. Commands marked *group* are also answered in a bound group chat,
with counts only.
"""


def write_matrix() -> str:
    """Write the page: what people are shown, then the steps behind buttons."""
    shown = [one for one in ALL_COMMANDS if not one.hidden]
    hidden = [one for one in ALL_COMMANDS if one.hidden]
    return "\n".join([_HEAD, *_table("Commands", shown), "", *_table("Steps", hidden), ""])


def _table(title: str, commands: list[Command]) -> list[str]:
    names = ["", *(role.replace("_", " ") for role in Role)]
    rows = [_row(one) for one in sorted(commands, key=lambda one: one.name)]
    return [f"## {title}", "", _join(names), _join(["---"] * len(names)), *rows]


def _row(command: Command) -> str:
    names = " ".join(f"`/{name}`" for name in (command.name, *command.aliases))
    marks = ["x" if role in command.roles else "" for role in Role]
    return _join([f"{names} *group*" if command.in_groups else names, *marks])


def _join(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(write_matrix(), encoding="utf-8")
