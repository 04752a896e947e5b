"""All commands and flows there are: the one list that help, menus, rights and tests read."""

from handlers import (
    activity,
    assignment,
    bodies,
    conferences,
    contents,
    correction,
    directives,
    documents,
    followup,
    group_chat,
    guidance,
    help,  # noqa: A004 -- named after the command
    history,
    inviting,
    lists,
    motto,
    notices,
    options,
    papers,
    people,
    postponement,
    regime,
    report,
    start,
    status,
    summary,
    tasks,
    trips,
    versions,
    works,
)
from handlers.flows import commands as flow_commands
from handlers.registry import Command, Flow

_MODULES = (
    start,
    report,
    correction,
    tasks,
    followup,
    status,
    lists,
    history,
    guidance,
    regime,
    postponement,
    notices,
    bodies,
    trips,
    conferences,
    activity,
    documents,
    versions,
    papers,
    contents,
    directives,
    works,
    motto,
    summary,
    options,
    group_chat,
    people,
    assignment,
    inviting,
    help,
)

ALL_FLOWS: dict[str, Flow] = {
    name: flow for module in _MODULES for name, flow in getattr(module, "FLOWS", {}).items()
}
ALL_COMMANDS: tuple[Command, ...] = (
    *(command for module in _MODULES for command in module.COMMANDS),
    *flow_commands(ALL_FLOWS),
)
