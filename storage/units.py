"""Organisations, work groups and their chats, and the switches of the way of organising.

All of it is in the directory, so every change here makes programs load that anew.
"""

from datetime import datetime

from congress.units import Group, GroupChat, Unit
from storage.named import load
from storage.work import Work

_sql = load("units")


def save_group(work: Work, group: Group) -> None:
    """Add a group, or change one of the same code."""
    work.touch_directory()
    _sql.save_group(work, **group.model_dump())


def save_unit(work: Work, unit: Unit) -> None:
    """Add a unit, or change one of the same code; its parent and group come first."""
    work.touch_directory()
    _sql.save_unit(work, **unit.model_dump())


def set_profile(work: Work, key: str, value: str) -> None:
    """Set a switch of the way of organising."""
    work.touch_directory()
    _sql.set_profile(work, key=key, value=value)


def bind_chat(work: Work, chat: GroupChat, *, bound_by: int, at: datetime) -> None:
    """Make a chat a work group's; the last binding of a chat counts."""
    work.touch_directory()
    _sql.bind_chat(work, **chat.model_dump(), bound_by=bound_by, bound_at=at)


def unbind_chat(work: Work, *, channel: str, chat: str) -> None:
    """Take a chat from its work group."""
    work.touch_directory()
    _sql.unbind_chat(work, channel=channel, chat=chat)


def move_chat(work: Work, *, channel: str, old: str, new: str) -> None:
    """Follow a chat to its new address, with everything still to be sent there.

    What the new address already has of its own stays as it is; doing it twice changes nothing.
    """
    work.touch_directory()
    for move in (_sql.move_binding, _sql.move_letters, _sql.move_identities, _sql.move_dialogs):
        move(work, channel=channel, old=old, new=new)
    _sql.unbind_chat(work, channel=channel, chat=old)
