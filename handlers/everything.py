"""All commands and flows there are: the one list that help, menus, rights and tests read."""

from handlers import (
    activity,
    assignment,
    bodies,
    conferences,
    correction,
    day_decisions,
    followup,
    group_chat,
    guidance,
    help,  # noqa: A004 -- named after the command
    history,
    inviting,
    lists,
    moving,
    notices,
    options,
    people,
    postponement,
    postponing,
    proposals,
    readiness,
    regime,
    regime_proposal,
    report,
    resumption,
    start,
    status,
    tasks,
    trips,
    windows,
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
    readiness,
    history,
    proposals,
    day_decisions,
    moving,
    windows,
    guidance,
    regime,
    regime_proposal,
    postponement,
    postponing,
    resumption,
    notices,
    bodies,
    trips,
    conferences,
    activity,
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
